"""Telephone numbers."""

import re

import phonenumbers
import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.core import phones


@pytest.mark.parametrize(
    "typed",
    [
        "4155550123",
        "415-555-0123",
        "(415) 555-0123",
        "415.555.0123",
        "1 415 555 0123",
        "1-415-555-0123",
        "+1 415 555 0123",
        "+14155550123",
        "tel:+14155550123",
        "  415 555 0123  ",
    ],
)
def test_every_way_to_write_a_number_becomes_one(typed):
    assert phones.normalised(typed) == "+14155550123"


@pytest.mark.parametrize(
    "typed", ["415-555-0123 x12", "415-555-0123 ext. 12", "(415) 555-0123 extension 12", "+14155550123;ext=12"]
)
def test_an_extension_is_kept(typed):
    assert phones.normalised(typed) == "+14155550123;ext=12"


@pytest.mark.parametrize(
    "typed",
    [
        "415-555-0123 (cell)",
        "415-555-0123 cell/text",
        "(415)555-0123(o)",
        "call 415-555-0123",
        "tel: 415-555-0123",
        "T: 415-555-0123",
        "4155550123.0",
        "14155550123.0",
        "415-555-0123 ext.",
        "415-555-0123 Mon-Fri 9-5",
        "415-555-0123 / 415-555-0199",
        "4155550123/4155550199",
        "(415)555-0123 or (415) 555-0199",
        "415-555-0123; 415-555-0199",
        "415-555-0123, 415-555-0199",
        "415-555-0123 and 415-555-0199",
        "415-555-0123 | 415-555-0199",
        "Phone 415-555-0123 Fax 415-555-0199",
        "415-555-0123 fax 415-555-0199",
        "555-0199, 415-555-0123",
    ],
)
def test_the_first_number_among_words_and_other_numbers_counts(typed):
    assert phones.normalised(typed) == "+14155550123"


@pytest.mark.parametrize(
    "typed",
    [
        "Fax: 415-555-0199 Phone: 415-555-0123",
        "F 415-555-0199, T 415-555-0123",
        "415-555-0199 (fax) 415-555-0123",
        "415-555-0199 fax, 415-555-0123 office",
        "Phone/Fax: 415-555-0123",
        "Tel & fax 415-555-0123",
    ],
)
def test_nobody_is_given_a_fax_to_call(typed):
    assert phones.normalised(typed) == "+14155550123"


@pytest.mark.parametrize("typed", ["fax 415-555-0199", "415-555-0199 (fax)", "F: (415) 555-0199", "(fax) 415-555-0199"])
def test_a_fax_alone_is_refused(typed):
    with pytest.raises(ValueError, match="a fax number only"):
        phones.normalised(typed)


@pytest.mark.parametrize("typed", ["415-NEEDLES", "415-555-ACUP", "1-800-ACUPUNC", "(415) 555-ACUP"])
def test_a_number_may_spell_a_word(typed):
    assert re.fullmatch(r"\+1\d{10}", phones.normalised(typed))


def test_a_territory_has_american_numbers():
    assert phones.normalised("787-555-0123") == "+17875550123"


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("", "nothing"),
        ("n/a", "no number"),
        ("--", "how NPPES says nothing"),
        ("0000000000", "a filler"),
        ("555-0123", "no area code"),
        ("415555012", "nine digits"),
        ("200.3100000", "Canada's seven digits, in a number of a spreadsheet"),
        ("310-0000", "Canada's seven digits"),
        ("41555501234", "eleven digits"),
        ("1234567890", "no area code begins with 1"),
        ("911", "an emergency"),
        ("+44 20 7946 0958", "British"),
        ("41555501234155550124", "two numbers without a sign between them"),
        ("415 555 0123 0124", "a number too long"),
        ("555-0123 Bob", "letters are no digits here"),
        ("234-5678 Bob", "nor where digits of them would make a number"),
        ("2024-10-24 00:00:00", "a day"),
        ("97214-1234", "a ZIP code"),
        ("4" * 300, "far too long"),
    ],
)
def test_what_cannot_be_called_is_refused(typed, why):
    with pytest.raises(ValueError, match=r"not an? "):
        phones.normalised(typed)


@pytest.mark.parametrize(
    ("e164", "shown"),
    [
        ("+14155550123", "(415) 555-0123"),
        ("+14155550123;ext=12", "(415) 555-0123 ext. 12"),
        ("+18005550199", "(800) 555-0199"),
    ],
)
def test_a_number_is_shown_as_americans_write_it(e164, shown):
    assert phones.shown(e164) == shown


@given(st.text(max_size=40) | st.text(alphabet="0123456789+-() x;.ext", max_size=25))
def test_any_text_is_a_number_or_refused(text):
    try:
        number = phones.normalised(text)
    except ValueError:
        return
    assert re.fullmatch(r"\+1\d{10}(;ext=\d+)?", number)


@given(st.integers(100, 199), st.none() | st.integers(1, 9999))
def test_what_is_kept_and_what_is_shown_both_read_back_as_the_same_number(line, extension):
    kept = phones.normalised(f"415 555 0{line}" + (f" x{extension}" if extension else ""))
    assert kept == f"+14155550{line}" + (f";ext={extension}" if extension else "")
    assert phones.normalised(kept) == kept
    assert phones.normalised(phones.shown(kept)) == kept


def test_a_patient_may_have_a_number_abroad():
    assert phones.of_any_country("+52 664 123 4567") == "+526641234567"
    assert phones.shown("+526641234567") == "+52 664 123 4567"
    assert phones.of_any_country("(619) 555-0144") == phones.of_any_country("+1 619 555 0144") == "+16195550144"


@pytest.mark.parametrize("typed", ["4155550123", "415-555-0123", "(415) 555-0123", "415.555.0123", "415 555 0123"])
def test_a_plain_number_is_read_without_the_library_which_takes_a_hundred_times_as_long(typed, monkeypatch):
    monkeypatch.setattr(phonenumbers, "parse", None)
    assert phones.normalised(typed) == "+14155550123"


def test_an_american_number_is_held_to_the_numbers_that_there_are_however_it_begins():
    assert phones.of_any_country("+1 619 555 0144 x12") == "+16195550144;ext=12"
    with pytest.raises(ValueError, match="not an American"):
        phones.of_any_country("+1 123 456 7890")


@pytest.mark.parametrize("text", ["+", "+52", "+52 66", "+999 12", "664 123 45678", "call me"])
def test_what_is_no_number_anywhere_is_refused(text):
    with pytest.raises(ValueError, match="not a"):
        phones.of_any_country(text)


@given(st.from_regex(r"\(?[2-9][0-9]{2}\)?[-. ]?[0-9]{3}[-. ]?[0-9]{4}", fullmatch=True))
def test_the_short_way_for_plain_numbers_says_what_the_library_says(text):
    number = phonenumbers.parse(text, "US")
    if phonenumbers.is_valid_number(number):
        assert phones.normalised(text) == phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    else:
        with pytest.raises(ValueError, match="American"):
            phones.normalised(text)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("503-555-0144", "+15035550144"),
        ("Fax: 503-555-0144", "+15035550144"),
        ("(503) 555-0144 (fax)", "+15035550144"),
        ("phone 503-555-0123, fax 503-555-0144", "+15035550144"),
    ],
)
def test_a_fax_is_the_number_that_is_called_one(text, number):
    assert phones.fax(text) == number


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("503-555-0144 or 503-555-0155", "several fax numbers"),
        ("fax 503-555-0144, fax 503-555-0155", "several fax numbers"),
        ("503-555-0144 x12", "extension"),
        ("000-000-0000", "American"),
        ("none", "not a telephone number"),
    ],
)
def test_where_it_is_not_plain_which_number_takes_faxes_none_is_taken(text, why):
    with pytest.raises(ValueError, match=why):
        phones.fax(text)
