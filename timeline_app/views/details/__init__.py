"""The pane that shows one event: its quote first, then what is known and who says so."""

from timeline_app.views.details.pane import DetailsPane

__all__ = ["DetailsPane"]
