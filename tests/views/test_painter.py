"""The painter and the theme's colours: what is drawn can be seen and told apart."""

import itertools

import numpy as np
import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter
from PySide6.QtSvg import QSvgGenerator

from tests.builders import make_dataset, small_dataset
from timeline_app.core.dataset import Dataset
from timeline_app.core.projection import project
from timeline_app.core.scale import TimeScale
from timeline_app.core.scene import Scene
from timeline_app.core.scene_source import SceneSource
from timeline_app.core.titles import Titles
from timeline_app.core.when import Span, parse_when
from timeline_app.core.window import fitted
from timeline_app.views.canvas import wording
from timeline_app.views.canvas.band import draw_band
from timeline_app.views.canvas.density_painter import LEAST_PX, column_heights
from timeline_app.views.canvas.frame import Fonts, Frame
from timeline_app.views.canvas.legend import Entry, place_entries
from timeline_app.views.canvas.marks import BAR_PX, ink_on, type_style
from timeline_app.views.canvas.painter import Emphasis, head_box, paint_timeline
from timeline_app.views.theme import DARK, LIGHT, Theme

SIZE = (900, 420)
THEMES = pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)

# Machado, Oliveira and Fernandes 2009: what people without one kind of cone see, in linear RGB
SIGHT = {
    "all": np.eye(3),
    "protanopia": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216],
         [-0.003882, -0.048116, 1.051998]]
    ),
    "deuteranopia": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413],
         [-0.011820, 0.042940, 0.968881]]
    ),
    "tritanopia": np.array(
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602],
         [0.004733, 0.691367, 0.303900]]
    ),
}  # fmt: skip


def linear(colour: str) -> np.ndarray:
    shade = QColor(colour)
    rgb = np.array([shade.redF(), shade.greenF(), shade.blueF()])
    return np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)


def contrast(one: str, other: str) -> float:
    """WCAG 2 contrast ratio."""
    low, high = sorted(float(linear(c) @ [0.2126, 0.7152, 0.0722]) for c in (one, other))
    return (high + 0.05) / (low + 0.05)


def lab(rgb: np.ndarray) -> np.ndarray:
    to_xyz = np.array(
        [[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]
    )
    xyz = to_xyz @ np.clip(rgb, 0, 1) / [0.9505, 1.0, 1.089]
    f = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


@THEMES
def test_text_has_the_contrast_that_accessibility_asks_for(theme: Theme):
    for ground in (theme.window, theme.surface, theme.stripe):
        assert contrast(theme.text, ground) >= 4.5
        assert contrast(theme.muted, ground) >= 4.5
        assert contrast(theme.accent, ground) >= 4.5
        assert contrast(theme.warning, ground) >= 4.5
    assert contrast(theme.on_accent, theme.accent) >= 4.5
    assert contrast(theme.text, theme.accent_soft) >= 4.5


@THEMES
def test_marks_stand_out_from_their_ground(theme: Theme):
    for colour in (*theme.types, theme.other):
        assert contrast(colour, theme.surface) >= 3
        assert contrast(colour, theme.stripe) >= 3


@THEMES
@pytest.mark.parametrize("sight", SIGHT)
def test_types_are_told_apart_by_colour_blind_people(theme: Theme, sight: str):
    seen = [lab(SIGHT[sight] @ linear(colour)) for colour in theme.types]
    for one, other in itertools.combinations(seen, 2):
        assert np.linalg.norm(one - other) >= 12  # CIE 1976; 2 to 3 is just noticeable


@THEMES
def test_no_two_types_of_sixteen_look_the_same(theme: Theme):
    styles = [(type_style(theme, i).colour.name(), type_style(theme, i).diamond) for i in range(16)]
    assert len(set(styles)) == 16


@THEMES
def test_a_label_in_a_bar_can_be_read(theme: Theme):
    for colour in theme.types:
        assert contrast(ink_on(QColor(colour)).name(), colour) >= 4.5


def heights_of(*counts: list[int], top: int, room: float) -> np.ndarray:
    shares = np.array([counts], np.float64)
    return column_heights(shares, top, np.array([room]))[0]


def test_density_shares_a_columns_height_between_its_types():
    heights = heights_of([30, 0, 1], [10, 0, 0], top=40, room=100.0)
    assert heights[:, 0].tolist() == pytest.approx([75.0, 25.0, 0.0])
    assert heights[:, 1].sum() == 0
    assert heights[:, 2].sum() >= LEAST_PX


def test_thin_slices_of_a_column_are_joined_but_for_the_thickest():
    heights = heights_of([97, 1], [2, 0], [1, 0], top=100, room=30.0)
    assert heights[:, 0].tolist() == pytest.approx([29.1, 0.0, 0.0, 0.9])
    thin = heights_of([1], [2], [1], top=40_000, room=30.0)
    assert thin[:, 0].tolist() == pytest.approx([0.0, LEAST_PX / 2, 0.0, LEAST_PX / 2])


def test_the_legend_wraps_and_never_overlaps(qapp):
    entries = [Entry(f"Type number {i}", i) for i in range(16)]
    placed, height = place_entries(entries, 300, Fonts.of_system())
    boxes = [box for _, box in placed]
    assert all(box.right() <= 300 for box in boxes)
    assert max(box.bottom() for box in boxes) == height
    assert not any(a.intersects(b) for a, b in itertools.combinations(boxes, 2))


def test_a_legend_without_room_counts_the_rarest_types_and_keeps_the_signs(qapp):
    dataset = make_dataset(
        *({"date": f"20{i:02}-06?", "event_type": f"Type {i}"} for i in range(12)),
        {"date": "", "event_type": "Type 0"},
    )
    source = SceneSource.of(dataset, project(dataset, ()), "type", Titles(dataset, len))
    every = wording.legend_entries(dataset, source)
    fewer = wording.legend_entries(dataset, source, lambda entries: len(entries) <= 6)
    assert [entry.rank for entry in every if entry.rank >= 0] == list(range(12))
    assert [entry.rank for entry in fewer if 0 <= entry.rank < 12] == [0, 1, 2, 3]
    assert "8" in fewer[4].text
    assert [fewer[0].text, fewer[-1].sign] == [every[0].text, "?"]


def picture(
    dataset: Dataset,
    theme: Theme = LIGHT,
    *,
    ratio: float = 1.0,
    vector: bool = False,
    selected: tuple[int, ...] = (),
    fonts: Fonts | None = None,
) -> tuple[QImage, Frame, Scene]:
    fonts = fonts or Fonts.of_system()
    source = SceneSource.of(
        dataset, project(dataset, ()), "type", Titles(dataset, fonts.label_width)
    )
    heads = wording.head_texts(dataset, "type", source)
    legend = wording.legend_entries(dataset, source)
    frame = Frame.around(*SIZE, heads, 99, fonts, 40.0)
    window = fitted(dataset.time_index) or Span(0, 1_000_000)
    scene = source.scene(TimeScale(window, frame.plot.width()), frame.plot.height())
    image = QImage(round(SIZE[0] * ratio), round(SIZE[1] * ratio), QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    words = wording.words_of(heads, legend, scene)
    with QPainter(image) as painter:
        paint_timeline(
            painter, frame, scene, theme, fonts, words, Emphasis(selected), vector=vector
        )
    return image, frame, scene


def colours_of(image: QImage) -> set[str]:
    pixels = np.frombuffer(image.constBits(), np.uint32) & 0xFFFFFF
    return {f"#{value:06x}" for value in np.unique(pixels).tolist()}


@THEMES
@pytest.mark.parametrize("ratio", [1.0, 2.0])
def test_every_form_of_date_is_drawn_in_the_colour_of_its_type(qapp, theme: Theme, ratio: float):
    dataset = small_dataset()
    image, _, _ = picture(dataset, theme, ratio=ratio)
    assert set(theme.types[:4]) <= colours_of(image)


def test_a_mark_is_where_the_scene_says(qapp):
    dataset = make_dataset(
        {"date": "2020-01-01", "event_type": "A"}, {"date": "2024-01-01", "event_type": "A"}
    )
    image, frame, scene = picture(dataset)
    for x0, x1, y in zip(scene.marks.x0, scene.marks.x1, scene.marks.y, strict=True):
        at = image.pixelColor(round(frame.plot.left() + (x0 + x1) / 2), round(frame.plot.top() + y))
        assert at.name() == LIGHT.types[0]


def test_what_is_selected_has_a_ring(qapp):
    dataset = make_dataset({"date": "2020-01-01", "event_type": "A"})
    assert LIGHT.accent not in colours_of(picture(dataset)[0])
    assert LIGHT.accent in colours_of(picture(dataset, selected=(0,))[0])


def test_the_ring_leaves_signs_readable(qapp):
    dataset = make_dataset({"date": "2000-01-01?"}, {"date": "2010%"}, {"date": "2020-01-01?"})
    plain, frame, scene = picture(dataset)
    ringed, *_ = picture(dataset, selected=(0, 1, 2))
    marks = scene.marks
    for x, wide, y in zip(marks.sign_x, marks.signs_px, marks.y, strict=True):
        left, top = round(frame.plot.left() + x) + 2, round(frame.plot.top() + y) - 4
        signs = QRect(left, top, round(wide), 8)
        assert LIGHT.text in colours_of(plain.copy(signs))
        assert plain.copy(signs) == ringed.copy(signs)


@THEMES
def test_a_title_within_a_bar_stays_readable_when_selected(qapp, theme):
    dataset = make_dataset({"date": "2006-12/", "title": "A long war"}, {"date": "2020"})
    plain, frame, scene = picture(dataset, theme)
    ringed, *_ = picture(dataset, theme, selected=(0,))
    label = next(label for label in scene.labels if label.mark == 0)
    y = round(frame.plot.top() + float(scene.marks.y[0])) - 4
    words = QRect(round(frame.plot.left() + label.x), y, round(label.width), 8)
    assert label.inside
    assert plain.copy(words) == ringed.copy(words)


def test_the_band_says_the_days_that_will_be_filtered_by(qapp, tmp_path):
    _, frame, scene = picture(make_dataset({"date": "1990"}, {"date": "2024"}))
    span = Span(parse_when("2000-05-01").start, parse_when("2016-01-07").end)
    file = QSvgGenerator()
    file.setFileName(str(tmp_path / "band.svg"))
    with QPainter(file) as painter:
        draw_band(painter, frame, scene.scale, span, LIGHT, Fonts.of_system())
    drawn = (tmp_path / "band.svg").read_text("utf-8")
    assert "1 May 2000 to 7 January 2016" in drawn


@pytest.mark.parametrize("vector", [False, True])
def test_density_is_drawn_alike_as_image_and_as_shapes(qapp, vector: bool):
    crowd = [{"date": "2020-01-01", "event_type": "AB"[i % 2]} for i in range(300)]
    dataset = make_dataset(*crowd, {"date": "2010-01-01", "event_type": "A"})
    image, frame, scene = picture(dataset, vector=vector)
    density = scene.densities[0]
    column = int(density.totals.argmax())
    lane = scene.lanes[density.lane]
    at = image.pixelColor(
        round(frame.plot.left() + float(density.x[column]) + 2),
        round(frame.plot.top() + lane.y + lane.height - 6),
    )
    assert at.name() == LIGHT.types[0]


def test_the_line_of_an_unknown_end_leaves_its_label_free(qapp):
    dataset = make_dataset({"date": "2006-12/", "title": "gypq"}, {"date": "2020", "title": "x"})
    image, frame, scene = picture(dataset)
    label = next(label for label in scene.labels if label.mark == 0)
    y = round(frame.plot.top() + label.y + BAR_PX / 2)
    line = [
        image.pixelColor(round(frame.plot.left() + x), y).name()
        for x in np.arange(label.x, label.x + label.width)
    ]
    assert label.inside
    assert LIGHT.types[0] not in line


def test_the_name_of_a_lane_is_drawn_whole_where_its_sub_rows_are_tight(qapp):
    dataset = make_dataset(
        *({"date": "2020", "title": "x", "event_type": f"gyp{i // 6}"} for i in range(30))
    )
    body = QFont()
    body.setPixelSize(15)
    fonts = Fonts.made_of(body, body)
    image, frame, scene = picture(dataset, fonts=fonts)
    head = head_box(frame, scene.lanes[0])
    ink = QFontMetricsF(fonts.head).tightBoundingRect("gyp0")
    dark = [
        y
        for y in range(round(head.top()) - 4, round(head.bottom()) + 5)
        if any(
            image.pixelColor(x, y).lightness() < 160
            for x in range(round(head.left()), round(head.left() + ink.width()))
        )
    ]
    assert scene.lanes[0].row_height < 15
    assert dark[-1] - dark[0] + 1 >= ink.height()


def test_an_empty_timeline_is_drawn(qapp):
    image, _, _ = picture(make_dataset())
    assert LIGHT.surface in colours_of(image)
