"""Events as a world would have them: seeded, skewed, in bursts, written as one CSV.

35 years (1990 to 2024); 60 % of the events anywhere, 40 % in 40 bursts; 10 % last (some without a
known end), 5 % are known to the month, 2 % to the year. Values of a field follow Zipf's law.
"""

import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from tests.bench import words

SEED = 20240229
BATCH = 250_000
"""Events that are made and written at once: bounds the memory."""
WITH_SUMMARY = 1_000_000
"""Sets of more events have no summaries: 131 bytes a row in place of 207."""

FIRST_DAY = np.datetime64("1990-01-01")
DAYS = int((np.datetime64("2025-01-01") - FIRST_DAY) / np.timedelta64(1, "D"))
MOST_DAYS = DAYS + 4000
"""Days that an event may begin on, and end on."""
BURSTS = 40
LASTING, MONTH, YEAR = 0.10, 0.05, 0.02
OPEN_END = 0.03
"""Part of the lasting ones that have no known end."""

Ints = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Shape:
    """What a set of events is like."""

    events: int
    lanes: int = 12
    """12: lanes by country, of which there are so many. 300: by actor, and 20 countries."""

    @property
    def group(self) -> str:
        """The field that gives so many lanes."""
        return "country" if self.lanes <= len(words.COUNTRIES) else "actor"

    @property
    def countries(self) -> tuple[str, ...]:
        return words.COUNTRIES[: self.lanes]

    @property
    def actors(self) -> tuple[str, ...]:
        return words.actors(500 if self.group == "country" else self.lanes)


def csv_of(shape: Shape, folder: Path) -> Path:
    """The events as a CSV in a folder: written whole, or found there from an earlier run.

    The name tells the shape and the version of the generator, so what is found is what is asked.
    """
    code = b"".join(Path(file).read_bytes() for file in (__file__, words.__file__))
    path = folder / f"events-{shape.events}-{shape.lanes}-{zlib.crc32(code):08x}.csv"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        part = path.with_suffix(".part")
        with part.open("wb") as file:
            for number, table in enumerate(batches(shape)):
                if not number:
                    file.write(f"{','.join(table.column_names)}\n".encode())
                file.write(_lines(table))
        part.rename(path)
    return path


def _lines(table: pa.Table) -> bytes:
    """The rows as CSV; only summaries hold a comma, and only they are quoted."""
    cells = [table[name].combine_chunks() for name in table.column_names if name != "summary"]
    if "summary" in table.column_names:
        cells.append(_joined('"', table["summary"].combine_chunks(), '"', by=""))
    rows = _joined(_joined(*cells, by=","), "\n", by="")
    return bytes(rows.buffers()[2])


def batches(shape: Shape) -> Iterator[pa.Table]:
    """The events in the order of the file, which is not that of time."""
    rng = np.random.default_rng(SEED)
    centres = rng.integers(0, DAYS, BURSTS)
    widths = rng.uniform(2, 60, BURSTS)
    for first in range(0, shape.events, BATCH):
        yield _batch(shape, first, min(BATCH, shape.events - first), centres, widths)


def _batch(
    shape: Shape, first: int, count: int, centres: Ints, widths: npt.NDArray[np.float64]
) -> pa.Table:
    rng = np.random.default_rng([SEED, first])
    burst = rng.integers(0, BURSTS, count)
    near = np.rint(rng.laplace(centres[burst], widths[burst])).astype(np.int64)
    day = np.where(
        rng.random(count) < 0.6, rng.integers(0, DAYS, count), np.clip(near, 0, DAYS - 1)
    )
    numbers = pc.utf8_lpad(pa.array(np.arange(first, first + count)).cast("string"), 7, "0")
    columns = {
        "event_id": _joined("e", numbers, by=""),
        "title": _titles(rng, count),
        "date": _dates(rng, day),
        "event_type": _drawn(rng, words.TYPES, count, skew=0.8),
        "countries": _several(rng, shape.countries, count, parts=(0.15, 0.0)),
        "actors": _several(rng, shape.actors, count, parts=(0.4, 0.1)),
        "place": _drawn(rng, words.places(), count, skew=0.7),
    }
    if shape.events <= WITH_SUMMARY:
        columns["summary"] = _summaries(rng, count)
    return pa.table(columns)


def _dates(rng: np.random.Generator, day: Ints) -> pa.Array:
    """Dates in EDTF: days, spans, months and years."""
    count = len(day)
    days = FIRST_DAY + np.arange(MOST_DAYS)
    texts = pa.array(np.datetime_as_string(days))
    start = texts.take(pa.array(day))
    length = np.ceil(rng.lognormal(np.log(12), 1.6, count)).astype(np.int64)
    end = texts.take(pa.array(np.minimum(day + length, MOST_DAYS - 1)))
    end = pc.if_else(pa.array(rng.random(count) < OPEN_END), "..", end)
    kind = np.searchsorted(np.cumsum([LASTING, MONTH, YEAR]), rng.random(count), side="right")
    return pc.choose(
        pa.array(kind),
        _joined(start, end, by="/"),
        pc.utf8_slice_codeunits(start, 0, 7),
        pc.utf8_slice_codeunits(start, 0, 4),
        start,
    )


def _titles(rng: np.random.Generator, count: int) -> pa.Array:
    """About 60 letters; 8 % have letters with accents."""
    plain = _drawn(rng, words.vocabulary(), count, skew=1.0)
    accented = _drawn(rng, words.accented_words(), count, skew=1.0)
    return _joined(
        _drawn(rng, words.SUBJECTS, count, skew=1.0),
        _drawn(rng, words.VERBS, count, skew=0.5),
        _drawn(rng, words.OBJECTS, count, skew=0.5),
        "near",
        _drawn(rng, words.vocabulary(), count, skew=1.0),
        pc.if_else(pa.array(rng.random(count) < 0.08), accented, plain),
        "at",
        _drawn(rng, words.vocabulary(), count, skew=1.0),
    )


def _summaries(rng: np.random.Generator, count: int) -> pa.Array:
    """About 75 letters, with a comma, so that the cell is quoted."""
    return _joined(
        "The",
        *(_drawn(rng, words.vocabulary(), count, skew=0.8) for _ in range(4)),
        "said, and not one of the",
        *(_drawn(rng, words.vocabulary(), count, skew=0.8) for _ in range(2)),
    )


def _drawn(rng: np.random.Generator, values: Sequence[str], count: int, *, skew: float) -> pa.Array:
    return pa.array(values).take(pa.array(_ranks(rng, len(values), count, skew)))


def _several(
    rng: np.random.Generator, values: Sequence[str], count: int, parts: tuple[float, float]
) -> pa.Array:
    """One to three different values joined by `|`: the parts that have two or more, and three."""
    size = len(values)
    one, two, three = (_ranks(rng, size, count, 1.0) for _ in range(3))
    two = np.where(two == one, (two + 1) % size, two)
    for _ in range(2):
        three = np.where((three == one) | (three == two), (three + 1) % size, three)
    chance, names = rng.random(count), pa.array(values)
    return _joined(
        names.take(pa.array(one)),
        names.take(pa.array(two, mask=chance >= parts[0])),
        names.take(pa.array(three, mask=chance >= parts[1])),
        by="|",
    )


def _ranks(rng: np.random.Generator, size: int, count: int, skew: float) -> Ints:
    """Ranks from 0, of which the n-th comes 1 / n ** skew as often as the first (Zipf's law)."""
    weights = np.cumsum(1.0 / np.arange(1, size + 1) ** skew)
    return np.searchsorted(weights, rng.random(count) * weights[-1], side="right").astype(np.int64)


def _joined(*parts: pa.Array | str, by: str = " ") -> pa.Array:
    return pc.binary_join_element_wise(*parts, by, null_handling="skip")
