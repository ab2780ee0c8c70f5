"""Cells that hold several values, such as "Army; Police": what stands between them, as lists."""

import json
import re
from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial
from typing import Final

import pyarrow as pa

from timeline_app.core.text import join_values
from timeline_app.io.cells import mapped
from timeline_app.io.containers.json_text import parsed

JSON_LIST: Final = "[,]"
"""What `separator_of` calls lists like `["a", "b"]`."""

_SAMPLE: Final = 20_000
"""Different cells that are looked at."""
_LONGEST_PART: Final = 80
"""Letters of a value in a list that is known by its separator alone."""
_ITEM: Final = re.compile(
    r"""\s*(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"|([^\s,'"\[\]{}]+))\s*"""
)
_LETTER: Final = re.compile(r"[^\W\d_]")


def separator_of(cells: pa.Array) -> str | None:
    """What stands between the values of a column's cells: `|`, `;`, `,` or JSON_LIST.

    None: nothing shows that the cells hold several values. `|` and `;` count where the parts stand
    in other cells too, or where most cells have them; a comma only where the parts are values by
    themselves, so that "Smith, John" stays one.
    """
    filled = _filled(cells)
    lists = sum(_list_items(cell) is not None for cell in filled)
    if lists and lists * 10 >= len(filled) * 9:
        return JSON_LIST
    for separator in "|;":
        if _separates(separator, filled):
            return separator
    return "," if _comma_separates(filled) else None


def split_cells(cells: pa.Array, separator: str | None) -> pa.Array:
    """The same cells as `core.text.split_values` reads them: each value once, without blanks.

    Without a separator each cell is one value.
    """
    values = _values_by(separator)

    def joined(cell: str) -> str:
        return join_values(dict.fromkeys(v for part in values(cell) if (v := part.strip())))

    sign = re.escape(separator) if separator and separator != JSON_LIST else r"\["
    return mapped(cells, joined, where=rf"[|\\]|{sign}|^[\s\pZ]|[\s\pZ]$|\pC")


def _values_by(separator: str | None) -> Callable[[str], Sequence[str]]:
    if separator is None:
        return lambda cell: (cell,)
    return _listed if separator == JSON_LIST else partial(_split, separator)


def _split(separator: str, cell: str) -> Sequence[str]:
    return cell.split(separator)


def _listed(cell: str) -> Sequence[str]:
    items = _list_items(cell)
    return (cell,) if items is None else items


def _list_items(cell: str) -> Sequence[str] | None:
    """The items of a list of JSON, or as Python writes it; None if it is none of plain values."""
    cell = cell.strip()
    if not (cell.startswith("[") and cell.endswith("]")):
        return None
    try:
        items = parsed(cell)
    except (ValueError, RecursionError):
        return _python_items(cell[1:-1])
    if any(isinstance(item, list | dict) for item in items):
        return None
    return ["" if item is None else _as_written(item) for item in items]


def _as_written(item: object) -> str:
    """A JSON value as text: words as they are, numbers and truths as JSON writes them."""
    return item if isinstance(item, str) else json.dumps(item)


def _python_items(inside: str) -> Sequence[str] | None:
    items, place = [], 0
    while found := _ITEM.match(inside, place):
        single, double, bare = found.groups()
        if bare is not None and not re.fullmatch(r"[-+.\w]+", bare):
            return None
        text = next(part for part in (single, double, bare) if part is not None)
        items.append(text if bare else re.sub(r"\\(.)", r"\1", text))
        place = found.end()
        if place == len(inside):
            return items if any(quote in inside for quote in "'\"") else None
        if inside[place] != ",":
            return None
        place += 1
    return None


def _filled(cells: pa.Array) -> list[str]:
    """The different cells that say something, as many as are looked at."""
    different = cells.dictionary_encode().dictionary[:_SAMPLE].to_pylist()
    return list(dict.fromkeys(text for cell in different if (text := cell.strip())))


def _separates(separator: str, filled: Sequence[str]) -> bool:
    """Whether a sign that names seldom hold is between values."""
    split = [_parts(cell, separator) for cell in filled if separator in cell]
    if not split or _breaks_addresses(split):
        return False
    uses = Counter(part for cell in filled for part in set(_parts(cell, separator)))
    parts = [part for found in split for part in found]
    if not parts or sum(len(part) > _LONGEST_PART for part in parts) * 10 > len(parts):
        return False
    return sum(uses[part] > 1 for part in parts) * 4 >= len(parts) or len(split) * 2 >= len(filled)


def _comma_separates(filled: Sequence[str]) -> bool:
    """Whether what stands between commas are values: alone elsewhere, or at any place of a list.

    First and last parts are asked apart: of "Paris, Texas" only Texas stands alone elsewhere.
    """
    split = [parts for cell in filled if len(parts := _parts(cell, ",")) > 1]
    if len(split) < 2 or _breaks_addresses(split):
        return False
    alone = {cell for cell in filled if "," not in cell}
    first = {parts[0] for parts in split}
    known = alone | (first & {part for parts in split for part in parts[1:]})
    everything = [part for parts in split for part in parts]
    if sum(_LETTER.search(part) is not None for part in everything) * 2 < len(everything):
        return False
    groups = (everything, [parts[0] for parts in split], [parts[-1] for parts in split])
    return all(sum(part in known for part in group) * 10 >= len(group) * 6 for group in groups)


def _parts(cell: str, separator: str) -> list[str]:
    return [part for text in cell.split(separator) if (part := text.strip())]


def _breaks_addresses(split: Sequence[Sequence[str]]) -> bool:
    """Whether a web address would be cut: then parts with and without `://` stand together."""
    mixed = sum(0 < sum("://" in part for part in parts) < len(parts) for parts in split)
    return mixed * 10 > len(split)
