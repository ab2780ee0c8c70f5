"""In which encoding a text is, and how it becomes UTF-8."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline_app.core.progress import Cancelled
from timeline_app.io.containers.encodings import as_utf8, encoding_of
from timeline_app.io.containers.no_text import refuse_binary
from timeline_app.io.finding import ReadError

SPANISH = "fecha,título\n2020-01-01,Enfrentamiento en Culiacán dejó tres policías muertos\n"
RUSSIAN = "Дата;Событие;Город\n2020-01-01;Взрыв на рынке;Москва\n"
GREEK = "Ημερομηνία,Τίτλος\n2020-01-01,Επεισόδια στο κέντρο της Αθήνας\n"
HEBREW = "תאריך,כותרת\n2020-01-01,התקפה בירושלים\n2020-01-02,הפגנה בתל אביב\n"
ARABIC = "التاريخ,العنوان\n2020-01-01,هجوم على السوق في بغداد\n2020-01-02,مظاهرة في القاهرة\n"
TURKISH = (
    "Tarih,Başlık,Yer\n2020-01-01,Şırnak'ta çatışma çıktı,Şırnak\n2020-01-02,İstanbul'da gösteri "
    "düzenlendi,İstanbul\n2020-01-03,Diyarbakır'da güvenlik güçlerine saldırı,Diyarbakır\n"
)
POLISH = "Data,Tytuł\n2020-01-01,Wybuch w fabryce w Łodzi, zginęło pięć osób na Śląsku\n"
CHINESE = "日期,标题\n2020-01-01,北京市发生爆炸事件\n2020-01-02,上海工人罢工\n"
TAIWANESE = "日期,標題\n2020-01-01,台北市發生爆炸事件\n2020-01-02,高雄工人罷工抗議\n"
JAPANESE = "日付,件名\n2020-01-01,東京でデモが行われた\n2020-01-02,大阪の工場で爆発\n"
KOREAN = "날짜,제목\n2020-01-01,서울에서 시위가 열렸다\n2020-01-02,부산 공장에서 폭발\n"


def found(data: bytes) -> str:
    return encoding_of(io.BytesIO(data))


def read(data: bytes, encoding: str, *, single_ends: bool = False) -> tuple[str, str]:
    """The text, and how it was read."""
    text = as_utf8(io.BytesIO(data), encoding, len(data), single_ends=single_ends)
    content = text.stream.read()
    assert text.size == len(content)
    return content.decode(), str(text.note or "")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_a_byte_order_mark_tells_the_encoding_and_is_no_text(encoding: str) -> None:
    data = f"\ufeff{JAPANESE}".encode(encoding)
    assert found(data) == encoding
    assert read(data, encoding)[0] == JAPANESE


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", [SPANISH, RUSSIAN, JAPANESE])
def test_utf_16_is_known_without_a_mark(text: str, encoding: str) -> None:
    assert found(text.encode(encoding)) == encoding


@pytest.mark.parametrize("text", ["a,b\n1,2\n", SPANISH, RUSSIAN, JAPANESE, "", "é"])
def test_what_is_utf_8_is_read_as_that(text: str) -> None:
    data = text.encode()
    assert {found(data[:end]) for end in range(len(data) + 1)} == {"utf-8"}


@pytest.mark.parametrize(
    "text",
    [
        SPANISH,
        "date,titre\n2020-01-01,Émeutes à Saint-Étienne: huit blessés\n",
        "datum,titel\n2020-01-01,Demonstration in Köln, Ausschreitungen in der Südstadt\n",
        "data,título\n2020-01-01,Confronto no Complexo do Alemão, três mortos em operação\n",
        "datum,titel\n2020-01-01,Skottlossning i Malmö, två skadade på Sergels torg\n",
        "dags,titill\n2020-01-01,Mótmæli í Reykjavík gegn ríkisstjórninni, þúsundir mættu\n",
        "date,title\n2020-01-01,He said “no” – it’s over\n2020-01-01,Bomb’s attack\n",
        "date,title\n2020-01-01,Bomb in Bogotá\n",
    ],
)
@pytest.mark.parametrize("times", [1, 50])
def test_western_texts_are_windows_1252(text: str, times: int) -> None:
    assert found((text * times).encode("cp1252")) == "cp1252"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8_r"),
        (GREEK, "cp1253"),
        (HEBREW, "cp1255"),
        (ARABIC, "cp1256"),
        (TURKISH, "cp1254"),
        (POLISH, "cp1250"),
        (CHINESE, "gb18030"),
        (TAIWANESE, "big5"),
        (JAPANESE, "cp932"),
        (JAPANESE, "euc_jp"),
        (KOREAN, "cp949"),
    ],
)
@pytest.mark.parametrize("times", [1, 50])
def test_other_alphabets_are_known(text: str, encoding: str, times: int) -> None:
    plain = "2020-01-01;Explosion reported near the market in the centre;Moscow\n" * 30
    data = (text * times).encode(encoding)
    assert found(data) == encoding
    assert data.decode(found(plain.encode() + data)) == text * times


def test_a_few_wrong_bytes_do_not_make_utf_8_another_encoding() -> None:
    data = (SPANISH * 3).encode() + b"2021,Caf\xe9\n"
    assert found(data) == "utf-8"
    text, note = read(data, "utf-8")
    assert text == SPANISH * 3 + "2021,Caf\ufffd\n"
    assert note == (
        "The text is read as UTF-8; bytes that are no letter there stand as \ufffd: 1, the first "
        "in line 7."
    )


def test_bytes_that_windows_1252_lacks_are_counted() -> None:
    text, note = read(b"a,b\r\nCaf\xe9,\x81\x8d\r\n", "cp1252")
    assert text == "a,b\r\nCafé,\ufffd\ufffd\r\n"
    assert note.startswith("The text is read as Windows-1252")
    assert ": 2, the first in line 2" in note


def test_letters_far_down_tell_the_encoding(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("timeline_app.io.containers.encodings._CHUNK", 64)
    assert found(b"a,b\n" * 1000 + SPANISH.encode("cp1252")) == "cp1252"


@given(st.text(max_size=60), st.sampled_from(["utf-8", "utf-16-le", "utf-16-be", "gb18030"]))
def test_texts_come_through_whole_in_pieces_of_any_size(text: str, encoding: str) -> None:
    text = text.lstrip("\ufeff")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("timeline_app.io.containers.encodings._CHUNK", 3)
        assert read(text.encode(encoding), encoding)[0] == text
        assert read(text.encode(encoding), encoding, single_ends=True)[0] == text.replace(
            "\r\r\n", "\r\n"
        )


def test_transcoding_can_be_stopped() -> None:
    with pytest.raises(Cancelled):
        as_utf8(io.BytesIO(b"abc"), "cp1252", 3, lambda fraction: False)


@pytest.mark.parametrize(
    ("begin", "word"),
    [
        (b"PK\x03\x04\x14\0", "zip archive"),
        (b"%PDF-1.7\n", "a PDF"),
        (b"SQLite format 3\0\x10", "export its table as CSV first"),
        (b"\x89PNG\r\n\x1a\n", "an image"),
        (b"PAR1\x15\x04", "a Parquet file"),
        (bytes(range(256)) * 20, "binary data"),
        (b"\0" * 100, "binary data"),
        (b"", "empty"),
    ],
)
def test_what_is_no_text_is_refused_by_its_name(begin: bytes, word: str) -> None:
    with pytest.raises(ReadError, match=word):
        refuse_binary(begin, "x.csv")


@pytest.mark.parametrize(
    "begin",
    [b"a,b\n1,\0\n" * 9 + b"2,long text\n" * 20, SPANISH.encode("utf-16"), b"a\n1" + b"\0" * 99],
)
def test_texts_with_nuls_are_no_binary_files(begin: bytes) -> None:
    refuse_binary(begin, "x.csv")
