"""Files that nobody would make in good faith, and those that break on the way."""

import gzip
import io
import json
import sqlite3
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from tests.io import seeds, sheets

MB: Final = 1 << 20
HEADER: Final = "id,title,date,place\n"
ROW: Final = "{n},Something {n},2024-03-{n:02},Tapachula\n"
GOOD: Final = HEADER + "".join(ROW.format(n=n) for n in range(1, 6))

Make = Callable[[], bytes]


def _zip(members: Mapping[str, bytes], *, flags: int = 0) -> bytes:
    """An archive; `flags` are set for each member, as those of a locked one."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    data = bytearray(out.getvalue())
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = data.find(mark)
        while flags and place >= 0:
            data[place + offset] |= flags
            place = data.find(mark, place + 1)
    return bytes(data)


def zeros(size: int) -> tuple[bytes, int]:
    """Megabytes of zeros as a deflate stream, and their check sum, without making them."""
    block = bytes(MB)
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = packer.compress(block) + packer.flush(zlib.Z_FULL_FLUSH)
    check = 0
    for _ in range(size):
        check = zlib.crc32(block, check)
    return packed * size + zlib.compressobj(9, zlib.DEFLATED, -15).flush(), check


def bomb(name: str, size: int, says: int | None = None, others: bytes = b"") -> bytes:
    """An archive with one more member, so many megabytes of zeros; it `says` how many bytes."""
    packed, check = zeros(size)
    said = size * MB if says is None else says
    sizes = struct.pack("<LLL", check, len(packed), said)
    raw = name.encode()
    local = b"PK\x03\x04" + struct.pack("<HHHHH", 20, 0, 8, 0, 33) + sizes
    local += struct.pack("<HH", len(raw), 0) + raw + packed
    entries, count, start = b"", 0, 0
    if others:
        end = others.rindex(b"PK\x05\x06")
        count, length, start = struct.unpack("<HLL", others[end + 10 : end + 20])
        entries, others = others[start : start + length], others[:start]
    entry = b"PK\x01\x02" + struct.pack("<HHHHHH", 20, 20, 0, 8, 0, 33) + sizes
    entry += struct.pack("<HHHHHLL", len(raw), 0, 0, 0, 0, 0, start) + raw
    directory, count = entries + entry, count + 1
    tail = struct.pack("<HHHHLLH", 0, 0, count, count, len(directory), start + len(local), 0)
    return others + local + directory + b"PK\x05\x06" + tail


def _xlsx_bomb(*, lies: bool) -> bytes:
    whole = seeds.xlsx(seeds.grid())
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        members = {n: archive.read(n) for n in archive.namelist() if "sheet1" not in n}
    return bomb("xl/worksheets/sheet1.xml", 210, 1000 if lies else None, _zip(members))


def _sqlite() -> bytes:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "a.plaso"
        book = sqlite3.connect(path)
        book.execute("create table event (time, message)")
        book.commit()
        book.close()
        return path.read_bytes()


def _xml(document_type: str, body: str) -> bytes:
    return (
        f"<?xml version='1.0'?>\n{document_type}\n<timeline><version>2</version><categories/>"
        f"<events><event><start>2013-03-30 11:16:00</start><text>{body}</text></event></events>"
        "</timeline>"
    ).encode()


_BILLION: Final = (
    "<!DOCTYPE z [<!ENTITY a0 'ha'>"
    + "".join(f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 10))
    + "]>"
)


def _rows(*dates: str) -> bytes:
    return (HEADER + "".join(f"{n},T{n},{d},P\n" for n, d in enumerate(dates, 1))).encode()


REFUSED: Final[Mapping[str, tuple[Make, str]]] = {
    "empty.csv": (lambda: b"", "empty"),
    "nul.csv": (lambda: b"\0", "no text"),
    "spaces.csv": (lambda: b" \n \n\t\n", "empty"),
    "mark_only.csv": (lambda: b"\xef\xbb\xbf", "empty"),
    "picture.csv": (lambda: b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9, "an image"),
    "report.csv": (lambda: b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n" + bytes(range(256)) * 9, "a PDF"),
    "program.csv": (lambda: b"\x7fELF\x02\x01\x01" + bytes(range(256)) * 9, "a program"),
    "case.plaso": (_sqlite, "plaso"),
    "noise.csv": (lambda: bytes(n * n % 251 for n in range(5000)), "no text"),
    "noise_marked.csv": (lambda: b"\xff\xfe" + bytes(n * n % 251 for n in range(5000)), "no text"),
    "page.csv": (lambda: b"<!DOCTYPE html>\n<html><body><p>Not found</body></html>", "web page"),
    "page.html": (lambda: b"<html><body><p>Not found<br></body></html>", "web page"),
    "doctype.timeline": (lambda: _xml("<!DOCTYPE timeline>", "x"), "<!DOCTYPE"),
    "laughs.timeline": (lambda: _xml(_BILLION, "&a9;"), "<!DOCTYPE"),
    "entity.timeline": (
        lambda: _xml('<!DOCTYPE z [<!ENTITY e SYSTEM "file:///etc/passwd">]>', "&e;"),
        "<!DOCTYPE",
    ),
    "deep.timeline": (lambda: b"<timeline>" + b"<a>" * 100_000, "one within the other"),
    "cut.timeline": (lambda: seeds.made()["project.timeline"][:900], "no whole XML"),
    "other.xml": (lambda: b"<feed><entry>x</entry></feed>", "table"),
    "deep.json": (lambda: b"[" * 100_000, "nested"),
    "deep_closed.json": (lambda: b"[" * 100_000 + b"]" * 100_000, "nested"),
    "deep_objects.json": (lambda: b'{"a":' * 100_000 + b"1" + b"}" * 100_000, "nested"),
    "cut.json": (lambda: seeds.made()["table.json"][:300], "no JSON"),
    "scalar.json": (lambda: b"{}", "table"),
    "bomb.zip": (lambda: bomb("events.csv", 210), "unpack"),
    "liar.zip": (lambda: bomb("events.csv", 210, 1000), "unpack"),
    "bomb.xlsx": (lambda: _xlsx_bomb(lies=False), "unpack"),
    "liar.xlsx": (lambda: _xlsx_bomb(lies=True), "unpack"),
    "bomb.csv.gz": (lambda: _gzip_bomb(210), "unpack"),
    "cut.zip": (lambda: _zip({"events.csv": GOOD.encode()})[:80], "damaged"),
    "cut.csv.gz": (lambda: gzip.compress(GOOD.encode() * 9)[:-9], "damaged"),
    "cut.xlsx": (lambda: seeds.xlsx(seeds.grid())[:900], "damaged"),
    "cut.parquet": (lambda: seeds.made()["table.parquet"][:-20], "Parquet"),
    "locked.zip": (lambda: _zip({"events.csv": GOOD.encode()}, flags=1), "password"),
    "outside.zip": (lambda: _zip({"../../events.csv": GOOD.encode()}), "leads out"),
    "absolute.zip": (lambda: _zip({"/elsewhere/events.csv": GOOD.encode()}), "leads out"),
    "many.zip": (lambda: _zip({f"{n}.txt": b"a" for n in range(20)}), "20 files"),
    "nothing.zip": (lambda: _zip({}), "a zip archive"),
    "word.docx": (
        lambda: _zip({"word/document.xml": b"<a/>", "[Content_Types].xml": b""}),
        "Office document",
    ),
    "columns.csv": (
        lambda: (",".join(f"c{n}" for n in range(6_000)) + "\n" + "1," * 5_999 + "1\n").encode(),
        "6,000 columns",
    ),
    "fields.jsonl": (
        lambda: b"".join(b'{"%d": 1}\n' % n for n in range(6_000)),
        "different fields",
    ),
}
"""Files that cannot be opened, and a word of the sentence that says why."""


def _gzip_bomb(size: int) -> bytes:
    packed, check = zeros(size)
    tail = struct.pack("<LL", check, size * MB % (1 << 32))
    return b"\x1f\x8b\x08\x00\0\0\0\0\x02\xff" + packed + tail


_DATES: Final = (
    "0000-00-00", "99999999-01-01", "2024-02-31", "31/02/2024", "99999999", "-99999999-01-01",
    "9999-12-31", "2024-03-05", "00/00/0000", "12/02/45800", "1e30", "2024-13-45T99:99:99Z",
)  # fmt: skip

OPENED: Final[Mapping[str, tuple[Make, int]]] = {
    "one_byte.csv": (lambda: b"\xff", 0),
    "only_a_header.csv": (lambda: HEADER.encode(), 0),
    "wide.csv": (
        lambda: "\n".join(
            ",".join(
                ("title", "date", *(f"c{n}" for n in range(600)))
                if row == 0
                else ("T", f"2024-03-0{row}", *(str(n) for n in range(600)))
            )
            for row in range(4)
        ).encode(),
        3,
    ),
    "large_cell.csv": (
        lambda: (HEADER + f'1,One,2024-03-01,"{"x" * 20 * MB}"\n2,Two,2024-03-02,P\n').encode(),
        2,
    ),
    "commas.csv": (lambda: GOOD.encode() + b"," * 1_000_000 + b"\n", 6),
    "only_commas.csv": (lambda: b"," * 1_000_000 + b"\n" + GOOD.encode(), 6),
    "quotes.csv": (lambda: GOOD.encode() + b'"' * 1_000_001 + b"\n", 6),
    "one_more_cell.csv": (lambda: b"id,title,date\n" + GOOD.encode().partition(b"\n")[2], 5),
    "nameless.csv": (lambda: GOOD.replace("\n", "," * 2_000 + "\n").encode(), 5),
    "nuls.csv": (lambda: GOOD.encode().replace(b"3,Something", b"3,Some\0thing"), 5),
    "utf16_unmarked.csv": (lambda: GOOD.encode("utf-16-le"), 5),
    "utf16_big.csv": (lambda: GOOD.encode("utf-16-be"), 5),
    "utf32.csv": (lambda: GOOD.encode("utf-32"), 5),
    "cut_in_a_letter.csv": (lambda: (GOOD + "6,Señ").encode()[:-1], 6),
    "cut_in_a_quote.csv": (lambda: (GOOD + '6,"Some').encode(), 6),
    "absurd_dates.csv": (lambda: _rows(*_DATES), len(_DATES)),
    "numbers.json": (
        lambda: (
            b'[{"title": "A", "date": "2024-01-01", "n": NaN, "m": Infinity, "k": '
            + b"9" * 10_000
            + b'}, {"title": "B", "title": "C", "date": "2024-01-02", "n": -Infinity, "m": 1e999}]'
        ),
        2,
    ),
    "halves.json": (lambda: b'[{"title": "\\ud800", "date": "2024-01-01"}]', 1),
    "deep_field.json": (
        lambda: b'[{"title": "A", "date": "2024", "x": ' + b"[" * 900 + b"]" * 900 + b"}]",
        1,
    ),
    "deep_line.jsonl": (
        lambda: (
            json.dumps({"title": "A", "date": "2024"}).encode() + b"\n" + b"[" * 100_000 + b"\n"
        ),
        2,
    ),
    "bare_zip.zip": (lambda: _zip({"a/b.csv": GOOD.encode(), "__MACOSX/x": b"1"}), 5),
    "zip_named.csv": (lambda: _zip({"any.csv": GOOD.encode()}), 5),
    "xlsx_named.csv": (lambda: seeds.xlsx(seeds.grid()), 5),
    "wrong_size.xlsx": (lambda: _declared("A1:XFD1048576"), 5),
}
"""Odd files that open, and how many rows they have."""


def _declared(size: str) -> bytes:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "x.xlsx"
        sheets.xlsx(path, {"Events": sheets.rows(*seeds.grid())}, dimension=size)
        return path.read_bytes()
