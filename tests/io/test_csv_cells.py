"""Pieces of records: folded they are fewer, and the records stay the same."""

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline_app.core.columns import TEXT
from timeline_app.io.export.csv_cells import Piece, folded, lines, text

LINES = 12
TEXTS = st.text("ab,", max_size=3)


def coded(codes: list[int], values: list[str]) -> pa.Array:
    return pa.DictionaryArray.from_arrays(pa.array(codes, pa.int32()), pa.array(values, TEXT))


def plain(texts: list[str]) -> pa.Array:
    return pa.array(texts, TEXT)


def cells(piece: Piece) -> list[str]:
    """What a piece puts in each line."""
    if isinstance(piece, pa.Scalar):
        return [piece.as_py()] * LINES
    return [str(cell) for cell in piece.to_pylist()]


@st.composite
def pieces(draw: st.DrawFn) -> list[Piece]:
    """A plain piece and others, some of which share their codes."""
    shared = draw(st.lists(st.integers(0, 2), min_size=LINES, max_size=LINES))

    def of_values(many: int) -> st.SearchStrategy[list[str]]:
        return st.lists(TEXTS, min_size=many, max_size=many)

    codes = st.lists(st.integers(0, 3), min_size=LINES, max_size=LINES)
    others = st.one_of(
        st.builds(text, TEXTS),
        st.builds(plain, of_values(LINES)),
        st.builds(coded, st.just(shared), st.one_of(of_values(3), of_values(5))),
        st.builds(coded, codes, st.one_of(of_values(4), of_values(LINES + 1))),
    )
    found = draw(st.lists(others, max_size=8))
    found.insert(draw(st.integers(0, len(found))), plain(draw(of_values(LINES))))
    return found


@given(pieces())
def test_folding_changes_no_line(given_pieces: list[Piece]) -> None:
    wanted = ["".join(line) for line in zip(*map(cells, given_pieces), strict=True)]
    found = folded(given_pieces)
    assert ["".join(line) for line in zip(*map(cells, found), strict=True)] == wanted
    assert bytes(lines(given_pieces)).decode() == "".join(wanted)


CODES = [0, 1, 2] * 4
OTHER = [0, 1, 0, 1] * 3


@pytest.mark.parametrize(
    ("given_pieces", "many"),
    [
        ([text(","), text("a")], 1),
        ([text(","), coded(CODES, ["a", "b", "c"]), text(",")], 1),
        ([coded(CODES, ["a", "b", "c"]), text(","), coded(CODES, ["d", "e", "f"])], 1),
        ([coded(CODES, ["a", "b", "c"]), text(","), coded(OTHER, ["d", "e"])], 1),
        ([coded(CODES, ["a"] * LINES), coded(OTHER, ["d", "e"])], 2),
        ([coded(CODES, ["a"] * (LINES + 1)), text(",")], 2),
        ([text(","), plain(["a"] * LINES), text(",")], 3),
    ],
)
def test_only_what_has_few_values_together_becomes_one(
    given_pieces: list[Piece], many: int
) -> None:
    assert len(folded(given_pieces)) == many
