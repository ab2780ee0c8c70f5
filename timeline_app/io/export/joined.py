r"""Several values in one cell of an export: joined by `; ` or ` | `, with `\` as escape.

What would be taken for a separator inside a value gets a `\`, and so does each `\` that would be
taken for such an escape; all else stays as it is, so that quotes remain verbatim.
"""

import re
from collections.abc import Iterable
from typing import Final


class Joiner:
    """Joins values to a cell and splits the cell into the same values again."""

    def __init__(self, separator: str, inside: str, between: str, at_end: str = r"(?!)") -> None:
        self.separator = separator
        self._sign = separator.strip()
        self._inside = re.compile(inside)
        self._between = re.compile(between)
        self._at_end = re.compile(at_end)

    def join(self, values: Iterable[str]) -> str:
        """The cell; no value and one empty value both give an empty one."""
        return self.separator.join(self.escape(value) for value in values)

    def escape(self, value: str) -> str:
        """One value as it stands in a cell."""
        if self._sign not in value and not value.endswith("\\"):
            return value  # as nearly all of them
        value = self._inside.sub(lambda found: f"{found[1] * 2}\\{found[2]}", value)
        return self._at_end.sub(lambda found: found[0] * 2, value)

    def split(self, cell: str) -> list[str]:
        """The values of a cell; none for an empty one."""
        if not cell:
            return []
        values, start = [], 0
        for separator in self._between.finditer(cell):
            values.append(self._plain(cell[start : separator.end("value")]))
            start = separator.end()
        return [*values, self._plain(cell[start:])]

    def _plain(self, value: str) -> str:
        value = self._at_end.sub(lambda found: found[0][: len(found[0]) // 2], value)
        return self._inside.sub(lambda found: found[1][: len(found[1]) // 2] + found[2], value)


NAMES: Final = Joiner(
    "; ",
    inside=r"(\\*)(;)(?= )",
    between=r"(?<!\\)(?P<value>(?:\\\\)*); ",
    at_end=r"\\+\Z",
)
"""For countries and actors."""
TEXTS: Final = Joiner(
    " | ",
    inside=r"(?<![^ ])(\\*)(\|)(?![^ ])",
    between=r"(?P<value>) \| ",
)
"""For quotes, sources and addresses."""
