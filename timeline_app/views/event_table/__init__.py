"""The table of the filtered events."""

from timeline_app.views.event_table.table import MAX_SELECTED, EventTable

__all__ = ["MAX_SELECTED", "EventTable"]
