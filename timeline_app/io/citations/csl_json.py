"""CSL-JSON, which Zotero, Pandoc and citeproc read (https://citeproc-js.readthedocs.io)."""

import json
from collections.abc import Iterable
from typing import Any, Final

from timeline_app.io.citations.issued import Issued
from timeline_app.io.citations.reference import Reference, one_line

_TYPES: Final = {"page": "webpage", "document": "document", "dataset": "dataset"}


def csl_json(references: Iterable[Reference]) -> str:
    """The references as one JSON list."""
    items = [_item(reference) for reference in references]
    return json.dumps(items, ensure_ascii=False, indent=2) + "\n"


def _item(reference: Reference) -> dict[str, Any]:
    item = {
        "id": reference.key,
        "type": _TYPES[reference.kind],
        "author": [{"literal": one_line(name)} for name in reference.authors],
        "title": one_line(reference.title),
        "publisher": one_line(reference.publisher),
        "issued": _issued(reference.issued),
        "version": one_line(reference.version),
        "URL": one_line(reference.url),
        "language": one_line(reference.language),
        "note": "\n".join(map(one_line, reference.notes)),
    }
    return {name: value for name, value in item.items() if value}


def _issued(date: Issued) -> dict[str, Any]:
    if not date.points:
        return {"literal": one_line(date.text)} if date.text else {}
    said: dict[str, Any] = {"date-parts": [list(point.parts) for point in date.points]}
    if any(point.uncertain or point.approximate for point in date.points):
        said["circa"] = True
    return said
