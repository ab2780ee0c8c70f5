"""What a format is: how it is recognised, and how its files are read."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from timeline_app.core.progress import Progress
from timeline_app.core.records import Actor, Claim, Era, EventType, Source
from timeline_app.io.containers.text_file import readable
from timeline_app.io.content import Content
from timeline_app.io.event_columns import EventColumns
from timeline_app.io.parts import Parts
from timeline_app.io.sources import Sources

Read = Callable[[Content, Progress | None], Parts]


@dataclass(frozen=True, slots=True)
class Format:
    """One kind of file that the program knows, one module each in this package."""

    name: str
    """As people call it, such as "UCDP GED"."""
    recognises: Callable[[Content], bool]
    """Whether a file is one, seen by its content alone; asked in the order of `FORMATS`."""
    read: Read
    """All of a file as the parts of a dataset.

    Raises ReadError where it cannot be read, Cancelled where the progress answers False.
    """


def event_parts(
    content: Content,
    columns: EventColumns,
    format_name: str,
    *,
    title: str = "",
    description: str = "",
    actors: Iterable[Actor] = (),
    event_types: Iterable[EventType] = (),
    sources: Sources | Iterable[Source] = (),
    claims: Iterable[Claim] = (),
    eras: Iterable[Era] = (),
    several: Iterable[str] = (),
) -> Parts:
    """What was made of a file; its report is the log of the columns' table.

    The extra columns of `several` hold several values in a cell, joined as values are.
    """
    name = readable(content.path.stem)
    return Parts(
        name=name,
        title=title or name,
        description=description,
        location=str(content.path),
        files=(content.path.absolute(),),
        events=columns.frame(),
        several=frozenset(several),
        actors=list(actors),
        event_types=list(event_types),
        sources=sources.list if isinstance(sources, Sources) else list(sources),
        claims=list(claims),
        eras=list(eras),
        format=format_name,
        lines=columns.table.lines,
        log=columns.table.log,
    )
