"""Elements of an HTML document; whatever text they are given stands in it as text."""

import re
from collections.abc import Iterable
from typing import Final, TypeAlias
from xml.etree.ElementTree import Element, tostring

from timeline_app.core.web_address import with_addresses
from timeline_app.models.citation import web_host

Child: TypeAlias = "Element | str | None"

_NO_TEXT: Final = re.compile(
    "[^\t\n\r\x20-\x7e\xa0-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd\U00010000-\U0010ffff]"
)
"""What no HTML document should hold (https://html.spec.whatwg.org/#preprocessing-the-input-stream)."""
_BIDI: Final = re.compile("[\u202a-\u202e\u2066-\u2069]")
_POP: Final = "\u202c"
_POP_ISOLATE: Final = "\u2069"
_ISOLATES: Final = "\u2066\u2067\u2068"
_LANGUAGE: Final = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")


def element(tag: str, *children: Child, **attributes: str) -> Element:
    """An element; empty attributes and absent children are left out, `class_` is `class`."""
    made = Element(tag, {name.rstrip("_"): safe(text) for name, text in attributes.items() if text})
    return add(made, *children)


def add(parent: Element, *children: Child) -> Element:
    """Append text and elements to an element, which is given back."""
    for child in children:
        if isinstance(child, Element):
            parent.append(child)
        elif child and len(parent):
            parent[-1].tail = (parent[-1].tail or "") + safe(child)
        elif child:
            parent.text = (parent.text or "") + safe(child)
    return parent


def data(tag: str, text: str, **attributes: str) -> Element | None:
    """An element of text from the data, in the direction of its own letters; None for no text."""
    return element(tag, text, dir="auto", **attributes) if text.strip() else None


def linked(tag: str, text: str, **attributes: str) -> Element | None:
    """The same, with the web addresses in it as links."""
    if not text.strip():
        return None
    made = element(tag, dir="auto", **attributes)
    for words, address in with_addresses(text):
        add(made, words, link(address))
    return made


def link(address: str) -> Element | str:
    """An address to follow, shown without `https://`; text where it is none of the web."""
    if not web_host(address):
        return address
    shown = re.sub(r"(?i)^https?://(www\.)?", "", address).rstrip("/")
    return element("a", shown, class_="web", href=address, rel="noopener noreferrer")


def joined(children: Iterable[Child], separator: str) -> list[Child]:
    """Children with a separator between them, without those that are absent."""
    found: list[Child] = []
    for child in children:
        if child is not None and child != "":
            found += [separator, child] if found else [child]
    return found


def language_of(text: str) -> str:
    """A BCP 47 tag as `lang` takes it, "" for what has not its form."""
    return text if _LANGUAGE.fullmatch(text) else ""


def safe(text: str) -> str:
    """Text that a document can hold, in which each sign of direction ends where the text ends."""
    text = _NO_TEXT.sub("\ufffd", text)
    return _closed(text) if _BIDI.search(text) else text


def _closed(text: str) -> str:
    """The text without ends of direction that have no beginning, and with those that it lacks."""
    letters: list[str] = []
    open_: list[str] = []
    for letter in text:
        if letter == _POP_ISOLATE and _POP_ISOLATE in open_:
            while open_.pop() != _POP_ISOLATE:
                pass
        elif letter in (_POP, _POP_ISOLATE):
            if not (open_ and open_[-1] == letter):
                continue
            open_.pop()
        elif _BIDI.match(letter):
            open_.append(_POP_ISOLATE if letter in _ISOLATES else _POP)
        letters.append(letter)
    return "".join(letters + open_[::-1])


def html(made: Element) -> str:
    """An element as it is written."""
    return tostring(made, encoding="unicode", method="html")
