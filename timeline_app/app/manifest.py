"""How an export came about, as a JSON file beside it, from which it can be made again."""

import json
import os
import zlib
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from timeline_app import __version__
from timeline_app.app.origin import Origin, files_of
from timeline_app.app.plain_values import to_plain
from timeline_app.core.dataset import Dataset
from timeline_app.core.projection import Projection
from timeline_app.core.view_json import clause_to_json
from timeline_app.core.view_state import ViewState
from timeline_app.io.digests import Digest, digest_of
from timeline_app.io.export.choices import TableChoices

if TYPE_CHECKING:
    from timeline_app.app.exports import Choices, ExportRequest, Result

VERSION: Final = 1
ENDING: Final = ".manifest.json"
TABLES: Final = ("pyarrow", "pandas")
"""What the bytes of all tables depend on."""


def manifest_path(path: Path) -> Path:
    """Where the manifest of an export stands."""
    return path.with_name(path.name + ENDING)


def manifest_of(
    request: "ExportRequest",
    result: "Result",
    dataset: Dataset,
    projection: Projection,
    state: ViewState,
) -> bytes:
    """The manifest of an export that was just written.

    Raises:
        TimelineError: what was read or written is no longer there, or has changed.
    """
    from timeline_app.models.words import filter_in_words  # brings Qt

    files = files_of(dataset, request.origin)
    told = {
        "manifest": VERSION,
        "program": {"name": "timeline-app", "version": __version__},
        "libraries": libraries(request.choices),
        "made": to_plain(request.choices.made),
        "dataset": {
            "name": dataset.name,
            "title": dataset.title,
            "version": dataset.version,
            "sha256": files.sha256,
            "files": [_digest(file) for file in files.files],
            "opened": [_place(path, request.path) for path in request.origin.paths],
            "map": _mapping_text(request.origin),
            "sheet": request.origin.sheet,
            "texts": [_place(path, request.path) for path in request.origin.texts],
        },
        "filter": {
            "words": filter_in_words(dataset, state.filter),
            "clauses": [clause_to_json(clause) for clause in state.filter],
        },
        "kind": kind_of(request.choices),
        "choices": to_plain(request.choices),
        **_shown(request, result, state),
        "counts": {
            "total": len(dataset),
            "filtered": projection.total,
            "written": result.rows,
            "left_out": result.left_out,
        },
        "output": _digest(digest_of(request.path)),
    }
    text = json.dumps(told, ensure_ascii=False, indent=1) + "\n"
    return text.encode(errors="backslashreplace")  # names of files may hold what is no text


def kind_of(choices: "Choices") -> str:
    """What an export is, as a manifest says it."""
    from timeline_app.app.exports import ReportChoices

    if isinstance(choices, TableChoices):
        return "table"
    return "report" if isinstance(choices, ReportChoices) else "picture"


def libraries(choices: "Choices") -> dict[str, str]:
    """What the bytes of an export depend on besides the program, by name and version."""
    if isinstance(choices, TableChoices):
        from timeline_app.io.export.writers import WRITERS

        return {name: _version(name) for name in (*TABLES, *WRITERS[choices.format].libraries)}
    from PySide6.QtCore import QLocale

    from timeline_app.views.canvas.figure_fonts import family

    return {
        "PySide6-Essentials": _version("PySide6-Essentials"),
        "font": family(),
        "language": QLocale().bcp47Name(),
        "zlib": _version("zlib"),
    }


def _shown(request: "ExportRequest", result: "Result", state: ViewState) -> dict[str, Any]:
    """Columns of a table; lanes and window of a picture."""
    if isinstance(request.choices, TableChoices):
        return {"columns": list(result.columns)}
    return {"view": {"group": state.group, "window": [state.window.start, state.window.end]}}


def _digest(digest: Digest) -> dict[str, Any]:
    told = {"name": digest.name, "sha256": digest.sha256, "bytes": digest.size}
    return told | {"files": [_digest(file) for file in digest.files]} if digest.files else told


def _place(path: Path, target: Path) -> dict[str, str]:
    """A path as given, and from the folder of the export."""
    try:
        relative = os.path.relpath(path.absolute(), target.absolute().parent)
    except ValueError:  # on another drive
        relative = ""
    return {"given": str(path), "relative": Path(relative).as_posix() if relative else ""}


def _mapping_text(origin: Origin) -> str:
    from timeline_app.io.mapping.mapping import mapping_text

    return mapping_text(origin.mapping) if origin.mapping else ""


def _version(library: str) -> str:
    from importlib.metadata import PackageNotFoundError, version  # brings modules for mail

    if library == "zlib":
        return zlib.ZLIB_RUNTIME_VERSION
    try:
        return version(library)
    except PackageNotFoundError:  # a program in one piece may leave that out
        return ""
