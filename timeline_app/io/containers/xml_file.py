"""XML as a tree, without anything that a document type could smuggle in."""

import re
from pathlib import Path
from typing import Final, NoReturn
from xml.etree import ElementTree
from xml.parsers import expat

from timeline_app.core.message import QT_TRANSLATE_NOOP, Message
from timeline_app.io.containers.text_file import read_bytes
from timeline_app.io.finding import HEADER_ROW, read_error, say

_BYTE_ORDER_MARKS: Final = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_PAGE: Final = re.compile(
    rb"\A[^<]*(?:<\?[^>]*>\s*|<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|table|div)\b",
    re.IGNORECASE | re.DOTALL,
)
DEEPEST: Final = 100
"""Elements within elements; more is no file that a program wrote for people."""


def is_xml(head: bytes) -> bool:
    """Whether a file begins as XML does; HTML counts as such."""
    for mark in _BYTE_ORDER_MARKS:
        head = head.removeprefix(mark)
    start = head[:2000].replace(b"\0", b"").lstrip()
    return (start.startswith(b"<") and start[1:2].isalpha()) or start[:2] in (b"<?", b"<!")


def _is_page(data: bytes) -> bool:
    return _PAGE.match(data[:2000].replace(b"\0", b"")) is not None


def _a_page() -> Message:
    return say(
        QT_TRANSLATE_NOOP(
            "io",
            "This is a web page (HTML), no table; download the data itself, or copy the table of "
            "the page into a spreadsheet and save it as CSV.",
        )
    )


def read_xml(path: Path, file: str) -> ElementTree.Element:
    """The root of an XML file.

    Raises:
        ReadError: it is no XML, is nested too deeply, or has a document type, whose entities could
            read other files or fill the memory.
    """
    data = read_bytes(path, file)
    if _is_page(data):
        raise read_error(file, HEADER_ROW, _a_page())
    parser = expat.ParserCreate()
    depth = 0

    def refuse(message: Message) -> NoReturn:
        raise read_error(file, parser.CurrentLineNumber, message)

    def on_document_type(*_: object) -> None:
        refuse(
            say(
                QT_TRANSLATE_NOOP(
                    "io",
                    "The file declares a document type (<!DOCTYPE ...>), which is not read, for "
                    "safety; save it as XML without one, or as CSV.",
                )
            )
        )

    def on_start(*_: object) -> None:
        nonlocal depth
        depth += 1
        if depth == DEEPEST:
            refuse(
                say(
                    QT_TRANSLATE_NOOP(
                        "io",
                        "{depth} elements stand one within the other; no timeline needs so many.",
                    ),
                    depth=DEEPEST,
                )
            )

    def on_end(*_: object) -> None:
        nonlocal depth
        depth -= 1

    parser.StartDoctypeDeclHandler = on_document_type
    parser.StartElementHandler = on_start
    parser.EndElementHandler = on_end
    try:
        parser.Parse(data, True)
        return ElementTree.fromstring(data)
    except (expat.ExpatError, ElementTree.ParseError, ValueError, LookupError) as error:
        refuse(
            say(
                QT_TRANSLATE_NOOP(
                    "io",
                    "This is no whole XML ({reason}); get the whole file, or save it anew.",
                ),
                reason=str(error).partition(":")[0],
            )
        )
