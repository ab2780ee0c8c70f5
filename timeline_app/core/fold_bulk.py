"""`fold` for a whole column at once: what Python does a text at a time, as steps of NumPy."""

from threading import Lock
from typing import Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from timeline_app.core.byte_search import buffers_of
from timeline_app.core.calendar import Int64Array
from timeline_app.core.ranges import ranges, sums
from timeline_app.core.text import fold_letter

_AT_ONCE: Final = 4096
"""Texts folded in one step: bounds the memory and keeps it in the cache."""
_BLANK: Final = ord(" ")
_LAST_CODE: Final = 0x10FFFF
_SEVERAL: Final = _LAST_CODE + 1
"""In the place of a letter that becomes none or several."""
_FEW: Final = 20_000
"""Of so many letters the different ones are found by sorting, of more by a table of all letters."""

Codes = npt.NDArray[np.uint32]
Places = npt.NDArray[np.int32]


class Folder:
    """Folds columns of text; letters that it has met it knows by number."""

    def __init__(self) -> None:
        self._known = np.zeros(_LAST_CODE + 1, dtype=bool)
        self._single = np.zeros(_LAST_CODE + 1, dtype=np.uint32)
        self._first = np.zeros(_LAST_CODE + 1, dtype=np.uint32)
        self._size = np.zeros(_LAST_CODE + 1, dtype=np.uint8)
        self._pool = np.zeros(0, dtype=np.uint32)
        self._learning = Lock()

    def fold(self, texts: pa.ChunkedArray) -> pa.Array:
        """Each text as `core.text.fold` has it, as large_string."""
        parts = (
            self._fold(chunk.slice(first, _AT_ONCE))
            for chunk in texts.chunks
            for first in range(0, len(chunk), _AT_ONCE)
        )
        return pa.concat_arrays([pa.array([], pa.large_string()), *parts])

    def fold_text(self, text: str) -> tuple[str, Places]:
        """One text as `core.text.fold` has it but for blanks at its ends, and where it came from.

        Returns the folded text; and for each of its letters the place in `text` of the one that it
        was made of, then the length of `text`.
        """
        codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
        self._learn(codes)
        folded = self._single.take(codes)
        origins = np.arange(len(codes) + 1, dtype=np.int32)
        several = np.flatnonzero(folded == _SEVERAL)
        if len(several):
            sizes = np.ones(len(codes) + 1, dtype=np.int64)
            sizes[several] = self._size[codes[several]]
            origins = np.repeat(origins, sizes)
            folded = folded.take(origins[:-1])
            starts = self._first[codes[several]]
            folded[folded == _SEVERAL] = self._pool[ranges(starts, sizes[several])]
        blank = folded == _BLANK
        repeated = blank[1:] & blank[:-1]
        if repeated.any():
            kept = np.concatenate(([True], ~repeated, [True]))
            folded, origins = folded[kept[:-1]], origins[kept]
        return folded.tobytes().decode("utf-32-le", "surrogatepass"), origins

    def _fold(self, texts: pa.Array) -> pa.Array:
        ends = sums(np.asarray(pc.utf8_length(texts)))
        codes = _codes_of(texts)
        self._learn(codes)
        folded = self._single.take(codes)
        several = np.flatnonzero(folded == _SEVERAL)
        if len(several):
            letters = codes[several]
            sizes = self._size[letters].astype(np.int64)
            letters = self._pool[ranges(self._first[letters], sizes)]
            places = several - np.arange(len(several))
            folded = np.insert(np.delete(folded, several), np.repeat(places, sizes), letters)
            ends += sums(sizes - 1)[np.searchsorted(several, ends)]
        blank = folded == _BLANK
        repeated = np.flatnonzero(blank[1:] & blank[:-1]) + 1
        if len(repeated):
            folded = np.delete(folded, repeated)
            ends -= np.searchsorted(repeated, ends)
        return pc.ascii_trim(_texts_of(folded, ends), characters=" ")

    def _learn(self, codes: Codes) -> None:
        """Work out the letters that were not met before."""
        unknown = codes[~self._known.take(codes)]
        if not len(unknown):
            return
        with self._learning:
            for code in _different(unknown).tolist():
                letters = np.array([ord(letter) for letter in fold_letter(chr(code))], np.uint32)
                self._first[code], self._size[code] = len(self._pool), len(letters)
                self._pool = np.concatenate([self._pool, letters])
                self._single[code] = letters[0] if len(letters) == 1 else _SEVERAL
                self._known[code] = True


def _different(codes: Codes) -> npt.NDArray[np.integer]:
    """Each code that occurs, once."""
    if len(codes) <= _FEW:
        return np.unique(codes)
    there = np.zeros(_LAST_CODE + 1, dtype=bool)
    there[codes] = True
    return np.flatnonzero(there)


def _codes_of(texts: pa.Array) -> Codes:
    """The code points of all texts, one after the other."""
    offsets, data = buffers_of(texts)
    held = str(data[offsets[0] : offsets[-1]].data, "utf-8")
    return np.frombuffer(held.encode("utf-32-le"), np.uint32)


def _texts_of(codes: Codes, ends: Int64Array) -> pa.Array:
    """Texts from code points; text i goes from ends[i] to ends[i + 1]."""
    held = codes.tobytes().decode("utf-32-le").encode()
    if len(held) > len(codes):
        sizes = np.ones(len(codes), dtype=np.uint8)
        for least in (0x80, 0x800, 0x10000):
            sizes += codes >= least
        ends = sums(sizes)[ends]
    buffers = [None, pa.py_buffer(ends.astype(np.int64).tobytes()), pa.py_buffer(held)]
    return pa.Array.from_buffers(pa.large_string(), len(ends) - 1, buffers)
