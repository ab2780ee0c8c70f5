"""Eras: drawn where they lie, titles that never overlap, what has no date left out."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline_app.core.calendar import us_of
from timeline_app.core.eras import EraBand, Eras, eras_at
from timeline_app.core.records import Era
from timeline_app.core.scale import TimeScale
from timeline_app.core.when import Span

SCALE = TimeScale(Span(us_of(1900), us_of(2000)), 1000.0)
dates = st.tuples(st.integers(1880, 2010), st.integers(0, 60)).map(
    lambda pair: f"{pair[0]}/{pair[0] + pair[1]}"
)


def eras_of(*texts: str) -> Eras:
    return Eras(Era(text, text) for text in texts)


def titles(bands: list[EraBand]) -> list[str]:
    return [band.era.title for band in bands]


@given(st.lists(dates, max_size=40), st.integers(1, 4))
def test_titles_never_overlap_and_stay_in_the_visible_part_of_their_band(texts, most):
    bands = eras_of(*texts).bands(SCALE, most)
    for band in bands:
        assert 0 <= band.x0 <= band.title_x1 <= band.x1 <= SCALE.width
        assert band.row < most
    for one, other in combinations(bands, 2):
        if one.row == other.row:
            assert one.title_x1 <= other.x0 or other.title_x1 <= one.x0


@given(st.lists(dates, max_size=40), st.integers(-400, 400))
def test_panning_moves_bands_and_leaves_them_in_their_rows(texts, pan):
    eras = eras_of(*texts)
    moved = SCALE.panned(pan)
    rows = {band.number: band.row for band in eras.bands(SCALE)}
    after = {band.number: band.row for band in eras.bands(moved)}
    for number in rows.keys() & after.keys():
        assert rows[number] == after[number]
    touching = {
        i
        for i, era in enumerate(eras.all)
        if era.start < moved.window.end and era.end > moved.window.start
    }
    assert after.keys() == touching


def test_a_band_reaches_from_its_first_to_its_last_moment():
    (band,) = eras_of("1910/1919").bands(SCALE)
    assert band.x0 == pytest.approx(100, abs=0.1)
    assert band.x1 == pytest.approx(200, abs=0.1)
    assert band.era.opens == (False, False)


def test_what_follows_within_the_vague_end_of_another_ends_it_and_shares_its_row():
    first, second = eras_of("1901/1910", "1910/1936").bands(SCALE)
    assert first.row == second.row == 0
    assert first.x1 == second.x0


def test_what_overlaps_surely_has_a_row_of_its_own():
    eras = eras_of("1901/1920", "1910/1936", "1940/1950")
    assert [band.row for band in eras.bands(SCALE)] == [0, 1, 0]
    assert eras.rows() == 2


@pytest.mark.parametrize(
    ("text", "opens"),
    [("../1950", (True, False)), ("1950/..", (False, True)), ("1950/", (False, True))],
)
def test_open_ends_reach_the_edge_of_the_window(text, opens):
    (band,) = eras_of(text).bands(SCALE)
    assert band.era.opens == opens
    assert band.x0 == 0 if opens[0] else band.x1 == SCALE.width


def test_what_has_no_date_is_left_out():
    eras = eras_of("", "long ago", "1950-02-31", "1950")
    assert [era.title for era in eras.all] == ["1950"]
    assert eras_of("long ago").rows() == 0


def test_a_colour_that_is_none_counts_as_none():
    bands = Eras([Era("a", "1950", "red; x"), Era("b", "1960", "#aBc012")]).bands(SCALE)
    assert [band.era.colour for band in bands] == ["", "#aBc012"]


def test_eras_without_a_row_of_their_own_share_the_last_and_are_all_found_there():
    bands = eras_of("1910/1990", "1920/1990", "1930/1990").bands(SCALE, 2)
    assert [band.row for band in bands] == [0, 1, 1]
    assert titles(eras_at(bands, 500, 1)) == ["1920/1990", "1930/1990"]
    assert titles(eras_at(bands, 250, 1)) == ["1920/1990"]
    assert eras_at(bands, 50, 1) == []


def test_a_narrow_era_is_met_from_a_little_aside():
    bands = eras_of("1950-05-05").bands(SCALE)
    assert titles(eras_at(bands, bands[0].x0 + 2, 0)) == ["1950-05-05"]
    assert eras_at(bands, bands[0].x0 + 20, 0) == []
