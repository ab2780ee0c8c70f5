"""Sources and what is known of their texts, in words for people."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QLocale, QObject

from timeline_app.core.records import Source
from timeline_app.core.text import isolated
from timeline_app.models.citation import published_in_words, title_of

if TYPE_CHECKING:
    from timeline_app.io.evidence.text_changes import TextChanges

SEPARATOR = " · "
SHOWN_DIGITS = 12
"""Digits of a SHA-256 that are enough to tell two texts apart by eye."""

translate = QCoreApplication.translate


class SourceWords(QObject):
    """Says what a dataset has of a source."""

    def counts(self, events: int, quotes: int) -> str:
        """`3 events · 5 quotes`."""
        parts = [self.tr("%Ln event(s)", "", events)]
        if quotes:
            parts.append(self.tr("%Ln quote(s)", "", quotes))
        return SEPARATOR.join(parts)


def name_of(source: Source) -> str:
    """What a source is called in a list: its title, else who published it, else its address."""
    return title_of(source) or source.publisher or source.url or source.source_id


def publication_in_words(source: Source) -> str:
    """`BBC News · 15 January 2012 · English`, without what is not known."""
    publisher = source.publisher if title_of(source) else ""
    parts = (publisher, published_in_words(source), language_in_words(source.language))
    return SEPARATOR.join(isolated(part) for part in parts if part)


def language_in_words(tag: str) -> str:
    """The name of a language by its BCP 47 tag; the tag itself where it has none."""
    language = QLocale(tag).language()
    if not tag or language == QLocale.Language.C:
        return tag
    return QLocale.languageToString(language)


def origin_in_words(source: Source, sources: Mapping[str, Source]) -> str:
    """That a source is no independent one, and of which report; "" where it is."""
    return "".join(origin_parts(source, sources))


def origin_parts(source: Source, sources: Mapping[str, Source]) -> tuple[str, ...]:
    """The same as words, the name of the report (by `sources` or as it stands), and words."""
    if not source.derived_from:
        return ()
    origin = sources.get(source.derived_from.strip())
    name = source.derived_from
    if origin is not None:
        known = (origin.publisher, title_of(origin), published_in_words(origin))
        name = ", ".join(isolated(part) for part in known if part) or origin.source_id
    template = translate(
        "SourceWords", "Republishes or rewrites {report}, so it is no independent source."
    )
    before, _, behind = template.partition("{report}")
    return before, name, behind


def short_digest(digest: str) -> str:
    """The beginning of a SHA-256, for people to compare."""
    return digest if len(digest) <= SHOWN_DIGITS else f"{digest[:SHOWN_DIGITS]}…"


def text_in_words(source: Source, digest: str, *, is_changed: bool) -> str:
    """What is known of the text of a source; `digest` is the SHA-256 of what was found, if any."""
    stated, found = short_digest(source.sha256), short_digest(digest)
    if not digest:
        told = (
            translate("SourceWords", "Its text is not here (SHA-256 {stated}).")
            if stated
            else translate("SourceWords", "Its text is not here.")
        )
    elif not is_changed:
        told = translate("SourceWords", "The text is unchanged (SHA-256 {stated}).")
    elif stated:
        told = translate(
            "SourceWords",
            "The text has changed since it was quoted (SHA-256 {found} instead of {stated}).",
        )
    else:
        told = translate(
            "SourceWords",
            "The dataset has no SHA-256 to compare this text with (it has {found}).",
        )
    return told.format(found=found, stated=stated)


def text_in_a_word(source: Source, digest: str, *, is_changed: bool) -> str:
    """The same for a list."""
    if not digest:
        return translate("SourceWords", "text absent")
    if not source.sha256:
        return translate("SourceWords", "text found")
    if is_changed:
        return translate("SourceWords", "text changed")
    return translate("SourceWords", "text unchanged")


def text_changes_in_words(changes: "TextChanges") -> str:
    """What became of the folders of texts, in a sentence."""
    if len(changes.files) > 1:
        several = translate(
            "SourceWords",
            "{count} files in the folders with source texts are new, changed or gone.",
        )
        return several.format(count=QLocale().toString(len(changes.files)))
    if changes.added:
        one = translate("SourceWords", "{file} is new in the folders with source texts.")
    elif changes.changed:
        one = translate("SourceWords", "{file} has changed in the folders with source texts.")
    else:
        one = translate("SourceWords", "{file} is no longer in the folders with source texts.")
    return "".join(one.format(file=path.name) for path in changes.files)
