"""What one process is asked to measure."""

import json
from dataclasses import asdict, dataclass
from typing import Final, Self

PARTS: Final[tuple[str, ...]] = ("frames", "toggles", "floor", "brush", "search", "sort", "export")
"""All that can be measured of a set of events, in this order, besides opening it; and `naive`."""


@dataclass(frozen=True)
class Request:
    """A set of events, and the parts to measure of it."""

    csv: str
    events: int
    lanes: int = 12
    parts: tuple[str, ...] = PARTS

    def text(self) -> str:
        """As one word of a command line."""
        return json.dumps(asdict(self))

    @classmethod
    def from_text(cls, text: str) -> Self:
        values = json.loads(text)
        return cls(**values | {"parts": tuple(values["parts"])})
