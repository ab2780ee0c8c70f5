"""What is shipped: a wheel that holds the program with its resources and data."""

import configparser
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from timeline_app import paths

PROJECT = Path(__file__).resolve().parents[1]


def build(source: Path, target: str, destination: Path) -> Path:
    """Build a distribution without network; returns its file."""
    done = subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", target, "-d", str(destination)],
        cwd=source,
        capture_output=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stderr
    (built,) = destination.glob("*.tar.gz" if target == "sdist" else "*.whl")
    return built


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Iterator[zipfile.ZipFile]:
    """The wheel as others get it: built from the source distribution."""
    folder = tmp_path_factory.mktemp("dist")
    with tarfile.open(build(PROJECT, "sdist", folder)) as archive:
        archive.extraction_filter = getattr(tarfile, "data_filter", None)  # Python 3.11.4 has it
        archive.extractall(folder)
    (source,) = (path for path in folder.iterdir() if path.is_dir())
    with zipfile.ZipFile(build(source, "wheel", folder)) as opened:
        yield opened


def files(folder: Path) -> set[str]:
    """The files below a folder, hidden ones left out, as paths relative to it."""
    every = (path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
    return {path.as_posix() for path in every if not path.name.startswith(".")}


@pytest.mark.parametrize("home", ["resources", "data"])
def test_wheel_holds_all_resources_and_data(wheel, home):
    prefix = f"timeline_app/_bundled/{home}/"
    bundled = {name.removeprefix(prefix) for name in wheel.namelist() if name.startswith(prefix)}
    assert bundled == files(PROJECT / home)


def test_wheel_keeps_data_byte_for_byte(wheel):
    table = "guatemala-mexico-border/quotes.csv"
    assert (
        wheel.read(f"timeline_app/_bundled/data/{table}") == (PROJECT / "data" / table).read_bytes()
    )


def test_wheel_holds_every_module_and_nothing_else(wheel):
    homes = {name.split("/")[0] for name in wheel.namelist()}
    assert {home for home in homes if not home.endswith(".dist-info")} == {"timeline_app"}
    modules = {path for path in files(PROJECT / "timeline_app") if path.endswith((".py", ".typed"))}
    assert {f"timeline_app/{path}" for path in modules} <= set(wheel.namelist())


def test_wheel_has_one_command_for_each_kind_of_start(wheel):
    (name,) = (name for name in wheel.namelist() if name.endswith("entry_points.txt"))
    entries = configparser.ConfigParser()
    entries.read_string(wheel.read(name).decode())
    assert {section: dict(entries[section]) for section in entries.sections()} == {
        "console_scripts": {"timeline-app": "timeline_app.__main__:main"},
        "gui_scripts": {"timeline-app-window": "timeline_app.__main__:main"},
    }


def test_installed_wheel_finds_its_files(wheel, tmp_path):
    wheel.extractall(tmp_path)
    done = subprocess.run(
        [sys.executable, "-c", "from timeline_app import paths; print(paths.shipped_dataset())"],
        cwd=tmp_path,
        env={"PYTHONPATH": str(tmp_path)},
        capture_output=True,
        encoding="utf-8",
    )
    found = Path(done.stdout.strip())
    assert found.is_relative_to(tmp_path)
    assert (found / "datapackage.json").is_file()


def test_checkout_finds_its_files():
    assert paths.resources_dir() == PROJECT / "resources"
    assert paths.data_dir() == PROJECT / "data"
    assert (paths.shipped_dataset() / "datapackage.json").is_file()


def test_frozen_program_finds_its_files(tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert paths.data_dir() == tmp_path / "data"
