"""Lines that a PDF file has as they are seen are read from right to left, numbers and all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline_app.io.evidence.visual_order import in_reading_order

HEBREW = "נהגי הרכבת דחו 3.5 אחוזים של החברה Boeing 737 ביום 12-05-2020, 5% בלבד"
ARABIC = "قتل 1,250 شخصًا في المدينة القديمة يوم 12/05/2020، بحسب Human Rights Watch."


def test_words_of_other_scripts_and_numbers_keep_their_direction() -> None:
    seen = "דבלב 5% ,12-05-2020 םויב Boeing 737 הרבחה לש םיזוחא 3.5 וחד תבכרה יגהנ"
    assert in_reading_order(seen) == HEBREW
    seen = ".Human Rights Watch بسحب ،12/05/2020 موي ةميدقلا ةنيدملا يف اًصخش 1,250 لتق"
    assert in_reading_order(seen) == ARABIC


def test_arabic_numbers_with_a_hyphen_go_each_by_itself() -> None:
    assert in_reading_order("ةيناثلا 25-2024 ةنسلا") == "السنة 2024-25 الثانية"


@pytest.mark.parametrize(
    "text", [HEBREW, ARABIC, "", "plain (text) 12", "Ни слова. 12-05", f"A\n{HEBREW}\n\nB"]
)
def test_a_text_in_reading_order_stands_as_it_is(text: str) -> None:
    assert in_reading_order(text) == text


def test_words_from_the_right_in_another_line() -> None:
    seen = "דבלב םיזוחא\nThe word םולש here, then לבח"
    assert in_reading_order(seen) == "אחוזים בלבד\nThe word שלום here, then חבל"


def test_brackets_are_turned_where_the_file_has_them_as_they_are_drawn() -> None:
    assert in_reading_order("םיזוחא (דבלב) םש") == "שם (בלבד) אחוזים"
    assert in_reading_order("םיזוחא )דבלב( םש") == "שם (בלבד) אחוזים"


@given(st.text(alphabet="אבםن ة12.,-%(a)\n "))
def test_no_sign_is_lost(text: str) -> None:
    changed = in_reading_order(text)
    assert sorted(changed.translate({41: 40})) == sorted(text.translate({41: 40}))
    assert [sorted(line.translate({41: 40})) for line in changed.split("\n")] == [
        sorted(line.translate({41: 40})) for line in text.split("\n")
    ]
