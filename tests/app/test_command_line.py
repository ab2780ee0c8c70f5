"""The command line: what is written where, and the exit status (DESIGN 5)."""

import errno
import io
import json
import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from tests.app.acts import Run
from timeline_app import __version__
from timeline_app.app import command_line
from timeline_app.app.arguments import parse
from timeline_app.app.command_line import filter_from, main
from timeline_app.app.options import Options
from timeline_app.core.clauses import TextClause, TimeClause, ValueClause
from timeline_app.io.open import open_dataset

PROJECT = Path(__file__).parents[2]
EVENTS = """\
event_id,title,date,event_type,countries,actors,place,weather
2010-12-siege,A state of siege,2010-12,Measure,GTM,colom|army,Cobán,rain
2012-01-15-order,The army is sent,2012-01-15,Measure,GTM,perez|army,Guatemala City,
2024-06-28-clash,"Clash, many dead",2024-06-28,Armed clash,MEX,,La Concordia,rain
2025-06-08-raid,Police cross the border,2025-06-08,Armed clash,GTM|MEX,zetas,La Mesilla,sun
later,Undated talk,,Talk,USA,,,
"""
ACTORS = """\
actor_id,name,kind,country,aliases
colom,Álvaro Colom,political leader,GTM,
perez,Otto Pérez Molina,political leader,GTM,Pérez Molina|President Pérez
army,Guatemalan Army,state force,GTM,Ejército
zetas,Los Zetas,criminal group,,
unused,Nobody,other,,
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "border"
    path.mkdir()
    (path / "events.csv").write_text(EVENTS, encoding="utf-8")
    (path / "actors.csv").write_text(ACTORS, encoding="utf-8")
    return path


@pytest.fixture
def exported(folder: Path, tmp_path: Path, run: Run) -> Callable[..., list[str]]:
    """The ids that an export with these filters holds."""

    def exported(*words: str) -> list[str]:
        out = tmp_path / "out.csv"
        status, told, _ = run("export", folder, "--out", out, *words)
        ids: list[str] = pd.read_csv(out)["event_id"].tolist()
        assert status == 0
        assert told == f"{len(ids)} of 5 events written to {out}\n"
        return ids

    return exported


SIEGE, ORDER, CLASH, RAID, LATER = (line.split(",")[0] for line in EVENTS.splitlines()[1:])


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        ("", [SIEGE, ORDER, CLASH, RAID, LATER]),
        ("--country guatemala", [SIEGE, ORDER, RAID]),
        ("--country GTM --country mx", [SIEGE, ORDER, CLASH, RAID]),
        ("--country Guatemala --include country=Mexico", [RAID]),
        ("--country Belize", []),
        ("--actor 'perez molina'", [ORDER]),
        ("--actor 'PÉREZ MOLINA'", [ORDER]),
        ("--actor ejercito", [SIEGE, ORDER]),
        ("--actor nobody", []),
        ("--type 'armed clash' --country GTM", [RAID]),
        ("--exclude 'type=Armed clash' --exclude type=talk", [SIEGE, ORDER]),
        ("--include weather=rain", [SIEGE, CLASH]),
        ("--include place=coban --include country=GTM", [SIEGE]),
        ("--include countries=GTM --include event_type=measure", [SIEGE, ORDER]),
        ("--include actor=", [CLASH, LATER]),
        ("--from 2024", [CLASH, RAID]),
        ("--to 2012-01-15", [SIEGE, ORDER]),
        ("--to 2012-01-14", [SIEGE]),
        ("--from 2010-12-24 --to 2010-12-24", [SIEGE]),
        ("--from 2010-12-24 --to 2010-12-24 --time certain", []),
        ("--from 2010-12 --to 2010-12 --time certain", [SIEGE]),
        ("--search clash --search dead", [CLASH]),
        ("--search 'many  CLASH'", [CLASH]),
    ],
)
def test_filters_choose_events(
    exported: Callable[..., list[str]], words: str, ids: list[str]
) -> None:
    assert exported(*shlex.split(words)) == ids


def test_each_of_several_related_events_is_found(
    exported: Callable[..., list[str]], folder: Path
) -> None:
    related = ["", f"{SIEGE}|{CLASH}", SIEGE, "", ""]
    head, *lines = EVENTS.splitlines()
    rows = [f"{line},{cell}" for line, cell in zip(lines, related, strict=True)]
    (folder / "events.csv").write_text("\n".join([f"{head},related", *rows]), encoding="utf-8")
    assert exported("--include", f"related={SIEGE}") == [ORDER, CLASH]
    assert exported("--include", f"related={CLASH}") == [ORDER]
    assert exported("--include", f"related={RAID}") == []
    assert exported("--exclude", f"related={SIEGE}") == [SIEGE, RAID, LATER]


SOURCES = """\
source_id,publisher,title,published,language,derived_from
faith,American Faith,A,[2025-12-10..2025-12-13],en,a wire
other,The Other,B,2025-12-11,es-MX,A wire
bbc,BBC News,C,2012-01-15,en,
"""
QUOTES = f"""\
quote_id,event_id,source_id,exact
q1,{SIEGE},faith,x
q2,{SIEGE},other,x
q3,{CLASH},other,x
q4,{CLASH},bbc,x
"""
CLAIMS = f"""\
claim_id,event_id,quote_id,attribute,subject,value
c1,{CLASH},q3,killed,people,10
c2,{CLASH},q4,killed,people,27
"""


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        ("--include publisher='bbc news'", [CLASH]),
        ("--include published=2025", [SIEGE, CLASH]),
        ("--include language=english", [SIEGE, CLASH]),
        ("--include language=Spanish", [SIEGE, CLASH]),
        ("--include independent_sources=1", [SIEGE]),
        ("--include Independent_Sources=2", [CLASH]),
        ("--include independent_sources=0", [ORDER, RAID, LATER]),
        ("--include independent_sources=7", []),
        ("--include sources_disagree=yes", [CLASH]),
        ("--include 'anchor=not checked' --exclude publisher='BBC News'", [SIEGE]),
        ("--include anchor=lost", []),
    ],
)
def test_what_follows_from_the_evidence_filters(
    exported: Callable[..., list[str]], folder: Path, words: str, ids: list[str]
) -> None:
    for name, text in (("sources", SOURCES), ("quotes", QUOTES), ("claims", CLAIMS)):
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    assert exported(*shlex.split(words)) == ids


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--include", "publisher=x"], "there is no field 'publisher' in this dataset"),
        (["--country", "Guatemla"], "did you mean 'Guatemala'?"),
        (["--actor", "Perez Molinna"], "did you mean 'Otto Pérez Molina'?"),
        (["--type", "armed clashes"], "did you mean 'Armed clash'?"),
        (["--include", "wether=rain"], "did you mean 'weather'?"),
        (["--include", "weather=rian"], "did you mean 'rain'?"),
        (["--include", "weather"], "must be FIELD=VALUE"),
        (["--from", "2024", "--from", "2025"], "only once"),
        (["--to", "2024", "--to", "2025"], "only once"),
        (["--from", "2025", "--to", "2024"], "is after"),
        (["--from", "2024/2025"], "without a slash"),
        (["--from", "soon"], "is no date"),
        (["--to", ""], "must be a date"),
        (["--time", "maybe"], "invalid choice"),
        (["--time", "certain"], "argument --time: it says how --from and --to are meant"),
        (["--include", "=rain"], "must be FIELD=VALUE"),
        (["--include", "wether=x=y"], "did you mean 'weather'?"),
        (["--countr", "GTM"], "unrecognized arguments: --countr"),
        (["--size", "1x1"], "unrecognized arguments"),
    ],
)
def test_wrong_usage_is_told_and_gives_2(
    folder: Path, tmp_path: Path, run: Run, words: list[str], told: str
) -> None:
    out = tmp_path / "out.csv"
    status, stdout, stderr = run("export", folder, "--out", out, *words)
    assert (status, stdout) == (2, "")
    assert told in stderr
    assert not out.exists()


@pytest.mark.parametrize("words", [["--sheet", "Data"], ["--map", "title=headline"]])
@pytest.mark.parametrize("command", [["export", "--out", "x.csv"], ["check"], []])
def test_how_a_file_is_read_is_told_of_a_file(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: list[str], words: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    status, stdout, stderr = run(*command, *words)
    assert (status, stdout) == (2, "")
    assert f"argument {words[0]}: it says how a file is read; give the PATH of one" in stderr
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["export", "--out", "none/x.csv"], "there is no folder"),
        (["export", "--out", "full"], "there is a folder that is not empty"),
        (["export", "--out", "full.csv"], "it is a folder"),
        (["export", "--out", "x.csv", "--manifest"], "x.csv.manifest.json cannot be written"),
        (["export", "--out", "none/x.html"], "there is no folder"),
        (["render", "--out", "none/x.png"], "there is no folder"),
    ],
)
def test_a_place_where_nothing_can_stand_is_told_before_anything_is_read(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[str], told: str
) -> None:
    monkeypatch.chdir(tmp_path)
    for folder in ("full/of", "full.csv", "x.csv.manifest.json"):
        (tmp_path / folder).mkdir(parents=True)
    before = sorted(tmp_path.rglob("*"))
    status, stdout, stderr = run(*words, "no data")
    assert (status, stdout) == (1, "")
    assert told in stderr
    assert sorted(tmp_path.rglob("*")) == before


def test_an_export_needs_a_file_with_an_ending_it_knows(folder: Path, run: Run) -> None:
    assert run("export", folder)[0] == 2
    status, _, stderr = run("export", folder, "--out", "events.doc")
    assert status == 2
    assert "its name must end in .csv" in stderr


def test_a_picture_needs_sane_measures(folder: Path, run: Run) -> None:
    for words in (["--size", "big"], ["--size", "10x10"], ["--size", "99999x500"], ["--dpi", "0"]):
        assert run("render", folder, "--out", "x.png", *words)[0] == 2
    status, _, stderr = run("render", folder, "--out", "x.bmp")
    assert status == 2
    assert ".png or .svg or .pdf" in stderr


@pytest.mark.parametrize(
    ("command", "flag", "value"),
    [
        ("render", "--size", "800x600"),
        ("render", "--dpi", "96"),
        ("render", "--theme", "dark"),
        ("render", "--group", "actor"),
        ("render", "--title", "T"),
    ],
)
def test_what_has_one_value_is_given_only_once(
    folder: Path, run: Run, command: str, flag: str, value: str
) -> None:
    out = ["--out", "x.svg"] if command == "render" else []
    status, _, stderr = run(command, folder, *out, flag, value, flag, value)
    assert status == 2
    assert f"argument {flag}: it may be given only once" in stderr


def test_what_cannot_be_read_or_written_gives_1(folder: Path, tmp_path: Path, run: Run) -> None:
    status, stdout, stderr = run("export", tmp_path / "nowhere", "--out", tmp_path / "x.csv")
    assert (status, stdout) == (1, "")
    assert "There is no such file or folder" in stderr
    status, stdout, stderr = run("export", folder, "--out", tmp_path / "nowhere" / "x.csv")
    assert (status, stdout) == (1, "")
    assert "there is no folder" in stderr


@pytest.mark.parametrize("target", ["events.csv", "actors.csv", "datapackage.json"])
def test_nothing_is_written_over_what_was_read(
    folder: Path, tmp_path: Path, run: Run, target: str
) -> None:
    resources = [{"path": "events.csv"}, {"path": "actors.csv"}]
    (folder / "datapackage.json").write_text(json.dumps({"resources": resources}), "utf-8")
    content = (folder / target).read_bytes()
    for command, ending in (("export", "csv"), ("render", "svg")):
        out = tmp_path / f"out.{ending}"
        os.link(folder / target, out)
        status, stdout, stderr = run(command, folder, "--out", out)
        assert (status, stdout) == (1, "")
        assert f"{out} cannot be written: the dataset was read from this file" in stderr
        assert out.read_bytes() == (folder / target).read_bytes() == content


def test_a_table_by_itself_is_never_exported_over(folder: Path, tmp_path: Path, run: Run) -> None:
    exported, events = tmp_path / "x.csv", folder / "events.csv"
    assert run("export", folder, "--out", exported)[0] == 0
    for path in (exported, events):
        before = path.read_bytes()
        assert run("export", folder, path, "--out", path)[0] == 1
        assert run("export", path, "--out", path)[0] == 1
        assert path.read_bytes() == before


def test_bom_and_raw_are_passed_on(folder: Path, tmp_path: Path, run: Run) -> None:
    path = folder / "events.csv"
    path.write_text(EVENTS.replace("Undated talk", "=talk"), encoding="utf-8")
    out = tmp_path / "x.csv"
    assert run("export", folder, "--out", out, "--bom")[0] == 0
    assert out.read_bytes().startswith(b"\xef\xbb\xbfevent_id")
    assert b",'=talk," in out.read_bytes()
    assert run("export", folder, "--out", out, "--raw")[0] == 0
    assert b",=talk," in out.read_bytes()


def test_an_export_opens_and_exports_the_same(folder: Path, tmp_path: Path, run: Run) -> None:
    first, second = tmp_path / "1.csv", tmp_path / "2.csv"
    assert run("export", folder, "--out", first)[0] == 0
    assert run("export", first, "--out", second)[0] == 0
    assert first.read_bytes() == second.read_bytes()


def test_a_check_tells_findings_on_stdout(folder: Path, run: Run) -> None:
    (folder / "datapackage.json").write_text(
        json.dumps({"resources": [{"path": "events.csv"}, {"path": "actors.csv"}]}),
        encoding="utf-8",
    )
    status, stdout, stderr = run("check", folder)
    assert (status, stderr) == (1, "")
    assert 'events.csv:1: The columns "date_basis", "date_note", "admin1"' in stdout
    assert "events.csv:6: Column " in stdout
    assert "actors.csv:6: warning: No event names" in stdout


def test_a_check_of_the_shipped_dataset_finds_nothing_wrong(run: Run) -> None:
    status, stdout, stderr = run("check")
    assert (status, stderr) == (0, "")
    assert stdout.endswith("nothing wrong\n")


def test_warnings_alone_give_0(tmp_path: Path, run: Run) -> None:
    copy = shutil.copytree(PROJECT / "data/guatemala-mexico-border", tmp_path / "copy")
    with (copy / "actors.csv").open("a", encoding="utf-8") as file:
        file.write("nobody,Nobody at all,other,,,\n")
    status, stdout, _ = run("check", copy)
    assert status == 0
    assert "warning: No event names the actor" in stdout
    assert stdout.endswith("0 wrong, 1 doubtful\n")


def test_findings_stay_on_one_line_without_control_characters(folder: Path, run: Run) -> None:
    path = folder / "events.csv"
    path.write_text(EVENTS.replace(",USA,", ',"\x1b[31mred\nline",'), encoding="utf-8")
    stdout = run("check", folder)[1]
    assert "\x1b" not in stdout
    assert '"\\x1b[31mred\\nline" is no country' in stdout


def test_version_and_help(run: Run) -> None:
    assert run("--version") == (0, f"timeline-app {__version__}\n", "")
    for words in (["--help"], ["export", "--help"], ["render", "--help"], ["check", "--help"]):
        status, stdout, _ = run(*words)
        assert status == 0
        assert "--country" in stdout


def test_paths_without_a_command_open_the_window(monkeypatch: pytest.MonkeyPatch, run: Run) -> None:
    opened: list[tuple[Path, ...]] = []

    def open_window(options: Options) -> int:
        opened.append(options.paths)
        return 0

    monkeypatch.setattr(command_line, "_window", open_window)
    assert run("./export", "b.csv", "--country", "GTM", "c")[0] == 0
    assert run("--", "-odd", "check")[0] == 0
    assert run()[0] == 0
    assert opened == [(Path("export"), Path("b.csv"), Path("c")), (Path("-odd"), Path("check")), ()]


def test_clauses_stand_in_one_order_and_repeats_join(folder: Path) -> None:
    words = "--search a --to 2025 --exclude type=talk --actor army --country GTM --country Mexico"
    options = parse(shlex.split(words))
    assert filter_from(options, open_dataset([folder])) == (
        ValueClause("country", ("GTM", "MEX")),
        ValueClause("actor", ("army",)),
        ValueClause("type", ("Talk",), exclude=True),
        TimeClause("", "2025"),
        TextClause("a"),
    )
    assert options.has_filter
    assert not Options().has_filter


def test_a_narrow_console_never_fails(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    console = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    monkeypatch.setattr(sys, "stdout", console)
    out = tmp_path / "Perú.csv"
    assert main(["export", str(folder), "--out", str(out)]) == 0
    console.seek(0)
    assert "Per\\xfa.csv" in console.read()


def test_no_console_at_all_is_fine(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("stdout", "stderr"):
        monkeypatch.setattr(sys, name, None)
    assert main(["export", str(folder), "--out", str(tmp_path / "x.csv")]) == 0
    assert main(["export", str(folder), "--out", "x.doc"]) == 2
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            stream.close()


@pytest.mark.parametrize(("spoiled", "status"), [(False, 0), (True, 1)])
def test_a_reader_that_stops_early_hides_no_wrong_data(
    tmp_path: Path, spoiled: bool, status: int
) -> None:
    copy = shutil.copytree(PROJECT / "data/guatemala-mexico-border", tmp_path / "copy")
    if spoiled:
        (copy / "claims.csv").unlink()
    program = subprocess.Popen(
        [sys.executable, "-m", "timeline_app", "check", copy],
        cwd=PROJECT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert program.stdout is not None
    program.stdout.close()
    assert program.stderr is not None
    assert program.stderr.read() == b""
    program.stderr.close()
    assert program.wait() == status


def test_output_that_cannot_be_written_is_a_sentence() -> None:
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("this system has no device that is always full")
    with full.open("wb") as nowhere:
        ended = subprocess.run(
            [sys.executable, "-m", "timeline_app", "check"],
            cwd=PROJECT,
            stdout=nowhere,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert ended.returncode == 1
    reason = os.strerror(errno.ENOSPC)
    assert ended.stderr.decode() == f"timeline-app: the output cannot be written: {reason}\n"


def test_the_version_needs_neither_pandas_nor_qt() -> None:
    script = (
        "import sys; from timeline_app.app.command_line import main; main(['--version']);"
        "sys.exit(bool({'pandas', 'numpy', 'PySide6'} & set(sys.modules)))"
    )
    ended = subprocess.run([sys.executable, "-c", script], cwd=PROJECT, check=False, timeout=60)
    assert ended.returncode == 0


def test_a_check_can_be_narrowed_to_filtered_events(folder: Path, run: Run) -> None:
    path = folder / "events.csv"
    path.write_text(EVENTS.replace("2012-01-15,M", "2012-01-32,M"), encoding="utf-8")
    place = "events.csv:3: "
    assert place in run("check", folder, "--search", "army")[1]
    assert place not in run("check", folder, "--search", "clash")[1]


def test_a_picture_is_drawn_with_its_ending(folder: Path, tmp_path: Path, run: Run) -> None:
    for ending, start in (("png", b"\x89PNG"), ("svg", b"<?xml"), ("PDF", b"%PDF")):
        out = tmp_path / f"t.{ending}"
        status, stdout, _ = run(
            "render", folder, "--out", out, "--country", "GTM", "--size", "800x600"
        )
        assert (status, stdout) == (0, f"3 of 5 events drawn to {out}\n")
        assert out.read_bytes().startswith(start)


@pytest.mark.parametrize("group", ["none", "NONE", "Weather"])
def test_lanes_are_named_without_case(folder: Path, tmp_path: Path, run: Run, group: str) -> None:
    assert run("render", folder, "--out", tmp_path / "t.svg", "--group", group)[0] == 0


def test_a_picture_too_large_is_wrong_usage(folder: Path, tmp_path: Path, run: Run) -> None:
    out = tmp_path / "t.png"
    status, _, stderr = run("render", folder, "--out", out, "--size", "9999x9999", "--dpi", "1200")
    assert status == 2
    assert "too large" in stderr
