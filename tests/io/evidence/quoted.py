"""Texts of sentences for tests, and quotes taken from them."""

import hashlib
import random
from collections.abc import Sequence
from dataclasses import dataclass

from hypothesis import strategies as st

from timeline_app.core.anchors import CONTEXT
from timeline_app.core.records import Quote, Source

Paragraphs = tuple[tuple[str, ...], ...]
"""Sentences by paragraph."""


def quote_of(text: str, exact: str, source_id: str = "s1", *, nth: int = 0) -> Quote:
    """A quote as it stands in a text, the first or a later one of the same words."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(exact, start + 1)
    return quote_at(text, start, start + len(exact), source_id)


def quote_at(text: str, start: int, end: int, source_id: str = "s1") -> Quote:
    """The quote of a passage."""
    return Quote(
        f"{source_id}-{start}-{end}",
        "e0",
        source_id,
        text[start:end],
        text[max(0, start - CONTEXT) : start],
        text[end : end + CONTEXT],
        start,
        end,
    )


def source_of(text: str, source_id: str = "s1", title: str = "") -> Source:
    """The source that a text is, by its SHA-256."""
    return Source(source_id, "The Herald", title, sha256=hashlib.sha256(text.encode()).hexdigest())


def joined(paragraphs: Sequence[Sequence[str]]) -> str:
    """Paragraphs of sentences as a text."""
    return "\n\n".join(" ".join(sentences) for sentences in paragraphs if sentences) + "\n"


@dataclass(frozen=True)
class Quoted:
    """A text and quotes of it, none of which spans a paragraph."""

    paragraphs: Paragraphs
    quotes: tuple[Quote, ...]

    @property
    def text(self) -> str:
        return joined(self.paragraphs)

    def spans(self) -> list[tuple[int, int, int, int]]:
        """Paragraph, sentence, start and end of each sentence."""
        found, place = [], 0
        for number, sentences in enumerate(self.paragraphs):
            for inside, sentence in enumerate(sentences):
                start = self.text.index(sentence, place)
                place = start + len(sentence)
                found.append((number, inside, start, place))
        return found

    def without(self, paragraph: int, sentence: int) -> str:
        """The text with one sentence taken out."""
        kept = [list(sentences) for sentences in self.paragraphs]
        del kept[paragraph][sentence]
        return joined(kept)

    def with_paragraph(self, number: int, paragraph: str) -> str:
        """The text with a paragraph put in front of one of its own."""
        kept = [*self.paragraphs[:number], (paragraph,), *self.paragraphs[number:]]
        return joined(kept)


_WORDS = """
the of a to in and was that on for army border troops village river president decree
police gunmen crossed patrol ambush families shelter governor cartel highway bridge
mayor statement operation seized weapons morning Tuesday curfew migrants camp hospital
wounded officers minister denied report witness convoy helicopter ranch laboratory
runway prosecutor judge Huehuetenango Petén Comalapa Tapachula 19 2012 José don't cross-
border state's señor
""".split()  # noqa: SIM905


CHANCE = st.integers(0, 2**32).map(random.Random)


@st.composite
def quoted(draw: st.DrawFn) -> Quoted:
    """Texts with quotes of three words and more: passages of one word stand anywhere."""
    chance = draw(CHANCE)
    invented = ["".join(chance.choices("abdegilmnoprstu", k=7)) for _ in range(60)]
    vocabulary = [*_WORDS, *invented]

    def sentence() -> str:
        words = chance.sample(vocabulary, chance.randint(3, 25))
        return " ".join(words).capitalize() + chance.choice(".?!.")

    paragraphs = tuple(
        tuple(sentence() for _ in range(chance.randint(1, 5))) for _ in range(chance.randint(1, 7))
    )
    text = joined(paragraphs)
    quotes = []
    for _ in range(8):
        inside = chance.choice(paragraphs)
        passage = " ".join(inside)
        words = passage.split(" ")
        first = chance.randrange(len(words) - 2)
        last = min(len(words), first + chance.choice((3, 5, 9, 16, 30)))
        start = text.index(passage) + len(" ".join(words[:first])) + bool(first)
        exact = " ".join(words[first:last])
        quotes.append(quote_at(text, start, start + len(exact)))
    return Quoted(paragraphs, tuple(quotes))
