"""The panel that narrows the events: facets with live counts, and dates."""

from timeline_app.views.filter_panel.panel import FilterPanel

__all__ = ["FilterPanel"]
