"""The problems of files as a table."""

from pytestqt.modeltest import ModelTester

from tests.readings import problem
from timeline_app.core.reading import Outcome
from timeline_app.models.problem_model import COLUMNS, ProblemModel


def test_each_problem_is_a_row(qtmodeltester: ModelTester) -> None:
    model = ProblemModel()
    model.show_problems([problem(7, text="31 February"), problem(0, outcome=Outcome.SET_ASIDE)])
    qtmodeltester.check(model)
    assert model.rowCount() == 2
    assert [model.index(0, column).data() for column in range(len(COLUMNS))] == [
        "a.csv",
        "7",
        "Undated",
        "date",
        "31 February",
        "There is no such day.",
    ]
    assert model.index(1, COLUMNS.index("line")).data() == ""
    assert model.index(1, COLUMNS.index("outcome")).data() == "Set aside"


def test_long_texts_and_line_breaks_stay_one_line() -> None:
    model = ProblemModel()
    model.show_problems([problem(1, text="a\nb " + "x" * 5000)])
    shown = model.index(0, COLUMNS.index("text")).data()
    assert shown.startswith("a b x")
    assert len(shown) <= 300


def test_no_problems_no_rows() -> None:
    model = ProblemModel()
    model.show_problems([problem(1)])
    model.show_problems([])
    assert model.rowCount() == 0
