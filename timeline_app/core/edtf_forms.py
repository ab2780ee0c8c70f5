"""The forms of a date in EDTF: one date, an interval, one of several, all of several."""

from collections.abc import Sequence
from typing import NamedTuple

from timeline_app.core.calendar import DAY, EARLIEST
from timeline_app.core.date_errors import backwards, boundless, nonsense
from timeline_app.core.edtf_text import Known, read_date
from timeline_app.core.span import OPEN, UNDATED, Form, Span

Range = tuple[Known | None, Known | None]
"""The first and the last date, None for one that is not known; the same date twice for just one."""


class Reading(NamedTuple):
    """What a text says of a date; the bounds are those of `When`, the texts those of `Times`."""

    form: Form = Form.UNDATED
    start: int = UNDATED
    end: int = UNDATED
    solid_start: int = UNDATED
    solid_end: int = UNDATED
    uncertain: bool = False
    approximate: bool = False
    parts: tuple[Span, ...] = ()
    first: str = ""
    last: str = ""


NOTHING = Reading()


def read(text: str) -> Reading:
    """What a text says; NOTHING for a blank one and for a year of which nothing is known.

    Raises:
        DateError: the text is no date of the forms of DESIGN 4.2.
    """
    text = text.strip()
    if not text:
        return NOTHING
    if text.startswith("[") and text.endswith("]"):
        return _one_of([_member(item.strip()) for item in text[1:-1].split(",")])
    if text.startswith("{") and text.endswith("}"):
        return _all_of([_member(item.strip()) for item in text[1:-1].split(",")])
    if "/" in text:
        return _interval(text)
    known = read_date(text)
    return _single(known) if known else NOTHING


def _interval(text: str) -> Reading:
    if text.count("/") > 1:
        raise nonsense(text)
    first, _, last = text.partition("/")
    dates = _range(text, first.removesuffix(".."), last.removeprefix(".."))
    return _lasting(dates, Form.ONGOING if last == ".." else Form.OPEN_END)


def _member(text: str) -> Range:
    """One member of a set: a date or a range."""
    first, dots, last = text.partition("..")
    if dots:
        return _range(text, first, last)
    known = read_date(text)
    if known is None:
        raise nonsense(text)
    return known, known


def _range(text: str, first: str, last: str) -> Range:
    start = read_date(first) if first else None
    end = read_date(last) if last else None
    if start is None and end is None:
        raise boundless(text)
    if start and end and end.end <= start.start:
        raise backwards(text)
    return start, end


def _single(known: Known) -> Reading:
    """A day, a moment, or some time within something coarser."""
    if known.width:
        form = Form.DAY if known.width == DAY else Form.MOMENT
        certain, last = known.end, known.first
    else:
        form = Form.WITHIN
        certain, last = known.start, known.last
    return Reading(
        form,
        known.start,
        known.end,
        known.start,
        certain,
        known.uncertain,
        known.approximate,
        first=known.first,
        last=last,
    )


def _lasting(dates: Range, endless: Form) -> Reading:
    """What lasted from the first to the last date; certain from a coarse beginning's end on."""
    first, last = dates
    begins = ends = 0
    if first:
        begins = first.start if first.width else first.end
        ends = first.end
    if last:
        ends = last.end if last.width else last.start
    if not first:
        begins = last.start if last else 0
    return _reading(Form.LASTING if last else endless, [dates], Span(begins, max(begins, ends)))


def _one_of(members: Sequence[Range]) -> Reading:
    """Some time within a range, or one of several dates."""
    if len(members) > 1:
        return _reading(Form.ONE_OF, members)
    first, last = members[0]
    return _single(first) if first and first is last else _reading(Form.WITHIN, members)


def _all_of(members: Sequence[Range]) -> Reading:
    """All dates of a range, or each of several: what lasted, as far as one can draw it."""
    if len(members) > 1:
        endless = any(last is None for _, last in members)
        return _reading(Form.ONGOING if endless else Form.LASTING, members)
    first, last = members[0]
    return _single(first) if first and first is last else _lasting(members[0], Form.ONGOING)


def _reading(form: Form, members: Sequence[Range], solid: Span | None = None) -> Reading:
    """From the first beginning to the last end; nothing certain unless `solid` says what."""
    spans = sorted((_span(member) for member in members), key=lambda span: span.start)
    known = [date for member in members for date in member if date]
    start = min(span.start for span in spans)
    end = max(span.end for span in spans)
    return Reading(
        form,
        start,
        end,
        solid.start if solid else start,
        solid.end if solid else start,
        any(date.uncertain for date in known),
        any(date.approximate for date in known),
        tuple(spans) if form is Form.ONE_OF else (),
        min(known, key=lambda date: date.start).first if start != EARLIEST else "",
        max(known, key=lambda date: date.end).last if end != OPEN else "",
    )


def _span(member: Range) -> Span:
    first, last = member
    return Span(first.start if first else EARLIEST, last.end if last else OPEN)
