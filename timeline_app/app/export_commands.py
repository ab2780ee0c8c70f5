"""Exports of the window: asks what and where, writes it, copies it."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QCoreApplication, QObject, Qt
from PySide6.QtGui import QGuiApplication, QPixmap

from timeline_app.app.errors import error_in_words, show_error
from timeline_app.app.exporting import Exporter
from timeline_app.app.exports import ExportRequest, now
from timeline_app.app.open_files import OpenFiles
from timeline_app.app.plain_values import NotPlain, from_plain, to_plain
from timeline_app.app.presenter import Presenter
from timeline_app.app.settings import Settings
from timeline_app.app.source_reading import SourceReading
from timeline_app.app.targets import Targets
from timeline_app.core.message import TimelineError
from timeline_app.models.format_words import format_in_words
from timeline_app.models.phrases import number
from timeline_app.models.words import filter_in_words
from timeline_app.views.main_window import MainWindow
from timeline_app.views.theme import current_theme

if TYPE_CHECKING:
    from timeline_app.views.canvas.figure_choices import FigureChoices
    from timeline_app.views.export_dialog import ExportDialog, FigureDialog, FigureWish, TableWish

MOST_PREVIEWED = 20_000
"""A picture of so many events is drawn before anybody notices."""
MOST_CHARS = 240
"""Of the filter in words; the export has it whole."""
Wish = TypeVar("Wish", bound=Any)

translate = QCoreApplication.translate


class ExportCommands(QObject):
    """Carries out what concerns exports."""

    def __init__(
        self,
        window: MainWindow,
        presenter: Presenter,
        exporter: Exporter,
        open_files: OpenFiles,
        sources: SourceReading,
        targets: Targets,
        settings: Settings,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._presenter = presenter
        self._exporter = exporter
        self._open_files = open_files
        self._sources = sources
        self._targets = targets
        self._settings = settings
        exporter.failed.connect(partial(show_error, window))
        exporter.finished.connect(window.show_notice)
        writing = translate("ExportCommands", "Writing…")
        exporter.progressed.connect(lambda part: window.show_work(writing, part))
        exporter.ended.connect(window.end_work)
        window.cancel_requested.connect(exporter.cancel)

    def on_export(self) -> None:
        from timeline_app.app.export_wishes import offers
        from timeline_app.views.export_dialog import ExportDialog, TableWish

        if not self._is_whole():
            return

        dialog = ExportDialog(offers(), self._window)
        dialog.show_wish(self._kept("export_table", TableWish))
        self._prepare(dialog)
        dialog.export_requested.connect(lambda: self._export_table(dialog))
        dialog.copy_requested.connect(lambda: self._copy_table_command(dialog))
        dialog.open()

    def on_export_figure(self) -> None:
        from timeline_app.views.export_dialog import FigureDialog, FigureWish

        if not self._is_whole():
            return

        dialog = FigureDialog(self._window)
        dialog.show_wish(self._kept("export_picture", FigureWish))
        self._prepare(dialog)
        dialog.changed.connect(lambda: self._check_figure(dialog))
        dialog.preview_requested.connect(lambda: self._preview(dialog))
        dialog.export_requested.connect(lambda: self._export_figure(dialog))
        dialog.copy_requested.connect(lambda: self._copy_figure_command(dialog))
        dialog.copy_picture_requested.connect(lambda: self._copy_wished_picture(dialog))
        self._check_figure(dialog)
        dialog.open()

    def on_copy_picture(self) -> None:
        """The timeline as it is on screen, as a picture on the clipboard."""
        from timeline_app.views.canvas.figure_choices import FigureChoices

        canvas = self._window.canvas
        size = max(canvas.width(), 900), max(canvas.height(), 500)
        ratio = canvas.devicePixelRatioF()
        choices = FigureChoices(size, round(96 * ratio), current_theme(), made=now())
        if self._put_on_clipboard(choices):
            self._window.show_notice(translate("ExportCommands", "Picture copied"))

    # Tables and reports

    def _export_table(self, dialog: "ExportDialog") -> None:
        from timeline_app.app.export_wishes import endings_of

        wish = dialog.wish
        self._keep("export_table", replace(dialog.chosen, title=""))
        title = translate("ExportCommands", "Export filtered events")
        chosen = self._targets.ask(title, format_in_words(wish.format), endings_of(wish))
        if chosen is not None and self._run(self._table_request(wish, chosen)):
            dialog.accept()

    def _copy_table_command(self, dialog: "ExportDialog") -> None:
        from timeline_app.app.export_wishes import endings_of

        wish = dialog.wish
        request = self._table_request(wish, self._targets.proposed(endings_of(wish)[0]))
        dialog.foot.notice.setText(self._copy_command(request))

    def _table_request(self, wish: "TableWish", path: Path) -> ExportRequest:
        from timeline_app.app.export_wishes import choices_of

        presenter = self._presenter
        shown, sort = self._window.table.columns(), presenter.state.sort
        return self._request(path, choices_of(wish, presenter.dataset, shown, sort), wish.manifest)

    # Pictures

    def _export_figure(self, dialog: "FigureDialog") -> None:
        wish = dialog.wish
        self._keep("export_picture", replace(wish, title=""))
        title = translate("ExportCommands", "Export picture")
        chosen = self._targets.ask(title, wish.kind.upper(), [f".{wish.kind}"])
        if chosen is not None and self._run(self._figure_request(wish, chosen)):
            dialog.accept()

    def _copy_figure_command(self, dialog: "FigureDialog") -> None:
        wish = dialog.wish
        request = self._figure_request(wish, self._targets.proposed(f".{wish.kind}"))
        dialog.foot.notice.setText(self._copy_command(request))

    def _copy_wished_picture(self, dialog: "FigureDialog") -> None:
        from timeline_app.app.export_wishes import figure_choices

        if self._put_on_clipboard(figure_choices(dialog.wish)):
            dialog.foot.notice.setText(translate("ExportCommands", "Picture copied"))

    def _figure_request(self, wish: "FigureWish", path: Path) -> ExportRequest:
        from timeline_app.app.export_wishes import figure_choices

        return self._request(path, figure_choices(wish), wish.manifest)

    def _check_figure(self, dialog: "FigureDialog") -> None:
        """Say at once what is too large to be drawn."""
        from timeline_app.app.export_wishes import figure_choices
        from timeline_app.views.canvas.figure import check_size

        try:
            check_size(figure_choices(dialog.wish))
            problem = ""
        except TimelineError as error:
            problem = error_in_words(error)
        dialog.foot.show_problem(problem)
        dialog.copy_picture.setEnabled(not problem)

    def _preview(self, dialog: "FigureDialog") -> None:
        from timeline_app.app.export_wishes import figure_choices
        from timeline_app.views.canvas.figure import figure_image

        presenter = self._presenter
        if presenter.projection.total > MOST_PREVIEWED:
            reason = translate("ExportCommands", "No preview of so many events")
            dialog.show_no_preview(reason)
            return
        choices = replace(figure_choices(dialog.wish), dpi=96)
        try:
            image = figure_image(presenter.dataset, presenter.projection, presenter.state, choices)
        except TimelineError as error:
            dialog.show_no_preview(error_in_words(error))
        else:
            dialog.show_preview(QPixmap.fromImage(image))

    def _put_on_clipboard(self, choices: "FigureChoices") -> bool:
        from timeline_app.views.canvas.figure import figure_image

        presenter = self._presenter
        try:
            image = figure_image(presenter.dataset, presenter.projection, presenter.state, choices)
        except TimelineError as error:
            show_error(self._window, error)
            return False
        QGuiApplication.clipboard().setImage(image)
        return True

    # Both

    def _prepare(self, dialog: "ExportDialog | FigureDialog") -> None:
        """What both dialogs say of the dataset."""
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.foot.summary.setText(self._summary())
        dialog.title.setPlaceholderText(self._presenter.dataset.title)

    def _request(self, path: Path, choices: Any, manifest: bool) -> ExportRequest:
        origin = self._open_files.origin(self._presenter.dataset, self._sources.folders)
        return ExportRequest(path, choices, origin, manifest)

    def _exact(self, request: ExportRequest) -> ExportRequest:
        """With all that is needed to open the dataset again."""
        origin = self._open_files.exact_origin(self._presenter.dataset, self._sources.folders)
        return replace(request, origin=origin)

    def _run(self, request: ExportRequest) -> bool:
        """Start to write; False where it is known before that it cannot be."""
        presenter = self._presenter
        try:
            request = self._exact(request) if request.manifest else request
        except TimelineError as error:
            show_error(self._window, error)
            return False
        self._targets.remember(request.path)
        self._exporter.run(request, presenter.dataset, presenter.projection, presenter.state)
        return True

    def _is_whole(self) -> bool:
        """Whether all events are here; says so where they are not."""
        if self._open_files.is_whole(self._presenter.dataset):
            return True
        words = translate(
            "ExportCommands", "The file is still being read; export it when all of it is here."
        )
        self._window.show_notice(words)
        return False

    def _copy_command(self, request: ExportRequest) -> str:
        """Put the command on the clipboard; says what came of it."""
        from timeline_app.app.command_words import command_line, command_words

        presenter = self._presenter
        try:
            words = command_words(self._exact(request), presenter.dataset, presenter.state)
            QGuiApplication.clipboard().setText(command_line(words))
        except TimelineError as error:
            show_error(self._window, error)
            return ""
        return translate("ExportCommands", "Command copied")

    def _summary(self) -> str:
        """What will be written."""
        presenter = self._presenter
        words = (
            translate("ExportCommands", "{count} of {total} events. Filter: {filter}")
            if presenter.state.filter
            else translate("ExportCommands", "{count} of {total} events. No filter.")
        )
        return words.format(
            count=number(presenter.projection.total),
            total=number(len(presenter.dataset)),
            filter=_shorten(filter_in_words(presenter.dataset, presenter.state.filter)),
        )

    def _kept(self, key: str, kind: Callable[[], Wish]) -> Wish:
        """What was chosen the last time; a damaged memory is no memory."""
        try:
            return from_plain(kind, self._settings.get(key))  # type: ignore[arg-type]
        except NotPlain:
            return kind()

    def _keep(self, key: str, wish: object) -> None:
        self._settings.put(key, to_plain(wish))
        self._settings.save()


def _shorten(text: str) -> str:
    """What a dialog has room for."""
    return text if len(text) <= MOST_CHARS else f"{text[:MOST_CHARS].rstrip()}…"
