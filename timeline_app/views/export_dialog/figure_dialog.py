"""Asks how the timeline is drawn as a picture, and shows what it will look like."""

from PySide6.QtCore import QCoreApplication, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QRadioButton,
    QSizePolicy,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from timeline_app.views.canvas.figure_choices import DPI, HEIGHTS, KINDS, SIZES, WIDTHS
from timeline_app.views.export_dialog.parts import Foot, allow, form, name_label, side_by_side
from timeline_app.views.export_dialog.wishes import FigureWish
from timeline_app.views.theme import UNIT
from timeline_app.views.widgets import Choice, LineField, QuietButton

SIZE = QSize(980, 600)
PREVIEW = QSize(440, 360)
PAUSE_MS = 250
"""So long nothing changes before a preview is asked for."""


class FigureDialog(QDialog):
    """Shows a wish and changes it."""

    export_requested = Signal()
    copy_requested = Signal()
    copy_picture_requested = Signal()
    changed = Signal()
    preview_requested = Signal()
    """The wish has settled: somebody who can draw it may call `show_preview`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Export picture"))
        self.resize(SIZE if parent is None else SIZE.boundedTo(parent.window().size()))
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self.preview_requested)
        self.copy_picture = QuietButton(text=self.tr("Copy picture"), framed=True)
        self.copy_picture.clicked.connect(self.copy_picture_requested)
        self.foot = Foot(self.copy_picture)
        self.foot.export_requested.connect(self.export_requested)
        self.foot.copy_requested.connect(self.copy_requested)
        self.foot.cancelled.connect(self.reject)
        self.preview = QLabel()
        self.preview.setAccessibleName(self.tr("Preview"))
        self.preview.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.preview.setMinimumSize(PREVIEW / 2)
        self.preview.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        left = QWidget()
        left.setLayout(self._choices())
        left.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        across = QHBoxLayout()
        across.setSpacing(5 * UNIT)
        across.addWidget(left, 0, Qt.AlignmentFlag.AlignTop)
        across.addWidget(self.preview, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[4 * UNIT] * 4)
        column.setSpacing(3 * UNIT)
        column.addLayout(across, 1)
        column.addWidget(self.foot)
        self.show_wish(FigureWish())

    @property
    def wish(self) -> FigureWish:
        """What is chosen now."""
        return FigureWish(
            self.kind,
            self.width_box.value(),
            self.height_box.value(),
            self.dpi.value(),
            self.whole_span.isChecked(),
            self.dark.isChecked(),
            self.numbers.isChecked(),
            self.credit.text(),
            self.manifest.isChecked(),
            self.title.text(),
        )

    @property
    def kind(self) -> str:
        return next(kind for kind, radio in self.kinds.items() if radio.isChecked())

    def show_wish(self, wish: FigureWish) -> None:
        """Show what was chosen the last time."""
        kind = self.kinds[wish.kind if wish.kind in KINDS else KINDS[0]]
        kind.setChecked(True)
        kind.setFocus()  # arrow keys go on from there
        self.width_box.setValue(wish.width)
        self.height_box.setValue(wish.height)
        self.dpi.setValue(wish.dpi)
        for button, is_on in (
            (self.whole_span, wish.whole_span),
            (self.as_seen, not wish.whole_span),
            (self.dark, wish.is_dark),
            (self.light, not wish.is_dark),
            (self.numbers, wish.numbers),
            (self.manifest, wish.manifest),
        ):
            button.setChecked(is_on)
        self.credit.setText(wish.credit)
        self.title.setText(wish.title)
        self._on_changed()

    def show_preview(self, pixmap: QPixmap) -> None:
        """Show the picture, made small."""
        ratio = self.devicePixelRatioF()
        room = self.preview.size() * ratio
        mode = Qt.TransformationMode.SmoothTransformation
        small = pixmap.scaled(room, Qt.AspectRatioMode.KeepAspectRatio, mode)
        small.setDevicePixelRatio(ratio)
        self.preview.setPixmap(small)

    def show_no_preview(self, reason: str) -> None:
        """Say why there is none."""
        self.preview.setText(reason)

    def _choices(self) -> QFormLayout:
        self.kinds = {kind: QRadioButton(kind.upper()) for kind in KINDS}
        self.size_choice = Choice(
            self.tr("Size"), [*(self._size_text(*size) for size in SIZES), self.tr("Own size")]
        )
        self.width_box, self.height_box = _number(WIDTHS, "px"), _number(HEIGHTS, "px")
        self.width_box.setAccessibleName(self.tr("Width"))
        self.height_box.setAccessibleName(self.tr("Height"))
        self.dpi = _number(DPI, "")
        self.as_seen = QRadioButton(self.tr("As &seen"))
        self.whole_span = QRadioButton(self.tr("&All filtered events"))
        self.light, self.dark = QRadioButton(self.tr("&Light")), QRadioButton(self.tr("Dar&k"))
        self._groups = []
        pairs = ((self.as_seen, self.whole_span), (self.light, self.dark))
        for radios in (tuple(self.kinds.values()), *pairs):
            group = QButtonGroup(self)
            for radio in radios:
                group.addButton(radio)
                radio.toggled.connect(self._on_changed)
            self._groups.append(group)
        self.numbers = QCheckBox(self.tr("&Number the events and list their sources"))
        self.manifest = QCheckBox(self.tr("&Manifest beside it: says how it was made"))
        self.title, self.credit = LineField(self.tr("Title")), LineField(self.tr("Credit"))
        self.credit.setPlaceholderText(self.tr("Who made it"))
        for box in (self.width_box, self.height_box, self.dpi):
            box.valueChanged.connect(self._on_changed)
        for tick in (self.numbers, self.manifest):
            tick.toggled.connect(self._on_changed)
        for field in (self.title, self.credit):
            field.textChanged.connect(self._on_changed)
        self.size_choice.activated.connect(self._choose_size)
        rows = form()
        rows.addRow(name_label(self.tr("File")), side_by_side(*self.kinds.values()))
        rows.addRow(name_label(self.tr("Si&ze"), self.size_choice), self.size_choice)
        times = QLabel("\N{MULTIPLICATION SIGN}")
        rows.addRow("", side_by_side(self.width_box, times, self.height_box))
        rows.addRow(name_label(self.tr("&Dots per inch"), self.dpi), side_by_side(self.dpi))
        rows.addRow(name_label(self.tr("Time")), side_by_side(self.as_seen, self.whole_span))
        rows.addRow(name_label(self.tr("Colours")), side_by_side(self.light, self.dark))
        rows.addRow(name_label(self.tr("&Title"), self.title), self.title)
        rows.addRow(name_label(self.tr("C&redit"), self.credit), self.credit)
        rows.addRow("", self.numbers)
        rows.addRow("", self.manifest)
        return rows

    def _size_text(self, name: str, size: tuple[int, int]) -> str:
        return self.tr("{name} ({width} \N{MULTIPLICATION SIGN} {height})").format(
            name=QCoreApplication.translate("figure", name), width=size[0], height=size[1]
        )

    def _choose_size(self, place: int) -> None:
        if place < len(SIZES):
            width, height = SIZES[place][1]
            self.width_box.setValue(width)
            self.height_box.setValue(height)
        else:
            self.width_box.setFocus()
            self.width_box.selectAll()

    def _on_changed(self) -> None:
        size = self.width_box.value(), self.height_box.value()
        places = [place for place, (_, known) in enumerate(SIZES) if known == size]
        self.size_choice.setCurrentIndex(places[0] if places else len(SIZES))
        reason = self.tr("Only a PNG has dots; SVG and PDF are sharp at any size.")
        allow(self.dpi, self.kind == "png", reason)
        self.foot.notice.setText("")
        self._pause.start()
        self.changed.emit()


def _number(limits: tuple[int, int], unit: str) -> QSpinBox:
    box = QSpinBox()
    box.setRange(*limits)
    box.setSuffix(f" {unit}" if unit else "")
    box.setKeyboardTracking(False)
    box.setMinimumHeight(7 * UNIT)
    box.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    return box
