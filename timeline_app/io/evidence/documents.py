"""A file that may be the document of a source, as text."""

import codecs
import hashlib
import io
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from timeline_app.core.message import QT_TRANSLATE_NOOP, Message
from timeline_app.io.containers.encodings import UTF8, encoding_of, is_noise, without_mark
from timeline_app.io.containers.limits import MB, size_words
from timeline_app.io.containers.text_file import readable, reading
from timeline_app.io.evidence.page_text import page_text, page_title
from timeline_app.io.evidence.pdf_text import is_pdf, pdf_text
from timeline_app.io.evidence.quoted_letters import NO_LETTERS, QuotedLetters
from timeline_app.io.finding import HEADER_ROW, read_error, say

TEXT_ENDINGS: Final = frozenset({"", ".txt", ".text", ".md", ".markdown"})
HTML_ENDINGS: Final = frozenset({".html", ".htm", ".xhtml"})
PDF_ENDINGS: Final = frozenset({".pdf"})
ENDINGS: Final = TEXT_ENDINGS | HTML_ENDINGS | PDF_ENDINGS
"""Endings, in lower case, of files that are documents."""

LARGEST: Final = 16 * MB
"""Bytes of a text or a page; what is larger is no document."""
LARGEST_PDF: Final = 100 * MB
LARGEST_OTHER: Final = 2 * MB
"""Bytes of a file of another ending, which is a document only if its SHA-256 says so."""

_PAGE: Final = re.compile(r"\ufeff?\s*<(?:!doctype\s+html|html)\b", re.IGNORECASE)
_CHARSET: Final = re.compile(
    rb"<meta\b[^<>]{0,200}?charset\s*=\s*[\"']?"
    rb"((?:windows-|cp|iso-8859-|koi8-|tis-|shift_|euc-|gb|big5)[\w-]{0,12})",
    re.IGNORECASE,
)
_HEAD: Final = 4096
"""Bytes within which a page says its encoding; browsers look at 1024."""
_WIDER: Final = {
    "iso-8859-1": "cp1252", "shift_jis": "cp932", "euc-kr": "cp949", "gb2312": "gb18030",
    "gbk": "gb18030", "tis-620": "cp874", "windows-874": "cp874",
}  # fmt: skip
"""What a name stands for in pages (https://encoding.spec.whatwg.org/#names-and-labels)."""
_SAMPLE: Final = 1 << 16


@dataclass(frozen=True, slots=True)
class Document:
    """The text of a source, as a file of a folder that was named has it."""

    path: Path
    digest: str
    """SHA-256 of the file."""
    text: str
    """As it stands in a text file, line ends and all; what an HTML page or a PDF file says."""
    title: str = ""
    """What an HTML page or a PDF file calls itself."""
    is_converted: bool = False
    """Whether the text is not the file's own bytes: of a page, a PDF file, another encoding."""

    @property
    def text_digest(self) -> str:
        """SHA-256 of the text as UTF-8."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()


def is_document(path: Path, size: int) -> bool:
    """Whether a file may be a document, by its name and size."""
    return size <= (LARGEST_OTHER if path.suffix.lower() not in ENDINGS else _largest(path))


def too_large(path: Path, size: int) -> Message | None:
    """Why a file that its name says is a document is none, by its size."""
    if path.suffix.lower() not in ENDINGS or size <= _largest(path):
        return None
    return say(
        QT_TRANSLATE_NOOP("io", "It has {size}; a document may have {most}."),
        size=size_words(size),
        most=size_words(_largest(path)),
    )


def _largest(path: Path) -> int:
    return LARGEST_PDF if path.suffix.lower() in PDF_ENDINGS else LARGEST


def digest_of(path: Path) -> str:
    """SHA-256 of a file.

    Raises:
        ReadError: it may not be read.
    """
    with reading(path, readable(path.name)), path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def read_document(path: Path, letters: QuotedLetters = NO_LETTERS) -> Document:
    """The text of a file.

    Args:
        path: the file.
        letters: what the texts are thought to hold, where nothing else tells their encoding.

    Raises:
        ReadError: it cannot be read, or there is no text in it.
    """
    name = readable(path.name)
    with reading(path, name):
        if message := too_large(path, path.stat().st_size):
            raise read_error(name, HEADER_ROW, message)
        data = path.read_bytes()
    digest = hashlib.sha256(data).hexdigest()
    ending = path.suffix.lower()
    if ending in PDF_ENDINGS or is_pdf(data):
        text, title = pdf_text(data, name)
        return Document(path, digest, text, title, is_converted=True)
    encoding = encoding_of(io.BytesIO(data))
    declared = ""
    if not encoding.startswith("utf") and (ending in HTML_ENDINGS or not ending):
        declared = _declared(data)
    encoding = declared or letters.encoding_of(data, encoding)
    text = _text_of(data, encoding)
    if is_noise(text[:_SAMPLE]):
        message = say(QT_TRANSLATE_NOOP("io", "It is no text."))
        raise read_error(name, HEADER_ROW, message)
    if ending in HTML_ENDINGS or (not ending and _PAGE.match(text)):
        return Document(path, digest, page_text(text), page_title(text), is_converted=True)
    return Document(path, digest, text, is_converted=encoding != UTF8)


def _declared(data: bytes) -> str:
    """The encoding that a page says it has, where it is one of old pages; else ""."""
    found = _CHARSET.search(data, 0, _HEAD)
    if not found:
        return ""
    name = found[1].decode("ascii").lower()
    try:
        return codecs.lookup(_WIDER.get(name, name)).name
    except LookupError:
        return ""


def _text_of(data: bytes, encoding: str) -> str:
    """Bytes as text; those of UTF-8 as they stand, with a byte order mark."""
    text = data.decode(encoding, "replace")
    return text if encoding == UTF8 else without_mark(text)
