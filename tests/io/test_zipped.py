"""Archives are unpacked where that is safe, and refused with a sentence where it is not."""

import gzip
import stat
import struct
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from timeline_app.core.progress import Cancelled
from timeline_app.io.containers.limits import Budget, Limits, size_words
from timeline_app.io.containers.zipped import is_archive, unpacked
from timeline_app.io.finding import ReadError

SMALL = Limits(unpacked=100_000, ratio=50, modest=10_000, members=3)


def packed(path: Path, **files: bytes | str) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name.replace("__", "/"), content)
    return path


def with_member(path: Path, info: zipfile.ZipInfo | str, content: str = "x") -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(info, content)
    return path


def content(path: Path, limits: Limits = SMALL) -> dict[str, bytes]:
    with unpacked(path, path.name, limits) as folder:
        files = [found for found in sorted(folder.rglob("*")) if found.is_file()]
        return {found.relative_to(folder).as_posix(): found.read_bytes() for found in files}


def refused(path: Path, limits: Limits = SMALL) -> str:
    with pytest.raises(ReadError) as caught:
        content(path, limits)
    return str(caught.value)


def test_the_members_stand_in_a_folder_for_a_while(tmp_path: Path) -> None:
    path = tmp_path / "x.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.mkdir("set")
        archive.writestr("set/datapackage.json", "{}")
        archive.writestr("set/events.csv", "a\n")
        archive.writestr("__MACOSX/set/._events.csv", "clutter")
        archive.writestr("set/.DS_Store", "clutter")
    assert is_archive(path.read_bytes())
    assert content(path) == {"set/datapackage.json": b"{}", "set/events.csv": b"a\n"}
    with unpacked(path, "x.zip") as folder:
        assert folder.is_dir()
    assert not folder.exists()


def test_a_gzip_file_holds_one_file(tmp_path: Path) -> None:
    path = tmp_path / "20191024.export.CSV.gz"
    path.write_bytes(gzip.compress(b"a\tb\n"))
    assert is_archive(path.read_bytes())
    assert content(path) == {"20191024.export.CSV": b"a\tb\n"}
    path.write_bytes(gzip.compress(b"a\tb\n" * 100)[:-12])
    assert "It is damaged or cut off" in refused(path)


@pytest.mark.parametrize("name", ["../out.csv", "/etc/out.csv", "a/../../out.csv", "..\\out.csv",
                                  "C:\\out.csv", "\\out.csv"])  # fmt: skip
def test_what_would_leave_the_folder_is_refused(tmp_path: Path, name: str) -> None:
    path = with_member(tmp_path / "x.zip", name)
    assert "which leads out of its folder" in refused(path)
    assert not (tmp_path.parent / "out.csv").exists()


def test_links_and_members_of_one_name_are_refused(tmp_path: Path) -> None:
    link = zipfile.ZipInfo("events.csv")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    assert "is a link" in refused(with_member(tmp_path / "x.zip", link, "/etc/passwd"))
    path = packed(tmp_path / "y.zip", **{"a.csv": "1", "A.csv": "2"})
    assert "is there twice" in refused(path)


def test_bombs_are_refused_with_the_numbers(tmp_path: Path) -> None:
    bomb = packed(tmp_path / "x.zip", **{"a.csv": bytes(200_000)})
    assert "Its 305 bytes would unpack to more than" in refused(bomb).replace(
        size_words(bomb.stat().st_size), "305 bytes"
    )
    many = packed(tmp_path / "y.zip", a="", b="", c="", d="")
    assert "It holds 4 files; at most 3 are unpacked" in refused(many)
    path = tmp_path / "z.gz"
    path.write_bytes(gzip.compress(bytes(200_000)))
    assert "made to fill the memory" in refused(path)


def lying(path: Path, size: int) -> Path:
    """The same archive whose directory says another size."""
    data = bytearray(path.read_bytes())
    entry = data.rindex(b"PK\x01\x02")
    data[entry + 24 : entry + 28] = struct.pack("<I", size)
    data[22:26] = struct.pack("<I", size)
    path.write_bytes(data)
    return path


def test_sizes_that_lie_do_not_help(tmp_path: Path) -> None:
    bomb = lying(packed(tmp_path / "x.zip", **{"a.csv": bytes(200_000)}), 10)
    assert "made to fill the memory" in refused(bomb)
    little = lying(packed(tmp_path / "y.zip", **{"a.csv": bytes(200)}), 10)
    assert "It is damaged" in refused(little)


def test_locked_members_are_told(tmp_path: Path) -> None:
    path = packed(tmp_path / "x.zip", **{"a.csv": "1"})
    data = bytearray(path.read_bytes())
    data[6] |= 1
    data[data.rindex(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(data)
    assert '"a.csv" in it is locked with a password' in refused(path)


def test_no_file_a_folder_and_no_archive_are_told(tmp_path: Path) -> None:
    assert "There is no such file" in refused(tmp_path / "none.zip")
    assert "This is a folder" in refused(tmp_path)
    path = tmp_path / "x.zip"
    path.write_bytes(b"no archive")
    assert "It is damaged" in refused(path)
    path.write_bytes(b"")
    assert "It is damaged" in refused(path)


def test_progress_stops(tmp_path: Path) -> None:
    path = packed(tmp_path / "x.zip", **{"a.csv": "1"})
    with pytest.raises(Cancelled), unpacked(path, "x.zip", progress=lambda fraction: False):
        pass


def test_the_budget_knows_both_limits() -> None:
    budget = Budget("x", 1_000, SMALL)
    budget.take(50_000)
    with pytest.raises(ReadError, match=r"Its 1000 bytes would unpack to more than 48\.8 KB"):
        budget.take(1)
    with pytest.raises(ReadError, match=r"more than 97\.7 KB"):
        Budget("x", 1_000_000, SMALL).take(100_001)


def test_sizes_in_words() -> None:
    sizes = [0, 2047, 200 << 20, 4 << 30, 5000 << 30]
    words = ["0 bytes", "2 KB", "200 MB", "4 GB", "5,000 GB"]
    assert [size_words(size) for size in sizes] == words


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_any_damage_gives_the_content_or_a_sentence(tmp_path: Path, data: st.DataObject) -> None:
    kind = data.draw(st.sampled_from(["x.zip", "x.gz"]))
    path = tmp_path / kind
    if kind == "x.zip":
        packed(path, **{"a__b.csv": b"id,date\n" * 50, "c.txt": b"text"})
    else:
        path.write_bytes(gzip.compress(b"id,date\n" * 50))
    whole = bytearray(path.read_bytes())
    for _ in range(data.draw(st.integers(1, 4))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    path.write_bytes(whole[: data.draw(st.integers(0, len(whole)))])
    with suppress(ReadError):
        assert all(isinstance(found, bytes) for found in content(path).values())
