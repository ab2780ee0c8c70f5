"""A table in Markdown shows each cell as it reads; nothing in it is markup."""

import re
from html import unescape
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import make_dataset
from timeline_app.core.dataset import Dataset
from timeline_app.io.export.choices import TableChoices
from timeline_app.io.export.writers import write_table

MARKS = "\\`*_[]|~<>&#"
TITLE_ONLY = TableChoices(format="markdown", columns=("title",))


def written(dataset: Dataset, path: Path, choices: TableChoices) -> list[str]:
    write_table(dataset, np.arange(len(dataset)), path, choices)
    text = path.read_bytes().decode()
    assert text.endswith("|\n")
    return text[:-1].split("\n")


def shown(line: str) -> list[str]:
    """The texts of the cells of a row, as a reader of Markdown shows them."""
    cells = re.findall(r"\| ((?:\\.|[^|\\])*) (?=\|)", line)
    return [unescape(re.sub(r"\\(.)", r"\1", cell.replace("<br>", "\n"))) for cell in cells]


@given(title=st.text(alphabet=MARKS + "ab1 \n", max_size=12))
def test_a_cell_is_shown_as_it_reads(title: str, tmp_path_factory) -> None:
    dataset = make_dataset({"title": title, "date": "2024"})
    head, rule, row = written(dataset, tmp_path_factory.mktemp("x") / "x.md", TITLE_ONLY)
    assert (head, rule) == ("| title |", "|---|")
    assert shown(row) == [title]
    for sign in re.findall(r"(?<!\\)(?:\\\\)*([`*\[\]~])", row):
        raise AssertionError(f"{sign} is markup in {row}")
    assert not re.search(r"<(?!br>)", row)


def test_underscores_within_words_stay_readable(tmp_path: Path) -> None:
    dataset = make_dataset({"title": "x.org/a_b_c_d_1 _so_", "date": "2024"})
    *_, row = written(dataset, tmp_path / "x.md", TITLE_ONLY)
    assert row == r"| x.org/a_b_c_d_1 \_so\_ |"


@pytest.mark.parametrize(
    ("title", "row"),
    [
        ("https://x.org/_a_?b=1&c=~2", "<https://x.org/_a_?b=1&c=~2>"),
        ("see https://x.org/a_(b), *now*", r"see <https://x.org/a_(b)>, \*now\*"),
        ("(at http://x.org/a_(b)_.)", r"(at <http://x.org/a_(b)>\_.)"),
        ("(http://x.org/a)", "(<http://x.org/a>)"),
        ("https://x.org/a | https://x.org/b|c", r"<https://x.org/a> \| <https://x.org/b\|c>"),
        (
            "<https://x.org>\n_http://x.org/\0_",
            "&lt;<https://x.org>&gt;<br>\\_<http://x.org/>\0\\_",
        ),
        ("https:// _x_", r"https:// \_x\_"),
        ("$5 or 6$, 2^10^", r"\$5 or 6\$, 2\^10\^"),
    ],
)
def test_an_address_is_a_link_to_what_it_says(tmp_path: Path, title: str, row: str) -> None:
    """Programs that make links of bare addresses take the escapes in them for part of them."""
    dataset = make_dataset({"title": title, "date": "2024"}, {"title": "plain", "date": "2025"})
    *_, found, _ = written(dataset, tmp_path / "x.md", TITLE_ONLY)
    assert found == f"| {row} |"


def test_every_row_has_as_many_cells_as_the_header(tmp_path: Path) -> None:
    dataset = make_dataset({"title": "a|b", "date": "2024", "note": "c\r\nd|"}, {"title": "|"})
    head, rule, *rows = written(dataset, tmp_path / "x.md", TableChoices(format="markdown"))
    assert rule.count("---") == len(shown(head)) == 19
    assert [len(shown(row)) for row in rows] == [19, 19]
