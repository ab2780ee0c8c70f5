"""Ways to damage a file, each chosen by chance.

What `spoiled` gives may be anything; of what `changed` gives, the number of records is known.
"""

import csv
import io
import json
import re
import zipfile
from collections.abc import Callable, Sequence
from contextlib import suppress
from copy import deepcopy
from html import escape
from random import Random
from typing import Any, Final

from tests.io import seeds

SCRAPS: Final = (
    b'"', b'""', b"'", b",", b";", b"\t", b"|", b"\n", b"\r", b"\r\n", b"\r\r\n", b"\0", b"\x1a",
    b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\xff", b"\xe9", b"\xc3", b"\xed\xa0\x80", b"\\",
    b"\\ud800", b"{", b"}", b"[", b"]", b"null", b"NaN", b"<", b"&", b"]]>", b"<b>", b"=1+1", b"-",
    b"0000-00-00", b"9999-12-31", b"99999999-01-01", b"2024-02-31", b"2024-13", b"../2024",
    b"1e400", b"-0", b"1" * 400, b"NA", b"nan", "\u2028\x85٣²½".encode(), "😀".encode(),
    b"a" * 5000, b"," * 3000, b'"' * 999, b"[" * 3000, b" " * 500, b"#date+start",
)  # fmt: skip
CELLS: Final = (
    "", " ", "0", "-1", "nan", "inf", "1e999", "9" * 30, "99999999999999999999-01-01", "-", "NA",
    "0000-00-00", "31/02/2024", "2024-02-30", "2024", "1/2/3", "12:00", "..", "/", "?", "[]", "[",
    '["a", 1]', '[{"name": "\\ud800"}]', '[{"title": {"a": [1]}, "url": 3}]', '{"a": 1}', "a|b;c",
    "\\|", "'=x", "\x00", "\x0b", "x\ny", "x\r\ny", '"', "٣/٣/٢٠٢٤", "²", "½", "\u200b", "\ufeff",
    "\u2028", "-4713", "44 BC", "Y99999", "1.7e3", "1709900000", "1" * 19, "True", "title", "era",
    "#rrggbb", "#fff", "//x", "http://", "http://[", "javascript:1", "<b>x", "&#0;", "&#xD800;",
    "&#99999999999;", "<!--", "é" * 300, "e" * 300, "12345678", "20240231", "[1]", "(1)x", "[x",
    "2024-01-01/2023-01-01", "2024-01-01T25:61:61", "2024-01-01T00:00:00+99:99", "date", "id",
)  # fmt: skip
VALUES: Final[tuple[Any, ...]] = (
    None, True, 0, -1, 1.5, float("nan"), float("inf"), 10**400, "", "x", "\ud800", "\0", [], {},
    [[]], [None, 1, "a"], [{}], {"": None}, {"a": {"b": []}}, "0000-00-00", [["a"], "b"], "2024",
    {"year": {"a": 1}}, {"year": "x"}, 2024, 1709900000, 1e18, -1e18, 2**63, -(2**63) - 1,
    ["a|b", "c;d"], {"name": "x"}, "<p>", {"type": "Point", "coordinates": ["x", None]},
    {"type": "Point", "coordinates": [1e400, 1]}, {"type": "Polygon"}, {"\ud800": 1}, *CELLS[:12],
)  # fmt: skip

Damage = Callable[[bytes, Random], bytes]


def _flip(data: bytes, chance: Random) -> bytes:
    place = chance.randrange(len(data) or 1)
    return data[:place] + bytes([chance.randrange(256)]) + data[place + 1 :]


def _cut(data: bytes, chance: Random) -> bytes:
    place = chance.randrange(len(data) + 1)
    return data[:place] + data[place + chance.randrange(40) :]


def _end(data: bytes, chance: Random) -> bytes:
    return data[: chance.randrange(len(data) + 1)]


def _begin(data: bytes, chance: Random) -> bytes:
    return data[chance.randrange(len(data) + 1) :]


def _insert(data: bytes, chance: Random) -> bytes:
    place = chance.randrange(len(data) + 1)
    return data[:place] + chance.choice(SCRAPS) + data[place:]


def _at_cell(data: bytes, chance: Random) -> bytes:
    """A scrap where a cell, a value or an element begins."""
    places = [n for n, sign in enumerate(data, 1) if sign in b',;\t|\n":>'] or [0]
    place = chance.choice(places)
    return data[:place] + chance.choice(SCRAPS) + data[place:]


def _replace(data: bytes, chance: Random) -> bytes:
    """All of one sign replaced by another."""
    old, new = chance.choice([b",", b";", b"\n", b'"', b"-", b"/", b" ", b"0"]), SCRAPS
    return data.replace(old, chance.choice(new))[: 1 << 20]


def _lines(data: bytes, chance: Random) -> bytes:
    """A line left out, doubled, moved or made of two cells that changed places."""
    lines = data.splitlines(keepends=True) or [b""]
    one, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    match chance.randrange(5):
        case 0:
            del lines[one]
        case 1:
            lines.insert(other, lines[one])
        case 2:
            lines[one], lines[other] = lines[other], lines[one]
        case 3:
            lines[one] = lines[one].rstrip(b"\r\n")
        case 4:
            cells = lines[one].split(b",")
            chance.shuffle(cells)
            lines[one] = b",".join(cells)
    return b"".join(lines)


def _encode(data: bytes, chance: Random) -> bytes:
    coding = chance.choice(["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-8-sig", "cp1252"])
    return data.decode("utf-8", "replace").encode(coding, "replace")


SIGNS: Final[tuple[Damage, ...]] = (
    _flip, _cut, _end, _begin, _insert, _insert, _at_cell, _at_cell, _at_cell, _replace, _lines,
    _lines, _encode,
)  # fmt: skip


def spoiled(data: bytes, chance: Random) -> bytes:
    """A file with one to four damages of its bytes."""
    for _ in range(chance.randint(1, 4)):
        data = chance.choice(SIGNS)(data, chance)
    return data


def rows_changed(
    given: Sequence[Sequence[str]], chance: Random, *, keep: int = 1
) -> list[list[str]]:
    """A table with rows and cells left out, doubled, moved, other; the first `keep` rows stay."""
    rows = [list(row) for row in given]
    for _ in range(chance.randint(1, 5)):
        if len(rows) <= keep:
            break
        one, other = chance.randrange(keep, len(rows)), chance.randrange(keep, len(rows))
        place = chance.randrange(len(rows[one]) or 1)
        match chance.randrange(8):
            case 0:
                del rows[one]
            case 1:
                rows.insert(other, list(rows[one]))
            case 2:
                rows[one], rows[other] = rows[other], rows[one]
            case 3:
                rows.insert(other, list(rows[0]))
            case 4:
                rows[one] = [""] * len(rows[one])
            case 5 | 6 if rows[one]:
                rows[one][place] = chance.choice(CELLS)
            case 7 if place < len(rows[other]) and rows[one]:
                rows[one][place], rows[other][0] = rows[other][0], rows[one][place]
    return rows


def csv_text(rows: Sequence[Sequence[str]], delimiter: str, chance: Random) -> bytes:
    """Records as text, written by one of the usual manners."""
    text = io.StringIO(newline="")
    end = chance.choice(["\n", "\r\n"])
    dialect = csv.unix_dialect if chance.random() < 0.5 else csv.excel  # all quoted, or few
    csv.writer(text, dialect, delimiter=delimiter, lineterminator=end).writerows(rows)
    return text.getvalue().encode("utf-8", "replace")


def json_changed(content: Any, chance: Random) -> Any:
    """A JSON document with some of its parts changed, left out or doubled."""
    content = json.loads(json.dumps(content))
    for _ in range(chance.randint(1, 4)):
        content = _json_changed(content, chance)
    return content


def _value(chance: Random) -> Any:
    return deepcopy(chance.choice(VALUES))


def _json_changed(content: Any, chance: Random) -> Any:
    places = [*_places(content)]
    if not places:
        return _value(chance)
    holder, key = chance.choice(places)
    match chance.randrange(6):
        case 0:
            del holder[key]
        case 1 if isinstance(holder, list):
            holder.insert(chance.randrange(len(holder) + 1), _value(chance))
        case 1:
            holder[chance.choice(["", "x", "date", "title", "id", "a.b"])] = holder[key]
        case 2:
            other, place = chance.choice(places)
            holder[key] = json.loads(json.dumps(other[place])) if _has(other, place) else None
        case 3:
            holder[key] = [holder[key]]
        case _:
            holder[key] = _value(chance)
    return content


def _has(holder: Any, key: Any) -> bool:
    return key in holder if isinstance(holder, dict) else key < len(holder)


def _places(content: Any) -> list[tuple[Any, Any]]:
    """Each value of a document by what holds it and its key there."""
    keys: list[Any] = []
    if isinstance(content, dict):
        keys = list(content)
    elif isinstance(content, list):
        keys = list(range(len(content)))
    found = [(content, key) for key in keys]
    for key in keys:
        found += _places(content[key])
    return found


def zip_changed(data: bytes, chance: Random) -> bytes:
    """A zip file with damage within one of its members."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    name = chance.choice([*members, max(members, key=lambda name: len(members[name]))])
    members[name] = spoiled(members[name], chance)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def changed(name: str, data: bytes, chance: Random) -> tuple[bytes, int | None]:
    """A file that is whole, but holds other things, and how many records it has, where that shows.

    Blank rows and repeated headers are records; the header is none.
    """
    suffix = name.rpartition(".")[2].lower()
    if suffix in ("xlsx", "ods"):
        rows = rows_changed(seeds.grid(), chance)
        rows = [[_NO_XML.sub("", cell) for cell in row] for row in rows]
        return (seeds.xlsx if suffix == "xlsx" else seeds.ods)(rows), len(rows) - 1
    if suffix in ("json", "geojson"):
        return _document_changed(json.loads(data), chance)
    if suffix == "timeline":
        return _timeline_changed(data.decode(), chance)
    if suffix == "jsonl":
        records = [json.loads(line) for line in data.splitlines()]
        records.insert(chance.randrange(len(records)), chance.choice(records))
        records = [json_changed(r, chance) if chance.random() < 0.5 else r for r in records]
        return b"".join(json.dumps(record).encode() + b"\n" for record in records), len(records)
    if suffix in ("csv", "tsv", "txt"):
        text, delimiter = _plain(data), seeds.delimiter_of(name)
        has_header = name not in seeds.HEADERLESS
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
        rows = rows_changed(rows, chance, keep=int(has_header))
        return csv_text(rows, delimiter, chance), len(rows) - has_header
    return spoiled(data, chance), None


def _document_changed(document: Any, chance: Random) -> tuple[bytes, int]:
    """A document whose list of events has other entries, one of them as it was."""
    holder: Any = [document]
    key: Any = 0
    others = 0
    if isinstance(document, dict):
        legacy = document.get("timeline")
        holder = legacy or document
        key = next(name for name in ("date", "events", "features") if name in holder)
        eras = holder.get("era" if legacy else "eras", [])
        others = len(eras) + (legacy is not None or "title" in document)
    events = holder[key]
    whole = deepcopy(chance.choice(events))
    holder[key] = [*json_changed(events, chance), whole]
    content = document if isinstance(document, dict) else holder[0]
    return json.dumps(content).encode(), len(holder[key]) + others


def _timeline_changed(text: str, chance: Random) -> tuple[bytes, int]:
    """A file of the Timeline Project with events left out, doubled, moved and of other content."""
    head, *events = re.split("(?=<event>)", text)
    events[-1], end, tail = events[-1].partition("</events>")
    for _ in range(chance.randint(1, 4)):
        one = chance.randrange(len(events))
        match chance.randrange(4):
            case 0 if len(events) > 1:
                del events[one]
            case 1:
                events.insert(chance.randrange(len(events)), events[one])
            case _:
                cell = escape(_NO_XML.sub("", chance.choice(CELLS)))
                places = [*re.finditer(">[^<>]*</(?!event)", events[one])]
                place = chance.choice(places)
                before, after = events[one][: place.start() + 1], events[one][place.end() - 2 :]
                events[one] = before + cell + after
    content = head + "".join(events) + end + tail
    return content.encode("utf-8", "replace"), len(events) + text.count("<era>")


_NO_XML: Final = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f]")


def _plain(data: bytes) -> str:
    """The text of a table in any of the encodings that the seeds have."""
    for coding in ("utf-16" if data.startswith(b"\xff\xfe") else "utf-8", "cp1252"):
        with suppress(UnicodeDecodeError):
            return data.decode(coding)
    raise AssertionError
