"""What the cells of a column look like: numbers, dates, addresses, countries, words."""

import re
from collections.abc import Iterable
from functools import cached_property
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from timeline_app.core.columns import TEXT
from timeline_app.core.countries import country_code, country_names
from timeline_app.core.text import fold
from timeline_app.io.cells import numbers
from timeline_app.io.dates.columns import read_date_column
from timeline_app.io.dates.names import month_of
from timeline_app.io.mapping.mapped_places import pair_of
from timeline_app.io.number_cells import are_numbers, is_nothing, plain_numbers
from timeline_app.io.several_values import separator_of

_LOOKED_AT: Final = 100
"""Different cells that are looked at closely."""
_FOUR_FIGURES: Final = re.compile(r"\d{4}")
_CLOCK: Final = re.compile(
    r"([01]?\d|2[0-4])(\s*[:.hH]?\s*[0-5]\d){1,2}(\.\d+)?(\s*[AaPp]\.?[Mm]\.?)?[Zz]?"
)
_YES_OR_NO: Final = frozenset({"true", "false", "yes", "no", "0", "1", "t", "f", "y", "n"})


class ColumnProfile:
    """Shares, from 0 to 1, are of the column's filled cells."""

    def __init__(self, cells: pa.Array) -> None:
        values = pc.value_counts(cells)
        texts, uses = values.field(0).to_pylist(), values.field(1).to_pylist()
        said = [(text.strip(), n) for text, n in zip(texts, uses, strict=True)]
        said = [(text, n) for text, n in said if not is_nothing(text)]
        self.different = len(said)
        self.filled = int(sum(n for _, n in said))
        """How many cells say something."""
        step = max(1, len(said) // _LOOKED_AT)
        self._some = [text for text, _ in said[::step][:_LOOKED_AT]]

    @property
    def distinctness(self) -> float:
        """How many of the filled cells are different ones."""
        return float(self.different / max(self.filled, 1))

    @cached_property
    def numbers(self) -> float:
        return self._share(are_numbers(self._plain).tolist())

    @cached_property
    def range(self) -> tuple[float, float]:
        """Lowest and highest number; above each other where there is none."""
        known = numbers(self._plain)
        known = known[~np.isnan(known)]
        return (float(known.min()), float(known.max())) if len(known) else (1.0, 0.0)

    @cached_property
    def fractions(self) -> float:
        """Numbers with three decimals or more, as degrees have."""
        return self._share("." in t and len(t.partition(".")[2]) >= 3 for t in self._numerals)

    @cached_property
    def dates(self) -> float:
        """Cells that can be read as dates, numbers too."""
        found = read_date_column(pa.array(self._some, TEXT)).texts
        return self._share(text != "" for text in found.to_pylist())

    @cached_property
    def full_years(self) -> float:
        """Cells in which four figures stand together."""
        return self._share(_FOUR_FIGURES.search(text) is not None for text in self._some)

    @cached_property
    def months(self) -> float:
        """Cells that are the name of a month."""
        return self._share(month_of(fold(text)) is not None for text in self._some)

    @cached_property
    def clocks(self) -> float:
        """Cells that are a time of day and nothing else."""
        return self._share(_CLOCK.fullmatch(text) is not None for text in self._some)

    @cached_property
    def pairs(self) -> float:
        """Cells that hold latitude and longitude."""
        pairs = (pair_of(text) for text in self._some)
        return self._share(
            pair is not None and abs(float(pair[0])) <= 90 and abs(float(pair[1])) <= 180
            for pair in pairs
        )

    @cached_property
    def addresses(self) -> float:
        """Cells that begin with a web address."""
        return self._share(text.lower().startswith(("http", "www.", "//")) for text in self._some)

    @cached_property
    def countries(self) -> float:
        return self._share(bool(country_names(country_code(text))) for text in self._some)

    @cached_property
    def length(self) -> float:
        """Letters of a cell."""
        return sum(map(len, self._some)) / max(len(self._some), 1)

    @cached_property
    def words(self) -> float:
        """Words of a cell."""
        return sum(len(text.split()) for text in self._some) / max(len(self._some), 1)

    @cached_property
    def holds_several(self) -> bool:
        """Whether cells hold several values each, as tags do."""
        return separator_of(pa.array(self._some, TEXT)) is not None

    @cached_property
    def says_yes_or_no(self) -> bool:
        return {text.lower() for text in self._some} <= _YES_OR_NO

    @property
    def is_text(self) -> bool:
        """Whether it holds words, not numbers, dates or addresses."""
        if not self.filled or self.numbers > 0.2 or self.addresses > 0.2 or self.pairs > 0.5:
            return False
        return self.dates < 0.5

    @cached_property
    def _plain(self) -> pa.Array:
        return plain_numbers(pa.array(self._some, TEXT))

    @property
    def _numerals(self) -> list[str]:
        found: list[str] = self._plain.to_pylist()
        return found

    def _share(self, flags: Iterable[bool]) -> float:
        return float(sum(flags)) / max(len(self._some), 1)
