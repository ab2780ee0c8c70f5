"""The texts of sources are found in folders: by SHA-256, by title, by what is quoted."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.builders import make_dataset
from tests.io.evidence.files import page_bytes, pdf_bytes, write
from tests.io.evidence.quoted import quote_of, source_of
from timeline_app.core.anchors import AnchorState
from timeline_app.core.progress import Cancelled
from timeline_app.core.records import Quote, Source
from timeline_app.io.evidence import texts as module
from timeline_app.io.evidence.documents import LARGEST, Document, read_document
from timeline_app.io.evidence.texts import Texts, find_texts, texts_of

TITLE = "Gunmen cross the border river at night"
TEXT = (
    f"{TITLE}\n\n"
    "On Sunday, June 8, 2025, gunmen crossed the river and five police officers were killed near "
    "the bridge. The army came back.\n\n"
    "Residents of La Mesilla, in Huehuetenango, heard shots for two hours before “the army” came "
    "back to the town. The governor said nothing.\n"
)
FIRST = "gunmen crossed the river and five police officers were killed near the bridge."
SECOND = "heard shots for two hours before “the army” came back"
OTHER = (
    "Ministers meet in the capital\n\nThe ministers of both countries met on Friday and agreed on "
    "joint patrols along the whole border, officials said after the meeting.\n"
)
THIRD = "agreed on joint patrols along the whole border"

SOURCE = source_of(TEXT, title=TITLE)
QUOTES = (quote_of(TEXT, FIRST), quote_of(TEXT, SECOND))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "texts"
    folder.mkdir()
    return folder


def look(
    *folders: Path, sources: Sequence[Source] = (SOURCE,), quotes: Sequence[Quote] = QUOTES
) -> Texts:
    return texts_of(sources, quotes, folders)


def states(texts: Texts, quotes: Sequence[Quote] = QUOTES) -> list[AnchorState]:
    return [texts.anchors[quote].state for quote in quotes]


def test_a_text_is_found_by_its_sha_256_whatever_its_name(folder: Path) -> None:
    path = write(folder, "deep/er/x.dat", TEXT)
    write(folder, "a.txt", TEXT.replace("five", "six"))
    texts = look(folder)
    assert texts.documents["s1"].path == path
    assert not texts.is_changed("s1")
    assert states(texts) == [AnchorState.EXACT] * 2


@pytest.mark.parametrize(
    ("title", "publisher"),
    [
        ("边境村庄遭袭19人死亡", "新华社"),
        ("Grenzschutzeinheiten Zusammenarbeit", "Der Bote"),
        ("A fire there", "The Herald"),
    ],
)
def test_a_title_of_three_words_or_few_long_ones_is_a_proof(
    folder: Path, title: str, publisher: str
) -> None:
    for line in (title, f"{title} | {publisher}"):
        write(folder, "x.txt", f"{line}\n\nNothing of it is left.\n")
        texts = look(folder, sources=[source_of(TEXT, title=title)])
        assert states(texts) == [AnchorState.LOST] * 2


def test_a_title_that_begins_with_another_is_not_that_one(folder: Path) -> None:
    longer = source_of(OTHER, "s2", title=f"{TITLE}: the aftermath in the north")
    write(folder, "x.txt", f"{longer.title}\n\nNothing of it is left.\n")
    for sources in ([SOURCE, longer], [longer, SOURCE]):
        assert look(folder, sources=sources).documents.keys() == {"s2"}


def test_the_same_text_in_another_encoding_is_exact(folder: Path) -> None:
    write(folder, "x.txt", TEXT.encode("cp1252"))
    texts = look(folder)
    assert not texts.is_changed("s1")
    assert states(texts) == [AnchorState.EXACT] * 2


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("x.txt", TEXT.replace("\n", "\r\n").encode()),
        ("x.txt", TEXT.replace("five", "six").encode("cp1252")),
        ("x.md", TEXT.replace("“", '"').replace("”", '"').encode()),
        ("x.txt", TEXT.replace(TITLE, "").encode()),
        ("x.txt", TEXT.replace("five", "six").replace("two hours", "three hours").encode()),
        ("x.html", page_bytes(TEXT)),
        ("x.pdf", pdf_bytes(TEXT)),
        ("x", page_bytes(TEXT.replace(TITLE, ""))),
    ],
)
def test_a_text_that_was_saved_otherwise_is_found_by_what_it_says(
    folder: Path, name: str, data: bytes
) -> None:
    path = write(folder, name, data)
    write(folder, "other.txt", OTHER)
    texts = look(folder)
    assert texts.documents["s1"].path == path
    assert texts.is_changed("s1")
    assert states(texts) == [AnchorState.ELSEWHERE] * 2


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("x.txt", f"\n  {TITLE.upper()}!\n\nNothing of it is left.\n"),
        ("x.txt", f"{TITLE} | The Herald\n\nNothing of it is left.\n"),
        (f"2025-06-09 {TITLE.replace(' ', '-')}.txt", "Nothing of it is left.\n"),
        ("x.html", f"<html><title>{TITLE} – The Herald</title><p>Nothing of it is left."),
    ],
)
def test_a_text_of_which_nothing_is_left_is_found_by_its_title(
    folder: Path, name: str, text: str
) -> None:
    path = write(folder, name, text)
    texts = look(folder)
    assert texts.documents["s1"].path == path
    assert states(texts) == [AnchorState.LOST] * 2


def test_the_title_of_a_pdf_file_counts(folder: Path) -> None:
    write(folder, "x.pdf", pdf_bytes("Nothing of it is left.", title=TITLE))
    assert "s1" in look(folder).documents


@pytest.mark.parametrize(
    "text",
    [
        OTHER,
        "In another town, the army came back and went again.\n",
        f"Sources\n\n- {TITLE}\n- Ministers meet in the capital\n",
        f"A note: see {TITLE}, which the whole of the country has read then.\n",
        f"{OTHER * 12}\n\nSee also\n\n{TITLE}\n",
        f"“{FIRST}”\n\n“{SECOND}”\n",
        "",
    ],
)
def test_a_text_that_only_speaks_of_a_source_is_not_taken_for_it(folder: Path, text: str) -> None:
    write(folder, "x.txt", text)
    short = quote_of(TEXT, "The army")
    sources = (SOURCE, Source("s2", "", "Ministers meet in the capital"))
    for quotes in ((*QUOTES, short), (short,)):
        texts = look(folder, sources=sources, quotes=quotes)
        assert "s1" not in texts.documents
        assert not texts.anchors


def test_a_short_title_is_no_proof_without_a_quote(folder: Path) -> None:
    source = source_of(TEXT, title="Border report")
    write(folder, "x.txt", "Border report\n\nNothing of it is left.\n")
    assert "s1" not in look(folder, sources=[source]).documents
    write(folder, "x.txt", "Border report\n\n" + TEXT[: TEXT.index("Residents")])
    assert "s1" in look(folder, sources=[source], quotes=QUOTES * 3).documents


def test_the_fuller_of_two_changed_texts_is_taken(folder: Path) -> None:
    write(folder, "a.txt", TEXT[: TEXT.index("Residents")])
    path = write(folder, "b.txt", TEXT + "More.\n")
    write(folder, "c.txt", TEXT[: TEXT.index("Residents")])
    assert look(folder).documents["s1"].path == path


def test_of_many_changed_texts_the_fullest_is_taken(folder: Path) -> None:
    for name in "abcdf":
        write(folder, f"{name}.txt", TEXT[TEXT.index("On Sunday") : TEXT.index("Residents")])
    path = write(folder, "e.txt", TEXT[TEXT.index("On Sunday") :])
    assert look(folder).documents["s1"].path == path


def test_of_two_copies_the_one_that_bears_the_title_is_taken(folder: Path) -> None:
    write(folder, "a.txt", TEXT.replace(TITLE, ""))
    path = write(folder, "b.txt", TEXT + "More.\n")
    write(folder, "c.txt", TEXT.replace(TITLE, ""))
    assert look(folder).documents["s1"].path == path


def test_a_text_without_the_title_holds_half_of_the_quotes(folder: Path) -> None:
    more = [quote_of(OTHER, words) for words in ("Ministers meet", THIRD, "said after the meeting")]
    write(folder, "a.txt", TEXT.replace(TITLE, ""))
    assert "s1" in look(folder, quotes=[*QUOTES, *more[:2]]).documents
    assert "s1" not in look(folder, quotes=[*QUOTES, *more]).documents


def test_a_quote_of_which_no_context_is_known_may_begin_a_text(folder: Path) -> None:
    quote = Quote("q", "e", "s1", FIRST)
    write(folder, "a.txt", f"{FIRST.replace('five', 'six')} Nobody was arrested.\n")
    assert states(look(folder, quotes=[quote]), [quote]) == [AnchorState.ELSEWHERE]


def test_a_text_is_given_to_one_source_and_the_proved_one_first(folder: Path) -> None:
    rewrite = source_of("gone", "s2", title="Another report on it")
    quotes = [*QUOTES, Quote("q", "e", "s2", FIRST)]
    write(folder, "a.txt", TEXT)
    assert look(folder, sources=[rewrite, SOURCE], quotes=quotes).documents.keys() == {"s1"}
    write(folder, "a.txt", "New.\n" + TEXT)
    assert look(folder, sources=[rewrite, SOURCE], quotes=quotes).documents.keys() == {"s1"}


def test_sources_of_one_text_share_it(folder: Path) -> None:
    write(folder, "a.txt", TEXT)
    texts = look(folder, sources=[SOURCE, source_of(TEXT, "s2")])
    assert texts.documents["s1"] is texts.documents["s2"]


def test_a_page_is_proved_by_the_sha_256_of_what_it_says(folder: Path) -> None:
    said = read_document(write(folder, "a.html", page_bytes(TEXT, title="x"))).text
    quote = quote_of(said, FIRST)
    texts = look(folder, sources=[source_of(said)], quotes=[quote])
    assert states(texts, [quote]) == [AnchorState.EXACT]


def test_several_folders_are_looked_through(tmp_path: Path, folder: Path) -> None:
    second = tmp_path / "second"
    write(folder, "a.txt", TEXT)
    write(second, "b.txt", "New. " + OTHER)
    sources = [SOURCE, source_of(OTHER, "s2")]
    quotes = [*QUOTES, quote_of(OTHER, THIRD, "s2")]
    texts = look(folder, second, folder, sources=sources, quotes=quotes)
    assert [texts.is_changed(one.source_id) for one in sources] == [False, True]


def test_an_absent_folder_is_told_and_the_others_are_read(tmp_path: Path, folder: Path) -> None:
    write(folder, "a.txt", TEXT)
    texts = look(tmp_path / "none", folder)
    assert "s1" in texts.documents
    assert [one.path for one in texts.unread] == [tmp_path / "none"]


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_links_that_lead_back_are_followed_once(folder: Path) -> None:
    write(folder, "a/b/x.txt", "New. " + TEXT)
    (folder / "a" / "up").symlink_to(folder)
    (folder / "self").symlink_to(folder / "self")
    (folder / "gone").symlink_to(folder / "nowhere")
    texts = look(folder)
    assert texts.documents["s1"].path.name == "x.txt"
    assert texts.unread == ()


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pipes in folders")
def test_a_pipe_is_passed_over(folder: Path) -> None:
    os.mkfifo(folder / "pipe.txt")
    write(folder, "x.txt", TEXT)
    assert "s1" in look(folder).documents


@pytest.mark.skipif(sys.platform == "win32", reason="rights work in another way there")
@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root may read all")
def test_what_may_not_be_read_is_told(folder: Path) -> None:
    locked = write(folder, "locked/x.txt", TEXT).parent
    locked.chmod(0)
    try:
        texts = look(folder)
    finally:
        locked.chmod(0o700)
    assert [one.path for one in texts.unread] == [locked]


def test_a_document_that_cannot_be_read_is_told(folder: Path) -> None:
    path = write(folder, "x.pdf", b"%PDF-1.7 and no more")
    texts = look(folder)
    assert texts.documents == {}
    assert [one.path for one in texts.unread] == [path]


def test_a_text_that_is_too_large_is_told(folder: Path) -> None:
    path = write(folder, "x.txt", TEXT)
    with path.open("r+b") as file:
        file.truncate(LARGEST + 1)
    (unread,) = look(folder).unread
    assert unread.path == path
    assert "16 MB" in str(unread.reason)


def test_no_text_is_read_where_every_sha_256_is_found(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[Path] = []

    def counted(path: Path, *_: object) -> Document:
        read.append(path)
        return read_document(path)

    monkeypatch.setattr(module, "read_document", counted)
    for number in range(20):
        write(folder, f"a{number}.txt", f"{number} {OTHER}")
    wanted = write(folder, "x.txt", TEXT)
    assert look(folder).documents
    assert read == [wanted]


def test_it_can_be_stopped_and_tells_how_far_it_is(folder: Path) -> None:
    for number in range(9):
        write(folder, f"a{number}.txt", f"{number} {OTHER}")
    told: list[float] = []

    def tell(fraction: float) -> bool:
        told.append(fraction)
        return True

    texts_of([SOURCE], QUOTES, [folder], tell)
    assert told == sorted(told)
    assert told[-1] == 1.0
    with pytest.raises(Cancelled):
        texts_of([SOURCE], QUOTES, [folder], lambda fraction: fraction < 0.2)


def test_a_dataset_takes_its_anchors_and_keeps_what_was_worked_out(folder: Path) -> None:
    write(folder, "a.txt", TEXT)
    dataset = make_dataset(
        {"event_id": QUOTES[0].event_id, "title": "One"}, sources=[SOURCE], quotes=QUOTES
    )
    index, field = dataset.time_index, dataset.field("anchor")
    assert field is not None
    assert field.keys_of(0) == ("not checked",)
    anchored = dataset.with_anchors(find_texts(dataset, [folder]).anchors)
    assert anchored.time_index is index
    assert anchored.anchor_of(QUOTES[0]).state is AnchorState.EXACT
    assert anchored.field("anchor").keys_of(0) == ("exact",)
    assert dataset.anchor_of(QUOTES[0]).state is AnchorState.NOT_CHECKED
    assert dataset.field("anchor").keys_of(0) == ("not checked",)
