"""The words of the command line (DESIGN 5): what may be typed, and what it comes to."""

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from timeline_app import __version__
from timeline_app.app.export_arguments import (
    add_picture,
    add_table,
    check_picture,
    check_table,
)
from timeline_app.app.flags import Once
from timeline_app.app.options import PROGRAM, Options

if TYPE_CHECKING:
    from timeline_app.io.mapping.mapping import TableMapping

COMMANDS: Final = ("export", "render", "check")
"""What may stand first; anything else is a path to open in the window."""
_ABOUT: Final = """\
Opens curated events on a timeline, narrows them, and hands them on.

  timeline-app [PATH ...]                   open the window
  timeline-app export [PATH ...] --out FILE write the filtered events
  timeline-app render [PATH ...] --out FILE draw the filtered timeline (.png, .svg, .pdf)
  timeline-app check  [PATH ...]            validate a dataset, prove its quotes

`timeline-app export --help` and so on tell more. Without PATH it is the dataset that comes with
the program. A file or folder named like a command is given as ./export.
"""
_CHECKS: Final = {"export": check_table, "render": check_picture}
_FOOT: Final = """\
exit status: 0 all is well; 1 the data is wrong, cannot be read, or a file could not be written;
2 wrong usage
"""


def parse(argv: Sequence[str]) -> Options:
    """The options of a command line.

    Raises:
        SystemExit: with 2 for wrong usage, which was told on stderr; with 0 after --help.
    """
    command = argv[0] if argv and argv[0] in COMMANDS else "window"
    words = [*argv] if command == "window" else [*argv[1:]]
    parser = _parser(command)
    bar = words.index("--") if "--" in words else len(words)
    values = vars(parser.parse_intermixed_args(words[:bar]))
    values["paths"] += map(Path, words[bar + 1 :])  # they may begin with a hyphen
    values.pop("seen", None)
    _check_reading(parser, values)
    _check_dates(parser, values["start"], values["end"])
    _check_time(parser, values)
    if command in _CHECKS:
        _CHECKS[command](parser, values)
    given: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value
        for name, value in values.items()
        if value is not None
    }
    return Options(command=command, **given)


def _parser(command: str) -> argparse.ArgumentParser:
    about = {
        "window": _ABOUT,
        "export": "Write the filtered events to a table, a dataset, or what other programs read.",
        "render": "Draw the filtered timeline to a picture.",
        "check": "Tell what is wrong with a dataset, as FILE:ROW: what, and what would be right.",
    }[command]
    parser = argparse.ArgumentParser(
        prog=PROGRAM if command == "window" else f"{PROGRAM} {command}",
        description=about,
        epilog=_FOOT,
        allow_abbrev=False,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("paths", nargs="*", type=Path, metavar="PATH", help="dataset or file")
    _add_reading(parser)
    if command == "export":
        add_table(parser)
    elif command == "render":
        add_picture(parser)
    parser.add_argument(
        "--sources",
        type=Path,
        action="append",
        metavar="DIR",
        help="prove each quote against the texts there; it may be given several times",
    )
    _add_filters(parser)
    parser.add_argument("--version", action="version", version=f"{PROGRAM} {__version__}")
    return parser


def _add_reading(parser: argparse.ArgumentParser) -> None:
    reading = parser.add_argument_group("tables of other programs")
    reading.add_argument(
        "--map",
        dest="mapping",
        type=_mapping,
        action=Once,
        metavar="FIELD=COLUMN,...",
        help="which column is what, like title=headline,start=date_start",
    )
    reading.add_argument(
        "--sheet", action=Once, metavar="NAME", help="the sheet of a workbook (default: its first)"
    )


def _mapping(text: str) -> "TableMapping":
    from timeline_app.io.mapping.mapping import MappingError, parse_mapping

    try:
        return parse_mapping(text)
    except MappingError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def _add_filters(parser: argparse.ArgumentParser) -> None:
    filters = parser.add_argument_group(
        "filters",
        "One repeated means or, different ones mean and; --search repeated means and. Names match\n"
        "without case and accents, and by alias. FIELD is a column of events.csv, or country,\n"
        "actor, type, place, source, publisher, published, language, independent_sources,\n"
        "anchor or sources_disagree. DATE is EDTF without a slash, like 2024, 2024-06 or\n"
        "2024-06-28; both are included.",
    )
    for name, metavar in (("country", "NAME|CODE"), ("actor", "NAME"), ("type", "NAME")):
        filters.add_argument(f"--{name}", action="append", metavar=metavar)
    for name in ("include", "exclude"):
        filters.add_argument(
            f"--{name}",
            action="append",
            type=_pair,
            metavar="FIELD=VALUE",
        )
    filters.add_argument("--from", dest="start", action=Once, metavar="DATE")
    filters.add_argument("--to", dest="end", action=Once, metavar="DATE")
    filters.add_argument("--time", choices=("possible", "certain"), action=Once)
    filters.add_argument("--search", action="append", metavar="TEXT", help="all its words occur")


def _pair(text: str) -> tuple[str, str]:
    field, _, value = text.partition("=")
    if "=" not in text.strip()[1:]:  # at the beginning it is part of the field's name
        raise argparse.ArgumentTypeError(f"{text!r} must be FIELD=VALUE, like country=Guatemala")
    return field.strip(), value


def _check_reading(parser: argparse.ArgumentParser, values: dict[str, Any]) -> None:
    """What is told of how a file is read needs a file."""
    for flag, name in (("--map", "mapping"), ("--sheet", "sheet")):
        if values[name] and not values["paths"]:
            parser.error(f"argument {flag}: it says how a file is read; give the PATH of one")


def _check_time(parser: argparse.ArgumentParser, values: dict[str, Any]) -> None:
    """Whether dates are there that it says something of."""
    time = values.pop("time")
    if time and values["start"] is values["end"] is None:
        parser.error("argument --time: it says how --from and --to are meant; give one of them")
    values["certain"] = time == "certain"


def _check_dates(parser: argparse.ArgumentParser, start: str | None, end: str | None) -> None:
    """Both must be dates without a slash, the first not after the last; None where not given."""
    bounds = {"--from": start, "--to": end}
    if start is end is None:
        return
    from timeline_app.core.when import DateError, Form, parse_when

    found = {}
    for flag, text in bounds.items():
        if text is None:
            continue
        if "/" in text:
            parser.error(f"argument {flag}: {text!r} must be a date without a slash")
        try:
            found[flag] = parse_when(text)
        except DateError as error:
            parser.error(f"argument {flag}: {error}")
        if found[flag].form is Form.UNDATED:
            parser.error(f"argument {flag}: {text!r} must be a date, like 2024-06-28")
    if len(found) == 2 and found["--from"].start >= found["--to"].end:
        parser.error(f"argument --from: {start} is after --to {end}; give the earlier date first")
