"""Headers and footers are taken out of the midst of sentences; nothing else is."""

from hypothesis import given
from hypothesis import strategies as st

from timeline_app.io.evidence.running_lines import without_running_lines

PAGES = [
    "The Daily Messenger\nPage 1 of 9\nOn Sunday, June 8, gunmen came\nacross and five police",
    "The Daily Messenger\nPage 2 of 9\nofficers were killed near the bridge.\n12 May",
    "The Daily Messenger\nPage 3 of 9\nThe army came back.\n14 May",
]


def test_headers_stay_where_they_first_stand() -> None:
    assert without_running_lines(PAGES) == [
        PAGES[0],
        "officers were killed near the bridge.\n12 May",
        "The army came back.\n14 May",
    ]


def test_footers_are_taken_out_too() -> None:
    pages = [
        f"Text of page {word}.\n- {number} -\n© Messenger" for number, word in enumerate("abc", 7)
    ]
    assert without_running_lines(pages) == [pages[0], "Text of page b.", "Text of page c."]


def test_left_and_right_pages_may_have_headers_of_their_own() -> None:
    pages = [f"{'Border' if n % 2 else 'Report'} {n + 1}\nText {'abcdef'[n]}." for n in range(6)]
    assert without_running_lines(pages) == [
        *pages[:2],
        *(page.split("\n")[1] for page in pages[2:]),
    ]


def test_lines_of_the_text_stay() -> None:
    for pages in (
        ["One page.\nOne page.\nOne page."],
        ["12 May\nAll quiet.", "15 May\nShots."],
        ["First.\nThe same.\nx\ny\nz\nw\nv\nLast.", "Other.\na\nb\nc\nThe same.\nd\ne\nf\ng\nEnd."],
        ["", "", "One."],
        [],
    ):
        assert without_running_lines(pages) == pages


@given(st.lists(st.lists(st.sampled_from(["Page 1", "Page 2", "a", "b", ""]), max_size=6)))
def test_every_different_line_stands_somewhere(pages: list[list[str]]) -> None:
    kept = without_running_lines(["\n".join(lines) for lines in pages])
    left = {line for page in kept for line in page.split("\n")}
    words = {line for lines in pages for line in lines if not line.startswith("Page")}
    assert words <= left | {""}
