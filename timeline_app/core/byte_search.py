"""Which of many texts hold a word, found in the very bytes that Arrow keeps them in.

Two letters of the word, the rarest in these texts, are looked for with NumPy in slices that fit the
cache; where both stand at their distance, the others are compared. No text is copied or folded.
"""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from timeline_app.core.calendar import Int64Array
from timeline_app.core.progress import Progress, tell

Bytes = npt.NDArray[np.uint8]
Flags = npt.NDArray[np.bool_]

SLICE: Final = 1 << 18
"""Bytes searched in one step: what is worked with stays in the cache."""
_CASE: Final = np.uint8(0x20)
"""The bit in which the cases of a plain letter differ."""
_BEYOND: Final = np.uint8(0x80 - ord(" "))
"""How far from a blank the bytes are that are no ASCII."""
_SAMPLE: Final = 1 << 16
_PART: Final = 8
"""One of so many bytes tells how frequent the letters are: if as frequent as texts, all bytes are
compared with the others too, else only those at these places."""
_THREADS: Final = 2
_FEW_SLICES: Final = 8
"""Up to so many are searched without a second thread."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """Successive texts in one buffer; text i (from `first` on) is data[offsets[i]:offsets[i+1]]."""

    first: int
    offsets: Int64Array
    data: Bytes

    def size(self, first: int, last: int) -> int:
        """The bytes of some successive texts."""
        return int(self.offsets[last] - self.offsets[first])

    def slices(self) -> Iterator[tuple[int, int]]:
        """First and last + 1 of the texts that fill a slice."""
        start, end = int(self.offsets[0]), int(self.offsets[-1])
        cuts = np.searchsorted(self.offsets, np.arange(start + SLICE, end, SLICE))
        bounds = np.unique(np.concatenate([[0], cuts, [len(self.offsets) - 1]])).tolist()
        return pairwise(bounds)


class ByteTexts:
    """Texts in UTF-8 to search in; plain letters match in both cases, all else as it is."""

    def __init__(self, texts: pa.Array | pa.ChunkedArray) -> None:
        self.texts = texts if isinstance(texts, pa.ChunkedArray) else pa.chunked_array([texts])
        self._pieces: list[_Piece] = []
        first = 0
        for chunk in self.texts.chunks:
            if len(chunk):
                self._pieces.append(_Piece(first, *buffers_of(chunk)))
            first += len(chunk)
        self._frequency = self._frequencies()

    def __len__(self) -> int:
        return len(self.texts)

    def take(self, rows: Int64Array) -> "ByteTexts":
        """Some of the texts, in ascending order, as texts of their own."""
        parts = [pa.array([], self.texts.type)]
        for piece, chunk in zip(self._pieces, filter(len, self.texts.chunks), strict=True):
            low, high = np.searchsorted(rows, (piece.first, piece.first + len(chunk)))
            parts.append(chunk.take(pa.array(rows[low:high] - piece.first)))
        return ByteTexts(pa.chunked_array(parts))

    def holding(self, word: str, progress: Progress | None = None) -> Flags:
        """One flag per text: does the word, folded and not empty, occur in it.

        Raises:
            Cancelled: `progress` answered False.
        """
        found = np.zeros(len(self), dtype=bool)
        todo = [(piece, *bounds) for piece in self._pieces for bounds in piece.slices()]
        sought = np.frombuffer(word.encode(errors="surrogatepass"), np.uint8)
        largest = max((piece.size(*bounds) for piece, *bounds in todo), default=0)

        def search(every: int, start: int) -> None:
            searcher = _Searcher(sought, self._frequency, largest)
            for number in range(start, len(todo), every):
                tell(progress, number / len(todo))
                piece, first, last = todo[number]
                searcher.search(piece, first, last, found[piece.first :][first:last])

        if len(todo) <= _FEW_SLICES:
            search(1, 0)
        else:
            with ThreadPoolExecutor(_THREADS) as threads:
                list(threads.map(search, [_THREADS] * _THREADS, range(_THREADS)))
        return found

    def irregular(self) -> Int64Array:
        """The texts that hold other than plain letters, signs and single blanks; ascending.

        Some that begin with a blank may be among them.
        """
        found = [np.zeros(0, dtype=np.int64)]
        for piece in self._pieces:
            for first, last in piece.slices():
                start, end = piece.offsets[first], piece.offsets[last]
                data = piece.data[start:end]
                odd = data - ord(" ") >= _BEYOND  # wraps round below a blank
                blank = data == ord(" ")
                odd[1:] |= blank[1:] & blank[:-1]
                ends = piece.offsets[first + 1 : last + 1]
                text = np.searchsorted(ends, np.flatnonzero(odd) + start, side="right")
                is_other = np.diff(text, prepend=-1) > 0
                found.append(text[is_other] + (piece.first + first))
        return np.concatenate(found)

    def _frequencies(self) -> Int64Array:
        """How often each byte occurs in a sample of the texts, both cases of a letter as one."""
        counts = np.zeros(256, dtype=np.int64)
        for piece in self._pieces:
            middle = int(piece.offsets[0] + piece.offsets[-1]) // 2
            counts += np.bincount(piece.data[middle:][:_SAMPLE] | _CASE, minlength=256)
        return counts


def buffers_of(texts: pa.Array) -> tuple[Int64Array, Bytes]:
    """Where each text begins (and the last one ends) in the bytes of all, and these."""
    wide = texts.cast(pa.large_string())
    _, offsets, data = wide.buffers()
    starts = np.frombuffer(offsets, np.int64)[wide.offset :][: len(wide) + 1]
    return starts, np.frombuffer(data or b"", np.uint8)


class _Searcher:
    """Searches slices of up to `largest` bytes for the bytes `sought`, with its own room to work.

    They are compared one after the other, the least frequent first.
    """

    def __init__(self, sought: Bytes, frequency: Int64Array, largest: int) -> None:
        self._sought = sought
        self._places = np.argsort(frequency[sought], kind="stable").tolist()
        self._room = np.empty((3, largest + 1), dtype=np.uint8)

    def search(self, piece: _Piece, first: int, last: int, found: Flags) -> None:
        """Flag in `found` the texts from `first` to before `last` that hold what is sought."""
        start, end = int(piece.offsets[first]), int(piece.offsets[last])
        raw = piece.data[start:end]
        count = len(raw) - len(self._sought) + 1
        if count <= 0:
            return
        lower, hits, more = self._room[:, : len(raw) + 1]
        np.bitwise_or(raw, _CASE, out=lower[:-1])
        first_place, *places = self._places
        self._compare(raw, lower, first_place, hits[:count])

        def compare_also(place: int) -> None:
            self._compare(raw, lower, place, more[:count])
            np.bitwise_and(hits[:count], more[:count], out=hits[:count])

        for place in places[:1]:
            compare_also(place)
        sample = hits[: count // _PART + 1].view(bool)
        if np.count_nonzero(sample) * _PART < last - first:
            at = np.flatnonzero(hits[:count].view(bool))
            for place in places[1:]:
                letters = self._letters(raw, lower, place)
                at = at[letters.take(at + place) == self._sought[place]]
            at += start
            ends = piece.offsets[first + 1 : last + 1]
            text = np.searchsorted(ends, at, side="right")
            found[text[at + len(self._sought) <= ends[text]]] = True
            return
        for place in places[1:]:
            compare_also(place)
        hits[count:] = 0
        bounds = piece.offsets[first : last + 1] - start
        ranges = np.empty((last - first, 2), dtype=np.int64)  # of places where it would fit
        ranges[:, 0] = bounds[:-1]
        ranges[:, 1] = bounds[1:] - (len(self._sought) - 1)
        is_long_enough = ranges[:, 0] < ranges[:, 1]
        np.maximum(ranges[:, 1], ranges[:, 0], out=ranges[:, 1])
        found[:] = np.bitwise_or.reduceat(hits, ranges.ravel())[::2]
        found &= is_long_enough

    def _letters(self, raw: Bytes, lower: Bytes, place: int) -> Bytes:
        return lower if ord("a") <= self._sought[place] <= ord("z") else raw

    def _compare(self, raw: Bytes, lower: Bytes, place: int, equal: Bytes) -> None:
        """Say of each byte whether it is the one sought at that place, were it the first byte."""
        letters = self._letters(raw, lower, place)[place : place + len(equal)]
        np.equal(letters, self._sought[place], out=equal.view(bool))
