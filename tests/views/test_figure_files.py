"""Figures as files: the same bytes for the same picture, text that is text."""

import re
from datetime import UTC, datetime
from io import BytesIO
from xml.etree import ElementTree

import pytest
from pypdf import PdfReader
from PySide6.QtGui import QImage

from tests.builders import make_dataset, small_dataset
from tests.views.figure_texts import SVG
from timeline_app.core.clauses import ValueClause
from timeline_app.core.projection import project
from timeline_app.core.view_state import ViewState
from timeline_app.views.canvas.figure import figure_content, figure_image
from timeline_app.views.canvas.figure_choices import KINDS, FigureChoices

pytestmark = pytest.mark.usefixtures("qapp")

MADE = datetime(2025, 6, 8, 14, 30, 5, tzinfo=UTC)


def content(kind, dataset=None, filter_=(), **choices) -> bytes:
    dataset = dataset or small_dataset()
    wanted = FigureChoices(**{"size": (900, 600), "whole_span": True, **choices})
    state = ViewState(filter=filter_, group="country")
    return figure_content(kind, dataset, project(dataset, filter_), state, wanted)


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_picture_has_the_same_bytes(kind):
    assert content(kind, made=MADE) == content(kind, made=MADE)


def test_other_pictures_have_other_ids():
    first, second = content("pdf"), content("pdf", title="Other")
    ids = [re.search(rb"/ID \[ (<\w+>)", pdf) for pdf in (first, second)]
    assert ids[0]
    assert ids[1]
    assert ids[0][1] != ids[1][1]


def test_a_pdf_says_when_it_was_made_if_that_is_handed_in():
    reader = PdfReader(BytesIO(content("pdf", made=MADE)), strict=True)
    assert reader.metadata.creation_date == MADE
    assert reader.xmp_metadata.xmp_create_date == MADE.replace(tzinfo=None)


def test_else_a_pdf_has_no_date_at_all():
    pdf = content("pdf")
    assert PdfReader(BytesIO(pdf), strict=True).metadata.creation_date is None
    assert b"(D:" not in pdf
    assert b"xmp:CreateDate" not in pdf


def test_the_text_of_a_pdf_can_be_selected_and_its_fonts_are_within():
    dataset = make_dataset(
        {"date": "2012-01-15", "title": "The first fight", "countries": "MEX"},
        {"date": "2013-01-15", "title": "Officers flee", "countries": "GTM"},
    )
    pdf = content("pdf", dataset, (ValueClause("country", ("MEX", "GTM")),), title="A title")
    (page,) = PdfReader(BytesIO(pdf), strict=True).pages
    text = page.extract_text()
    for words in ("A title", "fight", "Officers flee", "Country Mexico or Guatemala", "Data: "):
        assert words in text
    assert pdf.count(b"/FontFile2") == pdf.count(b"/FontDescriptor ") > 0


def test_an_svg_says_in_words_what_it_shows():
    tree = ElementTree.fromstring(content("svg", title="A <title>"))
    assert tree.findtext(f"{SVG}title") == "A <title>"
    assert tree.findtext(f"{SVG}desc").startswith("All events · 12 of 12 events")


def test_a_text_of_an_svg_keeps_its_width_in_any_font():
    texts = [
        node for node in ElementTree.fromstring(content("svg")).iter(f"{SVG}text") if node.text
    ]
    assert len(texts) > 10
    for node in texts:
        if node.text.strip():
            assert float(node.attrib["textLength"]) > 0
            assert node.attrib["lengthAdjust"] == "spacingAndGlyphs"


def test_right_to_left_text_of_an_svg_says_so():
    dataset = make_dataset(
        {"date": "2012", "title": "הצבא נשלח לגבול"}, {"date": "2013", "title": "A"}
    )
    nodes = list(ElementTree.fromstring(content("svg", dataset)).iter(f"{SVG}text"))
    ways = {node.text: node.get("direction") for node in nodes}
    assert ways["הצבא נשלח לגבול"] == "rtl"
    assert ways["A"] is None


def test_an_image_is_the_picture_of_the_png():
    dataset = small_dataset()
    choices = FigureChoices(size=(900, 600), dpi=120, whole_span=True)
    image = figure_image(dataset, project(dataset, ()), ViewState(group="country"), choices)
    png = QImage.fromData(content("png", dpi=120))
    assert image.size() == png.size()
    assert image == png.convertToFormat(image.format())


def test_gradients_have_names_of_their_own():
    names = re.findall(r'id="([^"]*)"', content("svg").decode())
    assert len(names) == len(set(names))
