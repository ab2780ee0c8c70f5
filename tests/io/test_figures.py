"""Figures of people killed as people write them."""

from pathlib import Path

import pytest

from timeline_app.core.figures import value_range
from timeline_app.io.figures import bounds_of
from timeline_app.io.open import open_dataset


@pytest.mark.parametrize(
    ("cell", "bounds"),
    [
        ("3", (3, 3)),
        ("1,200", (1200, 1200)),
        ("~4", (4, 4)),
        ("about 10", (10, 10)),
        ("20+", (20, None)),
        ("at least 20", (20, None)),
        ("more than 20", (21, None)),
        ("up to 5", (0, 5)),
        ("3-5", (3, 5)),
        ("3 to 5", (3, 5)),
    ],
)
def test_a_figure_is_as_wide_as_it_is_written(
    tmp_path: Path, cell: str, bounds: tuple[int, int | None]
) -> None:
    path = tmp_path / "x.csv"
    path.write_text(f'date,name,killed\n2020,A,"{cell}"\n2021,B,7\n2022,C,8\n', "utf-8")
    dataset = open_dataset([path])
    (claim,) = dataset.claims_at(0)
    assert value_range(claim.value) == bounds
    assert dataset.event(0).extra["killed"] == cell


@pytest.mark.parametrize("text", ["", "several", "3 or so", "-3", "3-5-7"])
def test_what_is_no_figure_has_no_bounds(text: str) -> None:
    assert bounds_of(text) is None
