"""JSON as tables of text: records in a list, or one record on each line."""

import io
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO, Final

from timeline_app.core.progress import Done, Progress, tell
from timeline_app.core.reading import NoEvent, Outcome
from timeline_app.io.containers.flat_records import FlatRecords, too_deep
from timeline_app.io.containers.json_text import (
    decoded,
    encoding_of,
    no_json,
    no_letters,
    parsed,
    parsed_or_none,
)
from timeline_app.io.containers.limits import LIMITS, MB, Limits, check_size
from timeline_app.io.containers.raw_table import RawTable, ReadingLog
from timeline_app.io.containers.text_file import read_bytes, reading
from timeline_app.io.finding import HEADER_ROW, read_error

_BEGIN: Final = re.compile(r"""\s*(?:\{\s*["}]|\[\s*[\[{"\]0-9tfn-])""")
_LOOKED_AT: Final = 5
"""Lines by which JSON lines are recognised."""
_BLOCK: Final = 4 * MB
"""Bytes of lines that become columns at a time."""
_SHOWN: Final = 500
"""Letters of a line that is set aside."""


def is_json(head: bytes) -> bool:
    """Whether a file that begins so may be a JSON document."""
    return _BEGIN.match(decoded(head)[0]) is not None


def is_json_lines(head: bytes) -> bool:
    """Whether a file that begins so has a JSON object on each line.

    A single line counts if it ends and has no object within the object: else it is a document.
    """
    text = decoded(head)[0]
    lines = [line for line in text.split("\n") if line.strip()]
    if len(lines) == 1 and text.endswith("\n"):
        record = parsed_or_none(lines[0])
        return isinstance(record, dict) and not any(map(_has_object, record.values()))
    whole = lines[:-1][:_LOOKED_AT]
    return sum(isinstance(parsed_or_none(line), dict) for line in whole) * 2 > len(whole)


def read_json(path: Path, file: str, limits: Limits = LIMITS) -> Any:
    """A document of any shape.

    Raises:
        ReadError: there is no such file, it is too large, is nested too deeply or is no JSON.
    """
    with reading(path, file):
        check_size(file, path.stat().st_size, limits.document)
    text, wrong = decoded(read_bytes(path, file))
    if wrong:
        raise read_error(file, HEADER_ROW, no_letters(wrong))
    try:
        return parsed(text)
    except json.JSONDecodeError as error:
        raise read_error(file, error.lineno, no_json(error)) from None
    except RecursionError:
        raise read_error(file, HEADER_ROW, too_deep()) from None


def find_records(document: Any) -> list[Any] | None:
    """The list of records of a document: it is one, or an object with just one; else None."""
    if isinstance(document, list):
        return document if _holds_objects(document) else None
    if not isinstance(document, dict):
        return None
    lists = [value for value in document.values() if _holds_objects(value)]
    return lists[0] if len(lists) == 1 else None


def records_table(
    records: Sequence[object],
    file: str,
    lines: Iterable[int] | None = None,
    limits: Limits = LIMITS,
) -> RawTable:
    """Records as rows; `lines` are their places, by default those in the list, from 1.

    Raises:
        ReadError: they have too many different fields.
    """
    table = FlatRecords(ReadingLog(file), limits)
    for record, line in zip(records, lines or range(1, len(records) + 1), strict=True):
        table.add(record, line)
    return table.whole()


def read_json_lines(
    path: Path,
    file: str,
    progress: Progress | None = None,
    *,
    most: int | None = None,
    limits: Limits = LIMITS,
) -> RawTable:
    """A file with one record on each line; at most so many lines of it.

    Raises:
        ReadError: it cannot be read, or its records have too many different fields.
        Cancelled: `progress` answered False.
    """
    table = FlatRecords(ReadingLog(file), limits)
    with reading(path, file), path.open("rb") as stream:
        size = max(path.stat().st_size, 1)
        gathered = 0
        for number, (line, done) in enumerate(islice(_lines(stream, file, limits), most), 1):
            _add_line(table, line, number)
            if done - gathered >= _BLOCK:
                table.gather()
                tell(progress, Done(min(done / size, 1.0), number, done))
                gathered = done
    return table.whole()


def first_lines(path: Path, file: str, most: int) -> RawTable:
    """The records of the first lines.

    Raises:
        ReadError: the file cannot be read.
    """
    return read_json_lines(path, file, most=most)


def _has_object(value: Any) -> bool:
    return isinstance(value, dict) or _holds_objects(value)


def _holds_objects(value: Any) -> bool:
    return isinstance(value, list) and any(isinstance(item, dict) for item in value)


def _lines(stream: BinaryIO, file: str, limits: Limits) -> Iterator[tuple[bytes, int]]:
    """Lines and where each ends; UTF-16 is read as UTF-8."""
    head = stream.read(4)
    encoding, bom = encoding_of(head)
    if encoding != "utf-8":
        check_size(file, stream.seek(0, 2), limits.document)
        stream.seek(0)
        text = decoded(stream.read())[0]
        for part in io.StringIO(text, newline="\n"):
            yield part.encode(errors="replace"), len(text)
        return
    stream.seek(len(bom))
    done = 0
    for line in iter(partial(stream.readline, limits.line + 1), b""):
        check_size(file, len(line), limits.line)
        done += len(line)
        yield line, done


def _add_line(table: FlatRecords, line: bytes, number: int) -> None:
    if not line.strip():
        table.log.no_events[NoEvent.BLANK] += 1
        return
    text, wrong = decoded(line)
    try:
        record = parsed(text)
    except json.JSONDecodeError as error:
        reason = no_json(error, one_line=True)
    except RecursionError:
        reason = too_deep()
    else:
        if table.add(record, number) and wrong:
            table.log.tell(Outcome.REPAIRED, number, no_letters(wrong), text=text[:_SHOWN])
        return
    table.log.tell(Outcome.SET_ASIDE, number, reason, text=text.strip()[:_SHOWN])
