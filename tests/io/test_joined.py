"""Several values in one cell come back as the same values."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline_app.io.export.joined import NAMES, TEXTS, Joiner

tricky = st.text(alphabet=" |;\\ab\n", max_size=8) | st.text(max_size=8)


@pytest.mark.parametrize("joiner", [NAMES, TEXTS], ids=["names", "texts"])
@given(values=st.lists(tricky, min_size=1, max_size=5))
def test_split_undoes_join(joiner: Joiner, values: list[str]) -> None:
    expected = [] if values == [""] else values
    assert joiner.split(joiner.join(values)) == expected


def test_a_separator_inside_a_value_is_escaped() -> None:
    assert NAMES.join(["Smith; Sons", "Jones"]) == "Smith\\; Sons; Jones"
    assert TEXTS.join(["this | that", "other"]) == "this \\| that | other"


def test_what_is_no_separator_stays_verbatim() -> None:
    assert TEXTS.join(["a|b", "C:\\dir", "x; y"]) == "a|b | C:\\dir | x; y"


def test_blanks_keep_their_place() -> None:
    assert TEXTS.join(["", "https://example.org", ""]) == " | https://example.org | "
    assert TEXTS.split(" | https://example.org | ") == ["", "https://example.org", ""]
