"""Names made in bulk are the names made one by one."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from timeline_app.core.fields import Field
from timeline_app.core.make_fields import make_field
from timeline_app.core.text import fold, natural_key
from timeline_app.models.facet_names import FacetNames

texts = st.text(st.sampled_from("ab9 0É\u00b2Σσ\t\n\0İ-"), max_size=6) | st.text(max_size=6)
labels = st.lists(texts.filter(bool), unique=True, min_size=1, max_size=12)


def field_of(names: list[str], aliases: dict[str, str] | None = None) -> Field:
    rows = np.arange(len(names), dtype=np.int32)
    names_of = {name: [alias] for name, alias in (aliases or {}).items()}
    return make_field("station", names, rows, rows, names_of=lambda key: names_of.get(key, []))


@given(labels)
def test_ranks_are_the_places_in_natural_order(names):
    field = field_of([*names, ""])
    ranks = FacetNames(field).ranks
    in_order = sorted(range(len(field.labels)), key=lambda code: ranks[code])

    plain = [(not label, natural_key(label)) for label in field.labels]
    assert in_order == sorted(range(len(field.labels)), key=plain.__getitem__)


@given(labels, texts, st.data())
def test_search_finds_what_each_name_alone_holds(names, alias, data):
    field = field_of(names, {names[0]: alias})
    folded = [fold(label) for label in field.labels]
    aliases: dict[int, list[str]] = {}
    for text, code in field.aliases.items():
        aliases.setdefault(code, []).append(text)
    searched = fold(data.draw(texts)).split()

    plain = [
        all(
            any(word in name for name in [folded[code], *aliases.get(code, [])])
            for word in searched
        )
        for code in range(len(field.labels))
    ]
    assert FacetNames(field).holding(searched).tolist() == plain


def test_a_value_without_a_name_is_found_by_the_words_for_it():
    rows = np.arange(2, dtype=np.int32)
    names = FacetNames(make_field("actor", ["zetas", ""], rows, rows))
    assert names.label(1) == "no actor"
    assert names.holding(["no", "actor"]).tolist() == [False, True]
