"""The texts of a timeline: heads, legend, tooltips."""

from collections.abc import Callable, Iterable

from pyroaring import BitMap
from PySide6.QtCore import QCoreApplication

from timeline_app.core.dataset import Dataset
from timeline_app.core.eras import EraBand
from timeline_app.core.hits import Column
from timeline_app.core.kinds import TYPES_APART
from timeline_app.core.scene import Scene
from timeline_app.core.scene_source import SceneSource
from timeline_app.core.text import one_line
from timeline_app.core.undated import UndatedLane
from timeline_app.models.phrases import number
from timeline_app.models.words import (
    date_in_words,
    date_text_in_words,
    field_in_words,
    tick_text,
    value_by_itself,
    value_in_words,
    window_in_words,
)
from timeline_app.views.canvas.beyond import Beyond
from timeline_app.views.canvas.counts import Counts
from timeline_app.views.canvas.legend import Entry
from timeline_app.views.canvas.marks import DISPUTED
from timeline_app.views.canvas.painter import Words
from timeline_app.views.canvas.report_painter import REPORTED

MOST_ERAS_SAID = 12
MOST_SELECTED = 10_000
"""So many undated events are selected by one click."""
MOST_TYPES = 16
"""Event types in the legend; there are no more styles."""

translate = QCoreApplication.translate


def head_texts(dataset: Dataset, group: str, source: SceneSource) -> list[str]:
    """The name of each lane."""
    field = dataset.field(group) if group else None
    if field is None:
        return [""] * len(source.lanes.lanes)
    return [one_line(value_by_itself(field, lane.key)) for lane in source.lanes.lanes]


def legend_entries(
    dataset: Dataset,
    source: SceneSource,
    fits: Callable[[list[Entry]], bool] = lambda entries: True,
) -> list[Entry]:
    """What the colours and signs of the filtered events mean.

    Where they do not fit, what is said of reported dates goes first, then the rarest types are
    counted instead of named.
    """
    signs = _sign_entries(dataset, source.lanes.all.events)
    field, ranks = dataset.field("type"), source.lanes.ranks
    if field is None or not ranks:
        return signs
    keys = [(field.keys[rank], rank) for rank in ranks[:MOST_TYPES]]
    types = [Entry(one_line(value_in_words(field, key)), rank) for key, rank in keys]
    while True:
        left_out = len(ranks) - len(types)
        others = [Entry(Counts().other_types(left_out), 2 * MOST_TYPES)] if left_out else []
        entries = [*types, *others, *signs]
        if not types or fits(entries):
            return entries
        if signs and signs[-1].sign == REPORTED:
            signs.pop()  # the mark's tooltip says it, too
        else:
            types.pop()


def _sign_entries(dataset: Dataset, events: BitMap) -> list[Entry]:
    meanings = (
        ("?", dataset.signed.uncertain, translate("timeline", "date uncertain")),
        ("~", dataset.signed.approximate, translate("timeline", "date approximate")),
        (DISPUTED, dataset.signed.disputed, translate("timeline", "disputed")),
        (REPORTED, dataset.signed.reported, translate("timeline", "date that a source reports")),
    )
    return [Entry(text, sign=sign) for sign, signed, text in meanings if events.intersect(signed)]


def words_of(heads: list[str], legend: list[Entry], scene: Scene) -> Words:
    """All texts of one picture."""
    context, empty = window_in_words(scene.scale.window), ""
    if scene.total == scene.undated:
        context = ""
        empty = (
            translate("timeline", "No dated event.")
            if scene.total
            else translate("timeline", "No event matches.")
        )
    eras = translate("timeline", "Eras")
    return Words(heads, legend, tick_text, context, empty, eras, undated_heading())


def undated_heading() -> str:
    """What the column of undated events is called."""
    return translate("timeline", "Undated")


def beyond_words(scene: Scene) -> Beyond | None:
    """How many events lie before and after the window; None where some are in it."""
    links = []
    if scene.earlier:
        earlier = translate("timeline", "← {events} earlier")
        links.append((-1, earlier.format(events=Counts().events(scene.earlier))))
    if scene.later:
        later = translate("timeline", "{events} later →")
        links.append((1, later.format(events=Counts().events(scene.later))))
    return Beyond(translate("timeline", "No events here"), tuple(links)) if links else None


def beyond_tooltip() -> str:
    """What a press on a link of `beyond_words` does."""
    return translate("timeline", "Click to go to the nearest of them")


def era_tooltip(bands: Iterable[EraBand]) -> str:
    """Title and date of eras in words; plain text."""
    return "\n\n".join(
        f"{band.era.title}\n{date_in_words(band.era.when)}".strip() for band in bands
    )


def undated_tooltip(dataset: Dataset, total: int, block: UndatedLane | None) -> str:
    """How many undated events there are (in a lane), of which types; plain text."""
    count = len(block.events) if block else total
    lines = [Counts().undated(count)]
    field = dataset.field("type")
    if block and field:
        for rank, share in sorted(block.shares, key=lambda pair: -pair[1])[:6]:
            name = value_in_words(field, field.keys[rank] if rank >= 0 else "")
            if rank < 0 and len(field.keys) > TYPES_APART:
                name = translate("timeline", "of other types or none")
            lines.append(f"{number(share)} {name}")
    if count > MOST_SELECTED:
        click = translate("timeline", "Click to select the first {count}")
        lines.append(click.format(count=number(MOST_SELECTED)))
    else:
        lines.append(translate("timeline", "Click to select all"))
    return "\n".join(lines)


def event_tooltip(dataset: Dataset, row: int) -> str:
    """Title, date in words, type and place of an event, a line each; plain text."""
    event = dataset.event(row)
    last = " · ".join(text for text in (event.event_type, event.place) if text)
    return "\n".join(line for line in (event.title, date_in_words(event.when), last) if line)


def report_tooltip(dataset: Dataset, row: int, place: int) -> str:
    """Title of an event, and who reports which other date of it; plain text."""
    event = dataset.event(row)
    sources = {quote.quote_id: dataset.sources.get(quote.source_id) for quote in event.quotes}
    lines = [event.title]
    for claim in dataset.reported[row][place].claims:
        source = sources.get(claim.quote_id)
        template = translate("timeline", "reported: {date} ({source})")
        name = source.publisher or source.title if source else ""
        if not name:
            template = translate("timeline", "reported: {date}")
        lines.append(template.format(date=date_text_in_words(claim.value), source=name))
    return "\n".join(dict.fromkeys(filter(None, lines)))


def column_tooltip(dataset: Dataset, column: Column) -> str:
    """How many events a density column stands for, when, and of which types; plain text."""
    field = dataset.field("type")
    lines = [f"{Counts().events(column.count)}, {window_in_words(column.span)}"]
    if field:
        for rank, count in column.by_type[:6]:
            key = field.keys[rank] if rank >= 0 else ""
            lines.append(f"{number(count)} {value_in_words(field, key)}")
    if column.lasting:
        lasting = translate("timeline", "{count} of all last far beyond this time, or may")
        lines.append(lasting.format(count=number(column.lasting)))
    lines.append(translate("timeline", "Click to zoom in"))
    return "\n".join(lines)


def describe(dataset: Dataset, group: str, scene: Scene) -> str:
    """What the timeline shows, for those who do not see it."""
    lanes = Counts().lanes(len(scene.lanes))
    if group:
        lanes += " (" + field_in_words(group) + ")"
    events = translate("timeline", "{shown} of {total} events in the window").format(
        shown=number(scene.visible), total=number(scene.total)
    )
    said = [events, lanes, window_in_words(scene.scale.window)]
    if scene.undated:
        said.append(Counts().undated(scene.undated))
    if beyond := beyond_words(scene):
        said += [text.strip("←→ ") for _, text in beyond.links]
    if scene.eras:
        eras = ", ".join(band.era.title for band in scene.eras[:MOST_ERAS_SAID])
        said.append(translate("timeline", "eras: {titles}").format(titles=eras))
    return ", ".join(said)
