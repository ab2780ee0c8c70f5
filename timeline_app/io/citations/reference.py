"""What a citation says, whatever the format."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Final

from timeline_app.core.dataset import Dataset
from timeline_app.core.records import Source
from timeline_app.core.web_address import web_address
from timeline_app.io.citations.issued import UNKNOWN, Issued, issued

_BREAKS: Final = re.compile(r"[\x00-\x20\x7f-\x9f\u2028\u2029]+")
_NO_TEXT: Final = re.compile("[\ud800-\udfff]")
_IN_ADDRESSES: Final = re.compile(r"[\\{}<>\"^`|\s]|[\x00-\x1f\x7f]")
_KEY_CHARS: Final = 40
_AUTHORS: Final = ("", "author", "creator")
"""Roles of contributors (https://specs.frictionlessdata.io/data-package/#contributors)."""


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
    url = _address(source.url)
    date = issued(source.published)
    published = f"Published: {date.text}{' (EDTF)' if date.is_date else ''}"
    origin = sources.get(source.derived_from)
    named = origin and origin.in_line()
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
        url=url,
        language=source.language,
        notes=tuple(filter(None, notes)),
    )


def dataset_reference(dataset: Dataset) -> Reference:
    """How the dataset itself is cited, with what its descriptor says of who made it."""
    about = dataset.about
    people = _listed(about, "contributors")
    publishers = [_text(found, "title") for found in people if _text(found, "role") == "publisher"]
    return Reference(
        key_of(f"{dataset.name}-{dataset.version}" if dataset.version else dataset.name),
        "dataset",
        dataset.title or dataset.name,
        authors=tuple(
            title
            for found in people
            if (title := _text(found, "title")) and _text(found, "role") in _AUTHORS
        ),
        publisher=", ".join(filter(None, publishers)),
        issued=issued(_text(about, "created").partition("T")[0]),
        url=_address(_text(about, "homepage")),
        version=dataset.version,
        notes=tuple(f"Licence: {licence}" for licence in licences(dataset)),
    )


def licences(dataset: Dataset) -> list[str]:
    """What the descriptor says of how the dataset may be used: name and address of each licence."""
    told = [
        (_text(found, "title") or _text(found, "name"), _text(found, "path"))
        for found in _listed(dataset.about, "licenses")
    ]
    return [", ".join(filter(None, parts)) for parts in told if any(parts)]


def _listed(about: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    """The objects of a list in a descriptor, which may hold anything."""
    found = about.get(name)
    return [item for item in found if isinstance(item, dict)] if isinstance(found, list) else []


def _text(about: Mapping[str, Any], name: str) -> str:
    found = about.get(name)
    return found.strip() if isinstance(found, str) else ""


def key_of(name: str) -> str:
    """A key made of a name: the name itself where it is short and plain ASCII, else what can be
    read of it and six hexadecimal digits of its SHA-256, so that different names keep different
    keys."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    key = re.sub(r"[^a-z0-9]+", "-", plain)[:_KEY_CHARS].strip("-")
    if key and key == name:
        return key
    return "-".join(filter(None, (key, sha256(_bytes(name)).hexdigest()[:6])))


def _address(text: str) -> str:
    """The web address that a text is, with what may not stand in one written as `%` and digits."""
    return _IN_ADDRESSES.sub(
        lambda sign: "".join(f"%{byte:02X}" for byte in _bytes(sign[0])), web_address(text)
    )


def one_line(text: str) -> str:
    """A text without line breaks and control characters, that can be written as UTF-8."""
    return _NO_TEXT.sub("\ufffd", _BREAKS.sub(" ", text)).strip(" ")


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")
