"""The filtered events with their quotes and sources as one HTML file, to be read and printed."""

from timeline_app.views.report.report import report_figure, write_report

__all__ = ["report_figure", "write_report"]
