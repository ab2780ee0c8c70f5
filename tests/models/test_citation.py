"""How sources are cited, and which addresses count as web addresses."""

from dataclasses import replace

import pytest

from tests.builders import make_dataset
from timeline_app.core.records import Source
from timeline_app.io import citations as io_citations
from timeline_app.models.citation import FORMS, citation, dataset_cited, web_host


@pytest.mark.parametrize(
    ("source", "note"),
    [
        (
            Source("s", "BBC News", "Army joins fight", "2012-01-15", "https://bbc.co.uk/1"),
            "BBC News, “Army joins fight,” 15 January 2012, https://bbc.co.uk/1.",
        ),
        (Source("s", "BBC News", "Who did it?", "2012"), "BBC News, “Who did it?” 2012."),
        (Source("s", "Proceso", "On the border.", "2025"), "Proceso, “On the border,” 2025."),
        (Source("s", "Proceso", "In the U.S.", "2025"), "Proceso, “In the U.S.,” 2025."),
        (Source("s", "BBC News", "Army joins fight"), "BBC News, “Army joins fight.”"),
        (Source("s", "BBC News", "", "2012-01"), "BBC News, January 2012."),
        (Source("s", "", "Army joins fight", "long ago"), "“Army joins fight,” long ago."),
        (Source("s", "BBC News", ""), "BBC News."),
        (Source("s", "", "Who did it?"), "“Who did it?”"),
        (Source("s", "AP", 'He said "no" and left', "2025"), "AP, “He said ‘no’ and left,” 2025."),
        (Source("s", "AP", "“We stay”", "2025"), "AP, “‘We stay,’” 2025."),
        (Source("s", "AP", "“We stay”"), "AP, “‘We stay.’”"),
        (Source("s", "AP", "Two\n lines,", "2025"), "AP, “Two lines,” 2025."),
        (Source("s", "AP", "The soldiers’ tale", "2025"), "AP, “The soldiers’ tale,” 2025."),
        (Source("s", "Zeit", "„So“ sagt er", "2025"), "Zeit, “„So“ sagt er,” 2025."),
        (Source("s", "Proceso", "«Así» dijo", "2025"), "Proceso, “«Así» dijo,” 2025."),
        (Source("s", "", ""), ""),
    ],
)
def test_a_source_is_cited_with_what_is_known(qapp, source, note):
    assert citation(source) == note


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("https://www.example.org/a?b#c", "example.org"),
        ("http://example.org", "example.org"),
        ("HTTPS://example.org", "example.org"),
        ("javascript:alert(1)", ""),
        ("file:///etc/passwd", ""),
        ("https:///nowhere", ""),
        ("https://exa mple.org", ""),
        ("-h", ""),
        ("", ""),
    ],
)
def test_only_web_addresses_have_a_host(address, host):
    assert web_host(address) == host


def test_the_dataset_is_cited_with_who_made_it(qapp):
    about = {
        "contributors": [{"title": "Ana Pérez"}, {"title": "Border Lab"}],
        "created": "2025-12",
    }
    dataset = replace(make_dataset({"title": "x"}), about=about)
    note = "Ana Pérez and Border Lab, “Test set,” version 1.0.0, dataset, December 2025."
    assert dataset_cited(dataset, "note") == note


def test_all_forms_are_offered() -> None:
    assert ("note", *io_citations.FORMS) == FORMS
