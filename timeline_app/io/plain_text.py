"""HTML as the plain text that it shows; nothing of it is ever rendered or fetched."""

import re
from html.entities import html5
from html.parser import HTMLParser
from typing import Final


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


BREAKS: Final = _words(
    "address article aside blockquote body br caption center dd details dir div dl dt fieldset "
    "figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr html legend li main menu nav ol "
    "option p pre section summary table tbody tfoot thead tr ul"
)
"""Elements that stand on lines of their own."""
_EMBEDDED: Final = _words("audio embed iframe img object source track video")
"""Elements that show something else, of which only the address is text."""
_HIDDEN: Final = _words("iframe noembed noframes script style template title")
"""Elements whose content is no text for people."""
_OTHERS: Final = _words(
    "a abbr acronym b base bdi bdo big button canvas cite code col colgroup data del dfn em font "
    "head i input ins kbd label link mark meta nobr noscript o:p output param picture q rp rt ruby "
    "s samp select small span strike strong sub sup svg td textarea th time tt u var wbr"
)

ELEMENTS: Final = "|".join(sorted(BREAKS | _EMBEDDED | _HIDDEN | _OTHERS))

_MARKUP: Final = re.compile(
    r"<!--(?:[^<-]++|<(?!!--)|-(?!->))*+-->"
    r"|<!doctype\b[^<>]*>"
    rf"|</?(?P<element>{ELEMENTS})"
    r"(?:\s+(?:async|autoplay|controls|defer|hidden))*"
    r"""(?:\s[^<>"'=]*=(?:[^<>"']++|"[^"]*"|'[^']*'){0,200}+)?"""
    r"\s*/?>"
    r"|&(?:\#\d{1,7}|\#x[0-9a-f]{1,6}|(?P<entity>[a-z][a-z0-9]*));"
    r"|[<&]",
    re.IGNORECASE,
)
"""Markup, or a sign that only looks as if some began; in time linear in a text's length.

A tag with words in it is one only where they give attributes, unlike "a <b and c> d".
"""
_NO_ADDRESS: Final = re.compile(r"#|javascript:|data:|about:|blob:", re.IGNORECASE)
_SCHEME: Final = re.compile(r"^(?:(?:https?:)?//(?:www\.)?|mailto:)", re.IGNORECASE)


def plain_text(text: str) -> str:
    """What a piece of HTML says: no tags, entities as their letters, links with their addresses.

    A text without markup is given back as it is, also where a `<` or `&` stands in it.
    """
    if "<" not in text and "&" not in text:
        return text
    marks = [mark for mark in _MARKUP.finditer(text) if _is_markup(mark)]
    if not marks:
        return text
    elements = {(mark["element"] or "").lower() for mark in marks}
    return read_html(text, TextParser(has_lines=bool(elements & BREAKS)))


def read_html(text: str, parser: "TextParser") -> str:
    """What a parser makes of a text; signs that are no markup are text."""
    closed = {
        mark["element"].lower()
        for mark in _MARKUP.finditer(text)
        if _is_markup(mark) and mark[0].startswith("</")
    }

    def made_safe(mark: re.Match[str]) -> str:
        """What is no markup escaped; comments, and what would hide all that follows, left out."""
        if not _is_markup(mark):
            return ("&lt;" if mark[0][0] == "<" else "&amp;") + mark[0][1:]
        element = (mark["element"] or "").lower()
        is_endless = element in _HIDDEN and element not in closed and element not in _EMBEDDED
        if mark[0].startswith("<!") or is_endless:
            return ""
        return mark[0][0] + _MARKUP.sub(made_safe, mark[0][1:])

    parser.feed(_MARKUP.sub(made_safe, text))
    parser.close()
    return parser.text()


def _is_markup(mark: re.Match[str]) -> bool:
    if mark["entity"]:
        return f"{mark['entity']};" in html5
    return len(mark[0]) > 1


class TextParser(HTMLParser):
    """Gathers what HTML shows, line by line."""

    def __init__(self, *, has_lines: bool, has_addresses: bool = True) -> None:
        super().__init__(convert_charrefs=True)
        self._has_lines = has_lines
        """Whether elements make the lines; else the line breaks of the text itself do."""
        self._has_addresses = has_addresses
        self._lines: list[str] = []
        self._line: list[str] = []
        self._hidden = 0
        self._verbatim = 0
        self._address = ""
        self._label: list[str] = []

    def text(self) -> str:
        """All that was shown so far."""
        self._end_link()
        self._end_line()
        return re.sub(r"\n{3,}", "\n\n", "\n".join(self._lines)).strip()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in BREAKS:
            self._end_line(blank=tag == "br")
        elif tag in ("td", "th"):
            self._add(" ")
        elif tag == "a":
            self._end_link()
            self._address = _address(attrs, "href") if self._has_addresses else ""
            self._label.clear()
        elif tag in _EMBEDDED and self._has_addresses:
            address = _address(attrs, "src", "data")
            self._add(f" {_with_address(_attribute(attrs, 'alt', 'title'), address)} ")
        self._verbatim += tag == "pre"
        self._hidden += tag in _HIDDEN

    def handle_endtag(self, tag: str) -> None:
        self._hidden = max(0, self._hidden - (tag in _HIDDEN))
        self._verbatim = max(0, self._verbatim - (tag == "pre"))
        if tag == "a":
            self._end_link()
        elif tag in BREAKS and tag != "br":
            self._end_line()

    def handle_data(self, data: str) -> None:
        if not self._has_lines:
            self._add(data.replace("\xa0", " "))
        elif not self._verbatim:
            self._add(re.sub(r"\s+", " ", data))
        else:
            first, *others = data.split("\n")
            self._add(first)
            for line in others:
                self._end_line(blank=True)
                self._add(line)

    def _add(self, text: str) -> None:
        if not self._hidden:
            self._line.append(text)
            self._label.append(text)

    def _end_line(self, *, blank: bool = False) -> None:
        line = "".join(self._line).strip()
        self._line.clear()
        if line or blank:
            squeezed = self._has_lines and not self._verbatim
            self._lines.append(re.sub(" +", " ", line) if squeezed else line)

    def _end_link(self) -> None:
        label = "".join(self._label)
        self._add(_with_address(label, self._address).removeprefix(label))
        self._address = ""


def _attribute(attrs: list[tuple[str, str | None]], *names: str) -> str:
    """The first of some attributes that says something, "" if none does."""
    found = dict(attrs)
    return next((text for name in names if (text := " ".join((found.get(name) or "").split()))), "")


def _address(attrs: list[tuple[str, str | None]], *names: str) -> str:
    """The address that an element names, "" where it leads nowhere outside of its page."""
    address = _attribute(attrs, *names)
    return "" if _NO_ADDRESS.match(address) else address


def _with_address(label: str, address: str) -> str:
    """A label with the address behind it in brackets, unless it says as much itself."""
    if not label.strip():
        return address
    if not address or _bare(label) == _bare(address):
        return label
    return f"{label} ({address})"


def _bare(address: str) -> str:
    return _SCHEME.sub("", address.strip(), count=1).rstrip("/").casefold()
