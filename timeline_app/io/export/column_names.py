"""The columns of an export: their names and their order (DESIGN 5)."""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from timeline_app.core.dataset import Dataset
from timeline_app.core.message import QT_TRANSLATE_NOOP, Message, TimelineError
from timeline_app.core.text import nearest
from timeline_app.io.export.choices import TableChoices
from timeline_app.io.finding import say

EXPORT_COLUMNS: Final = (
    "event_id", "title", "date", "start", "end", "date_basis", "event_type", "countries", "actors",
    "place", "latitude", "longitude", "fatalities_low", "fatalities_high", "summary", "quotes",
    "sources", "source_urls",
)  # fmt: skip
"""What an export with one row per event has; the imported columns follow."""

EVIDENCE_COLUMNS: Final = ("quotes", "sources", "source_urls")
"""Those that one row per quote has no need of."""
QUOTE_COLUMNS: Final = (
    "quote_id", "source_id", "quote", "prefix", "suffix", "quote_start", "quote_end", "source",
    "source_url", "anchor",
)  # fmt: skip
"""What one row per quote has in their place."""
DISAGREE: Final = "sources_disagree"
"""Behind ours where claims are wanted: `yes` where the sources of an event disagree, else `no`."""


class UnknownColumn(TimelineError):
    """A column that an export has not; the sentence names the nearest that it has."""


def our_columns(*, per_quote: bool = False, claims: bool = False) -> tuple[str, ...]:
    """Our columns of an export, in the designed order."""
    ours: tuple[str, ...] = EXPORT_COLUMNS
    if per_quote:
        ours = (*(name for name in ours if name not in EVIDENCE_COLUMNS), *QUOTE_COLUMNS)
    return (*ours, DISAGREE) if claims else ours


def extra_name(column: str, ours: tuple[str, ...] = EXPORT_COLUMNS) -> str:
    """The name of an imported column beside ours: with `orig_` in front where it clashes.

    A name that an export gave is a clash as well, so that each name is used once and reading an
    export back finds the old ones; so are the columns by which rows per event are known.
    """
    return f"orig_{column}" if _clashing(ours).fullmatch(column) else column


def imported_name(column: str, ours: tuple[str, ...] = EXPORT_COLUMNS) -> str:
    """The inverse of `extra_name`."""
    clashed = column.startswith("orig_") and _clashing(ours).fullmatch(column)
    return column.removeprefix("orig_") if clashed else column


def export_columns(dataset: Dataset, choices: TableChoices) -> tuple[str, ...]:
    """The columns of an export as they are written: those chosen, else all in the designed order.

    Raises:
        UnknownColumn: one that is chosen is none of them.
    """
    ours = our_columns(per_quote=choices.per_quote, claims=choices.claims)
    every = (*ours, *(extra_name(name, ours) for name in dataset.extra_columns))
    for name in choices.columns:
        if name not in every:
            raise UnknownColumn(_unknown(name, every))
    return tuple(dict.fromkeys(choices.columns)) or every


def sort_columns(dataset: Dataset) -> tuple[str, ...]:
    """The columns that `core.order.table_order` sorts by."""
    columns = map(str, dataset.events.columns)
    return tuple(dict.fromkeys(("date", "fatalities", "sources", *columns, *dataset.fields)))


def check_sort(dataset: Dataset, name: str) -> None:
    """Whether rows can be sorted by a column of that name.

    Raises:
        UnknownColumn: there is none.
    """
    if name not in (known := sort_columns(dataset)):
        raise UnknownColumn(_unknown(name, known))


def _unknown(name: str, known: Iterable[str]) -> Message:
    near = nearest(name, known)
    if near is None:
        return say(QT_TRANSLATE_NOOP("io", 'There is no column "{name}".'), name=name)
    return say(
        QT_TRANSLATE_NOOP("io", 'There is no column "{name}"; the nearest is "{near}".'),
        name=name,
        near=near,
    )


@lru_cache(maxsize=8)
def _clashing(ours: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?:orig_)*(?:{'|'.join((*ours, *EVIDENCE_COLUMNS))})")
