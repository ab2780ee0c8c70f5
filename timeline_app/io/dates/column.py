"""What a column of dates says, as it goes to those who make events of its rows."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa

from timeline_app.core.calendar import Int64Array
from timeline_app.core.message import Message


@dataclass(frozen=True, slots=True, eq=False)
class DateColumn:
    """What a column of dates says, per row as EDTF ("" where nothing usable stands there)."""

    texts: pa.Array
    """large_string, one a row; "" for no usable date."""
    cells: pa.Array
    """What stood there: the cell, or the parts of the date; the keys of `reasons`, `repaired`."""
    reasons: Mapping[str, Message]
    """Each different cell that is no usable date -> why, and what would be right."""
    repaired: Mapping[str, Message]
    """Each different cell that was read only with some repair -> how."""
    understood: tuple[Message, ...] = ()
    """How the column as a whole was read, in sentences for people."""
    is_settled: bool = True
    """Whether day and month can be told apart in this column. Where not, the texts follow the
    order that was asked for, or have the month first; then the caller must ask."""
    noted: Mapping[int, Message] = field(default_factory=dict)
    """Row -> what looks wrong, though it was read as it stands: another year in the next column."""


def by_cell(
    messages: Mapping[int, Message], codes: Int64Array, cells: pa.Array
) -> dict[str, Message]:
    """Messages about codes as messages about the cells of the rows that have these codes."""
    if not messages:
        return {}
    rows = np.flatnonzero(np.isin(codes, list(messages)))
    texts = cells.take(pa.array(rows)).to_pylist()
    return {text: messages[code] for text, code in zip(texts, codes[rows].tolist(), strict=True)}
