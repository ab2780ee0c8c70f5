"""Search: the events in whose texts all the words occur, whatever way they are looked for."""

from typing import Any
from unittest.mock import patch

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import make_dataset, make_quote
from timeline_app.core import search
from timeline_app.core.calendar import Int64Array
from timeline_app.core.dataset import Dataset
from timeline_app.core.folded_texts import FoldedTexts
from timeline_app.core.progress import Cancelled
from timeline_app.core.records import Actor
from timeline_app.core.search import SearchIndex, words_of
from timeline_app.core.text import fold

ACTORS = [Actor("a", "Ära Bé", aliases=("ab  e",)), Actor("b", "be")]
TEXTS = st.text(alphabet="aAbB é\u0301ß\t", max_size=6)
EVENTS = st.lists(
    st.fixed_dictionaries(
        {
            "title": TEXTS,
            "summary": TEXTS,
            "place": st.sampled_from(["", "Bé", "a  b"]),
            "admin1": st.sampled_from(["", "É"]),
            "actors": st.sampled_from(["", "a", "a|b", "c"]),
        }
    ),
    max_size=12,
)


def plain_mask(dataset: Dataset, text: str) -> list[bool]:
    """What a reader finds who goes through the events one by one."""
    flags = []
    for row in range(len(dataset)):
        event = dataset.event(row)
        actors = [dataset.fields["actor"].label_of(key) for key in event.actors]
        aliases = [
            alias for key in event.actors if key in dataset.actors
            for alias in dataset.actors[key].aliases
        ]  # fmt: skip
        texts = [event.title, event.summary, event.place, event.admin1, *actors, *aliases]
        texts += [quote.exact for quote in event.quotes]
        texts += [dataset.fields["source"].label_of(key) for key in event.sources]
        folded = [fold(text) for text in texts]
        flags.append(all(any(word in text for text in folded) for word in words_of(text)))
    return flags


@given(EVENTS, st.lists(st.text(alphabet='ab é" s', max_size=5), min_size=1, max_size=4))
def test_all_words_must_occur(events: list[dict[str, str]], texts: list[str]) -> None:
    quotes = [make_quote("q", "e1", exact="Bé  a"), make_quote("q", "none", exact="a")]
    dataset = make_dataset(*events, actors=ACTORS, quotes=quotes)
    index = SearchIndex(dataset)
    for text in texts:
        assert index.mask(text).tolist() == plain_mask(dataset, text)


@given(st.lists(TEXTS), st.text(alphabet="abé s", min_size=1, max_size=3), st.booleans())
def test_columns_of_few_different_texts(texts: list[str], word: str, only_some: bool) -> None:
    word = fold(word) or "b"
    plain = pd.Series(texts, dtype="str")
    rows = np.arange(0, len(texts), 2) if only_some else None
    expected = [word in fold(text) for text in texts[:: 2 if only_some else 1]]
    assert FoldedTexts(plain).holding(word, rows).tolist() == expected
    assert FoldedTexts(plain.astype("category")).holding(word, rows).tolist() == expected


def test_more_letters_are_sought_only_where_the_fewer_were_found() -> None:
    events = ({"event_id": f"{n:02}", "title": f"title {n} Cobán"} for n in range(100))
    index = SearchIndex(make_dataset(*events))
    assert np.flatnonzero(index.mask('"le 7"')).tolist() == [7, *range(70, 80)]
    asked: list[int] = []
    holding = FoldedTexts.holding

    def watched(self: FoldedTexts, word: str, rows: Int64Array | None = None, *others: Any) -> Any:
        asked.append(-1 if rows is None else len(rows))
        return holding(self, word, rows, *others)

    with patch.object(FoldedTexts, "holding", watched):
        assert np.flatnonzero(index.mask('"le 77"')).tolist() == [77]
        assert asked == [11, 11, -1]  # title, summary, and all quotes, of which there are none
        assert np.flatnonzero(index.mask('"le 7"')).tolist() == [7, *range(70, 80)]
        assert len(asked) == 3


def test_few_results_are_kept() -> None:
    index = SearchIndex(make_dataset({"title": "one"}))
    first = index.mask("0")
    assert index.mask("0") is first
    for number in range(10):
        index.mask(str(number))
    assert index.mask("0") is not first
    with pytest.raises(ValueError, match="read-only"):
        first[0] = True


def test_what_is_quick() -> None:
    index = SearchIndex(make_dataset({"title": "one"}))
    assert index.is_quick("one")
    with patch.object(search, "MOST_AT_ONCE", 0):
        assert not index.is_quick("one")
        index.mask("one")
        assert index.is_quick(" ONE ")


def test_a_stopped_search_leaves_nothing() -> None:
    index = SearchIndex(make_dataset({"title": "one"}, {"title": "two"}))
    with pytest.raises(Cancelled):
        index.mask("one", lambda fraction: False)
    assert index.mask("one").tolist() == [True, False]
