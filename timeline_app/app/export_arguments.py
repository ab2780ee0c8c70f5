"""The words of `export` and `render`: what to write and how (DESIGN 5)."""

import argparse
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from timeline_app.app.export_values import (
    column_names,
    dots,
    export_endings,
    format_name,
    format_named_by,
    out_path,
    picture_endings,
    size_px,
)
from timeline_app.app.flags import Once
from timeline_app.app.options import PROGRAM, REPORT


def add_table(parser: argparse.ArgumentParser) -> None:
    """The flags of `export`."""
    formats = export_endings()
    endings = ", ".join(ending for found in formats.values() for ending in found[:1])
    _add_out(
        parser,
        f"file to write, replaced in one step; ends in {endings}; without an ending a folder",
    )
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
        type=format_name,
        action=Once,
        metavar="NAME",
        help=f"by default that of FILE's ending; one of {', '.join(formats)}",
    )
    table.add_argument(
        "--rows", choices=("events", "quotes"), action=Once, help="what has a row each"
    )
    table.add_argument(
        "--columns",
        type=column_names,
        action=Once,
        metavar="A,B,...",
        help="only these, in this order",
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
        type=size_px,
        metavar="SIZE",
    )
    add("--dpi", "dots per inch of a PNG (default 96)", type=dots, metavar="N")
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
    if values["dpi"] is not None and values["out"].suffix.lower() != ".png":
        parser.error("argument --dpi: only a PNG has dots; SVG and PDF are sharp at any size")
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
    parser.add_argument("--out", type=out_path, action=Once, metavar="FILE", help=words)


def _format_of(parser: argparse.ArgumentParser, path: Path) -> str:
    found = format_named_by(path)
    if found is None and path.suffix.lower() in picture_endings():
        parser.error(f"argument --out: {str(path)!r}: pictures are drawn by {PROGRAM} render")
    if found is None:
        endings = [ending for names in export_endings().values() for ending in names[:1]]
        parser.error(
            f"argument --out: {str(path)!r} cannot be written; its name must end in "
            f"{' or '.join(endings)}, or --format must say what it is"
        )
    return found
