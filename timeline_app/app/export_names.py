"""What a command line asks to be written, by names, as a request on a dataset."""

from typing import TYPE_CHECKING

from timeline_app.app.filter_names import UsageError, field_name
from timeline_app.app.options import REPORT
from timeline_app.core.clauses import Filter, TimeClause, time_bounds
from timeline_app.core.dataset import Dataset
from timeline_app.core.message import TimelineError
from timeline_app.core.scale import limited
from timeline_app.core.text import fold, nearest
from timeline_app.core.view_state import TIME_ORDER, Sort, ViewState
from timeline_app.core.when import DateError, Span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from timeline_app.app.exports import ExportRequest
    from timeline_app.app.options import Options

ORDERS = {"asc": False, "desc": True}
SORTED_AS = {"start": "date", "fatalities_low": "fatalities", "fatalities_high": "fatalities"}
"""Columns of an export that go in the order of another."""


def request_of(options: "Options", dataset: Dataset) -> "ExportRequest":
    """What is to be written.

    Raises:
        UsageError: a column is unknown, or the picture would be too large.
    """
    from timeline_app.app.exports import ExportRequest, ReportChoices, now

    assert options.out is not None
    if options.command == "render":
        from timeline_app.views.canvas.figure import check_size
        from timeline_app.views.canvas.figure_choices import FigureChoices
        from timeline_app.views.theme import DARK, LIGHT

        figure = FigureChoices(
            size=options.size,
            dpi=options.dpi,
            theme=DARK if options.theme == "dark" else LIGHT,
            title=options.title,
            numbers=options.numbers,
            whole_span=options.window is None,
            credit=options.credit,
            made=now(),
        )
        try:
            check_size(figure)
        except TimelineError:
            width, height = options.size
            raise UsageError(
                f"{width}x{height} at {options.dpi} dpi is too large; ask for less of both"
            ) from None
        return ExportRequest(options.out, figure, options.origin, options.manifest)
    if options.format == REPORT:
        report = ReportChoices(options.title, now())
        return ExportRequest(options.out, report, options.origin, options.manifest)
    from timeline_app.io.export.choices import TableChoices

    table = TableChoices(
        format=options.format,
        per_quote=options.rows == "quotes",
        columns=_columns(dataset, options),
        sort=_sort(dataset, options.sort),
        claims=options.claims,
        bom=options.bom,
        raw=options.raw,
        made=now(),
    )
    return ExportRequest(options.out, table, options.origin, options.manifest)


def state_of(options: "Options", dataset: Dataset, filter_: Filter) -> ViewState:
    """What a picture, or that of a report, is to show.

    Raises:
        UsageError: the lanes' field is unknown, or the window is no span of time.
    """
    group = "" if options.group.casefold() in {"", "none"} else field_name(dataset, options.group)
    state = ViewState(filter=filter_, group=group)
    if options.window is None:
        return state
    try:
        span = Span(*time_bounds(TimeClause(*options.window)))
    except DateError as error:
        raise UsageError(f"argument --window: {error}") from None
    if span.start >= span.end:
        first, last = options.window
        raise UsageError(f"argument --window: {first} is after {last}; give the earlier date first")
    return ViewState(filter=filter_, group=group, window=limited(span))


def _columns(dataset: Dataset, options: "Options") -> tuple[str, ...]:
    from timeline_app.io.export.choices import TableChoices
    from timeline_app.io.export.column_names import DISAGREE, QUOTE_COLUMNS, export_columns

    if not options.columns:
        return ()
    every = TableChoices(per_quote=options.rows == "quotes", claims=options.claims)
    known = export_columns(dataset, every)
    extra = [DISAGREE] if options.claims else []
    elsewhere = {DISAGREE: "--claims"} | dict.fromkeys(QUOTE_COLUMNS, "--rows quotes")
    for name in options.columns:
        if name not in known and name in elsewhere:
            raise UsageError(f"the column {name!r} comes with {elsewhere[name]}; add that")
    return tuple(dict.fromkeys([*(_known(name, known) for name in options.columns), *extra]))


def _sort(dataset: Dataset, text: str) -> Sort:
    """The order of the rows; a column whose name ends like an order is found by its whole name."""
    from timeline_app.io.export.column_names import sort_columns

    if not text:
        return TIME_ORDER
    known = sort_columns(dataset)
    name, _, order = text.rpartition(":")
    if text in known or order.casefold() not in ORDERS:
        name, order = text, "asc"
    if name not in known:
        name = SORTED_AS.get(fold(name), name)
    return _known(name, known), ORDERS[order.casefold()]


def _known(name: str, known: "Iterable[str]") -> str:
    """The column that a name means."""
    known = list(known)
    if name in known:
        return name
    found = [column for column in known if fold(column) == fold(name)]
    if found:
        return found[0]
    near = nearest(name, known)
    better = f"; did you mean {near!r}?" if near else ""
    raise UsageError(f"there is no column {name!r} in this dataset{better}")
