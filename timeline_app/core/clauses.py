"""The filter: clauses joined by AND, values in a clause by OR (DESIGN 4.4)."""

from dataclasses import dataclass

from timeline_app.core.when import Span


@dataclass(frozen=True, slots=True)
class ValueClause:
    """Events that have (or, excluded, have not) any of the values of a field."""

    field: str
    keys: tuple[str, ...]
    """Keys of the field's values, sorted, without repeats."""
    exclude: bool = False


@dataclass(frozen=True, slots=True)
class TimeClause:
    """Events possibly in (or certainly in) a span. `start`, `end` are EDTF or "" for unbounded.

    Both ends are included: from `start`'s earliest day (moment) to `end`'s latest.
    """

    start: str = ""
    end: str = ""
    certain: bool = False


@dataclass(frozen=True, slots=True)
class TextClause:
    """Events in whose text all the words occur, without case and accents."""

    text: str


Clause = ValueClause | TimeClause | TextClause
Filter = tuple[Clause, ...]
"""At most one ValueClause per (field, exclude) and one TimeClause; any number of TextClauses.
Order: as the person added them."""
