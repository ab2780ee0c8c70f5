"""Prove each quote against the texts of its sources: it must stand where the dataset says."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from timeline_app.core.anchors import NOT_CHECKED, Anchor, AnchorState
from timeline_app.core.message import QT_TRANSLATE_NOOP, Message
from timeline_app.core.records import Quote, Source
from timeline_app.io.containers.text_file import readable
from timeline_app.io.dataset.folder import quote_of, source_of
from timeline_app.io.dataset.package import Package
from timeline_app.io.dataset.schema import QUOTES, SOURCES
from timeline_app.io.evidence.anchoring import context_of, misplaced
from timeline_app.io.evidence.differences import Difference, differences
from timeline_app.io.evidence.documents import Document
from timeline_app.io.evidence.folders import NO_FOLDER, is_folder
from timeline_app.io.evidence.texts import Texts, texts_of
from timeline_app.io.finding import HEADER_ROW, Finding, Severity, say


def check_anchors(
    package: Package, folders: Sequence[Path]
) -> tuple[list[Finding], Mapping[Quote, Anchor]]:
    """Findings for quotes and sources in the light of the texts in some folders; and where all
    quotes stand."""
    sources, quotes = package.tables.get(SOURCES.name), package.tables.get(QUOTES.name)
    findings = [
        Finding(str(folder), HEADER_ROW, NO_FOLDER) for folder in folders if not is_folder(folder)
    ]
    if sources is None or quotes is None:
        return findings, {}
    quoted = [(row, quote_of(record)) for row, record in quotes.records()]
    if not folders:
        return findings, {one: NOT_CHECKED for _, one in quoted}
    rows = [(row, source_of(record)) for row, record in sources.records()]
    texts = texts_of((one for _, one in rows), (one for _, one in quoted), folders)
    if len(findings) < len(folders):
        findings += _source_findings(sources.file, rows, texts, folders)
    for row, quote in quoted:
        document = texts.documents.get(quote.source_id)
        if document is None:
            continue
        anchor = texts.anchors[quote]
        if texts.is_changed(quote.source_id):
            is_found = anchor.state is AnchorState.ELSEWHERE
            message = _moved(quote, anchor) if is_found else _lost(quote, document.text)
            severity: Severity = "warning" if is_found else "error"
            findings.append(Finding(quotes.file, row, message, severity))
        elif anchor.state is not AnchorState.EXACT:
            message = _misplaced(quote, anchor, document.text)
            findings.append(Finding(quotes.file, row, message))
    return findings, {one: texts.anchors.get(one, NOT_CHECKED) for _, one in quoted}


def _source_findings(
    file: str, rows: Sequence[tuple[int, Source]], texts: Texts, folders: Sequence[Path]
) -> Iterator[Finding]:
    is_absent = False
    for row, source in rows:
        document = texts.documents.get(source.source_id)
        if document is None:
            is_absent = True
            yield Finding(file, row, _absent(folders))
        elif texts.is_changed(source.source_id):
            yield Finding(file, row, _changed(document, source), "warning")
    for unread in texts.unread if is_absent else ():
        if unread.reason is not NO_FOLDER:
            yield Finding(readable(str(unread.path)), HEADER_ROW, unread.reason, "warning")


def _misplaced(quote: Quote, anchor: Anchor, text: str) -> Message:
    """What is wrong with the place of a quote in the very text that it was taken from."""
    part = misplaced(quote, text)
    if part != "exact":
        return say(
            QT_TRANSLATE_NOOP("io", "The {column} is not what stands there; it must be {right}."),
            column=part,
            right=repr(context_of(quote, text)[part == "suffix"]),
        )
    if anchor.state is AnchorState.ELSEWHERE:
        message = say(
            QT_TRANSLATE_NOOP(
                "io",
                "The quote does not stand at its place but from {start} to {end}; change start, "
                "end, prefix and suffix.",
            ),
            start=anchor.start,
            end=anchor.end,
        )
        return _with_differences(message, quote, anchor)
    if quote.exact and quote.exact in text:
        return say(
            QT_TRANSLATE_NOOP(
                "io",
                "The quote does not stand at its place, and nowhere else with its prefix or "
                "suffix; change start, end, prefix and suffix.",
            )
        )
    there = text[quote.start : quote.start + len(quote.exact)] if quote.start >= 0 else ""
    if not there:
        return say(
            QT_TRANSLATE_NOOP(
                "io", "The quote does not stand in the document; copy its words from there."
            )
        )
    return say(
        QT_TRANSLATE_NOOP(
            "io", "The quote does not stand in the document; at its place stands {there}."
        ),
        there=repr(there),
    )


def _lost(quote: Quote, text: str) -> Message:
    """Why a quote is lost in a text that has changed."""
    if quote.exact.strip() and quote.exact in text:
        return say(
            QT_TRANSLATE_NOOP(
                "io",
                "The quote is lost: the text has changed, and its words stand in it, but nowhere "
                "between what stood around them; quote more of what it says now.",
            )
        )
    return say(
        QT_TRANSLATE_NOOP(
            "io",
            "The quote is lost: the text has changed, and neither its words nor nearly the "
            "same ones stand in it; quote what it says now, or keep the old text.",
        )
    )


def _moved(quote: Quote, anchor: Anchor) -> Message:
    """Where a quote stands in a text that has changed."""
    if (anchor.start, anchor.end) == (quote.start, quote.end):
        message = say(
            QT_TRANSLATE_NOOP(
                "io", "The text has changed, but the quote was found where it stood, at {start}."
            ),
            start=anchor.start,
        )
        return _with_differences(message, quote, anchor)
    if min(quote.start, quote.end) < 0:
        message = say(
            QT_TRANSLATE_NOOP(
                "io", "The quote has no start and end; it was found from {start} to {end}."
            ),
            start=anchor.start,
            end=anchor.end,
        )
        return _with_differences(message, quote, anchor)
    message = say(
        QT_TRANSLATE_NOOP(
            "io",
            "The text has changed: the quote was found from {start} to {end} instead of {old} to "
            "{old_end}.",
        ),
        start=anchor.start,
        end=anchor.end,
        old=quote.start,
        old_end=quote.end,
    )
    return _with_differences(message, quote, anchor)


def _with_differences(message: Message, quote: Quote, anchor: Anchor) -> Message:
    if not anchor.found:
        return message
    return say(
        QT_TRANSLATE_NOOP("io", "{message} Its words differ there: {differences}."),
        message=message,
        differences=_words(quote.exact, anchor.found),
    )


def _words(exact: str, found: str) -> str:
    """What is different, like `"five" -> "six"`; nothing between the signs where words are gone."""
    changes: list[list[str]] = [["", ""]]
    for kind, text in differences(exact, found):
        if kind is Difference.EQUAL:
            changes.append(["", ""])
        else:
            changes[-1][kind is Difference.ADDED] += text.strip()
    return ", ".join(f'"{old}" -> "{new}"' for old, new in changes if old or new)


def _absent(folders: Sequence[Path]) -> Message:
    return say(
        QT_TRANSLATE_NOOP(
            "io",
            "The document is absent: no file in {folder} has its SHA-256, its title or most of "
            "its quotes; put its text there.",
        ),
        folder=", ".join(map(str, folders)),
    )


def _changed(document: Document, source: Source) -> Message:
    if not source.sha256:
        return say(
            QT_TRANSLATE_NOOP(
                "io",
                "The document seems to be {name}, but the dataset has no SHA-256 that proves it; "
                "that of the file is {found}.",
            ),
            name=readable(document.path.name),
            found=document.digest,
        )
    return say(
        QT_TRANSLATE_NOOP(
            "io",
            "The document seems to be {name} but has changed: its SHA-256 is {found} instead of "
            "{stated}.",
        ),
        name=readable(document.path.name),
        found=document.digest,
        stated=source.sha256,
    )
