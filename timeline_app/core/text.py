"""Text as people compare, list and type it."""

import re
import unicodedata
from collections.abc import Iterable
from difflib import get_close_matches
from typing import Final

UNSEEN: Final = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
"""Signs without ink: where a word may part or must not, and which way it is written."""
_BEGINNING: Final = 4000
_LOOKALIKES: Final = str.maketrans(
    {
        "\u2018": "'", "\u2019": "'", "\u201a": "'", "\u2039": "'", "\u203a": "'", "\u02bc": "'",
        "\u201c": '"', "\u201d": '"', "\u201e": '"', "\u00ab": '"', "\u00bb": '"',
        "\u2010": "-", "\u2011": "-", "\u2013": "-", "\u2014": "-", "\u2212": "-",
        "ł": "l", "đ": "d", "ð": "d", "ø": "o", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th",
        "\u0640": None,  # only makes an Arabic word longer
        **dict.fromkeys(UNSEEN),
    }
)  # fmt: skip
"""Letters and signs that Unicode does not decompose but that a keyboard writes in plain ones."""


class _Letters(dict[int, str]):
    """Code point to what `fold` makes of it, worked out when first met: no letter needs another."""

    def __missing__(self, code: int) -> str:
        parts = unicodedata.normalize("NFKD", chr(code).casefold())
        plain = "".join(_digit(part) for part in parts if not unicodedata.combining(part))
        self[code] = folded = plain.casefold().translate(_LOOKALIKES)
        return folded


def _digit(letter: str) -> str:
    """A digit of any script as it is on a plain keyboard; any other letter as it is."""
    return str(unicodedata.decimal(letter)) if letter.isdecimal() else letter


_FOLDED: Final = _Letters()


def fold(text: str) -> str:
    """The text without case, accents, typographic signs and repeated white space."""
    plain = text.lower() if text.isascii() else text.translate(_FOLDED)
    return " ".join(plain.split())


def fold_letter(letter: str) -> str:
    """What `fold` makes of one letter or sign within a text; a blank for any white space."""
    folded = _FOLDED[ord(letter)]
    return " " if folded.isspace() else folded


def natural_key(text: str) -> str:
    """A key that sorts folded text with the numbers in it by size ("cell 9" before "cell 10").

    In front of each number, without its leading zeros, stands how many digits it has.
    """
    return re.sub("[0-9]+", lambda number: _sized(number[0].lstrip("0")), fold(text))


def _sized(digits: str) -> str:
    return digit_count_sign(len(digits)) + digits


def digit_count_sign(count: int) -> str:
    """What sorts numbers of more digits behind those of fewer, and all where digits sort."""
    return chr(ord("0") + count) if count < 9 else "9" + chr(min(ord("0") + count - 9, 0x7F))


def is_from_right(text: str) -> bool:
    """Whether most letters of the beginning of a text are written from right to left."""
    kinds = [unicodedata.bidirectional(letter) for letter in text[:_BEGINNING]]
    return kinds.count("R") + kinds.count("AL") > kinds.count("L")


def isolated(text: str) -> str:
    """`text` for within a line from left to right: its letters move nothing that is beside it.

    A sign of the direction stands before the isolate: Qt looks into one for that of the line.
    """
    from_right = not text.isascii() and any(
        unicodedata.bidirectional(letter) in ("R", "AL") for letter in text
    )
    return f"\u200e\u2068{text}\u2069" if from_right else text


def one_line(text: str) -> str:
    """The text with a blank for any white space, line breaks too."""
    return " ".join(text.split())


def nearest(name: str, names: Iterable[str]) -> str | None:
    """The name that somebody who typed `name` most likely meant, None if none comes near."""
    by_folded = {fold(candidate): candidate for candidate in reversed(list(names)) if candidate}
    wanted = fold(name)
    if holding := [folded for folded in by_folded if len(wanted) > 2 and wanted in folded]:
        return by_folded[min(holding, key=len)]
    close = get_close_matches(wanted, by_folded, n=1, cutoff=0.5)
    return by_folded[close[0]] if close else None


def split_values(cell: str) -> tuple[str, ...]:
    r"""The values of a cell of several: `|` between them, `\` before a `|` or `\` that is text.

    White space around a value and empty values are dropped.
    """
    if "\\" not in cell:
        parts = cell.split("|")
    else:
        parts = [
            re.sub(r"\\([\\|])", r"\1", part) for part in re.findall(r"((?:\\[\\|]|[^|])+)", cell)
        ]
    return tuple(value for part in parts if (value := part.strip()))


def join_values(values: Iterable[str]) -> str:
    """The cell that `split_values` reads back as these values."""
    return "|".join(value.replace("\\", "\\\\").replace("|", "\\|") for value in values)
