"""JSON as text: its encoding, what it says, what is wrong with it."""

import json
import re
from typing import Any, Final

from timeline_app.core.message import QT_TRANSLATE_NOOP, Message
from timeline_app.io.containers.headers import unique_names
from timeline_app.io.finding import say

_BOMS: Final = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_HALF: Final = re.compile(r"\\u[dD][89a-fA-F]")
_ESCAPE: Final = re.compile(
    r"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|(u[dD][89a-fA-F]..)|.)"
)
"""An escape in a text; the group is half of a letter, which no text may hold."""


def encoding_of(head: bytes) -> tuple[str, bytes]:
    """The encoding of a file that begins so, and its byte order mark."""
    for bom, encoding in _BOMS:
        if head.startswith(bom):
            return encoding, bom
    if head[:1] == b"\0" or head[1:2] == b"\0":  # JSON begins with two plain letters
        return ("utf-16-be" if head[:1] == b"\0" else "utf-16-le"), b""
    return "utf-8", b""


def decoded(data: bytes) -> tuple[str, int]:
    """The text of a file, and at how many places it cannot be read."""
    encoding, bom = encoding_of(data)
    data = data.removeprefix(bom)
    try:
        return data.decode(encoding), 0
    except UnicodeDecodeError:
        text = data.decode(encoding, errors="replace")
        return text, text.count("\ufffd")


def parsed(text: str) -> Any:
    """What a JSON text says; half a letter in it becomes a replacement character.

    A key that an object has twice is numbered, "key (2)", so that no value is lost.

    Raises:
        JSONDecodeError: it is no JSON.
        RecursionError: it is nested too deeply.
    """
    if "\\u" in text and _HALF.search(text):
        text = _ESCAPE.sub(lambda found: r"\ufffd" if found[1] else found[0], text)
    try:
        return _DECODER.decode(text)
    except json.JSONDecodeError:
        raise
    except ValueError:  # a number of more digits than Python converts
        return json.loads(text, parse_int=_long_number, object_pairs_hook=_object)


def parsed_or_none(text: str) -> Any:
    """What a JSON text says; None where it is none."""
    try:
        return parsed(text)
    except (ValueError, RecursionError):
        return None


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    whole = dict(pairs)
    if len(whole) == len(pairs):
        return whole
    names, values = zip(*pairs, strict=True)
    return dict(zip(unique_names(names), values, strict=True))


_DECODER: Final = json.JSONDecoder(object_pairs_hook=_object)


def _long_number(digits: str) -> int | str:
    try:
        return int(digits)
    except ValueError:
        return digits


def no_json(error: json.JSONDecodeError, *, one_line: bool = False) -> Message:
    if one_line:
        return say(
            QT_TRANSLATE_NOOP(
                "io", "This is no JSON from column {column} on ({reason}); write the line anew."
            ),
            column=error.colno,
            reason=error.msg,
        )
    return say(
        QT_TRANSLATE_NOOP(
            "io",
            "This is no JSON from line {line}, column {column} on ({reason}); get the whole file, "
            "or save it anew.",
        ),
        line=error.lineno,
        column=error.colno,
        reason=error.msg,
    )


def no_letters(count: int) -> Message:
    return say(
        QT_TRANSLATE_NOOP(
            "io", "{count:,} places in the text are no UTF-8; save the file as UTF-8."
        ),
        count=count,
    )
