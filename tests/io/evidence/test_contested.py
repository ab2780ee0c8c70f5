"""A place is given to the quote that stood there, and another that is like it is lost."""

from pathlib import Path

from tests.io.evidence.files import write
from tests.io.evidence.quoted import quote_of, source_of
from timeline_app.core.anchors import AnchorState
from timeline_app.core.records import Quote
from timeline_app.io.evidence.texts import texts_of

TWICE = "Two guards were hurt in the fire at the old sugar mill near the harbour."
ONE = "On 3 May, rebels attacked the village of Kalo and killed 12 civilians there."
OTHER = "On 3 May, rebels attacked the village of Tamba and killed 12 civilians there."
TEXT = (
    f"Situation report\n\n{ONE}\n\n{OTHER} Roads are open.\n\n"
    f"The council met. {TWICE} The mayor left early that day.\n\n"
    f"The army came. {TWICE} The general spoke on the radio.\n"
)
QUOTES = (
    quote_of(TEXT, ONE),
    quote_of(TEXT, OTHER),
    quote_of(TEXT, TWICE),
    quote_of(TEXT, TWICE, nth=1),
)
KALO, TAMBA, COUNCIL, ARMY = QUOTES


def lost(folder: Path, text: str, quotes: tuple[Quote, ...] = QUOTES) -> set[Quote]:
    write(folder, "a.txt", text)
    anchors = texts_of([source_of(TEXT, title="Situation report of the army")], quotes, [folder])
    states = {quote: anchor.state for quote, anchor in anchors.anchors.items()}
    assert set(states) == set(quotes)
    return {quote for quote, state in states.items() if state is AnchorState.LOST}


def test_a_sentence_that_stood_twice_is_lost_where_it_is_gone(tmp_path: Path) -> None:
    assert lost(tmp_path, TEXT.replace(f"came. {TWICE}", "came.")) == {ARMY}
    assert lost(tmp_path, TEXT.replace(f"met. {TWICE}", "met.")) == {COUNCIL}


def test_a_like_sentence_at_its_place_is_another_quote(tmp_path: Path) -> None:
    assert lost(tmp_path, TEXT.replace(f"{ONE}\n\n", "")) == {KALO}
    assert lost(tmp_path, TEXT.replace(f"{OTHER} ", "")) == {TAMBA}


def test_quotes_of_one_passage_share_it(tmp_path: Path) -> None:
    part = quote_of(TEXT, "rebels attacked the village of Kalo")
    quotes = (*QUOTES, part, quote_of(TEXT, ONE, "s1"), quote_of(TEXT, f"{OTHER} Roads are open."))
    assert not lost(tmp_path, f"New.\n\n{TEXT}", quotes)
    assert lost(tmp_path, TEXT.replace(f"{ONE}\n\n", ""), quotes) == {KALO, part}
