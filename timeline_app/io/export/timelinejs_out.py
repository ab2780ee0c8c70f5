"""Dated events as TimelineJS (https://timeline.knightlab.com) reads them: its sheet, and JSON v3.

Texts are HTML there, so what looks like markup in ours is written as text; also what a spreadsheet
would take for a formula. An event shows its first source that has an address, and its event type is
its group. Undated events, and such without a known beginning, are left out.
"""

import csv
import html
import io
import json
from codecs import BOM_UTF8
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final

from timeline_app.core.dataset import Dataset
from timeline_app.core.progress import Progress
from timeline_app.core.records import Source
from timeline_app.core.web_address import web_address
from timeline_app.io.atomic import replacing
from timeline_app.io.export.choices import TableChoices
from timeline_app.io.export.export_table import Rows
from timeline_app.io.export.exporting import events_in
from timeline_app.io.export.plain_dates import Parts, plain_date

Slide = dict[str, Any]

COLUMNS: Final = (
    "Year", "Month", "Day", "Time", "End Year", "End Month", "End Day", "End Time", "Display Date",
    "Headline", "Text", "Media", "Media Credit", "Media Caption", "Media Thumbnail", "Type",
    "Group", "Background", "unique_id",
)  # fmt: skip
"""Of the sheet; the last one is ours, and is left alone by TimelineJS."""

_COLUMNS: Final = ("event_id", "title", "date", "event_type", "summary")
_PARTS: Final = ("year", "month", "day", "hour", "minute", "second", "millisecond")
_OF_FORMULAS: Final = frozenset("=+-@\t\r\n\0")


def write_timelinejs_json(
    dataset: Dataset,
    rows: Rows,
    path: Path,
    progress: Progress | None = None,
) -> int:
    """See `writers.write_table`."""
    count = 0
    with replacing(path, keep=dataset.files) as file:
        title = {"text": _texts(dataset.title, dataset.description)}
        file.write(f'{{"title": {_json(title)},\n"events": ['.encode())
        for slide in _slides(dataset, rows, progress):
            file.write(f"{',' if count else ''}\n{_json(slide)}".encode())
            count += 1
        file.write(b"\n]")
        if eras := ",\n".join(map(_json, _eras(dataset))):
            file.write(f',\n"eras": [\n{eras}\n]'.encode())
        file.write(b"}\n")
    return count


def write_timelinejs_csv(
    dataset: Dataset,
    rows: Rows,
    path: Path,
    choices: TableChoices,
    progress: Progress | None = None,
) -> int:
    """See `writers.write_table`."""
    count = 0
    with replacing(path, keep=dataset.files) as file:
        file.write(BOM_UTF8 if choices.bom else b"")
        sheet = io.TextIOWrapper(file, "utf-8", newline="", write_through=True)
        writer = csv.DictWriter(sheet, COLUMNS, restval="", lineterminator="\r\n")

        def write(slide: Slide, kind: str = "") -> None:
            cells = _cells(slide) | {"Type": kind}
            writer.writerow(cells if choices.raw else {k: _safe(k, v) for k, v in cells.items()})

        writer.writeheader()
        write({"text": _texts(dataset.title, dataset.description)}, "title")
        for era in _eras(dataset):
            write(era, "era")
        for slide in _slides(dataset, rows, progress):
            write(slide)
            count += 1
        sheet.detach()
    return count


def _slides(dataset: Dataset, rows: Rows, progress: Progress | None) -> Iterator[Slide]:
    field = dataset.fields["source"]
    for row, event in events_in(dataset, rows, _COLUMNS, progress):
        dates = _dates(event["date"])
        if not dates:
            continue
        sources = (dataset.sources.get(key) for key in field.keys_of(row))
        group = event["event_type"]
        yield {
            **dates,
            "text": _texts(event["title"], event["summary"]),
            **_media(filter(None, sources)),
            **({"group": _html(group)} if group else {}),
            "unique_id": event["event_id"],
        }


def _eras(dataset: Dataset) -> Iterator[Slide]:
    """Those that have a beginning and an end, without which TimelineJS knows none."""
    for era in dataset.eras:
        dates = _dates(era.date)
        if not dates:
            continue
        slide = {"end_date": dates["start_date"], **dates, "text": _texts(era.title, "")}
        yield slide | ({"background": {"color": era.colour}} if era.colour else {})


def _dates(text: str) -> Slide:
    """The dates of a slide; none where it would have no beginning."""
    plain = plain_date(text)
    if plain is None:
        return {}
    return {
        "start_date": _named(plain.start),
        **({"end_date": _named(plain.end)} if plain.end else {}),
        **({"display_date": _html(plain.note)} if plain.note else {}),
    }


def _named(parts: Parts) -> dict[str, int]:
    return dict(zip(_PARTS, parts, strict=False))


def _texts(headline: str, text: str) -> dict[str, str]:
    return {"headline": _html(headline), "text": _html(text)}


def _media(sources: Iterable[Source]) -> Slide:
    for source in sources:
        if url := web_address(source.url):
            words = {"caption": _html(source.title), "credit": _html(source.publisher)}
            return {"media": {"url": url, **words}}
    return {}


def _html(text: str) -> str:
    """A text that HTML shows as it stands."""
    return html.escape(text).replace("\r\n", "\n").replace("\r", "\n").replace("\n", "<br>")


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _cells(slide: Slide) -> dict[str, Any]:
    """A slide as a row of the sheet."""
    media, colour = slide.get("media", {}), slide.get("background", {})
    return {
        **_date_cells("", slide.get("start_date", {})),
        **_date_cells("End ", slide.get("end_date", {})),
        "Display Date": slide.get("display_date", ""),
        "Headline": slide["text"]["headline"],
        "Text": slide["text"]["text"],
        "Media": media.get("url", ""),
        "Media Credit": media.get("credit", ""),
        "Media Caption": media.get("caption", ""),
        "Group": slide.get("group", ""),
        "Background": colour.get("color", ""),
        "unique_id": slide.get("unique_id", ""),
    }


def _date_cells(side: str, date: dict[str, int]) -> dict[str, Any]:
    cells: dict[str, Any] = {
        f"{side}{name.capitalize()}": date[name] for name in _PARTS[:3] if name in date
    }
    if "hour" in date:
        clock = ":".join(f"{date[name]:02}" for name in _PARTS[3:6] if name in date)
        thousandths = f".{date['millisecond']:03}" if "millisecond" in date else ""
        cells[f"{side}Time"] = clock + thousandths
    return cells


def _safe(column: str, cell: Any) -> Any:
    """A cell of HTML without what a spreadsheet may take for a formula."""
    is_plain = column in ("unique_id", "Media") or not isinstance(cell, str)
    if is_plain or cell[:1] not in _OF_FORMULAS or not cell:
        return cell
    return f"&#{ord(cell[0])};{cell[1:]}"
