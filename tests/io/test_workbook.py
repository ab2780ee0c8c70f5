"""Sheets of workbooks become tables of text, whatever is around and in them."""

import zipfile
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.io.sheets import (
    error,
    flag,
    formula,
    number,
    ods,
    ods_cell,
    ods_row,
    ods_table,
    rows,
    written,
    xlsx,
)
from timeline_app.core.progress import Cancelled, Progress
from timeline_app.core.reading import NoEvent, Outcome
from timeline_app.io.containers.cell_text import duration_text, number_text
from timeline_app.io.containers.limits import LIMITS, Limits
from timeline_app.io.containers.raw_table import RawTable
from timeline_app.io.containers.workbook import is_workbook, look_at, read_workbook, sheets
from timeline_app.io.finding import ReadError
from timeline_app.io.open import open_dataset

HEADER = ["id", "date", "title"]


def noting(fractions: list[float]) -> Progress:
    def progress(fraction: float) -> bool:
        fractions.append(fraction)
        return True

    return progress


def table(path: Path, sheet: str = "Events") -> RawTable:
    return read_workbook(path, path.name, sheet)


def column(path: Path, *cells: str | None) -> list[str]:
    """What the cells of a column become."""
    body: list[list[str | None]] = [["key", "mine"]]
    body += [[f"k{n}", cell] for n, cell in enumerate(cells)]
    found: list[str] = table(xlsx(path / "x.xlsx", {"Events": rows(*body)})).frame["mine"].tolist()
    return found


def refused(path: Path, limits: Limits = LIMITS) -> str:
    with pytest.raises(ReadError) as caught:
        read_all(path, limits)
    return str(caught.value)


def read_all(path: Path, limits: Limits) -> None:
    for sheet in sheets(path, path.name, limits):
        look_at(path, path.name, sheet, limits)
        read_workbook(path, path.name, sheet, limits=limits)


def test_a_sheet_is_a_table_with_the_numbers_of_its_rows(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "x.xlsx", {"Events": rows(HEADER, ["a", "2024", "A"], ["b", None, "B"])})
    found = table(path)
    assert found.names == HEADER
    assert found.frame.to_numpy().tolist() == [["a", "2024", "A"], ["b", "", "B"]]
    assert list(found.lines) == [2, 3]
    assert [str(note) for note in found.log.notes] == ['The sheet "Events" was read.']
    assert look_at(path, "x.xlsx", "Events").first == (("a", "2024", "A"), ("b", "", "B"))


def test_each_kind_of_value_has_its_text(tmp_path: Path) -> None:
    assert column(
        tmp_path, number(5), number("5.0"), number("15.25"), number(900719925474099),
        number("0.1"), flag(1), flag(0), "007", formula("worked out"), "NA",
    ) == [
        "5", "5", "15.25", "900719925474099", "0.1", "true", "false", "007", "worked out", "NA",
    ]  # fmt: skip
    assert column(tmp_path, number(0.25, 3), number(0.604167, 3)) == ["06:00:00", "14:30:00.029"]
    assert column(tmp_path, number(1.5, 4)) == ["36:00:00"]


def test_midnight_is_no_time_unless_a_column_has_others(tmp_path: Path) -> None:
    assert column(tmp_path, number(45415, 1), number(45416, 2)) == ["2024-05-03", "2024-05-04"]
    assert column(tmp_path, number(45415, 2), number(45416.5, 2)) == [
        "2024-05-03T00:00:00",
        "2024-05-04T12:00:00",
    ]
    days = xlsx(tmp_path / "d.xlsx", {"Events": rows(["key", "day"], ["a", number(45415, 1)])})
    assert look_at(days, "d", "Events").first == (("a", "2024-05-03"),)


def test_escapes_of_line_breaks_are_line_breaks(tmp_path: Path) -> None:
    assert column(tmp_path, "a_x000B_b", "a_x000D_\nb", "a\r\nb", "_x005F_x000B_c") == [
        "a\nb",
        "a\nb",
        "a\nb",
        "\nc",
    ]


def test_titles_and_blank_rows_are_counted(tmp_path: Path) -> None:
    body = [["Events of 2024"], [], HEADER, ["a", "2024", "A"], [" "], ["b", "2025", "B"]]
    body += [[""] * 3] * 2000
    path = xlsx(tmp_path / "x.xlsx", {"Events": rows(*body, HEADER, first=3)})
    found = table(path)
    assert found.frame["id"].tolist() == ["a", "b"]
    assert list(found.lines) == [6, 8]
    assert found.log.no_events == {NoEvent.TITLE: 1, NoEvent.BLANK: 2004, NoEvent.HEADER: 1}
    assert 'Above the header stands, and is no event: "Events of 2024".' in map(
        str, found.log.notes
    )


def test_a_sheet_without_header_loses_no_row(tmp_path: Path) -> None:
    body = [["a", "2024-01-02", "12"], ["b", "2024-01-03", "13"], ["c", "2024-01-04", "14"]]
    path = xlsx(tmp_path / "x.xlsx", {"Events": rows(*body)})
    found = table(path)
    assert found.names == ["column 1", "column 2", "column 3"]
    assert (len(found), list(found.lines)) == (3, [1, 2, 3])
    assert look_at(path, "x", "Events").names == ()


def test_a_column_that_only_counts_rows_is_left_out(tmp_path: Path) -> None:
    body: list[list[str | None]] = [["", "id", "title"]]
    body += [[number(n), f"e{n}", "A"] for n in range(60)]
    path = xlsx(tmp_path / "x.xlsx", {"Events": rows(*body)})
    assert table(path).names == ["id", "title"] == list(look_at(path, "x", "Events").names)
    assert any("only counts the rows" in str(note) for note in table(path).log.notes)


def test_names_are_unique_and_columns_without_anything_left_out(tmp_path: Path) -> None:
    body: list[list[str | None]] = [
        ["id", "Sex", "Sex ", "", ""],
        ["a", "1", "2", None, "3"],
        ["b", "1", "2", None, "3"],
    ]
    path = xlsx(tmp_path / "x.xlsx", {"Events": rows(*body)})
    assert table(path).names == ["id", "Sex", "Sex (2)", "column 5"]


@pytest.mark.parametrize("dimension", ["A1", "A1:ZZ99999", "nonsense"])
def test_a_wrong_declared_size_does_not_matter(tmp_path: Path, dimension: str) -> None:
    body = rows(HEADER, ["a", "2024", "A"])
    path = xlsx(tmp_path / "x.xlsx", {"Events": body}, dimension=dimension)
    with suppress(ReadError):  # nonsense may be refused, but nothing may be lost
        assert table(path).frame.to_numpy().tolist() == [["a", "2024", "A"]]
        return
    assert dimension == "nonsense"


def test_errors_are_empty_and_told(tmp_path: Path) -> None:
    body = [HEADER, ["a", error("#DIV/0!"), "A"], ["b", "2024", "#N/A"], ["c", "2024", "C"]]
    found = table(xlsx(tmp_path / "x.xlsx", {"Other": rows(["x"]), "Events": rows(*body)}))
    assert found.frame["date"].tolist() == ["", "2024", "2024"]
    assert found.frame["title"].tolist() == ["A", "", "C"]
    problems = sorted(found.log.problems, key=lambda problem: problem.line)
    assert [(p.line, p.column, p.text, p.outcome) for p in problems] == [
        (2, "date", "#DIV/0!", Outcome.REPAIRED),
        (3, "title", "#N/A", Outcome.REPAIRED),
    ]


def test_errors_are_told_wherever_the_file_is_cut_while_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("timeline_app.io.containers.zipped._BLOCK", 7)
    body = [HEADER, ["a", error("#DIV/0!"), "A"], ["b", "2024", error("#REF!")]]
    found = table(xlsx(tmp_path / "x.xlsx", {"Events": rows(*body)}))
    assert [(p.line, p.column) for p in found.log.problems] == [(2, "date"), (3, "title")]


def test_only_sheets_that_are_seen_and_hold_cells_are_offered(tmp_path: Path) -> None:
    body = rows(HEADER, ["a", "2024", "A"])
    given_sheets = {"Notes & more": body, "Empty": "", "Secret": body, "Events": body}
    path = xlsx(tmp_path / "x.xlsx", given_sheets, hidden=["Secret"])
    assert sheets(path, "x") == ["Notes & more", "Events"]
    assert [str(note) for note in table(path).log.notes] == [
        'The sheet "Events" was read; not read: "Notes & more", "Empty".'
    ]
    with pytest.raises(ReadError, match='There is no sheet "Other"'):
        look_at(path, "x", "Other")
    assert "has no sheet with cells" in refused(xlsx(tmp_path / "y.xlsx", {"One": ""}))
    assert "has no sheet with cells" in refused(xlsx(tmp_path / "z.xlsx", {"A": "", "B": ""}))


def test_ods_sheets_read_alike(tmp_path: Path) -> None:
    sheet = ods_table(
        "Events",
        ods_row(*map(ods_cell, ("id", "date", "killed", "at"))),
        ods_row(
            ods_cell("a"),
            ods_cell("3 May", "date", date_value="2024-05-03"),
            ods_cell("5", "float", value="5"),
            ods_cell("2.30pm", "time", time_value="PT14H30M00S"),
            repeated=2,
        ),
        ods_row(ods_cell("#N/A"), '<table:table-cell table:number-columns-repeated="1000"/>'),
        ods_row("<table:table-cell/>", repeated=1_000_000),
    )
    path = ods(tmp_path / "x.ods", sheet, ods_table("Secret", ods_row(ods_cell("x")), hidden=True))
    assert is_workbook(path.read_bytes(), path)
    assert sheets(path, "x") == ["Events"]
    found = table(path)
    assert found.frame.to_numpy().tolist()[:2] == [["a", "2024-05-03", "5", "14:30:00"]] * 2
    assert list(found.lines) == [2, 3, 4]
    assert [p.text for p in found.log.problems] == ["#N/A"]


def test_content_decides_and_not_the_name(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "x.csv", {"Events": rows(HEADER, ["a", "2024", "A"])})
    assert is_workbook(path.read_bytes(), path)
    assert len(table(path)) == 1
    plain = tmp_path / "y.xlsx"
    plain.write_text("id,date\n", encoding="utf-8")
    assert not is_workbook(plain.read_bytes(), plain)
    zipped = written(tmp_path / "z.zip", {"a.csv": "1"})
    assert not is_workbook(zipped.read_bytes(), zipped)


def test_locked_and_damaged_workbooks_are_told(tmp_path: Path) -> None:
    locked = tmp_path / "x.xlsx"
    mark = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    locked.write_bytes(mark + bytes(1000) + "EncryptedPackage".encode("utf-16-le") + bytes(1000))
    assert is_workbook(locked.read_bytes(), locked)
    assert "locked with a password" in refused(locked)
    locked.write_bytes(mark + bytes(1000))
    assert "This is no workbook that can be read" in refused(locked)
    path = xlsx(tmp_path / "y.xlsx", {"Events": rows(HEADER, ["a", "2024", "A"])})
    path.write_bytes(path.read_bytes()[:-30])
    assert is_workbook(path.read_bytes(), path)
    assert "It is damaged or cut off" in refused(path)
    broken = xlsx(tmp_path / "z.xlsx", {"Events": "<row><c"})
    assert "This is no workbook that can be read" in refused(broken)
    assert "There is no such file" in refused(tmp_path / "none.xlsx")
    assert "This is a folder" in refused(tmp_path)


def test_bombs_are_refused(tmp_path: Path) -> None:
    body = rows(HEADER, ["a", "2024", "A" * 100_000])
    path = xlsx(tmp_path / "x.xlsx", {"Events": body})
    small = Limits(modest=10_000, ratio=5)
    assert "made to fill the memory" in refused(path, small)
    pictures = xlsx(
        tmp_path / "y.xlsx",
        {"Events": rows(HEADER, ["a", "2024", "A"])},
        extra={"xl/media/a.png": bytes(100_000)},
    )
    assert sheets(pictures, "y", small) == ["Events"]


@pytest.mark.parametrize("space", ["", " "])
def test_a_far_cell_does_not_fill_the_memory(tmp_path: Path, space: str) -> None:
    far = f'<row r="1048576"><c r{space}={space}"XFD1048576"><v>1</v></c></row>'
    path = xlsx(tmp_path / "x.xlsx", {"Events": rows(HEADER) + far})
    assert "A sheet reaches down to row 1,048,576 and over 16,384 columns" in refused(path)


def test_far_and_repeated_cells_of_ods_do_not_fill_the_memory(tmp_path: Path) -> None:
    many = ods_table("Events", ods_row(ods_cell("x", repeated=16_000), repeated=1_000_000))
    assert "would unpack to more than 4 GB" in refused(ods(tmp_path / "x.ods", many))
    gap = '<table:table-cell table:number-columns-repeated="16000"/>'
    far = ods_table(
        "Events",
        ods_row(ods_cell("id")),
        ods_row(gap, repeated=1_000_000),
        ods_row(gap, ods_cell("x")),
    )
    assert "over 16,001 columns" in refused(ods(tmp_path / "y.ods", far))


def test_texts_that_stand_once_but_are_named_often_do_not_fill_the_memory(tmp_path: Path) -> None:
    named = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>1</v></c></row>' for n in range(1, 3000))
    texts = f"<sst><si><t>a</t></si><si><t>{'x' * 50_000}</t></si></sst>"
    path = xlsx(tmp_path / "x.xlsx", {"Events": named}, extra={"xl/sharedStrings.xml": texts})
    assert "would unpack to more than 95.4 MB" in refused(path, Limits(unpacked=100_000_000))
    long = ods_table("Events", ods_row(ods_cell("x" * 50_000, repeated=2), repeated=1500))
    path = ods(tmp_path / "x.ods", long)
    assert "would unpack to more than 95.4 MB" in refused(path, Limits(unpacked=100_000_000))


def test_wide_sheets_and_large_cells_are_read(tmp_path: Path) -> None:
    cell = "x" * 5_000_000
    names = "".join(f'<c t="inlineStr"><is><t>field {n}</t></is></c>' for n in range(500))
    values = "".join(f'<c t="inlineStr"><is><t>{n}</t></is></c>' for n in range(499))
    large = f'<c t="inlineStr"><is><t>{cell}</t></is></c>'
    sheet = f"<row>{names}</row><row>{large}{values}</row>"
    found = table(xlsx(tmp_path / "x.xlsx", {"Events": sheet}))
    assert (len(found.names), len(found)) == (500, 1)
    assert found.cells("field 0")[0].as_py() == cell


def test_progress_stops(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "x.xlsx", {"Events": rows(HEADER, ["a", "2024", "A"])})
    fractions: list[float] = []
    read_workbook(path, "x", "Events", noting(fractions))
    assert fractions == sorted(fractions)
    assert fractions[-1] == 1.0
    with pytest.raises(Cancelled):
        read_workbook(path, "x", "Events", lambda fraction: fraction < 0.5)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_any_damage_inside_gives_rows_or_a_sentence(tmp_path: Path, data: st.DataObject) -> None:
    path = xlsx(tmp_path / "x.xlsx", {"Events": rows(HEADER, ["a", number(45415, 1), "A"])})
    with zipfile.ZipFile(path) as archive:
        parts = {name: bytearray(archive.read(name)) for name in archive.namelist()}
    part = parts[data.draw(st.sampled_from(sorted(parts)))]
    for _ in range(data.draw(st.integers(1, 3))):
        part[data.draw(st.integers(0, len(part) - 1))] = data.draw(st.integers(0, 255))
    written(path, {name: bytes(content) for name, content in parts.items()})
    with suppress(ReadError):
        for sheet in sheets(path, "x"):
            look_at(path, "x", sheet)
            found = read_workbook(path, "x", sheet)
            assert len(found.lines) == len(found)


@given(st.floats(allow_infinity=False, allow_nan=False))
def test_the_text_of_a_number_is_the_number(value: float) -> None:
    assert float(number_text(value)) == value
    assert not number_text(value).endswith(".0")


def test_texts_of_durations_and_of_no_number() -> None:
    spans = [timedelta(), timedelta(days=-1), timedelta(hours=1, milliseconds=500)]
    assert list(map(duration_text, spans)) == ["00:00:00", "-24:00:00", "01:00:00.5"]
    assert number_text(float("nan")) == ""


def test_a_workbook_of_before_2007_is_read() -> None:
    path = Path(__file__).parent / "files" / "old.xls"
    assert sheets(path, path.name) == ["Notes", "Events"]
    table = read_workbook(path, path.name, "Events")
    assert table.names == ["Date", "Headline", "Country", "Deaths"]
    assert table.cells("Date").to_pylist()[0] == "2020-01-03"
    assert table.cells("Headline").to_pylist()[4] == "Clash no. 4 at the río"
    assert list(table.lines) == [4, 5, 6, 7, 8]
    assert table.log.no_events == {NoEvent.TITLE: 1, NoEvent.BLANK: 1}


def test_unasked_the_first_sheet_that_has_rows_is_read() -> None:
    dataset = open_dataset([Path(__file__).parent / "files" / "old.xls"])
    assert len(dataset) == 5
