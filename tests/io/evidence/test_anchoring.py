"""Quotes are found again in texts that have changed, and told lost where their words are gone."""

import random
import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.io.evidence.quoted import CHANCE, Quoted, quote_at, quote_of, quoted
from timeline_app.core.anchors import Anchor, AnchorState
from timeline_app.core.records import Quote
from timeline_app.core.text import fold
from timeline_app.io.evidence.anchoring import place_of
from timeline_app.io.evidence.folded_text import FoldedText

TEXT = (
    "Border report\n\n"
    "On Sunday, June 8, 2025, gunmen crossed the river and five police officers were killed near "
    "the bridge. The army came back. Nobody was arrested that day, the governor said.\n\n"
    "Residents of La Mesilla, in Huehuetenango, heard shots for two hours before “the army” came "
    "back to the town. The governor said nothing.\n"
)
LONG = "gunmen crossed the river and five police officers were killed near the bridge."
SHORT = "heard shots for two hours"


def anchor_quote(quote: Quote, text: str, *, is_same: bool) -> Anchor:
    """Where the program says that a quote stands in a text."""
    return place_of(quote, FoldedText(text), is_same=is_same).anchor


def found(quote: Quote, text: str) -> str | None:
    """What stands where a quote was found in a changed text; None where it was lost."""
    anchor = anchor_quote(quote, text, is_same=False)
    if anchor.state is AnchorState.LOST:
        assert (anchor.start, anchor.end, anchor.found) == (-1, -1, "")
        return None
    assert anchor.state is AnchorState.ELSEWHERE
    there = text[anchor.start : anchor.end]
    is_the_same = re.sub(r"-\n|\s", "", there) == re.sub(r"\s", "", quote.exact)
    assert anchor.found == ("" if is_the_same else there)
    return there


@given(quoted())
def test_in_its_own_text_every_quote_is_exact(made: Quoted) -> None:
    for quote in made.quotes:
        anchor = anchor_quote(quote, made.text, is_same=True)
        assert anchor.state is AnchorState.EXACT
        assert (anchor.start, anchor.end, anchor.found) == (quote.start, quote.end, "")


@given(quoted(), st.data())
def test_a_paragraph_put_in_anywhere_loses_no_quote(made: Quoted, data: st.DataObject) -> None:
    number = data.draw(st.integers(0, len(made.paragraphs)))
    text = made.with_paragraph(number, "A paragraph that says quite other things. It is new.")
    for quote in made.quotes:
        assert found(quote, text) == quote.exact


@given(quoted(), st.data())
def test_a_sentence_taken_out_loses_exactly_its_quotes(made: Quoted, data: st.DataObject) -> None:
    paragraph, sentence, start, end = data.draw(st.sampled_from(made.spans()))
    text = made.without(paragraph, sentence)
    for quote in made.quotes:
        is_touched = quote.start < end and quote.end > start
        if is_touched and fold(quote.exact) in fold(text):
            continue  # its very words stand in the text, too
        assert (found(quote, text) is None) == is_touched


@given(quoted(), CHANCE)
def test_a_word_changed_in_a_long_quote_is_found_with_it(
    made: Quoted, chance: random.Random
) -> None:
    for quote in made.quotes:
        words = quote.exact.split(" ")
        sentences = re.split(r"(?<=[.!?]) ", quote.exact)
        if len(words) < 8 or min(len(one.split()) for one in sentences) < 3:
            continue
        number = chance.randrange(1, len(words) - 1)
        for there in ([], ["unheardof"], [words[number], "unheardof"]):
            changed = " ".join([*words[:number], *there, *words[number + 1 :]])
            text = made.text[: quote.start] + changed + made.text[quote.end :]
            assert found(quote, text) == changed


@given(quoted(), CHANCE)
def test_a_run_of_words_that_is_gone_loses_the_quote(made: Quoted, chance: random.Random) -> None:
    for quote in made.quotes:
        words = quote.exact.split(" ")
        if len(words) < 7:
            continue
        number = chance.randrange(1, len(words) - 5)
        changed = " ".join([*words[:number], *words[number + 5 :]])
        text = made.text[: quote.start] + changed + made.text[quote.end :]
        assert found(quote, text) is None


@given(st.text(), st.text(), st.integers(-5, 60), st.booleans())
def test_no_text_and_no_quote_fails(text: str, exact: str, start: int, is_same: bool) -> None:
    quote = Quote("q", "e", "s", exact, text[:9], text[9:20], start, start + len(exact))
    for there in (text, text + exact, exact.upper() + text, ""):
        anchor = anchor_quote(quote, there, is_same=is_same)
        assert (anchor.start >= 0) == (anchor.state is not AnchorState.LOST)


def test_only_the_very_text_makes_a_quote_exact() -> None:
    quote = quote_of(TEXT, LONG)
    assert anchor_quote(quote, TEXT, is_same=True).state is AnchorState.EXACT
    anchor = anchor_quote(quote, TEXT, is_same=False)
    assert (anchor.state, anchor.start) == (AnchorState.ELSEWHERE, quote.start)


@pytest.mark.parametrize("shift", [-1, 1, 40])
def test_in_the_very_text_a_misplaced_quote_is_found_elsewhere(shift: int) -> None:
    right = quote_of(TEXT, LONG)
    wrong = Quote(
        "q", "e", "s", LONG, right.prefix, right.suffix, right.start + shift, right.end + shift
    )
    anchor = anchor_quote(wrong, TEXT, is_same=True)
    assert (anchor.state, anchor.start) == (AnchorState.ELSEWHERE, right.start)


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("\n", "\r\n"),
        lambda text: text.replace(" ", "\u00a0"),
        lambda text: text.replace(" ", "  \n"),
        lambda text: text.replace("“", '"').replace("”", '"'),
        lambda text: text.replace("“", "«").replace("”", "»"),
        lambda text: text.upper(),
        lambda text: text.replace("o", "o\u0301"),
        lambda text: text.replace("officers", "offi-\ncers").replace("shots", "sho-\nts"),
        lambda text: text.replace("five", "fivve").replace("shots", "shotts"),
        lambda text: text.replace("\n\n", "\n").replace("-", "\u2011"),
        lambda text: "\ufeff" + text,
    ],
)
def test_what_programs_do_to_texts_loses_no_quote(change) -> None:
    text = change(TEXT)
    for exact in (LONG, SHORT, "heard shots for two hours before “the army” came back"):
        there = found(quote_of(TEXT, exact), text)
        assert there is not None
        assert len(there.split()) in (len(exact.split()), len(exact.split()) + 1)


SENTENCES = (
    ("Rights groups called for restraint.", "The mayor said that seven others were wounded."),
    ("Die Straße nach Süden bleibt gesperrt.", "Eine Stellungnahme lag zunächst nicht vor."),
    ("نفى المحافظ سقوط ضحايا مدنيين.", "ولم يصدر تعليق من الحكومة حتى الآن."),
    ("州长否认有平民伤亡。", "另有7人受伤,已送往医院。"),
    ("市長は7人が負傷したと述べた。", "約580人が川を渡って避難した。"),
    ("국방부는 병사 300명을 보낸다고 발표했다.", "주지사는 민간인 피해를 부인했다."),
    ("राज्यपाल ने हताहतों से इनकार किया।", "महापौर ने कहा कि सात अन्य घायल हुए।"),
)


@pytest.mark.parametrize(("one", "other"), SENTENCES)
def test_a_short_sentence_is_found_wherever_it_was_moved(one: str, other: str) -> None:
    text = f"{one} {other}\n\nXyz abc.\n"
    whole, part = quote_of(text, one), quote_of(text, one[len(one) // 2 :])
    for changed in (f"{other} {one}\n\nXyz abc.\n", f"{other}\n\nXyz abc. {one}\n"):
        assert found(whole, changed) == one
        assert found(part, changed) == part.exact
    for gone in (f"{other}\n\nXyz abc.\n", f"Xyz {one[:-2]}\n\n{other}"):
        assert found(whole, gone) is None


def test_a_few_words_are_no_sentence_that_stands_anywhere() -> None:
    text = "Guards fired. He said so. They went home.\n"
    assert found(quote_of(text, "He said so."), "New here.\n\nAll done, yes. He said so.") is None


@pytest.mark.parametrize("sign", ["\u00ad", "\u200b", "\u200e", "\u200f", "\u2060", "\ufeff"])
def test_signs_that_nobody_sees_make_no_difference(sign: str) -> None:
    quote = quote_of(TEXT, LONG)
    text = TEXT.replace("v", f"{sign}v").replace(" the ", f" {sign}the ")
    anchor = anchor_quote(quote, text, is_same=False)
    assert (anchor.state, anchor.found) == (AnchorState.ELSEWHERE, "")


@pytest.mark.parametrize(
    ("exact", "one", "other"),
    [
        ("7 people were hurt", "7 people", "17 people"),
        ("7 people were hurt", "7 people", "1,7 people"),
        ("300 soldiers were sent to the border by the army", "300", "1,300"),
        ("soldiers sent to the border numbered 300", "300", "3000"),
        ("soldiers sent to the border numbered 300", "300", "300,000"),
        ("soldiers sent to the border numbered 300", "300", "300.5"),
        ("兵士300", "300", "3000"),
    ],
)
def test_a_number_that_is_a_part_of_another_is_never_the_same(
    exact: str, one: str, other: str
) -> None:
    text = f"The mayor of the small town near the river said that {exact}; nobody else knew more.\n"
    anchor = anchor_quote(quote_of(text, exact), text.replace(one, other), is_same=False)
    assert anchor.state is AnchorState.LOST or other in anchor.found


def test_words_that_a_program_parted_or_joined_are_found() -> None:
    quote = quote_of(TEXT, LONG)
    text = TEXT.replace("police officers", "po lice offi \u2010\ncers").replace(
        "near the", "nearthe"
    )
    anchor = anchor_quote(quote, text, is_same=False)
    assert (anchor.state, anchor.found) == (AnchorState.ELSEWHERE, "")


def test_accents_as_signs_of_their_own_make_no_difference() -> None:
    text = "Según el alcalde, 19 personas murieron y otras desaparecieron en Petén.\n"
    quote = quote_of(text, text.strip())
    anchor = anchor_quote(quote, unicodedata.normalize("NFD", text), is_same=False)
    assert (anchor.state, anchor.found) == (AnchorState.ELSEWHERE, "")


def test_a_quote_keeps_the_blanks_at_its_ends_where_they_stand() -> None:
    start = TEXT.index(SHORT)
    quote = quote_at(TEXT, start - 1, start + len(SHORT) + 1)
    for before in ("", "New. "):
        anchor = anchor_quote(quote, before + TEXT, is_same=False)
        assert (anchor.start, anchor.end) == (
            quote.start + len(before),
            quote.end + len(before),
        )
    wrapped = TEXT.replace(f" {SHORT} ", f"\n{SHORT}\n")
    assert found(quote, wrapped) == SHORT


def test_of_several_places_the_one_with_its_context_is_taken() -> None:
    second = quote_of(TEXT, "the army", nth=0)
    other = "Others fear the army a lot. " * 3
    text = other + TEXT + other
    anchor = anchor_quote(second, text, is_same=False)
    assert anchor.start == len(other) + second.start


def test_of_places_with_equal_context_the_nearest_is_taken() -> None:
    text = "He said that the soldiers had come and gone. " * 9
    for nth in (3, 6):
        quote = quote_of(text, "the soldiers had come", nth=nth)
        assert anchor_quote(quote, "Yes. " + text, is_same=False).start == quote.start + 5


def test_short_words_in_another_context_are_lost() -> None:
    quote = quote_of(TEXT, SHORT)
    assert found(quote, f"In another town people {SHORT} and went to bed.") is None
    assert found(quote, f"Huehuetenango, {SHORT} and went to bed.") is None
    assert found(quote, f"La Mesilla, in Huehuetenango, {SHORT} and went to bed.") == SHORT


def test_long_words_need_no_context() -> None:
    assert found(quote_of(TEXT, LONG), f"As we know, {LONG}") == LONG


def test_words_that_stand_everywhere_are_found_by_their_context() -> None:
    text = "to " * 5_000 + "the mayor went to the capital on Monday. " + "to " * 5_000
    place = text.index("to the capital")
    quote = quote_at(text, place, place + 2)
    for changed in (text, text.replace("mayor", "guard"), text.replace("capital", "harbour")):
        assert anchor_quote(quote, "New. " + changed, is_same=False).start == place + 5


@pytest.mark.parametrize(("one", "other"), [("gunmen", "gunnmen"), ("bridge", "bridgge")])
def test_an_outer_word_that_is_spelled_otherwise_is_found_without_a_context(
    one: str, other: str
) -> None:
    new = LONG.replace(one, other)
    for before, behind in (("", ""), ("News. ", " So it was said here.")):
        assert found(quote_of(LONG, LONG), before + new + behind) == new


@pytest.mark.parametrize("new", ["“the ar my” cameback", "“ the ar my ” cameback"])
def test_signs_at_the_ends_of_a_quote_are_found_where_words_are_parted(new: str) -> None:
    exact = "“the army” came back to the town. (The governor said nothing.)"
    text = TEXT.replace("The governor said nothing.", "(The governor said nothing.)")
    changed = exact.replace("“the army” came back", new).replace("nothing.)", "nothing .)")
    assert found(quote_of(text, exact), text.replace(exact, changed)) == changed


def test_words_spelled_otherwise_beside_another_word_are_found() -> None:
    new = LONG.replace("police officers were", "pollice agents wwere")
    assert found(quote_of(TEXT, LONG), TEXT.replace(LONG, new)) == new


def test_a_word_of_the_quote_that_stands_near_by_chance_is_none_of_it() -> None:
    rest = LONG.removeprefix("gunmen ")
    for seen in ("Gunmen", "Gunmen, gunmen"):
        text = f"{seen} had been seen, it was said in the news. Robbers {rest} The army came back."
        assert found(quote_of(TEXT, LONG), text) == rest
    first = LONG.removesuffix(" bridge.")
    quote = quote_of(TEXT, f"{first} bridge")
    text = (
        f"On Sunday, June 8, 2025, {first} house. Nothing more is known here about the old bridge."
    )
    assert found(quote, text) == first


def test_signs_at_the_ends_of_a_quote_are_found_with_a_changed_passage() -> None:
    exact = "“the army” came back to the town. The governor said nothing."
    new = exact.replace("town", "city")
    assert found(quote_of(TEXT, exact), f"News. {TEXT}".replace(exact, new)) == new


def test_a_quote_of_which_one_sentence_is_gone_is_lost() -> None:
    quote = quote_of(TEXT, f"{LONG} The army came back. Nobody was arrested that day")
    text = TEXT.replace("The army came back. ", "")
    assert found(quote, text) is None


def test_a_passage_of_which_all_words_are_spelled_otherwise_is_another_one() -> None:
    quote = quote_of(TEXT, LONG)
    assert found(quote, TEXT.replace("e", "ee").replace("o", "oo").replace("i", "ii")) is None


def test_scripts_without_blanks_are_compared_by_letters() -> None:
    text = "危地马拉军队周二在边境部署了二百名士兵以阻止武装人员越境。当地居民说他们听到了枪声。\n"
    quote = quote_of(text, "边境部署了二百名士兵以阻止武装人员越境")
    there = found(quote, text.replace("二百名", "三百名"))
    assert there == "边境部署了三百名士兵以阻止武装人员越境"
    assert found(quote, text.replace("二百名士兵以阻止", "")) is None


REPORT = (
    "Situation report\n\n"
    "On 3 May, rebels attacked the village of Kalo and killed 12 civilians. Schools are closed.\n\n"
    "The army said it had lost 26 soldiers near Rann on Tuesday. Nobody else confirmed that.\n\n"
    "On 3 May, rebels attacked the village of Tamba and killed 3 civilians. Roads are open.\n\n"
    "The army said it had lost 15 soldiers near Kalo on Tuesday. The minister was silent.\n\n"
    "Some 2500 people fled Bor for the camps in the west, the UN said. Rain is expected.\n\n"
    "Some 2300 people fled Bor for the camps in the west, the UN said. They lack water.\n"
)


@pytest.mark.parametrize("number", [0, 2, 4, 6, 8, 10])
def test_a_sentence_of_the_same_form_is_no_sentence_that_is_gone(number: int) -> None:
    sentences = re.findall(r"[A-Z][^.]*\.", REPORT.removeprefix("Situation report"))
    exact = sentences[number]
    assert found(quote_of(REPORT, exact), REPORT.replace(f"{exact} ", "")) is None


def test_words_that_go_on_elsewhere_are_no_sentence_that_is_gone() -> None:
    exact = "Police said both were in a stable condition."
    text = (
        f"A barrier gave way near gate seven. {exact} A third was treated at the scene.\n\n"
        "It ended on Sunday. Police said both were in a stable condition on Saturday, too.\n"
    )
    assert found(quote_of(text, exact), text.replace(f"{exact} ", "", 1)) is None


def test_a_changed_number_needs_its_context_on_both_sides() -> None:
    quote = quote_of(TEXT, LONG)
    other = TEXT.replace("five", "six")
    assert found(quote, other) == LONG.replace("five", "six")
    changed = TEXT.replace("bridge. The army came back.", "bridge. So it was told here at noon.")
    assert found(quote, changed.replace("the bridge", "a bridge")) is not None
    digits = TEXT.replace("five", "5")
    quote = quote_of(digits, LONG.replace("five", "5"))
    assert found(quote, digits.replace("5 police", "6 police")) is not None
    changed = digits.replace("bridge. The army came back.", "bridge. So it was told here at noon.")
    assert found(quote, changed.replace("5 police", "6 police")) is None


@pytest.mark.parametrize(
    "change",
    [
        lambda text: re.sub(r"(officers|shots|army)", r"[\1](https://example.org/a_(b)?c=1)", text),
        lambda text: re.sub(r"(five|hours)", r'[\1](<../a b.html> "Five: a title")', text),
        lambda text: re.sub(r"(five police|two hours)", r"[\1][note-1]", text),
        lambda text: re.sub(r"(gunmen|near|heard|hours)", rf"[\1](https://e.org/{99 * 'a'})", text),
        lambda text: re.sub(r"(five|hours)", r"\1[^1]", text),
        lambda text: re.sub(r"(five|hours)", r"![\1](a.png)", text),
        lambda text: re.sub(r"(five|hours) (\w+)", r"**\1** _\2_", text),
        lambda text: re.sub(r"(bridge|hours)", r"***\1***", text).replace(".", "\\."),
        lambda text: re.sub(r"(five|hours)", r"\1[12]", text).replace("bridge.", "bridge.[3]"),
    ],
)
def test_marks_of_a_marked_up_text_are_no_words(change) -> None:
    text = change(TEXT)
    assert text != TEXT
    for exact in (LONG, SHORT):
        quote = quote_of(TEXT, exact)
        anchor = anchor_quote(quote, text, is_same=False)
        assert anchor.state is AnchorState.ELSEWHERE
        start, end = text.index(exact.split()[0]), text.index(exact.split()[-1].rstrip("."))
        assert anchor.start == start
        assert end < anchor.end <= end + 140


def test_a_quote_of_a_marked_up_text_keeps_its_addresses() -> None:
    text = TEXT.replace("officers", "[officers](https://example.org/killed)")
    quote = quote_of(text, LONG.replace("officers", "[officers](https://example.org/killed)"))
    assert found(quote, "New.\n\n" + text) == quote.exact
    anchor = anchor_quote(quote, TEXT, is_same=False)
    assert TEXT[anchor.start : anchor.end] == LONG


def test_a_number_in_brackets_is_no_mark() -> None:
    text = TEXT.replace("five", "[5]")
    quote = quote_of(text, LONG.replace("five", "[5]"))
    assert found(quote, text.replace("[5]", "[6]")) == LONG.replace("five", "[6]")


def test_a_number_changed_in_a_long_quote_needs_context_on_one_side_only() -> None:
    exact = (
        "The ferry company cancelled all crossings on Friday after deckhands walked out at dawn. "
        "Some 1,250 passengers were stranded on the quay, the port authority said."
    )
    text = f"Ferry strike strands hundreds on the island\n\n{exact} They were angry and tired.\n"
    changed = text.replace("1,250", "1,400").replace("Ferry strike strands", "A long day for all")
    assert found(quote_of(text, exact), changed) == exact.replace("1,250", "1,400")


@pytest.mark.parametrize(
    ("one", "other", "before"),
    [
        (
            "วันที่ 16 พฤษภาคม กลุ่มกบฏโจมตีหมู่บ้าน Kalo และสังหารพลเรือน 4 คน",
            "วันที่ 11 พฤษภาคม กลุ่มกบฏโจมตีหมู่บ้าน Tamba และสังหารพลเรือน 9 คน",
            "ถนนทุกสายเปิดให้สัญจรได้แล้ว",
        ),
        (
            "5月16日,叛军袭击了边境附近的卡洛村,军方发言人周二称造成4名平民死亡,另有多人受伤送医。",
            "5月11日,叛军袭击了边境附近的坦巴村,军方发言人周二称造成9名平民死亡,另有多人受伤送医。",
            "当地通往省城的所有道路目前均已恢复通行。",
        ),
    ],
)
def test_a_sentence_of_the_same_form_behind_the_same_words_is_another_one(
    one: str, other: str, before: str
) -> None:
    text = f"{before} {one}\n\n1234567890\n\n{before} {other}\n"
    for gone in (one, other):
        assert found(quote_of(text, gone), text.replace(f"{before} {gone}\n", "")) is None


def test_a_passage_of_which_all_numbers_are_other_ones_is_another_one() -> None:
    exact = "In May 2019 some 1250 of the 3400 people of Bor fled to the camps."
    text = f"The report of the mission says this. {exact} Nobody counted them again.\n"
    one, all_others = exact.replace("1250", "1260"), exact
    for number, other in (("2019", "2018"), ("1250", "1260"), ("3400", "3500")):
        all_others = all_others.replace(number, other)
    quote = quote_of(text, exact)
    assert found(quote, text.replace(exact, one)) == one
    assert found(quote, text.replace(exact, all_others)) is None
