"""Datasets are opened as far as nothing is lost; what cannot be opened says why, and where."""

import os
from pathlib import Path

import pytest

from tests.io.conftest import FIRST, Sample
from timeline_app.core.progress import Cancelled
from timeline_app.core.when import Form
from timeline_app.io.finding import ReadError
from timeline_app.io.open import open_dataset


def refused(path: Path) -> str:
    with pytest.raises(ReadError) as caught:
        open_dataset([path])
    return str(caught.value)


@pytest.mark.parametrize("path", ["", "datapackage.json"])
def test_a_folder_and_its_descriptor_open_as_the_same_dataset(sample: Sample, path: str) -> None:
    dataset = open_dataset([sample.folder / path])
    assert (dataset.name, dataset.title, dataset.version) == ("sample", "A sample", "1.0.0")
    assert dataset.events["event_id"].tolist() == ["2025-06-shots", "2025-06-08-crossing"]
    event = dataset.event(1)
    assert event.countries == ("GTM", "MEX")
    assert [quote.exact for quote in event.quotes] == [FIRST]
    assert [claim.value for claim in event.claims] == ["5", "zetas"]
    assert dataset.sources["report"].publisher == "The Herald"


def test_a_folder_without_descriptor_opens_by_its_tables(sample: Sample) -> None:
    sample.file("datapackage.json").unlink()
    dataset = open_dataset([sample.folder])
    assert dataset.title == "sample"
    assert dataset.actors["zetas"].aliases == ("Zetas",)


def test_a_table_of_events_alone_opens_without_quotes(sample: Sample) -> None:
    dataset = open_dataset([sample.file("events.csv")])
    assert len(dataset) == 2
    assert not dataset.quotes
    assert dataset.fields["actor"].keys_of(1) == ("army", "zetas")


def test_columns_without_a_word_for_them_are_kept(sample: Sample) -> None:
    sample.file("events.csv").write_text(
        "event_id,title,date,weather\na,A,2024,rain\n", encoding="utf-8"
    )
    dataset = open_dataset([sample.file("events.csv")])
    assert dataset.extra_columns == ("weather",)
    assert dataset.event(0).extra == {"weather": "rain"}


@pytest.mark.parametrize("date", ["the other day", "2025-02-30", "99999999999-01-01", "-"])
def test_an_absurd_date_leaves_the_event_undated_with_its_text(sample: Sample, date: str) -> None:
    sample.set("events.csv", 2, "date", date)
    event = open_dataset([sample.folder]).event(1)
    assert event.when.form is Form.UNDATED
    assert event.when.text == date


def test_an_unknown_actor_stays_a_bare_name(sample: Sample) -> None:
    sample.set("events.csv", 2, "actors", "army|nobody knows them")
    assert open_dataset([sample.folder]).event(1).actors == ("army", "nobody knows them")


def test_an_event_whose_id_is_taken_is_kept_under_another(sample: Sample) -> None:
    sample.set("events.csv", 3, "event_id", "2025-06-08-crossing")
    ids = set(open_dataset([sample.folder]).events["event_id"])
    assert ids == {"2025-06-08-crossing", "2025-06-08-crossing (2)"}


def test_any_number_of_events_without_an_id_get_one_each(sample: Sample) -> None:
    records = ",A,2024\n" * 100_000
    sample.file("events.csv").write_text(f"event_id,title,date\n{records}", encoding="utf-8")
    ids = open_dataset([sample.file("events.csv")]).events["event_id"]
    assert ids.is_unique
    assert "event (100000)" in ids.to_numpy()


def test_an_offset_of_thousands_of_digits_is_none(sample: Sample) -> None:
    sample.set("quotes.csv", 2, "start", "1" * 5000)
    assert open_dataset([sample.folder]).event(1).quotes[0].start == -1


def test_a_folder_without_descriptor_may_lack_tables(sample: Sample) -> None:
    sample.file("datapackage.json").unlink()
    sample.file("actors.csv").unlink()
    assert open_dataset([sample.folder]).event(1).actors == ("army", "zetas")


@pytest.mark.parametrize("table", ["events", "actors", "sources", "quotes", "claims"])
def test_a_table_that_the_descriptor_names_must_be_there(sample: Sample, table: str) -> None:
    sample.file(f"{table}.csv").unlink()
    told = refused(sample.folder)
    assert told.startswith(f'{table}.csv:1: The table "{table}" is missing: datapackage.json names')


def test_line_ends_blank_lines_and_a_byte_order_mark_change_nothing(sample: Sample) -> None:
    before = open_dataset([sample.folder]).events
    path = sample.file("events.csv")
    changed = path.read_bytes().replace(b"\n", b"\r\n\r\n")
    path.write_bytes(b"\xef\xbb\xbf" + changed)
    after = open_dataset([sample.folder]).events
    assert after.equals(before)


def test_several_datasets_open_as_one(sample: Sample, tmp_path: Path) -> None:
    other = tmp_path / "other.csv"
    other.write_text(
        "event_id,title,date,mood\n2025-06-shots,Other shots,2024,calm\n", encoding="utf-8"
    )
    dataset = open_dataset([sample.folder, other, sample.folder])
    assert dataset.title == "A sample + other"
    assert dataset.events["event_id"].tolist() == [
        "2025-06-shots (2)",
        "2025-06-shots",
        "2025-06-08-crossing",
    ]
    assert dataset.events["mood"].tolist() == ["calm", "", ""]
    assert dataset.quotes.keys() == {"2025-06-shots", "2025-06-08-crossing"}


def test_a_dataset_by_two_names_opens_once(sample: Sample, tmp_path: Path) -> None:
    names = [sample.folder, sample.file("datapackage.json"), sample.folder / "." / "../sample"]
    if os.name == "posix":
        names.append(tmp_path / "link")
        names[-1].symlink_to(sample.folder)
    dataset = open_dataset(names)
    assert dataset.title == "A sample"
    assert len(dataset) == 2


def test_large_tables_read_like_small_ones(sample: Sample, monkeypatch: pytest.MonkeyPatch) -> None:
    path = sample.file("events.csv")
    path.write_bytes(path.read_bytes() + b'\n\n2024-x,"a ""b""\n\nNA",2024,,,,,,,,,,,NA,\n')
    small = open_dataset([sample.folder]).events
    monkeypatch.setattr("timeline_app.io.containers.read_table.LARGE", 0)
    large = open_dataset([sample.folder]).events
    assert large.astype("str").equals(small)
    assert large["title"].tolist()[0] == 'a "b"\n\nNA'


def test_opening_can_be_stopped(sample: Sample) -> None:
    with pytest.raises(Cancelled):
        open_dataset([sample.folder], progress=lambda _fraction: False)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "events.csv:1: The file is empty; its first line must name the columns."),
        (b"\xef\xbb\xbf", "events.csv:1: The file is empty"),
        (
            b"event_id,date\na,2024\n",
            'events.csv:1: The column "title" is missing; the columns fou',
        ),
        (b"event_id,title,title\n", 'events.csv:1: Two columns are named "title"'),
        (
            b"event_id,title,date\na,A,2024\nb,Caf\xe9,2024\n",
            "events.csv:3: The text is not UTF-8: byte 0xE9 at offset 34, in line 3;",
        ),
        ("event_id,title,date\n".encode("utf-16"), "events.csv:1: The text is UTF-16"),
        ("event_id,title,date\n".encode("utf-16-le"), "events.csv:1: This is no CSV text"),
        (
            b'event_id,title,date\na,"two\nlines",2024\nb,"open,2024\n',
            "events.csv:3: The file ends inside a quoted cell that begins in this record",
        ),
        (
            b"event_id,title,date\na,A, with comma,2024\n",
            "events.csv:2: The record has 4 cells where the header names 3 columns",
        ),
    ],
)
@pytest.mark.parametrize("large", [False, True])
def test_a_damaged_table_is_refused_with_its_place(
    sample: Sample, content: bytes, told: str, large: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if large:
        monkeypatch.setattr("timeline_app.io.containers.read_table.LARGE", 0)
    sample.file("events.csv").write_bytes(content)
    assert told in refused(sample.folder)


def test_text_behind_a_quoted_cell_is_refused(sample: Sample) -> None:
    sample.file("events.csv").write_bytes(b'event_id,title,date\na,"b"c,2024\n')
    assert "events.csv:2: A quoted cell is followed by text" in refused(sample.folder)


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("../outside/events.csv", "is refused"),
        ("/etc/events.csv", "is refused"),
        ("https://example.org/events.csv", "is refused"),
        ("C:\\\\events.csv", "is refused"),
        ("~/events.csv", "is refused"),
        ("gone/events.csv", 'gone/events.csv:1: The table "events" is missing'),
    ],
)
def test_a_descriptor_never_leads_out_of_its_folder(sample: Sample, path: str, told: str) -> None:
    sample.change("datapackage.json", '"events.csv"', f'"{path}"')
    assert told in refused(sample.folder)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("{", "datapackage.json:1: The JSON is damaged in line 1, column 2"),
        ('{\n"name": 1,,\n}', "datapackage.json:2: The JSON is damaged in line 2"),
        ("[]", "datapackage.json:1: It is no Data Package descriptor"),
        ('{"resources": {}}', "datapackage.json:1: It is no Data Package descriptor"),
        ("[" * 100_000, "datapackage.json:1:"),
        ('{"resources": [], "version": %s}' % ("1" * 5000), 'The table "events" is missing'),
        ('{"resources": [1, {"path": 3}]}', 'events.csv:1: The table "events" is missing'),
        ('{"resources": [{"name": [], "path": "x.csv"}]}', 'The table "events" is missing'),
    ],
)
def test_a_damaged_descriptor_is_refused(sample: Sample, content: str, told: str) -> None:
    sample.file("datapackage.json").write_text(content, encoding="utf-8")
    assert told in refused(sample.folder)


def test_what_is_no_dataset_is_refused(tmp_path: Path) -> None:
    assert "There is no such file or folder" in refused(tmp_path / "nowhere")
    assert "The folder holds no dataset" in refused(tmp_path)
    assert "There is no such file or folder" in refused(Path(__file__) / "below.csv")
    picture = tmp_path / "picture.png"
    picture.write_bytes(b"\x89PNG")
    assert "picture" in refused(picture)


def test_a_folder_in_place_of_a_table_is_refused(sample: Sample) -> None:
    sample.file("quotes.csv").unlink()
    sample.file("quotes.csv").mkdir()
    assert "quotes.csv:1: This is a folder where a file is expected." in refused(sample.folder)


def test_what_is_no_plain_file_is_refused(sample: Sample, tmp_path: Path) -> None:
    if not hasattr(os, "mkfifo"):
        pytest.skip("this system has no such files")
    pipe = tmp_path / "pipe.csv"
    os.mkfifo(pipe)
    assert "pipe.csv:1: This is no plain file" in refused(pipe)
    sample.file("quotes.csv").unlink()
    os.mkfifo(sample.file("quotes.csv"))
    assert refused(sample.folder).startswith("quotes.csv:1: This is no plain file")


def test_a_file_that_may_not_be_read_is_refused(
    sample: Sample, monkeypatch: pytest.MonkeyPatch
) -> None:
    def deny(path: Path, *_words: object, **_more: object) -> bytes:
        raise PermissionError(13, "Permission denied", os.fspath(path))

    monkeypatch.setattr(Path, "open", deny)
    assert "You may not read this file" in refused(sample.file("events.csv"))
