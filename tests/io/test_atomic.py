"""A file is replaced as a whole or not at all."""

import errno
import os
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from timeline_app.io.atomic import new_folder, replacing
from timeline_app.io.finding import WriteError


def write(path: Path, content: bytes = b"new", keep: tuple[Path, ...] = ()) -> None:
    with replacing(path, keep) as file:
        file.write(content)


def fail(path: Path, error: Exception) -> None:
    with replacing(path) as file:
        file.write(b"half")
        raise error


def test_a_file_is_written_and_replaced(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    write(path, b"one")
    write(path, b"two")
    assert path.read_bytes() == b"two"
    assert list(tmp_path.iterdir()) == [path]


def test_a_failure_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    write(path, b"old")
    with pytest.raises(ZeroDivisionError):
        fail(path, ZeroDivisionError())
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("kind", ["file", "folder"])
def test_what_a_killed_program_left_goes_away_after_a_day(tmp_path: Path, kind: str) -> None:
    kept = tmp_path / "kept"
    kept.mkdir()
    (kept / "x").touch()
    mine = [
        ".timeline-app-settings",
        ".timeline-app-notes123.part.txt",
        "timeline-app-abcdefgh.part",
    ]
    old = [*mine, ".timeline-app-abcd_012.part", ".timeline-app-efgh_345.part"]
    for name in old[:-1]:
        (tmp_path / name).touch()
    (tmp_path / old[-1]).mkdir()
    (tmp_path / old[-1] / "events.csv").touch()
    for name in old:
        two_days_ago = (tmp_path / name).stat().st_mtime - 2 * 24 * 60 * 60
        os.utime(tmp_path / name, (two_days_ago, two_days_ago))
    (tmp_path / ".timeline-app-ijkl_678.part").touch()
    (tmp_path / ".timeline-app-link_678.part").symlink_to(kept)
    if kind == "file":
        write(tmp_path / "new")
    else:
        with new_folder(tmp_path / "new") as folder:
            (folder / "a").touch()
    assert {path.name for path in tmp_path.iterdir()} == {
        *mine, "new", "kept", ".timeline-app-ijkl_678.part", ".timeline-app-link_678.part",
    }  # fmt: skip
    assert (kept / "x").exists()


@pytest.mark.parametrize(
    ("number", "told"),
    [
        (errno.ENOSPC, "the disk is full"),
        (errno.EACCES, "you may not write in its folder"),
        (errno.EIO, "Input/output error"),
    ],
)
def test_a_failing_disk_is_a_sentence(tmp_path: Path, number: int, told: str) -> None:
    path = tmp_path / "x.csv"
    write(path, b"old")
    with pytest.raises(WriteError, match=told):
        fail(path, OSError(number, os.strerror(number)))
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_name_that_is_too_long_is_a_sentence(tmp_path: Path) -> None:
    if sys.platform == "win32":
        pytest.skip("here the length of the whole path counts, and the system calls it not found")
    for write in (replacing, new_folder):
        with (
            pytest.raises(WriteError, match="its name is too long; choose a shorter one"),
            write(tmp_path / ("x" * 300)),
        ):
            raise AssertionError
    assert not list(tmp_path.iterdir())


def test_a_file_open_elsewhere_on_windows_is_a_sentence(tmp_path: Path) -> None:
    error = PermissionError(errno.EACCES, "Access is denied")
    error.winerror = 32  # type: ignore[attr-defined]
    with pytest.raises(WriteError, match="open in another program"):
        fail(tmp_path / "x.csv", error)


def test_a_missing_folder_and_a_folder_in_the_way_are_sentences(tmp_path: Path) -> None:
    with pytest.raises(WriteError, match=r"there is no folder .*missing; make it first"):
        write(tmp_path / "missing" / "x.csv")
    with pytest.raises(WriteError, match="it is a folder; give the name of a file"):
        write(tmp_path)


def test_a_read_only_file_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "x.csv"
    write(path, b"old")
    monkeypatch.setattr(os, "access", lambda *_: False)  # root may always write
    with pytest.raises(WriteError, match="the file is read-only"):
        write(path)
    assert path.read_bytes() == b"old"


def test_permissions_stay_and_links_are_followed(tmp_path: Path) -> None:
    if os.name != "posix":
        pytest.skip("links need rights of their own on Windows, and permissions are others")
    path, link = tmp_path / "x.csv", tmp_path / "link.csv"
    write(path, b"old")
    path.chmod(0o640)
    link.symlink_to(path)
    write(link)
    assert link.is_symlink()
    assert path.read_bytes() == b"new"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_a_file_to_keep_is_never_replaced_under_any_name(tmp_path: Path) -> None:
    path, hard_link = tmp_path / "x.csv", tmp_path / "hard.csv"
    write(path, b"old")
    os.link(path, hard_link)
    names = [path, hard_link, tmp_path / ".." / tmp_path.name / "x.csv"]
    if os.name == "posix":
        names.append(tmp_path / "link.csv")
        names[-1].symlink_to(path)
    for name in names:
        with pytest.raises(WriteError, match="the dataset was read from this file"):
            write(name, keep=(tmp_path / "gone.csv", path))
        assert name.read_bytes() == b"old"
    write(tmp_path / "other.csv", keep=(path,))


def test_a_killed_process_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    write(path, b"old")
    script = (
        "import os, sys, signal; from pathlib import Path\n"
        "from timeline_app.io.atomic import replacing\n"
        "with replacing(Path(sys.argv[1])) as file:\n"
        "    file.write(b'half' * 100_000); file.flush(); os.kill(os.getpid(), signal.SIGTERM)\n"
    )
    project = Path(__file__).parents[2]
    ended = subprocess.run([sys.executable, "-c", script, path], cwd=project, check=False)
    assert ended.returncode in (-signal.SIGTERM, signal.SIGTERM)
    assert path.read_bytes() == b"old"


def test_a_folder_is_there_when_it_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "x"
    with new_folder(path) as folder:
        (folder / "a.csv").write_text("a", encoding="utf-8")
        assert not path.exists()
    assert list(tmp_path.rglob("*")) == [path, path / "a.csv"]


def test_nothing_is_left_of_a_folder_that_fails(tmp_path: Path) -> None:
    def fail() -> None:
        with new_folder(tmp_path / "x") as folder:
            (folder / "a.csv").write_text("a", encoding="utf-8")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert list(tmp_path.iterdir()) == []


def test_a_folder_of_a_killed_process_is_not_there(tmp_path: Path) -> None:
    path = tmp_path / "x"
    script = (
        "import os, sys, signal; from pathlib import Path\n"
        "from timeline_app.io.atomic import new_folder\n"
        "with new_folder(Path(sys.argv[1])) as folder:\n"
        "    (folder / 'a').write_bytes(b'half'); os.kill(os.getpid(), signal.SIGTERM)\n"
    )
    project = Path(__file__).parents[2]
    ended = subprocess.run([sys.executable, "-c", script, path], cwd=project, check=False)
    assert ended.returncode in (-signal.SIGTERM, signal.SIGTERM)
    assert not path.exists()
