"""The columns of the window's table as columns of an export."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from timeline_app.core.dataset import Dataset
from timeline_app.core.view_state import TIME_ORDER, Sort
from timeline_app.io.export.choices import TableChoices
from timeline_app.io.export.column_names import (
    DISAGREE,
    export_columns,
    extra_name,
    our_columns,
    sort_columns,
)

_DEFAULT = TableChoices()
_OURS = {"fatalities": ("fatalities_low", "fatalities_high")}
_OF_QUOTES = {"sources": ("quote", "source", "source_url")}


def columns_as_shown(
    dataset: Dataset, names: Iterable[str], choices: TableChoices = _DEFAULT
) -> tuple[str, ...]:
    """What an export calls the columns that a table shows, in their order."""
    ours = our_columns(per_quote=choices.per_quote, claims=choices.claims)
    known = export_columns(dataset, replace(choices, columns=()))

    def found() -> Iterator[str]:
        for name in names:
            if name in dataset.extra_columns:
                yield extra_name(name, ours)
            elif choices.per_quote and name in _OF_QUOTES:
                yield from _OF_QUOTES[name]
            else:
                yield from _OURS.get(name, (name,))
        if choices.claims:
            yield DISAGREE

    return tuple(dict.fromkeys(name for name in found() if name in known))


def sort_as_shown(dataset: Dataset, sort: Sort) -> Sort:
    """The order of the table; that of time where an export cannot be sorted so."""
    return sort if sort[0] in sort_columns(dataset) else TIME_ORDER
