"""The sources that a file names, each once, and which of them each event has."""

import pyarrow as pa

from timeline_app.core.build import CITED
from timeline_app.core.records import Source
from timeline_app.io.event_columns import EventColumns


class Sources:
    """The sources that a file names, each once, and which of them each event has."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, str, str, str, str], Source] = {}

    def id_of(
        self, publisher: str, title: str = "", published: str = "", url: str = "", note: str = ""
    ) -> str:
        """The source_id of a source; a new one where it was not named before."""
        key = (publisher, title, published, url, note)
        if key not in self._known:
            source_id = f"source-{len(self._known) + 1}"
            self._known[key] = Source(
                source_id, publisher, title, published=published, url=url, note=note
            )
        return self._known[key].source_id

    @property
    def list(self) -> list[Source]:
        return list(self._known.values())

    @staticmethod
    def cite(columns: EventColumns, cells: pa.Array) -> None:
        """Say which sources each event has: their ids, joined as values are."""
        columns.put(CITED, cells)
