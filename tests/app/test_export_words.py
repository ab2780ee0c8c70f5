"""What `export` and `render` take on the command line, and what they say of what does not fit."""

import json
from pathlib import Path

import pytest

from tests.app.acts import Run
from tests.builders import small_dataset
from timeline_app.app.arguments import parse
from timeline_app.app.export_names import request_of, state_of
from timeline_app.app.filter_names import UsageError
from timeline_app.core.calendar import DAY, us_of
from timeline_app.core.when import Span
from timeline_app.io.export.choices import TableChoices
from timeline_app.views.canvas.figure_choices import FigureChoices


def table(*words: str) -> TableChoices:
    choices = request_of(parse(["export", "--out", "x.csv", *words]), small_dataset()).choices
    assert isinstance(choices, TableChoices)
    return choices


def picture(*words: str) -> FigureChoices:
    choices = request_of(parse(["render", "--out", "x.png", *words]), small_dataset()).choices
    assert isinstance(choices, FigureChoices)
    return choices


def test_the_ending_or_the_format_says_what_is_written() -> None:
    assert table().format == "csv"
    assert parse(["export", "--out", "x.txt", "--format", "CSV"]).format == "csv"


def test_columns_are_known_without_case_and_kept_in_order() -> None:
    assert table("--columns", "Title, date,title,weight").columns == ("title", "date", "weight")


def test_the_order_of_rows_is_a_column_and_a_direction() -> None:
    assert table("--sort", "fatalities:desc").sort == ("fatalities", True)
    assert table("--sort", "Title").sort == ("title", False)
    assert table("--sort", "weight:asc").sort == ("weight", False)
    assert table().sort == ("date", False)


def test_a_quote_has_a_row_when_asked() -> None:
    assert table("--rows", "quotes").per_quote
    assert not table("--rows", "events").per_quote
    assert table("--claims").claims


def test_sizes_have_names() -> None:
    assert picture("--size", "a4-landscape").size == (1123, 794)
    assert picture("--size", "A4, portrait").size == (794, 1123)
    assert picture("--size", "900x600").size == (900, 600)


def test_a_picture_shows_all_filtered_events_or_a_window() -> None:
    dataset = small_dataset()
    assert picture().whole_span
    words = ["render", "--out", "x.png", "--window", "2010/2012-02", "--group", "none"]
    options = parse(words)
    assert not picture(*words[3:]).whole_span
    state = state_of(options, dataset, ())
    assert state.window == Span(us_of(2010), us_of(2012, 2, 29) + DAY)
    assert state.group == ""


def test_numbers_and_credit() -> None:
    assert picture("--no-numbers", "--credit", "Desk").credit == "Desk"
    assert not picture("--no-numbers").numbers
    assert picture().numbers


@pytest.mark.parametrize(
    ("column", "order"),
    [
        ("start", ("date", False)),
        ("Start:desc", ("date", True)),
        ("fatalities_high:desc", ("fatalities", True)),
        ("fatalities_low", ("fatalities", False)),
    ],
)
def test_rows_are_sorted_by_what_an_export_calls_a_column(
    column: str, order: tuple[str, bool]
) -> None:
    assert table("--sort", column).sort == order


@pytest.mark.parametrize(
    ("column", "told"), [("sources_disagree", "--claims"), ("quote", "--rows quotes")]
)
def test_a_column_of_another_flag_names_the_flag(column: str, told: str) -> None:
    with pytest.raises(UsageError, match=f"{column!r} comes with {told}; add that"):
        table("--columns", f"title,{column}")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--columns", "titel,date"], "did you mean 'title'?"),
        (["--sort", "fatalitis"], "did you mean 'fatalities'?"),
        (["--sort", "title:up"], "there is no column 'title:up'"),
    ],
)
def test_an_unknown_column_names_the_nearest(words: list[str], told: str) -> None:
    with pytest.raises(UsageError, match=r"no column") as error:
        table(*words)
    assert told in str(error.value)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["export", "--out", "x.doc"], "its name must end in .csv"),
        (["export", "--out", "x.png"], "pictures are drawn by timeline-app render"),
        (["export", "--out", "-"], "the standard output is not written to"),
        (["render", "--out", "-"], "the standard output is not written to"),
        (["export", "--out", ""], "must be the name of a file"),
        (["render", "--out", "x.svg", "--dpi", "96"], "only a PNG has dots"),
        (["export", "--out", "x.doc", "--format", "cvs"], "did you mean 'csv'?"),
        (["export", "--out", "x.csv", "--columns", " , "], "names no column"),
        (["export", "--out", "x.zip", "--rows", "quotes"], "zip is always written whole"),
        (["export", "--out", "x.zip", "--columns", "title"], "leave --columns out"),
        (["export", "--out", "x.geojson", "--rows", "quotes"], "one entry for each event"),
        (["export", "--out", "x.timelinejs.csv", "--columns", "title"], "in its own form"),
        (["export", "--out", "x.xlsx", "--bom"], "only csv, tsv and timelinejs-csv can have it"),
        (["export", "--out", "x.csv", "--title", "T"], "only a report can have it, not csv"),
        (["export", "--again", "x.json", "--bom"], "takes only --out FILE beside it"),
        (["export", "--again", "x.json", "data"], "takes only --out FILE beside it"),
        (["render", "--out", "x.png", "--size", "a9"], "or one of a4-landscape, "),
        (["render", "--out", "x.png", "--window", "2010"], "must be FROM/TO"),
        (["render", "--out", "x.png", "--window", "2012/2010"], "is after"),
        (["render", "--out", "x.png", "--window", "soon/2010"], "is no date"),
    ],
)
def test_what_does_not_fit_is_wrong_usage(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[str], told: str
) -> None:
    monkeypatch.chdir(tmp_path)
    status, stdout, stderr = run(*words)
    assert (status, stdout) == (2, "")
    assert told in stderr
    assert not list(tmp_path.iterdir())


def test_rows_per_quote_are_counted_with_their_events(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "x.csv"
    status, told, _ = run("export", "--rows", "quotes", "--out", out)
    rows = out.read_bytes().count(b"\r\n") - 1
    assert status == 0
    assert told == f"{rows} rows for 30 of 30 events written to {out}\n"


def test_what_a_format_has_no_place_for_is_said(run: Run, tmp_path: Path) -> None:
    table, out = tmp_path / "a.csv", tmp_path / "x.geojson"
    table.write_text("event_id,title,date,latitude,longitude\na,A,2024,15,-91\nb,B,,,\n", "utf-8")
    told = f"1 of 2 events written to {out}, 1 without a place left out\n"
    assert run("export", table, "--out", out) == (0, told, "")
    assert run("export", table, "--out", out, "--columns", "title") == (0, told, "")
    (feature,) = json.loads(out.read_bytes())["features"]
    assert feature["properties"] == {"title": "A"}
