"""A manifest says how an export came about, and is enough to make it again, byte for byte."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.app.acts import Run
from timeline_app import __version__
from timeline_app.app.read_manifest import ManifestError, read_manifest
from timeline_app.io.export.writers import WRITERS
from timeline_app.paths import shipped_dataset

PROJECT = Path(__file__).parents[2]
TABLES = {name: (writer.endings or ("",))[0] for name, writer in WRITERS.items()} | {
    "report": ".html"
}
PICTURES = ("png", "svg", "pdf")
KINDS = (*TABLES, *PICTURES)

Made = Callable[..., Path]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A copy of the shipped dataset, which may be spoiled."""
    return shutil.copytree(shipped_dataset(), tmp_path / "data" / "border")


@pytest.fixture
def made(tmp_path: Path, data: Path, run: Run) -> Made:
    """Makes an export of a kind with its manifest; gives the path of the export."""

    def made(kind: str, *words: str) -> Path:
        folder = tmp_path / "out"
        folder.mkdir(exist_ok=True)
        out = folder / f"{kind}{TABLES.get(kind, f'.{kind}')}"
        command = ["render"] if kind in PICTURES else ["export", "--format", kind]
        if kind in PICTURES:
            words = (*words, "--size", "700x500")
        status, told, wrong = run(*command, data, "--out", out, "--manifest", *words)
        assert (status, wrong) == (0, "")
        assert told.endswith(f"How it was made: {manifest(out)}\n")
        return out

    return made


def manifest(out: Path) -> Path:
    return out.with_name(f"{out.name}.manifest.json")


def told_in(out: Path) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(manifest(out).read_text("utf-8"))
    return told


def content(out: Path) -> dict[str, bytes]:
    """The bytes of a file, or of all files of a folder."""
    if out.is_file():
        return {"": out.read_bytes()}
    files = (path for path in out.rglob("*") if path.is_file())
    return {str(path.relative_to(out)): path.read_bytes() for path in files}


def take_away(out: Path) -> None:
    if out.is_dir():
        shutil.rmtree(out)
    else:
        out.unlink()


@pytest.mark.gui
@pytest.mark.parametrize("kind", KINDS)
def test_an_export_is_made_again_byte_for_byte(made: Made, run: Run, kind: str) -> None:
    out = made(kind, "--country", "Guatemala", "--to", "2025")
    before = content(out)
    take_away(out)
    status, told, wrong = run("export", "--again", manifest(out))
    assert (status, wrong) == (0, "")
    assert told.startswith(f"The same bytes as {out.name} of ")
    assert told.endswith(f": written to {out}\n")
    assert content(out) == before
    assert f"they stand in {out}" in run("export", "--again", manifest(out))[1]
    assert content(out) == before


def test_an_export_is_made_again_by_another_process(tmp_path: Path) -> None:
    """Another process has other seeds, and may have another time zone, language and screen."""
    outs = {kind: tmp_path / f"{kind}{TABLES.get(kind, f'.{kind}')}" for kind in KINDS}
    by_another_process(
        [
            [
                *(["render"] if kind in PICTURES else ["export", "--format", kind]),
                *["--out", str(out), "--manifest", "--exclude", "country=MEX"],
            ]
            for kind, out in outs.items()
        ]
    )
    before = {kind: content(out) for kind, out in outs.items()}
    for out in outs.values():
        take_away(out)
    by_another_process(
        [["export", "--again", str(manifest(out))] for out in outs.values()],
        {
            "TZ": "Pacific/Auckland",
            "PYTHONHASHSEED": "7",
            "LC_ALL": "C",
            "QT_SCALE_FACTOR": "1.5",
        },
    )
    assert {kind: content(out) for kind, out in outs.items()} == before


def by_another_process(commands: list[list[str]], other: Mapping[str, str] = {}) -> None:
    script = (
        "import json, sys; from timeline_app.app.command_line import main\n"
        "sys.exit(max(map(main, json.loads(sys.argv[1]))))"
    )
    ended = subprocess.run(
        [sys.executable, "-c", script, json.dumps(commands)],
        cwd=PROJECT,
        capture_output=True,
        env={**os.environ, **other},
        check=False,
    )
    assert ended.returncode == 0, ended.stdout.decode() + ended.stderr.decode()


def test_choices_of_a_table_are_part_of_it(made: Made, run: Run) -> None:
    words = ("--columns", "title,date", "--sort", "title:desc", "--bom", "--raw")
    out = made("csv", *words)
    before = out.read_bytes()
    assert before.startswith(b"\xef\xbb\xbftitle,date\r\n")
    out.unlink()
    assert run("export", "--again", manifest(out))[0] == 0
    assert out.read_bytes() == before


@pytest.mark.gui
def test_choices_of_a_picture_are_part_of_it(made: Made, run: Run) -> None:
    out = made("svg", "--theme", "dark", "--group", "actor", "--window", "2010/2020-06")
    before = out.read_bytes()
    out.unlink()
    assert run("export", "--again", manifest(out))[0] == 0
    assert out.read_bytes() == before
    assert told_in(out)["view"]["group"] == "actor"


def test_a_manifest_says_what_was_exported(made: Made, data: Path) -> None:
    out = made("csv", "--country", "mexico", "--country", "GTM", "--search", "army")
    told = told_in(out)
    events = next(file for file in told["dataset"]["files"] if file["name"] == "events.csv")
    content = (data / "events.csv").read_bytes()
    assert events["sha256"] == hashlib.sha256(content).hexdigest()
    assert events["bytes"] == len(content)
    lines = "".join(f"{file['sha256']}  {file['name']}\n" for file in told["dataset"]["files"])
    assert told["dataset"]["sha256"] == hashlib.sha256(lines.encode()).hexdigest()
    assert told["dataset"]["name"] == "guatemala-mexico-border"
    assert told["dataset"]["opened"] == [{"given": str(data), "relative": "../data/border"}]
    assert told["program"]["version"] == __version__
    assert told["filter"]["words"] == "Country Guatemala or Mexico; text “army”"
    assert {"field": "country", "keys": ["GTM", "MEX"], "exclude": False} in told["filter"][
        "clauses"
    ]
    rows = out.read_bytes().count(b"\r\n") - 1
    assert told["counts"]["filtered"] == told["counts"]["written"]
    assert 0 < told["counts"]["written"] <= rows
    assert told["counts"]["total"] == 30
    assert told["columns"] == out.read_text("utf-8").splitlines()[0].split(",")
    assert told["output"]["name"] == out.name
    assert told["output"]["sha256"] == hashlib.sha256(out.read_bytes()).hexdigest()
    assert told["made"].endswith("Z")


def test_what_changed_in_the_data_is_said_and_nothing_is_replaced(
    made: Made, data: Path, run: Run, tmp_path: Path
) -> None:
    out = made("csv")
    before = out.read_bytes()
    events = data / "events.csv"
    events.write_bytes(events.read_bytes().replace(b"Guatemala", b"Guatemola"))
    status, told, _ = run("export", "--again", manifest(out))
    assert status == 1
    assert told.startswith(f"Not the same bytes as {out.name} of ")
    assert "  events.csv of the dataset has changed\n" in told
    assert told.endswith("Nothing was written; --out FILE writes what it is\n")
    assert out.read_bytes() == before
    other = tmp_path / "other.csv"
    status, told, _ = run("export", "--again", manifest(out), "--out", other)
    assert (status, told.splitlines()[-1]) == (1, f"Written to {other}")
    assert b"Guatemola" in other.read_bytes()
    assert out.read_bytes() == before


def test_a_change_that_the_export_does_not_show_is_said_too(
    made: Made, data: Path, run: Run
) -> None:
    out = made("csv")
    with (data / "actors.csv").open("a", encoding="utf-8") as file:
        file.write("nobody,Nobody at all,other,,,\n")
    status, told, _ = run("export", "--again", manifest(out))
    assert status == 0
    assert told.startswith("The same bytes")
    assert "actors.csv of the dataset has changed" in told


def changed(out: Path, change: Callable[[dict[str, Any]], object]) -> Path:
    told = told_in(out)
    change(told)
    manifest(out).write_text(json.dumps(told), "utf-8")
    return manifest(out)


def test_another_program_or_library_is_named_where_bytes_differ(made: Made, run: Run) -> None:
    out = made("csv")
    out.unlink()

    def older(told: dict[str, Any]) -> None:
        told["program"]["version"] = "0.0.1"
        told["libraries"]["pyarrow"] = "1.0"
        told["output"]["sha256"] = "0" * 64

    status, told, _ = run("export", "--again", changed(out, older))
    assert status == 1
    assert f"  the program is {__version__}, it was 0.0.1\n" in told
    assert ", it was 1.0\n" in told
    assert not out.exists()


def test_a_filter_that_was_changed_by_hand_is_not_put_down_to_the_machine(
    made: Made, run: Run
) -> None:
    out = made("csv")
    before = out.read_bytes()

    def other(told: dict[str, Any]) -> None:
        told["filter"]["clauses"] = [{"field": "weather", "keys": ["rain"], "exclude": False}]

    status, told, _ = run("export", "--again", changed(out, other))
    assert status == 1
    assert "  the dataset has no field 'weather', by which it was filtered\n" in told
    status, told, _ = run("export", "--again", changed(out, put("filter", "clauses", value=[])))
    assert status == 0

    def fewer(told: dict[str, Any]) -> None:
        told["filter"]["clauses"] = [{"field": "country", "keys": ["MEX"], "exclude": False}]

    status, told, _ = run("export", "--again", changed(out, fewer))
    assert status == 1
    assert "  data, program and libraries are as recorded: the manifest was changed, or " in told
    assert out.read_bytes() == before


def test_a_manifest_that_an_editor_saved_is_read(made: Made, run: Run) -> None:
    out = made("csv")
    manifest(out).write_text(manifest(out).read_text("utf-8"), "utf-8-sig", newline="\r\n")
    assert run("export", "--again", manifest(out))[0] == 0


def test_data_that_is_gone_is_a_sentence(made: Made, data: Path, run: Run) -> None:
    out = made("csv")
    shutil.rmtree(data)
    status, told, wrong = run("export", "--again", manifest(out))
    assert (status, told) == (1, "")
    assert wrong.startswith(f"timeline-app: {manifest(out)}: ")
    assert f"{data} is no longer there, from which its export was made; put it back" in wrong


def test_export_and_data_may_move_together(made: Made, run: Run, tmp_path: Path) -> None:
    out = made("csv")
    moved = tmp_path / "moved"
    moved.mkdir()
    for name in ("out", "data"):
        shutil.move(tmp_path / name, moved / name)
    again = moved / "out" / out.name
    before = again.read_bytes()
    again.unlink()
    assert run("export", "--again", manifest(again))[0] == 0
    assert again.read_bytes() == before


def put(*path: str, value: object) -> Callable[[dict[str, Any]], object]:
    def change(told: dict[str, Any]) -> None:
        for part in path[:-1]:
            told = told[part]
        told[path[-1]] = value

    return change


def drop(*path: str) -> Callable[[dict[str, Any]], object]:
    def change(told: dict[str, Any]) -> None:
        for part in path[:-1]:
            told = told[part]
        del told[path[-1]]

    return change


def quotes_of_a_zip(told: dict[str, Any]) -> None:
    told["choices"] |= {"format": "zip", "per_quote": True}


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (put("manifest", value=2), "it is of version 2; this program reads version 1"),
        (put("manifest", value=True), "manifest is not as it should be"),
        (drop("output"), "output is missing"),
        (drop("choices", "format"), "choices.format is not as it should be"),
        (put("choices", "format", value="docx"), "knows no format 'docx'"),
        (put("choices", "columns", value="title"), "choices.columns is not as it should be"),
        (put("choices", "bom", value=1), "choices.bom is not as it should be"),
        (quotes_of_a_zip, "choices.per_quote is not as it should be"),
        (put("choices", "odd", value=1), "choices.odd is not as it should be"),
        (put("choices", value=[]), "choices is not as it should be"),
        (put("kind", value="film"), "kind is not as it should be"),
        (put("filter", "clauses", value=[{"field": 1}]), "filter.clauses is not as it should be"),
        (put("dataset", "map", value="odd"), "dataset.map is not as it should be"),
        (put("dataset", "opened", value=["/"]), "dataset.opened is not as it should be"),
        (put("dataset", "opened", value=[{"given": "a\0", "relative": "b\0"}]), "opened"),
        (put("output", "name", value="../x.csv"), "output.name is not as it should be"),
        (put("output", "name", value="/etc/x.csv"), "output.name is not as it should be"),
        (put("output", "name", value=".."), "output.name is not as it should be"),
        (put("output", "name", value="\ud800"), "output.name is not as it should be"),
        (put("output", "name", value=""), "output.name is not as it should be"),
    ],
)
def test_a_damaged_manifest_is_a_sentence_and_writes_nothing(
    made: Made, run: Run, change: Callable[[dict[str, Any]], object], said: str
) -> None:
    out = made("csv")
    path = changed(out, change)
    out.unlink()
    before = sorted(path.parents[1].rglob("*"))
    status, told, wrong = run("export", "--again", path)
    assert (status, told) == (1, "")
    assert wrong.startswith(f"timeline-app: {path}: ")
    assert said in wrong
    assert sorted(path.parents[1].rglob("*")) == before


@pytest.mark.skipif(sys.platform == "win32", reason="no file may be called so on Windows")
@pytest.mark.parametrize(
    "name", ["at 12:30.csv", "a\\b.csv", "$x;'\"|.csv", " \n.csv", "a\udcff.csv"]
)
def test_an_export_of_any_name_is_made_again(
    data: Path, run: Run, tmp_path: Path, name: str
) -> None:
    if "\udcff" in name and sys.platform != "linux":
        pytest.skip("names of files are text on this system")
    out = tmp_path / name
    assert run("export", data, "--out", out, "--manifest")[0] == 0
    before = out.read_bytes()
    out.unlink()
    assert run("export", "--again", manifest(out))[0] == 0
    assert out.read_bytes() == before


def test_a_manifest_is_not_replaced_by_its_export(made: Made, run: Run) -> None:
    out = made("json")
    before = manifest(out).read_bytes()
    status, _, wrong = run("export", "--again", manifest(out), "--out", manifest(out))
    assert status == 1
    assert "choose another name" in wrong
    assert manifest(out).read_bytes() == before


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=4,
)


def parts_of(told: object) -> Iterator[tuple[Any, Any]]:
    """Every container in a JSON value with each of its keys."""
    pairs = told.items() if isinstance(told, dict) else enumerate(told)  # type: ignore[arg-type]
    for key, value in pairs:
        yield told, key
        if isinstance(value, dict | list):
            yield from parts_of(value)


@pytest.mark.gui
@pytest.mark.parametrize("kind", ["csv", "svg", "report"])
def test_any_damage_is_noticed_or_harmless(made: Made, kind: str) -> None:
    out = made(kind, "--country", "GTM", "--from", "2010")
    whole = manifest(out).read_text("utf-8")

    @given(st.data())
    def damage(data: st.DataObject) -> None:
        told = json.loads(whole)
        container, key = data.draw(st.sampled_from(list(parts_of(told))))
        if data.draw(st.booleans()):
            container[key] = data.draw(JSON)
        else:
            del container[key]
        manifest(out).write_text(json.dumps(told), "utf-8")
        with suppress(ManifestError):
            read = read_manifest(manifest(out))
            assert Path(read.output.name).name == read.output.name

    damage()


@pytest.mark.parametrize("text", ["", "[]", "1", "{", "\0", "[" * 50_000, '{"manifest": 1}'])
def test_what_is_no_manifest_is_a_sentence(tmp_path: Path, run: Run, text: str) -> None:
    path = tmp_path / "x.json"
    path.write_text(text, "utf-8")
    status, told, wrong = run("export", "--again", path)
    assert (status, told) == (1, "")
    assert wrong.startswith(f"timeline-app: {path}: ")


def test_another_ending_is_refused(made: Made, run: Run, tmp_path: Path) -> None:
    out = made("csv")
    status, _, wrong = run("export", "--again", manifest(out), "--out", tmp_path / "x.json")
    assert status == 1
    assert "must end in .csv" in wrong


def test_a_manifest_that_cannot_be_written_leaves_the_old_export(
    data: Path, tmp_path: Path, run: Run
) -> None:
    out = tmp_path / "x.csv"
    out.write_text("older", "utf-8")
    manifest(out).mkdir()
    status, _, wrong = run("export", data, "--out", out, "--manifest")
    assert status == 1
    assert f"{manifest(out)} cannot be written: it is a folder" in wrong
    assert out.read_text("utf-8") == "older"


def test_a_mapped_table_is_read_in_the_same_way(tmp_path: Path, run: Run) -> None:
    table, out = tmp_path / "odd.csv", tmp_path / "x.csv"
    table.write_text("whom,headline,day\nA,B,03/04/2024\n", "utf-8")
    words = ["--map", "title=whom,summary=headline,date=day,dates=day-first"]
    assert run("export", table, "--out", out, "--manifest", *words)[0] == 0
    before = out.read_bytes()
    assert b"2024-04-03" in before
    out.unlink()
    assert run("export", "--again", manifest(out))[0] == 0
    assert out.read_bytes() == before
