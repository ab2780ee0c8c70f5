"""The columns of events, made from those of a file; what is not used up is kept under its name."""

from collections.abc import Collection, Iterable, Sequence
from typing import Final

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from timeline_app.core.build import KILLED
from timeline_app.core.columns import TEXT, Column, column_of, texts_of
from timeline_app.core.dataset import EVENT_COLUMNS
from timeline_app.core.ids import have_repeats
from timeline_app.core.message import QT_TRANSLATE_NOOP, Message
from timeline_app.core.reading import Outcome
from timeline_app.io.cells import combined, composed, joined_values, rows_where
from timeline_app.io.containers.raw_table import RawTable
from timeline_app.io.dates.columns import DateColumn
from timeline_app.io.finding import say

NO_DATE: Final = QT_TRANSLATE_NOOP("io", "No date is given.")
LONGEST_SHOWN: Final = 1000
"""Letters of a cell that a problem repeats."""


class EventColumns:
    """Gathers the columns of events; each method fills one of ours from some of the file's."""

    def __init__(self, table: RawTable) -> None:
        self.table = table
        self._made: dict[str, Column] = {}
        self._used: set[str] = set()

    def take(self, ours: str, theirs: str) -> None:
        """A column as it stands; nothing if the file has none of that name."""
        if theirs in self.table:
            self._made[ours] = self.table.frame[theirs]
            self._used.add(theirs)

    def put(self, ours: str, cells: pa.Array) -> None:
        """A column of texts that was made of others, which are kept beside it."""
        self._made[ours] = column_of(cells.cast(TEXT))

    def drop(self, *theirs: str) -> None:
        """Columns of the file that say nothing which is not told elsewhere."""
        self._used |= set(theirs)

    def ids(self, theirs: str = "", *, repeats: Message | None = None) -> pa.Array:
        """The events' ids: a column of the file, or made of the rows' content where it has none.

        Ids that are empty or stood above already get another, and that is told: of each, or where
        `repeats` says why they stand there several times, in this one note.
        """
        if theirs in self.table:
            ids = self.table.cells(theirs)
            self.take("event_id", theirs)
        else:
            ids = _ids_of_content(self.table.frame)
            self.put("event_id", ids)
        if have_repeats(ids) or pc.any(pc.equal(ids, "")).as_py():
            tell = theirs in self.table and repeats is None
            unique = self._unique(ids.to_pylist(), tell=tell, column=theirs)
            if repeats is not None and theirs in self.table:
                self.table.log.notes.append(repeats)
            ids = pa.array(unique, TEXT)
            self.put("event_id", ids)
        return ids

    def _unique(self, given: Sequence[str], *, tell: bool, column: str) -> list[str]:
        taken, first, last = set(given), dict[str, int](), dict[str, int]()
        unique = []
        for place, event_id in enumerate(given):
            line = self.table.lines[place]
            if event_id and event_id not in first:
                first[event_id] = line
                unique.append(event_id)
                continue
            base = event_id or "event"
            number = last.get(event_id, 2 if event_id else 1)
            while (free := f"{base} ({number})") in taken:
                number += 1
            last[event_id] = number
            taken.add(free)
            unique.append(free)
            if tell or not event_id:
                self.table.log.tell(
                    Outcome.REPAIRED,
                    line,
                    _repeated(event_id, first[event_id], free) if event_id else _no_id(free),
                    column=column,
                    text=event_id,
                )
        return unique

    def values(self, ours: str, *theirs: str) -> None:
        """Several columns of one value each as one of several values, each once per event."""
        columns = [self.table.cells(name) for name in theirs if name in self.table]
        if columns:
            self.put(ours, joined_values(columns))

    def dates(
        self,
        texts: pa.Array,
        *read: tuple[str, DateColumn],
        notes: pa.Array | None = None,
    ) -> None:
        """The events' dates, with a problem for each row without one and each repaired cell.

        Args:
            texts: the date of each row as EDTF, "" where there is none.
            read: the columns that it was made of: the name that problems call one by, and what its
                cells say.
            notes: what else is to be noted of each date.
        """
        self.put("date", texts)
        dated = pc.not_equal(texts, "").to_numpy(zero_copy_only=False)
        told = np.zeros(len(texts), dtype=bool)
        said = np.full(len(texts), "", dtype=object)

        def tell(row: int, outcome: Outcome, reason: Message, column: str, text: str) -> None:
            line = self.table.lines[row]
            cut = text[:LONGEST_SHOWN]
            self.table.log.tell(outcome, line, reason, column=column, text=cut)
            told[row] = True
            if text and not said[row]:
                said[row] = str(reason)

        for column, dates in read:
            self.table.log.notes += [n for n in dates.understood if n not in self.table.log.notes]
            for reasons in (dates.reasons, dates.repaired):
                texts_told = [text for text in reasons if text.strip()]
                for row in rows_where(pc.is_in(dates.cells, pa.array(texts_told, TEXT))):
                    text = dates.cells[row].as_py()
                    if dated[row]:
                        tell(row, Outcome.REPAIRED, reasons[text], column, text)
                    elif not told[row]:
                        tell(row, Outcome.UNDATED, reasons[text], column, text)
            for row, reason in dates.noted.items():
                if dated[row]:
                    tell(row, Outcome.NOTED, reason, column, dates.cells[row].as_py())
        for row in np.flatnonzero(~dated & ~told).tolist():
            tell(row, Outcome.UNDATED, say(NO_DATE), read[0][0] if read else "", "")
        noted = [] if notes is None else [notes]
        if told.any():
            noted.append(pa.array(said.tolist(), TEXT))
        if noted:
            self.put("date_note", composed(noted, " "))

    def killed(self, lows: pa.Array, highs: pa.Array) -> None:
        """The figures of people killed in each event; none where neither is a whole number.

        One alone is a bound; a low one that is above the high one changes places with it.
        """
        cells = combined([lows, highs], _figure)
        if pc.any(pc.not_equal(cells, "")).as_py():
            self.put(KILLED, cells)

    def problem(
        self, rows: Iterable[int], reason: Message, *, column: str, outcome: Outcome = Outcome.NOTED
    ) -> None:
        """The same problem of several rows, with what stands there in a column."""
        cells = self.table.cells(column)
        for row in rows:
            self.table.log.tell(
                outcome,
                self.table.lines[row],
                reason,
                column=column,
                text=cells[row].as_py()[:LONGEST_SHOWN],
            )

    def frame(self) -> pd.DataFrame:
        """All columns: those made, then those of the file that were not used up.

        A column of the file that is just as the one that we made under its name is not repeated.
        """
        ours = {*EVENT_COLUMNS, *self._made}
        left = [name for name in self.table.names if not self._is_told(name)]
        kept = {self.kept_name(name, ours): self.table.frame[name] for name in left}
        return pd.DataFrame({**self._made, **kept}, copy=False)

    def _is_told(self, theirs: str) -> bool:
        if theirs in self._used or theirs not in self._made:
            return theirs in self._used
        return bool(texts_of(self._made[theirs]).equals(self.table.cells(theirs)))

    def kept_name(self, theirs: str, ours: Collection[str] = EVENT_COLUMNS) -> str:
        """What a column of the file is called beside ours."""
        name = theirs
        while name in ours or (name != theirs and name in self.table):
            name = f"orig_{name}"
        return name


def _figure(cells: Sequence[str]) -> str:
    low, high = (int(float(text)) if _is_count(text) else None for text in cells)
    if low is None:
        return "" if high is None else f"<={high}"
    if high is None:
        return f">={low}"
    return str(low) if low == high else f"{min(low, high)}-{max(low, high)}"


def _ids_of_content(frame: pd.DataFrame) -> pa.Array:
    """`row-` and ten digits of a hash of each row's cells."""
    hashes = pd.util.hash_pandas_object(frame, index=False).to_numpy()
    signs = np.frombuffer(hashes.astype(">u8").tobytes(), np.uint8).reshape(-1, 8)[:, :5]
    digits = np.stack([signs >> 4, signs & 15], axis=-1).reshape(-1, 10)
    letters = np.empty((len(frame), 14), dtype=np.uint8)
    letters[:, :4] = np.frombuffer(b"row-", np.uint8)
    letters[:, 4:] = np.frombuffer(b"0123456789abcdef", np.uint8)[digits]
    return pa.array(letters.view("S14").ravel().astype(str), TEXT)


def _is_count(text: str) -> bool:
    try:
        return float(text) >= 0 and float(text) == int(float(text))
    except (ValueError, OverflowError):
        return False


def _repeated(event_id: str, line: int, new: str) -> Message:
    return say(
        QT_TRANSLATE_NOOP(
            "io",
            'The id "{event_id}" stands in line {line} already; this event is called "{new}".',
        ),
        event_id=event_id,
        line=line,
        new=new,
    )


def _no_id(new: str) -> Message:
    return say(QT_TRANSLATE_NOOP("io", 'The row has no id; it is called "{new}".'), new=new)
