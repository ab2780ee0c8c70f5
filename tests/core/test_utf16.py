"""Places in texts with letters beyond the first plane."""

from hypothesis import given
from hypothesis import strategies as st

from timeline_app.core.utf16 import Utf16

LETTERS = st.sampled_from("a é日\N{GRINNING FACE}\N{FAMILY}\u05d0\u0301")


def units_of(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


@given(st.text(LETTERS))
def test_places_and_units_lead_to_each_other(text: str) -> None:
    places = Utf16(text)
    for place in range(len(text) + 1):
        units = units_of(text[:place])
        assert places.units(place) == units
        assert places.place(units) == place


def test_the_middle_of_a_letter_is_its_beginning() -> None:
    places = Utf16("a\N{GRINNING FACE}b")
    assert [places.place(units) for units in range(5)] == [0, 1, 1, 2, 3]
