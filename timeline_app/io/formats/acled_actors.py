"""Who took part in events of ACLED: the actors, and what their codes mean in words."""

import re
from typing import Final

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from timeline_app.core.records import Actor
from timeline_app.core.text import join_values, split_values
from timeline_app.io.cells import composed, mapped
from timeline_app.io.containers.raw_table import RawTable
from timeline_app.io.event_columns import EventColumns
from timeline_app.io.number_cells import plain_code
from timeline_app.io.several_values import split_cells

KINDS: Final = {
    "1": "State forces",
    "2": "Rebel group",
    "3": "Political militia",
    "4": "Identity militia",
    "5": "Rioters",
    "6": "Protesters",
    "7": "Civilians",
    "8": "External/Other forces",
}
"""The numbers of `inter1` and `inter2`, in the words that newer files have; 0 is no actor."""

_ACTORS: Final = (("actor1", "inter1"), ("actor2", "inter2"), ("actor", "inter"))


def actors(table: RawTable) -> pa.Array:
    """The actors and those who acted with them (joined by semicolons), of both sides alike."""
    names = ("actor1", "assoc_actor_1", "actor2", "assoc_actor_2", "actor", "assoc_actor")
    cells = [split_cells(table.cells(name), ";") for name in names if name in table]
    if not cells:
        return table.cells("actor1")
    return mapped(
        composed(cells, "|"), lambda joined: join_values(dict.fromkeys(split_values(joined)))
    )


def kinds_of_actors(table: RawTable) -> list[Actor]:
    """What kind of actor each is, as most rows say it; associates are of no known kind."""
    pairs = [
        pd.DataFrame({"name": table.cells(actor), "kind": table.cells(inter)}).value_counts()
        for actor, inter in _ACTORS
        if actor in table and inter in table
    ]
    if not pairs:
        return []
    kinds: dict[str, str] = {}
    counts = pd.concat(pairs).groupby(level=["name", "kind"]).sum()
    for name, kind in counts.sort_values(ascending=False, kind="stable").index:
        if name.strip() and _kind(kind):
            kinds.setdefault(name.strip(), _kind(kind))
    return [Actor(name, name, kind) for name, kind in sorted(kinds.items())]


def _kind(code: str) -> str:
    """The words for a code of `inter1`; words stay, 0 is nobody."""
    code = plain_code(code)
    return KINDS.get(code, "" if code == "0" else code)


def _pair(code: str) -> str:
    """The words for a code of `interaction`, such as 37; words stay."""
    code = plain_code(code)
    if not re.fullmatch("[0-8]{1,2}", code):
        return code
    kinds = [KINDS[digit] for digit in code if digit in KINDS]
    return f"{kinds[0]} only" if len(kinds) == 1 else "-".join(kinds)


def in_words(columns: EventColumns) -> None:
    """What the codes of the actors mean, each column beside its own; those in words have none."""
    for name, words in (("inter1", _kind), ("inter2", _kind), ("interaction", _pair)):
        cells = columns.table.cells(name)
        if pc.any(pc.match_substring_regex(cells, r"^\s*\d")).as_py():
            columns.put(f"{name}_in_words", mapped(cells, words))
