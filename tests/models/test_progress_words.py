"""How far the reading of files is."""

from timeline_app.core.progress import Done, part_of
from timeline_app.models.progress_words import progress_in_words


def test_rows_bytes_and_time_are_told_as_far_as_they_are_known() -> None:
    whole = progress_in_words(Done(0.4, 120, 125_000_000), 250_000_000, 3.4)
    assert whole == "Opening…  ·  120 rows  ·  125 of 250 MB  ·  3 s left"
    assert progress_in_words(0.5, 1000, 0.2) == "Opening…"


def test_the_rows_of_a_part_of_the_work_come_through() -> None:
    told: list[float] = []

    def progress(fraction: float) -> bool:
        told.append(fraction)
        return True

    inner = part_of(progress, 0.5, 0.4)
    assert inner is not None
    assert inner(Done(0.5, 7))
    assert told[0] == 0.7
    assert progress_in_words(told[0], 0, 0) == "Opening…  ·  7 rows"
