"""What a citation says, whatever the format."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from timeline_app.core.dataset import Dataset, Source
from timeline_app.core.web_address import web_address
from timeline_app.io.citations.issued import UNKNOWN, Issued, issued

_BREAKS: Final = re.compile(r"[\x00-\x20\x7f-\x9f\u2028\u2029]+")
_NO_TEXT: Final = re.compile("[\ud800-\udfff]")
_IN_ADDRESSES: Final = re.compile(r"[\\{}<>\"^`|\s]|[\x00-\x1f\x7f]")
_KEY_CHARS: Final = 40


@dataclass(frozen=True, slots=True)
class Reference:
    """One thing that can be cited."""

    key: str
    """ASCII letters, digits and hyphens; the same for the same source."""
    kind: str
    """`page` in the web, `document` elsewhere, `dataset`."""
    title: str
    authors: tuple[str, ...] = ()
    """Whole names, not divided into parts."""
    publisher: str = ""
    issued: Issued = UNKNOWN
    url: str = ""
    """http or https."""
    language: str = ""
    """BCP 47."""
    version: str = ""
    notes: tuple[str, ...] = ()


def source_reference(source: Source, sources: Mapping[str, Source]) -> Reference:
    """How a source is cited; `sources` has what it may be derived from."""
    url = web_address(source.url)
    date = issued(source.published)
    published = f"Published: {date.text}{' (EDTF)' if date.is_date else ''}"
    origin = sources.get(source.derived_from)
    named = origin and ", ".join(filter(None, (origin.publisher, origin.title, origin.published)))
    notes = (
        source.note,
        f"Republishes or rewrites: {named or source.derived_from}" if source.derived_from else "",
        "" if date.is_plain else published,
        f"Address: {source.url}" if source.url and not url else "",
    )
    return Reference(
        key_of(source.source_id),
        "page" if url else "document",
        source.title,
        publisher=source.publisher,
        issued=date,
        url=_IN_ADDRESSES.sub(lambda sign: "".join(f"%{b:02X}" for b in _bytes(sign[0])), url),
        language=source.language,
        notes=tuple(filter(None, notes)),
    )


def dataset_reference(dataset: Dataset) -> Reference:
    """How the dataset itself is cited."""
    return Reference(
        key_of(f"{dataset.name}-{dataset.version}" if dataset.version else dataset.name),
        "dataset",
        dataset.title or dataset.name,
        version=dataset.version,
    )


def key_of(name: str) -> str:
    """A key made of a name: the name itself where it is short and plain ASCII, else what can be
    read of it and six hexadecimal digits of its SHA-256, so that different names keep different
    keys."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    key = re.sub(r"[^a-z0-9]+", "-", plain)[:_KEY_CHARS].strip("-")
    if key and key == name:
        return key
    return "-".join(filter(None, (key, sha256(_bytes(name)).hexdigest()[:6])))


def one_line(text: str) -> str:
    """A text without line breaks and control characters, that can be written as UTF-8."""
    return _NO_TEXT.sub("\ufffd", _BREAKS.sub(" ", text)).strip(" ")


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")
