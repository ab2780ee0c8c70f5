"""Cells of an XLSX sheet that hold an error such as #N/A; its reader takes them for empty."""

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Final
from zipfile import ZipFile, is_zipfile

from timeline_app.io.containers.limits import Budget
from timeline_app.io.containers.sheet_bounds import column_number, whole_tags
from timeline_app.io.containers.zipped import blocks_of, opened_zip

ERROR: Final = r"#(?:N/A|NULL!|DIV/0!|VALUE!|REF!|NAME\?|NUM!|GETTING_DATA|SPILL!|CALC!)"
"""What is written where a formula fails."""

_WORKBOOK: Final = "xl/workbook.xml"
_RELATIONS: Final = "xl/_rels/workbook.xml.rels"
_ELEMENT: Final = re.compile(r"<(?:\w+:)?(?:sheet|Relationship)\s([^>]*)>")
_ATTRIBUTE: Final = re.compile(r"""([\w:]+)\s*=\s*["']([^"']*)["']""")
_CELL: Final = re.compile(
    rb"""<(?:\w+:)?c\s([^<>]*\bt\s*=\s*["']e["'][^<>]*)>(.*?)</(?:\w+:)?c>""", re.DOTALL
)
_VALUE: Final = re.compile(rb"<(?:\w+:)?v[^<>]*>([^<]*)<")
_PLACE: Final = re.compile(rb"""\br\s*=\s*["']([A-Za-z]+)([0-9]+)""")


def error_cells(path: Path, file: str, sheet: str) -> Iterator[tuple[int, int, str]]:
    """Row and column (from 1) and text of each; none where the workbook is no XLSX.

    Raises:
        ReadError: the workbook cannot be read.
    """
    if not is_zipfile(path):
        return
    with opened_zip(path, file) as archive:
        part = _part_of(archive, sheet)
        if part is None:
            return
        budget = Budget(file, path.stat().st_size)
        blocks = blocks_of(archive, archive.getinfo(part), file, budget)
        for _, block in whole_tags(blocks, b"<row"):
            for attributes, content in _CELL.findall(block):
                place, text = _PLACE.search(attributes), _VALUE.search(content)
                if place and text:
                    column = column_number(place[1])
                    yield int(place[2]), column, text[1].decode(errors="replace")


def _part_of(archive: ZipFile, sheet: str) -> str | None:
    """The member that holds a sheet."""
    names = archive.namelist()
    if _WORKBOOK not in names or _RELATIONS not in names:
        return None
    ids = {
        unescape(found.get("name", "")): found.get("r:id", "")
        for found in _elements(archive, _WORKBOOK)
    }
    targets = {
        found.get("Id", ""): found.get("Target", "") for found in _elements(archive, _RELATIONS)
    }
    target = targets.get(ids.get(sheet, ""), "")
    part = target.removeprefix("/") if target.startswith("/") else f"xl/{target}"
    return part if part in names else None


def _elements(archive: ZipFile, part: str) -> Iterator[dict[str, str]]:
    text = archive.read(part).decode(errors="replace")
    return (dict(_ATTRIBUTE.findall(element)) for element in _ELEMENT.findall(text))
