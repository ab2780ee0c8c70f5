"""Which letters the bytes of a text are, and the text as UTF-8."""

import codecs
import io
import re
from dataclasses import dataclass
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, BinaryIO, Final

import numpy as np

from timeline_app.core.message import QT_TRANSLATE_NOOP, Message
from timeline_app.core.progress import Progress, tell
from timeline_app.io.finding import say

if TYPE_CHECKING:
    from charset_normalizer import CharsetMatches

UTF8: Final = "utf-8"
WESTERN: Final = "cp1252"

_MARKS: Final = (
    (codecs.BOM_UTF8, UTF8),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_OTHER_SCRIPTS: Final = (
    "cp1251", "koi8_r", "cp866", "iso8859_5", "cp1253", "iso8859_7", "cp1255", "cp1256",
    "gb18030", "big5", "cp932", "euc_jp", "cp949",
)  # fmt: skip
_OTHER_LATIN: Final = {
    "cp1250": {"Bosnian", "Croatian", "Czech", "Hungarian", "Polish", "Romanian", "Slovak",
               "Slovene"},
    "cp1254": {"Turkish"},
}  # fmt: skip
_OTHER_LATIN["iso8859_2"] = _OTHER_LATIN["cp1250"]
_WORDS: Final = {
    UTF8: "UTF-8",
    WESTERN: "Windows-1252",
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16",
    "utf-32-le": "UTF-32",
    "utf-32-be": "UTF-32",
    "iso8859_2": "ISO 8859-2",
    "iso8859_5": "ISO 8859-5",
    "iso8859_7": "ISO 8859-7",
    "koi8_r": "KOI8-R",
    "cp866": "CP 866",
    "big5": "Big5",
    "gb18030": "GB 18030",
    "cp932": "Shift JIS",
    "euc_jp": "EUC-JP",
    "cp949": "Korean (CP 949)",
}

_SAMPLE: Final = 16 << 10
"""Bytes of lines with other than plain letters that say which these are."""
_CHUNK: Final = 4 << 20
_UNDEFINED: Final = b"\x81\x8d\x8f\x90\x9d"
"""Bytes that Windows-1252 lacks, but files in it may hold nevertheless."""
_STRANGE: Final = 0.05
_USUAL: Final = 0.4
"""How unlikely and how likely a text may look, as charset-normalizer measures it."""
_DOUBLE_ENDS: Final = re.compile(r"\r\r+\n")
_NO_LETTER: Final = "\ufffd"

NO_TEXT: Final = np.array([sign < 32 and sign not in b"\t\n\v\f\r\x1a\x1b" for sign in range(256)])


def encoding_of(stream: BinaryIO) -> str:
    """The encoding of a text, as Python calls it; its end may be missing.

    UTF-8 also with some bytes that are none, if more letters are.
    """
    begin = stream.read(_CHUNK)
    found = unicode_of(begin)
    if found:
        return found
    decoder = codecs.getincrementaldecoder(UTF8)("replace")
    wrong = letters = 0
    sample = bytearray()
    for data in chain((begin,), iter(partial(stream.read, _CHUNK), b"")):
        text = decoder.decode(data)
        if text.isascii():
            continue
        strange = text.count(_NO_LETTER) - data.count(_NO_LETTER.encode())
        letters += len(text) - len(text.encode("ascii", "ignore")) - strange
        wrong += strange
        if wrong:
            _add_to(sample, data)
    return UTF8 if wrong <= 0 or letters >= 2 * wrong else _legacy(bytes(sample))


def name_of(encoding: str) -> str:
    """What people call an encoding."""
    return _WORDS.get(encoding, encoding.replace("cp", "Windows-"))


def without_mark(text: str) -> str:
    """A text without a byte order mark."""
    return text.lstrip("\ufeff")


def with_single_ends(text: str) -> str:
    """A text whose lines end with CR CR LF with CR LF instead."""
    return _DOUBLE_ENDS.sub("\r\n", text)


def line_ends(text: bytes) -> int:
    """How many lines end in a text."""
    return text.count(b"\n") + text.count(b"\r") - text.count(b"\r\n")


@dataclass(frozen=True, slots=True)
class Transcoded:
    """A text as UTF-8 without a byte order mark."""

    stream: BinaryIO
    size: int
    note: Message | None
    """How it was read, where that is worth a word."""


def as_utf8(
    stream: BinaryIO,
    encoding: str,
    size: int,
    progress: Progress | None = None,
    *,
    single_ends: bool = False,
) -> Transcoded:
    """All of a text in another encoding; bytes that are no letters become U+FFFD.

    With `single_ends` CR CR LF becomes CR LF.

    Raises:
        Cancelled: `progress` answered False.
    """
    decoder = codecs.getincrementaldecoder(encoding)("replace")
    mark = _NO_LETTER.encode(encoding, "ignore")
    found = io.BytesIO()
    wrong = first = read = 0
    held = ""
    while True:
        data = stream.read(_CHUNK)
        text = decoder.decode(data, final=not data)
        wrong += text.count(_NO_LETTER) - (data.count(mark) if mark else 0)
        text = held + (text if found.tell() else without_mark(text))
        held = ""
        if single_ends:
            held = text[len(text.rstrip("\r")) :] if data else ""
            text = with_single_ends(text.removesuffix(held))
        coded = text.encode(UTF8, "replace")
        if wrong > 0 and not first:
            above = found.getvalue() + coded[: coded.find(_NO_LETTER.encode())]
            first = 1 + line_ends(above)
        found.write(coded)
        read += len(data)
        tell(progress, min(read / max(size, 1), 1.0))
        if not data:
            break
    length = found.tell()
    found.seek(0)
    return Transcoded(found, length, _note(encoding, wrong, first))


def _note(encoding: str, wrong: int, line: int) -> Message | None:
    if wrong > 0:
        return say(
            QT_TRANSLATE_NOOP(
                "io",
                "The text is read as {encoding}; bytes that are no letter there stand as \ufffd: "
                "{count}, the first in line {line}.",
            ),
            encoding=name_of(encoding),
            count=wrong,
            line=line,
        )
    if encoding == UTF8:
        return None
    return say(
        QT_TRANSLATE_NOOP("io", "The text is read as {encoding}; all its bytes are letters there."),
        encoding=name_of(encoding),
    )


def unicode_of(begin: bytes) -> str:
    """The Unicode that a text is in for sure, "" where nothing tells."""
    return _marked(begin) or _by_nuls(begin)


def _marked(begin: bytes) -> str:
    """The encoding that a byte order mark tells, "" without one."""
    return next((encoding for mark, encoding in _MARKS if begin.startswith(mark)), "")


def _by_nuls(begin: bytes) -> str:
    """UTF-16 without a mark has NULs in every second place; "" for other texts."""
    signs = np.frombuffer(begin[: len(begin) // 2 * 2], np.uint8).reshape(-1, 2)
    even, odd = (np.count_nonzero(signs == 0, axis=0)).tolist()
    if max(even, odd) < max(0.05 * len(signs), 2) or min(even, odd) > 0.1 * max(even, odd):
        return ""
    encoding = "utf-16-le" if odd > even else "utf-16-be"
    return "" if is_noise(begin.decode(encoding, "replace")) else encoding


def is_noise(text: str) -> bool:
    """Whether more of a text is no letters than damage would explain."""
    strange = text.count(_NO_LETTER) + sum(map(text.count, map(chr, np.flatnonzero(NO_TEXT))))
    return strange > 0.01 * len(text) + 1


def is_utf8(begin: bytes) -> bool:
    """Whether a text that begins so is UTF-8; its last letter may not be whole."""
    try:
        codecs.getincrementaldecoder(UTF8)().decode(begin)
    except UnicodeDecodeError:
        return False
    return True


def _add_to(sample: bytearray, data: bytes) -> None:
    """Add lines with other than plain letters, up to the length of a sample."""
    first = re.search(rb"[\x80-\xff]", data)
    begin = max(first.start() - 200, 0) if first else len(data)
    for line in re.finditer(rb"[^\r\n]*[\x80-\xff][^\r\n]*", data[begin:]):
        if len(sample) >= _SAMPLE:
            return
        sample += line[0][:_SAMPLE] + b"\n"


def _legacy(sample: bytes) -> str:
    """The encoding of a text that is no Unicode: Windows-1252 unless another is certain."""
    high = np.frombuffer(sample, np.uint8) >= 0x80
    together = high[:-1] & high[1:]
    if np.count_nonzero(together) >= 0.3 * np.count_nonzero(high):
        best = _matches(sample, _OTHER_SCRIPTS).best()
        if best is not None and WESTERN not in best.could_be_from_charset:
            return best.encoding
    return _latin(_matches(sample, tuple(_OTHER_LATIN)))


def _latin(matches: "CharsetMatches") -> str:
    """Central European or Turkish only where Windows-1252 makes less sense."""
    western = next((match for match in matches if WESTERN in match.could_be_from_charset), None)
    best = matches.best()
    if best is None or best is western or best.encoding not in _OTHER_LATIN:
        return WESTERN
    if western is None:
        return best.encoding if best.chaos < _STRANGE else WESTERN
    is_usual = best.language in _OTHER_LATIN[best.encoding] and best.coherence >= _USUAL
    return best.encoding if is_usual and best.chaos < western.chaos else WESTERN


def _matches(sample: bytes, encodings: tuple[str, ...]) -> "CharsetMatches":
    sample = sample.translate(None, _UNDEFINED)
    from charset_normalizer import from_bytes  # takes a while, and few files need it

    return from_bytes(sample, cp_isolation=[*encodings, WESTERN], preemptive_behaviour=False)
