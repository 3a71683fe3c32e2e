"""What a practice says of itself is plain words: nothing that leads elsewhere, hides or turns what is beside it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.core import offered
from directory.core.guide import GUIDES


@pytest.mark.parametrize(
    "text",
    [
        "see https://cheap.example",
        "www.cheap.example",
        "write to me@mail.example.org",
        "visit cheapneedles.com today",
        "book at bit.ly/x1",
        "pay at acu.xyz",
        "see acu.clinic first",
        "visit acu\uff0ecom",
        "visit acu\u3002com",
        "<b>best</b>",
        "x" * 601,
    ],
)
def test_what_leads_elsewhere_or_is_too_long_is_refused(text):
    with pytest.raises(ValueError):
        offered.description(text)


def test_a_text_is_one_line_without_characters_that_hide_or_turn():
    assert offered.description("I treat\nback pain \u202egnihton\u202c, Mon.\u200b–Fri. at St. Ann's.") == (
        "I treat back pain gnihton, Mon.–Fri. at St. Ann's."
    )


@pytest.mark.parametrize(
    "text",
    ["Ana Kim, L.Ac., Dipl.O.M., since 2001.", "Neck/back pain.We see you Mon./Tue.", "Dr.Smith. $95.50, 1.5 h"],
)
def test_letters_after_a_name_prices_and_forgotten_spaces_are_plain_words(text):
    assert offered.description(text) == text


@given(st.text(max_size=700))
def test_any_text_is_refused_or_plain(text):
    try:
        found = offered.description(text)
    except ValueError:
        return
    assert found.isprintable() and len(found) <= 600 and offered.description(found) == found


def test_chosen_keys_stand_in_the_tables_order_and_others_are_refused():
    assert offered.techniques("cupping needles cupping") == "needles cupping"
    with pytest.raises(ValueError):
        offered.techniques("miracles")


def test_conditions_are_the_guides():
    assert set(offered.CONDITIONS) == set(GUIDES)
