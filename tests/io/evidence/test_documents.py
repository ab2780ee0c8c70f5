"""Files of texts are read as they stand, pages and PDF files as what they say."""

import io
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfWriter

from tests.io.conftest import TEXT
from tests.io.evidence.files import drawn_pdf_bytes, page_bytes, pdf_bytes, write
from timeline_app.io.evidence import pdf_text as pdf
from timeline_app.io.evidence.documents import LARGEST, read_document
from timeline_app.io.finding import ReadError

ACCENTED = "Señor Pérez – “no” – cruzó la frontera.\r\n\r\nFin.\n" * 3


def refusal(path: Path) -> str:
    with pytest.raises(ReadError) as caught:
        read_document(path)
    assert caught.value.finding.file == path.name
    return str(caught.value.finding.message)


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.MARKDOWN", "a"])
def test_a_text_stands_as_it_is(tmp_path: Path, name: str) -> None:
    text = "# One\r\n\r\n*two*  <b>three</b>\n\nfour\r" + ACCENTED
    document = read_document(write(tmp_path, name, text))
    assert document.text == text
    assert not document.is_converted


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16", "utf-8", "utf-16-be"])
def test_a_text_may_be_in_another_encoding(tmp_path: Path, encoding: str) -> None:
    assert read_document(write(tmp_path, "a.txt", ACCENTED.encode(encoding))).text == ACCENTED


@pytest.mark.parametrize("name", ["a.html", "A.HTM", "a.xhtml", "saved page"])
def test_a_page_says_its_text_in_paragraphs(tmp_path: Path, name: str) -> None:
    document = read_document(write(tmp_path, name, page_bytes(TEXT, title="Border & report")))
    assert document.title == "Border & report"
    assert document.is_converted
    lines = document.text.split("\n\n")
    assert [line for line in TEXT.splitlines() if line] == lines[1:-1]
    assert lines[0] == "Home"
    assert "ad" not in lines


@pytest.mark.parametrize(
    ("charset", "encoding", "text"),
    [
        ("Shift_JIS", "cp932", "国境の村が襲撃され、19人が死亡した。"),
        ("TIS-620", "cp874", "หมู่บ้านชายแดนถูกโจมตี"),
        ("iso-8859-1", "cp1252", "“Según el alcalde”"),
        ("iso-8859-2", "iso-8859-2", "Žádný útok"),
        ("big5", "big5", "邊境村莊遭到襲擊"),
        ("cp9999", "cp1252", "Según el alcalde"),
        ("windows-1251", "utf-8", "Погибли 19 человек"),
    ],
)
def test_a_page_says_its_encoding(tmp_path: Path, charset: str, encoding: str, text: str) -> None:
    page = f'<!DOCTYPE html><html><meta charset="{charset}"><title>{text}</title><p>{text}</p>'
    document = read_document(write(tmp_path, "a.html", page.encode(encoding)))
    assert (document.title, document.text) == (text, text)


@given(st.text(alphabet="<>/!-?pab &;\"'=\n", max_size=60))
def test_whatever_a_page_holds_it_is_read(tmp_path_factory, text: str) -> None:
    path = write(tmp_path_factory.mktemp("page"), "a.html", f"<html><title>{text}<p>{text}<p>end")
    assert isinstance(read_document(path).text, str)


def test_a_large_hostile_page_is_read_in_time(tmp_path: Path) -> None:
    for piece in ("<!", "<!--", "<a ", "<x-y ", "</", "<title>", "&#", "<p", "<![", "<?"):
        assert read_document(write(tmp_path, "a.html", "<html>" + piece * 50_000)) is not None


def test_a_pdf_file_says_its_text_and_title(tmp_path: Path) -> None:
    long = TEXT * 20
    document = read_document(write(tmp_path, "a.pdf", pdf_bytes(long, title="Border report")))
    assert document.title == "Border report"
    assert document.text.split() == long.split()
    assert document.is_converted


def test_a_pdf_file_with_a_password_is_refused(tmp_path: Path) -> None:
    assert "encrypted" in refusal(write(tmp_path, "a.pdf", pdf_bytes(TEXT, password="secret")))


def test_a_pdf_file_that_anybody_may_open_is_read(tmp_path: Path) -> None:
    writer = PdfWriter(clone_from=io.BytesIO(pdf_bytes(TEXT)))
    writer.encrypt("", "owner", algorithm="RC4-128")
    writer.write(tmp_path / "a.pdf")
    assert read_document(tmp_path / "a.pdf").text.split() == TEXT.split()


def test_a_pdf_file_of_pictures_is_refused(tmp_path: Path) -> None:
    assert "no text" in refusal(write(tmp_path, "a.pdf", pdf_bytes("")))


@pytest.mark.parametrize("data", [b"%PDF-1.7", b"%PDF-1.4\n%%EOF", b"", b"none at all"])
def test_a_pdf_file_that_is_none_is_refused(tmp_path: Path, data: bytes) -> None:
    assert refusal(write(tmp_path, "a.pdf", data))


@given(st.data())
def test_a_damaged_pdf_file_is_read_or_refused(tmp_path_factory, data: st.DataObject) -> None:
    whole = bytearray(pdf_bytes(TEXT))
    for _ in range(data.draw(st.integers(1, 20))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, len(whole)))
    path = write(tmp_path_factory.mktemp("pdf"), "a.pdf", bytes(whole[:cut]))
    with suppress(ReadError):
        assert read_document(path).text.strip()


def test_a_pdf_file_of_many_pages_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(tmp_path, "a.pdf", pdf_bytes(TEXT * 40))
    monkeypatch.setattr(pdf, "MOST_PAGES", 2)
    assert "pages" in refusal(path)


def test_a_pdf_file_that_takes_long_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(tmp_path, "a.pdf", pdf_bytes(TEXT * 40))
    monkeypatch.setattr(pdf, "MOST_SECONDS", 0.0)
    assert "too long" in refusal(path)


def test_pages_that_lead_to_themselves_are_no_trap(tmp_path: Path) -> None:
    whole = pdf_bytes(TEXT)
    looped = whole.replace(b"/Type /Pages", b"/Type /Pages /Parent 1 0 R")
    looped = looped.replace(b"/Kids [ 4 0 R ]", b"/Kids [ 1 0 R ]")
    assert looped != whole
    with suppress(ReadError):
        assert read_document(write(tmp_path, "a.pdf", looped)).text.strip()


def test_what_is_no_text_or_too_large_is_refused(tmp_path: Path) -> None:
    assert "no text" in refusal(write(tmp_path, "a.txt", bytes(range(256)) * 20))
    path = write(tmp_path, "huge.txt", "")
    with path.open("r+b") as file:
        file.truncate(LARGEST + 1)
    assert "16 MB" in refusal(path)
    assert "no such file" in refusal(tmp_path / "none.txt")


SAID = "Five officers were killed near the bridge."


def said(tmp_path: Path, body: str) -> str:
    """What a page with a body says."""
    page = f"<!DOCTYPE html><html><title>x</title><body>{body}</body></html>"
    return read_document(write(tmp_path, "a.html", page)).text


@pytest.mark.parametrize(
    "hidden",
    [
        '<span style="display:none">Subscribe now</span>',
        "<span style='color: red; DISPLAY : none !important'>Subscribe now</span>",
        "<div hidden><p>Subscribe <b>now</b></p><div></div><img src=x></div>",
        '<span hidden="">Subscribe <span>now</span></span>',
        "<div hidden><p>Subscribe<p>now</div>",
    ],
)
def test_what_a_page_hides_stands_behind_what_it_shows(tmp_path: Path, hidden: str) -> None:
    text = said(tmp_path, f"<p>Five officers were ki{hidden}lled near the bridge.</p><p>End.</p>")
    shown, _, aside = text.partition("End.")
    assert shown.strip() == SAID
    assert aside.split() == ["Subscribe", "now"]


def test_a_hidden_page_is_read_whole(tmp_path: Path) -> None:
    page = f'<html><body style="display:none"><p>{SAID}<p>Next.<p hidden>More.<p>End.</body></html>'
    text = read_document(write(tmp_path, "a.html", page)).text
    assert text.split("\n\n") == [SAID, "Next.", "More.", "End."]
    assert said(tmp_path, f"<img hidden><br hidden><input hidden><p>{SAID}") == SAID
    text = said(tmp_path, f"<p hidden>One.<p>{SAID}<ul><li hidden>Two.<li>Three.</ul>")
    assert text.replace("\n\n", "\n").split("\n") == [SAID, "Three.", "One.", "Two."]


def test_old_pages_write_letters_without_an_end(tmp_path: Path) -> None:
    assert said(tmp_path, "<p>El r&iacuteo creci&oacute&nbspm&aacutes.") == "El río creció más."
    assert said(tmp_path, "<p>a&b=c&d, R&D; x?a=1&copy=2 &nonentity;") == (
        "a&b=c&d, R&D; x?a=1&copy=2 &nonentity;"
    )


@pytest.mark.parametrize(
    "body",
    [
        "<article itemscope><p data-x>{}</p></article>",
        "<details open><p class='a' hidden-until-found>{}</details>",
        "<!--[if IE]><p>Old.</p><![endif]--><p>{}",
        "<!--[if !IE]><!--><p>{}<!--<![endif]-->",
        "<p>{}<!-- a -- b --><!--> <!---->",
    ],
)
def test_no_markup_of_a_page_is_text(tmp_path: Path, body: str) -> None:
    assert (
        said(tmp_path, body.format(SAID.replace("near", "<span data-reactroot>near</span>")))
        == SAID
    )


HEBREW = "החברה הציעה תוספת של 3.5 אחוזים"


@pytest.mark.parametrize(
    "pieces",
    [
        [(50, 700, "םיזוחא 3.5 לש תפסות העיצה הרבחה")],  # as browsers write it
        [
            (250, 700, " לש תפסות העיצה הרבחה"),
            (230, 700, "3.5"),
            (190, 700, "םיזוחא "),
        ],  # an office
        [
            (50, 700, "םיזוחא "),
            (90, 700, "3.5"),
            (110, 700, " לש "),
            (140, 700, "תפסות העיצה הרבחה"),
        ],
    ],
)
def test_a_pdf_file_is_read_from_right_to_left(
    tmp_path: Path, pieces: list[tuple[int, int, str]]
) -> None:
    path = write(tmp_path, "a.pdf", drawn_pdf_bytes(pieces))
    assert " ".join(read_document(path).text.split()) == HEBREW


def test_signs_of_fonts_are_the_letters_that_they_show(tmp_path: Path) -> None:
    drawn = [
        (50, 700, "ﻤﻟﺎﻜﻣ"),
        (50, 650, "ไฟไหม\uf70bริมน\u0e4d\u0e49\u0e32พื\x11นทำา"),
        (50, 600, "o\ufb03ce"),
    ]
    text = read_document(write(tmp_path, "a.pdf", drawn_pdf_bytes(drawn))).text
    assert text.split() == ["مكالم", "ไฟไหม้ริมน้ำพืนทำ", "office"]


def test_a_sentence_goes_over_a_page_with_a_header(tmp_path: Path) -> None:
    head = (50, 800, "The Daily Messenger")
    pages = [
        [head, (50, 780, "Page 1 of 9"), (50, 700, "Five officers were")],
        [head, (50, 780, "Page 2 of 9"), (50, 700, "killed near the"), (50, 20, "bridge.")],
    ]
    text = read_document(write(tmp_path, "a.pdf", drawn_pdf_bytes(*pages))).text
    assert text == "The Daily Messenger\nPage 1 of 9\nFive officers were\nkilled near the\nbridge."


def test_parts_of_a_page_stand_apart_and_lines_of_a_part_together(tmp_path: Path) -> None:
    page = (
        "<html><body><ul><li>Home<li>World</ul><h1>News</h1>\n\n<div><div><p>First.</p></div></div>"
        "<p></p><p>Second,<br>in two lines.<table><tr><td>4<td>dead<tr><td>2<td>hurt</table>End"
    )
    assert read_document(write(tmp_path, "a.html", page)).text == (
        "Home\nWorld\n\nNews\n\nFirst.\n\nSecond,\nin two lines.\n\n4 dead\n2 hurt\n\nEnd"
    )
