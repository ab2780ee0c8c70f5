"""The sources at the foot of a figure: each once, with the numbers of its events."""

import pytest

from tests.builders import make_dataset, make_quote
from timeline_app.core.records import Source
from timeline_app.views.canvas.figure_notes import How, Note, notes_of, placed, ranges

pytestmark = pytest.mark.usefixtures("qapp")

BBC = Source("bbc", "BBC News", "Army joins fight", "2012-01-15", "https://bbc.example/1")
TRT = Source("trt", "TRT World", "Border security", "2024-08-03")


@pytest.mark.parametrize(
    ("numbers", "texts"),
    [
        ([], []),
        ([7], ["7"]),
        ([1, 2], ["1", "2"]),
        ([1, 2, 3, 4, 8], ["1–4", "8"]),
        ([1, 3, 5, 6, 7], ["1", "3", "5–7"]),
    ],
)
def test_three_numbers_in_a_row_are_a_range(numbers, texts):
    assert ranges(numbers) == texts


def three_events(*quotes):
    events = ({"date": f"201{i}-01-01", "title": f"E{i}"} for i in range(3))
    return make_dataset(*events, sources=(BBC, TRT), quotes=quotes)


def test_each_source_stands_once_with_the_numbers_of_its_events():
    dataset = three_events(
        make_quote("q1", "e0", "trt"),
        make_quote("q2", "e1", "bbc"),
        make_quote("q3", "e2", "trt"),
        make_quote("q4", "e2", "trt"),
    )
    notes = notes_of(dataset, {0: 1, 1: 2, 2: 3}, (), How.TITLED)
    assert [(note.listed, note.text) for note in notes] == [
        (["1", "3"], "TRT World, “Border security,” 3 August 2024."),
        (["2"], "BBC News, “Army joins fight,” 15 January 2012."),
    ]


def test_an_address_stands_there_where_it_is_asked_for():
    dataset = three_events(make_quote("q", "e0", "bbc"))
    (note, _) = notes_of(dataset, {0: 1, 1: 2, 2: 3}, (), How.ADDRESSED)
    assert note.text.endswith("15 January 2012, https://bbc.example/1.")


def test_events_of_no_source_are_told_at_the_end():
    dataset = three_events(make_quote("q", "e1", "bbc"))
    notes = notes_of(dataset, {0: 1, 1: 2, 2: 3}, (), How.TITLED)
    assert [note.listed for note in notes] == [["2"], ["1", "3"]]
    assert notes[-1].text == "No source is named."


def test_where_no_source_is_named_at_all_there_is_no_note():
    assert notes_of(three_events(), {0: 1, 1: 2, 2: 3}, (), How.TITLED) == []


def test_undated_events_are_said_in_place_of_a_number():
    dataset = make_dataset(
        {"date": "2010", "title": "A"},
        {"date": "", "title": "B"},
        sources=(BBC,),
        quotes=(make_quote("q1", "e0", "bbc"), make_quote("q2", "e1", "bbc")),
    )
    (note,) = notes_of(dataset, {0: 1}, (1,), How.TITLED)
    assert note.listed == ["1", "undated"]


NOTES = [Note((i,), f"Publisher {i}, “A title of some length,” 2020.") for i in range(1, 13)]


@pytest.mark.parametrize("width", [300, 552, 746, 1075, 1552, 4000])
def test_notes_stand_in_one_to_three_columns_and_in_their_order(width):
    notes = placed("Sources", NOTES, width, 1000, 330)
    texts = [" ".join(entry.text.lines) for column in notes.columns for entry in column]
    assert texts == [note.text for note in NOTES]
    assert 1 <= len(notes.columns) <= 3


def test_what_has_no_room_is_counted_with_its_numbers():
    notes = placed("Sources", NOTES, 500, 15 + 15 * 10, 330)
    last = notes.columns[-1][-1]
    left_out = 12 - notes.listed
    assert left_out > 0
    assert " ".join(last.text.lines).startswith(f"and {left_out} more source")
    assert last.numbers.lines == (f"{notes.listed + 1}–12",)
    assert notes.height <= 15 + 15 * 10


@pytest.mark.parametrize("height", [-5, 0, 20, 60])
def test_where_not_even_half_of_them_have_room_there_are_none(height):
    assert placed("Sources", NOTES, 300, height, 330) is None


def test_a_range_of_numbers_is_never_broken():
    numbers = tuple(number for number in range(1, 400) if number % 7)
    notes = placed(
        "Sources", [Note(numbers, "One source."), Note((7,), "Another.")], 300, 4000, 330
    )
    lines = notes.columns[0][0].numbers.lines
    assert len(lines) > 10
    assert all(line.endswith(",") for line in lines[:-1])
    assert " ".join(lines) == ", ".join(ranges(numbers))
