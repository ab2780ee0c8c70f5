"""What hedges make of a date that is EDTF already: a sign to it, or a third of its span."""

import re

from timeline_app.core.calendar import DAY, date_of, year_text
from timeline_app.core.edtf_forms import read
from timeline_app.core.span import OPEN
from timeline_app.io.dates.ways import Read


def is_one(date: str) -> bool:
    """Whether it is one date, neither a range nor a choice."""
    return not set(date) & set("[{/")


def signed(date: str, sign: str) -> str:
    """A date, or each of a range's, with `?` or `~`."""

    def mark(match: re.Match[str]) -> str:
        one = match[0]
        if one[-1] in "?~%":
            return one if one[-1] in (sign, "%") else f"{one[:-1]}%"
        return f"{one}{sign}"

    return re.sub(r"[^\[\]{}/,.]+(?:\.[0-9][^\[\]{}/,.]*)?", mark, date)


def third_of(inner: Read, third: int) -> Read | None:
    """The early, middle or late part of a month, year, decade or century."""
    known = read(inner.text)
    if known.end == OPEN or known.end - known.start <= DAY or "/" in inner.text:
        return None
    sign = inner.text[-1] if inner.text[-1] in "?~%" else ""
    date = inner.text.rstrip("?~%")
    if re.fullmatch(r"-?[0-9]{4}-(0[1-9]|1[0-2])", date):
        bounds = (
            [f"{date}-{day:02}" for day in (1, 11, 21)],
            [f"{date}-10", f"{date}-20", known.last],
        )
    elif re.fullmatch(r"-?[0-9]{4}", date):
        bounds = (
            [f"{date}-{month:02}" for month in (1, 5, 9)],
            [f"{date}-{month:02}" for month in (4, 8, 12)],
        )
    else:
        first, count = date_of(known.start)[0], date_of(known.end)[0] - date_of(known.start)[0]
        steps = [first + -(-count * number // 3) for number in range(4)]
        bounds = (
            [year_text(step) for step in steps[:3]],
            [year_text(step - 1) for step in steps[1:]],
        )
    return Read(f"[{bounds[0][third]}{sign}..{bounds[1][third]}{sign}]", inner.repair)
