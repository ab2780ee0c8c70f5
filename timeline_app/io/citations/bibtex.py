"""BibTeX (https://www.bibtex.org/Format/), with the fields that biblatex adds: it reads EDTF."""

from collections.abc import Iterable
from typing import Final

from timeline_app.io.citations.reference import Reference, one_line

_TEX: Final = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",  # a bare brace would have to be closed, even behind a backslash
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{sign: f"\\{sign}" for sign in "#$%&_"},
    }
)
_TYPES: Final = {"page": "misc", "document": "misc", "dataset": "dataset"}
_LANGUAGES: Final = {
    "ar": "arabic", "de": "german", "en": "english", "es": "spanish", "fr": "french",
    "it": "italian", "nl": "dutch", "pt": "portuguese", "ru": "russian",
}  # fmt: skip
"""Names that babel knows."""


def bibtex(references: Iterable[Reference]) -> str:
    """The references as entries: accents as UTF-8, what TeX would act on escaped."""
    return "\n".join(_entry(reference) for reference in references)


def _entry(reference: Reference) -> str:
    points = reference.issued.points
    language = reference.language.partition("-")[0].lower()
    fields = {
        "author": " and ".join(f"{{{escaped(name)}}}" for name in reference.authors),
        "title": f"{{{escaped(reference.title)}}}",  # braced twice, so that capitals stay
        "howpublished": escaped(reference.publisher),  # which styles print
        "publisher": escaped(reference.publisher),  # which other programs read
        "year": f"{points[0].parts[0]:04}" if points else "",
        "date": "/".join(map(str, points)),
        "version": escaped(reference.version),
        "url": one_line(reference.url),  # verbatim
        "langid": _LANGUAGES.get(language, ""),
        "language": "" if language in _LANGUAGES else escaped(reference.language),
        "note": escaped(" ".join(map(_sentence, reference.notes))),
    }
    lines = [f"  {name} = {{{value}}},\n" for name, value in fields.items() if value.strip("{}")]
    return f"@{_TYPES[reference.kind]}{{{reference.key},\n{''.join(lines)}}}\n"


def _sentence(note: str) -> str:
    return note if note.endswith((".", "!", "?")) else f"{note}."


def escaped(text: str) -> str:
    """A text that TeX prints as it stands."""
    return one_line(text).translate(_TEX)
