"""Text tables as people have them: whatever can be read is read, and no row disappears."""

import csv
import io
import os
import re
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from timeline_app.core.progress import Cancelled
from timeline_app.core.reading import NoEvent, Outcome
from timeline_app.io.containers.delimited import Dialect, Head, look_at, read_delimited
from timeline_app.io.containers.raw_table import RawTable
from timeline_app.io.finding import ReadError

TRICKY = "ab,;\t|\"'\r\n é€日"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "x.csv"


def looked(file: Path, content: str | bytes) -> Head:
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return look_at(file, "x.csv")


def read(file: Path, content: str | bytes) -> RawTable:
    return read_delimited(file, "x.csv", looked(file, content).dialect)


def rows(table: RawTable) -> list[tuple[str, ...]]:
    cells = (table.cells(name).to_pylist() for name in table.names)
    return list(zip(*cells, strict=True))


def problems(table: RawTable) -> list[tuple[Outcome, int, str]]:
    return [(problem.outcome, problem.line, problem.text) for problem in table.log.problems]


def accounted(table: RawTable) -> int:
    return len(table) + table.log.set_aside + table.log.no_events.total()


def test_a_plain_table(file: Path) -> None:
    table = read(file, "a,b\n1,x\n2,y\n")
    assert table.names == ["a", "b"]
    assert rows(table) == [("1", "x"), ("2", "y")]
    assert list(table.lines) == [2, 3]
    assert (table.log.problems, table.log.notes, table.log.no_events.total()) == ([], [], 0)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\r\r\n"])
def test_any_delimiter_encoding_and_line_end(
    file: Path, delimiter: str, encoding: str, end: str
) -> None:
    lines = [["día", "a, b", "n"], ["1", "x; y|z", "1,5"], ["2", "é\tü", "2,5"], ["3", "w", "3,25"]]
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter, lineterminator=end).writerows(lines)
    table = read(file, text.getvalue().encode(encoding))
    assert table.names == lines[0]
    assert [list(row) for row in rows(table)] == lines[1:]
    assert list(table.lines) == [2, 3, 4]
    assert not table.log.problems


@pytest.mark.parametrize(
    ("content", "delimiter"),
    [
        ("name;share\na;1,5\nb;2,5\n", ";"),
        ("name,list\na,1;2;3\nb,4;5;6\n", ","),
        ("Time|Source|User|Description\n1|a|b|c, d, e\n2|a|b|c, d, e\n", "|"),
        ("a,b\n1,2\n", ","),
        ('a,b\n"1;2;3",2\n"1;2;3",2\n', ","),
        ("a,b|c\n1,2|3\n", ","),
        ("name,actors,year\n" + "a,b|c,2001\n" * 11 + "a,b|c\n" * 2, ","),
        ("Made, with care\nname;share\na;1\nb;2\n", ";"),
    ],
)
def test_the_delimiter_is_the_one_that_fits(file: Path, content: str, delimiter: str) -> None:
    assert looked(file, content).dialect.delimiter == delimiter


def test_a_table_of_one_column(file: Path) -> None:
    table = read(file, 'title\nfoo, bar\nbaz\n\n"x, y"\n')
    assert rows(table) == [("foo, bar",), ("baz",), ("x, y",)]
    assert list(table.lines) == [2, 3, 5]


def test_titles_above_the_header_are_no_events(file: Path) -> None:
    table = read(file, "Events of 2024\n\nid,date,title\n1,2024-01-01,A\n2,2024-01-02,B\n")
    assert table.names == ["id", "date", "title"]
    assert list(table.lines) == [4, 5]
    assert table.log.no_events == {NoEvent.TITLE: 1, NoEvent.BLANK: 1}


@pytest.mark.parametrize(
    ("content", "header"),
    [
        ("1,2020-01-01,x\n2,2020-01-02,y\n3,,z\n", None),
        ("x,y,20200101\n" * 3, None),
        ("a,b,c\nd,e,f\ng,h,i\n", 0),
        ("a,b,c\na,b,d\na,b,e\n", 0),
        ("country,1990,1991\nMexico,3,4\nPeru,5,6\n", 0),
        ("name,2020\nx,15\ny,7\n", 0),
        ("id,date\n", 0),
        ("1,2020-01-01,x\n", None),
        ("\n\nid,date\n1,2020\n", 2),
    ],
)
def test_only_clear_data_is_no_header(file: Path, content: str, header: int | None) -> None:
    assert looked(file, content).dialect.header == header


def test_a_table_without_header_gets_the_names_given(file: Path) -> None:
    head = looked(file, "\n7,2020-01-01,x\n9,2020-01-02\n8,2020-01-02,z\n")
    assert (head.names, head.first[1]) == ((), ("9", "2020-01-02"))
    dialect = head.dialect
    table = read_delimited(file, "x.csv", dialect, names=["id", "date", "title"])
    assert table.names == ["id", "date", "title"]
    assert rows(table)[1] == ("9", "2020-01-02", "")
    assert list(table.lines) == [2, 3, 4]
    assert read_delimited(file, "x.csv", dialect).names == ["column 1", "column 2", "column 3"]
    few = read_delimited(file, "x.csv", dialect, names=["id", "date"])
    assert few.names == ["id", "date", "column 3"]
    many = read_delimited(file, "x.csv", dialect, names=["id", "date", "title", "text"])
    assert rows(many)[0] == ("7", "2020-01-01", "x", "")
    assert [p[:2] for p in problems(many)] == [(Outcome.REPAIRED, 3)]


def test_names_are_trimmed_and_unlike(file: Path) -> None:
    head = looked(file, '\ufeff"Case Number" , Sex ,Case Number,\nx,m,y,z\nv,f,w,\n')
    assert head.names == ("Case Number", "Sex", "Case Number (2)", "column 4")
    assert read_delimited(file, "x.csv", head.dialect).names == list(head.names)


@pytest.mark.parametrize(
    "content",
    [",a,b\n0,x,y\n1,z,w\n", '"","a","b"\n"1","x","y"\n"2","z","w"\n', "a,b\n1,x,y\n2,z,w\n"],
)
def test_a_column_that_only_counts_rows_is_left_out(file: Path, content: str) -> None:
    head = looked(file, content)
    table = read_delimited(file, "x.csv", head.dialect)
    assert head.names == ("a", "b") == tuple(table.names)
    assert head.first == (("x", "y"), ("z", "w")) == tuple(rows(table))
    assert "only counts the rows" in str(table.log.notes[0])


def test_a_first_column_that_does_more_than_counting_stays(file: Path) -> None:
    count = "".join(f"{n},x\n" for n in range(60))
    assert read(file, f",a\n{count}7,y\n").names == ["column 1", "a"]


def test_empty_columns_that_nobody_named_are_left_out(file: Path) -> None:
    head = looked(file, "a,b,,\n1,2,,\n3,4,,\n")
    table = read_delimited(file, "x.csv", head.dialect)
    assert (head.names, table.names) == (("a", "b"), ["a", "b"])
    assert read(file, "a,b\n1,2,\n3,4,\n").names == ["a", "b"]
    assert not table.log.problems


def test_cells_beyond_the_header_are_kept_where_all_rows_have_them(file: Path) -> None:
    table = read(file, "a,b\nx,y,z\nu,v,w\n")
    assert rows(table) == [("x", "y", "z"), ("u", "v", "w")]
    assert 'called "column 3"' in str(table.log.notes[0])


@pytest.mark.parametrize("names", ["id,date,title", "No.,title,date", "event_id,date,title"])
def test_a_count_that_has_a_name_keeps_it_where_the_last_name_is_missing(
    file: Path, names: str
) -> None:
    date, title = ("2020-01-0{}", "Riots") if names.split(",")[1] == "date" else ("Riots", "2020")
    lines = [f"{n},{date.format(n)},{title},Minsk\n" for n in range(1, 9)]
    table = read(file, f"{names}\n{''.join(lines)}")
    assert table.names == [*names.split(","), "column 4"]
    assert 'called "column 4"' in str(table.log.notes[0])


def test_row_numbers_of_r_may_stand_before_ids(file: Path) -> None:
    lines = "".join(f"{n},MEX{n},2020-01-0{n},Riots\n" for n in range(1, 9))
    assert rows(read(file, f"event_id,date,title\n{lines}"))[0] == ("MEX1", "2020-01-01", "Riots")


def test_a_line_of_tags_below_the_header_is_no_event(file: Path) -> None:
    table = read(file, "date,title,tag\n#date+start,#event,\n2020,A,#b\n,#riots,#city\n")
    assert rows(table) == [("2020", "A", "#b"), ("", "#riots", "#city")]
    assert table.log.no_events == {NoEvent.TAGS: 1}
    assert table.lines == [3, 4]


def test_rows_of_a_wrong_width(file: Path) -> None:
    table = read(file, "a,b,c\n1,2,3\n4,5\n6,7,8,\n9,10,11,12\n13,14,15\n")
    assert rows(table) == [("1", "2", "3"), ("4", "5", ""), ("6", "7", "8"), ("13", "14", "15")]
    assert list(table.lines) == [2, 3, 4, 6]
    assert problems(table) == [
        (Outcome.REPAIRED, 3, "4,5"),
        (Outcome.SET_ASIDE, 5, "9,10,11,12"),
    ]
    assert str(table.log.problems[0].reason) == (
        "The row has 2 of 3 cells; the last ones are taken as empty."
    )


def test_blank_rows_and_repeated_headers_are_no_events(file: Path) -> None:
    table = read(file, "a,b\n1,x\n\n,\na,b\n2,y\n  \n" + ",\n" * 1000)
    assert rows(table) == [("1", "x"), ("2", "y")]
    assert list(table.lines) == [2, 6]
    assert table.log.no_events == {NoEvent.BLANK: 1003, NoEvent.HEADER: 1}


def test_lines_are_those_of_the_file(file: Path) -> None:
    table = read(file, '"a\nb",c\n1,"x\ny"\r\n\n2,"z\r\n\nw"\n3,v\n')
    assert list(table.lines) == [3, 6, 9]
    assert rows(table)[1] == ("2", "z\r\n\nw")
    table = read(file, "a,b\n" + "1,2\n" * 1000)
    assert table.lines == range(2, 1002)


def test_text_behind_a_quoted_cell_is_read(file: Path) -> None:
    table = read(file, 'a,b\n1,"x"y\n2,z\n3,5" pipe\n')
    assert rows(table) == [("1", "xy"), ("2", "z"), ("3", '5" pipe')]
    assert problems(table) == [(Outcome.REPAIRED, 2, '1,"x"y')]


@pytest.mark.parametrize("behind", ['"z"', "z", '"z\nz"'])
def test_an_open_quote_costs_but_its_line(file: Path, behind: str) -> None:
    table = read(file, 'a,b\n1,x\n2,"open\n' + f"3,{behind}\n" * 500)
    assert len(table) == 501
    assert problems(table) == [(Outcome.SET_ASIDE, 3, '2,"open')]


def test_an_open_quote_in_each_line(file: Path) -> None:
    table = read(file, "a,b,c\n1,2,3\n" * 2 + '4,"x,6\n' * 100)
    assert (len(table), table.log.set_aside, accounted(table)) == (2, 100, 103)


def test_a_file_that_breaks_off_in_a_quoted_cell(file: Path) -> None:
    table = read(file, 'a,b,c\n1,2,3\n4,"text\nmore')
    assert rows(table) == [("1", "2", "3")]
    assert problems(table) == [(Outcome.SET_ASIDE, 3, '4,"text\nmore')]
    assert str(table.log.problems[0].reason).startswith("The file ends inside a quoted cell")


def test_spaces_before_quoted_cells(file: Path) -> None:
    table = read(file, 'a, "b", c\n1, "x, y", z\n2, "v\nw", u\n')
    assert rows(table) == [("1", "x, y", "z"), ("2", "v\nw", "u")]
    assert list(table.lines) == [2, 3]


def test_nuls_are_kept_and_told(file: Path) -> None:
    table = read(file, "a,b\n1,x\0y\n2,some longer text that makes it one\n")
    assert rows(table)[0] == ("1", "x\0y")
    assert problems(table)[0][:2] == (Outcome.NOTED, 2)


def test_wrong_bytes_far_down(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("timeline_app.io.containers.delimited._HEAD", 100)
    content = b"a,b\n" + b"1,x\n" * 1000 + b"2,Caf\xe9\n"
    assert looked(file, content).dialect.encoding == "utf-8"
    table = read(file, content)
    assert rows(table)[-1] == ("2", "Café")
    assert "Windows-1252" in str(table.log.notes[0])
    table = read(file, content + "3,é\n4,ü\n".encode())
    assert [row[1] for row in rows(table)[-3:]] == ["Caf\ufffd", "é", "ü"]
    assert "UTF-8" in str(table.log.notes[0])
    assert "in line 1002" in str(table.log.notes[0])


@pytest.mark.parametrize(
    "content",
    [
        b"a,b,c\n1,2,3\n1," + b'"' + b"lorem ipsum\n" * 400_000 + b'",3\n4,5,6\n',
        b"a,b,c\n1,2,3\n1," + b"lorem ipsum " * 400_000 + b",3\n4,5,6\n",
        b"a,b,c\n1," + b'"' + b"lorem, ipsum, dolor\n" * 250 + b'",3\n4,5,6\n4,5,6\n',
    ],
)
def test_giant_cells_are_read(file: Path, content: bytes) -> None:
    table = read(file, content)
    wanted = list(csv.reader(io.StringIO(content.decode(), newline="")))
    assert [list(row) for row in rows(table)] == wanted[1:]
    assert not table.log.problems


def test_many_columns(file: Path) -> None:
    line = ",".join(f"column{n}" for n in range(503))
    table = read(file, line + "\n" + line.replace("column", "x") + "\n")
    assert (len(table.names), len(table)) == (503, 1)


def test_what_cannot_be_read_gets_a_sentence(tmp_path: Path, file: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path, word in [
        (tmp_path, "a folder"),
        (tmp_path / "none.csv", "no such file"),
        (tmp_path / "pipe", "no plain file"),
    ]:
        with pytest.raises(ReadError, match=word):
            look_at(path, path.name)
        with pytest.raises(ReadError, match=word):
            read_delimited(path, path.name, Dialect("utf-8", ",", 0))
    for content, word in [(b"", "empty"), (b"\n \n", "empty"), (b"PK\x03\x04xx", "zip")]:
        with pytest.raises(ReadError, match=word):
            looked(file, content)


def test_reading_can_be_stopped(file: Path) -> None:
    for encoding in ("utf-8", "utf-16"):
        dialect = looked(file, ("a,b\n" + "1,2\n" * 100).encode(encoding)).dialect
        with pytest.raises(Cancelled):
            read_delimited(file, "x.csv", dialect, progress=lambda fraction: False)


def test_the_first_rows_of_a_large_file_are_shown_early(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("timeline_app.io.containers.large_csv.PREVIEW_FROM", 100)
    monkeypatch.setattr("timeline_app.io.containers.pieces.PIECE", 64)
    dialect = looked(file, "a,b\n1,x\n\n" + "2,y\n" * 500).dialect
    shown: list[RawTable] = []
    whole = read_delimited(file, "x.csv", dialect, preview=shown.append)
    (first,) = shown
    assert 0 < len(first) < len(whole) == 501
    assert list(first.lines) == list(whole.lines)[: len(first)]
    assert first.log is not whole.log


QUOTING: Final = (csv.QUOTE_MINIMAL, csv.QUOTE_ALL)
letters = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=6) | st.text(
    TRICKY, max_size=6
)
latin = st.text("abc,;|\t\"'\r\n éñü€“", max_size=6)


@st.composite
def tables(draw: st.DrawFn, cells: st.SearchStrategy[str]) -> list[list[str]]:
    """A header and rows, none of which is blank or a copy of the header."""
    width = draw(st.integers(1, 4))
    line = st.lists(cells, min_size=width, max_size=width)
    body = draw(st.lists(line.filter(any), max_size=6))
    return [[f"name{n}" for n in range(width)], *body]


@settings(max_examples=100)
@given(
    st.data(),
    st.sampled_from([",", ";", "\t", "|"]),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16-le", "utf-16-be", "cp1252"]),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.booleans(),
    st.sampled_from([24, 1 << 22]),
)
def test_what_the_csv_module_writes_comes_back(
    data: st.DataObject, delimiter: str, encoding: str, end: str, quoted: bool, piece: int
) -> None:
    lines = data.draw(tables(latin if encoding == "cp1252" else letters))
    if not quoted:  # the csv module quotes no line ends but its own
        lines = [[re.sub(r"[\r\n]+", end, cell) for cell in line] for line in lines]
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter, lineterminator=end, quoting=QUOTING[quoted]).writerows(
        lines
    )
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr("timeline_app.io.containers.pieces.PIECE", piece)
        file = Path(folder) / "x.csv"
        file.write_bytes(text.getvalue().encode(encoding))
        dialect = Dialect(encoding.removesuffix("-sig"), delimiter, 0)
        table = read_delimited(file, "x.csv", dialect)
    assert [list(row) for row in rows(table)] == lines[1:]
    assert not table.log.problems
    assert not table.log.no_events.total()


scraps = st.sampled_from(
    [
        b'"',
        b",",
        b"\n",
        b"\r",
        b"\r\n",
        b"\0",
        b"\xe9",
        "é".encode(),
        b'""',
        b",,,",
        b"a,b,c\n",
        b";",
    ]
) | st.binary(max_size=4)
edits = st.lists(st.tuples(st.floats(0, 1), st.integers(0, 8), scraps), max_size=5)
SOUND = ('a,b,c\n1,"x, y",z\n2,"v\nw",u\n\n3,é,"say ""hi"""\n' + "4,text,more\n" * 5).encode()


def mutated(changes: list[tuple[float, int, bytes]]) -> bytes:
    content = SOUND
    for place, gone, scrap in changes:
        at = int(place * len(content))
        content = content[:at] + scrap + content[at + gone :]
    return content


@settings(max_examples=150)
@given(edits)
@example([(0.0, 0, b'"')])
@example([(1.0, 0, b'9,"')])
def test_damaged_files_lose_no_row(changes: list[tuple[float, int, bytes]]) -> None:
    content = mutated(changes)
    with TemporaryDirectory() as folder:
        file = Path(folder) / "x.csv"
        try:
            table = read(file, content)
        except ReadError:
            return
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("timeline_app.io.containers.pieces.PIECE", 32)
            patch.setattr("timeline_app.io.containers.raw_rows._PART", 16)
            again = read_delimited(file, "x.csv", look_at(file, "x.csv").dialect)
    assert rows(again) == rows(table)
    assert list(again.lines) == list(table.lines) == sorted(set(table.lines))
    assert again.log == table.log
    assert all(map(any, rows(table)))
    aside = [p.line for p in table.log.problems if p.outcome is Outcome.SET_ASIDE]
    assert len(aside) == table.log.set_aside
    assert not {*aside} & {*table.lines}


@settings(max_examples=100)
@given(edits)
def test_each_line_is_counted_where_there_are_no_quotes(
    changes: list[tuple[float, int, bytes]],
) -> None:
    content = mutated(changes).replace(b'"', b"").replace(b"\r\r\n", b"\n")
    with TemporaryDirectory() as folder:
        file = Path(folder) / "x.csv"
        try:
            head = looked(file, content)
            table = read_delimited(file, "x.csv", head.dialect)
        except ReadError:
            return
    text = content.decode(head.dialect.encoding, "replace")
    lines = len(re.findall(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+$", text))
    assert accounted(table) == lines - (head.dialect.header is not None)
