"""Reported dates as they are drawn and told about."""

import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QImage, QPainter

from tests.builders import MARKUP, make_claim, make_dataset
from tests.core.scenes import scene_of, source_of, window_of
from timeline_app.core.dataset import Dataset
from timeline_app.core.projection import project
from timeline_app.core.records import Quote, Source
from timeline_app.core.scene import Scene
from timeline_app.views.canvas.marks import type_style
from timeline_app.views.canvas.report_painter import REPORTED, draw_reports
from timeline_app.views.canvas.timeline_canvas import TimelineCanvas
from timeline_app.views.canvas.wording import head_texts, legend_entries, report_tooltip
from timeline_app.views.theme import DARK, LIGHT, Theme

LATE = "[2024-06-21..2024-06-30]"
SOURCES = [Source("s1", f"TRT World {MARKUP}", "T"), Source("s2", "", "A title")]
QUOTES = [Quote("q1", "e0", "s1", "In late June."), Quote("q2", "e0", "s2", "In June.")]


def dataset_of(*told: tuple[str, str]) -> Dataset:
    """One event with claims on its date: quote and value."""
    claims = [make_claim("date", value, quote_id=quote_id) for quote_id, value in told]
    event = {"date": "2024-06-28", "title": "Clash", "event_type": "Attack"}
    return make_dataset(event, sources=SOURCES, quotes=QUOTES, claims=claims)


def test_a_tooltip_says_who_reports_which_date():
    dataset = dataset_of(("q1", LATE), ("q2", LATE), ("q", "2024-07-01"))
    assert report_tooltip(dataset, 0, 0) == (
        f"Clash\nreported: late June 2024 (TRT World {MARKUP})\nreported: late June 2024 (A title)"
    )
    assert report_tooltip(dataset, 0, 1) == "Clash\nreported: 1 July 2024"


def painted(scene: Scene, theme: Theme, *, clip: bool = False) -> QImage:
    image = QImage(900, 320, QImage.Format.Format_RGB32)
    image.fill(QColor(theme.surface))
    with QPainter(image) as painter:
        painter.translate(50, 0)
        draw_reports(painter, scene, theme, clip=clip)
    return image


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_it_is_a_hollow_shape_in_the_colour_of_the_type(qapp, theme: Theme):
    scene = scene_of(dataset_of(("q1", LATE)), window=window_of(8920, 60))
    image, (report,) = painted(scene, theme), scene.reports
    middle = 50 + (report.x0 + report.x1) / 2
    ground, colour = QColor(theme.surface), type_style(theme, 0).colour
    assert image.pixelColor(round(middle), round(report.y)) == ground
    near = [image.pixelColor(round(middle), round(report.y) + step) for step in range(-4, 5)]
    assert any(pixel != ground for pixel in near)
    for pixel in near:  # nothing but shades between ground and colour
        assert min(ground.red(), colour.red()) <= pixel.red() <= max(ground.red(), colour.red())


def test_in_a_picture_that_cannot_clip_it_ends_at_the_plot(qapp):
    dataset = dataset_of(("q1", "2020/2025"))
    scene = scene_of(dataset, window=window_of(8920, 60))
    image = painted(scene, LIGHT, clip=True)
    ground = QColor(LIGHT.surface)
    outside = [image.pixelColor(x, y) for x in (*range(48), *range(852, 900)) for y in range(320)]
    assert all(pixel == ground for pixel in outside)
    assert any(image.pixelColor(400, y) != ground for y in range(320))


def test_the_pointer_finds_it_and_a_press_selects_its_event(qtbot):
    dataset = dataset_of(("q1", "2024-08"))
    canvas = TimelineCanvas()
    qtbot.addWidget(canvas)
    canvas.resize(900, 300)
    canvas.set_content(dataset, project(dataset, ()))
    canvas.set_window(window_of(8900, 120))
    canvas.show()
    qtbot.waitExposed(canvas)
    scene, frame = canvas.scene(), canvas.frame()
    assert scene is not None
    assert frame is not None
    (report,) = scene.reports
    place = frame.plot.topLeft() + QPointF((report.x0 + report.x1) / 2, report.y)
    assert canvas.targets.text(place).startswith("Clash\nreported: August 2024 (TRT World")
    assert canvas.targets.row(place) == 0


def test_lanes_of_evidence_say_what_they_are_of():
    dataset = dataset_of(("q1", LATE), ("q2", "2024-07-01"))
    said = {
        name: head_texts(dataset, name, source_of(dataset, name))
        for name in ("independent_sources", "sources_disagree", "anchor", "publisher")
    }
    assert said == {
        "independent_sources": ["2 independent sources"],
        "sources_disagree": ["sources disagree"],
        "anchor": ["quotes not checked"],
        "publisher": [f"TRT World {MARKUP}"],
    }


def test_the_legend_explains_it_where_there_is_one():
    def signs(dataset: Dataset) -> list[str]:
        entries = legend_entries(dataset, source_of(dataset))
        return [entry.sign for entry in entries if entry.sign]

    assert signs(dataset_of(("q1", LATE))) == [REPORTED]
    assert signs(dataset_of(("q1", "2024-06-28"))) == []


def test_the_legend_names_types_rather_than_what_a_tooltip_says_too():
    dataset = dataset_of(("q1", LATE))
    source = source_of(dataset)
    entries = legend_entries(dataset, source)
    fewer = legend_entries(dataset, source, lambda found: len(found) < len(entries))
    assert [entry.text for entry in fewer] == [entry.text for entry in entries if not entry.sign]
