"""Languages by tag, as people read and type them."""

import pytest

from timeline_app.core.languages import language_label, language_names, language_tag


@pytest.mark.parametrize(
    ("text", "tag", "label"),
    [
        ("en", "en", "English"),
        ("EN", "en", "English"),
        ("es-mx", "es-MX", "Spanish (MX)"),
        ("zh-hant-tw", "zh-Hant-TW", "Chinese (Hant-TW)"),
        ("pt_BR", "pt-BR", "Portuguese (BR)"),
        ("quc", "quc", "K'iche'"),
        ("qq", "qq", "qq"),
        ("x-klingon", "x-klingon", "x-klingon"),
        ("", "", ""),
    ],
)
def test_tags_and_labels(text: str, tag: str, label: str) -> None:
    assert language_tag(text) == tag
    assert language_label(tag) == label


def test_a_language_is_typed_by_its_name_whatever_the_region() -> None:
    assert language_names("es-MX") == ("Spanish",)
    assert language_names("qq") == ()
