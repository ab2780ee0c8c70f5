"""Columns of numbers as people and programs write them, as plain ones with a decimal point."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from timeline_app.core.columns import TEXT
from timeline_app.core.text import fold
from timeline_app.io.cells import mapped

NOTHING: Final = frozenset(
    {"", "na", "n/a", "n.a.", "n.a", "#n/a", "<na>", "nan", "null", "none", "nil"}
    | {"-", "--", ".", "..", "?", "[]", "{}"}
)
"""Words that say, folded, that there is nothing."""
CODES: Final = frozenset({"-9", "-77", "-88", "-99", "-999", "-9999"})
"""Figures that say so in columns of counts."""

_MAY_BE_NOTHING: Final = r"^.{0,6}$|^[\s\pZ]|[\s\pZ]$"
"""Texts short enough, or with white space around."""
_NO_NUMBER: Final = NOTHING | {"unknown", "unk", "unk."}
_PLAIN: Final = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
_NUMBER: Final = re.compile(r"([+-]?)((?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?)")
_GROUPED: Final = re.compile(r"(?<=[0-9])[\s'\u2019\u00a0\u202f](?=[0-9]{3}(?![0-9]))")
_THREE: Final = re.compile(r"[+-]?[0-9]{1,3}[.,][0-9]{3}")
_OTHER: Final = {".": ",", ",": "."}
_IN_THOUSANDS: Final = {
    sign: re.compile(rf"[+-]?[0-9]{{1,3}}(?:\{sign}[0-9]{{2,3}})*\{sign}[0-9]{{3}}(?![0-9]).*")
    for sign in _OTHER
}
"""Numbers in which a sign parts thousands; in India all but the last of them are of two figures."""


def is_nothing(cell: str) -> bool:
    """Whether a cell is empty, or says by a word that it is."""
    return fold(cell) in NOTHING


def plain_code(cell: str) -> str:
    """A code without the ".0" that numbers get where a cell of their column is empty."""
    return cell.strip().removesuffix(".0")


def without_words_for_nothing(cells: pa.Array, kept: frozenset[str] = frozenset()) -> pa.Array:
    """The cells without white space around, empty where they say that there is nothing.

    Words of `kept`, folded, stay.
    """
    words = NOTHING - kept
    return mapped(cells, lambda cell: "" if fold(cell) in words else cell.strip(), _MAY_BE_NOTHING)


def plain_numbers(cells: pa.Array, *, whole: bool = False) -> pa.Array:
    """Each cell as a number with a decimal point, as it stands where it is none; "" for nothing.

    Which sign is the decimal one is seen in the whole column; where nothing shows that, a comma or
    point before three figures parts thousands if the numbers are `whole`, else decimals.
    """
    values = pc.unique(cells)
    odd = pc.and_(pc.invert(_are_plain(values)), pc.match_substring_regex(values, "[0-9]"))
    decimal = "."
    if whole or pc.any(odd).as_py():
        signed = values.filter(pc.match_substring_regex(values, "[.,]"))
        decimal = _decimal_sign([cell.strip() for cell in signed.to_pylist()], whole)
    return mapped(
        cells,
        lambda cell: "" if fold(cell) in _NO_NUMBER else _plain(cell.strip(), decimal),
        where="" if decimal == "," else r"[^0-9.-]|^[^0-9]*$|\..*\.|^\.|\.$|.-",
    )


def are_numbers(cells: pa.Array) -> npt.NDArray[np.bool_]:
    """Which cells are plain numbers, as `plain_numbers` writes them."""
    return np.asarray(_are_plain(cells).to_numpy(zero_copy_only=False), dtype=np.bool_)


def _are_plain(cells: pa.Array) -> pa.Array:
    return pc.match_substring_regex(cells, rf"^{_PLAIN.pattern}$")


def _decimal_sign(cells: Sequence[str], whole: bool) -> str:
    """The sign before decimals, by what most cells show."""
    shown, possible = Counter[str](), Counter[str]()
    for cell in cells:
        signs = [letter for letter in cell if letter in _OTHER]
        if not signs or cell.strip("+-.,0123456789"):
            continue
        if len(set(signs)) == 2:
            shown[signs[-1]] += 1
        elif len(signs) > 1:
            shown[_OTHER[signs[0]]] += 1
        elif _THREE.fullmatch(cell):
            possible[_OTHER[signs[0]] if whole else signs[0]] += 1
        else:
            shown[signs[0]] += 1
    votes = shown or possible
    return "," if votes[","] > votes["."] else "."


def _plain(cell: str, decimal: str) -> str:
    text = _GROUPED.sub("", cell.replace("\u2212", "-"))
    if _IN_THOUSANDS[_OTHER[decimal]].fullmatch(text):
        text = text.replace(_OTHER[decimal], "")
    text = text.replace(",", ".")
    found = _NUMBER.fullmatch(text)
    if found is None:
        return cell
    sign, figures = found.groups()
    if "e" in figures.lower():
        figures = np.format_float_positional(float(figures), trim="-")
    figures = f"0{figures}" if figures.startswith(".") else figures.rstrip(".")
    return f"{'-' if sign == '-' else ''}{figures}" if _PLAIN.fullmatch(figures) else cell


def counts(cells: pa.Array) -> pa.Array:
    """Plain numbers as counts: "" for what is no whole number from 0, such as codes of missing."""
    whole = pc.replace_substring_regex(cells, r"\.0+$", "").cast(TEXT)
    is_count = pc.match_substring_regex(whole, "^[0-9]{1,15}$")
    return pc.if_else(is_count, whole, pa.scalar("", TEXT))
