"""Tables with our own columns, which other programs may have too."""

from pathlib import Path

import pytest

from timeline_app.io.open import open_dataset


@pytest.mark.parametrize(
    ("dates", "name"),
    [
        (("2020-01-02", "1999"), "Timeline table"),
        (("2020-01-02", "soon"), "Timeline table"),
        (("soon", ""), "Timeline table"),
        (("2020-01-02", "25/12/2020"), "Timeline table"),
        (("03/04/2020", "25/12/2020"), "Table"),
        (("3 May 2020", "25 December 2020"), "Table"),
    ],
)
def test_our_columns_with_dates_of_others_are_a_table_of_others(
    tmp_path: Path, dates: tuple[str, str], name: str
) -> None:
    path = tmp_path / "a.csv"
    rows = "".join(f"{n},Something,{date}\n" for n, date in enumerate(dates))
    path.write_text(f"event_id,title,date\n{rows}", encoding="utf-8")
    dataset = open_dataset([path])
    assert dataset.readings[0].format == name
    assert (dataset.readings[0].undated == 0) == (name == "Table" or "1999" in dates)
