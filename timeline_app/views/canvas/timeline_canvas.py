"""The timeline on screen: draws the scene it is given, reports what the person asks for."""

import sys
from collections.abc import Sequence
from dataclasses import replace

from pyroaring import BitMap
from PySide6.QtCore import QEvent, QPointF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QScrollBar, QSizePolicy, QWidget

from timeline_app.core.bitmaps import rows_in
from timeline_app.core.dataset import Dataset
from timeline_app.core.eras import Eras
from timeline_app.core.projection import Projection
from timeline_app.core.scale import TimeScale
from timeline_app.core.scene import Scene
from timeline_app.core.scene_source import SceneSource
from timeline_app.core.titles import Titles
from timeline_app.core.when import Span
from timeline_app.views.canvas import wording
from timeline_app.views.canvas.band import draw_band
from timeline_app.views.canvas.beyond import draw_beyond
from timeline_app.views.canvas.era_painter import era_rows, rows_height
from timeline_app.views.canvas.frame import Fonts, Frame
from timeline_app.views.canvas.kept_pictures import KeptPictures, StillParts
from timeline_app.views.canvas.keys import Keys
from timeline_app.views.canvas.legend import Entry, legend_height
from timeline_app.views.canvas.painter import (
    Emphasis,
    paint_moving,
)
from timeline_app.views.canvas.pointer import Pointer
from timeline_app.views.canvas.targets import Targets
from timeline_app.views.canvas.undated_painter import blocks_with, with_undated
from timeline_app.views.canvas.wording import event_tooltip
from timeline_app.views.theme import current_theme
from timeline_app.views.widgets import paint_focus_ring

KEYBOARD_FOCUS = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)
"""Only who comes by keyboard needs to see where the focus is."""
REST_MS = 120
"""After so long without a change the picture is at rest."""
MOVING_SAMPLE = 1 << 16
REST_SAMPLE = 1 << 19
"""From so many events the colours of densities are counted while time moves, and at rest."""
LEGEND_PART = 0.13
LEGEND_LEAST_PX = 56.0
"""How much of the height the legend may take, and two lines in any case."""


class TimelineCanvas(QWidget):
    """Lanes of events over time. Keeps nothing but what it draws and how far it is scrolled."""

    window_requested = Signal(object)
    """Show this Span."""
    selection_requested = Signal(object)
    """Select these event_ids, the last one being the current event."""
    time_clause_requested = Signal(object)
    """Filter to this Span."""
    undrawn_changed = Signal(int)
    """So many events of the window are not drawn one by one."""
    menu_requested = Signal(object, object)
    """A menu for the event of this id (None: for no event), at this place of the screen."""
    value_menu_requested = Signal(str, str, object)
    """A menu for the value of a field, at this place of the screen."""
    _undrawn_counted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(self.tr("Timeline"))
        self.dataset: Dataset | None = None
        self.projection: Projection | None = None
        self.group = ""
        self.selection: tuple[str, ...] = ()
        self.source: SceneSource | None = None
        self.legend: list[Entry] = []
        self.lane_key = ""
        """The lane last chosen in, by pointer or keys."""
        self.fonts = Fonts.of_system()
        self.targets = Targets(self)
        self._heads: list[str] = []
        self._span = Span(0, 1)
        self._selected_rows: frozenset[int] = frozenset()
        self._selected_set = BitMap()
        self._selected_words = ""
        self._by_keyboard = False
        self._frame: Frame | None = None
        self._titles: Titles | None = None
        self._eras = Eras(())
        self._kept = KeptPictures()
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self._on_rest)
        self._scene: Scene | None = None
        self._undrawn = -1
        self._pointer = Pointer(self)
        self._keys = Keys(self)
        self._bar = QScrollBar(Qt.Orientation.Vertical, self)
        self._bar.setAccessibleName(self.tr("Scroll the lanes"))
        self._bar.hide()
        self._bar.valueChanged.connect(self._drop_scene)
        # counted while painting, told when that is over
        self._undrawn_counted.connect(self.undrawn_changed, Qt.ConnectionType.QueuedConnection)

    # What it is told

    def set_content(self, dataset: Dataset, projection: Projection) -> None:
        """Show the filtered events of a dataset."""
        if dataset is not self.dataset:
            self._bar.setValue(0)
            self._pointer.forget()
            self._titles, self._eras = None, Eras(dataset.eras)
        is_new, self.dataset, self.projection = dataset is not self.dataset, dataset, projection
        if is_new:
            self._find_selected()
        self._drop_source()

    def set_window(self, span: Span) -> None:
        """Show this span of time."""
        if span != self._span:
            self._span = span
            self._drop_scene()

    def set_group(self, name: str) -> None:
        """Make lanes of this field, "" for one lane."""
        if name != self.group:
            self.group = name
            self._bar.setValue(0)
            self._drop_source()

    def set_selection(self, ids: Sequence[str]) -> None:
        """Mark these events as selected; the last one is the current event."""
        if tuple(ids) != self.selection:
            self.selection = tuple(ids)
            self._find_selected()
            self._describe()
            self.update()

    # What it can be asked

    def span(self) -> Span:
        """The span of time on screen."""
        return self._span

    def scene(self) -> Scene | None:
        """What is drawn; None before there is any content."""
        if self._scene is None and self.dataset is not None and self.projection is not None:
            self._make_scene(self.dataset, self.projection, MOVING_SAMPLE)
        return self._scene

    def frame(self) -> Frame | None:
        """Where its parts stand; None before there is any content."""
        self.scene()
        return self._frame

    def scale(self) -> TimeScale:
        """The window over the width of the plot."""
        frame = self.frame()
        return TimeScale(self._span, frame.plot.width() if frame else max(1.0, self.width()))

    def scrolled(self) -> int:
        """How many px of the lanes are above what shows."""
        return self._bar.value()

    def scroll_to(self, value: float) -> None:
        """Scroll the lanes, as far as they go."""
        self.scene()
        self._bar.setValue(round(value))

    def scroll_page(self, pages: int) -> None:
        """Scroll the lanes by a screenful."""
        self.scene()
        self.scroll_to(self.scrolled() + pages * self._bar.pageStep())

    def show_lane(self, lane: int) -> None:
        """Scroll until the lane of that number is on screen."""
        scene, source = self.scene(), self.source
        if scene is None or source is None:
            return
        heights = source.heights(scene.scale.width, scene.height)
        top = float(heights[:lane].sum())
        if top < self.scrolled():
            self.scroll_to(top)
        elif top + heights[lane] > self.scrolled() + scene.height:
            self.scroll_to(top + float(heights[lane]) - scene.height)

    def id_of(self, row: int) -> str:
        """The event_id of a row of the dataset."""
        assert self.dataset is not None
        return self.dataset.id_of(row)

    def ids_of(self, events: BitMap) -> tuple[str, ...]:
        """The event_ids of some rows of the dataset."""
        return tuple(self.id_of(row) for row in rows_in(events).tolist())

    # What it asks for

    def zoom_by(self, factor: float) -> None:
        """Ask to be `factor` times as close to what is in the middle of the window."""
        scale = self.scale()
        self.window_requested.emit(scale.zoomed(factor, scale.width / 2).window)

    def pan_by(self, dx: float) -> None:
        """Ask for the window after its content was pulled `dx` px to the right."""
        self.window_requested.emit(self.scale().panned(dx).window)

    def text_at(self, place: QPointF) -> str:
        """The words about what is at a place, "" for nothing; plain text."""
        return self.targets.text(place)

    def cancel_drag(self) -> bool:
        """Give up the span that is being chosen by dragging; whether there was one."""
        return self._pointer.cancel()

    # Making and drawing the scene

    def sizeHint(self) -> QSize:
        return QSize(900, 420)

    def minimumSizeHint(self) -> QSize:
        return QSize(280, 140)

    def paintEvent(self, event: QPaintEvent) -> None:
        try:
            self._paint()
        except Exception:  # one that left this method would end the program: Qt is midway
            sys.excepthook(*sys.exc_info())

    def _paint(self) -> None:
        scene, frame, theme = self.scene(), self._frame, current_theme()
        with QPainter(self) as painter:
            if scene is None or frame is None:
                painter.fillRect(self.rect(), QColor(theme.surface))
                return
            words = wording.words_of(self._heads, self.legend, scene)
            selected = self._selected_rows
            places = self.source.places(scene, selected) if self.source else ()
            blocks = blocks_with(scene, self._selected_set)
            emphasis = Emphasis(selected, self._pointer.hovered, places, blocks)
            self._kept.paint(painter, StillParts(frame, scene, theme, self.fonts, words))
            paint_moving(painter, frame, scene, theme, self.fonts, words, emphasis)
            if beyond := wording.beyond_words(scene):
                draw_beyond(painter, beyond, frame, theme, self.fonts, live=True)
            if self._pointer.chosen is not None:
                draw_band(painter, frame, scene.scale, self._pointer.chosen, theme, self.fonts)
            if self.hasFocus() and self._by_keyboard:
                paint_focus_ring(painter, self.rect(), theme)

    def _make_scene(self, dataset: Dataset, projection: Projection, sample: int) -> None:
        if self.source is None:
            titles = self._titles = self._titles or Titles(dataset, self.fonts.label_width)
            self.source = SceneSource.of(
                dataset, projection, self.group, titles, self._eras, scrolls=True
            )
            self._heads = wording.head_texts(dataset, self.group, self.source)
            self._frame = None
        frame = self._frame or self._new_frame(dataset, self.source)
        self._frame = frame
        scale = TimeScale(self._span, frame.plot.width())
        self._scene = self.source.scene(
            scale,
            frame.plot.height(),
            self.scrolled(),
            sample,
            side=frame.undated_px,
            era_rows=era_rows(self.height()),
        )
        if self._scene.undrawn != self._undrawn:
            self._undrawn = self._scene.undrawn
            self._undrawn_counted.emit(self._undrawn)
        self._rest.start()

    def _new_frame(self, dataset: Dataset, source: SceneSource) -> Frame:
        self._kept.forget()
        self.legend = wording.legend_entries(dataset, source, self._has_room_for)
        legend_px = legend_height(self.legend, self.width(), self.fonts)
        most = max((lane.count for lane in source.lanes.lanes), default=0)
        size = self.width(), self.height()
        eras_px = rows_height(self._eras, self.height())
        frame = Frame.around(*size, self._heads, most, self.fonts, legend_px, eras_px)
        frame = with_undated(frame, source, self.fonts, wording.undated_heading())
        return self._with_bar(frame, source)

    def _on_rest(self) -> None:
        """When nothing has moved for a moment: count exactly what moved too fast for that."""
        if self._scene is not None and self._scene.sampled and self.dataset and self.projection:
            self._make_scene(self.dataset, self.projection, REST_SAMPLE)
            self._rest.stop()
            self.update()
        self._describe()

    def _has_room_for(self, legend: Sequence[Entry]) -> bool:
        most = max(LEGEND_PART * self.height(), LEGEND_LEAST_PX)
        return legend_height(legend, self.width(), self.fonts) <= most

    def _with_bar(self, frame: Frame, source: SceneSource) -> Frame:
        """The frame with room for the scroll bar, which is shown where lanes do not fit."""
        plot = frame.plot
        wide = self._bar.sizeHint().width()
        over = round(source.heights(plot.width(), plot.height()).sum() - plot.height())
        if over > 0:
            frame = replace(frame, bar_px=float(wide))
            heights = source.heights(frame.plot.width(), plot.height())
            over = round(heights.sum() - plot.height())
        blocked = self._bar.blockSignals(True)
        self._bar.setRange(0, max(0, over))
        self._bar.setPageStep(round(plot.height()))
        self._bar.setSingleStep(20)
        self._bar.blockSignals(blocked)
        self._bar.setVisible(frame.bar_px > 0)
        self._bar.setGeometry(self.width() - wide, round(plot.top()), wide, round(plot.height()))
        return frame

    def _find_selected(self) -> None:
        if self.dataset is not None:
            rows = self.dataset.rows_of(self.selection)
            self._selected_rows = frozenset(rows[rows >= 0].tolist())
            self._selected_set = BitMap(self._selected_rows)
            row = self.dataset.row_of(self.selection[-1]) if self.selection else None
            self._selected_words = "" if row is None else event_tooltip(self.dataset, row)

    def _describe(self) -> None:
        """Say what shows and what is selected to those who do not see it."""
        if self._scene is None or self.dataset is None:
            return
        lines = [wording.describe(self.dataset, self.group, self._scene)]
        if self._selected_words:
            lines.append(self._selected_words)
        self.setAccessibleDescription("\n".join(lines))

    def _drop_source(self) -> None:
        self.source = None
        self._drop_scene()

    def _drop_scene(self) -> None:
        self._scene = None
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._frame = None
        self._drop_scene()

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._by_keyboard = event.reason() in KEYBOARD_FOCUS
        super().focusInEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.ApplicationFontChange):
            self.fonts = Fonts.of_system()
            self._titles = None
            self._drop_source()
        elif event.type() == QEvent.Type.LanguageChange:
            self._drop_source()
        super().changeEvent(event)

    # Gestures, passed on

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            self._pointer.show_tooltip(event)
            return True
        if isinstance(event, QNativeGestureEvent) and self._pointer.pinch(event):
            return True
        if event.type() == QEvent.Type.ShortcutOverride and self._pointer.chosen is not None:
            event.accept()  # Esc gives up the span before it is anyone else's shortcut
            return True
        return super().event(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        self._pointer.wheel(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pointer.press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._pointer.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._pointer.release(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._pointer.double_click(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._pointer.hover(None)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self._pointer.ask_for_menu(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._keys.press(event):
            super().keyPressEvent(event)
