"""Reads the manifest of an export, of which nothing is trusted."""

import json
import os
import sys
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from timeline_app.app.manifest import VERSION
from timeline_app.app.origin import Origin
from timeline_app.app.plain_values import NotPlain, from_plain
from timeline_app.core.clauses import Filter
from timeline_app.core.message import Message, TimelineError
from timeline_app.core.view_json import clause_from_json
from timeline_app.core.view_state import ViewState
from timeline_app.core.when import Span
from timeline_app.io.digests import Digest
from timeline_app.io.export.choices import TableChoices

if TYPE_CHECKING:
    from timeline_app.app.exports import Choices
    from timeline_app.views.canvas.figure_choices import FigureChoices

MOST_BYTES: Final = 64 << 20
"""A file larger than this is no manifest."""


class ManifestError(TimelineError):
    """A manifest that cannot be used; the text says why."""

    def __init__(self, path: Path, what: str) -> None:
        super().__init__(Message("app", "{path}: {what}", {"path": path, "what": what}))


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a manifest says that is needed to make its export again."""

    path: Path
    origin: Origin
    """Its paths are as they are found from here."""
    files: Digest
    """Of the dataset."""
    state: ViewState
    choices: "Choices"
    output: Digest
    program: str
    libraries: dict[str, str]


def read_manifest(path: Path) -> Manifest:
    """A manifest, of which nothing is trusted.

    Raises:
        ManifestError: it cannot be read, is damaged or of a newer program.
    """
    try:
        if path.stat().st_size > MOST_BYTES:
            raise ManifestError(path, "it is too large for a manifest.")
        told = json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        reason = error.strerror or str(error)
        raise ManifestError(path, f"the manifest cannot be read: {reason}.") from None
    except (ValueError, RecursionError):
        raise ManifestError(path, "it is no manifest: it holds no JSON.") from None
    reader = _Reader(path, told)
    number = reader.get("manifest", int)
    if number != VERSION:
        raise ManifestError(
            path, f"it is of version {number}; this program reads version {VERSION}."
        )
    return Manifest(
        path,
        reader.origin(),
        Digest("", reader.get("dataset.sha256", str), 0, reader.digests("dataset.files")),
        reader.state(),
        reader.choices(),
        reader.output(),
        reader.get("program.version", str),
        reader.libraries(),
    )


class _Reader:
    """Values of a manifest by their paths, each of the kind that is asked for."""

    def __init__(self, path: Path, told: object) -> None:
        self._path = path
        self._told = told

    def get(self, name: str, kind: type[Any]) -> Any:
        value = self._told
        for part in name.split("."):
            if not isinstance(value, dict) or part not in value:
                raise ManifestError(self._path, f"it is damaged: {name} is missing.")
            value = value[part]
        if type(value) is not kind:
            raise self.wrong(name)
        return value

    def wrong(self, name: str) -> ManifestError:
        return ManifestError(self._path, f"it is damaged: {name} is not as it should be.")

    def origin(self) -> Origin:
        from timeline_app.io.mapping.mapping import MappingError, parse_mapping

        text = self.get("dataset.map", str)
        try:
            mapping = parse_mapping(text) if text else None
        except MappingError:
            raise self.wrong("dataset.map") from None
        return Origin(
            self._places("dataset.opened"),
            mapping,
            self.get("dataset.sheet", str),
            self._places("dataset.texts"),
        )

    def filter(self) -> Filter:
        clauses = [clause_from_json(item) for item in self.get("filter.clauses", list)]
        found = tuple(clause for clause in clauses if clause is not None)
        if len(found) < len(clauses):
            raise self.wrong("filter.clauses")
        return found

    def state(self) -> ViewState:
        from timeline_app.core.scale import limited

        state = ViewState(filter=self.filter())
        if self.get("kind", str) not in ("picture", "report"):
            return state
        match self.get("view.window", list):
            case [int(start), int(end)] if limited(Span(start, end)) == Span(start, end):
                return replace(state, window=Span(start, end), group=self.get("view.group", str))
        raise self.wrong("view.window")

    def choices(self) -> "Choices":
        from timeline_app.app.exports import ReportChoices

        kind, plain = self.get("kind", str), self.get("choices", dict)
        try:
            if kind == "table":
                return self._table(from_plain(TableChoices, plain))
            if kind == "report":
                return from_plain(ReportChoices, plain)
            if kind == "picture":
                from timeline_app.views.canvas.figure_choices import FigureChoices

                return self._picture(from_plain(FigureChoices, plain))
        except NotPlain as error:
            raise self.wrong(f"choices.{error}" if str(error) else "choices") from None
        raise self.wrong("kind")

    def _table(self, choices: TableChoices) -> TableChoices:
        from timeline_app.io.export.writers import WRITERS

        if choices.format not in WRITERS:
            raise ManifestError(self._path, f"this program knows no format {choices.format!r}.")
        if choices.per_quote and not WRITERS[choices.format].takes_quotes:
            raise NotPlain("per_quote")
        return choices

    def _picture(self, choices: "FigureChoices") -> "FigureChoices":
        from timeline_app.views.canvas.figure_choices import DPI, HEIGHTS, WIDTHS

        sides = zip(choices.size, (WIDTHS, HEIGHTS), strict=True)
        if not all(least <= side <= most for side, (least, most) in sides):
            raise NotPlain("size")
        if not DPI[0] <= choices.dpi <= DPI[1]:
            raise NotPlain("dpi")
        return choices

    def libraries(self) -> dict[str, str]:
        found = self.get("libraries", dict)
        return {str(name): str(value) for name, value in found.items()}

    def output(self) -> Digest:
        """What was written; its name can mean no place in another folder."""
        found = self.digest(self.get("output", dict), "output")
        name = found.name
        is_elsewhere = Path(name).name != name or (sys.platform == "win32" and ":" in name)
        if name in ("", ".", "..") or is_elsewhere or not _is_name(name):
            raise self.wrong("output.name")
        return found

    def digests(self, name: str) -> tuple[Digest, ...]:
        return tuple(self.digest(item, name) for item in self.get(name, list))

    def digest(self, item: object, name: str) -> Digest:
        match item:
            case {"name": str(file), "sha256": str(sha256), "bytes": int(size)}:
                return Digest(file, sha256, size)
        raise self.wrong(name)

    def _places(self, name: str) -> tuple[Path, ...]:
        """Paths as they are found from the manifest, else as they were given."""
        found = []
        for item in self.get(name, list):
            match item:
                case {"given": str(given), "relative": str(relative)}:
                    if not _is_name(given + relative):
                        raise self.wrong(name)
                    near = self._path.parent / relative if relative else Path(given)
                    found.append(near if os.path.exists(near) else Path(given))  # noqa: PTH110
                case _:
                    raise self.wrong(name)
        return tuple(found)


def _is_name(text: str) -> bool:
    """Whether the system can have a file of that name."""
    try:
        return b"\0" not in os.fsencode(text)
    except UnicodeError:
        return False
