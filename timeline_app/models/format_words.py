"""The formats of exports, in words and in groups."""

from PySide6.QtCore import QCoreApplication

from timeline_app.core.message import QT_TRANSLATE_NOOP

_GROUPS = (
    (
        QT_TRANSLATE_NOOP("formats", "Tables"),
        ("csv", "tsv", "xlsx", "jsonl", "parquet", "markdown"),
    ),
    (QT_TRANSLATE_NOOP("formats", "To read and print"), ("report",)),
    (QT_TRANSLATE_NOOP("formats", "Datasets of this program"), ("folder", "zip", "json")),
    (
        QT_TRANSLATE_NOOP("formats", "For other programs"),
        ("geojson", "timelinejs-csv", "timelinejs-json", "icalendar"),
    ),
)
_NAMES = {
    "csv": QT_TRANSLATE_NOOP("formats", "CSV"),
    "tsv": QT_TRANSLATE_NOOP("formats", "TSV"),
    "xlsx": QT_TRANSLATE_NOOP("formats", "Excel workbook"),
    "jsonl": QT_TRANSLATE_NOOP("formats", "JSON lines"),
    "parquet": QT_TRANSLATE_NOOP("formats", "Parquet"),
    "markdown": QT_TRANSLATE_NOOP("formats", "Markdown"),
    "report": QT_TRANSLATE_NOOP("formats", "Report (HTML)"),
    "folder": QT_TRANSLATE_NOOP("formats", "Dataset folder"),
    "zip": QT_TRANSLATE_NOOP("formats", "Dataset as zip"),
    "json": QT_TRANSLATE_NOOP("formats", "Dataset as JSON"),
    "geojson": QT_TRANSLATE_NOOP("formats", "GeoJSON"),
    "timelinejs-csv": QT_TRANSLATE_NOOP("formats", "TimelineJS, CSV"),
    "timelinejs-json": QT_TRANSLATE_NOOP("formats", "TimelineJS, JSON"),
    "icalendar": QT_TRANSLATE_NOOP("formats", "Calendar (iCalendar)"),
}
_ABOUT = {
    "csv": QT_TRANSLATE_NOOP(
        "formats",
        "A table that every spreadsheet and statistics program reads. This program opens it again.",
    ),
    "tsv": QT_TRANSLATE_NOOP("formats", "A table like CSV, with tabs between its cells."),
    "xlsx": QT_TRANSLATE_NOOP(
        "formats", "A workbook for Excel and LibreOffice, with dates and numbers as such."
    ),
    "jsonl": QT_TRANSLATE_NOOP("formats", "One JSON object on each line, for programs."),
    "parquet": QT_TRANSLATE_NOOP(
        "formats", "A compact table for pandas, R, DuckDB and other programs for large data."
    ),
    "markdown": QT_TRANSLATE_NOOP("formats", "A table as plain text, for notes and web pages."),
    "report": QT_TRANSLATE_NOOP(
        "formats",
        "The picture and all events with their quotes and sources in one file, which every "
        "browser shows and prints.",
    ),
    "folder": QT_TRANSLATE_NOOP(
        "formats",
        "The events with their actors, sources, quotes and claims as a folder of tables, which "
        "this program opens.",
    ),
    "zip": QT_TRANSLATE_NOOP("formats", "A dataset folder in one file, to hand on."),
    "json": QT_TRANSLATE_NOOP("formats", "A dataset as one JSON file, for programs."),
    "geojson": QT_TRANSLATE_NOOP("formats", "Events that have a place, for maps such as QGIS."),
    "timelinejs-csv": QT_TRANSLATE_NOOP(
        "formats", "Events that have a date, for a TimelineJS spreadsheet."
    ),
    "timelinejs-json": QT_TRANSLATE_NOOP(
        "formats", "Events that have a date, for TimelineJS on a web page."
    ),
    "icalendar": QT_TRANSLATE_NOOP("formats", "Events that have a date, for calendars."),
}

translate = QCoreApplication.translate


def format_in_words(name: str) -> str:
    """What a format is called."""
    return translate("formats", _NAMES[name]) if name in _NAMES else name


def format_explained(name: str) -> str:
    """What a format is good for, in a sentence; "" where there is none."""
    return translate("formats", _ABOUT[name]) if name in _ABOUT else ""


def grouped_formats(names: list[str]) -> list[tuple[str, list[str]]]:
    """The formats by what they are for: (heading, names)."""
    groups = [
        (translate("formats", heading), [name for name in known if name in names])
        for heading, known in _GROUPS
    ]
    rest = [name for name in names if name not in _NAMES]
    groups[-1][1].extend(rest)
    return [(heading, found) for heading, found in groups if found]
