"""The filtered events with their quotes and sources as one HTML file, to be read and printed."""

from timeline_app.views.report.report import write_report

__all__ = ["write_report"]
