"""Prove each quote against the texts of its sources: it must stand where the dataset says."""

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final

from timeline_app.core.message import QT_TRANSLATE_NOOP, Message
from timeline_app.io.containers.tables import Record
from timeline_app.io.dataset.check_quotes import CONTEXT
from timeline_app.io.dataset.package import Package
from timeline_app.io.dataset.schema import QUOTES, SOURCES
from timeline_app.io.finding import HEADER_ROW, Finding, read_error, say

_LARGEST: Final = 50_000_000
"""Bytes from which a file is no document that has changed: none is so long."""

NumberedQuote = tuple[int, Record]


@dataclass(frozen=True)
class _Document:
    """A file of the folder of texts; its text is read when it is first asked for."""

    path: Path
    digest: str

    @cached_property
    def text(self) -> str:
        return self.path.read_bytes().decode("utf-8", errors="replace")


def check_anchors(package: Package, folder: Path) -> Iterator[Finding]:
    """Findings for quotes that do not stand in the documents of `folder`, found by their SHA-256.

    Raises:
        ReadError: `folder` cannot be read.
    """
    sources, quotes = package.tables.get(SOURCES.name), package.tables.get(QUOTES.name)
    if sources is None or quotes is None:
        return
    documents = _documents(folder)
    by_digest = {document.digest: document for document in documents}
    digests = {cells["sha256"] for _row, cells in sources.records()}
    others = [
        document
        for document in documents
        if document.digest not in digests and document.path.stat().st_size <= _LARGEST
    ]
    by_source: dict[str, list[NumberedQuote]] = {}
    for row, cells in quotes.records():
        by_source.setdefault(cells["source_id"], []).append((row, cells))
    for row, source in sources.records():
        own = by_source.get(source["source_id"], [])
        document = by_digest.get(source["sha256"])
        if document is not None:
            for number, quote in own:
                if fault := _misplaced(document.text, quote):
                    yield Finding(quotes.file, number, fault)
            continue
        changed = _likeliest(others, own)
        if changed is None:
            yield Finding(sources.file, row, _absent(folder))
            continue
        yield Finding(sources.file, row, _changed(changed, source), "warning")
        for number, quote in own:
            if fault := _misplaced(changed.text, quote):
                found = quote["exact"] in changed.text
                yield Finding(quotes.file, number, fault, "warning" if found else "error")


def _documents(folder: Path) -> list[_Document]:
    """All files in a folder and below."""
    if not folder.is_dir():
        raise read_error(
            str(folder),
            HEADER_ROW,
            say(
                QT_TRANSLATE_NOOP(
                    "io", "There is no such folder; give the folder of the sources' texts."
                )
            ),
        )
    found = []
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        with suppress(OSError), path.open("rb") as file:  # an unreadable file is as good as absent
            found.append(_Document(path, hashlib.file_digest(file, "sha256").hexdigest()))
    return found


def _misplaced(text: str, quote: Record) -> Message | None:
    """What is wrong with the place of a quote in a text."""
    exact = quote["exact"]
    start, end = quote.offset("start"), quote.offset("end")
    if start < 0 or text[start:end] != exact:
        return _elsewhere(text, exact, start)
    prefix, suffix = text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]
    for column, right in (("prefix", prefix), ("suffix", suffix)):
        if quote[column] != right:
            return say(
                QT_TRANSLATE_NOOP(
                    "io", "The {column} is not what stands there; it must be {right}."
                ),
                column=column,
                right=repr(right),
            )
    return None


def _elsewhere(text: str, exact: str, start: int) -> Message:
    places = list(_places(text, exact)) if exact else []
    if places:
        nearest_place = min(places, key=lambda place: abs(place - start))
        return say(
            QT_TRANSLATE_NOOP(
                "io",
                "The quote does not stand at its place but from {start} to {end}; change start, "
                "end, prefix and suffix.",
            ),
            start=nearest_place,
            end=nearest_place + len(exact),
        )
    there = text[start : start + len(exact)] if start >= 0 else ""
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


def _places(text: str, exact: str) -> Iterator[int]:
    place = text.find(exact)
    while place >= 0:
        yield place
        place = text.find(exact, place + 1)


def _likeliest(documents: Sequence[_Document], quotes: Sequence[NumberedQuote]) -> _Document | None:
    """The document that holds most quotes of a source whose text has changed since."""

    def held(document: _Document) -> int:
        return sum(quote["exact"] in document.text for _row, quote in quotes if quote["exact"])

    best = max(documents, key=held, default=None)
    return best if best is not None and held(best) else None


def _absent(folder: Path) -> Message:
    return say(
        QT_TRANSLATE_NOOP(
            "io",
            "The document is absent: no file in {folder} has its SHA-256 or holds one of its "
            "quotes; put its text there.",
        ),
        folder=folder,
    )


def _changed(document: _Document, source: Record) -> Message:
    return say(
        QT_TRANSLATE_NOOP(
            "io",
            "The document seems to be {name} but has changed: its SHA-256 is {found} instead of "
            "{stated}.",
        ),
        name=document.path.name,
        found=document.digest,
        stated=source["sha256"] or "-",
    )
