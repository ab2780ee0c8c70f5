"""The questions about a table whose columns the program does not know, and what becomes of them."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from timeline_app.app.errors import error_in_words
from timeline_app.app.opening import Opener, Opening
from timeline_app.app.settings import Settings
from timeline_app.core.message import TimelineError
from timeline_app.io.mapping.file import load_mapping, save_mapping
from timeline_app.io.mapping.mapping import TableMapping, check_fit, columns_key
from timeline_app.io.mapping.proposal import Proposal, propose
from timeline_app.io.open_file import Choices, Unmapped, unmapped_sheet
from timeline_app.models.jobs import Job, Jobs, Report, Work
from timeline_app.views import dialogs
from timeline_app.views.mapping import MappingDialog


class MappingQuestions(QObject):
    """One dialog about one table: tries each mapping off the GUI thread, then opens the file."""

    def __init__(
        self,
        unmapped: Unmapped,
        opening: Opening,
        choices: Choices,
        opener: Opener,
        jobs: Jobs,
        settings: Settings,
        parent: QWidget,
    ) -> None:
        self.dialog = MappingDialog(
            unmapped.content.file, unmapped.content.sheets, unmapped.content.sheet, parent
        )
        super().__init__(self.dialog)
        self._opening = opening
        self._choices = choices
        self._opener = opener
        self._jobs = jobs
        self._settings = settings
        self._asked = unmapped
        self._proposal: Proposal | None = None
        self._job: Job | None = None
        self.dialog.mapping_changed.connect(self._try)
        self.dialog.sheet_chosen.connect(self._read_sheet)
        self.dialog.save_requested.connect(self._save)
        self.dialog.load_requested.connect(self._load)
        self.dialog.finished.connect(self._stop)
        self.dialog.accepted.connect(self._open)
        self.dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._try(None)
        self.dialog.open()

    def _try(self, mapping: TableMapping | None) -> None:
        """See what comes of a mapping; of None, of a guess."""
        table = self._asked.table

        def work(_report: Report) -> Proposal:
            return propose(table, mapping)

        self._start(work, self._show)

    def _show(self, proposal: Proposal) -> None:
        self._proposal = proposal
        self.dialog.show_proposal(proposal)

    def _read_sheet(self, sheet: str) -> None:
        path = self._asked.path

        def work(report: Report) -> Unmapped:
            return unmapped_sheet(path, sheet, report)

        def done(asked: Unmapped) -> None:
            self._asked = asked
            self._choices = replace(self._choices, sheet=sheet)
            self._try(self._choices.remembered.get(self._key))

        self._start(work, done)

    @property
    def _key(self) -> str:
        return columns_key(self._asked.content.names)

    def _start(self, work: Work, done: Callable[[Any], None]) -> None:
        self._job = self._jobs.start("propose", work, done, self._failed)

    def _failed(self, error: BaseException) -> None:
        """Go back to what was shown; where that is nothing, nothing can be asked."""
        if self._proposal is None:
            self.dialog.reject()
            self._opener.failed.emit(error)
            return
        self._tell(error)
        self.dialog.show_sheet(self._asked.content.sheet)
        self.dialog.show_proposal(self._proposal)

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def _open(self) -> None:
        """Open what was asked for with the mapping as it is now, and remember that if wanted."""
        mapping = self.dialog.mapping
        if self.dialog.remembers:
            self._settings.remember_mapping(self._key, mapping.as_json())
        remembered = {**self._choices.remembered, self._key: mapping}
        choices = replace(self._choices, remembered=remembered)
        self._opener.open(self._opening.paths, choices, before=self._opening.before)

    def _save(self) -> None:
        kinds = [self.tr("Mappings (*.json)")]
        chosen = dialogs.ask_save_path(self.dialog, self.tr("Save mapping"), "mapping.json", kinds)
        if chosen is not None:
            names = self._asked.content.names
            self._do(lambda: save_mapping(chosen[0], names, self.dialog.mapping))

    def _load(self) -> None:
        kinds = [self.tr("Mappings (*.json)"), self.tr("All files (*)")]
        path = dialogs.ask_open_file(self.dialog, self.tr("Load mapping"), kinds)
        if path is not None:
            self._do(lambda: self._show_loaded(path))

    def _show_loaded(self, path: Path) -> None:
        mapping = load_mapping(path, self._asked.content.names)
        check_fit(mapping, self._asked.table.names)
        self.dialog.show_mapping(mapping)

    def _do(self, work: Callable[[], None]) -> None:
        try:
            work()
        except TimelineError as error:
            self._tell(error)

    def _tell(self, error: BaseException) -> None:
        dialogs.tell(self.dialog, self.tr("Timeline"), error_in_words(error))
