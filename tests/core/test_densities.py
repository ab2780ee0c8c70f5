"""Densities: each event in each column it touches, exactly; colours sampled where asked for."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.builders import make_dataset
from tests.core.scenes import HEIGHT, WIDTH, source_of, window_of
from timeline_app.core.calendar import DAY
from timeline_app.core.dataset import Dataset
from timeline_app.core.densities import column_edges
from timeline_app.core.density import Density
from timeline_app.core.kinds import KINDS, LASTING, NO_TYPE
from timeline_app.core.scale import TimeScale, limited
from timeline_app.core.when import Span


def plain_density(dataset: Dataset, density: Density) -> np.ndarray:
    """Counts by rank (none last) and column, one event after the other."""
    field, index = dataset.fields["type"], dataset.time_index
    kinds = [code if key else NO_TYPE for code, key in enumerate(field.keys)]
    drawn = set(density.drawn.tolist())
    counts = np.zeros((KINDS, len(density.totals)))
    length = density.edges[1] - density.edges[0]
    for row in set(density.events.rows.tolist()) - drawn:
        start, end = dataset.times.start[row], dataset.times.end[row]
        touched = (density.edges[:-1] < end) & (density.edges[1:] > start)
        lasts = int(end) - int(start)
        many = lasts > 3 * int(length) and lasts != index.width
        counts[LASTING if many else kinds[field.codes[row]], touched] += 1
    return counts


mixed_dates = st.integers(0, 900).flatmap(
    lambda day: st.sampled_from(
        [
            str(np.datetime64("2000-01-01") + day),
            f"{np.datetime64('2000-01-01') + day}/..",
            f"{np.datetime64('2000-01-01') + day}/{np.datetime64('2000-03-01') + 2 * day}",
            f"2000-0{day % 9 + 1}",
        ]
    )
)


@settings(max_examples=80)
@given(
    st.lists(st.tuples(mixed_dates, st.sampled_from(["", "Attack", "Talks"])), max_size=60),
    st.integers(-300, 1000),
    st.integers(1, 1200),
)
def test_the_colours_of_a_density_are_counted_exactly(events, first, days):
    dataset = make_dataset(*({"date": date, "event_type": kind} for date, kind in events))
    scene = source_of(dataset).scene(TimeScale(window_of(first, days), WIDTH), 30.0)
    for density in scene.densities:
        plain = plain_density(dataset, density)
        assert density.shares.tolist() == plain.tolist()
        assert density.totals.tolist() == plain.sum(axis=0).tolist()
        column = int(density.totals.argmax())
        assert density.types_in(column).sum() == density.totals[column]
        assert density.lasting_in(column) == plain[LASTING, column]


def test_a_sample_leaves_totals_exact_and_colours_near(monkeypatch):
    rng = np.random.default_rng(3)
    days = np.datetime64("2000-01-01") + np.sort(rng.integers(0, 400, 20_000))
    kinds = np.where(rng.random(20_000) < 0.7, "Attack", "Talks")
    dataset = make_dataset(
        *({"date": str(d), "event_type": str(k)} for d, k in zip(days, kinds, strict=True))
    )
    source = source_of(dataset)
    scale = TimeScale(window_of(0, 400), WIDTH)
    (exact,) = source.scene(scale, HEIGHT).densities
    (sampled,) = source.scene(scale, HEIGHT, sample=5000).densities
    assert sampled.sampled
    assert not exact.sampled
    assert sampled.totals.tolist() == exact.totals.tolist()
    assert sampled.shares.sum(axis=0) == pytest.approx(exact.totals)
    share = sampled.shares[0].sum() / sampled.shares.sum()
    assert share == pytest.approx(0.7, abs=0.03)
    moved = source.scene(scale.panned(37.0), HEIGHT, sample=5000).densities[0]
    before = dict(zip(sampled.edges[1:-2].tolist(), sampled.shares[0][1:-1].tolist(), strict=True))
    after = dict(zip(moved.edges[1:-2].tolist(), moved.shares[0][1:-1].tolist(), strict=True))
    both = sorted(before.keys() & after.keys())
    assert len(both) > 100
    assert [before[edge] for edge in both] == pytest.approx([after[edge] for edge in both])


@given(st.integers(1, 10**13), st.sampled_from([1, 1_000, 1_000_000, DAY, 30 * DAY, 7_919]))
def test_columns_are_whole_parts_or_multiples_of_the_usual_length(length, usual):
    window = limited(Span(0, length))
    edges = column_edges(TimeScale(window, WIDTH), usual)
    column = int(edges[1] - edges[0])
    assert (np.diff(edges) == column).all()
    assert edges[0] <= window.start
    assert edges[-1] >= window.end
    assert column >= round(5 * window.length / WIDTH)
    if column >= usual or (usual == DAY and column > DAY // 500):
        assert column % usual == 0 or usual % column == 0
