"""Admins are told who is held back, each by a number that they can ask about, and how many more there are."""

import pytest

from directory.store.listings.held_back import held_back_in_words


@pytest.mark.parametrize(
    ("count", "named", "more"),
    [(1, 1, ""), (2, 2, ""), (20, 20, ""), (21, 20, ", and 1 more"), (1220, 20, ", and 1,200 more")],
)
def test_twenty_are_named_and_the_others_counted(count, named, more):
    ids = [f"2{number:09}" for number in range(count)]
    (line,) = held_back_in_words(ids)
    whose = f"{count:,} ({', '.join(ids[:named])}{more})"
    because = "Held back, because they are excluded from federal health programs"
    assert line == f"{because}: {whose}. See: python3 run.py why {ids[0]}"


def test_where_nobody_is_nothing_is_told():
    assert list(held_back_in_words([])) == []
