"""Datasets of any texts, and whether one is as another."""

import numpy as np
import pandas as pd
from hypothesis import strategies as st

from timeline_app.core.build import CITED, KILLED, build_dataset
from timeline_app.core.columns import texts_of
from timeline_app.core.dataset import EVENT_COLUMNS, Dataset
from timeline_app.core.records import Actor, Claim, Era, EventType, Quote, Source
from timeline_app.core.text import join_values
from timeline_app.io.export.export_table import Rows

NASTY = (
    "=1+1", "-5", "+34 600", "@x", "'=x", "|", "a|b", "\\", "\\|", "a\\", "\r", "\n", "\r\n", " ",
    'say "so"', '"', ",", ";", "\t", "\0", "\ufeff", "\u2028", "no\u00a0break", "e\u0301", "😀",
    "שלום, עולם", "null", "NA", "x" * 5000, "{}", "</script>",
)  # fmt: skip

texts = st.sampled_from(NASTY) | st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
texts |= st.just("")
words = texts.map(str.strip).filter(bool)
"""Texts as names stand in a list or a header: something, without white space around."""
lists = st.lists(words, max_size=3, unique=True)
dates = st.sampled_from(["", "2024", "2025-06-08", "2006-12/..", "[2010,2012]", "-0044-03-15", "?"])
columns = st.sampled_from(["killed", "cited_sources", "=tags", "a,b", 'the "x"', "file", "ניסוי"])
figures = st.sampled_from(["", "5", "~3", ">=7", "1-4", "many"])
places = st.integers(-1, 10**9)


@st.composite
def any_datasets(draw: st.DrawFn) -> Dataset:
    """A dataset of up to four events with whatever a dataset may hold."""
    ids = draw(st.lists(texts.filter(bool), max_size=4, unique=True))
    extra = draw(st.lists(columns, max_size=3, unique=True))
    several = draw(st.lists(st.sampled_from(extra), unique=True)) if extra else []
    has_killed, has_cited = draw(st.booleans()), draw(st.booleans())
    source_ids = draw(st.lists(words, max_size=3, unique=True))
    some_sources = st.sampled_from([*source_ids, "of no source"])
    of_column = {
        "event_id": st.nothing(),
        "date": dates,
        "countries": lists.map(join_values),
        "actors": lists.map(join_values),
        "related": st.lists(st.sampled_from([*ids, "no event"]), max_size=2).map(join_values),
        KILLED: figures,
        CITED: st.lists(some_sources, max_size=2, unique=True).map(join_values),
        **{name: lists.map(join_values) for name in several},
    }
    names = [*EVENT_COLUMNS, *extra, *[KILLED] * has_killed, *[CITED] * has_cited]
    records = [
        {"event_id": one}
        | {name: draw(of_column.get(name, texts)) for name in names if name != "event_id"}
        for one in ids
    ]
    owners = st.sampled_from([*ids, "no event"])
    quotes = st.builds(
        Quote, texts, owners, some_sources | st.just(""), texts, texts, texts, places, places, texts
    )
    claims = st.builds(
        Claim, texts, owners, texts, words, texts, figures | texts, st.booleans(), texts
    )
    actors = st.builds(Actor, words, words, texts, texts, lists.map(tuple), texts)
    sources = [Source(key, *(draw(texts) for _ in range(8))) for key in source_ids]
    return build_dataset(
        name=draw(words),
        title=draw(words),
        version=draw(texts),
        description=draw(texts),
        events=pd.DataFrame(records, columns=pd.Index(names), dtype="str"),
        several=several,
        actors=draw(st.lists(actors, max_size=3)),
        event_types=draw(st.lists(st.builds(EventType, words, texts, texts), max_size=2)),
        sources=sources,
        quotes=draw(st.lists(quotes, max_size=4)),
        claims=draw(st.lists(claims, max_size=4)),
        eras=draw(st.lists(st.builds(Era, words, texts, texts), max_size=2)),
    )


def all_rows(dataset: Dataset) -> Rows:
    return np.arange(len(dataset), dtype=np.int64)


def told(dataset: Dataset) -> dict[str, object]:
    """All that a dataset is, but for where it was read from and how."""
    events = {str(name): texts_of(cells).to_pylist() for name, cells in dataset.events.items()}
    killed = None if dataset.killed is None else texts_of(dataset.killed).to_pylist()
    times = dataset.times
    return {
        "words": (dataset.name, dataset.title, dataset.version, dataset.description),
        "events": events,
        "order": list(events),
        "times": [times.start.tolist(), times.end.tolist(), times.form.tolist()],
        "fields": {
            name: [(f.keys_of(row), f.labels_of(row)) for row in range(len(dataset))]
            for name, f in dataset.fields.items()
        },
        "actors": list(dataset.actors.items()),
        "event_types": list(dataset.event_types.items()),
        "sources": list(dataset.sources.items()),
        "quotes": list(dataset.quotes.items()),
        "claims": list(dataset.claims.items()),
        "killed": killed,
        "extra_columns": dataset.extra_columns,
        "several": dataset.several,
        "eras": dataset.eras,
    }
