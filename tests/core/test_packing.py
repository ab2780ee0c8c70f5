"""Packing: sub-rows for marks, room for labels."""

from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from timeline_app.core.packing import (
    ALONE_GAP_PX,
    APART_PX,
    LABEL_GAP_PX,
    LABEL_MIN_PX,
    Ground,
    crowding,
    first_of_runs,
    pack,
    place_labels,
)

spans = st.lists(
    st.tuples(
        st.floats(0, 1000, allow_subnormal=False),
        st.floats(10, 300) | st.just(np.inf),
        st.floats(0, 200),
    ),
    max_size=60,
)


def arrays(items):
    """left, right and label room of marks, by left edge."""
    items = sorted(items)
    left = np.array([a for a, _, _ in items], float)
    right = left + np.array([w for _, w, _ in items], float)
    return left, right, np.array([label for _, _, label in items], float)


@given(spans, st.integers(1, 6))
def test_marks_of_one_sub_row_never_overlap(items, rows):
    left, right, room = arrays(items)
    level = pack(left, right, room, rows)
    assert level.max(initial=-1) < rows
    for row in range(rows):
        own = level == row
        assert (left[own][1:] >= right[own][:-1]).all()


@given(spans, st.integers(1, 6))
def test_a_mark_is_left_out_only_where_all_sub_rows_are_taken(items, rows):
    left, right, room = arrays(items)
    level = pack(left, right, room, rows)
    for i in np.flatnonzero(level < 0):
        taken = (left[:i] <= left[i]) & (right[:i] > left[i]) & (level[:i] >= 0)
        assert taken.sum() == rows


@given(spans)
def test_crowding_says_how_many_sub_rows_all_marks_need(items):
    left, right, room = arrays(items)
    if not len(left):
        return
    need = int(crowding(left, right).max())
    assert (pack(left, right, room, need) >= 0).all()
    depths = [int(((left <= x) & (right > x)).sum()) for x in left]
    assert need == max(depths)


@given(spans, st.integers(1, 5))
def test_packing_from_the_beginning_of_a_run_is_packing_from_the_first_mark(items, rows):
    left, right, room = arrays(items)
    level = pack(left, right, room, rows)
    for first in np.unique(first_of_runs(left, right + room + 200)):  # with the most room before
        again = pack(left[first:], right[first:], room[first:], rows)
        assert again.tolist() == level[first:].tolist()


def test_labels_are_free_where_there_are_sub_rows_enough():
    left = np.array([0.0, 20.0, 40.0])
    level = pack(left, left + 10, np.full(3, 100.0), 3)
    assert level.tolist() == [0, 1, 2]


def test_labels_give_way_to_marks():
    left = np.array([0.0, 20.0, 40.0])
    assert pack(left, left + 10, np.full(3, 100.0), 1).tolist() == [0, 0, 0]


def test_a_sub_row_with_room_on_both_sides_comes_before_one_with_room_on_the_right():
    left, room = np.array([0.0, 150.0, 300.0]), np.full(3, 100.0)
    assert pack(left, left + 10, room, 2).tolist() == [0, 1, 0]
    assert pack(left, left + 10, room, 1).tolist() == [0, 0, 0]


def labels(items, rows, ground):
    left, right, room = arrays(items)
    level = pack(left, right, room, rows)
    wanted = [label for _, _, label in sorted(items)]
    kept = level >= 0
    left, right, level = left[kept], right[kept], level[kept]
    wanted = [w for w, keep in zip(wanted, kept, strict=True) if keep]
    return (
        left,
        right,
        level,
        wanted,
        place_labels(left, right, (left, right), level, wanted, ground),
    )


@given(spans, st.integers(1, 5), st.floats(0, 900), st.floats(20, 300))
def test_labels_touch_neither_marks_nor_labels_nor_taken_ground(items, rows, x, wide):
    taken = (np.array([x]), np.array([x + wide]))
    left, right, level, wanted, placed = labels(items, rows, Ground(0.0, 1000.0, taken))
    for label in placed:
        a, b = label.x, label.x + label.width
        assert label.width >= min(LABEL_MIN_PX, wanted[label.mark])
        assert label.width <= wanted[label.mark]
        assert -1e-6 <= a <= b <= 1000 + 1e-6
        others = (level == level[label.mark]) & (np.arange(len(left)) != label.mark)
        assert not ((left[others] < b - 1e-6) & (right[others] > a + 1e-6)).any()
        if label.inside:
            assert left[label.mark] <= a
            assert b <= right[label.mark]
        assert b <= x + 1e-6 or a >= x + wide - 1e-6
        for other in placed:
            if other is not label and level[other.mark] == level[label.mark]:
                apart = max(other.x - b, a - other.x - other.width)
                inside = other.inside or label.inside
                assert apart >= (0 if inside else APART_PX) - 1e-6


def test_a_label_without_room_is_dropped_and_one_with_some_is_elided():
    ground = Ground(0.0, 1000.0)
    left, level = np.array([0.0, 100.0, 130.0]), np.zeros(3, np.int64)
    placed = place_labels(left, left + 10, (left, left + 10), level, [200.0, 200.0, 200.0], ground)
    assert [(label.mark, label.elided) for label in placed] == [(0, True), (2, False)]


def test_at_the_right_edge_a_label_stands_left_of_its_mark():
    left, level = np.array([980.0]), np.zeros(1, np.int64)
    (label,) = place_labels(left, left + 10, (left, left + 10), level, [200.0], Ground(0.0, 1000.0))
    assert label.x + label.width < 980


def test_in_a_bar_that_fills_the_window_the_label_stands_at_its_left_edge():
    left, level = np.array([-500.0]), np.zeros(1, np.int64)
    (label,) = place_labels(
        left, left + 3000, (left, left + 3000), level, [200.0], Ground(0.0, 1000.0)
    )
    assert label.inside
    assert 0 <= label.x < 10


def numbered(left, right, titles, rows, lead):
    """Sub-rows, and labels placed, of marks that all have numbers."""
    leads = np.full(len(left), lead)
    room = titles + LABEL_GAP_PX + APART_PX
    level = pack(left, right, room, rows, leads + 2 * ALONE_GAP_PX)
    drawn = level >= 0
    left, right, level, wanted = left[drawn], right[drawn], level[drawn], (titles + leads)[drawn]
    ground = Ground(-100.0, 2000.0)
    placed = place_labels(
        left, right, (left, right), level, wanted.tolist(), ground, leads[drawn].tolist()
    )
    return left, right, level, placed


@given(spans, st.integers(1, 5), st.floats(8, 30))
def test_a_number_stands_beside_every_mark_though_not_every_title(items, rows, lead):
    left = np.array([a for a, _, _ in sorted(items)])
    right = left + np.array([min(wide, 300.0) for _, wide, _ in sorted(items)])
    titles = np.array([title for _, _, title in sorted(items)])
    left, right, level, placed = numbered(left, right, titles, rows, lead)
    assert [label.mark for label in placed] == list(range(len(left)))
    for label in placed:
        for other in range(len(left)):
            if other != label.mark and level[other] == level[label.mark]:
                assert label.x + label.width <= left[other] or label.x >= right[other]
    for one, two in pairwise(sorted(placed, key=lambda label: (level[label.mark], label.x))):
        if level[one.mark] == level[two.mark]:
            assert one.x + one.width <= two.x


def test_of_two_marks_that_touch_one_has_its_number_left_and_one_right():
    left = np.array([0.0, 300.0, 310.0])
    _, _, level, placed = numbered(left, left + 10, np.full(3, 500.0), 1, 15.0)
    assert level.tolist() == [0, 0, 0]
    assert placed[1].x + placed[1].width <= 300
    assert placed[2].x >= 320
