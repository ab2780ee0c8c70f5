"""The dates of many events: different ones are read once, plain ISO dates in bulk."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from timeline_app.core.calendar import DAY, Int64Array
from timeline_app.core.columns import TEXT
from timeline_app.core.date_errors import DateError
from timeline_app.core.edtf_forms import NOTHING, read
from timeline_app.core.iso_bulk import read_plain
from timeline_app.core.span import OPEN, UNDATED, Form, Span
from timeline_app.core.when import Times

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True, eq=False)
class Dates:
    """Different dates, each read once: `Times` are made of them by their codes."""

    form: npt.NDArray[np.uint8]
    bounds: Int64Array
    """Start, end, solid start and solid end, a row each."""
    flags: npt.NDArray[np.bool_]
    """Uncertain and approximate, a row each."""
    parts: Mapping[int, tuple[Span, ...]]
    first: pa.Array
    last: pa.Array

    def ranks(self) -> Int64Array:
        """The place of each date by start and end; the same for equal bounds, UNDATED last."""
        start, end = self.bounds[0], self.bounds[1]
        order = np.lexsort((end, start, start == UNDATED))
        new = np.zeros(len(order), dtype=np.int64)
        start, end = start[order], end[order]
        new[1:] = (start[1:] != start[:-1]) | (end[1:] != end[:-1])
        ranks = np.empty(len(order), dtype=np.int64)
        ranks[order] = np.cumsum(new)
        return ranks

    def times(self, codes: npt.NDArray[np.integer[Any]]) -> Times:
        """The dates of events, given by their codes."""
        as_int32 = np.asarray(codes, dtype=np.int32)
        codes = codes.astype(np.intp)
        start, end = self.bounds[0].take(codes), self.bounds[1].take(codes)
        certain = bool((self.bounds[:2] == self.bounds[2:]).all())
        return Times(
            start=start,
            end=end,
            solid_start=start if certain else self.bounds[2].take(codes),
            solid_end=end if certain else self.bounds[3].take(codes),
            form=self.form.take(codes),
            uncertain=self.flags[0].take(codes),
            approximate=self.flags[1].take(codes),
            parts=_by_row(self.parts, codes),
            codes=as_int32,
            first=self.first,
            last=self.last,
        )


def read_dates(texts: pa.Array) -> Dates:
    """Different dates, given as large_string; what cannot be read is UNDATED.

    Plain ISO dates are read in bulk.
    """
    plain = read_plain(texts)
    form = plain.form
    solid_end = np.where(plain.end == OPEN, plain.start + DAY, plain.end)
    bounds = np.stack([plain.start, plain.end, plain.start, solid_end])
    flags = np.zeros((2, len(texts)), dtype=np.bool_)
    parts: dict[int, tuple[Span, ...]] = {}
    others = np.flatnonzero(form == Form.UNDATED)
    first, last = [], []
    for code, text in zip(others.tolist(), texts.take(pa.array(others)).to_pylist(), strict=True):
        try:
            reading = read(text)
        except DateError:
            reading = NOTHING
        form[code] = reading.form
        bounds[:, code] = reading[1:5]
        flags[:, code] = reading.uncertain, reading.approximate
        first.append(reading.first)
        last.append(reading.last)
        if reading.parts:
            parts[code] = reading.parts
    return Dates(
        form,
        bounds,
        flags,
        parts,
        _replaced(plain.first, others, first),
        _replaced(plain.last, others, last),
    )


def read_texts(texts: Sequence[str]) -> Dates:
    """The same of texts in memory; one that holds half a letter (a lone surrogate) is no date."""
    whole = [text.encode("utf-8", "surrogatepass").decode("utf-8", "replace") for text in texts]
    return read_dates(pa.array(whole, TEXT))


def _replaced(cells: pa.Array, places: Int64Array, texts: Sequence[str]) -> pa.Array:
    """The cells with others at some places."""
    mask = np.zeros(len(cells), dtype=bool)
    mask[places] = True
    return pc.replace_with_mask(cells, pa.array(mask), pa.array(texts, type=TEXT))


def _by_row(values: Mapping[int, Value], codes: npt.NDArray[np.integer[Any]]) -> dict[int, Value]:
    """What is known of a few distinct texts, for each row that has one of them."""
    if not values:
        return {}
    rows = np.flatnonzero(np.isin(codes, list(values)))
    return {row: values[int(codes[row])] for row in rows.tolist()}
