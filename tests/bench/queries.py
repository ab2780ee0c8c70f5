"""Filter, search and sort as core answers them: the bare calls, and the same in the window."""

from functools import partial
from statistics import median
from typing import Final

import numpy as np
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from tests.bench import words
from tests.bench.budget import SORTED
from tests.bench.clock import RUNS, ms
from tests.bench.data import DAYS, FIRST_DAY, Shape
from tests.bench.stage import Stage
from timeline_app.core.clauses import Filter, TextClause, TimeClause, ValueClause
from timeline_app.core.dataset import Dataset
from timeline_app.core.order import table_order
from timeline_app.core.projection import project

BRUSH_DAYS: Final = 365
BRUSH_STEPS: Final = 40


def brush(stage: Stage, shape: Shape) -> dict[str, float]:
    """Ms of a step of a time clause of one year that is dragged over all years, with all counts.

    Alone; with a country and a type included besides; and, with these, shown by the window.
    """
    dataset = stage.program.presenter.dataset
    country, kind = shape.countries[1], words.TYPES[1]
    others = (ValueClause("country", (country,)), ValueClause("type", (kind,)))
    figures = {}
    for name, kept in (("brush.alone", ()), ("brush.others", others)):
        times = [ms(partial(_all_counts, dataset, (*kept, step))) for step in _steps()]
        figures[name] = median(times)
    presenter = stage.program.presenter
    presenter.change_value("country", country, "include")
    presenter.change_value("type", kind, "include")
    stage.settle()
    times = [stage.timed(partial(presenter.change_time, step)) for step in _steps()]
    presenter.clear_filter()
    stage.settle()
    return figures | {"brush.window": median(times)}


def _all_counts(dataset: Dataset, filter_: Filter) -> None:
    dict(project(dataset, filter_).counts)  # each is made when it is asked for


def _steps() -> list[TimeClause]:
    firsts = np.linspace(0, DAYS - BRUSH_DAYS, BRUSH_STEPS).astype(int)
    return [
        TimeClause(str(FIRST_DAY + first), str(FIRST_DAY + first + BRUSH_DAYS)) for first in firsts
    ]


def search(stage: Stage) -> dict[str, float]:
    """Ms of a search in all texts: the first one, then medians of words that were never sought."""
    dataset, presenter = stage.program.presenter.dataset, stage.program.presenter
    every, accented = words.vocabulary(), words.accented_words()

    def find(word: str) -> float:
        filter_: Filter = (TextClause(word),)
        return ms(lambda: project(dataset, filter_))

    figures = {"search.first": find(every[-RUNS - 1])}
    for name, sought in (
        ("rare", every[-RUNS:]),
        ("medium", every[20 : 20 + RUNS]),
        ("frequent", words.SUBJECTS[:RUNS]),
        ("accented", [word.translate(words.PLAIN) for word in accented[20 : 20 + RUNS]]),
    ):
        figures[f"search.{name}"] = median(find(word) for word in sought)
    shown = [stage.timed(partial(presenter.search, word)) for word in every[30:35]]
    presenter.clear_filter()
    stage.settle()
    return figures | {"search.window": median(shown)}


def sort(stage: Stage) -> dict[str, float]:
    """Ms to sort all events: the first time by each column, and by clicks on the table's head."""
    dataset, rows = stage.program.presenter.dataset, stage.program.presenter.projection.rows
    figures = {
        f"sort.{name}": ms(partial(table_order, dataset, rows, (name, True))) for name in SORTED
    }
    table = stage.window.table
    columns = table.columns()
    table.set_columns([*SORTED])
    stage.settle()
    clicked = {name: [_click_head(stage, name) for _ in range(RUNS)] for name in SORTED}
    table.set_columns(columns)
    stage.program.store.update(sort=("date", False))
    stage.settle()
    return figures | {"sort.click": max(median(times) for times in clicked.values())}


def _click_head(stage: Stage, column: str) -> float:
    table = stage.window.table
    header, section = table.view.horizontalHeader(), table.model.names.index(column)
    x = header.sectionViewportPosition(section) + header.sectionSize(section) // 2
    place = QPoint(x, header.height() // 2)
    button, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    return stage.timed(lambda: QTest.mouseClick(header.viewport(), button, none, place))
