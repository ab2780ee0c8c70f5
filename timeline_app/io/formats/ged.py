"""UCDP Georeferenced Event Dataset and its Candidate releases (codebook 25.1).

https://ucdp.uu.se/downloads/. Columns are found by name, as their number differs by version; some
Candidate releases have no header.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np
import pyarrow as pa

from timeline_app.core.message import QT_TRANSLATE_NOOP
from timeline_app.core.progress import Progress
from timeline_app.core.reading import NoEvent
from timeline_app.core.text import join_values
from timeline_app.io.cells import composed, first_filled, mapped, numbers
from timeline_app.io.containers.headers import tag_lines
from timeline_app.io.containers.raw_table import RawTable
from timeline_app.io.content import Content, Kind
from timeline_app.io.dates.columns import read_date_column, span_texts
from timeline_app.io.event_columns import EventColumns
from timeline_app.io.figures import put_killed
from timeline_app.io.finding import say
from timeline_app.io.formats.format import Format, event_parts
from timeline_app.io.number_cells import plain_code, plain_numbers
from timeline_app.io.parts import Parts
from timeline_app.io.sources import Sources

NAME: Final = "UCDP GED"

COLUMNS: Final = (
    "id", "relid", "year", "active_year", "code_status", "type_of_violence", "conflict_dset_id",
    "conflict_new_id", "conflict_name", "dyad_dset_id", "dyad_new_id", "dyad_name",
    "side_a_dset_id", "side_a_new_id", "side_a", "side_b_dset_id", "side_b_new_id", "side_b",
    "number_of_sources", "source_article", "source_office", "source_date", "source_headline",
    "source_original", "where_prec", "where_coordinates", "where_description", "adm_1", "adm_2",
    "latitude", "longitude", "geom_wkt", "priogrid_gid", "country", "country_id", "region",
    "event_clarity", "date_prec", "date_start", "date_end", "deaths_a", "deaths_b",
    "deaths_civilians", "deaths_unknown", "best", "high", "low", "gwnoa", "gwnob",
)  # fmt: skip
"""Of versions 24 and 25, in the order of files without a header."""

VIOLENCE: Final = {
    "1": "State-based conflict",
    "2": "Non-state conflict",
    "3": "One-sided violence",
}

_PLACE: Final = COLUMNS.index("type_of_violence")
_DATES: Final = (COLUMNS.index("date_start"), COLUMNS.index("date_end"))
_ISO: Final = re.compile(r"\d{4}-\d\d-\d\d(?:[ T].*)?")


def recognises(content: Content) -> bool:
    """By its columns; without a header by their number, the kinds of violence and the dates."""
    if content.has("type_of_violence", "date_prec", "best", "high", "low", "side_a"):
        return True
    return content.kind is Kind.TEXT and not content.names and _is_headerless(content.first)


def _is_headerless(rows: Sequence[Sequence[str]]) -> bool:
    whole = [row for row in rows if len(row) == len(COLUMNS)]
    return len(whole) * 2 > len(rows) > 0 and all(
        row[_PLACE] in VIOLENCE and all(_ISO.fullmatch(row[place]) for place in _DATES)
        for row in whole
    )


def read(content: Content, progress: Progress | None = None) -> Parts:
    """The events of a file, with their sources and figures."""
    table = content.table(progress, None if content.names else COLUMNS).in_lower_case()
    table = table.without(tag_lines(table), NoEvent.TAGS)
    columns = EventColumns(table)
    columns.ids("id")
    _date(columns)
    columns.take("countries", "country")
    columns.values("actors", "side_a", "side_b")
    columns.put("event_type", mapped(table.cells("type_of_violence"), _violence))
    columns.take("latitude", "latitude")
    columns.take("longitude", "longitude")
    columns.take("admin1", "adm_1")
    columns.take("place", "where_coordinates")
    dyad = first_filled(
        table.cells("dyad_name"),
        composed([table.cells("side_a"), table.cells("side_b")], " - "),
    )
    columns.put("title", composed([dyad, table.cells("where_coordinates")], ", "))
    table.log.notes.append(say(QT_TRANSLATE_NOOP("io", "The titles are composed: dyad and place.")))
    sources = Sources()
    sources.cite(columns, _cited(table, sources))
    _check_figures(columns)
    put_killed(columns, "best", "low", "high")
    return event_parts(content, columns, NAME, sources=sources)


def _violence(code: str) -> str:
    return VIOLENCE.get(plain_code(code), code)


def _date(columns: EventColumns) -> None:
    """The event took place at some time from `date_start` to `date_end` (codebook: date_prec)."""
    names = ("date_start", "date_end")
    read = [read_date_column(columns.table.cells(name)) for name in names]
    span = span_texts(read[0].texts, read[1].texts, within=True)
    columns.dates(span.texts, *zip(names, read, strict=True), ("date_end", span))


def _cited(table: RawTable, sources: Sources) -> pa.Array:
    """The ids of the sources that each row names."""
    articles = table.cells("source_article")
    return mapped(
        articles,
        lambda text: join_values(dict.fromkeys(sources.id_of(*parts) for parts in _articles(text))),
    )


def _articles(cell: str) -> Iterator[tuple[str, str, str]]:
    """Publisher, headline and date of each report: `"Office,YYYY-MM-DD,Headline";"..."`.

    Older rows say it in one free text, which is then the headline.
    """
    cell = cell.strip()
    if not cell:
        return
    for part in cell.removeprefix('"').removesuffix('"').split('";"'):
        found = re.fullmatch(r"(.*?),\s*(\d{4}-\d\d-\d\d)\s*,(.*)", part, re.DOTALL)
        if found:
            yield found[1].strip(), found[3].strip(), found[2]
        elif part.strip():
            yield "", part.strip(), ""


def _check_figures(columns: EventColumns) -> None:
    """low <= best <= high does not hold in all rows; what stands there is kept."""
    table = columns.table
    low, best, high = (
        numbers(plain_numbers(table.cells(name), whole=True)) for name in ("low", "best", "high")
    )
    with np.errstate(invalid="ignore"):
        wrong = np.flatnonzero((low > best) | (best > high) | (low > high))
    columns.problem(
        wrong.tolist(),
        say(
            QT_TRANSLATE_NOOP(
                "io",
                "The lowest, best and highest figures are not in this order; they are kept as they "
                "stand.",
            )
        ),
        column="best",
    )


FORMAT: Final = Format(NAME, recognises, read)
