"""When something was published, as far as the date fields of other programs can say it."""

from dataclasses import dataclass
from typing import Final

from timeline_app.core.calendar import DAY, EARLIEST, date_of, us_of
from timeline_app.core.when import OPEN, DateError, Form, When, parse_when

_YEARS: Final = range(1, 10_000)
"""What every format can write in four digits."""


@dataclass(frozen=True, slots=True)
class Point:
    """One date: year; year and month; or year, month and day."""

    parts: tuple[int, ...]
    uncertain: bool = False
    approximate: bool = False

    def __str__(self) -> str:
        """EDTF level 1, which biblatex reads."""
        widths = (4, 2, 2)
        text = "-".join(f"{part:0{width}}" for part, width in zip(self.parts, widths, strict=False))
        signs = {(False, False): "", (True, False): "?", (False, True): "~", (True, True): "%"}
        return text + signs[self.uncertain, self.approximate]


@dataclass(frozen=True, slots=True)
class Issued:
    """A date, and what is true of it in plainer words: nothing here is finer than what is known."""

    text: str = ""
    """As the data has it."""
    points: tuple[Point, ...] = ()
    """One date; two, the first and the last, of what lasted; none where no one year holds it."""
    is_plain: bool = True
    """Whether `points`, without their signs, say all that `text` says."""
    is_date: bool = False
    """Whether `text` is EDTF."""


UNKNOWN: Final = Issued()


def issued(text: str) -> Issued:
    """The meaning of a published date: of `[2025-12-10..2025-12-13]` that it was December 2025."""
    text = text.strip()
    try:
        when = parse_when(text)
        if when.form is Form.UNDATED:
            return Issued(text, is_plain=not text)
        sides = text.split("/") if when.form >= Form.LASTING and "/" in text else [text]
        read = [parse_when(side) for side in sides if side not in ("", "..")]
    except DateError:
        return Issued(text, is_plain=False)
    found = [_point(side) for side in read]
    points = tuple(point for point in found if point)
    if len(points) < len(read):
        return Issued(text, is_plain=False, is_date=True)
    plain = len(read) == len(sides) and all(map(_is_plain, read, points))
    return Issued(text, points, plain, is_date=True)


def _point(when: When) -> Point | None:
    """The day, month or year in which all of a date lies."""
    if when.start == EARLIEST or when.end == OPEN:
        return None
    parts: list[int] = []
    for first, last in zip(date_of(when.start), date_of(when.end - 1), strict=True):
        if first != last:
            break
        parts.append(first)
    if not parts or parts[0] not in _YEARS:
        return None
    return Point(tuple(parts), when.uncertain, when.approximate)


def _is_plain(when: When, point: Point) -> bool:
    """Whether a date is no more than that whole day, month or year."""
    start = us_of(*point.parts)
    year, month, _ = (*point.parts, 1, 1)[:3]
    ends = {1: us_of(year + 1), 2: us_of(year, month + 1), 3: start + DAY}
    signs = when.uncertain or when.approximate
    whole = (when.start, when.end) == (start, ends[len(point.parts)])
    return whole and not signs and when.form is not Form.ONE_OF
