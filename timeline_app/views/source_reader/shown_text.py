"""A text as a QTextDocument keeps it letter by letter, so that places in both are the same."""

import re
from typing import Final

LONGEST: Final = 20_000
"""Letters of a paragraph that Qt lays out without a pause; longer ones are broken at a blank."""

_BREAKS: Final = str.maketrans(
    {
        "\r": "\n",
        "\u2029": "\n",
        "\0": "\ufffd",
        "\ufdd0": "\ufffd",  # Qt's own signs for the bounds of a frame
        "\ufdd1": "\ufffd",
    }
)
_LONG: Final = re.compile(rf"([^\n]{{{LONGEST // 2},{LONGEST}}})[^\S\n]")


def as_shown(text: str) -> str:
    """`text` with as many code points, and none that Qt would leave out, join or add."""
    shown = text.replace("\r\n", " \n").translate(_BREAKS)
    return _LONG.sub("\\1\n", shown) if len(shown) > LONGEST else shown
