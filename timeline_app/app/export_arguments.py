"""The words of `export` and `render`: what to write and how (DESIGN 5)."""

import argparse
import csv
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from timeline_app.app.flags import Once
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


def add_table(parser: argparse.ArgumentParser) -> None:
    """The flags of `export`."""
    formats = export_endings()
    endings = ", ".join(ending for found in formats.values() for ending in found[:1])
    _add_out(parser, f"file to write, replaced in one step; ends in {endings}")
    parser.add_argument(
        "--again",
        type=Path,
        action=Once,
        metavar="FILE.json",
        help="make an export again, from its manifest alone",
    )
    table = parser.add_argument_group("what to write")
    table.add_argument(
        "--format",
        type=_format,
        action=Once,
        metavar="NAME",
        help=f"by default that of FILE's ending; one of {', '.join(formats)}",
    )
    table.add_argument(
        "--rows", choices=("events", "quotes"), action=Once, help="what has a row each"
    )
    table.add_argument(
        "--columns", type=_columns, action=Once, metavar="A,B,...", help="only these, in this order"
    )
    table.add_argument(
        "--sort", action=Once, metavar="COLUMN[:desc]", help="order of the rows (default: time)"
    )
    table.add_argument("--title", action=Once, metavar="T", help="headline of a report")
    table.add_argument(
        "--group",
        action=Once,
        metavar="FIELD",
        help="field that lanes of a report's picture are made of, or none (default country)",
    )
    for flag, words in (
        ("--claims", "add a column that says whether the sources disagree"),
        ("--bom", "begin with a byte order mark"),
        ("--raw", "leave cells that look like formulas as they are"),
        ("--manifest", "write beside it, as FILE.manifest.json, how it was made"),
    ):
        table.add_argument(flag, action="store_true", help=words)


def add_picture(parser: argparse.ArgumentParser) -> None:
    """The flags of `render`."""
    endings = ", ".join(picture_endings())
    _add_out(parser, f"file to write, replaced in one step; ends in {endings}")
    picture = parser.add_argument_group("picture")

    def add(flag: str, words: str, **more: Any) -> None:
        picture.add_argument(flag, action=Once, help=words, **more)

    add(
        "--size",
        "pixels at 96 dpi (default 1600x900), or a name like a4-landscape",
        type=_size,
        metavar="SIZE",
    )
    add("--dpi", "dots per inch (default 96)", type=_dpi, metavar="N")
    add("--theme", "colours (default light)", choices=("light", "dark"))
    add("--group", "field that lanes are made of, or none (default country)", metavar="FIELD")
    add("--title", "headline of the picture", metavar="T")
    add("--window", "time to show (default all of the filtered events)", metavar="FROM/TO")
    add("--credit", "who is to be named at the foot", metavar="TEXT")
    picture.add_argument(
        "--no-numbers",
        dest="numbers",
        action="store_const",
        const=False,
        help="no numbers at the marks, no list of sources",
    )
    picture.add_argument(
        "--manifest",
        action="store_true",
        help="write beside it, as FILE.manifest.json, how it was made",
    )


def check_table(parser: argparse.ArgumentParser, values: dict[str, Any]) -> None:
    """Whether what was typed goes together; fills in the format."""
    if values["again"] is not None:
        given = {name for name, value in values.items() if value and name not in _WITH_AGAIN}
        if given:
            parser.error("argument --again: it takes only --out FILE beside it")
        return
    if values["out"] is None:
        parser.error("the following arguments are required: --out")
    values["format"] = values["format"] or _format_of(parser, values["out"])
    for flag, reason in _unfit(values):
        parser.error(f"argument {flag}: {reason}")


def check_picture(parser: argparse.ArgumentParser, values: dict[str, Any]) -> None:
    """Whether what was typed goes together; takes the window apart."""
    if values["out"] is None:
        parser.error("the following arguments are required: --out")
    endings = picture_endings()
    if values["out"].suffix.lower() not in endings:
        parser.error(
            f"argument --out: {str(values['out'])!r} cannot be a picture; its name must end in "
            f"{' or '.join(endings)}"
        )
    if values["window"] is not None:
        first, slash, last = values["window"].partition("/")
        if not slash or "/" in last or not first or not last:
            parser.error(
                f"argument --window: {values['window']!r} must be FROM/TO, like 2010/2025-06"
            )
        values["window"] = (first, last)


_WITH_AGAIN: Final = ("again", "out", "seen")


def _unfit(values: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The flags that the format has no use for, and why."""
    from timeline_app.io.export.writers import WRITERS

    name = values["format"]
    writer = WRITERS.get(name)
    found: list[tuple[str, str]] = []
    if writer is None or not writer.takes_columns:
        reason = f"{name} is always written whole, in its own form; leave {{flag}} out"
        flags = [flag for flag in ("columns", "sort", "claims") if values[flag]]
        flags += ["rows"] if values["rows"] == "quotes" else []
        found += [(f"--{flag}", reason.format(flag=f"--{flag}")) for flag in flags]
    elif values["rows"] == "quotes" and not writer.takes_quotes:
        found.append(("--rows", f"{name} has one entry for each event; leave --rows out"))
    if writer is None or not writer.is_spreadsheet_text:
        having = [name for name, writer in WRITERS.items() if writer.is_spreadsheet_text]
        reason = f"only {', '.join(having[:-1])} and {having[-1]} can have it, not {name}"
        found += [(f"--{flag}", reason) for flag in ("bom", "raw") if values[flag]]
    if name != REPORT:
        reason = f"only a {REPORT} can have it, not {name}"
        found += [(f"--{flag}", reason) for flag in ("title", "group") if values[flag]]
    return found


def _add_out(parser: argparse.ArgumentParser, words: str) -> None:
    parser.add_argument("--out", type=Path, action=Once, metavar="FILE", help=words)


def _format_of(parser: argparse.ArgumentParser, path: Path) -> str:
    found = format_named_by(path)
    if found is None:
        endings = [ending for names in export_endings().values() for ending in names[:1]]
        parser.error(
            f"argument --out: {str(path)!r} cannot be written; its name must end in "
            f"{' or '.join(endings)}, or --format must say what it is"
        )
    return found


def _format(text: str) -> str:
    from timeline_app.core.text import fold, nearest

    formats = export_endings()
    if fold(text) in formats:
        return fold(text)
    near = nearest(text, formats)
    better = f"did you mean {near!r}?" if near else f"there are {', '.join(formats)}"
    raise argparse.ArgumentTypeError(f"there is no format {text!r}; {better}")


def _columns(text: str) -> tuple[str, ...]:
    """Names between commas; in double quotes where a name has one."""
    names = next(csv.reader([text], skipinitialspace=True), [])
    found = tuple(dict.fromkeys(name.strip() for name in names if name.strip()))
    if not found:
        raise argparse.ArgumentTypeError(f"{text!r} names no column; write date,title and so on")
    return found


def _size(text: str) -> tuple[int, int]:
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


def _dpi(text: str) -> int:
    from timeline_app.views.canvas.figure_choices import DPI

    if not (text.isascii() and text.isdigit() and DPI[0] <= int(text) <= DPI[1]):
        raise argparse.ArgumentTypeError(f"{text!r} must be a number from {DPI[0]} to {DPI[1]}")
    return int(text)
