"""What the person asked to see: a frozen value; undo is a list of them."""

from dataclasses import dataclass
from typing import Final

from timeline_app.core.clauses import Filter
from timeline_app.core.when import Span

Sort = tuple[str, bool]
"""Column, and whether descending."""
TIME_ORDER: Final = ("date", False)
"""As the rows of a dataset stand."""


@dataclass(frozen=True, slots=True)
class ViewState:
    """Filter, window, grouping, sort and selection: what a saved view holds."""

    filter: Filter = ()
    window: Span = Span(0, 1)
    """The span of time on screen."""
    group: str = "country"
    """Field of the lanes, "" for one lane."""
    sort: Sort = TIME_ORDER
    """Column of the table and whether descending."""
    selection: tuple[str, ...] = ()
    """Selected event_ids in the order chosen; the last one is the current event of the details."""

    @property
    def current(self) -> str:
        """The event the details show, "" for none."""
        return self.selection[-1] if self.selection else ""
