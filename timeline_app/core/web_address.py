"""Addresses in the web, as cells hold them; they are never opened here."""

import re
from collections.abc import Iterator
from typing import Final
from urllib.parse import urlsplit

_ADDRESS: Final = re.compile(r"(?:(?P<scheme>https?):)?//(?P<rest>[^\s/?#<>\"]\S*)", re.IGNORECASE)
_IN_TEXT: Final = re.compile(r"https?://(?:\([^\s<>\"“”|()]*\)|[^\s<>\"“”|()])+(?<![.,;:!?\]])")
"""Brackets belong to it in pairs only; a stop behind it does not."""


def web_address(text: str) -> str:
    """The address that a text is, with `https:` in front of one without a scheme (`//x.org/a`).

    "" for what is none: words, a path, a piece of HTML, an address of another kind.
    """
    match = _ADDRESS.fullmatch(text.strip())
    if match is None:
        return ""
    return f"{match['scheme'] or 'https'}://{match['rest']}"


def with_addresses(text: str) -> Iterator[tuple[str, str]]:
    """The text in pieces: words, and the web address behind them; "" where there is none."""
    done = 0
    for found in _IN_TEXT.finditer(text):
        yield text[done : found.start()], found.group()
        done = found.end()
    yield text[done:], ""


def host_of(address: str) -> str:
    """The host of an address without `www.`, such as "example.org"; "" where it has none."""
    try:
        host = urlsplit(address.strip()).hostname
    except ValueError:  # brackets around what is no address of a machine
        return ""
    return (host or "").removeprefix("www.")
