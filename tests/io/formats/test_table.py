"""Tables of any columns, read with a mapping."""

import csv
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.io.tables import raw_table
from timeline_app.core.columns import TEXT
from timeline_app.core.dataset import Dataset
from timeline_app.core.reading import Outcome
from timeline_app.core.text import split_values
from timeline_app.io.containers.raw_table import RawTable, ReadingLog
from timeline_app.io.content import look_at
from timeline_app.io.event_columns import EventColumns
from timeline_app.io.formats.table import read_with
from timeline_app.io.mapping.mapped_places import pair_of
from timeline_app.io.mapping.mapped_table import first_words, put_several, read_mapped
from timeline_app.io.mapping.mapping import (
    FIELDS,
    SEVERAL,
    MappingError,
    TableMapping,
    parse_mapping,
)
from timeline_app.io.mapping.proposal import propose
from timeline_app.io.open import open_dataset
from timeline_app.io.parts import build


def killed(dataset: Dataset) -> dict[str, str]:
    """What is said of people killed, by event."""
    rows = range(len(dataset))
    return {dataset.id_of(row): claim.value for row in rows for claim in dataset.claims_at(row)}


def read(tmp_path: Path, text: str, mapping: str) -> Dataset:
    path = tmp_path / "table.csv"
    path.write_text(text, encoding="utf-8")
    return build([read_with(look_at(path), parse_mapping(mapping))])


def column(dataset: Dataset, name: str) -> list[str]:
    """A column of the events in the order of the file, whose ids are 1, 2 ..."""
    frame = dataset.events.assign(number=dataset.events["event_id"].astype(int))
    found: list[str] = frame.sort_values("number")[name].astype("str").tolist()
    return found


def dates(text: str, mapping: str) -> list[str]:
    table = raw_table(text)
    frame = read_mapped(table, parse_mapping(mapping)).columns.frame()
    found: list[str] = frame["date"].astype("str").tolist()
    return found


@pytest.mark.parametrize(
    ("table", "mapping", "expected"),
    [
        ("d\n2020-01-02\n2020\n", "date=d", ["2020-01-02", "2020"]),
        ("a,b\n3/4/2020,13/5/2020\n", "start=a,end=b", ["2020-04-03/2020-05-13"]),
        ("a\n3/4/2020\n", "date=a,dates=day-first", ["2020-04-03"]),
        ("a\n3/4/2020\n", "date=a,dates=month-first", ["2020-03-04"]),
        (
            "y,m,d\n2020,2,0\n2020,0,0\n-43,3,15\n",
            "year=y,month=m,day=d",
            ["2020-02", "2020", "-0043-03-15"],
        ),
        ("y,m\n2020,March\n", "year=y,month=m", ["2020-03"]),
        ("y,h,n\n2020,7,\n", "year=y,time=h,time=n", ["2020"]),
        (
            "y,m,d,h,n,s\n2010,1,12,21,53,10.0\n2010,1,12,7,,\n",
            "year=y,month=m,day=d,time=h,time=n,time=s",
            ["2010-01-12T21:53:10Z", "2010-01-12T07:00Z"],
        ),
        (
            "d,t\n03 July 2025,14:30\n2025-07,10:00\n",
            "date=d,time=t",
            ["2025-07-03T14:30Z", "2025-07"],
        ),
        ("y,e\n1990,1993\n", "year=y,end_year=e", ["1990/1993"]),
        ("d,y\n31-12-19,2019\n", "date=d,year=y", ["2019-12-31"]),
        ("d,y\nNA,2019\n,2018\n", "date=d,year=y", ["2019", "2018"]),
        (
            "a,b,c\nMay 2001,true,June 2003\n",
            "start=a,start_approximate=b,end=c",
            ["2001-05~/2003-06"],
        ),
        ("a,b\n1900-1905,yes\n", "start=a,start_approximate=b", ["1900~/1905"]),
        (
            "a,b,c\nMay 2001,no,June 2003\n",
            "start=a,start_approximate=b,end=c",
            ["2001-05/2003-06"],
        ),
        ("a,b\n,2003\n2004,-\n", "start=a,end=b", ["2003", "2004"]),
    ],
)
def test_dates_are_made_of_the_columns_that_are_named(
    table: str, mapping: str, expected: list[str]
) -> None:
    assert dates(table, mapping) == expected


def test_one_order_of_day_and_month_holds_for_start_and_end() -> None:
    found = propose(
        raw_table("a,b\n3/4/2020,5/4/2020\n13/5/2020,14/5/2020\n"), parse_mapping("start=a,end=b")
    )
    assert not found.asks_order
    assert [str(message) for message in found.dates] == [
        "a, b: Day before month, as 13/5/2020 shows."
    ]
    assert propose(raw_table("a\n3/4/2020\n"), parse_mapping("date=a")).asks_order


def test_without_dates_all_events_are_undated_and_that_is_said(tmp_path: Path) -> None:
    dataset = read(tmp_path, "n,t\n1,A\n2,B\n", "event_id=n,title=t")
    reading = dataset.readings[0]
    assert (reading.rows, reading.events, reading.undated) == (2, 0, 2)
    assert any("all events are undated" in str(note) for note in reading.notes)


def test_an_unreadable_date_leaves_its_row_undated_with_a_reason(tmp_path: Path) -> None:
    dataset = read(tmp_path, "n,d\n1,2020-01-02\n2,31 February 2020\n", "event_id=n,date=d")
    reading = dataset.readings[0]
    assert (reading.events, reading.undated) == (1, 1)
    assert [(p.line, p.column, p.text) for p in reading.problems] == [(3, "d", "31 February 2020")]
    assert column(dataset, "d") == ["2020-01-02", "31 February 2020"]


def test_another_year_in_the_next_column_is_told_once(tmp_path: Path) -> None:
    table = "n,d,y\n1,2020-01-05,2020\n2,2021-02-05,2020\n3,2020-03-05,2020\n4,2020-03-06,2020\n"
    (reading,) = read(tmp_path, table, "event_id=n,date=d,year=y").readings
    assert [(p.line, p.outcome) for p in reading.problems] == [(3, Outcome.NOTED)]


def test_an_end_stands_in_for_a_missing_start_and_that_is_told(tmp_path: Path) -> None:
    table = "n,a,b\n1,2020-01-05,2020-01-07\n2,,2020-02-05\n"
    (reading,) = read(tmp_path, table, "event_id=n,start=a,end=b").readings
    assert [(p.line, p.outcome) for p in reading.problems] == [(3, Outcome.REPAIRED)]
    assert not read(tmp_path, table, "event_id=n,end=b").readings[0].problems


def test_a_time_without_a_day_is_left_out_and_told(tmp_path: Path) -> None:
    table = "n,d,t\n1,2020-01-05,10:00\n2,2020-01,10:30\n3,2020-01-05 09:00,10:00\n4,2020,\n"
    dataset = read(tmp_path, table, "event_id=n,date=d,time=t")
    wanted = ["2020-01-05T10:00Z", "2020-01", "2020-01-05T09:00Z", "2020"]
    assert column(dataset, "date") == wanted
    told = [(p.line, p.outcome, p.text) for p in dataset.readings[0].problems]
    assert told == [(3, Outcome.REPAIRED, "2020-01 10:30")]


def test_the_reason_is_that_of_the_cell_that_says_something(tmp_path: Path) -> None:
    table = "n,d,y\n1,2020-01-05,2020\n2,,soon\n"
    (reading,) = read(tmp_path, table, "event_id=n,date=d,year=y").readings
    assert [(p.column, p.text) for p in reading.problems] == [("y", "soon")]


def test_a_column_that_is_made_hides_none_of_the_file() -> None:
    columns = EventColumns(raw_table("kind\nclash\n"))
    columns.put("kind", pa.array(["made"], TEXT))
    assert columns.frame().to_dict("records") == [{"kind": "made", "orig_kind": "clash"}]


def test_the_mapping_is_told(tmp_path: Path) -> None:
    dataset = read(tmp_path, "n,d\n1,2020\n", "event_id=n,date=d")
    assert "event_id=n,date=d" in str(dataset.readings[0].notes)


def test_a_column_of_one_value_is_taken_as_it_stands(tmp_path: Path) -> None:
    dataset = read(tmp_path, "n,t,x\n1, A ,more\n", "event_id=n,title=t")
    assert column(dataset, "title") == [" A "]
    assert "t" not in dataset.events
    assert column(dataset, "x") == ["more"]


def test_several_actors_stand_in_several_columns_or_in_one_cell(tmp_path: Path) -> None:
    table = 'n,a,b\n1,Army; Police,Rebels\n2,Police,NA\n3,"Smith, John",Army\n'
    dataset = read(tmp_path, table, "event_id=n,actors=a,actors=b")
    assert [split_values(cell) for cell in column(dataset, "actors")] == [
        ("Army", "Police", "Rebels"),
        ("Police",),
        ("Smith, John", "Army"),
    ]
    assert column(dataset, "a")[0] == "Army; Police"


def test_na_is_a_country_among_codes_of_two_letters_and_nothing_elsewhere(tmp_path: Path) -> None:
    codes = read(tmp_path, "n,c\n1,NA\n2,ZA\n", "event_id=n,countries=c")
    assert codes.fields["country"].code_of("Namibia") is not None
    names = read(tmp_path, "n,c\n1,NA\n2,Mexico\n", "event_id=n,countries=c")
    assert column(names, "countries") == ["", "Mexico"]


def test_coordinates_are_plain_and_within_bounds_or_left_out(tmp_path: Path) -> None:
    table = 'n,la,lo\n1,"38,7","26,4"\n2,"95,1","20,0"\n3,"95,1","200,0"\n4,,\n5,x,"3,5"\n'
    dataset = read(tmp_path, table, "event_id=n,latitude=la,longitude=lo")
    assert column(dataset, "latitude") == ["38.7", "", "", "", ""]
    assert column(dataset, "longitude") == ["26.4", "", "", "", ""]
    assert column(dataset, "la")[1] == "95,1"
    problems = dataset.readings[0].problems
    assert [p.line for p in problems if p.outcome is Outcome.NOTED] == [3, 4, 6]
    assert "changed places" in str(next(p for p in problems if p.line == 3).reason)


@pytest.mark.parametrize(
    ("cell", "pair"),
    [
        ("38.74, 26.48", ("38.74", "26.48")),
        ("(38.74,-26.48)", ("38.74", "-26.48")),
        ("38,7; 26,4", ("38.7", "26.4")),
        ("38.7 S 26.4 W", ("-38.7", "-26.4")),
        ("38.7° N, 26.4° E", ("38.7", "26.4")),
        ("POINT (26.48 38.74)", ("38.74", "26.48")),
        ("38.74", None),
        ("about 3, 4", None),
        ("", None),
    ],
)
def test_two_numbers_in_one_cell_are_coordinates(cell: str, pair: tuple[str, str] | None) -> None:
    assert pair_of(cell) == pair


def test_coordinates_of_one_column_fill_both(tmp_path: Path) -> None:
    dataset = read(tmp_path, 'n,c\n1,"38.74, 26.48"\n2,nowhere\n', "event_id=n,coordinates=c")
    assert column(dataset, "latitude") == ["38.74", ""]
    assert column(dataset, "longitude") == ["26.48", ""]
    assert column(dataset, "c") == ["38.74, 26.48", "nowhere"]


def test_figures_are_claims_and_what_is_none_stays(tmp_path: Path) -> None:
    table = 'n,k\n1,"1,200"\n2,-99\n3,some\n4,\n5,3.0\n'
    dataset = read(tmp_path, table, "event_id=n,fatalities=k")
    assert killed(dataset) == {
        "1": "1200",
        "5": "3",
    }
    assert column(dataset, "k") == ["1,200", "-99", "some", "", "3.0"]
    reading = dataset.readings[0]
    assert any("-99" in str(note) for note in reading.notes)
    assert [p.text for p in reading.problems if p.column == "k"] == ["some"]


def test_low_and_high_figures_go_with_the_best(tmp_path: Path) -> None:
    table = "n,l,b,h\n1,2,5,9\n2,,5,\n3,2,,\n4,,,7\n5,9,,2\n"
    mapping = "event_id=n,fatalities_low=l,fatalities=b,fatalities_high=h"
    dataset = read(tmp_path, table, mapping)
    values = killed(dataset)
    assert values == {"1": "2-9", "2": "5", "3": ">=2", "4": "<=7", "5": "2-9"}


def test_sources_have_publisher_title_date_address_and_quote(tmp_path: Path) -> None:
    table = (
        "n,p,t,u,d,q\n"
        "1,AP,A day,http://a.org,3 July 2025,He said so\n"
        "2,AP; AFP,,,,\n"
        "3,,,http://a.org/1; http://a.org/2,,\n"
        "4,AFP,,,,Words\n"
    )
    mapping = "event_id=n,source=p,source_title=t,source_url=u,source_date=d,quote=q"
    dataset = read(tmp_path, table, mapping)
    found = {
        number: [dataset.sources[key] for key in dataset.event(dataset.row_of(number) or 0).sources]
        for number in "1234"
    }
    first = found["1"][0]
    assert (first.publisher, first.title, first.published, first.url) == (
        "AP", "A day", "2025-07-03", "http://a.org",
    )  # fmt: skip
    assert {source.publisher for source in found["2"]} == {"AP", "AFP"}
    assert {source.url for source in found["3"]} == {"http://a.org/1", "http://a.org/2"}
    assert [quote.exact for quote in dataset.quotes["1"]] == ["He said so"]
    assert dataset.quotes["1"][0].source_id == first.source_id


@pytest.mark.parametrize(
    ("table", "mapping", "titles"),
    [
        ("n,t,p\n1,Riot,Paris\n2,Riot,NA\n", "event_type=t,place=p", ["Riot, Paris", "Riot"]),
        ("n,s\n1,One. And more.\n", "summary=s", ["One. And more."]),
        ("n,t,s\n1,Riot,It began\n2,Riot,\n", "event_type=t,summary=s", ["It began", "Riot"]),
        ("n,x\n1,Something\n", "event_id=n", ["Something"]),
        ("n,a,b\n1,Big,Meeting\n", "title=a,title=b", ["Big, Meeting"]),
    ],
)
def test_titles_are_composed_where_no_column_holds_them(
    table: str, mapping: str, titles: list[str]
) -> None:
    read = read_mapped(raw_table(table), parse_mapping(mapping))
    assert read.columns.frame()["title"].astype("str").tolist() == titles
    told = any("composed" in str(note) for note in read.columns.table.log.notes)
    assert told == ("title=" not in mapping)


def test_the_first_words_of_a_text_are_a_sentence_or_cut_between_words() -> None:
    assert first_words("  One line\nand another") == "One line"
    assert (
        first_words("The first sentence is this. " + "More words " * 20)
        == "The first sentence is this."
    )
    cut = first_words("word " * 40)
    assert len(cut) < 90
    assert cut.endswith("word …")
    assert len(first_words("x" * 500)) < 90


def test_other_columns_of_several_values_become_facets(tmp_path: Path) -> None:
    table = "n,related,tags,note\n1,x;y,a; b,free\n2,y;x,b; c,text\n3,x,a,here\n"
    dataset = read(tmp_path, table, "event_id=n")
    assert set(dataset.fields["tags"].keys) == {"a", "b", "c"}
    assert {"tags", "orig_related"} == set(dataset.several)


def test_a_column_named_like_ours_is_kept_beside_a_copy(tmp_path: Path) -> None:
    dataset = read(tmp_path, "n,date,orig_date\n1,2 Jan 2020,x\n", "event_id=n,date=date")
    kept = [column(dataset, name)[0] for name in dataset.extra_columns]
    assert sorted(kept) == ["2 Jan 2020", "x"]


def test_a_repeated_id_is_told(tmp_path: Path) -> None:
    dataset = read(tmp_path, "n,d\n7,2020\n7,2021\n", "event_id=n,date=d")
    assert sorted(dataset.events["event_id"]) == ["7", "7 (2)"]
    assert [p.line for p in dataset.readings[0].problems] == [3]


def test_a_missing_column_is_told_with_the_nearest(tmp_path: Path) -> None:
    with pytest.raises(MappingError, match='did you mean "headline"'):
        read(tmp_path, "headline,d\nA,2020\n", "title=headlin")


def test_reading_leaves_the_table_as_it_is() -> None:
    table = raw_table("d\nnever\n")
    for _ in range(2):
        assert len(propose(table, parse_mapping("date=d")).problems) == 1
    assert not table.log.problems
    assert not table.log.notes


def test_a_real_file_of_unknown_columns_is_read_whole(shared: Path) -> None:
    path = shared / "data" / "timesketch" / "incorrect.csv"
    if not path.exists():
        pytest.skip("the shared data is not beside this checkout")
    with path.open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    content = look_at(path)
    table = content.table()
    proposal = propose(table)
    assert proposal.names == tuple(rows[0])
    assert proposal.mapping.of("date") == ("DT",)
    assert proposal.mapping.of("event_type") == ("timestampDesc",)
    dataset = build([read_with(content, proposal.mapping, table=table)])
    assert len(dataset) == dataset.readings[0].events == len(rows)
    event = dataset.event(0)
    assert event.when.text == "2020-09-18T21:58:07.470323Z"
    assert event.summary == rows[0]["message"]
    assert event.event_type == rows[0]["timestampDesc"]
    assert rows[0]["Info"] in event.extra.values()


cells = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=10),
    st.sampled_from(
        ["2020-01-02", "3/4/2020", "13/5/21", "NA", "-99", "1,5", "95.123", "a; b", "b", "a|b",
         '["a"]', "http://a.org", "Mexico", "MX", "12:30", "x\\|y", "", "0", "38.7, 26.4"]
    ),
)  # fmt: skip
names = st.one_of(
    st.sampled_from(
        ["date", "orig_date", "title", "id", "lat", "lon", "deaths", "country", "actors", "source",
         "year", "month", "day", "time", "related", "url", "end", "date_note", "countries", "tags"]
    ),
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=6).map(
        lambda text: " ".join(text.split()) or "x"
    ),
)  # fmt: skip


@st.composite
def tables_and_mappings(draw: st.DrawFn) -> tuple[list[str], list[list[str]], TableMapping | None]:
    header = draw(st.lists(names, unique=True, min_size=1, max_size=6))
    rows = draw(st.lists(st.lists(cells, min_size=len(header), max_size=len(header)), max_size=6))
    if draw(st.booleans()):
        return header, rows, None
    fields = draw(st.lists(st.sampled_from(FIELDS), unique=True, max_size=8))
    some = st.lists(st.sampled_from(header), unique=True, min_size=1, max_size=2)
    chosen = {name: tuple(draw(some)) for name in fields}
    return header, rows, TableMapping({n: c if n in SEVERAL else c[:1] for n, c in chosen.items()})


@settings(max_examples=100, deadline=None)
@given(tables_and_mappings())
def test_whatever_the_table_no_row_and_no_cell_is_lost(
    drawn: tuple[list[str], list[list[str]], TableMapping | None],
) -> None:
    header, rows, mapping = drawn
    table = raw_table_of(header, rows)
    proposal = propose(table, mapping)
    reading = proposal.reading
    assert reading.rows == reading.events + reading.undated == len(rows)
    found = read_mapped(table, proposal.mapping)
    several = put_several(found.columns, proposal.mapping)
    frame = found.columns.frame()
    assert len(frame) == len(rows)
    for name in header:
        kept = found.columns.kept_name(name)
        for place, cell in enumerate(table.cells(name).to_pylist()):
            in_row = frame.iloc[place].astype("str").tolist()
            if kept in several:
                values = "".join(split_values(str(frame[kept].iloc[place])))
                assert set(cell) - set(" ;|,[]'\"\n") <= set(values)
            else:
                renumbered = any(text.startswith(f"{cell} (") for text in in_row)
                assert cell in in_row or renumbered or not cell


def raw_table_of(header: list[str], rows: list[list[str]]) -> RawTable:
    columns = {
        name: pd.Series([row[place] for row in rows], dtype="str")
        for place, name in enumerate(header)
    }
    return RawTable(pd.DataFrame(columns), list(range(2, len(rows) + 2)), ReadingLog("table.csv"))


def test_a_column_that_says_the_same_under_its_own_name_is_not_repeated(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("date,name,deaths\n2020-01-02,A clash,3\n2020-02-03,Another,4\n", "utf-8")
    assert open_dataset([path]).extra_columns == ("deaths",)
    path.write_text("date,name,deaths\n2020-01-02,A clash,3\nunknown,Another,4\n", "utf-8")
    assert open_dataset([path]).extra_columns == ("orig_date", "deaths")


def test_a_cell_of_nothing_but_a_control_sign_is_kept(tmp_path: Path) -> None:
    rows = "".join(f"2020,A{n},{tags}\n" for n, tags in enumerate(["a;b", "b", "a", "\x1f"]))
    path = tmp_path / "x.csv"
    path.write_text(f"date,name,tags\n{rows}", "utf-8")
    assert "\x1f" in open_dataset([path]).events["tags"].tolist()
