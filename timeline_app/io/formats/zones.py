"""Time zones that files call by name, and how far their clocks are ahead of UTC."""

from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from timeline_app.io.dates import clocks

UTC: Final = clocks.UTC | {"", "-", "etc/utc"}
"""What times in UTC have for a zone, folded."""
_ABBREVIATIONS: Final = {
    "wet": 0, "west": 1, "cet": 1, "cest": 2, "eet": 2, "eest": 3, "msk": 3,
    "est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7, "mdt": -6, "pst": -8, "pdt": -7,
    "akst": -9, "akdt": -8, "hst": -10, "jst": 9, "aest": 10, "aedt": 11, "nzst": 12, "nzdt": 13,
}  # fmt: skip
"""Hours ahead of UTC, as RFC 5322 and common use have it; most are of summer or of winter only."""


def fixed_offset(zone: str) -> str | None:
    """The offset that an abbreviation stands for, such as "+01:00"; None if it is none we know."""
    hours = _ABBREVIATIONS.get(zone.strip().casefold())
    return None if hours is None else _offset_text(hours * 60)


def zone_of(zone: str) -> ZoneInfo | None:
    """A zone by its name in the time zone database, such as "Europe/Amsterdam"; None if unknown."""
    try:
        return ZoneInfo(zone.strip())
    except (KeyError, ValueError, OSError):  # no such name, no name at all, or that of a folder
        return None


def offset_at(zone: ZoneInfo, local: datetime) -> str:
    """How far the clocks of a zone are ahead when they show this; the earlier time if twice."""
    ahead = local.replace(tzinfo=zone).utcoffset()
    return _offset_text(0 if ahead is None else round(ahead.total_seconds() / 60))


def _offset_text(minutes: int) -> str:
    hours, rest = divmod(abs(minutes), 60)
    return f"{'-' if minutes < 0 else '+'}{hours:02}:{rest:02}"
