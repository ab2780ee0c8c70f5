"""Everything known of one event, from the quote down."""

from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from timeline_app.core.dataset import Dataset
from timeline_app.core.figures import matters
from timeline_app.core.records import Event, Source
from timeline_app.models.phrases import capitalised
from timeline_app.models.words import basis_in_words, date_in_words, field_in_words
from timeline_app.views.details.citation_menu import CitationMenu
from timeline_app.views.details.evidence import ClaimText, Evidence, MatterBox
from timeline_app.views.details.quote_block import QuoteBlock
from timeline_app.views.details.source_line import add_source
from timeline_app.views.details.value_button import ValueButton
from timeline_app.views.theme import UNIT, font
from timeline_app.views.widgets import FlowLayout, heading_font, plain_label
from timeline_app.views.widgets.flow_text import FlowText, FoldedText

MAX_EXTRA = 100
MAX_VALUES = 50


class EventSheet(QWidget):
    """One event of a dataset; built once for it and then only read."""

    value_requested = Signal(str, str, str)
    link_requested = Signal(str)
    event_requested = Signal(str)
    quote_requested = Signal(object)
    """The QuoteBlock that a figure points at."""
    reading_requested = Signal(object)
    notice = Signal(str)

    def __init__(self, dataset: Dataset, event: Event) -> None:
        super().__init__()
        self._dataset = dataset
        self._event = event
        self._evidence = Evidence(dataset, event)
        self._blocks: dict[str, QuoteBlock] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(4 * UNIT, 4 * UNIT, 2 * UNIT, 6 * UNIT)
        self._column.setSpacing(0)
        self._add_head()
        self._add_quote(0)
        self._add_values()
        self._add_summary()
        self._add_claims()
        self._add_other_quotes()
        self._add_sources()
        self._add_related()
        self._add_extra()
        self._column.addStretch()

    def _add(self, widget: QWidget, above: int) -> None:
        """The next widget, `above` units of space over it."""
        self._column.addSpacing(above * UNIT)
        self._column.addWidget(widget)

    def _add_heading(self, text: str) -> None:
        label = plain_label(text.upper(), muted=True)
        label.setFont(heading_font())
        self._add(label, 5)

    def _add_head(self) -> None:
        event = self._event
        title = FlowText("title", line_height=108).add(event.title or event.event_id)
        title.setAccessibleName(self.tr("Title"))
        self._add(title, 0)
        date = FlowText().add(date_in_words(event.when), strong=True)
        date.setAccessibleName(self.tr("Date"))
        self._add(date, 2)
        if basis := basis_in_words(event.date_basis, event.date_note):
            note = FoldedText(capitalised(basis), self.link_requested.emit)
            note.setAccessibleName(self.tr("How the date is known"))
            self._add(note, 1)

    def _add_quote(self, place: int) -> None:
        quotes = self._event.quotes
        if place >= len(quotes):
            if self._dataset.quotes:
                none = self.tr("No quote is recorded for this event.")
                self._add(plain_label(none, muted=True), 5)
            return
        quote = quotes[place]
        number = place + 1 if len(quotes) > 1 else 0
        block = QuoteBlock(quote, self._dataset.sources, number, self._dataset.anchor_of(quote))
        block.reading_requested.connect(self.reading_requested)
        block.link_requested.connect(self.link_requested)
        block.notice.connect(self.notice)
        self._blocks[quote.quote_id] = block
        self._add(block, 5)

    def _add_other_quotes(self) -> None:
        for place in range(1, len(self._event.quotes)):
            self._add_quote(place)

    def _add_values(self) -> None:
        event = self._event
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(3 * UNIT)
        grid.setVerticalSpacing(2 * UNIT)
        grid.setColumnStretch(1, 1)
        for field, keys in (
            ("type", (event.event_type,)),
            ("actor", event.actors),
            ("country", event.countries),
            ("place", (event.place,)),
        ):
            if any(keys):
                self._add_value_row(grid, field, [key for key in keys if key])
        if quiet := self._place_in_words():
            row = grid.rowCount()
            if not event.place:
                grid.addWidget(self._name_of("place"), row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(FlowText("small").add(quiet, muted=True), row, 1)
        if grid.count():
            holder = QWidget()
            holder.setLayout(grid)
            self._add(holder, 5)

    def _add_value_row(self, grid: QGridLayout, field: str, keys: list[str]) -> None:
        holder = QWidget()
        flow = FlowLayout(holder)
        buttons = [self._value_button(field, key) for key in keys[:MAX_VALUES]]
        for button in buttons:
            flow.addWidget(button)
        name = self._name_of(field)
        name.setFixedHeight(buttons[0].sizeHint().height())
        row = grid.rowCount()
        grid.addWidget(name, row, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(holder, row, 1)

    def _name_of(self, field: str) -> QLabel:
        name = plain_label(field_in_words(field), muted=True)
        name.setWordWrap(False)
        name.setFont(font("small"))
        return name

    def _value_button(self, field: str, key: str) -> ValueButton:
        found = self._dataset.fields[field]
        rank, tooltip = None, ""
        if field == "type":
            rank = found.codes_of([key])[0]
            known = self._dataset.event_types.get(key)
            tooltip = known.definition if known else ""
        elif field == "actor" and key in self._dataset.actors:
            tooltip = self._dataset.actors[key].description
        button = ValueButton(field, key, found.label_of(key), type_rank=rank, tooltip=tooltip)
        button.value_requested.connect(self.value_requested)
        return button

    def _place_in_words(self) -> str:
        event = self._event
        parts = [event.admin1]
        if event.place_precision == "exact":
            parts.append(self.tr("exact place"))
        elif event.place_precision:
            parts.append(self.tr("precise to the {area}").format(area=event.place_precision))
        if event.latitude and event.longitude:
            parts.append(f"{_degrees(event.latitude)}, {_degrees(event.longitude)}")
        return " · ".join(filter(None, parts))

    def _add_summary(self) -> None:
        if self._event.summary:
            self._add(FlowText(line_height=125).add(self._event.summary), 5)

    def _add_claims(self) -> None:
        """Disputed matters, then what the sources agree on, then what one claim says each."""
        told = sorted(matters(self._event.claims), key=lambda matter: len(matter.claims) == 1)
        for matter in told:
            if matter.disputed:
                self._add_matter(MatterBox(matter, self._evidence), 5)
        calm = [matter for matter in told if not matter.disputed]
        if calm:
            self._add_heading(self.tr("What the sources state"))
        for matter in calm:
            if len(matter.claims) > 1:
                self._add_matter(MatterBox(matter, self._evidence), 2)
            else:
                self._add_matter(ClaimText(matter.claims[0], self._evidence), 1)

    def _add_matter(self, matter: MatterBox | ClaimText, above: int) -> None:
        matter.quote_requested.connect(self._on_quote_requested)
        self._add(matter, above)

    def _add_sources(self) -> None:
        """The sources that the file names without quoting them."""
        quoted = {quote.source_id for quote in self._event.quotes}
        keys = [key for key in self._event.sources if key not in quoted]
        if keys:
            self._add_heading(self.tr("Sources"))
        for key in keys[:MAX_VALUES]:
            source = self._dataset.source(key)
            line = add_source(
                FlowText("small"), source, self._dataset.sources, self.link_requested.emit
            )
            line.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
            line.customContextMenuRequested.connect(partial(self._show_source_menu, line, source))
            if source.note:
                line.add(f"\n{source.note}", muted=True)
            self._add(line, 2)
        if len(keys) > MAX_VALUES:
            more = self.tr("and {count} more, in the export").format(count=len(keys) - MAX_VALUES)
            self._add(plain_label(more, muted=True), 2)

    def _show_source_menu(self, line: FlowText, source: Source, place: QPoint) -> None:
        menu = line.createStandardContextMenu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addSeparator()
        cite = CitationMenu(source, self._dataset.sources, parent=menu)
        cite.copied.connect(self.notice)
        menu.addMenu(cite)
        menu.popup(line.viewport().mapToGlobal(place))

    def _add_related(self) -> None:
        found = [(key, self._dataset.row_of(key)) for key in self._event.related]
        rows = [(key, row) for key, row in found if row is not None]
        if rows:
            self._add_heading(self.tr("Related events"))
        for key, row in rows:
            event = self._dataset.event(row)
            text = FlowText()
            text.add_link(event.title or key, partial(self.event_requested.emit, key))
            text.add(f"  {date_in_words(event.when)}", muted=True)
            self._add(text, 1)

    def _add_extra(self) -> None:
        shown = [(name, text) for name, text in self._event.extra.items() if text][:MAX_EXTRA]
        if shown:
            self._add_heading(self.tr("From the file"))
        for name, text in shown:
            line = FlowText("small").add(f"{name}  ", muted=True)
            self._add(line.add_with_links(text, self.link_requested.emit), 1)

    def _on_quote_requested(self, quote_id: str) -> None:
        self.quote_requested.emit(self._blocks.get(quote_id))


def _degrees(text: str) -> str:
    """A coordinate without the digits below a tenth of a metre, which only computers write."""
    if len(text.partition(".")[2]) <= 6:
        return text
    try:
        return f"{float(text):.6f}"
    except ValueError:
        return text
