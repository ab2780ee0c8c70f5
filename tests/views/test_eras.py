"""Eras behind the lanes: quiet bands that leave text and marks their contrast, titles above."""

from dataclasses import replace
from xml.etree import ElementTree

import numpy as np
import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor

from tests.builders import MARKUP, make_dataset, small_dataset
from tests.views.figure_texts import write_figure
from tests.views.test_painter import contrast
from timeline_app.core.calendar import us_of
from timeline_app.core.dataset import Dataset
from timeline_app.core.eras import Eras
from timeline_app.core.projection import project
from timeline_app.core.records import Era
from timeline_app.core.scale import TimeScale
from timeline_app.core.view_state import ViewState
from timeline_app.core.when import Span
from timeline_app.core.window import fitted
from timeline_app.views.canvas.era_tints import BAND, BOX, DEEPEST, EraTints, era_colour
from timeline_app.views.canvas.figure_choices import FigureChoices
from timeline_app.views.canvas.timeline_canvas import TimelineCanvas
from timeline_app.views.theme import DARK, LIGHT, Theme, mixed, palette_of

THEMES = pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
LOUD = ("", "#000000", "#ffffff", "#ff0000", "#00ff00", "#0000ff", "#ffff00", "#123456", "#00ffff")
ERAS = (
    Era("Civil war", "1980/1996", "#c03020"),
    Era(f"Peace {MARKUP}", "1997/.."),
    Era("Term of office", "2012-01-14/2015-09-03"),
    Era("Never", "some day"),
)


def with_eras(*eras: Era, dataset: Dataset | None = None) -> Dataset:
    return replace(dataset or small_dataset(), eras=eras)


def place_of(canvas: TimelineCanvas, title: str) -> QPointF:
    """The middle of the box of an era's title."""
    band = next(band for band in canvas.scene().eras if band.era.title == title)
    area = canvas.frame().eras
    x = area.left() + (band.x0 + band.title_x1) / 2
    return QPointF(x, area.top() + 2 + band.row * 18 + 9)


@THEMES
@pytest.mark.parametrize("given", LOUD)
def test_text_and_marks_keep_their_contrast_on_every_band(theme: Theme, given: str):
    colour = era_colour(theme, given)
    for ground in (theme.surface, theme.stripe):
        for part in (*BAND, DEEPEST):
            band = mixed(colour, QColor(ground), part).name()
            assert contrast(theme.text, band) >= 7
            assert min(contrast(tone, band) for tone in theme.types) >= 2.2
    for part in BOX:
        box = mixed(colour, QColor(theme.surface), part).name()
        assert contrast(theme.text, box) >= 4.5


@THEMES
def test_a_band_shows_behind_the_lanes_and_not_beside_it(qapp, make_canvas, theme: Theme):
    before = qapp.palette()
    qapp.setPalette(palette_of(theme))
    canvas = make_canvas(with_eras(Era("War", "1990/2000", "#c03020")), "")
    image, frame = canvas.grab().toImage(), canvas.frame()
    ratio, (band,) = image.devicePixelRatio(), canvas.scene().eras
    y = frame.plot.bottom() - 4

    def colour(x: float) -> str:
        return image.pixelColor(round((frame.plot.left() + x) * ratio), round(y * ratio)).name()

    inside = colour((band.x0 + band.x1) / 2 + 3)
    assert inside not in (theme.surface, theme.faint, theme.line)
    assert contrast(inside, theme.surface) < 1.5
    assert colour(band.x0 - 5) == theme.surface == colour(band.x1 + 5)
    qapp.setPalette(before)


def test_without_eras_nothing_changes(make_canvas):
    plain, empty = make_canvas(small_dataset()), make_canvas(with_eras(Era("x", "some day")))
    assert plain.frame() == empty.frame()
    assert plain.frame().eras_px == 0
    assert plain.frame().plot.top() == plain.frame().axis_px
    assert plain.grab().toImage() == empty.grab().toImage()


def test_the_tooltip_has_title_and_dates_in_words_as_plain_text(make_canvas):
    canvas = make_canvas(with_eras(*ERAS))
    text = canvas.text_at(place_of(canvas, f"Peace {MARKUP}"))
    assert text.splitlines()[0] == f"Peace {MARKUP}"
    assert "1997" in text.splitlines()[1]
    assert canvas.text_at(canvas.frame().eras.bottomLeft() + QPointF(2, -10)) == ""


def alphas(*eras: Era) -> np.ndarray:
    """How deep each of 1,000 px of the 20th century is tinted, in parts of 255."""
    scale = TimeScale(Span(us_of(1900), us_of(2000)), 1000.0)
    return EraTints(Eras(eras).bands(scale), 1000, LIGHT).bands() >> 24


def test_eras_over_each_other_are_deeper_but_never_deep():
    one, two = Era("a", "1910/1959", "#ff0000"), Era("b", "1930/1989", "#0000ff")
    tint = alphas(one, two)
    assert tint[50] == tint[950] == 0
    assert tint[150] == tint[750] == round(BAND[1] * 255)
    assert tint[450] > tint[150]
    assert alphas(*[one] * 200).max() == round(DEEPEST * 255)


def test_what_has_no_known_end_fades_out():
    tint = alphas(Era("a", "1950/..", "#ff0000")).astype(int)
    assert tint[499] == 0
    assert tint[510] == tint[900] == round(BAND[1] * 255)
    assert (np.diff(tint[900:]) <= 0).all()
    assert tint[-1] < tint[900] / 4


def test_a_short_era_is_seen_from_far():
    assert (alphas(Era("a", "1950-05-05")) > 0).sum() >= 2


def test_the_filter_and_fit_all_leave_eras_alone(make_canvas):
    dataset = with_eras(Era("Antiquity", "-0800/0600"), *ERAS)
    canvas = make_canvas(dataset)
    assert fitted(dataset.time_index) == fitted(small_dataset().time_index)
    shown = [band.era.title for band in canvas.scene().eras]
    assert shown == ["Civil war", f"Peace {MARKUP}", "Term of office"]
    from timeline_app.core.clauses import ValueClause

    canvas.set_content(dataset, project(dataset, (ValueClause("country", ("GTM",)),)))
    assert [band.era.title for band in canvas.scene().eras] == shown


def test_another_dataset_has_its_own_eras(make_canvas):
    canvas = make_canvas(with_eras(*ERAS))
    other = small_dataset()
    canvas.set_content(other, project(other, ()))
    assert canvas.scene().eras == ()
    assert canvas.frame().eras_px == 0


def test_a_small_window_keeps_most_of_its_height_for_lanes(make_canvas):
    eras = [Era(f"Era {i}", f"{1980 + i}/{2020 + i}") for i in range(5)]
    canvas = make_canvas(with_eras(*eras))
    assert canvas.frame().eras_px <= 4 * 18 + 4
    canvas.resize(400, 220)
    assert canvas.frame().eras_px <= 2 * 18 + 4
    assert len(canvas.scene().eras) == 5
    canvas.grab()


def test_those_who_do_not_see_it_are_told_which_eras_show(qtbot, make_canvas):
    canvas = make_canvas(with_eras(*ERAS))
    qtbot.waitUntil(lambda: "Civil war" in canvas.accessibleDescription())


@pytest.mark.parametrize("ending", ["png", "svg", "pdf"])
def test_figures_show_eras_and_undated_events_too(qapp, tmp_path, ending):
    dataset = with_eras(*ERAS)
    path = tmp_path / f"figure.{ending}"
    state = ViewState(window=Span(us_of(1980), us_of(2030)))
    choices = FigureChoices(size=(1000, 600))
    write_figure(path, dataset, state, choices)
    assert path.stat().st_size > 0
    if ending == "svg":
        tree = ElementTree.parse(path)
        texts = ["".join(n.itertext()).strip() for n in tree.iter() if n.tag.endswith("text")]
        assert {"Eras", "Civil war", "Undated"} <= set(texts)
        assert "Never" not in texts


def test_very_many_eras_are_drawn(make_canvas):
    eras = [Era(f"Era {i}", f"{1950 + i % 70}/{1955 + i % 70}", f"#{i:06x}") for i in range(600)]
    canvas = make_canvas(with_eras(*eras, dataset=make_dataset({"date": "1980"}, {"date": "2020"})))
    assert canvas.grab().toImage().width() > 0
