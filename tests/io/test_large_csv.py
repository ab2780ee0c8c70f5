"""A large file reads as the same file read record by record, and its mistakes are told as well."""

import io
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from timeline_app.core.progress import Cancelled
from timeline_app.io.containers.exact_csv import read_exact
from timeline_app.io.containers.large_csv import read_large
from timeline_app.io.containers.tables import Table
from timeline_app.io.containers.text_file import decode
from timeline_app.io.finding import ReadError
from timeline_app.io.open import open_dataset

HEADER = "event_id,title,date\n"

cells = st.text(alphabet='ab,"\r\n\0 é\ufeff', max_size=4)
quoted = cells.map(lambda cell: '"' + cell.replace('"', '""') + '"')
plain = st.text(alphabet="ab é\0\ufeff", max_size=4)
ends = st.sampled_from(["\n", "\r\n", "\n\n", "\r"])
records = st.tuples(st.lists(quoted | plain, min_size=2, max_size=2).map(",".join), ends).map(
    "".join
)
odd = st.sampled_from(["a\n", "a,b,c\n", ",\n", '"a"b,c\n', 'a"b,c\n', '"', "\r", ",,\n", "\n"])
contents = st.lists(records | records | records | odd, max_size=12).map("".join)
headers = st.sampled_from(
    ["x,y\n", "\ufeffx,y\r\n", "x , y,\n", '"x","y\nz"\n', "x,x\n", "\n", "x,,\n"]
)


@pytest.fixture(scope="module", autouse=True)
def small_pieces():
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("timeline_app.io.containers.pieces.PIECE", 64)
        yield


def large(content: bytes) -> Table:
    return read_large(io.BytesIO(content), "x.csv", max(len(content), 1))


def told(read, content: bytes) -> Table | str:
    try:
        return read(content)
    except ReadError as error:
        return str(error)


@settings(max_examples=400)
@given(headers, contents)
@example("x,y\n", 'a,b\n5" pipe,c\n"d\ne",f\n"g,\n",h\n' * 3)
@example("x,y\n", 'a,b\n5" pipe,"c\n' + "d" * 200 + '"\ne,f\n' * 3)
@example("x,y\n", ",\n" * 30)
@example("x,y,,\n", "a,b,,\n" * 9 + "a,b,,c\n")
def test_pieces_read_like_the_whole(header: str, content: str) -> None:
    data = (header + content).encode()
    exact = told(lambda data: read_exact(decode(data, "x.csv"), "x.csv"), data)
    found = told(large, data)
    if isinstance(exact, str) or isinstance(found, str):
        assert found == exact or (isinstance(found, Table) and found.lost)
        return
    assert bool(found.lost) is bool(exact.lost)
    if found.lost:
        return
    assert found.frame.astype("str").to_dict("list") == exact.frame.to_dict("list")
    assert list(found.rows) == list(exact.rows)
    assert (found.kept, found.ragged) == (exact.kept, exact.ragged)


def many(count: int) -> str:
    return HEADER + "".join(
        f'e{n:05},"Title, {n}\nmore",2024-01-0{n % 9 + 1}\n' for n in range(count)
    )


def refused(content: str | bytes) -> str:
    data = content.encode() if isinstance(content, str) else content
    found = told(large, data)
    return found if isinstance(found, str) else str(found.lost[0])


def test_a_file_that_breaks_off_in_a_quoted_cell_is_refused_at_its_last_record() -> None:
    whole = many(100)
    assert refused(whole[: whole.rindex("\nmore")]).startswith(
        "x.csv:101: The file ends inside a quoted cell that begins in this record"
    )


def test_wrong_bytes_far_down_are_told_with_their_line() -> None:
    data = many(100).encode() + b"e,Caf\xe9,2024\n"
    at = data.index(b"\xe9")
    assert refused(data) == (
        f"x.csv:202: The text is not UTF-8: byte 0xE9 at offset {at}, in line 202; "
        "save the file as UTF-8."
    )


def test_a_record_too_wide_far_down_is_told_with_its_number() -> None:
    assert refused(f"{many(100)}\n\ne,A, B,2024\n").startswith(
        "x.csv:104: The record has 4 cells where the header names 3 columns"
    )


def test_a_record_too_narrow_far_down_is_filled_up() -> None:
    table = large(f"{many(100)}e,A\n{many(3).removeprefix(HEADER)}".encode())
    assert str(table.kept[0]).startswith("x.csv:102: The record has 2 cells")
    assert table.frame.iloc[100].tolist() == ["e", "A", ""]
    assert len(table.frame) == 104


def test_text_behind_a_quoted_cell_far_down_is_refused() -> None:
    assert refused(f'{many(100)}e,"A"b,2024\n').startswith("x.csv:102: A quoted cell is followed")


def test_a_file_whose_records_are_all_wrong_is_refused_for_its_header() -> None:
    content = HEADER + "a,b,c,d\n" * 1000
    assert refused(content).startswith("x.csv:1: Every record has 4 cells")


def test_nul_bytes_are_kept() -> None:
    assert large(b"x,y\na\0b,c\n").frame["x"].tolist() == ["a\0b"]


def test_cells_that_repeat_are_kept_once() -> None:
    frame = large((HEADER + "".join(f"e{n},A,2024\n" for n in range(50))).encode()).frame
    assert [str(frame[name].dtype) for name in frame] == ["str", "category", "category"]


def test_cells_that_repeat_at_first_only_are_no_dictionary() -> None:
    content = HEADER + "a,A,2024\n" * 20 + "".join(f"a,A{n},2024\n" for n in range(500))
    assert str(large(content.encode()).frame["title"].dtype) == "str"


def test_progress_tells_how_far_and_stops() -> None:
    data, fractions = many(50).encode(), []

    def progress(fraction: float) -> bool:
        fractions.append(fraction)
        return fraction < 0.5

    with pytest.raises(Cancelled):
        read_large(io.BytesIO(data), "x.csv", len(data), progress)
    assert fractions == sorted(fractions)
    assert 0.5 <= fractions[-1] < 0.9


def test_the_first_records_are_shown_once_before_the_last_are_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("timeline_app.io.containers.large_csv.PREVIEW_FROM", 100)
    data, seen = many(100).encode(), []
    stream = io.BytesIO(data)
    whole = read_large(
        stream, "x.csv", len(data), preview=lambda table: seen.append((table, stream.tell()))
    )
    ((first, read),) = seen
    assert 0 < len(first.frame) < 100
    assert read < len(data)
    assert first.frame["title"].tolist() == whole.frame["title"].tolist()[: len(first.frame)]


def test_a_small_file_has_no_preview() -> None:
    data = many(100).encode()
    read_large(io.BytesIO(data), "x.csv", len(data), preview=lambda table: pytest.fail("shown"))


@pytest.mark.parametrize("date", ["the other day", "99999999999-01-01", "2025-02-30"])
def test_absurd_dates_and_markup_are_kept_as_they_stand(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, date: str
) -> None:
    monkeypatch.setattr("timeline_app.io.containers.read_table.LARGE", 0)
    path = tmp_path / "x.csv"
    path.write_text(f"{many(60)}z,<b>x</b>,{date}\n", encoding="utf-8")
    event = open_dataset([path]).event(60)
    assert (event.event_id, event.title, event.when.text) == ("z", "<b>x</b>", date)
