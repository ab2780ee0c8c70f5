"""What a PDF says of its making: the time that is handed in, and an id that follows from all else.

Nothing of it depends on the time zone, in which Qt writes dates of other lengths.
"""

import re
from datetime import datetime
from hashlib import sha256
from typing import Final
from uuid import UUID

UNIDENTIFIED: Final = "a71e1e70-1e57-4b1d-8d0c-0123456789ab"
"""Written for the id and then replaced."""
INFO_DATE: Final = re.compile(rb"/(?:CreationDate|ModDate) \(D:[^)]*\)")
XMP_DATE: Final = re.compile(rb' xmp:(?:CreateDate|ModifyDate|MetadataDate)="[^"]*"')

LETTERS: Final = re.compile(rb"\[(?:<[0-9A-F]+> ?)+\]")
"""Of a font, what its shapes mean; Qt takes the shape of a space for that of a tab."""


def dated(content: bytes, made: datetime | None) -> bytes:
    """The PDF with that time (UTC) as the time of its making; without one it has none.

    Its spaces are found as spaces by those who search it.
    """

    def in_place(found: re.Match[bytes], after: bytes, value: str) -> bytes:
        name, room = found.group().split(after)[0], len(found.group())
        return (name + value.encode() if made else b"").ljust(room)[:room]

    def info(found: re.Match[bytes]) -> bytes:
        return in_place(found, b" (", f" (D:{made:%Y%m%d%H%M%SZ})" if made else "")

    def xmp(found: re.Match[bytes]) -> bytes:
        return in_place(found, b"=", f'="{made:%Y-%m-%dT%H:%M:%SZ}"' if made else "")

    content = LETTERS.sub(lambda found: found[0].replace(b"<0009>", b"<0020>"), content)
    content = _without_blanks(XMP_DATE.sub(xmp, INFO_DATE.sub(info, content)))
    own = str(UUID(bytes=sha256(content).digest()[:16], version=4))
    for name, mark in ((own, UNIDENTIFIED), (own.encode().hex(), UNIDENTIFIED.encode().hex())):
        content = content.replace(mark.encode(), name.encode())
    return content


def _without_blanks(content: bytes) -> bytes:
    """The PDF without the room that shorter dates left; they stand in its first object."""
    end = content.index(b"endobj")
    first = re.sub(rb" +\n", b"\n", content[:end])
    gone = end - len(first)

    def moved(found: re.Match[bytes]) -> bytes:
        offset = int(found[0])
        return b"%0*d" % (len(found[0]), offset if offset < end else offset - gone)

    table = content.rindex(b"xref\n", 0, content.rindex(b"startxref"))
    places = re.sub(rb"(?m)^\d{10}(?= 00000 n)|(?<=startxref\n)\d+", moved, content[table:])
    return first + content[end:table] + places
