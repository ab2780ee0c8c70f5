"""What is quoted from the text of an old program says which letters its bytes are."""

from pathlib import Path

import pytest

from tests.io.evidence.files import write
from tests.io.evidence.quoted import quote_of, source_of
from timeline_app.core.anchors import AnchorState
from timeline_app.core.records import Source
from timeline_app.io.evidence.documents import read_document
from timeline_app.io.evidence.quoted_letters import QuotedLetters
from timeline_app.io.evidence.texts import texts_of

JAPANESE = "漁船転覆で三人不明\n\n能登沖で漁船が転覆し、乗組員三人が行方不明になっている。\n"
THAI = "ไฟไหม้ตลาดเก่าริมน้ำ\n\nทำให้ร้านค้าเสียหาย 42 คูหา เจ้าหน้าที่ดับเพลิงกล่าว\n"
RUSSIAN = "Взрыв газа в жилом доме\n\nПогибли пять человек, ещё 11 госпитализированы.\n"
SPANISH = "Desbordamiento del río\n\nEl gobernador Íñigo Sáenz anunció más ayudas.\n"
ARABIC = "انهيار جسر في المدينة القديمة\n\nمما أدى إلى مقتل أربعة أشخاص وإصابة 17 آخرين\n"
CHINESE = "山洪冲毁公路\n\n约三千名村民已转移到安全地带。\n"
ENGLISH = "Ferry strike\n\n“We have not had a raise this year,” said Ann O’Leary, who owns it.\n"

ENCODED = [
    *((JAPANESE, one) for one in ("cp932", "euc_jp", "iso2022_jp")),
    (THAI, "tis_620"),
    *((RUSSIAN, one) for one in ("koi8_r", "cp1251", "iso8859_5", "cp866", "mac_cyrillic")),
    *((SPANISH, one) for one in ("cp1252", "iso8859_15", "mac_roman", "cp850")),
    *((ARABIC, one) for one in ("cp1256", "iso8859_6")),
    *((CHINESE, one) for one in ("gb2312", "gb18030")),
    *((ENGLISH, one) for one in ("cp1252", "mac_roman")),
]


@pytest.mark.parametrize(("text", "encoding"), ENCODED)
def test_a_text_in_an_old_encoding_is_the_very_text(
    tmp_path: Path, text: str, encoding: str
) -> None:
    write(tmp_path, "x.txt", text.encode(encoding))
    write(tmp_path, "other.txt", "Ævar Ásgeir fór heim.".encode("cp1252"))
    source, quote = source_of(text), quote_of(text, text.split("\n\n")[1].strip())
    others = [one for one, _ in ENCODED if one != text]
    absent = [quote_of(one, one.split("\n\n")[1].strip(), "s2") for one in others]
    texts = texts_of([source, Source("s2", "", "")], [quote, *absent], [tmp_path])
    assert texts.documents["s1"].text == text
    assert texts.anchors[quote].state is AnchorState.EXACT


@pytest.mark.parametrize(("text", "encoding"), ENCODED)
def test_a_changed_text_in_an_old_encoding_is_read(
    tmp_path: Path, text: str, encoding: str
) -> None:
    title, sentence = text.split("\n\n")
    changed = f"{title}\n\n{sentence}{sentence[5:]}"
    write(tmp_path, "x.txt", changed.encode(encoding))
    source, quote = source_of(text), quote_of(text, sentence.strip())
    texts = texts_of([source], [quote], [tmp_path])
    assert texts.documents["s1"].text == changed
    assert texts.anchors[quote].state is AnchorState.ELSEWHERE


def test_a_file_that_a_dataset_was_made_from_is_read_as_its_quotes_are(tmp_path: Path) -> None:
    path = write(tmp_path, "x.txt", THAI.encode("tis_620"))
    quote = quote_of(THAI, THAI.split("\n\n")[1].strip())
    source = Source("s1", "", "", sha256=read_document(path).digest)
    assert texts_of([source], [quote], [tmp_path]).anchors[quote].state is AnchorState.EXACT


def test_quotes_of_other_letters_change_no_reading() -> None:
    for quotes in ([], ["plain letters only"], [JAPANESE, THAI]):
        letters = QuotedLetters(quotes)
        assert letters.encoding_of(SPANISH.encode("cp1252"), "cp1252") == "cp1252"
        assert letters.encoding_of(SPANISH.encode(), "utf-8") == "utf-8"
