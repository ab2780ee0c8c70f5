"""RIS: a tag and a value on each line, as reference managers exchange it."""

from collections.abc import Iterable
from typing import Final

from timeline_app.io.citations.issued import Issued
from timeline_app.io.citations.reference import Reference, one_line

_TYPES: Final = {"page": "ELEC", "document": "GEN", "dataset": "DATA"}


def ris(references: Iterable[Reference]) -> str:
    """The references as records, each closed by ER and an empty line."""
    return "\n".join(_record(reference) for reference in references)


def _record(reference: Reference) -> str:
    points = reference.issued.points
    values = [
        ("TY", _TYPES[reference.kind]),
        ("ID", reference.key),
        *(("AU", name) for name in reference.authors),
        ("TI", reference.title),
        ("PB", reference.publisher),
        ("PY", f"{points[0].parts[0]:04}" if points else ""),
        ("DA", _date(reference.issued)),
        ("ET", reference.version),
        ("LA", reference.language),
        ("UR", reference.url),
        *(("N1", note) for note in reference.notes),
    ]
    lines = [f"{tag}  - {line}\n" for tag, value in values if (line := one_line(value))]
    return f"{''.join(lines)}ER  - \n"


def _date(date: Issued) -> str:
    """`YYYY/MM/DD/` and, behind that, what these cannot say."""
    if not date.text:
        return ""
    parts = date.points[0].parts if date.points else ()
    known = [f"{part:0{width}}" for part, width in zip(parts, (4, 2, 2), strict=False)]
    plain = date.is_plain and len(date.points) == 1
    return "/".join([*known, "", "", ""][:3]) + "/" + ("" if plain else date.text)
