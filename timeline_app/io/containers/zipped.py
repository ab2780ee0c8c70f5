"""Archives: what a zip file or a gzip file holds, unpacked into a folder for a while."""

import gzip
import lzma
import re
import stat
import struct
import zlib
from collections.abc import Generator, Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import IO, Final
from zipfile import BadZipFile, ZipFile, ZipInfo

from timeline_app.core.message import QT_TRANSLATE_NOOP
from timeline_app.core.progress import Progress, tell
from timeline_app.io.containers.limits import LIMITS, MB, Budget, Limits
from timeline_app.io.containers.text_file import reading
from timeline_app.io.finding import HEADER_ROW, ReadError, read_error, say

ZIP_MARK: Final = b"PK\x03\x04"
GZIP_MARK: Final = b"\x1f\x8b"

_BLOCK: Final = 1 * MB
_ENCRYPTED: Final = 0x1
_DRIVE: Final = re.compile(r"[A-Za-z]:")
_IGNORED: Final = ("__MACOSX", ".DS_Store", "Thumbs.db", "desktop.ini")
FAULTS: Final = (
    BadZipFile, zlib.error, lzma.LZMAError, EOFError, RuntimeError, ValueError, struct.error,
)  # fmt: skip
"""What Python's readers of archives raise at damaged ones, beside OSError."""


def is_archive(head: bytes) -> bool:
    """Whether a file that begins so is a zip or gzip file (a workbook is a zip file, too)."""
    return head.startswith((ZIP_MARK, GZIP_MARK))


@contextmanager
def unpacked(
    path: Path, file: str, limits: Limits = LIMITS, progress: Progress | None = None
) -> Iterator[Path]:
    """A folder with the members, which is gone afterwards.

    Raises:
        ReadError: it cannot be read, is locked with a password, holds what must not be unpacked or
            too much of it, or there is no room for it.
        Cancelled: `progress` answered False.
    """
    with reading(path, file):
        temporary = TemporaryDirectory(prefix="timeline-", ignore_cleanup_errors=True)
    with temporary as name:
        folder = Path(name)
        if _is_zip(path, file):
            _unpack_zip(path, file, folder, limits, progress)
        else:
            _unpack_gzip(path, file, folder, limits, progress)
        yield folder


@contextmanager
def opened_zip(path: Path, file: str) -> Iterator[ZipFile]:
    """A zip file, while it is read; what is wrong with it becomes a sentence.

    Raises:
        ReadError: it cannot be read.
    """
    with _sentences(path, file), ZipFile(path) as archive:
        yield archive


def check_declared(infos: Iterable[ZipInfo], path: Path, file: str, limits: Limits) -> None:
    """Whether members are readable and small enough, by what the archive's directory says.

    Raises:
        ReadError: one is locked with a password, or they are too large.
    """
    for info in infos:
        if info.flag_bits & _ENCRYPTED:
            raise read_error(
                file,
                HEADER_ROW,
                say(
                    QT_TRANSLATE_NOOP(
                        "io", '"{name}" in it is locked with a password; unpack it yourself.'
                    ),
                    name=info.filename,
                ),
            )
    Budget(file, path.stat().st_size, limits).take(sum(info.file_size for info in infos))


def blocks_of(
    archive: ZipFile, info: ZipInfo, file: str, budget: Budget
) -> Generator[bytes, None, None]:
    """The content of a member, block by block, to its end and not to where its size says.

    Raises:
        ReadError: it is more than the budget allows, or than its size says.
    """
    declared, info.file_size = info.file_size, 1 << 62
    try:
        with archive.open(info) as stream:
            count = 0
            for block in _blocks(stream, budget):
                count += len(block)
                yield block
    finally:
        info.file_size = declared
    if count != declared:
        raise _damaged(file, f"{info.filename}: {declared} != {count}")


def _blocks(stream: IO[bytes] | gzip.GzipFile, budget: Budget) -> Iterator[bytes]:
    while block := stream.read(_BLOCK):
        budget.take(len(block))
        yield block


@contextmanager
def _sentences(path: Path, file: str) -> Iterator[None]:
    with reading(path, file):
        try:
            yield
        except FAULTS as error:
            raise _damaged(file, str(error)) from None


def _damaged(file: str, reason: str) -> ReadError:
    return read_error(
        file,
        HEADER_ROW,
        say(
            QT_TRANSLATE_NOOP(
                "io", "It is damaged or cut off ({reason}); get it again, or save it anew."
            ),
            reason=reason,
        ),
    )


def _is_zip(path: Path, file: str) -> bool:
    with reading(path, file), path.open("rb") as stream:
        return stream.read(len(GZIP_MARK)) != GZIP_MARK


def _safe(archive: ZipFile, file: str, limits: Limits) -> list[ZipInfo]:
    """The members that are data, of which each may be unpacked."""
    found = [
        info
        for info in archive.infolist()
        if not info.is_dir() and not any(p in _IGNORED for p in _parts(info.filename))
    ]
    if len(found) > limits.members:
        raise read_error(
            file,
            HEADER_ROW,
            say(
                QT_TRANSLATE_NOOP("io", "It holds {count:,} files; at most {most:,} are unpacked."),
                count=len(found),
                most=limits.members,
            ),
        )
    taken = set[str]()
    for info in found:
        name = info.filename
        if _leaves(name) or stat.S_ISLNK(info.external_attr >> 16) or name.casefold() in taken:
            message = QT_TRANSLATE_NOOP(
                "io",
                'It holds "{name}", which leads out of its folder, is a link or is there twice; '
                "it is not unpacked.",
            )
            raise read_error(file, HEADER_ROW, say(message, name=name))
        taken.add(name.casefold())
    return found


def _parts(name: str) -> tuple[str, ...]:
    return PurePosixPath(name.replace("\\", "/")).parts


def _leaves(name: str) -> bool:
    """Whether a member's name is no plain path below the folder it is unpacked to."""
    parts = _parts(name)
    return not parts or parts[0] == "/" or ".." in parts or _DRIVE.match(name) is not None


def _unpack_zip(
    path: Path, file: str, folder: Path, limits: Limits, progress: Progress | None
) -> None:
    with opened_zip(path, file) as archive:
        infos = _safe(archive, file, limits)
        check_declared(infos, path, file, limits)
        whole = max(sum(info.file_size for info in infos), 1)
        budget = Budget(file, path.stat().st_size, limits)
        for info in infos:
            target = folder.joinpath(*_parts(info.filename))
            target.parent.mkdir(parents=True, exist_ok=True)
            with (
                target.open("xb") as out,
                closing(blocks_of(archive, info, file, budget)) as blocks,
            ):
                for block in blocks:
                    out.write(block)
                    tell(progress, min(budget.unpacked / whole, 1.0))


def _unpack_gzip(
    path: Path, file: str, folder: Path, limits: Limits, progress: Progress | None
) -> None:
    with _sentences(path, file), path.open("rb") as packed:
        size = path.stat().st_size
        budget = Budget(file, size, limits)
        with gzip.open(packed) as stream, (folder / _gzip_name(path)).open("xb") as out:
            for block in _blocks(stream, budget):
                out.write(block)
                tell(progress, min(packed.tell() / max(size, 1), 1.0))


def _gzip_name(path: Path) -> str:
    """What a gzip file is called without its ending."""
    name = path.stem if path.suffix.lower() == ".gz" else path.name
    return name or path.name
