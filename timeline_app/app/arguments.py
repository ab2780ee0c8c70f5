"""The words of the command line (DESIGN 5): what may be typed, and what it comes to."""

import argparse
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from timeline_app import __version__

if TYPE_CHECKING:
    from timeline_app.io.mapping.mapping import TableMapping
    from timeline_app.io.open_file import Choices

PROGRAM: Final = "timeline-app"
COMMANDS: Final = ("export", "render", "check")
"""What may stand first; anything else is a path to open in the window."""
TABLE_ENDINGS: Final = (".csv",)
PICTURE_ENDINGS: Final = (".png", ".svg", ".pdf")
SMALLEST: Final = (320, 200)
LARGEST: Final = (20_000, 20_000)
"""Pixels of a picture, width and height."""
DPI: Final = (36, 1200)

_ABOUT: Final = """\
Opens curated events on a timeline, narrows them, and hands them on.

  timeline-app [PATH ...]                   open the window
  timeline-app export [PATH ...] --out FILE write the filtered events (.csv)
  timeline-app render [PATH ...] --out FILE draw the filtered timeline (.png, .svg, .pdf)
  timeline-app check  [PATH ...]            validate a dataset, prove its quotes

`timeline-app export --help` and so on tell more. Without PATH it is the dataset that comes with
the program. A file or folder named like a command is given as ./export.
"""
_FOOT: Final = """\
exit status: 0 all is well; 1 the data is wrong, cannot be read, or a file could not be written;
2 wrong usage
"""


@dataclass(frozen=True, slots=True)
class Options:
    """A command line as values; the filters are still names, for no dataset is open yet."""

    command: str = "window"
    paths: tuple[Path, ...] = ()
    country: tuple[str, ...] = ()
    actor: tuple[str, ...] = ()
    type: tuple[str, ...] = ()
    include: tuple[tuple[str, str], ...] = ()
    """Pairs of a field's name and a value."""
    exclude: tuple[tuple[str, str], ...] = ()
    start: str = ""
    end: str = ""
    certain: bool = False
    search: tuple[str, ...] = ()
    out: Path | None = None
    bom: bool = False
    raw: bool = False
    size: tuple[int, int] = (1600, 900)
    dpi: int = 96
    theme: str = "light"
    group: str = "country"
    title: str = ""
    sources: Path | None = None
    mapping: "TableMapping | None" = None
    """Which column of a table is what, as typed."""
    sheet: str = ""
    """The sheet to read of a workbook."""

    @property
    def has_filter(self) -> bool:
        """Whether anything narrows the events."""
        names = (*self.country, *self.actor, *self.type, *self.search)
        return bool(names or self.include or self.exclude or self.start or self.end)

    @property
    def choices(self) -> "Choices":
        """What was typed about how to read the files."""
        from timeline_app.io.open_file import Choices

        return Choices(mapping=self.mapping, sheet=self.sheet)


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
    values["certain"] = values.pop("time") == "certain"
    _check_dates(parser, values["start"], values["end"])
    given: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value
        for name, value in values.items()
        if value is not None
    }
    return Options(command=command, **given)


def _parser(command: str) -> argparse.ArgumentParser:
    about = {
        "window": _ABOUT,
        "export": "Write the filtered events to a CSV file.",
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
        _add_out(parser, TABLE_ENDINGS, "a table")
        parser.add_argument("--bom", action="store_true", help="begin with a byte order mark")
        parser.add_argument(
            "--raw", action="store_true", help="leave cells that look like formulas as they are"
        )
    elif command == "render":
        _add_out(parser, PICTURE_ENDINGS, "a picture")
        _add_picture(parser)
    elif command == "check":
        parser.add_argument(
            "--sources",
            type=Path,
            action=_Once,
            metavar="DIR",
            help="prove each quote against the texts there",
        )
    _add_filters(parser)
    parser.add_argument("--version", action="version", version=f"{PROGRAM} {__version__}")
    return parser


def _add_out(parser: argparse.ArgumentParser, endings: Sequence[str], what: str) -> None:
    def named(text: str) -> Path:
        path = Path(text)
        if path.suffix.lower() not in endings:
            raise argparse.ArgumentTypeError(
                f"{text!r} cannot be {what}; its name must end in {' or '.join(endings)}"
            )
        return path

    parser.add_argument(
        "--out",
        required=True,
        type=named,
        action=_Once,
        metavar="FILE",
        help=f"file to write, replaced in one step; ends in {', '.join(endings)}",
    )


def _add_reading(parser: argparse.ArgumentParser) -> None:
    reading = parser.add_argument_group("tables of other programs")
    reading.add_argument(
        "--map",
        dest="mapping",
        type=_mapping,
        action=_Once,
        metavar="FIELD=COLUMN,...",
        help="which column is what, like title=headline,start=date_start",
    )
    reading.add_argument(
        "--sheet", action=_Once, metavar="NAME", help="the sheet of a workbook (default: its first)"
    )


def _mapping(text: str) -> "TableMapping":
    from timeline_app.io.mapping.mapping import MappingError, parse_mapping

    try:
        return parse_mapping(text)
    except MappingError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def _add_picture(parser: argparse.ArgumentParser) -> None:
    picture = parser.add_argument_group("picture")

    def add(flag: str, words: str, **more: Any) -> None:
        picture.add_argument(flag, action=_Once, help=words, **more)

    add("--size", "pixels at 96 dpi (default 1600x900)", type=_size, metavar="WxH")
    add("--dpi", "dots per inch (default 96)", type=_dpi, metavar="N")
    add("--theme", "colours (default light)", choices=("light", "dark"))
    add("--group", "field that lanes are made of, or none (default country)", metavar="FIELD")
    add("--title", "headline of the picture", metavar="T")


def _add_filters(parser: argparse.ArgumentParser) -> None:
    filters = parser.add_argument_group(
        "filters",
        "One repeated means or, different ones mean and; --search repeated means and. Names match\n"
        "without case and accents, and by alias. FIELD is a column of events.csv, or country,\n"
        "actor, type, place or source. DATE is EDTF without a slash, like 2024, 2024-06 or\n"
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
    filters.add_argument("--from", dest="start", action=_Once, metavar="DATE")
    filters.add_argument("--to", dest="end", action=_Once, metavar="DATE")
    filters.add_argument("--time", choices=("possible", "certain"), action=_Once)
    filters.add_argument("--search", action="append", metavar="TEXT", help="all its words occur")


class _Once(argparse.Action):
    """Keeps a value that may be given only once."""

    def __call__(
        self,
        parser: argparse.ArgumentParser,
        namespace: argparse.Namespace,
        values: Any,
        option_string: str | None = None,
    ) -> None:
        seen: frozenset[str] = getattr(namespace, "seen", frozenset())
        if self.dest in seen:
            parser.error(f"argument {option_string}: it may be given only once")
        namespace.seen = seen | {self.dest}
        setattr(namespace, self.dest, values)


def _pair(text: str) -> tuple[str, str]:
    field, equals, value = text.partition("=")
    if not equals or not field.strip():
        raise argparse.ArgumentTypeError(f"{text!r} must be FIELD=VALUE, like country=Guatemala")
    return field.strip(), value


def _size(text: str) -> tuple[int, int]:
    found = re.fullmatch(r"(\d{1,6})[xX\u00d7](\d{1,6})", text, re.ASCII)
    if not found:
        raise argparse.ArgumentTypeError(f"{text!r} must be WxH in pixels, like 1600x900")
    size = int(found[1]), int(found[2])
    if not all(low <= n <= high for low, n, high in zip(SMALLEST, size, LARGEST, strict=True)):
        raise argparse.ArgumentTypeError(
            f"{text!r} must be from {SMALLEST[0]}x{SMALLEST[1]} to {LARGEST[0]}x{LARGEST[1]}"
        )
    return size


def _dpi(text: str) -> int:
    if not (text.isascii() and text.isdigit() and DPI[0] <= int(text) <= DPI[1]):
        raise argparse.ArgumentTypeError(f"{text!r} must be a number from {DPI[0]} to {DPI[1]}")
    return int(text)


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
