"""What a person chose in the dialogs, as plain values that can be kept."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Offer:
    """A format that can be chosen."""

    name: str
    takes_columns: bool = False
    """Whether columns and claims can be chosen."""
    takes_quotes: bool = False
    """Whether there may be a row per quote."""
    is_spreadsheet_text: bool = False
    """Whether a byte order mark, and formulas as they are, mean something."""
    takes_title: bool = False


@dataclass(frozen=True, slots=True)
class TableWish:
    """Everything but a picture."""

    format: str = "csv"
    per_quote: bool = False
    as_shown: bool = False
    """Columns and order as in the table of the window."""
    claims: bool = False
    bom: bool = False
    raw: bool = False
    manifest: bool = False
    title: str = ""


@dataclass(frozen=True, slots=True)
class FigureWish:
    """A picture."""

    kind: str = "png"
    """`png`, `svg` or `pdf`."""
    width: int = 1123
    height: int = 794
    """In px of 1/96 inch."""
    dpi: int = 192
    whole_span: bool = False
    is_dark: bool = False
    numbers: bool = True
    credit: str = ""
    manifest: bool = False
    title: str = ""
