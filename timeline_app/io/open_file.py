"""A file of events, of whatever format, and what a person settles about it."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from timeline_app.core.dataset import Dataset
from timeline_app.core.message import QT_TRANSLATE_NOOP, TimelineError
from timeline_app.core.progress import Progress
from timeline_app.io.containers import zipped
from timeline_app.io.containers.parquet import is_parquet
from timeline_app.io.containers.raw_table import RawTable
from timeline_app.io.containers.text_file import readable, reading
from timeline_app.io.containers.workbook import is_workbook
from timeline_app.io.content import Content, Kind, look_at, of_sheet
from timeline_app.io.dataset.folder import read_folder
from timeline_app.io.dataset.package import is_single_table
from timeline_app.io.dataset.schema import DESCRIPTOR, EVENTS
from timeline_app.io.finding import HEADER_ROW, read_error, say
from timeline_app.io.formats import FORMATS, OWN_FORMATS, own_export, own_json
from timeline_app.io.formats.format import Read
from timeline_app.io.formats.table import read_with
from timeline_app.io.mapping.guess import guess
from timeline_app.io.mapping.mapping import MappingError, TableMapping, columns_key
from timeline_app.io.parts import Parts, build

Preview = Callable[[Dataset], None]

_HEAD: Final = 1 << 12
_MOST_NAMED: Final = 5
_OFFICE: Final = ("[Content_Types].xml", "META-INF/manifest.xml")
"""Files in an archive that is a document; workbooks are known before."""


@dataclass(frozen=True, slots=True)
class Choices:
    """What a person has settled about tables that the program does not know by itself."""

    mapping: TableMapping | None = None
    """Which column is what, for every file, also of a known format."""
    remembered: Mapping[str, TableMapping] = field(default_factory=dict)
    """The same for tables of other programs, by `columns_key`."""
    sheet: str = ""
    """The sheet to read of a workbook; "" for the first."""
    asks: bool = False
    """Whether somebody is there to ask: unknown columns raise Unmapped instead of being guessed."""


class Unmapped(TimelineError):
    """A table of which the program does not know what its columns hold."""

    def __init__(self, path: Path, content: Content, table: RawTable) -> None:
        super().__init__(
            say(
                QT_TRANSLATE_NOOP("io", "{file}: say which of its columns are what."),
                file=content.file,
            )
        )
        self.path = path
        self.content = content
        self.table = table


def format_of(content: Content, choices: Choices) -> Read | None:
    """What reads a file; None where nobody has settled of what format it is."""
    if choices.mapping is None:
        for known in FORMATS:
            if known.recognises(content):
                return known.read
    mapping = choices.mapping or choices.remembered.get(columns_key(content.names))
    if mapping is None:
        return None
    return lambda content, progress: read_with(content, mapping, progress)


def mapping_of(path: Path, choices: Choices) -> tuple[TableMapping | None, str]:
    """What a file is read with of what a person settled: a mapping, and the sheet that it is of.

    None and "" where the program knows the file by itself.

    Raises:
        ReadError: it cannot be read.
    """
    if not is_single_table(path) or choices.mapping is not None:
        return choices.mapping, choices.sheet
    if not choices.remembered:
        return None, choices.sheet
    with unpacked(path, None) as inner:
        if not is_single_table(inner):
            return None, choices.sheet
        content = _look_at(inner, choices)
        if any(known.recognises(content) for known in FORMATS):
            return None, choices.sheet
        mapping = choices.remembered.get(columns_key(content.names))
        return mapping, content.sheet if mapping and len(content.sheets) > 1 else choices.sheet


def _look_at(path: Path, choices: Choices) -> Content:
    """A file as it is found; of a workbook the sheet that is asked for, else the first of a known
    format, else the first that has rows."""
    first = look_at(path, choices.sheet)
    if choices.sheet or len(first.sheets) < 2 or format_of(first, choices):
        return first
    sheets = [first, *(of_sheet(first, sheet) for sheet in first.sheets[1:])]
    known = (content for content in sheets if format_of(content, choices))
    filled = (content for content in sheets if content.first)
    return next(known, None) or next(filled, first)


def is_foreign(path: Path, choices: Choices) -> bool:
    """Whether a path is a file of another program, so that not our rules but its own hold for it.

    An export of ours as workbook, TSV or JSON lines is such a file as well.

    Raises:
        ReadError: it cannot be read.
    """
    if not is_single_table(path):
        return False
    if choices.mapping or _is_archive(path):
        return True
    content = _look_at(path, choices)
    if own_export.recognises(content):
        return not _is_strict(content)
    return not any(own.recognises(content) for own in (*OWN_FORMATS, own_json.FORMAT))


def _is_strict(content: Content) -> bool:
    """Whether it is a table that is read by our rules alone, not as what another program saved."""
    if content.dialect is not None:
        return content.dialect.delimiter == ","
    return content.kind is Kind.ARROW and is_parquet(content.path)


def unmapped_sheet(path: Path, sheet: str, progress: Progress | None = None) -> Unmapped:
    """A sheet of a workbook that somebody is to be asked about, whatever it holds.

    Raises:
        ReadError: it cannot be read.
        Cancelled: `progress` answered False.
    """
    with unpacked(path, progress) as inner:
        content = look_at(inner, sheet)
        return Unmapped(path, content, content.table(progress))


def read_file(
    path: Path, progress: Progress | None, preview: Preview | None, choices: Choices
) -> Parts:
    with unpacked(path, progress) as inner:
        parts = _read_plain(path, inner, progress, preview, choices)
    if inner == path:
        return parts
    return replace(parts, location=str(path), files=(path.absolute(),))


@contextmanager
def unpacked(path: Path, progress: Progress | None = None) -> Iterator[Path]:
    """The file or folder that a zip or gzip file holds; anything else as it is.

    Raises:
        ReadError: it cannot be unpacked, or holds several.
        Cancelled: `progress` answered False.
    """
    if not is_single_table(path) or not _is_archive(path):
        yield path
        return
    file = readable(path.name)
    with zipped.unpacked(path, file, progress=progress) as folder:
        yield _only_content(folder, file)


def _is_archive(path: Path) -> bool:
    with reading(path, readable(path.name)), path.open("rb") as stream:
        head = stream.read(_HEAD)
    return zipped.is_archive(head) and not is_workbook(head, path)


def _only_content(folder: Path, file: str) -> Path:
    """The one dataset or file in an unpacked folder.

    Raises:
        ReadError: there are none or several.
    """
    found = sorted(path for path in folder.rglob("*") if path.is_file())
    described = [path for path in found if path.name == DESCRIPTOR]
    if described:
        return described[0].parent
    if len(found) == 1:
        return found[0]
    if (folder / EVENTS.file).exists():
        return folder
    if any((folder / name).exists() for name in _OFFICE):
        raise read_error(
            file,
            HEADER_ROW,
            say(
                QT_TRANSLATE_NOOP(
                    "io",
                    "This is an Office document (of Word, PowerPoint or the like), no table; copy "
                    "its table into a spreadsheet and save that.",
                )
            ),
        )
    names = ", ".join(str(path.relative_to(folder)) for path in found[:_MOST_NAMED])
    raise read_error(
        file,
        HEADER_ROW,
        say(
            QT_TRANSLATE_NOOP(
                "io",
                "It holds {count} files ({names}), and no dataset of ours; unpack it and open the "
                "one that you need.",
            ),
            count=len(found),
            names=names or "-",
        ),
    )


def _read_plain(
    given: Path, path: Path, progress: Progress | None, preview: Preview | None, choices: Choices
) -> Parts:
    if not is_single_table(path):
        return read_folder(path, progress)
    content = _look_at(path, choices)
    known = format_of(content, choices)
    try:
        if known is not None:
            return _read_known(content, known, progress, preview)
    except MappingError:
        if choices.mapping is not None:
            raise  # a remembered one that does not fit is as good as none
    table = content.table(progress)
    if choices.asks:
        raise Unmapped(given, content, table)
    return read_with(content, guess(table), table=table)


def _read_known(
    content: Content, read: Read, progress: Progress | None, preview: Preview | None
) -> Parts:
    def show(first: RawTable) -> None:
        assert preview is not None
        preview(build([read(replace(content, loaded=first), None)]))

    return read(content if preview is None else replace(content, preview=show), progress)
