"""What people type for a place, over 600 forms: the share that is right; nobody is led elsewhere in silence."""

from collections import Counter

import pytest
from typed_places import ABROAD, typed_places

from directory.search.place import UnknownPlace
from directory.search.places import resolve_place


@pytest.fixture(scope="module")
def answers(gazetteer):
    """For each row: the kind, what was typed and wanted, what was shown, and all that was offered beside it."""
    return [(*row, *_answer(row[1], gazetteer)) for row in typed_places(gazetteer)]


def _answer(typed, gazetteer):
    try:
        place = resolve_place(typed, gazetteer)
    except UnknownPlace as error:
        return (ABROAD if "abroad" in str(error) else "", error.suggestions)
    return place.label, place.others


def test_nearly_all_that_people_type_is_understood(answers):
    asked, right = Counter(row[0] for row in answers), Counter(row[0] for row in answers if row[2] == row[3])
    for kind in asked:
        print(f"{kind:20} {right[kind]:4} of {asked[kind]:4}  {right[kind] / asked[kind]:.1%}")
    print(f"{'all':20} {right.total():4} of {asked.total():4}  {right.total() / asked.total():.1%}")
    assert len(asked) == 9 + 3 and asked.total() >= 1_000
    assert right.total() >= 0.99 * asked.total(), [row for row in answers if row[2] != row[3]]
    assert all(right[kind] >= 0.95 * asked[kind] for kind in asked)


def test_nobody_is_led_to_another_place_in_silence(answers):
    """What is wrong offers what was meant, or says that it does not know."""
    assert [row for row in answers if row[3] and row[2] not in (row[3], *row[4])] == []
