"""Fields that follow from the sources, quotes and claims of events; made when first asked for.

Python looks at each source and each quote once, numpy at the events.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from timeline_app.core.anchors import AnchorState
from timeline_app.core.calendar import Int64Array
from timeline_app.core.dataset import Dataset
from timeline_app.core.dates import read_texts
from timeline_app.core.fields import Field
from timeline_app.core.languages import language_label, language_names, language_tag
from timeline_app.core.make_fields import Codes, make_field
from timeline_app.core.origins import origins
from timeline_app.core.records import Source
from timeline_app.core.span import UNDATED

YES_OR_NO: Final = ("no", "yes")


class EvidenceFields:
    """The fields of one dataset; an imported column of the same name goes before one of these."""

    def __init__(self, dataset: Dataset) -> None:
        self._dataset = dataset
        self._made: dict[str, Field] = {}

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Those for which the dataset has what they need."""
        dataset, known = self._dataset, self._dataset.events.columns
        return tuple(
            name for name, (has, _) in _FIELDS.items() if name not in known and has(dataset)
        )

    def field(self, name: str) -> Field | None:
        """The field of that name; None if it is not among `names`."""
        if name not in self._made and name in self.names:
            self._made[name] = _FIELDS[name][1](self._dataset)
        return self._made.get(name)


def _publisher(dataset: Dataset) -> Field:
    """Who published the sources of the events."""
    return _of_sources("publisher", dataset, [source.publisher for source in _sources(dataset)])


def _published(dataset: Dataset) -> Field:
    """The years in which the sources appeared, as `2012`; "" where a date leaves the year open."""
    texts = [source.published for source in _sources(dataset)]
    different = {text: place for place, text in enumerate(dict.fromkeys(texts))}
    start, end = read_texts(list(different)).bounds[:2]
    first, last = _years(start), _years(np.maximum(end, UNDATED + 1) - 1)
    known = (start != UNDATED) & (first == last)
    years = [str(year) if is_known else "" for year, is_known in zip(first, known, strict=True)]
    values = [years[different[text]] for text in texts]
    return _of_sources("published", dataset, values, rank_of=_size)


def _language(dataset: Dataset) -> Field:
    """The languages of the sources by BCP 47 tag."""
    tags = [language_tag(source.language) for source in _sources(dataset)]
    return _of_sources("language", dataset, tags, label_of=language_label, names_of=language_names)


def _independent_sources(dataset: Dataset) -> Field:
    """How many of an event's sources are independent: the number of their origins."""
    ids = dataset.fields["source"].keys
    found = origins(ids, dataset.sources)
    pairs, codes, different = _pairs(dataset, [found[key] for key in ids])
    rows, codes = _distinct(pairs, codes, len(different))
    counts = np.bincount(rows[codes > 0], minlength=len(dataset))
    keys = ["", *map(str, range(1, int(counts.max(initial=0)) + 1))]
    return make_field("independent_sources", keys, None, counts, rank_of=_size)


def _anchor(dataset: Dataset) -> Field:
    """How far the quotes of the events were found in the texts of their sources."""
    states = ["", *AnchorState]
    code_of = {state: code for code, state in enumerate(states)}
    rows = dataset.rows_of(dataset.quotes)
    sizes = [len(quotes) for quotes in dataset.quotes.values()]
    states_found = (dataset.anchor_of(quote).state for quote in dataset.every_quote())
    codes = np.fromiter(map(code_of.__getitem__, states_found), np.int64)
    rows = np.repeat(rows, sizes)
    known = rows >= 0
    return _field("anchor", dataset, rows[known], codes[known], states)


def _sources_disagree(dataset: Dataset) -> Field:
    """Whether any claims on an event exclude each other, or a source calls one disputed."""
    return make_field("sources_disagree", YES_OR_NO, None, dataset.disputed.astype(np.uint8))


def _cites(dataset: Dataset) -> bool:
    return any(dataset.fields["source"].keys)


def _has(known: Callable[[Source], object]) -> Callable[[Dataset], bool]:
    return lambda dataset: _cites(dataset) and any(map(known, dataset.sources.values()))


_FIELDS: Final[Mapping[str, tuple[Callable[[Dataset], bool], Callable[[Dataset], Field]]]] = {
    "publisher": (_has(lambda source: source.publisher), _publisher),
    "published": (_has(lambda source: source.published), _published),
    "language": (_has(lambda source: source.language), _language),
    "independent_sources": (_cites, _independent_sources),
    "anchor": (lambda dataset: bool(dataset.quotes), _anchor),
    "sources_disagree": (lambda dataset: bool(dataset.claims), _sources_disagree),
}
"""What each field needs, and what makes it."""

EVIDENCE_FIELDS: Final = tuple(_FIELDS)


def possible_key(name: str, word: str) -> str | None:
    """The key of a value that such a field may have though no event has it; None if it may not."""
    if name in ("published", "independent_sources"):
        return word.lstrip("0") if word.isdecimal() and word.isascii() else None
    words = {"anchor": tuple(AnchorState), "sources_disagree": YES_OR_NO}.get(name, ())
    return next((str(key) for key in words if key == word), None)


def _sources(dataset: Dataset) -> list[Source]:
    """The sources that events have, in the order of the field `source`."""
    return [dataset.source(key) for key in dataset.fields["source"].keys]


def _of_sources(
    name: str,
    dataset: Dataset,
    values: Sequence[str],
    **words: Any,
) -> Field:
    """A field of what is known of each source, in the order of the field `source`."""
    return _field(name, dataset, *_pairs(dataset, values), **words)


def _pairs(dataset: Dataset, values: Sequence[str]) -> tuple[Int64Array, Codes, list[str]]:
    """The rows of events with the code of what is known of each of their sources, 0 for ""."""
    source = dataset.fields["source"]
    code_of = {"": 0}
    of_source = [code_of.setdefault(value, len(code_of)) for value in values]
    codes = np.array(of_source, dtype=np.int64)[source.codes]
    return source.rows.astype(np.int64), codes, list(code_of)


def _distinct(rows: Int64Array, codes: Codes, width: int) -> tuple[Int64Array, Int64Array]:
    """The pairs of row and code, which is below `width`, without repeats; by row and code."""
    pairs = rows * width + codes
    pairs.sort(kind="stable")  # far quicker where rows ascend already
    is_new = np.ones(len(pairs), dtype=bool)
    is_new[1:] = pairs[1:] != pairs[:-1]
    return np.divmod(pairs[is_new], width)


def _field(
    name: str,
    dataset: Dataset,
    rows: Int64Array,
    codes: Codes,
    keys: Sequence[str],
    **words: Any,
) -> Field:
    """A field from pairs of row and code; code 0, the key "", is dropped where there are others."""
    known = codes > 0
    rows, found = _distinct(rows[known], codes[known], len(keys))
    sizes = np.bincount(rows, minlength=len(dataset))
    if sizes.max(initial=0) <= 1:
        single = np.zeros(len(dataset), dtype=np.int64)
        single[rows] = found
        return make_field(name, keys, None, single, **words)
    is_filled = sizes > 0
    sizes = np.maximum(sizes, 1)
    offsets = np.append(0, np.cumsum(sizes)).astype(np.int32)
    every = np.zeros(int(offsets[-1]), dtype=np.int64)
    every[np.repeat(is_filled, sizes)] = found  # the others have no value: code 0
    return make_field(name, keys, offsets, every, **words)


def _years(times: Int64Array) -> Iterable[int]:
    """The year that each time, in µs, lies in."""
    years: npt.NDArray[np.int64] = times.astype("M8[us]").astype("M8[Y]").astype(np.int64) + 1970
    return years


def _size(key: str) -> int:
    return int(key)
