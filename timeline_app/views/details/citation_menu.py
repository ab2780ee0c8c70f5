"""The ways in which a source can be copied as a citation."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu, QWidget

from timeline_app.core.records import Quote, Source
from timeline_app.models.citation import FORMS, cited, form_in_words, quote_cited


class CitationMenu(QMenu):
    """Copies what is chosen; `copied` says in a sentence what that was."""

    copied = Signal(str)

    def __init__(
        self,
        source: Source,
        sources: Mapping[str, Source],
        quote: Quote | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """`sources` has what the source may be derived from; with a quote that is offered, too."""
        super().__init__(self.tr("Copy citation"), parent)
        for form in FORMS:
            told = self.tr("Citation copied: {form}").format(form=form_in_words(form))
            action = self.addAction(form_in_words(form))
            action.triggered.connect(partial(self._copy_cited, source, sources, form, told))
        if quote is not None:
            self.addSeparator()
            action = self.addAction(self.tr("Quote with citation"))
            action.triggered.connect(
                lambda: self._copy(
                    quote_cited(quote, source), self.tr("Quote with citation copied")
                )
            )

    def _copy_cited(
        self, source: Source, sources: Mapping[str, Source], form: str, told: str
    ) -> None:
        self._copy(cited(source, sources, form), told)

    def _copy(self, text: str, told: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self.copied.emit(told)
