"""What may be chosen of an export of events, the same for the window and the command line."""

from dataclasses import dataclass
from datetime import datetime

from timeline_app.core.view_state import TIME_ORDER, Sort


@dataclass(frozen=True, slots=True)
class TableChoices:
    """How events are written; the default is the CSV of DESIGN 5."""

    format: str = "csv"
    """A name of `io.export.writers.WRITERS`."""
    per_quote: bool = False
    """One row per quote, those of an event one after the other, instead of one row per event."""
    columns: tuple[str, ...] = ()
    """Columns of the export in the order wanted; empty for all of them in the designed order."""
    sort: Sort = TIME_ORDER
    """A column of the table and whether it descends, as for `core.order.table_order`."""
    claims: bool = False
    """With the column `sources_disagree`."""
    bom: bool = False
    """Begin with a byte order mark, which some spreadsheets need to see that it is UTF-8."""
    raw: bool = False
    """Leave cells that a spreadsheet may take for formulas as they are."""
    made: datetime | None = None
    """When it was asked for, in UTC, for formats that must say so; no writer looks at a clock."""
