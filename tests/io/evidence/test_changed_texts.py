"""What becomes of a quote when its text changes, in texts of many languages: state and place."""

import random
import re
from collections.abc import Callable
from dataclasses import dataclass, replace

import pytest
from hypothesis import given, settings

from tests.io.evidence.quoted import CHANCE, quote_at
from timeline_app.core.anchors import CONTEXT, AnchorState
from timeline_app.io.evidence.anchoring import place_of
from timeline_app.io.evidence.folded_text import FoldedText


@dataclass(frozen=True)
class Language:
    vocabulary: str
    blank: str = " "
    stop: str = ". "


LANGUAGES = (
    Language(
        "soldiers crossed bridge village governor convoy yesterday harbour prisoners farmers "
        "shelter witnesses attacked hospital ministry statement several evening mountain without "
        "decree helicopter curfew market"
    ),
    Language(
        "Straße überquert Brücke Dörfer Gouverneur Lastwagen gestern Hafen Gefangene Bauern "
        "Unterkunft Zeugen angegriffen Krankenhaus Ministerium Erklärung mehrere Abend Gebirge ohne"
    ),
    Language(
        "soldados cruzaron puente aldea gobernador camión ayer señores prisioneros campesinos "
        "refugio testigos atacaron Petén ministerio comunicado varios tarde montaña según"
    ),
    Language(
        "солдаты перешли мост деревня губернатор колонна вчера гавань пленные крестьяне "
        "убежище свидетели атаковали больница министерство заявление несколько вечером горы ещё"
    ),
    Language(
        "جنود عبروا الجسر قرية المحافظ قافلة أمس الميناء أسرى فلاحون ملجأ شهود هاجموا مستشفى "
        "الوزارة بيان عدة مساء الجبل بدون"
    ),
    Language(
        "सैनिक पार पुल गाँव राज्यपाल काफिला कल बंदरगाह कैदी किसान आश्रय गवाह हमला "
        "अस्पताल मंत्रालय बयान कई शाम पहाड़ बिना",
        stop="। ",
    ),
    Language(
        "병사들이 건넜다 다리를 마을에서 주지사는 호송대가 어제 항구에 포로를 농민들은 대피소로 "
        "목격자가 공격했다 병원에 국방부는 성명을 여러 저녁에 산에서 없이"
    ),
    Language(
        "士兵 越过 桥梁 村庄 州长 车队 昨天 港口 俘虏 农民 避难 证人 袭击 医院 国防 声明 几名 傍晚 "
        "山区 没有",
        "",
        "。",
    ),
    Language(
        "兵士が 渡った 橋を 村では 知事は 車列が 昨日 港に 捕虜を 農民は 避難所 目撃者 襲った "
        "病院に 国防省 声明を 数名の 夕方 山から なしで",
        "",
        "。",
    ),
    Language(
        "ทหาร ข้าม สะพาน หมู่บ้าน ผู้ว่า ขบวน เมื่อวาน ท่าเรือ นักโทษ ชาวนา ที่พัก พยาน โจมตี "
        "โรงพยาบาล กระทรวง แถลง หลาย ค่ำ ภูเขา ไม่มี",
        "",
        " ",
    ),
)


@dataclass(frozen=True)
class Passage:
    """The words of a quote in its sentence, between other sentences of its paragraph and others."""

    language: Language
    above: tuple[str, ...]
    before: str
    head: str
    words: tuple[str, ...]
    tail: str
    after: str
    below: tuple[str, ...]

    @property
    def exact(self) -> str:
        return self.language.blank.join(self.words)

    @property
    def parts(self) -> tuple[str, str, str]:
        """The text before the quote, the quote, and what is behind it."""
        head = "\n\n".join((*self.above, self.before + self.head))
        return head, self.exact, "\n\n".join((self.tail + self.after, *self.below))

    def saying(self, *words: str) -> tuple[str, str, str]:
        """The parts of the text where the quote says other words."""
        return replace(self, words=words).parts


def sentence(language: Language, chance: random.Random) -> list[str]:
    """Different words, and a number that is not at an end, in any order."""
    words = chance.sample(language.vocabulary.split(), chance.randint(11, 14))
    words.insert(chance.randint(2, 9), str(chance.randint(20, 900)))
    return words


def passage(chance: random.Random, language: Language | None = None) -> Passage:
    """A passage of nine words and more, a whole sentence or a part of one."""
    language = language or chance.choice(LANGUAGES)

    def said(least: int = 1) -> str:
        sentences = [sentence(language, chance) for _ in range(chance.randint(least, 3))]
        return "".join(language.blank.join(one) + language.stop for one in sentences)

    own, blank = sentence(language, chance), language.blank
    first, last = chance.choice(((0, len(own)), (1, len(own)), (0, 11), (1, 11)))
    return Passage(
        language,
        tuple(said().strip() for _ in range(chance.randint(0, 4))),
        said(0),
        "".join(word + blank for word in own[:first]),
        tuple(own[first:last]),
        "".join(blank + word for word in own[last:]) + language.stop,
        said(0).strip(),
        tuple(said().strip() for _ in range(chance.randint(0, 4))),
    )


Change = Callable[[Passage, random.Random], tuple[str, str, str]]
"""Gives what is before the quote in the changed text, what it is there ("" if gone), the rest."""


def paragraph_inserted(one: Passage, chance: random.Random) -> tuple[str, str, str]:
    new = passage(chance).before + "1234."
    above, below = list(one.above), list(one.below)
    place = chance.choice((above, below))
    place.insert(chance.randint(0, len(place)), new)
    return replace(one, above=tuple(above), below=tuple(below)).parts


def other_sentences_removed(one: Passage, chance: random.Random) -> tuple[str, str, str]:
    if chance.random() < 0.5:
        return replace(one, above=(), before="").parts
    return replace(one, after="", below=()).parts


def sentence_removed(one: Passage, chance: random.Random) -> tuple[str, str, str]:
    return replace(one, head="", words=(), tail="").parts


def run_of_words_removed(one: Passage, chance: random.Random) -> tuple[str, str, str]:
    first = chance.randint(1, len(one.words) - 5)
    head, _, tail = one.saying(*one.words[:first], *one.words[first + 4 :])
    return head + one.language.blank.join(one.words[:first]), "", tail


def _with(one: Passage, number: int, *there: str) -> tuple[str, str, str]:
    return one.saying(*one.words[:number], *there, *one.words[number + 1 :])


def _word(one: Passage, chance: random.Random) -> int:
    """A word that is at no end and no number."""
    inside = range(1, len(one.words) - 1)
    return chance.choice([number for number in inside if not one.words[number].isdigit()])


def word_respelled(one: Passage, chance: random.Random) -> tuple[str, str, str]:
    number = max(range(len(one.words)), key=lambda number: len(one.words[number]))
    word = one.words[number]
    return _with(one, number, word[:2] + word[1:])


def neighbours_respelled(one: Passage, chance: random.Random) -> tuple[str, str, str]:
    """More of them than words may be other ones."""
    if not one.language.blank:
        return one.parts
    first = next(n for n in (1, 5) if not any(word.isdigit() for word in one.words[n : n + 4]))
    new = [word[:2] + word[1:] for word in one.words[first : first + 4]]
    return one.saying(*one.words[:first], *new, *one.words[first + 4 :])


def word_replaced(one: Passage, chance: random.Random) -> tuple[str, str, str]:
    number = _word(one, chance)
    if not one.language.blank:  # where letters are counted, a word of few
        number = min(range(1, len(one.words) - 1), key=lambda number: len(one.words[number]))
    return _with(one, number, "新的" if not one.language.blank else "unheardof")


def outer_word_replaced(one: Passage, chance: random.Random) -> tuple[str, str, str]:
    """Told by what stands beyond it; where letters are counted, one of these."""
    is_first = len(one.before + one.head) >= CONTEXT
    if not is_first and len(one.tail + one.after) < CONTEXT:
        return one.parts
    number = 0 if is_first else len(one.words) - 1
    word = one.words[number]
    if one.language.blank:
        return _with(one, number, "unheardof")
    return _with(one, number, "新" + word[1:] if is_first else word[:-1] + "新")


def number_changed(one: Passage, chance: random.Random) -> tuple[str, str, str]:
    number = next(number for number, word in enumerate(one.words) if word.isdigit())
    return _with(one, number, str(int(one.words[number]) + chance.randint(1, 9)))


def word_inserted(one: Passage, chance: random.Random) -> tuple[str, str, str]:
    number = _word(one, chance)
    return _with(one, number, "unheardof", one.words[number])


def word_parted(one: Passage, chance: random.Random) -> tuple[str, str, str]:
    number = _word(one, chance)
    word = one.words[number]
    return _with(one, number, f"{word[:1]} {word[1:]}")


def words_joined(one: Passage, chance: random.Random) -> tuple[str, str, str]:
    number = _word(one, chance)
    others = [*one.words[: number - 1], "".join(one.words[number - 1 : number + 1])]
    return one.saying(*others, *one.words[number + 1 :])


def words_joined_and_parted(one: Passage, chance: random.Random) -> tuple[str, str, str]:
    """And one replaced where words are told apart: the letters are not those of the quote."""
    first, second, third, *middle, fourth, last = one.words
    place = len(middle) // 2 + middle[len(middle) // 2].isdigit()
    if one.language.blank:
        middle[place] = "unheardof"
    inside = [second + third, *middle]
    if len(one.tail + one.after) < CONTEXT:  # nothing tells where the last word ends
        return one.saying(first, *inside, f"{fourth[:1]} {fourth[1:]}", last)
    return one.saying(first, *inside, fourth, f"{last[:1]} {last[1:]}")


def _throughout(pattern: str, new: str) -> Change:
    def change(one: Passage, chance: random.Random) -> tuple[str, str, str]:
        head, exact, tail = (re.sub(pattern, new, part) for part in one.parts)
        return head, exact, tail

    return change


def signs_put_in(one: Passage, chance: random.Random) -> tuple[str, str, str]:
    number = _word(one, chance)
    left, right = chance.choice(("“”", "«»", "''", "()"))
    return _with(one, number, left + one.words[number] + right)


def paragraphs_reordered(one: Passage, chance: random.Random) -> tuple[str, str, str]:
    others = [*one.above, *one.below]
    chance.shuffle(others)
    cut = chance.randint(0, len(others))
    return replace(one, above=tuple(others[:cut]), below=tuple(others[cut:])).parts


def sentence_twice(one: Passage, chance: random.Random) -> tuple[str, str, str]:
    head, exact, tail = one.parts
    again = "9876 5432. " + one.head + exact + one.tail
    if len(head) >= CONTEXT and chance.random() < 0.5:
        return f"{again}\n\n{head}", exact, tail
    return head, exact, f"{tail}\n\n{again}9876"


CHANGES: dict[str, Change] = {
    "nothing": lambda one, chance: one.parts,
    "a paragraph inserted": paragraph_inserted,
    "sentences beside it removed": other_sentences_removed,
    "its sentence removed": sentence_removed,
    "a run of its words removed": run_of_words_removed,
    "a word respelled": word_respelled,
    "neighbours respelled": neighbours_respelled,
    "a word replaced": word_replaced,
    "its first or last word replaced": outer_word_replaced,
    "a number changed": number_changed,
    "a word inserted": word_inserted,
    "a word parted": word_parted,
    "words joined": words_joined,
    "words joined and parted, one replaced": words_joined_and_parted,
    "white space": _throughout(" ", " \u00a0 "),
    "ends of lines": _throughout(r"\n| (?=\w)", "\r\n"),
    "signs": signs_put_in,
    "unseen signs": _throughout(r"(?<=\w)(?=\w\w)", "\u200b"),
    "paragraphs reordered": paragraphs_reordered,
    "the same sentence elsewhere": sentence_twice,
}


@pytest.mark.parametrize("name", CHANGES)
@settings(max_examples=40)
@given(chance=CHANCE)
def test_a_quote_is_found_where_it_stands_in_a_changed_text(
    name: str, chance: random.Random
) -> None:
    one = passage(chance)
    head, exact, tail = one.parts
    quote = quote_at(head + exact + tail, len(head), len(head + exact))
    before, there, behind = CHANGES[name](one, chance)
    text = before + there + behind
    anchor = place_of(quote, FoldedText(text), is_same=False).anchor
    if not there:
        assert anchor.state is AnchorState.LOST, (exact, text)
        return
    assert anchor.state is AnchorState.ELSEWHERE, (exact, text)
    assert (anchor.start, anchor.end) == (len(before), len(before + there)), (exact, anchor, text)
    is_seen_alike = re.sub(r"[\s\u200b]", "", there) == re.sub(r"\s", "", exact)
    assert anchor.found == ("" if is_seen_alike else there)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_changed_passage_is_found_at_the_end_of_a_long_text_of_few_words(
    language: Language,
) -> None:
    chance, blank = random.Random(7), language.blank
    said = "".join(blank.join(sentence(language, chance)) + language.stop for _ in range(1_500))
    one = replace(passage(chance, language), above=(said,))
    head, exact, tail = one.parts
    quote = quote_at(head + exact + tail, len(head), len(head + exact))
    before, there, behind = word_replaced(one, chance)
    anchor = place_of(quote, FoldedText(before + there + behind), is_same=False).anchor
    assert (anchor.start, anchor.end) == (len(before), len(before + there))
