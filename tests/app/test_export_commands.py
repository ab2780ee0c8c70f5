"""Exports in the window: two dialogs that ask, one function that writes, and the clipboard."""

import json
import shlex
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QPoint, QStandardPaths, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QFileDialog, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from tests.app.acts import act
from tests.builders import small_dataset
from timeline_app.app.command_line import main
from timeline_app.app.main import Program, build
from timeline_app.app.settings import Settings
from timeline_app.core.clauses import TimeClause
from timeline_app.io.export.writers import WRITERS
from timeline_app.io.open import open_dataset
from timeline_app.views.export_dialog import ExportDialog, FigureDialog, FigureWish, TableWish

DOCUMENTS = QStandardPaths.StandardLocation.DocumentsLocation
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier

Dialog = TypeVar("Dialog", ExportDialog, FigureDialog)
Choose = Callable[[Path | None], None]


@pytest.fixture
def choose(monkeypatch: pytest.MonkeyPatch) -> Choose:
    """Chooses a file where the program asks for one; None cancels."""

    def choose(path: Path | None) -> None:
        answer = "" if path is None else str(path)
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *args: (answer, ""))

    return choose


@pytest.fixture
def shipped(program: Program, qtbot: QtBot) -> Program:
    """The window with the shipped dataset, filtered."""
    with qtbot.waitSignal(program.opener.opened):
        act(program, "open_shipped")
    program.presenter.change_value("country", "GTM", "include")
    program.presenter.change_time(TimeClause(start="2010"))
    return program


def table_dialog(program: Program) -> ExportDialog:
    act(program, "export")
    return shown(program, ExportDialog)


def figure_dialog(program: Program) -> FigureDialog:
    act(program, "export_figure")
    return shown(program, FigureDialog)


def shown(program: Program, kind: type[Dialog]) -> Dialog:
    return next(found for found in program.window.findChildren(kind) if found.isVisible())


def click(qtbot: QtBot, button: QAbstractButton) -> None:
    place = QPoint(8, button.height() // 2)  # on the tick, if it has one
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton, pos=place)


def choose_format(qtbot: QtBot, dialog: ExportDialog, text: str) -> None:
    (item,) = dialog.formats.findItems(f"   {text}", Qt.MatchFlag.MatchExactly)
    place = dialog.formats.visualItemRect(item).center()
    qtbot.mouseClick(dialog.formats.viewport(), Qt.MouseButton.LeftButton, pos=place)


def export(qtbot: QtBot, program: Program, dialog: ExportDialog | FigureDialog) -> None:
    with qtbot.waitSignal(program.jobs.ended):
        click(qtbot, dialog.foot.export_button)


def command(text: str, out: Path) -> list[str]:
    """The words of a copied command, with another file to write."""
    words = shlex.split(text)
    assert words[0] == "timeline-app"
    words[words.index("--out") + 1] = str(out)
    return words[1:]


def test_export_is_reached_from_a_field_of_text_too(program: Program, qtbot: QtBot) -> None:
    search = program.window.filter_bar.search
    search.setFocus()
    qtbot.keyClicks(search, "army")
    qtbot.keyClick(search, Qt.Key.Key_E, CONTROL)
    dialog = shown(program, ExportDialog)
    assert dialog.windowTitle() == "Export filtered events"
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.keyClick(program.window.canvas, Qt.Key.Key_E, CONTROL | SHIFT)
    assert shown(program, FigureDialog).windowTitle() == "Export picture"


def test_every_format_can_be_chosen_with_its_words(program: Program, qtbot: QtBot) -> None:
    dialog = table_dialog(program)
    names = set()
    for row in range(dialog.formats.count()):
        dialog.formats.setCurrentRow(row)
        names.add(dialog.wish.format)
        assert dialog.about.text()
    assert names == {*WRITERS, "report"}


def test_home_and_end_lead_to_the_first_and_the_last_format(program: Program, qtbot: QtBot) -> None:
    formats = table_dialog(program).formats
    qtbot.keyClick(formats, Qt.Key.Key_End)
    assert formats.currentItem().text().strip() == "Calendar (iCalendar)"
    qtbot.keyClick(formats, Qt.Key.Key_Home)
    assert formats.currentItem().text().strip() == "CSV"


def test_the_dialog_says_what_will_be_written(shipped: Program) -> None:
    dialog = table_dialog(shipped)
    count = shipped.presenter.projection.total
    assert 0 < count < 30
    assert dialog.foot.summary.text() == (
        f"{count} of 30 events. Filter: Country Guatemala; from 2010"
    )


def test_the_dialog_says_so_where_no_filter_is_on(program: Program) -> None:
    total = len(program.presenter.dataset)
    told = f"{total} of {total} events. No filter."
    assert table_dialog(program).foot.summary.text() == told


def test_the_window_and_the_command_line_write_the_same_bytes(
    shipped: Program, qtbot: QtBot, tmp_path: Path, choose: Choose
) -> None:
    chosen, other = tmp_path / "window.csv", tmp_path / "line.csv"
    choose(chosen)
    export(qtbot, shipped, table_dialog(shipped))
    assert main(["export", "--from", "2010", "--country", "Guatemala", "--out", str(other)]) == 0
    assert chosen.read_bytes() == other.read_bytes()
    assert chosen.read_bytes().count(b"\r\n") > 2


@pytest.mark.usefixtures("at_one_time")
@pytest.mark.parametrize("name", ["CSV", "Excel workbook", "Report (HTML)", "Dataset as zip"])
def test_a_copied_command_writes_the_same_file(
    shipped: Program, qtbot: QtBot, tmp_path: Path, choose: Choose, name: str
) -> None:
    if name == "CSV":
        shipped.store.update(sort=("title", True))
    dialog = table_dialog(shipped)
    choose_format(qtbot, dialog, name)
    for button in (dialog.as_shown, dialog.per_quote, dialog.claims, dialog.raw):
        if button.isEnabled():
            click(qtbot, button)
    click(qtbot, dialog.foot.copy_button)
    assert dialog.foot.notice.text() == "Command copied"
    text = QGuiApplication.clipboard().text()
    ending = ".html" if "Report" in name else WRITERS[dialog.wish.format].endings[0]
    chosen, other = tmp_path / f"window{ending}", tmp_path / f"line{ending}"
    choose(chosen)
    export(qtbot, shipped, dialog)
    assert not shipped.window.findChildren(ExportDialog)
    assert main(command(text, other)) == 0
    assert chosen.read_bytes() == other.read_bytes()


def test_a_copied_command_draws_the_same_picture(
    shipped: Program, qtbot: QtBot, tmp_path: Path, choose: Choose
) -> None:
    shipped.presenter.change_group("actor")
    shipped.presenter.zoom_to(shipped.presenter.dataset.id_of(20))
    dialog = figure_dialog(shipped)
    click(qtbot, dialog.kinds["svg"])
    click(qtbot, dialog.dark)
    qtbot.keyClicks(dialog.title, "Who's who, 100%")
    click(qtbot, dialog.foot.copy_button)
    text = QGuiApplication.clipboard().text()
    assert "--size a4-landscape --theme dark --window " in text
    assert "--title 'Who'\"'\"'s who, 100%' --group actor" in text
    chosen, other = tmp_path / "window.svg", tmp_path / "line.svg"
    choose(chosen)
    export(qtbot, shipped, dialog)
    assert main(command(text, other)) == 0
    assert chosen.read_bytes() == other.read_bytes()


def test_columns_and_order_are_those_of_the_table(
    program: Program, qtbot: QtBot, tmp_path: Path, choose: Choose
) -> None:
    program.window.table.set_columns(["title", "fatalities", "weight", "date"])
    program.store.update(sort=("weight", True))
    dialog = table_dialog(program)
    click(qtbot, dialog.as_shown)
    click(qtbot, dialog.claims)
    choose(tmp_path / "a.csv")
    export(qtbot, program, dialog)
    lines = (tmp_path / "a.csv").read_text("utf-8").splitlines()
    assert lines[0] == "title,fatalities_low,fatalities_high,weight,date,sources_disagree"
    assert lines[1].startswith("Operation begins,,,12,2006-12/..,")
    assert lines[2].startswith("Peace talks begin,,,3,1986,")


def test_what_a_format_cannot_use_is_off_and_says_why(program: Program, qtbot: QtBot) -> None:
    dialog = table_dialog(program)
    for button in (dialog.per_quote, dialog.bom, dialog.claims):
        click(qtbot, button)
    assert not dialog.title.isVisible()
    choose_format(qtbot, dialog, "Dataset as zip")
    for button in (dialog.per_quote, dialog.claims, dialog.as_shown):
        assert not button.isEnabled()
        assert "Dataset as zip is always written whole" in button.toolTip()
    assert "Dataset as zip has no use for it" in dialog.bom.toolTip()
    assert dialog.wish == TableWish("zip")
    choose_format(qtbot, dialog, "Excel workbook")
    assert dialog.wish == TableWish("xlsx", per_quote=True, claims=True)
    assert not dialog.per_quote.toolTip()
    choose_format(qtbot, dialog, "GeoJSON")
    assert dialog.wish == TableWish("geojson", claims=True)
    assert "GeoJSON has one entry for each event" in dialog.per_quote.toolTip()
    choose_format(qtbot, dialog, "Report (HTML)")
    assert dialog.title.isVisible()


def test_a_manifest_of_the_window_makes_its_export_again(
    shipped: Program, qtbot: QtBot, tmp_path: Path, choose: Choose
) -> None:
    dialog = table_dialog(shipped)
    click(qtbot, dialog.manifest)
    chosen = tmp_path / "a.csv"
    choose(chosen)
    export(qtbot, shipped, dialog)
    before = chosen.read_bytes()
    chosen.unlink()
    manifest = tmp_path / "a.csv.manifest.json"
    assert json.loads(manifest.read_text("utf-8"))["dataset"]["opened"] == []
    assert main(["export", "--again", str(manifest)]) == 0
    assert chosen.read_bytes() == before


def test_a_file_is_proposed_whatever_its_dataset_is_called(
    program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    """A name of a dataset is any text; one of a file is not."""
    for name in ("../a/b", "c:\\d", 'say "so"?', "x" * 300, "..", "a\0b\n"):
        program.show(replace(small_dataset(), name=name))
        dialog = table_dialog(program)
        click(qtbot, dialog.foot.copy_button)
        (word,) = [w for w in shlex.split(QGuiApplication.clipboard().text()) if ".csv" in w]
        path = Path(word)
        assert path.parent == Path(QStandardPaths.writableLocation(DOCUMENTS))
        assert not set('\\/:*?"<>|\0\n') & set(path.name)
        assert len(path.name.encode()) < 200
        dialog.close()


def test_folders_of_texts_are_found_from_anywhere(
    program: Program, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "texts").mkdir()
    program.sources.use_for_this_run([Path("texts")])
    assert program.sources.folders == (tmp_path / "texts",)


def test_data_that_changed_since_it_was_opened_gets_no_manifest(
    program: Program, qtbot: QtBot, tmp_path: Path, choose: Choose
) -> None:
    table, chosen = tmp_path / "events.csv", tmp_path / "a.csv"
    table.write_text("event_id,title,date\na,A,2024\n", "utf-8")
    with qtbot.waitSignal(program.opener.opened):
        program.opener.open([table])
    table.write_text("event_id,title,date\na,Another,2024\n", "utf-8")
    dialog = table_dialog(program)
    click(qtbot, dialog.manifest)
    choose(chosen)
    export(qtbot, program, dialog)
    assert "events.csv has changed since it was opened" in told(program)
    assert not (tmp_path / "a.csv.manifest.json").exists()


def told(program: Program) -> str:
    """The sentence in the box on screen, which is closed."""
    box = program.window.findChild(QMessageBox)
    assert box is not None
    assert box.textFormat() == Qt.TextFormat.PlainText
    text = box.text()
    box.close()
    return text


def test_what_was_chosen_is_there_the_next_time(
    qtbot: QtBot, tmp_path: Path, choose: Choose
) -> None:
    file = tmp_path / "settings.json"
    for first in (True, False):
        program = build(Settings(file))
        qtbot.addWidget(program.window)
        program.show(small_dataset())
        program.window.show()
        dialog = table_dialog(program)
        if first:
            choose_format(qtbot, dialog, "TSV")
            for button in (dialog.per_quote, dialog.bom, dialog.manifest):
                click(qtbot, button)
            choose(None)
            click(qtbot, dialog.foot.export_button)
            assert dialog.isVisible()
        assert dialog.wish == TableWish("tsv", per_quote=True, bom=True, manifest=True)
        dialog.close()
        picture = figure_dialog(program)
        if first:
            click(qtbot, picture.kinds["pdf"])
            picture.width_box.setValue(900)
            qtbot.keyClicks(picture.title, "of this dataset only")
            click(qtbot, picture.foot.export_button)
        else:
            assert picture.wish == FigureWish("pdf", width=900)
            assert picture.focusWidget() is picture.kinds["pdf"]
        picture.close()
        program.window.close()


@pytest.mark.parametrize("kept", [{"format": 1}, {"format": "docx"}, {}])
def test_a_damaged_memory_is_no_memory(program: Program, kept: dict[str, object]) -> None:
    program.settings.put("export_table", kept)
    assert table_dialog(program).wish == TableWish()


@pytest.mark.parametrize("ask", [table_dialog, figure_dialog])
def test_return_exports_wherever_one_has_been(
    program: Program,
    qtbot: QtBot,
    choose: Choose,
    ask: Callable[[Program], ExportDialog | FigureDialog],
) -> None:
    choose(None)
    dialog = ask(program)
    place = dialog.formats if isinstance(dialog, ExportDialog) else dialog.title
    for button in (place, *dialog.findChildren(QPushButton)):
        for widget in (button, place):
            widget.setFocus()
            qtbot.waitUntil(widget.hasFocus)
        with qtbot.waitSignal(dialog.export_requested):
            qtbot.keyClick(place, Qt.Key.Key_Return)


def test_sizes_are_named_or_typed(program: Program, qtbot: QtBot) -> None:
    dialog = figure_dialog(program)
    qtbot.keyClicks(dialog.size_choice, "Sq")
    dialog.size_choice.activated.emit(dialog.size_choice.currentIndex())
    assert (dialog.wish.width, dialog.wish.height) == (1080, 1080)
    dialog.width_box.setValue(1000)
    assert dialog.size_choice.currentText() == "Own size"
    click(qtbot, dialog.kinds["svg"])
    assert not dialog.dpi.isEnabled()
    assert "SVG and PDF are sharp" in dialog.dpi.toolTip()


def test_a_picture_too_large_is_told_at_once(program: Program, qtbot: QtBot) -> None:
    dialog = figure_dialog(program)
    for box, value in ((dialog.width_box, 20_000), (dialog.height_box, 20_000)):
        box.setValue(value)
    assert "too large" in dialog.foot.problem.text()
    assert not dialog.foot.export_button.isEnabled()
    dialog.width_box.setValue(1000)
    dialog.height_box.setValue(700)
    assert dialog.foot.export_button.isEnabled()


def test_the_picture_is_shown_before_it_is_written(program: Program, qtbot: QtBot) -> None:
    dialog = figure_dialog(program)
    qtbot.waitUntil(lambda: not dialog.preview.pixmap().isNull())
    light = dialog.preview.pixmap().toImage().pixelColor(3, 3)
    click(qtbot, dialog.dark)
    with qtbot.waitSignal(dialog.preview_requested):
        pass
    assert dialog.preview.pixmap().toImage().pixelColor(3, 3).lightness() < light.lightness()


def test_pictures_are_copied(program: Program, qtbot: QtBot) -> None:
    dialog = figure_dialog(program)
    dialog.width_box.setValue(640)
    dialog.height_box.setValue(480)
    dialog.dpi.setValue(96)
    click(qtbot, dialog.copy_picture)
    assert QGuiApplication.clipboard().image().size().toTuple() == (640, 480)
    assert dialog.foot.notice.text() == "Picture copied"
    dialog.close()
    act(program, "copy_picture")
    canvas = program.window.canvas
    ratio = canvas.devicePixelRatioF()
    size = QGuiApplication.clipboard().image().size()
    assert size.width() == round(max(canvas.width(), 900) * ratio)
    assert program.window.statusBar().currentMessage() == "Picture copied"


@pytest.mark.parametrize("replace", [True, False])
def test_a_file_that_the_ending_leads_to_is_replaced_only_after_asking(
    program: Program,
    qtbot: QtBot,
    tmp_path: Path,
    choose: Choose,
    monkeypatch: pytest.MonkeyPatch,
    replace: bool,
) -> None:
    older = tmp_path / "a.csv"
    older.write_text("older")
    choose(tmp_path / "a")
    answer = QMessageBox.StandardButton.Yes if replace else QMessageBox.StandardButton.No
    monkeypatch.setattr(QMessageBox, "exec", lambda box: answer)
    dialog = table_dialog(program)
    with qtbot.waitSignal(program.jobs.ended) if replace else nullcontext():
        click(qtbot, dialog.foot.export_button)
    assert (older.read_text() == "older") is not replace


@pytest.mark.parametrize("picture", [False, True])
def test_a_failed_export_says_why_and_leaves_nothing(
    program: Program, qtbot: QtBot, tmp_path: Path, choose: Choose, picture: bool
) -> None:
    ending = ".png" if picture else ".csv"
    choose(tmp_path / "no such folder" / f"a{ending}")
    dialog = figure_dialog(program) if picture else table_dialog(program)
    export(qtbot, program, dialog)
    assert f"a{ending} cannot be written: there is no folder" in told(program)
    assert list(tmp_path.iterdir()) == []
    assert program.window.isVisible()


def test_nothing_is_written_over_the_dataset(
    program: Program, qtbot: QtBot, tmp_path: Path, choose: Choose
) -> None:
    table = tmp_path / "events.csv"
    table.write_text("event_id,title,date\na,A,2024\n", "utf-8")
    with qtbot.waitSignal(program.opener.opened):
        program.opener.open([table])
    before = table.read_bytes()
    choose(table)
    export(qtbot, program, table_dialog(program))
    assert "the dataset was read from this file" in told(program)
    assert table.read_bytes() == before


def test_a_remembered_mapping_is_part_of_the_command(
    program: Program, qtbot: QtBot, tmp_path: Path, choose: Choose
) -> None:
    from timeline_app.io.mapping.mapping import TableMapping, columns_key

    table, chosen, other = tmp_path / "odd.csv", tmp_path / "a.csv", tmp_path / "b.csv"
    table.write_text("whom,headline,day\nA,B,2024-04-03\n", "utf-8")
    mapping = TableMapping({"title": ("whom",), "date": ("day",)})
    program.settings.remember_mapping(columns_key(["whom", "headline", "day"]), mapping.as_json())
    with qtbot.waitSignal(program.opener.opened):
        program.opener.open([table])
    dialog = table_dialog(program)
    click(qtbot, dialog.foot.copy_button)
    text = QGuiApplication.clipboard().text()
    assert "--map title=whom,date=day" in text
    choose(chosen)
    export(qtbot, program, dialog)
    assert main(command(text, other)) == 0
    assert chosen.read_bytes() == other.read_bytes()


def test_the_beginning_of_a_file_is_not_exported_for_the_whole(
    program: Program, tmp_path: Path
) -> None:
    table = tmp_path / "events.csv"
    table.write_text("event_id,title,date\na,A,2024\n", "utf-8")
    program.show_preview(open_dataset([table]))
    for action in ("export", "export_figure"):
        act(program, action)
        assert "still being read" in program.window.statusBar().currentMessage()
    assert not program.window.findChildren(ExportDialog)
    assert not program.window.findChildren(FigureDialog)
