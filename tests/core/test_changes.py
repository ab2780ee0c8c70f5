"""What is different in a dataset that was read again."""

from tests.builders import make_claim, make_dataset
from timeline_app.core.changes import Changes, changes


def test_added_changed_and_removed_events_are_counted_by_their_ids() -> None:
    old = make_dataset({"event_id": "a"}, {"event_id": "b", "title": "B"}, {"event_id": "c"})
    new = make_dataset({"event_id": "d"}, {"event_id": "b", "title": "b"}, {"event_id": "c"})
    assert changes(old, new) == Changes(added=1, changed=1, removed=1)


def test_the_same_events_in_another_order_are_no_change() -> None:
    old = make_dataset({"event_id": "a", "date": "2020"}, {"event_id": "b", "date": "2021"})
    new = make_dataset({"event_id": "b", "date": "2021"}, {"event_id": "a", "date": "2020"})
    assert not changes(old, new)


def test_a_column_of_the_file_counts_and_an_empty_new_one_does_not() -> None:
    old = make_dataset({"event_id": "a", "weight": "1"})
    assert changes(old, make_dataset({"event_id": "a", "weight": "2"})).changed == 1
    assert changes(old, make_dataset({"event_id": "a"})).changed == 1
    assert not changes(
        make_dataset({"event_id": "a"}), make_dataset({"event_id": "a", "weight": ""})
    )


def test_what_is_claimed_of_an_event_counts() -> None:
    old = make_dataset({}, {}, claims=[make_claim("killed", "3")])
    new = make_dataset({}, {}, claims=[make_claim("killed", "4")])
    assert changes(old, new) == Changes(added=0, changed=1, removed=0)


def test_from_and_to_nothing() -> None:
    nothing, one = make_dataset(), make_dataset({})
    assert changes(nothing, one) == Changes(1, 0, 0)
    assert changes(one, nothing) == Changes(0, 0, 1)
