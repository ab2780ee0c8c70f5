"""Citations are read again by the programs that they are made for."""

import json
import re
from dataclasses import replace

import pytest
import rispy
from hypothesis import example, given
from hypothesis import strategies as st
from pybtex.database import Entry, parse_string

from tests.builders import make_dataset
from timeline_app.core.records import Source
from timeline_app.io.citations import bibtex, csl_json, dataset_reference, ris, source_reference
from timeline_app.io.citations.issued import issued
from timeline_app.io.citations.reference import Reference, key_of, one_line

SOURCE = Source(
    "bbc-2012", "BBC News", "Army joins fight", "2012-01-15", "https://bbc.co.uk/1?a=%7B&b_c#d",
    "en-GB", "", "Read as republished.",
)  # fmt: skip
REFERENCE = source_reference(SOURCE, {})

nasty = st.text(
    alphabet=st.sampled_from("{}\\\"'#$%&_^~@,=<>|;:/- aé\u00a0ñ漢😀\n\t\x00\u2028\u202e-")
)
texts = nasty | st.text()
lines = texts.map(one_line)


def read_bibtex(text: str) -> dict[str, Entry]:
    return dict(parse_string(text, "bibtex").entries.items())


def of_tex(value: str) -> str:
    """What TeX prints of a value."""
    names = {"textbackslash": "\\", "textbraceleft": "{", "textbraceright": "}",
             "textasciitilde": "~", "textasciicircum": "^"}  # fmt: skip
    printed = re.sub(
        r"\\(text\w+)\{\}|\\([#$%&_])|[{}]",
        lambda found: names.get(found[1], found[1]) if found[1] else found[2] or "",
        value,
    )
    assert "\\" not in re.sub(r"\\(text\w+)\{\}|\\[#$%&_]", "", value)
    return printed


def one_blank(text: str) -> str:
    """BibTeX knows one kind of white space."""
    return " ".join(text.split())


@given(texts)
@example('{ \\} % $x_1$ ~ "unfinished')
@example("\\end{document}")
def test_bibtex_restores_any_title(title):
    reference = replace(REFERENCE, title=title)
    (entry,) = read_bibtex(bibtex([reference])).values()
    read = of_tex(entry.fields.get("title", ""))
    assert one_blank(read) == one_blank(one_line(title))


@given(st.lists(st.tuples(texts, texts, texts), min_size=1, max_size=4))
@example([("ER  - ", "TY  - JOUR\nER  -", "a\nER  - \nTY  - BOOK")])
def test_ris_restores_any_texts_and_records_do_not_run_together(cells):
    references = [
        replace(REFERENCE, key=f"k{n}", title=title, publisher=publisher, notes=(note,))
        for n, (title, publisher, note) in enumerate(cells)
    ]
    read = rispy.loads(ris(references))
    assert [record["id"] for record in read] == [reference.key for reference in references]
    for record, cell in zip(read, cells, strict=True):
        kept = (record.get("title", ""), record.get("publisher", ""), record.get("notes", [""])[0])
        assert [one_blank(text) for text in kept] == [one_blank(one_line(text)) for text in cell]


@given(lines, lines, st.lists(lines.filter(bool), max_size=3))
def test_csl_json_restores_any_text(title, publisher, notes):
    reference = replace(REFERENCE, title=title, publisher=publisher, notes=tuple(notes))
    (item,) = json.loads(csl_json([reference]))
    assert (item.get("title", ""), item.get("publisher", "")) == (title, publisher)
    assert item.get("note", "") == "\n".join(notes)


@given(texts)
def test_any_id_makes_a_plain_key(name):
    assert re.fullmatch("[a-z0-9-]{1,47}", key_of(name))
    assert list(read_bibtex(bibtex([replace(REFERENCE, key=key_of(name))]))) == [key_of(name)]


@given(st.lists(st.text(alphabet="aAé-_ |/", max_size=4), unique=True))
def test_different_ids_keep_different_keys(names):
    assert len({key_of(name) for name in names}) == len(names)


def test_a_plain_id_is_its_key():
    assert key_of("bbc-2012") == "bbc-2012"
    assert key_of("BBC 2012").startswith("bbc-2012-")


def test_a_source_has_all_its_parts_in_bibtex():
    (entry,) = read_bibtex(bibtex([REFERENCE])).values()
    assert dict(entry.fields) == {
        "title": "{Army joins fight}",
        "howpublished": "BBC News",
        "publisher": "BBC News",
        "year": "2012",
        "date": "2012-01-15",
        "url": "https://bbc.co.uk/1?a=%7B&b_c#d",
        "langid": "english",
        "note": "Read as republished.",
    }


def test_a_source_has_all_its_parts_in_ris():
    (record,) = rispy.loads(ris([REFERENCE]))
    assert record == {
        "type_of_reference": "ELEC",
        "id": "bbc-2012",
        "title": "Army joins fight",
        "publisher": "BBC News",
        "year": "2012",
        "date": "2012/01/15/",
        "language": "en-GB",
        "urls": ["https://bbc.co.uk/1?a=%7B&b_c#d"],
        "notes": ["Read as republished."],
    }


def test_a_source_has_all_its_parts_in_csl_json():
    assert json.loads(csl_json([REFERENCE])) == [
        {
            "id": "bbc-2012",
            "type": "webpage",
            "title": "Army joins fight",
            "publisher": "BBC News",
            "issued": {"date-parts": [[2012, 1, 15]]},
            "URL": "https://bbc.co.uk/1?a=%7B&b_c#d",
            "language": "en-GB",
            "note": "Read as republished.",
        }
    ]


@pytest.mark.parametrize(
    ("published", "biblatex", "da", "csl", "is_plain"),
    [
        ("2012-01-15", "2012-01-15", "2012/01/15/", {"date-parts": [[2012, 1, 15]]}, True),
        ("2012-01", "2012-01", "2012/01//", {"date-parts": [[2012, 1]]}, True),
        ("0987", "0987", "0987///", {"date-parts": [[987]]}, True),
        ("2012-01~", "2012-01~", "2012/01//2012-01~",
         {"date-parts": [[2012, 1]], "circa": True}, False),
        ("2012?", "2012?", "2012///2012?", {"date-parts": [[2012]], "circa": True}, False),
        ("2012-01/2012-03", "2012-01/2012-03", "2012/01//2012-01/2012-03",
         {"date-parts": [[2012, 1], [2012, 3]]}, True),
        ("2012/..", "2012", "2012///2012/..", {"date-parts": [[2012]]}, False),
        ("[2025-12-10..2025-12-13]", "2025-12", "2025/12//[2025-12-10..2025-12-13]",
         {"date-parts": [[2025, 12]]}, False),
        ("[2024-12-30,2025-01-02]", None, "///[2024-12-30,2025-01-02]",
         {"literal": "[2024-12-30,2025-01-02]"}, False),
        ("2012-01-15T14:30:00Z", "2012-01-15", "2012/01/15/2012-01-15T14:30:00Z",
         {"date-parts": [[2012, 1, 15]]}, False),
        ("201X", None, "///201X", {"literal": "201X"}, False),
        ("[..2012]", None, "///[..2012]", {"literal": "[..2012]"}, False),
        ("-0043", None, "///-0043", {"literal": "-0043"}, False),
        ("long ago", None, "///long ago", {"literal": "long ago"}, False),
        ("", None, None, None, True),
    ],
)  # fmt: skip
def test_no_date_says_more_than_is_known(published, biblatex, da, csl, is_plain):
    reference = source_reference(replace(SOURCE, published=published, note=""), {})
    (entry,) = read_bibtex(bibtex([reference])).values()
    (record,) = rispy.loads(ris([reference]))
    (item,) = json.loads(csl_json([reference]))
    assert entry.fields.get("date") == biblatex
    assert entry.fields.get("year") == (biblatex[:4] if biblatex else None)
    assert (record.get("date"), record.get("year")) == (da, biblatex[:4] if biblatex else None)
    assert item.get("issued") == csl
    said = f"Published: {published}"
    assert any(note.startswith(said) for note in reference.notes) is not is_plain


@given(st.text(alphabet="0123456789-/.[]{}?~%XT:Z,", max_size=24))
def test_any_text_has_a_date_or_stands_as_it_is(text):
    assert issued(text).text == text.strip()


def test_what_a_source_was_made_from_is_said():
    origin = Source("efe", "EFE", "El ejército", "2012-01-14")
    derived = replace(SOURCE, note="", derived_from="efe")
    assert source_reference(derived, {"efe": origin}).notes == (
        "Republishes or rewrites: EFE, El ejército, 2012-01-14",
    )
    assert source_reference(derived, {}).notes == ("Republishes or rewrites: efe",)


@pytest.mark.parametrize("address", ["javascript:alert(1)", "/home/me/file.pdf", "-"])
def test_what_is_no_web_address_is_no_url(address):
    reference = source_reference(replace(SOURCE, url=address), {})
    assert reference.url == ""
    assert f"Address: {address}" in reference.notes


def test_an_address_cannot_leave_its_field():
    reference = source_reference(replace(SOURCE, url="https://x.org/a}b\\c{d"), {})
    (entry,) = read_bibtex(bibtex([reference])).values()
    assert entry.fields["url"] == "https://x.org/a%7Db%5Cc%7Bd"


def test_the_dataset_is_cited_as_one():
    reference = dataset_reference(make_dataset({"title": "x"}))
    (entry,) = read_bibtex(bibtex([reference])).values()
    assert (entry.type, dict(entry.fields)) == (
        "dataset",
        {"title": "{Test set}", "version": "1.0.0"},
    )
    (record,) = rispy.loads(ris([reference]))
    assert (record["type_of_reference"], record["edition"]) == ("DATA", "1.0.0")
    (item,) = json.loads(csl_json([reference]))
    assert (item["type"], item["title"], item["version"]) == ("dataset", "Test set", "1.0.0")


def test_what_the_descriptor_says_belongs_to_the_citation():
    about = {
        "contributors": [
            {"title": "Ana Pérez", "role": "author"},
            {"title": "Border Lab"},
            {"title": "A Press", "role": "publisher"},
            {"title": "Nobody", "role": "wrangler"},
        ],
        "licenses": [{"name": "CC-BY-4.0", "path": "https://cc.example/by"}],
        "homepage": "https://border.example",
        "created": "2025-12-24T10:00:00Z",
    }
    reference = dataset_reference(replace(make_dataset({"title": "x"}), about=about))
    (item,) = json.loads(csl_json([reference]))
    del item["id"]
    assert item == {
        "type": "dataset",
        "author": [{"literal": "Ana Pérez"}, {"literal": "Border Lab"}],
        "title": "Test set",
        "publisher": "A Press",
        "issued": {"date-parts": [[2025, 12, 24]]},
        "version": "1.0.0",
        "URL": "https://border.example",
        "note": "Licence: CC-BY-4.0, https://cc.example/by",
    }
    (entry,) = read_bibtex(bibtex([reference])).values()
    assert [str(person) for person in entry.persons["author"]] == ["{Ana Pérez}", "{Border Lab}"]
    (record,) = rispy.loads(ris([reference]))
    assert record["authors"] == ["Ana Pérez", "Border Lab"]


@pytest.mark.parametrize("odd", [None, 3, "x", [], ["x", None, {"title": 3}], {"title": "x"}])
def test_a_descriptor_may_hold_anything(odd):
    about = dict.fromkeys(["contributors", "licenses", "homepage", "created"], odd)
    reference = dataset_reference(replace(make_dataset({"title": "x"}), about=about))
    assert reference.authors == ()
    assert len(read_bibtex(bibtex([reference]))) == 1


def test_nothing_known_is_still_an_entry():
    empty = Reference("k", "document", "")
    assert list(read_bibtex(bibtex([empty]))) == ["k"]
    assert len(rispy.loads(ris([empty]))) == 1
    assert json.loads(csl_json([empty])) == [{"id": "k", "type": "document"}]
