"""A JSON object of lists that have a record on each line, as we write one: read line by line.

So a large one takes no more memory than what is made of its records.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO, Final

from timeline_app.io.containers.json_text import decoded, parsed
from timeline_app.io.containers.limits import LIMITS, MB, Limits
from timeline_app.io.containers.text_file import reading

_HEAD: Final = 16 * MB
"""Bytes before the first list at most."""
_BLOCK: Final = 4 * MB
"""Bytes of records that are given at a time."""
_LIST: Final = re.compile(rb'("(?:[^"\\]|\\.)*"): \[')
_LAST: Final = 100
"""Bytes after the last list at most."""


class NotListed(Exception):
    """A file is laid out otherwise, or damaged: it must be read whole."""


def head_of(path: Path, file: str) -> dict[str, Any] | None:
    """What stands before the first list; None where the file is laid out otherwise.

    Raises:
        ReadError: there is no such file, or it may not be read.
    """
    with reading(path, file), path.open("rb") as stream:
        try:
            return _begin(stream)[0]
        except NotListed:
            return None


def records_of(
    path: Path, file: str, limits: Limits = LIMITS
) -> Iterator[tuple[str, list[Any], float]]:
    """Some records at a time, with the name of their list, and the fraction that is read.

    Of a list without records none are given.

    Raises:
        NotListed: the file is laid out otherwise, or damaged.
        ReadError: it may not be read.
    """
    with reading(path, file), path.open("rb") as stream:
        size = path.stat().st_size
        _, line = _begin(stream)
        names = set[str]()
        while True:
            name = _name(line)
            if name in names:
                raise NotListed
            names.add(name)
            records: list[Any] = []
            begin = stream.tell()
            follows: bool | None = None
            while (line := stream.readline(limits.line).strip()) not in (b"]", b"],"):
                if follows is False:
                    raise NotListed
                follows = line.endswith(b",")
                records.append(_parsed(line.removesuffix(b",")))
                if stream.tell() - begin >= _BLOCK:
                    yield name, records, stream.tell() / size
                    records, begin = [], stream.tell()
            if follows:
                raise NotListed
            yield name, records, stream.tell() / size
            if line == b"]":
                break
            line = stream.readline(_HEAD)
        if stream.read(_LAST).strip() != b"}":
            raise NotListed


def _begin(stream: BinaryIO) -> tuple[dict[str, Any], bytes]:
    """What stands before the first list, and the line that this begins on."""
    lines, left = [stream.readline(_LAST)], _HEAD
    if lines[0].strip() != b"{":
        raise NotListed
    while left > 0 and (line := stream.readline(left)):
        if line.startswith(b'"'):
            head = _parsed(b"".join(lines).rstrip().removesuffix(b",") + b"}")
            if any(isinstance(value, list) for value in head.values()):
                break
            return head, line
        lines.append(line)
        left -= len(line)
    raise NotListed


def _name(line: bytes) -> str:
    found = _LIST.fullmatch(line.strip())
    if found is None:
        raise NotListed
    return str(_parsed(found[1]))


def _parsed(data: bytes) -> Any:
    text, wrong = decoded(data)
    if wrong:
        raise NotListed
    try:
        return parsed(text)
    except (json.JSONDecodeError, RecursionError):
        raise NotListed from None
