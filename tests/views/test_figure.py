"""Pictures of the timeline: complete, the same in all formats, never half written."""

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QLocale, QSize
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from tests.builders import MARKUP, make_dataset, small_dataset
from tests.views.figure_texts import write_figure
from timeline_app.core.clauses import TextClause, ValueClause
from timeline_app.core.dataset import Dataset
from timeline_app.core.message import TimelineError
from timeline_app.core.view_state import ViewState
from timeline_app.core.when import Span
from timeline_app.core.window import fitted
from timeline_app.views.canvas.figure_choices import FigureChoices
from timeline_app.views.theme import DARK, LIGHT

pytestmark = pytest.mark.usefixtures("qapp")
SIZE = (1000, 600)


def draw(
    path: Path, dataset: Dataset | None = None, filter_=(), group="country", **options
) -> Path:
    dataset = small_dataset() if dataset is None else dataset
    window = fitted(dataset.time_index) or Span(0, 10**12)
    state = ViewState(filter=filter_, window=window, group=group)
    options.setdefault("size", SIZE)
    choices = FigureChoices(**options)
    write_figure(path, dataset, state, choices)
    return path


def svg_texts(path: Path) -> list[str]:
    tree = ElementTree.parse(path)
    return ["".join(node.itertext()).strip() for node in tree.iter() if node.tag.endswith("text")]


def test_an_svg_has_title_lanes_labels_legend_filter_and_credit_as_text(tmp_path):
    clause = ValueClause("country", ("MEX",))
    path = draw(tmp_path / "t.svg", filter_=(clause,), title="A title")
    texts = svg_texts(path)
    joined = " ".join(texts)
    assert "A title" in texts
    assert "Mexico" in texts
    assert "Clashes in Chiapas" in texts
    assert "Armed clash" in texts
    assert "8 of 12 events" in joined
    assert "Data: Test set" in joined


def test_markup_in_the_data_is_text_in_the_picture(tmp_path):
    texts = svg_texts(draw(tmp_path / "t.svg"))
    assert any(MARKUP in text for text in texts)


def test_an_svg_names_fonts_that_other_systems_have(tmp_path):
    text = draw(tmp_path / "t.svg").read_text("utf-8")
    families = set(re.findall(r'font-family="([^"]*)"', text))
    assert families
    assert all("sans-serif" in family for family in families)


def test_a_png_has_as_many_pixels_an_inch_as_asked_for(tmp_path):
    image = QImage(str(draw(tmp_path / "t.png", dpi=192)))
    assert image.size() == QSize(2000, 1200)
    assert image.dotsPerMeterX() == round(192 / 0.0254)


def test_svg_and_png_show_the_same_picture(tmp_path):
    png = QImage(str(draw(tmp_path / "t.png"))).convertToFormat(QImage.Format.Format_RGB32)
    image = QImage(*SIZE, QImage.Format.Format_RGB32)
    image.fill(0)
    with QPainter(image) as painter:
        QSvgRenderer(str(draw(tmp_path / "t.svg"))).render(painter)
    small = QSize(50, 30)
    one, other = png.scaled(small), image.scaled(small)
    unlike = sum(
        abs(one.pixelColor(x, y).lightness() - other.pixelColor(x, y).lightness()) > 96
        for x in range(small.width())
        for y in range(small.height())
    )
    assert unlike <= 0.03 * small.width() * small.height()


def test_a_pdf_is_one_page_of_that_size_with_its_title(tmp_path):
    content = draw(tmp_path / "t.pdf", title="Border").read_bytes()
    assert content.startswith(b"%PDF")
    box = re.search(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", content)
    assert box is not None
    assert [float(side) for side in box.groups()] == pytest.approx([750, 450], abs=1)
    assert b"/Font" in content


def test_the_theme_colours_the_ground(tmp_path):
    for theme in (LIGHT, DARK):
        image = QImage(str(draw(tmp_path / "t.png", theme=theme)))
        assert image.pixelColor(2, 2).name() == theme.surface


def test_lanes_without_room_are_counted_not_cut(tmp_path):
    dataset = make_dataset(
        *({"date": "2020-05-01", "title": f"E{i}", "place": f"P{i}"} for i in range(60))
    )
    texts = svg_texts(draw(tmp_path / "t.svg", dataset, group="place"))
    heads = [text for text in texts if re.fullmatch(r"P\d+", text)]
    note = next(text for text in texts if "lane" in text)
    assert int(re.search(r"\d+", note).group()) == 60 - len(heads)


@pytest.fixture
def english():
    before = QLocale()
    QLocale.setDefault(QLocale(QLocale.Language.English))
    yield
    QLocale.setDefault(before)


def test_events_of_lanes_left_out_are_counted_as_not_drawn(tmp_path, english):
    dataset = make_dataset(
        *({"date": "2020-05-01", "title": f"E{i}", "place": f"P{i}"} for i in range(2000))
    )
    texts = svg_texts(draw(tmp_path / "t.svg", dataset, group="place"))
    heads = [text for text in texts if re.fullmatch(r"P\d+", text)]
    lost = f"{2000 - len(heads):,}"
    caption = next(text for text in texts if "2,000 of 2,000 events" in text)
    assert caption.endswith(f" · {lost} not drawn, in lanes left out")


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_a_title_is_legible_on_a_bar_of_which_nothing_is_certain(tmp_path, theme):
    dataset = make_dataset(
        {"date": "../2000", "title": "Some time before"},
        {"date": "1900/1990", "title": "All the time"},
        {"date": "1800-01-01"},
        {"date": "2010-01-01"},
    )
    tree = ElementTree.parse(draw(tmp_path / "t.svg", dataset, theme=theme))
    texts = tree.iter("{http://www.w3.org/2000/svg}text")
    inks = {"".join(text.itertext()): text.get("fill") for text in texts}
    assert inks["Some time before"] == theme.text
    assert inks["All the time"] != theme.text


def test_events_outside_of_the_window_are_counted(tmp_path):
    dataset = make_dataset({"date": "2020-05-01"}, {"date": "2021-05-01"}, {"date": ""})
    state = ViewState(window=Span(0, 10**12))
    choices = FigureChoices(size=SIZE)
    write_figure(tmp_path / "t.svg", dataset, state, choices)
    assert "3 of 3 events · 2 outside of the time shown" in " ".join(svg_texts(tmp_path / "t.svg"))


def test_a_long_filter_is_said_to_its_end(tmp_path):
    said = "events are found by this letter: e " * 30
    texts = svg_texts(draw(tmp_path / "t.svg", filter_=(TextClause(said.strip()),)))
    caption = " ".join(texts[texts.index(next(t for t in texts if t.startswith("Text “"))) :])
    assert re.search(rf"^Text “{said.strip()}” · \d+ of 12 events", caption)


@pytest.mark.parametrize("title", ["", "a\x01b\x0cc\ufffe & <d>"])
def test_characters_that_xml_forbids_leave_an_svg_well_formed(tmp_path, title):
    dataset = make_dataset(
        {"date": "2020-05-01", "title": "a\x01b\x0cc", "event_type": "T\x02", "place": "P\x1b"}
    )
    path = draw(tmp_path / "t.svg", dataset, group="place", title=title)
    texts = svg_texts(path)
    assert "a\ufffdb c" in texts
    assert {"T\ufffd", "P\ufffd"} <= set(texts)
    named = next(node for node in ElementTree.parse(path).iter() if node.tag.endswith("title"))
    assert not title or "& <d>" in str(named.text)


def test_density_is_drawn_as_shapes(tmp_path):
    dataset = make_dataset(
        *({"date": "2020-05-01", "title": "x", "countries": "MEX"} for _ in range(400)),
        {"date": "2001-01-01", "title": "Early", "countries": "MEX"},
    )
    path = draw(tmp_path / "t.svg", dataset)
    assert "<image" not in path.read_text("utf-8")
    assert "400 not drawn one by one" in " ".join(svg_texts(path))


@pytest.mark.parametrize(
    ("dataset", "filter_", "sentence", "caption"),
    [
        (make_dataset(), (), "No event matches.", "All events · 0 of 0 events"),
        (small_dataset(), (TextClause("nowhere"),), "No event matches.", "“nowhere” · 0 of 12"),
        (make_dataset({"date": "", "place": "A"}), (), "No dated event.", "1 of 1 events"),
    ],
)
def test_without_a_dated_event_a_sentence_stands_in_place_of_the_axis(
    tmp_path, dataset, filter_, sentence, caption
):
    texts = svg_texts(draw(tmp_path / "t.svg", dataset, filter_, group=""))
    assert sentence in texts
    assert caption in " ".join(texts)
    assert not any(re.search(r"\b(19|20)\d\d\b", text) for text in texts)


def test_no_event_makes_a_picture_too(tmp_path):
    assert draw(tmp_path / "t.png", make_dataset()).stat().st_size > 0


@pytest.mark.parametrize("name", ["t.gif", "t"])
def test_another_ending_is_refused_in_a_sentence(tmp_path, name):
    with pytest.raises(TimelineError, match=r"\.png, \.svg or \.pdf"):
        draw(tmp_path / name)
    assert list(tmp_path.iterdir()) == []


def test_a_picture_too_large_is_refused(tmp_path):
    with pytest.raises(TimelineError, match="too large"):
        draw(tmp_path / "t.png", size=(20000, 20000))


def test_a_failed_write_leaves_what_was_there(tmp_path):
    with pytest.raises(TimelineError, match="cannot be written"):
        draw(tmp_path / "nowhere" / "t.png")
    assert list(tmp_path.iterdir()) == []
