"""Folding a column at once gives what folding each text gives."""

import pyarrow as pa
from hypothesis import example, given
from hypothesis import strategies as st

from timeline_app.core.fold_bulk import Folder
from timeline_app.core.text import fold

TEXTS = st.text(alphabet=st.characters(codec="utf-8"))
COMMON = st.text(alphabet="aB é\u0301ßœﬁ\u00ad\u3000\t中Ως", max_size=12)


@given(st.lists(TEXTS | COMMON), st.integers(0, 3))
@example(["", "ß", "\u00ad", " ", "é  é", "x\u0301", "\U0001d6ba"], 0)
def test_each_text_is_folded(texts: list[str], cut: int) -> None:
    column = pa.chunked_array([texts[:cut], texts[cut:]], pa.large_string())
    assert Folder().fold(column).to_pylist() == [fold(text) for text in texts]


def test_many_texts_and_letters_met_before() -> None:
    texts = ["Cobán", "plain", "Straße  Łódź", ""] * 3000
    folder = Folder()
    for column in (texts, texts[::-1]):
        folded = folder.fold(pa.chunked_array([column], pa.string()))
        assert folded.to_pylist() == [fold(text) for text in column]
