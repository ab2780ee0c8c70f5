"""Text as people compare and type it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline_app.core.text import (
    fold,
    is_from_right,
    isolated,
    join_values,
    natural_key,
    nearest,
    split_values,
)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Pérez Molina", "perez molina"),
        ("  ÁVILA \u00a0 camacho\n", "avila camacho"),
        ("Tecún\u0301 Umán", "tecun uman"),
        ("Straße", "strasse"),
        ("“Don’t” – he said", '"don\'t" - he said'),
        ("Łódź, Þór, Øre", "lodz, thor, ore"),
        ("ｆｕｌｌ ﬁt", "full fit"),
        ("co\u00adoperation", "cooperation"),
        ("„So“, «así», ‹ici›", '"so", "asi", \'ici\''),
        ("\u200fالــسلام\u200e", "السلام"),
        ("", ""),
    ],
)
def test_fold_leaves_what_a_plain_keyboard_types(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text())
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet="aáÁ bB", max_size=8))
def test_case_does_not_count(text: str) -> None:
    assert fold(text.upper()) == fold(text)


def test_numbers_sort_by_size() -> None:
    names = ["Cell 10", "cell 9", "Célula", "cell 009b", "10", "9"]
    assert sorted(names, key=natural_key) == [
        "9",
        "10",
        "cell 9",
        "cell 009b",
        "Cell 10",
        "Célula",
    ]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("guatemela", "Guatemala"),
        ("GUATE", "Guatemala"),
        ("perez", "Otto Pérez Molina"),
        ("Mejico", "México"),
        ("qqqqqqq", None),
        ("", None),
    ],
)
def test_nearest_name(typed: str, meant: str | None) -> None:
    assert nearest(typed, ["Guatemala", "México", "Otto Pérez Molina", ""]) == meant


def test_nearest_of_nothing() -> None:
    assert nearest("a", []) is None


@pytest.mark.parametrize(
    ("cell", "values"),
    [
        ("", ()),
        ("GTM", ("GTM",)),
        ("GTM|MEX", ("GTM", "MEX")),
        (" GTM | MEX |", ("GTM", "MEX")),
        (r"a\|b|c", ("a|b", "c")),
        (r"a\\|b", ("a\\", "b")),
        (r"C:\new|x", (r"C:\new", "x")),
        ("end\\", ("end\\",)),
    ],
)
def test_values_of_a_cell(cell: str, values: tuple[str, ...]) -> None:
    assert split_values(cell) == values


@given(st.lists(st.text(alphabet="ab|\\ é", min_size=1).map(str.strip).filter(bool)))
def test_joined_values_are_read_back(values: list[str]) -> None:
    assert split_values(join_values(values)) == tuple(values)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("عبر المسلحون الحدود", True),
        ("הצבא: BBC, 8 June", False),
        ("“עבר”, 2024", True),
        ("Said “سلام”.", False),
        ("2024", False),
        ("", False),
    ],
)
def test_a_text_is_from_the_right_where_most_of_its_letters_are(text: str, expected: bool) -> None:
    assert is_from_right(text) is expected


def test_only_letters_from_the_right_are_kept_apart() -> None:
    assert isolated("Prensa Ejemplar, día 8") == "Prensa Ejemplar, día 8"
    assert isolated("صحيفة") == "\u200e\u2068صحيفة\u2069"
