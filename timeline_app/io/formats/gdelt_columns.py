"""The columns of GDELT's event files, which have no header, found by number and by what they hold.

http://data.gdeltproject.org/documentation/ (Event Codebook 2.0; Data Format Codebook 1.0).
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

_ACTOR: Final = (
    "Code", "Name", "CountryCode", "KnownGroupCode", "EthnicCode", "Religion1Code",
    "Religion2Code", "Type1Code", "Type2Code", "Type3Code",
)  # fmt: skip
_GEO: Final = (
    "Type", "FullName", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID",
)  # fmt: skip

VERSION_2: Final = (
    "GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate",
    *(f"Actor{number}{name}" for number in "12" for name in _ACTOR),
    "IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale",
    "NumMentions", "NumSources", "NumArticles", "AvgTone",
    *(f"{what}Geo_{name}" for what in ("Actor1", "Actor2", "Action") for name in _GEO),
    "DATEADDED", "SOURCEURL",
)  # fmt: skip
VERSION_1: Final = tuple(name for name in VERSION_2 if not name.endswith("ADM2Code"))
"""Rows from before April 2013 lack the last of these."""

MENTIONS: Final = 16
"""Fields of a file of mentions."""

_PATTERNS: Final = {
    "SQLDATE": re.compile(r"\d{8}"),
    "IsRootEvent": re.compile(r"[01](\.0)?"),
    "DATEADDED": re.compile(r"\d{8}|\d{14}"),
}
_MOMENT: Final = re.compile(r"\d{14}")
_MEANT: Final = {re.sub("[^a-z0-9]", "", name.lower()): name for name in VERSION_2} | {
    "day": "SQLDATE",
    "eventid": "GLOBALEVENTID",
    "actiongeolon": "ActionGeo_Long",
}
"""How the names are spelled in published lists, without signs and in small letters."""


@dataclass(frozen=True, slots=True)
class Layout:
    """Which columns a file has: `names`, behind as many others as `start` says."""

    names: tuple[str, ...]
    start: int

    def for_reading(self, rows: Sequence[Sequence[str]]) -> list[str]:
        """What a table without a header is read with, of which these are the first rows.

        Where the last column stands in most rows it has no name yet: so no row is blamed that lacks
        it, as older rows of version 1.0 do.
        """
        width = self.start + len(self.names)
        is_whole = _most(len(row) == width for row in rows)
        last = "" if self.names is VERSION_1 and is_whole else self.names[-1]
        return [*[""] * self.start, *self.names[:-1], last]

    def named(self, given: Sequence[str]) -> list[str]:
        """The names of all columns of a table, of which `given` are those that it has so far."""
        ours = [*given[: self.start], *self.names][: len(given)]
        return [*ours, *given[len(ours) :]]


def find_layout(rows: Sequence[Sequence[str]]) -> Layout | None:
    """The layout that most rows have, whatever a header says; None if they are none of GDELT's.

    Another program may have put a row number in front.
    """
    for start in (0, 1):
        for names in (VERSION_2, VERSION_1):
            if _most(_fits(row[start:], names) for row in rows):
                return Layout(names, start)
    return None


def are_mentions(rows: Sequence[Sequence[str]]) -> bool:
    """Whether most rows are mentions of events: an id and two moments among 16 fields."""
    return _most(
        len(row) == MENTIONS and all(_MOMENT.fullmatch(cell) for cell in row[1:3]) for row in rows
    )


def canonical(names: Sequence[str]) -> dict[str, str]:
    """The names that are spellings of GDELT's, with GDELT's own."""
    found: dict[str, str] = {}
    for name in names:
        meant = _MEANT.get(re.sub("[^a-z0-9]", "", name.lower()))
        if meant and meant not in found.values():
            found[name] = meant
    return found


def _fits(row: Sequence[str], names: Sequence[str]) -> bool:
    """Whether a row has these columns; the last may be missing."""
    return len(row) >= len(names) - 1 and all(
        pattern.fullmatch(row[names.index(name)]) for name, pattern in _PATTERNS.items()
    )


def _most(answers: Iterable[bool]) -> bool:
    told = list(answers)
    return sum(told) * 2 > len(told)
