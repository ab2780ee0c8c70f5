"""A text as a QTextDocument keeps it letter by letter, so that places in both are the same."""

from collections.abc import Iterator
from typing import Final

LONGEST: Final = 10_000
"""Letters of a paragraph that Qt lays out without a pause; longer ones are broken at a blank."""

_BREAK: Final = "\n"
_INSTEAD: Final = (
    ("\r\n", f" {_BREAK}"),
    ("\r", _BREAK),
    ("\u2029", _BREAK),
    ("\0", "\ufffd"),
    ("\ufdd0", "\ufffd"),  # Qt's own signs for the bounds of a frame
    ("\ufdd1", "\ufffd"),
)


def as_shown(text: str) -> str:
    """`text` with as many code points, and none that Qt would leave out, join or add."""
    for found, instead in _INSTEAD:
        text = text.replace(found, instead)
    paragraphs = text.split(_BREAK)
    if max(map(len, paragraphs)) <= LONGEST:
        return text
    return _BREAK.join(part for paragraph in paragraphs for part in _parts(paragraph))


def _parts(paragraph: str) -> Iterator[str]:
    """A paragraph in parts that are not too long, without the blanks where it was cut."""
    start = 0
    while len(paragraph) - start > LONGEST:
        blank = paragraph.rfind(" ", start, start + LONGEST)
        if blank < 0:
            blank = paragraph.find(" ", start + LONGEST)
        if blank < 0:
            break
        yield paragraph[start:blank]
        start = blank + 1
    yield paragraph[start:]
