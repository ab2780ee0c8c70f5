"""Every export of the window can be written as a command that makes the same file."""

import shlex
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import EVENTS, make_dataset
from timeline_app.app.arguments import parse
from timeline_app.app.command_words import CommandError, command_line, command_words
from timeline_app.app.export_names import request_of, state_of
from timeline_app.app.exports import ExportRequest, ReportChoices
from timeline_app.app.filter_names import filter_from
from timeline_app.app.origin import Origin
from timeline_app.core.clauses import (
    Clause,
    Filter,
    TextClause,
    TimeClause,
    ValueClause,
    in_order,
)
from timeline_app.core.dataset import Dataset
from timeline_app.core.records import Actor
from timeline_app.core.scale import limited
from timeline_app.core.view_state import ViewState
from timeline_app.core.when import Span
from timeline_app.io.dates.ways import Order
from timeline_app.io.export.choices import TableChoices
from timeline_app.io.export.column_names import export_columns, sort_columns
from timeline_app.io.export.writers import WRITERS
from timeline_app.io.mapping.mapping import TableMapping
from timeline_app.views.canvas.figure_choices import SIZES, FigureChoices
from timeline_app.views.theme import DARK, LIGHT

MADE = datetime(2026, 11, 26, 20, 0, tzinfo=UTC)


def odd_dataset() -> Dataset:
    """Values and columns that a shell, or our own command line, might take for something else."""
    values = (
        "-x",
        "a b",
        'say "no"',
        "$HOME",
        "100%",
        "it's",
        "a;b|c",
        "Rain",
        "rain",
        "",
        "a\\",
        "b=c",
    )
    columns = ("--out", "a,b", "sky", "=x", "a=b")
    odd = [{"date": "2024"} | dict.fromkeys(columns, value) for value in values]
    actors = (Actor("a1", "Los Zetas"), Actor("a2", "los zetas"), Actor("a3", "-O'Neill & Co"))
    named = [{"date": "2023", "actors": actor.actor_id} for actor in actors]
    return make_dataset(*EVENTS, *odd, *named, actors=actors)


DATASET = odd_dataset()
FIELDS = (
    "country", "actor", "type", "place", "source", "--out", "a,b", "sky", "=x", "a=b", "title",
    "region",
)  # fmt: skip
TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\0\r\n"), min_size=1, max_size=12)
NAMES = TEXT.filter(lambda name: "/" not in name and "\\" not in name and name not in (".", ".."))


@st.composite
def clauses(draw: st.DrawFn) -> Filter:
    """A filter as the window can have it, its clauses in any order."""
    found: list[Clause] = []
    for name in draw(st.lists(st.sampled_from(FIELDS), unique=True, max_size=4)):
        field = DATASET.field(name)
        assert field is not None
        for exclude in (False, True):
            keys = draw(st.lists(st.sampled_from(field.keys), unique=True, max_size=3))
            if keys:
                found.append(ValueClause(name, tuple(sorted(keys)), exclude))
    dates = st.sampled_from(["", "2010", "2012-02", "2024-06-28", "-0043"])
    start, end = draw(dates), draw(st.sampled_from(["", "2025", "2025-06-08T14:30:00Z"]))
    if start or end:
        found.append(TimeClause(start, end, draw(st.booleans())))
    texts = draw(st.lists(TEXT.filter(lambda text: bool(text.strip())), unique=True, max_size=2))
    found += [TextClause(text) for text in texts]
    return tuple(draw(st.permutations(found)))


@st.composite
def origins(draw: st.DrawFn) -> Origin:
    paths = draw(st.lists(NAMES, max_size=2))
    folders = [Path(draw(st.sampled_from(["", "/", "/data", "..", "-odd"]))) for _ in paths]
    mapping = TableMapping({"title": ("a,b=c\\d",), "date": ("day one",)}, Order.DAY_FIRST)
    return Origin(
        tuple(folder / name for folder, name in zip(folders, paths, strict=True)),
        draw(st.sampled_from([None, mapping])) if paths else None,
        draw(st.one_of(st.just(""), TEXT)) if paths else "",
        tuple(map(Path, draw(st.lists(NAMES, max_size=2)))),
    )


@st.composite
def requests(draw: st.DrawFn) -> tuple[ExportRequest, ViewState]:
    state = ViewState(
        draw(clauses()),
        limited(Span(start := draw(st.integers(-(2**60), 2**60)), start + draw(_LENGTHS))),
        draw(st.sampled_from(["country", "actor", "", "sky", "type"])),
    )
    name = draw(NAMES)
    title = draw(st.one_of(st.just(""), TEXT))
    kind = draw(st.sampled_from(["table", "picture", "report"]))
    if kind == "picture":
        path = Path(f"{name}{draw(st.sampled_from(['.png', '.svg', '.PDF']))}")
        size = draw(st.sampled_from([*(size for _, size in SIZES), (321, 200), (1600, 901)]))
        choices = FigureChoices(
            size,
            dpi=draw(st.sampled_from([96, 36, 300])) if path.suffix == ".png" else 96,
            theme=draw(st.sampled_from([LIGHT, DARK])),
            title=title,
            numbers=draw(st.booleans()),
            whole_span=draw(st.booleans()),
            credit=draw(st.one_of(st.just(""), TEXT)),
            made=MADE,
        )
        return ExportRequest(path, choices, draw(origins()), draw(st.booleans())), state
    path = Path("out") / f"{name}{draw(st.sampled_from(['.csv', '.html', '.zip', '.dat']))}"
    report = ReportChoices(title, MADE)
    table = draw(tables())
    asked = report if kind == "report" else table
    return ExportRequest(path, asked, draw(origins()), draw(st.booleans())), state


_LENGTHS = st.integers(1, 2**58)


@st.composite
def tables(draw: st.DrawFn) -> TableChoices:
    writer = WRITERS[draw(st.sampled_from(sorted(WRITERS)))]
    choices = TableChoices(writer.name, made=MADE)
    if writer.takes_columns:
        per_quote = writer.takes_quotes and draw(st.booleans())
        choices = replace(choices, per_quote=per_quote, claims=draw(st.booleans()))
        known = [name for name in export_columns(DATASET, choices) if name != "sources_disagree"]
        columns = draw(st.lists(st.sampled_from(known), unique=True, max_size=4))
        if columns and choices.claims:
            columns.append("sources_disagree")
        sort = draw(st.sampled_from(sort_columns(DATASET))), draw(st.booleans())
        choices = replace(choices, columns=tuple(columns), sort=sort)
    if writer.is_spreadsheet_text:
        choices = replace(choices, bom=draw(st.booleans()), raw=draw(st.booleans()))
    return choices


@given(requests())
def test_a_command_means_the_same_export(asked: tuple[ExportRequest, ViewState]) -> None:
    request, state = asked
    words = command_words(request, DATASET, state)
    assert shlex.split(command_line(words, windows=False)) == words
    options = parse(words[1:])
    found = request_of(options, DATASET)
    assert replace(found.choices, made=MADE) == request.choices
    assert found.path == request.path
    assert found.manifest == request.manifest
    assert found.origin == request.origin
    shown = state_of(options, DATASET, filter_from(options, DATASET))
    assert shown.filter == in_order(state.filter)
    if not isinstance(request.choices, TableChoices):
        assert shown.group == state.group
    if isinstance(request.choices, FigureChoices) and not request.choices.whole_span:
        assert shown.window == state.window


def of_command_prompt(line: str) -> str:
    """What the Command Prompt hands to a program: carets are gone, and nothing was acted on."""
    found, is_quoted, signs = "", False, iter(line)
    for sign in signs:
        if sign == "^" and not is_quoted:
            found += next(signs)
            continue
        if sign == '"':
            is_quoted = not is_quoted
        assert sign != "%", "a variable would be put in"
        assert is_quoted or sign not in "&|<>()", "the shell would act"
        found += sign
    assert not is_quoted
    return found


def of_windows(line: str) -> list[str]:
    """The words of a command line as Windows programs take it apart (`CommandLineToArgvW`)."""
    words: list[str] = []
    word, is_quoted, is_word, at = "", False, False, 0
    while at < len(line):
        run = len(line) - at - len(line[at:].lstrip("\\"))
        if run:
            at += run
            if line[at : at + 1] == '"':
                word += "\\" * (run // 2)
                if run % 2:
                    word, at = word + '"', at + 1
            else:
                word += "\\" * run
            is_word = True
            continue
        sign = line[at]
        at += 1
        if sign == '"':
            is_quoted, is_word = not is_quoted, True
        elif sign in " \t" and not is_quoted:
            if is_word:
                words.append(word)
            word, is_word = "", False
        else:
            word, is_word = word + sign, True
    return [*words, word] if is_word else words


@given(st.lists(st.one_of(TEXT, st.text('"\\ %^&|a', min_size=0, max_size=8)), max_size=4))
def test_words_for_windows_come_back(words: list[str]) -> None:
    line = command_line(["timeline-app", *words], windows=True)
    assert of_windows(of_command_prompt(line)) == ["timeline-app", *words]


def test_a_command_reads_well() -> None:
    state = ViewState((TextClause("army"), ValueClause("country", ("GTM", "MEX"))))
    choices = TableChoices("csv", sort=("fatalities", True), columns=("title", "date"))
    request = ExportRequest(Path("a b.csv"), choices, Origin((Path("border"),)), manifest=True)
    line = command_line(command_words(request, DATASET, state), windows=False)
    assert line == (
        "timeline-app export border --country Guatemala --country Mexico --search army "
        "--columns title,date --sort fatalities:desc --out 'a b.csv' --manifest"
    )
    figure = FigureChoices((1123, 794), theme=DARK, whole_span=True)
    request = ExportRequest(Path("a.svg"), figure)
    line = command_line(command_words(request, DATASET, replace(state, group="")), windows=False)
    assert line == (
        "timeline-app render --country Guatemala --country Mexico --search army "
        "--size a4-landscape --theme dark --group none --out a.svg"
    )


def test_what_has_no_words_is_a_sentence() -> None:
    request = ExportRequest(Path("a.csv"), TableChoices())
    gone = ViewState((ValueClause("country", ("nowhere",)),))
    with pytest.raises(CommandError, match="“nowhere” cannot be written"):
        command_words(request, DATASET, gone)
    with pytest.raises(CommandError, match="cannot be written"):
        command_line(["a\nb"], windows=True)
    assert command_line(["a\nb"], windows=False) == "'a\nb'"
    with pytest.raises(CommandError, match="cannot be written"):
        command_line(["a\udcff"], windows=False)
