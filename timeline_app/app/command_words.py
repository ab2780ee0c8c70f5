"""An export as a command line that makes the same file."""

import csv
import io
import re
import shlex
import sys
from collections.abc import Iterable, Iterator
from contextlib import redirect_stderr
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from timeline_app.app.exports import ExportRequest, ReportChoices
from timeline_app.app.filter_names import UsageError, filter_from, key_of
from timeline_app.app.options import PROGRAM, REPORT
from timeline_app.app.origin import Origin
from timeline_app.core.calendar import moment_text
from timeline_app.core.clauses import Filter, TextClause, TimeClause, ValueClause, in_order
from timeline_app.core.dataset import FACETS, Dataset
from timeline_app.core.message import QT_TRANSLATE_NOOP, Message, TimelineError
from timeline_app.core.view_state import TIME_ORDER, ViewState
from timeline_app.io.export.choices import TableChoices

if TYPE_CHECKING:
    from timeline_app.views.canvas.figure_choices import FigureChoices

_SAFE: Final = re.compile(r"[\w./:\\=,+@-]+", re.ASCII)
"""What no shell of Windows takes for anything but itself."""


class CommandError(TimelineError):
    """An export that cannot be written as a command; the text says why."""


def command_words(request: ExportRequest, dataset: Dataset, state: ViewState) -> list[str]:
    """The words of a command that writes the same file, the program first.

    They are read back before they are given away.

    Raises:
        CommandError: the command line has no words for it.
    """
    paths = [str(path) for path in request.origin.paths]
    words = [PROGRAM, "export" if is_export(request) else "render"]
    odd = any(path.startswith("-") for path in paths)
    words += [] if odd else paths
    flags = [
        *_reading_flags(request.origin),
        *_filter_flags(dataset, in_order(state.filter)),
        *_choice_flags(request, state),
        ("--out", str(request.path)),
        *([("--manifest", None)] if request.manifest else []),
    ]
    for flag, value in flags:
        if value is None:
            words.append(flag)
        elif value.startswith("-"):
            words.append(f"{flag}={value}")
        else:
            words += [flag, value]
    words += ["--", *paths] if odd else []
    if _read_back(words, dataset) != _meant(request, state):
        raise _no_words(" ".join(words))
    return words


def is_export(request: ExportRequest) -> bool:
    """Whether the command is `export`; pictures are drawn by `render`."""
    return isinstance(request.choices, TableChoices | ReportChoices)


def command_line(words: Iterable[str], *, windows: bool = sys.platform == "win32") -> str:
    """Words as they are typed: for a POSIX shell, or for the Command Prompt of Windows.

    Raises:
        CommandError: a word holds what cannot be typed.
    """
    words = list(words)
    impossible = "\n\r\0" if windows else "\0"
    for word in words:
        if any(sign in word for sign in impossible) or not _is_text(word):
            raise _no_words(word)
    return " ".join(map(_windows_word, words)) if windows else shlex.join(words)


Flag = tuple[str, str | None]


def _reading_flags(origin: Origin) -> Iterator[Flag]:
    from timeline_app.io.mapping.mapping import mapping_text

    if origin.mapping is not None:
        yield "--map", mapping_text(origin.mapping)
    if origin.sheet:
        yield "--sheet", origin.sheet
    for folder in origin.texts:
        yield "--sources", str(folder)


def _filter_flags(dataset: Dataset, filter_: Filter) -> Iterator[Flag]:
    for clause in filter_:
        match clause:
            case ValueClause(field, keys, exclude):
                for key in keys:
                    value = _value(dataset, field, key)
                    if field in FACETS and not exclude:
                        yield f"--{field}", value
                    else:
                        yield "--exclude" if exclude else "--include", f"{field}={value}"
            case TimeClause(start, end, certain):
                if start:
                    yield "--from", start
                if end:
                    yield "--to", end
                if certain:
                    yield "--time", "certain"
            case TextClause(text):
                yield "--search", text


def _value(dataset: Dataset, name: str, key: str) -> str:
    """What means a value of a field: its label where that is clear, else its key."""
    field = dataset.field(name)
    if field is None:
        raise _no_words(name)
    for text in (field.label_of(key), key):
        try:
            if key_of(dataset, field, text) == key:
                return text
        except UsageError:
            continue
    raise _no_words(key)


def _choice_flags(request: ExportRequest, state: ViewState) -> Iterator[Flag]:
    choices = request.choices
    if isinstance(choices, TableChoices):
        yield from _table_flags(request.path, choices)
        return
    if isinstance(choices, ReportChoices):
        yield from _format_flag(request.path, REPORT)
    else:
        yield from _picture_flags(choices, state)
    if choices.title:
        yield "--title", choices.title
    if state.group != ViewState().group:
        yield "--group", state.group or "none"


def _format_flag(path: Path, name: str) -> Iterator[Flag]:
    from timeline_app.app.export_values import format_named_by

    if format_named_by(path) != name:
        yield "--format", name


def _table_flags(path: Path, choices: TableChoices) -> Iterator[Flag]:
    yield from _format_flag(path, choices.format)
    if choices.per_quote:
        yield "--rows", "quotes"
    if choices.columns:
        line = io.StringIO()
        csv.writer(line, lineterminator="").writerow(choices.columns)
        yield "--columns", line.getvalue()
    if choices.sort != TIME_ORDER:
        name, descending = choices.sort
        yield "--sort", f"{name}:desc" if descending else name
    for name in ("claims", "bom", "raw"):
        if getattr(choices, name):
            yield f"--{name}", None


def _picture_flags(choices: "FigureChoices", state: ViewState) -> Iterator[Flag]:
    from timeline_app.app.export_values import size_names

    size = next((name for name, size in size_names().items() if size == choices.size), "")
    width, height = choices.size
    yield "--size", size or f"{width}x{height}"
    if choices.dpi != 96:
        yield "--dpi", str(choices.dpi)
    if choices.theme.name != "light":
        yield "--theme", choices.theme.name
    if not choices.whole_span:
        window = state.window
        yield "--window", f"{moment_text(window.start)}/{moment_text(window.end - 1)}"
    if not choices.numbers:
        yield "--no-numbers", None
    if choices.credit:
        yield "--credit", choices.credit


def _read_back(words: list[str], dataset: Dataset) -> object:
    """What the command line makes of these words; None where it makes nothing of them."""
    from timeline_app.app.arguments import parse
    from timeline_app.app.export_names import request_of, state_of

    try:
        with redirect_stderr(io.StringIO()):
            options = parse(words[1:])
        request = request_of(options, dataset)
        return _meant(request, state_of(options, dataset, filter_from(options, dataset)))
    except (SystemExit, UsageError):
        return None


def _meant(request: ExportRequest, state: ViewState) -> object:
    """All that the file depends on."""
    choices = request.choices
    shown: object = None
    if not isinstance(choices, TableChoices):
        whole = isinstance(choices, ReportChoices) or choices.whole_span
        shown = state.group, None if whole else state.window
    asked = replace(
        request,
        choices=replace(choices, made=None),
        origin=replace(request.origin, stamps={}),
    )
    return asked, in_order(state.filter), shown


def _windows_word(word: str) -> str:
    """In double quotes as programs take them apart; with a caret before what the shell acts on.

    https://learn.microsoft.com/cpp/c-language/parsing-c-command-line-arguments
    """
    if _SAFE.fullmatch(word):
        return word
    inner = re.sub(r'(\\*)"', r"\1\1\\" + '"', word)
    inner = re.sub(r"(\\+)$", r"\1\1", inner)
    quoted = f'"{inner}"'
    if '"' in word or "%" in word:
        return re.sub(r'([()%!^"<>&|])', r"^\1", quoted)
    return quoted


def _is_text(word: str) -> bool:
    """Whether it has only characters that text can have; names of files may have others."""
    try:
        word.encode()
    except UnicodeEncodeError:
        return False
    return True


def _no_words(what: str) -> CommandError:
    template = QT_TRANSLATE_NOOP(
        "CommandWords",
        "“{what}” cannot be written on a command line, so there is no command for this export.",
    )
    return CommandError(Message("CommandWords", template, {"what": what}))
