"""The small widgets that the views share."""

import pytest
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QCursor, QFontMetrics, QImage, QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QPushButton, QRadioButton, QWidget

from timeline_app.paths import resources_dir
from timeline_app.views.theme import DARK, LIGHT, UNIT, palette_of, style_sheet
from timeline_app.views.widgets import (
    ICON_PX,
    Chip,
    ElidedLabel,
    FlowLayout,
    LineField,
    QuietButton,
    SearchField,
    SectionHeader,
    heading_font,
    icon,
    plain_label,
    plain_tooltip,
)

ICONS = sorted(path.stem for path in (resources_dir() / "icons").glob("*.svg"))


@pytest.fixture
def dark(qapp):
    before = qapp.palette()
    qapp.setPalette(palette_of(DARK))
    yield
    qapp.setPalette(before)


def colours(image: QImage) -> set[str]:
    """The colours of those pixels of an image that are fully painted."""
    places = ((x, y) for x in range(image.width()) for y in range(image.height()))
    pixels = (image.pixelColor(x, y) for x, y in places)
    return {pixel.name() for pixel in pixels if pixel.alpha() == 255}


@pytest.mark.parametrize("name", ICONS)
@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_icons_take_the_colour_of_the_theme(qapp, name, theme):
    image = icon(name, theme).pixmap(QSize(48, 48), 1.0).toImage()

    assert colours(image) == {theme.text}


def test_elided_label_shows_markup_as_text_and_all_of_it_in_the_tooltip(qtbot):
    label = ElidedLabel("<b>a long name</b>\nin two lines")
    qtbot.addWidget(label)
    label.resize(400, 20)
    label.show()
    assert label.toolTip() == ""
    label.resize(40, 20)
    assert label.toolTip() == plain_tooltip("<b>a long name</b>\nin two lines")
    text_px = label.fontMetrics().horizontalAdvance("<b>a long name</b> in two lines")
    assert label.sizeHint().width() >= text_px


def shown_by_qt(tooltip: str) -> str:
    """What Qt's rich text makes of a tooltip."""
    document = QTextDocument()
    document.setHtml(tooltip)
    return document.toPlainText()


def test_plain_text_stays_plain(qapp):
    assert plain_tooltip("") == ""
    assert shown_by_qt(plain_tooltip("a < b & c\n<b>d</b>")) == "a < b & c\n<b>d</b>"
    assert shown_by_qt(plain_tooltip("<i>long</i> " * 20)).startswith("<i>long</i> <i>long</i>")


def test_plain_label_is_plain(qtbot):
    label = plain_label("<b>x</b>", muted=True)
    qtbot.addWidget(label)
    assert label.textFormat() == Qt.TextFormat.PlainText


def test_flow_layout_breaks_rows_at_the_width(qtbot):
    holder = QWidget()
    qtbot.addWidget(holder)
    flow = FlowLayout(holder, spacing=4)
    boxes = [QLabel(parent=holder) for _ in range(5)]
    for box in boxes:
        box.setFixedSize(50, 20)
        flow.addWidget(box)
    holder.resize(110, 100)
    holder.show()

    assert [(box.x(), box.y()) for box in boxes] == [(0, 0), (54, 0), (0, 24), (54, 24), (0, 48)]
    assert flow.heightForWidth(110) == 68
    assert flow.heightForWidth(1000) == 20


def test_flow_layout_gives_a_wide_item_a_row_and_no_more_than_the_width(qtbot):
    holder = QWidget()
    qtbot.addWidget(holder)
    flow = FlowLayout(holder)
    label = ElidedLabel("a name much wider than the place there is for it")
    flow.addWidget(label)
    holder.resize(60, 100)
    holder.show()

    assert label.width() == 60


def test_flow_layout_leaves_no_gap_for_hidden_items(qtbot):
    holder = QWidget()
    qtbot.addWidget(holder)
    flow = FlowLayout(holder, spacing=4)
    first, second = QLabel("a", holder), QLabel("b", holder)
    flow.addWidget(first)
    flow.addWidget(second)
    first.hide()
    holder.resize(100, 40)
    holder.show()

    assert second.x() == 0


def test_chip_is_removed_by_mouse_and_key(qtbot):
    chip = Chip("not: Accident")
    qtbot.addWidget(chip)
    chip.show()
    with qtbot.waitSignal(chip.removed):
        QTest.mouseClick(chip.button, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(chip.removed):
        QTest.keyClick(chip.button, Qt.Key.Key_Space)

    assert "not: Accident" in chip.button.accessibleName()
    assert min(chip.button.width(), chip.button.height()) >= 24


def test_button_shows_an_ampersand_as_it_is_and_makes_no_shortcut_of_it(qtbot):
    button = QuietButton(text="Q&A")
    qtbot.addWidget(button)

    assert button.accessibleName() == "Q&A"
    assert button.shortcut().isEmpty()


def test_icon_button_says_its_name(qtbot):
    button = QuietButton("copy", "Copy the quote")
    qtbot.addWidget(button)

    assert button.accessibleName() == "Copy the quote"
    assert "Copy the quote" in button.toolTip()
    assert min(button.sizeHint().width(), button.sizeHint().height()) >= 24


def test_section_header_folds_with_the_keyboard(qtbot):
    header = SectionHeader("Country")
    qtbot.addWidget(header)
    header.show()
    QTest.keyClick(header, Qt.Key.Key_Space)

    assert not header.isChecked()
    assert header.accessibleName() == "Country"


def test_a_section_header_uses_its_room_and_says_in_full_what_is_cut(qtbot):
    header = SectionHeader("Independent sources")
    qtbot.addWidget(header)
    needed = ICON_PX + UNIT + QFontMetrics(heading_font()).horizontalAdvance("INDEPENDENT SOURCES")
    wide = QRect(0, 0, needed, header.sizeHint().height())

    def painted(width):
        header.resize(width, wide.height())
        return header.grab().copy(wide).toImage()

    whole = painted(2 * needed)
    assert painted(needed + 1) == whole
    assert header.toolTip() == ""
    assert painted(needed - 40) != whole
    assert "Independent sources" in header.toolTip()
    header.set_number(2)
    assert painted(needed + 1) != whole, "the number needs room, too"
    assert painted(needed + 60) == whole


def test_escape_empties_a_search_field_and_then_leaves_it_to_the_window(qtbot):
    heard: list[int] = []

    class Window(QWidget):
        def keyPressEvent(self, event):
            heard.append(event.key())

    window = Window()
    qtbot.addWidget(window)
    field = SearchField("Search", window)
    QTest.keyClicks(field, "abc")
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert (field.text(), heard) == ("", [])
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert heard == [Qt.Key.Key_Escape]


@pytest.mark.parametrize("sheet", ["", style_sheet(LIGHT)], ids=["plain", "styled"])
def test_a_field_has_a_frame_that_shows_the_focus(qtbot, sheet):
    window = QWidget()
    qtbot.addWidget(window)
    window.setStyleSheet(sheet)
    field = LineField("Name", window)
    field.setGeometry(10, 10, 120, 28)
    other = QuietButton("copy", "Copy", parent=window)
    other.move(150, 10)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()

    def edge() -> str:
        return window.grab().toImage().pixelColor(60, 10).name()

    field.setFocus()
    focused = edge()
    other.setFocus()

    assert focused == LIGHT.accent
    assert edge() not in (LIGHT.accent, LIGHT.surface, window.palette().window().color().name())


@pytest.mark.parametrize(
    "make",
    [
        lambda: LineField("Name"),
        lambda: SearchField("Search"),
        lambda: QuietButton("copy", "Copy", "Copy"),
        lambda: Chip("Guatemala"),
        lambda: SectionHeader("Country"),
    ],
    ids=["field", "search", "button", "chip", "header"],
)
def test_widgets_follow_a_change_of_the_theme(qtbot, make, dark):
    widget = make()
    qtbot.addWidget(widget)
    QCursor.setPos(700, 500)  # not above the widget, which would show it
    widget.show()
    in_dark = widget.grab().toImage()
    QApplication.setPalette(palette_of(LIGHT))
    QApplication.processEvents()
    in_light = widget.grab().toImage()

    def brightest(image: QImage) -> float:
        return max(image.pixelColor(x, 2).lightnessF() for x in range(image.width()))

    assert in_dark != in_light
    assert brightest(in_light) > 0.9 > 0.6 > brightest(in_dark)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("kind", [QCheckBox, QRadioButton])
def test_a_box_to_tick_has_a_ring_while_it_has_the_focus(qtbot, kind, theme):
    page = QWidget()
    qtbot.addWidget(page)
    page.setPalette(palette_of(theme))
    page.setStyleSheet(style_sheet(theme))
    box, other = kind("Byte order mark", page), QPushButton("other", page)
    other.move(0, 60)
    page.show()
    for widget in (other, box):
        page.activateWindow()
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        qtbot.waitUntil(widget.hasFocus)
        assert (theme.accent in colours(box.grab().toImage())) is (widget is box)
