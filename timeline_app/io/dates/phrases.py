"""What a cell says of a date: a single one, a range, or one with hedges ("about", "early")."""

import re
from collections.abc import Iterator
from contextlib import suppress
from typing import Final

from timeline_app.core.date_errors import DateError, backwards
from timeline_app.core.edtf_forms import read
from timeline_app.core.message import QT_TRANSLATE_NOOP
from timeline_app.core.span import UNDATED
from timeline_app.core.text import fold
from timeline_app.io.dates.clocks import moment_of, split_clock
from timeline_app.io.dates.hedges import is_one, signed, third_of
from timeline_app.io.dates.names import (
    AFTER,
    APPROXIMATE,
    BEFORE,
    EARLY,
    LATE,
    LITTLE_WORDS,
    MIDDLE,
    MISSING,
    NOW,
    REPORTED,
    SINCE,
    UNCERTAIN,
    month_of,
)
from timeline_app.io.dates.spellings import single
from timeline_app.io.dates.ways import Read, Ways, no_date_meant, unreadable
from timeline_app.io.finding import say

UNSET_YEAR: Final = 9999
_UNSET: Final = re.compile(r"(?:^|[/\[,]|\.\.)9999(?![0-9])")
_LONGEST: Final = 100
"""Letters of a text that may be a date; longer ones are not looked at."""
_DEEPEST: Final = 4
"""Hedges and ranges within one another that are looked at."""
_EDTF: Final = re.compile(r"(?:[0-9Xu]{4}|[\[{./Y~?%-])[0-9XuYETZ\[\]{}.,:/?~%+ -]*")
_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_FIGURE: Final = re.compile("[0-9]")
_ISO: Final = re.compile(r"-?[0-9]{4}-[0-9]{2}(-[0-9]{2})?")
_BETWEEN_DATES: Final = re.compile(
    r"\s*\.\.\s*"
    r"|\s+(?:-|to|through|thru|until|till|al?|bis|au|ate|fino al?|hasta|y|and)\s+"
    r"|\s*-\s*|/"
)
_TWO_DAYS: Final = (
    r"(?P<first>[0-9]{1,2})(?:st|nd|rd|th)?\s*(?:-|/|to|and|&|y|al?|et|und|bis|e)\s*"
    r"(?P<last>[0-9]{1,2})(?:st|nd|rd|th)?"
)
_SHARED: Final = (
    re.compile(_TWO_DAYS + r"\s+(?P<rest>[a-z].*[0-9].*)"),
    re.compile(r"(?P<month>[a-z]{2,12}\.?)\s+" + _TWO_DAYS + r",?\s+(?P<rest>[0-9]{3,6}.*)"),
)
"""Two days of one month."""
_YEARS: Final = re.compile(r"(?P<first>[0-9]{4})[-/](?P<last>[0-9]{2})")
_YEAR_AT_END: Final = re.compile(r".*?[\s,./-]+(?P<year>[0-9]{3,6}(?:\s*[a-z.]+)?)")
_SPELLED_YEAR: Final = re.compile(r"[0-9]{3}|[a-z]")


def read_phrase(cell: str, ways: Ways) -> Read:
    """A cell without white space around it as EDTF, which `parse_when` reads.

    Raises:
        DateError: it is no date; the message says what would be right.
    """
    if len(cell) > _LONGEST:
        raise unreadable(f"{cell[:_LONGEST]}…")
    folded = fold(cell)
    if _says_nothing(folded):
        raise no_date_meant(cell)
    if _EDTF.fullmatch(cell):
        try:
            return _as_it_stands(cell, ways)
        except DateError as error:
            wrong = error if _ISO.fullmatch(cell) or "X" in cell else None
    else:
        wrong = None
    found = _phrase(folded, cell, ways, 0) if _FIGURE.search(folded) else None
    if found is None:
        raise wrong or unreadable(cell)
    if _DAY.fullmatch(found.text) is None:
        read(found.text)
    return _without_unset(found, cell)


def _says_nothing(folded: str) -> bool:
    figures = [sign for sign in folded if sign.isdigit()]
    if not figures:
        return (
            folded.strip("([-_.:/ ?*~])") == ""
            or folded.strip("().") in MISSING
            or (folded in MISSING)
        )
    return (not folded.strip("0-/.: tz+") and len(figures) > 1) or folded == "0"


def _as_it_stands(cell: str, ways: Ways) -> Read:
    """EDTF already."""
    known = read(cell)
    if known.start == UNDATED:
        raise no_date_meant(cell)
    ways.tell_of_negative(cell)
    return _without_unset(Read(cell), cell)


def _without_unset(found: Read, cell: str) -> Read:
    """A date; of what lasts until the year that stands for none only its begin.

    Raises:
        DateError: it lies in that year.
    """
    if not _UNSET.search(found.text):
        return found
    begin, _, end = found.text.partition("/")
    if not end or not begin.strip(".") or _UNSET.search(begin):
        raise no_date_meant(cell)
    template = QT_TRANSLATE_NOOP(
        "io", "The end of “{text}” stands where no date is known; only the begin is taken."
    )
    return Read(begin, say(template, text=cell))


def _phrase(text: str, cell: str, ways: Ways, depth: int) -> Read | None:
    """A folded text, whole or as part of another; None where it is no date.

    Raises:
        DateError: it has the form of a date, but there is none such.
    """
    if depth > _DEEPEST or not text:
        return None
    found = _moment(text, cell, ways) or single(text, cell, ways)
    if found is not None:
        return found
    for way in (_days_of_a_month, _years, _hedged, _between, _range):
        if (found := way(text, cell, ways, depth + 1)) is not None:
            return found
    return None


def _moment(text: str, cell: str, ways: Ways) -> Read | None:
    """A date with a time of day, as they stand in ranges."""
    parts = split_clock(text)
    if parts is None:
        return None
    date = single(parts.date, cell, ways)
    return None if date is None else Read(moment_of(date.text, parts, cell), date.repair)


def _days_of_a_month(text: str, cell: str, ways: Ways, depth: int) -> Read | None:
    """`3-5 June 2024`, `June 3-5, 2024`."""
    text = LITTLE_WORDS.sub(" ", text)
    for form in _SHARED:
        if match := form.fullmatch(" ".join(text.split())):
            rest = " ".join(filter(None, [match.groupdict().get("month"), match["rest"]]))
            ends = [single(f"{match[day]} {rest}", cell, ways) for day in ("first", "last")]
            return _joined(ends[0], ends[1], cell)
    return None


def _years(text: str, cell: str, ways: Ways, depth: int) -> Read | None:
    """`1914-18`."""
    match = _YEARS.fullmatch(text)
    if match is None or match["last"] <= match["first"][2:]:
        return None
    return Read(f"{match['first']}/{match['first'][:2]}{match['last']}")


def _hedged(text: str, cell: str, ways: Ways, depth: int) -> Read | None:
    """Words and signs that say how exactly a date is known."""
    for pattern, sign in ((APPROXIMATE, "~"), (UNCERTAIN, "?"), (REPORTED, "~")):
        if (match := pattern.search(text)) and match[0]:
            inner = _phrase(
                (text[: match.start()] + text[match.end() :]).strip(" ,"), cell, ways, depth
            )
            if inner is None:
                return None
            template = QT_TRANSLATE_NOOP(
                "io", "“{text}” is the day of a report; it stands for about that day."
            )
            repair = say(template, text=cell) if pattern is REPORTED else inner.repair
            return Read(signed(inner.text, sign), repair)
    text = LITTLE_WORDS.sub(" ", text).strip()
    for pattern, third in ((EARLY, 0), (MIDDLE, 1), (LATE, 2)):
        if match := pattern.match(text):
            inner = _phrase(text[match.end() :], cell, ways, depth)
            return inner and third_of(inner, third)
    for pattern, form in ((BEFORE, "[..{}]"), (AFTER, "[{}..]"), (SINCE, "{}/..")):
        if match := pattern.match(text):
            inner = _phrase(text[match.end() :], cell, ways, depth)
            if inner is not None and is_one(inner.text):
                return Read(form.format(inner.text), inner.repair)
    return None


def _between(text: str, cell: str, ways: Ways, depth: int) -> Read | None:
    """`between 1850 and 1860`, `1850 or 1851`."""
    if match := re.fullmatch(r"(?:between|entre|zwischen|tra) (.+?) (?:and|y|et|und|e) (.+)", text):
        ends = [_complete(part, cell, ways, depth) for part in match.groups()]
        joined = _joined(ends[0], ends[1], cell)
        return joined and Read(f"[{joined.text.replace('/', '..')}]", joined.repair)
    if match := re.fullmatch(r"(.+?) (?:or|ou|oder) (.+)", text):
        ends = [_complete(part, cell, ways, depth) for part in match.groups()]
        if ends[0] and ends[1] and is_one(ends[0].text + ends[1].text):
            return Read(f"[{ends[0].text},{ends[1].text}]", ends[0].repair or ends[1].repair)
    return None


def _complete(text: str, cell: str, ways: Ways, depth: int) -> Read | None:
    """A part of a text as a date that says its year; errors in it say nothing of the whole."""
    with suppress(DateError):
        return _phrase(text.strip(), cell, ways, depth)
    return None


def _range(text: str, cell: str, ways: Ways, depth: int) -> Read | None:
    """Two dates with a sign or word between them; the first may lack its year."""
    text = re.sub(r"^(?:from|desde|von|vom|dal|de)\s+", "", text)
    for first, last in _splits(text):
        if NOW.fullmatch(last):
            begin = _complete(first, cell, ways, depth)
            if begin is not None and is_one(begin.text):
                return Read(f"{begin.text}/..", begin.repair)
            continue
        end = _complete(last, cell, ways, depth)
        if end is None or not is_one(end.text):
            continue
        begin = (
            _complete(first, cell, ways, depth)
            if _SPELLED_YEAR.search(first) or (re.search("[-/.]", first))
            else None
        )
        if begin is None and (year := _YEAR_AT_END.fullmatch(last)) and _names_month(first):
            begin = _complete(f"{first} {year['year']}", cell, ways, depth)
        if begin is not None and is_one(begin.text):
            return _joined(begin, end, cell)
    return None


def _names_month(text: str) -> bool:
    return any(month_of(word) for word in re.findall("[a-z]+", text))


def _splits(text: str) -> Iterator[tuple[str, str]]:
    """The two sides of each sign or word that may stand between two dates."""
    for match in _BETWEEN_DATES.finditer(text):
        first, last = text[: match.start()], text[match.end() :]
        bare = match[0] in ("-", "/")
        if (
            first
            and last
            and not (bare and not (_SPELLED_YEAR.search(first) and _SPELLED_YEAR.search(last)))
        ):
            yield first, last


def _joined(first: Read | None, last: Read | None, cell: str) -> Read | None:
    """From one date to another.

    Raises:
        DateError: the second lies before the first.
    """
    if first is None or last is None or not is_one(first.text + last.text):
        return None
    if read(last.text).end <= read(first.text).start:
        raise backwards(cell)
    return Read(f"{first.text}/{last.text}", first.repair or last.repair)
