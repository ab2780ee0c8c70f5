"""A command line as values."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from timeline_app.app.origin import Origin
    from timeline_app.io.mapping.mapping import TableMapping
    from timeline_app.io.open_file import Choices

PROGRAM: Final = "timeline-app"
REPORT: Final = "report"
"""What `--format` says for a report; all other formats are tables."""


@dataclass(frozen=True, slots=True)
class Options:
    """A command line as values; the filters are still names, for no dataset is open yet."""

    command: str = "window"
    paths: tuple[Path, ...] = ()
    country: tuple[str, ...] = ()
    actor: tuple[str, ...] = ()
    type: tuple[str, ...] = ()
    include: tuple[tuple[str, str], ...] = ()
    """Pairs of a field's name and a value."""
    exclude: tuple[tuple[str, str], ...] = ()
    start: str = ""
    end: str = ""
    certain: bool = False
    search: tuple[str, ...] = ()
    out: Path | None = None
    again: Path | None = None
    """The manifest of an export that is to be made again."""
    manifest: bool = False
    format: str = ""
    """Of a table: a name of WRITERS, or REPORT."""
    rows: str = "events"
    """`events` or `quotes`: what has a row each."""
    columns: tuple[str, ...] = ()
    """Names as typed; none for all columns."""
    sort: str = ""
    """`COLUMN`, `COLUMN:asc` or `COLUMN:desc`; "" for the order of time."""
    claims: bool = False
    bom: bool = False
    raw: bool = False
    size: tuple[int, int] = (1600, 900)
    dpi: int = 96
    theme: str = "light"
    group: str = "country"
    title: str = ""
    window: tuple[str, str] | None = None
    """First and last date to show; None for the whole filtered span."""
    numbers: bool = True
    credit: str = ""
    sources: tuple[Path, ...] = ()
    """Folders with the texts of sources."""
    mapping: "TableMapping | None" = None
    """Which column of a table is what, as typed."""
    sheet: str = ""
    """The sheet to read of a workbook."""

    @property
    def has_filter(self) -> bool:
        """Whether anything narrows the events."""
        names = (*self.country, *self.actor, *self.type, *self.search)
        return bool(names or self.include or self.exclude or self.start or self.end)

    @property
    def origin(self) -> "Origin":
        """Where the dataset is to be read from."""
        from timeline_app.app.origin import Origin

        return Origin(self.paths, self.mapping, self.sheet, self.sources)

    @property
    def choices(self) -> "Choices":
        """What was typed about how to read the files."""
        from timeline_app.io.open_file import Choices

        return Choices(mapping=self.mapping, sheet=self.sheet)
