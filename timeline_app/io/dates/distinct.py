"""The different values of a column and the code of each row's, so that each is read once."""

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from timeline_app.core.calendar import Int64Array
from timeline_app.core.columns import TEXT
from timeline_app.core.message import Message


class Distinct(NamedTuple):
    """Different values, and for each row the place of its own among them."""

    codes: Int64Array
    values: pa.Array


def distinct_of(cells: pa.Array) -> Distinct:
    """The different values of plain cells without nulls."""
    encoded = cells.dictionary_encode()
    return Distinct(encoded.indices.to_numpy().astype(np.int64), encoded.dictionary)


def paired(
    codes: Int64Array, numbers: Int64Array
) -> tuple[Int64Array, Int64Array, Int64Array, Int64Array]:
    """The different pairs of a code and a number.

    The code of each row's pair; of each pair the code, and the place of its number among the
    different numbers; these numbers.
    """
    other, places = np.unique(numbers, return_inverse=True)
    keys, pairs = np.unique(codes * max(len(other), 1) + places, return_inverse=True)
    return (
        pairs.astype(np.int64),
        keys // max(len(other), 1),
        keys % max(len(other), 1),
        other,
    )


def with_texts(texts: pa.Array, places: Int64Array, others: pa.Array) -> pa.Array:
    """The texts with others at some places, which are in order."""
    mask = np.zeros(len(texts), dtype=np.bool_)
    mask[places] = True
    return pc.replace_with_mask(texts, pa.array(mask), others)


def at_places(messages: Mapping[int, Message], places: Int64Array) -> dict[int, Message]:
    """Messages about some of many, by the places that these have among all."""
    return {int(places[at]): message for at, message in messages.items()}


def joined(between: str, *columns: pa.Array | str) -> pa.Array:
    """Columns of text side by side as one."""
    parts = [pa.scalar(part, TEXT) if isinstance(part, str) else part for part in columns]
    return pc.binary_join_element_wise(*parts, pa.scalar(between, TEXT))
