"""The texts of a timeline: heads, legend, tooltips."""

from collections.abc import Callable

from pyroaring import BitMap
from PySide6.QtCore import QCoreApplication

from timeline_app.core.dataset import Dataset
from timeline_app.core.hits import Column
from timeline_app.core.scene import Scene
from timeline_app.core.scene_source import SceneSource
from timeline_app.models.words import (
    date_in_words,
    field_in_words,
    tick_text,
    value_in_words,
    window_in_words,
)
from timeline_app.views.canvas.counts import Counts
from timeline_app.views.canvas.frame import count_text
from timeline_app.views.canvas.legend import Entry
from timeline_app.views.canvas.marks import DISPUTED
from timeline_app.views.canvas.painter import Words

UNDATED = "undated"
"""Name of the legend's entry for events without a date."""
MOST_TYPES = 16
"""Event types in the legend; there are no more styles."""

translate = QCoreApplication.translate


def head_texts(dataset: Dataset, group: str, source: SceneSource) -> list[str]:
    """The name of each lane."""
    field = dataset.field(group) if group else None
    if field is None:
        return [""] * len(source.lanes.lanes)
    return [value_in_words(field, lane.key) for lane in source.lanes.lanes]


def legend_entries(
    dataset: Dataset,
    source: SceneSource,
    fits: Callable[[list[Entry]], bool] = lambda entries: True,
) -> list[Entry]:
    """How many filtered events have no date, and what the colours and signs of all mean.

    Where they do not fit, the rarest types are counted instead of named.
    """
    first = []
    if source.undated:
        first.append(Entry(Counts().undated(source.undated), sign="–", name=UNDATED))
    signs = _sign_entries(dataset, source.lanes.all.events)
    field, ranks = dataset.field("type"), source.lanes.ranks
    if field is None or not ranks:
        return first + signs
    types = [Entry(value_in_words(field, field.keys[rank]), rank) for rank in ranks[:MOST_TYPES]]
    while True:
        left_out = len(ranks) - len(types)
        others = [Entry(Counts().other_types(left_out), 2 * MOST_TYPES)] if left_out else []
        entries = [*first, *types, *others, *signs]
        if not types or fits(entries):
            return entries
        types.pop()


def _sign_entries(dataset: Dataset, events: BitMap) -> list[Entry]:
    meanings = (
        ("?", dataset.signed.uncertain, translate("timeline", "date uncertain")),
        ("~", dataset.signed.approximate, translate("timeline", "date approximate")),
        (DISPUTED, dataset.signed.disputed, translate("timeline", "disputed")),
    )
    return [Entry(text, sign=sign) for sign, signed, text in meanings if events.intersect(signed)]


def words_of(heads: list[str], legend: list[Entry], scene: Scene) -> Words:
    """All texts of one picture."""
    if scene.total == scene.undated:
        empty = (
            translate("timeline", "No dated event.")
            if scene.total
            else translate("timeline", "No event matches.")
        )
        return Words(heads, legend, tick_text, "", empty)
    return Words(heads, legend, tick_text, window_in_words(scene.scale.window))


def event_tooltip(dataset: Dataset, row: int) -> str:
    """Title, date in words, type and place of an event, a line each; plain text."""
    event = dataset.event(row)
    last = " · ".join(text for text in (event.event_type, event.place) if text)
    return "\n".join(line for line in (event.title, date_in_words(event.when), last) if line)


def column_tooltip(dataset: Dataset, column: Column) -> str:
    """How many events a density column stands for, when, and of which types; plain text."""
    field = dataset.field("type")
    lines = [f"{Counts().events(column.count)}, {window_in_words(column.span)}"]
    if field:
        for rank, count in column.by_type[:6]:
            key = field.keys[rank] if rank >= 0 else ""
            lines.append(f"{count_text(count)} {value_in_words(field, key)}")
    if column.lasting:
        lasting = translate("timeline", "{count} of all last far beyond this time, or may")
        lines.append(lasting.format(count=count_text(column.lasting)))
    lines.append(translate("timeline", "Click to zoom in"))
    return "\n".join(lines)


def describe(dataset: Dataset, group: str, scene: Scene) -> str:
    """What the timeline shows, for those who do not see it."""
    lanes = Counts().lanes(len(scene.lanes))
    if group:
        lanes += " (" + field_in_words(group) + ")"
    events = translate("timeline", "{shown} of {total} events in the window").format(
        shown=count_text(scene.visible), total=count_text(scene.total)
    )
    return f"{events}, {lanes}, {window_in_words(scene.scale.window)}"
