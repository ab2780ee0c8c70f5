"""A whole HTML page as the text that it shows; nothing of it is ever rendered or fetched."""

import re
from html import unescape
from html.entities import html5
from typing import Final

from timeline_app.io.plain_text import BREAKS, ELEMENTS, TextParser, read_html

_STRANGE: Final = re.compile(
    rf"</?(?!(?:{ELEMENTS})[\s/>])[a-z][a-z0-9]*(?:[-:][a-z0-9]+)*(?:\s[^<>]*)?/?>"
    r"|<\?[^<>]*>|<!\[[^<>]*>",
    re.IGNORECASE,
)
"""Elements of no HTML, and signs for programs, which a page does not show."""
_NAMES_ONLY: Final = re.compile(rf"<({ELEMENTS})((?:\s+[a-z][a-z0-9.:_-]*)+)\s*/?>", re.IGNORECASE)
"""A tag with attributes that have no value, which elsewhere may be text, as in "a <b and c>"."""
_UNENDED: Final = re.compile(
    rf"&({'|'.join(sorted((name for name in html5 if ';' not in name), reverse=True))})(?![;=])"
)
"""Letters that old pages write without a semicolon (HTML, 13.2.5.73)."""
_HEAD: Final = 1 << 16
"""Within so many letters a page says its title."""
_TITLE: Final = re.compile(r"<title[^<>]*>([^<]*)", re.IGNORECASE)
_NOT_SHOWN: Final = re.compile(r"(?:^|;)\s*display\s*:\s*none\b", re.IGNORECASE)
_EMPTY: Final = frozenset(
    {
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param",
        "source", "track", "wbr",
    }
)  # fmt: skip
"""Elements without an end."""
_APART: Final = frozenset(
    ["blockquote", "dl", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "ol", "p", "pre", "table",
     "ul"]
)  # fmt: skip
"""Elements with room above and below."""
_NOT_ENDED: Final = frozenset(["dd", "dt", "li", "option", "p", "td", "th", "tr"])
"""Elements that end where the next one begins."""


def page_text(html: str) -> str:
    """What a page says, block by block, without the addresses of its links and pictures.

    What it hides until somebody clicks stands behind all that it shows.
    """
    shown = _STRANGE.sub("", _without_comments(html))
    return read_html(_UNENDED.sub(r"&\1;", _NAMES_ONLY.sub(_plain_tag, shown)), _PageParser())


def page_title(html: str) -> str:
    """What a page calls itself, "" if it does not."""
    found = _TITLE.search(html, 0, _HEAD)
    return " ".join(unescape(found[1]).split()) if found else ""


def _without_comments(html: str) -> str:
    """A page without its comments; one that does not end is none."""
    pieces: list[str] = []
    done = 0
    while (start := html.find("<!--", done)) >= 0:
        end = html.find("-->", start + len("<!"))
        if end < 0:
            break
        pieces.append(html[done:start])
        done = end + len("-->")
    return "".join(pieces) + html[done:]


def _plain_tag(tag: re.Match[str]) -> str:
    return f"<{tag[1]} hidden>" if "hidden" in tag[2].lower().split() else f"<{tag[1]}>"


class _PageParser(TextParser):
    """Gathers what a page shows, and apart from it what it hides."""

    def __init__(self) -> None:
        super().__init__(has_lines=True, has_addresses=False)
        self._aside: list[str] = []
        self._outside: tuple[list[str], list[str]] = ([], [])
        """The lines outside of the hidden element, and the one that it interrupts."""
        self._element = ""
        """The hidden element that is open."""
        self._depth = 0
        """How many of its name are open."""

    def text(self) -> str:
        """All that was shown so far, then what was hidden."""
        self._leave()
        self._end_line()
        self._lines += self._aside
        return super().text()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        is_next = tag == self._element or (self._element == "p" and tag in BREAKS)
        if is_next and self._element in _NOT_ENDED:
            self._leave()
        elif is_next:
            self._depth += 1
        if not self._element and tag not in _EMPTY and _is_hidden(attrs):
            self._element, self._depth = tag, 1
            self._outside = self._lines, self._line
            self._lines, self._line = self._aside, []
        super().handle_starttag(tag, attrs)
        self._leave_room(tag)

    def handle_endtag(self, tag: str) -> None:
        super().handle_endtag(tag)
        self._leave_room(tag)
        if tag == self._element:
            self._depth -= 1
            if not self._depth:
                self._leave()

    def _leave_room(self, tag: str) -> None:
        """Leave a line empty between parts of a page; more than one in a row become one."""
        if tag in _APART:
            self._lines.append("")

    def _leave(self) -> None:
        """End the hidden element, if one is open."""
        if self._element:
            self._end_line()
            self._lines, self._line = self._outside
            self._element = ""


def _is_hidden(attrs: list[tuple[str, str | None]]) -> bool:
    style = dict(attrs).get("style") or ""
    return any(name == "hidden" for name, _ in attrs) or bool(_NOT_SHOWN.search(style))
