"""What was chosen in the dialogs of exports, as choices of an export."""

from collections.abc import Sequence
from dataclasses import replace

from timeline_app.app.export_values import export_endings
from timeline_app.app.exports import ReportChoices, now
from timeline_app.app.options import REPORT
from timeline_app.core.dataset import Dataset
from timeline_app.core.view_state import Sort
from timeline_app.io.export.choices import TableChoices
from timeline_app.io.export.shown_columns import columns_as_shown, sort_as_shown
from timeline_app.io.export.writers import WRITERS
from timeline_app.views.canvas.figure_choices import FigureChoices
from timeline_app.views.export_dialog import FigureWish, Offer, TableWish
from timeline_app.views.theme import DARK, LIGHT


def offers() -> list[Offer]:
    """All formats that the program writes."""
    tables = [
        Offer(writer.name, writer.takes_columns, writer.takes_quotes, writer.is_spreadsheet_text)
        for writer in WRITERS.values()
    ]
    return [*tables, Offer(REPORT, takes_title=True)]


def endings_of(wish: TableWish) -> Sequence[str]:
    """The endings of the files of a format; "" for a folder."""
    return export_endings()[wish.format] or ("",)


def choices_of(
    wish: TableWish, dataset: Dataset, shown: Sequence[str], sort: Sort
) -> TableChoices | ReportChoices:
    """The choices of a table or a report; `shown` and `sort` are those of the window's table."""
    if wish.format == REPORT:
        return ReportChoices(wish.title, now())
    choices = TableChoices(
        wish.format, wish.per_quote, claims=wish.claims, bom=wish.bom, raw=wish.raw, made=now()
    )
    if not wish.as_shown:
        return choices
    return replace(
        choices,
        columns=columns_as_shown(dataset, shown, choices),
        sort=sort_as_shown(dataset, sort),
    )


def figure_choices(wish: FigureWish) -> FigureChoices:
    """The choices of a picture."""
    return FigureChoices(
        (wish.width, wish.height),
        dpi=wish.dpi if wish.kind == "png" else 96,
        theme=DARK if wish.is_dark else LIGHT,
        title=wish.title,
        numbers=wish.numbers,
        whole_span=wish.whole_span,
        credit=wish.credit,
        made=now(),
    )
