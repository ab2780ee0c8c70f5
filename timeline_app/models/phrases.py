"""Small parts of sentences that other words are made of."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QLocale

translate = QCoreApplication.translate


def any_of(words: Sequence[str]) -> str:
    """`A`, `A or B`, `A, B or C`."""
    if len(words) < 2:
        return "".join(words)
    rest = translate("phrases", ", ").join(words[:-1])
    return translate("phrases", "{rest} or {last}").format(rest=rest, last=words[-1])


def all_of(words: Sequence[str]) -> str:
    """`A`, `A and B`, `A, B and C`."""
    if len(words) < 2:
        return "".join(words)
    rest = translate("phrases", ", ").join(words[:-1])
    return translate("phrases", "{rest} and {last}").format(rest=rest, last=words[-1])


def capitalised(words: str) -> str:
    """Words as the beginning of a sentence; the rest stays as it is."""
    return words[:1].upper() + words[1:]


def number(value: int) -> str:
    """A number with the separators of the language: `2,000`."""
    return QLocale().toString(value)
