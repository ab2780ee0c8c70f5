"""What the values of the flags of `export` and `render` mean.

Raise ArgumentTypeError where they mean nothing.
"""

import argparse
import csv
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from timeline_app.app.options import REPORT

REPORT_ENDINGS: Final = (".html", ".htm")
_NO_LETTERS: Final = re.compile(r"[^a-z0-9]+")


def export_endings() -> Mapping[str, Sequence[str]]:
    """What `export` writes, by the names that `--format` takes, with the endings of its files."""
    from timeline_app.io.export.writers import WRITERS  # brings Arrow

    tables = {name: writer.endings for name, writer in WRITERS.items()}
    return tables | {REPORT: REPORT_ENDINGS}


def format_named_by(path: Path) -> str | None:
    """The format that the ending of a file's name means; None where it means none."""
    from timeline_app.io.export.writers import format_of

    return REPORT if path.suffix.lower() in REPORT_ENDINGS else format_of(path)


def picture_endings() -> Sequence[str]:
    """What `render` draws, by the endings of its files."""
    from timeline_app.views.canvas.figure_choices import KINDS  # brings Qt

    return [f".{kind}" for kind in KINDS]


def size_names() -> Mapping[str, tuple[int, int]]:
    """The sizes that have a name, like `a4-landscape`."""
    from timeline_app.core.text import fold
    from timeline_app.views.canvas.figure_choices import SIZES  # brings Qt

    return {_NO_LETTERS.sub("-", fold(name)): size for name, size in SIZES}


def out_path(text: str) -> Path:
    """The file to write."""
    if text == "-":
        raise argparse.ArgumentTypeError(
            "the standard output is not written to; give the name of a file"
        )
    if not text:
        raise argparse.ArgumentTypeError("it must be the name of a file")
    return Path(text)


def format_name(text: str) -> str:
    """The name of a format."""
    from timeline_app.core.text import fold, nearest

    formats = export_endings()
    if fold(text) in formats:
        return fold(text)
    near = nearest(text, formats)
    better = f"did you mean {near!r}?" if near else f"there are {', '.join(formats)}"
    raise argparse.ArgumentTypeError(f"there is no format {text!r}; {better}")


def column_names(text: str) -> tuple[str, ...]:
    """Names between commas; in double quotes where a name has one."""
    names = next(csv.reader([text], skipinitialspace=True), [])
    found = tuple(dict.fromkeys(name.strip() for name in names if name.strip()))
    if not found:
        raise argparse.ArgumentTypeError(f"{text!r} names no column; write date,title and so on")
    return found


def size_px(text: str) -> tuple[int, int]:
    """Width and height in px."""
    from timeline_app.views.canvas.figure_choices import HEIGHTS, WIDTHS

    found = re.fullmatch(r"(\d{1,6})[xX\u00d7](\d{1,6})", text, re.ASCII)
    if not found:
        return _named_size(text)
    size = int(found[1]), int(found[2])
    pairs = zip(size, (WIDTHS, HEIGHTS), strict=True)
    if not all(least <= pixels <= most for pixels, (least, most) in pairs):
        smallest, largest = zip(WIDTHS, HEIGHTS, strict=True)
        raise argparse.ArgumentTypeError(
            f"{text!r} must be from {smallest[0]}x{smallest[1]} to {largest[0]}x{largest[1]}"
        )
    return size


def _named_size(text: str) -> tuple[int, int]:
    from timeline_app.core.text import fold

    named = size_names()
    size = named.get(_NO_LETTERS.sub("-", fold(text)))
    if size is None:
        raise argparse.ArgumentTypeError(
            f"{text!r} must be WxH in pixels, like 1600x900, or one of {', '.join(named)}"
        )
    return size


def dots(text: str) -> int:
    """Dots per inch."""
    from timeline_app.views.canvas.figure_choices import DPI

    if not (text.isascii() and text.isdigit() and DPI[0] <= int(text) <= DPI[1]):
        raise argparse.ArgumentTypeError(f"{text!r} must be a number from {DPI[0]} to {DPI[1]}")
    return int(text)
