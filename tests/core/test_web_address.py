"""Addresses in cells."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline_app.core.web_address import host_of, web_address, with_addresses


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("https://x.org/a?b=1#c", "https://x.org/a?b=1#c"),
        (" HTTP://X.org ", "HTTP://X.org"),
        ("//www.flickr.com/photos/1/", "https://www.flickr.com/photos/1/"),
        ("/static/img/a.jpg", ""),
        ("examples/taylor/born.jpg", ""),
        ("<iframe src='https://x.org'></iframe>", ""),
        ("https://x.org and more", ""),
        ("javascript:alert(1)", ""),
        ("file:///etc/passwd", ""),
        ("https:///no-host", ""),
        ("// a comment", ""),
        ("", ""),
    ],
)
def test_only_addresses_in_the_web_are_taken_for_such(text: str, address: str) -> None:
    assert web_address(text) == address


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("https://www.Example.org:8080/a", "example.org"),
        ("https://news.example.org", "news.example.org"),
        ("http://[broken", ""),
        ("example.org/a", ""),
        ("", ""),
    ],
)
def test_the_host_of_an_address(address: str, host: str) -> None:
    assert host_of(address) == host


@given(st.text())
def test_any_text_may_be_asked_for_its_address(text: str) -> None:
    assert isinstance(host_of(web_address(text)), str)


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("no address", [("no address", "")]),
        ("see https://x.org/a(b).", [("see ", "https://x.org/a(b)"), (".", "")]),
        ("http://a.org, http://b.org", [("", "http://a.org"), (", ", "http://b.org"), ("", "")]),
    ],
)
def test_addresses_within_a_text(text: str, pieces: list[tuple[str, str]]) -> None:
    assert list(with_addresses(text)) == pieces
