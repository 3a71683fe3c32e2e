"""Names are compared without what people leave out, add or spell apart."""

import re
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from directory.core import names


@pytest.mark.parametrize(
    ("written", "compared"),
    [
        ("Nguyễn", "nguyen"),
        ("Đỗ", "do"),
        ("O’Brien", "obrien"),
        ("O'BRIEN", "obrien"),
        ("O`Brien", "obrien"),
        ("O´Brien", "obrien"),
        ("Haʻikū", "haiku"),
        ("Nguyen-Smith", "nguyen smith"),
        ("García", "garcia"),
        ("Łukasz", "lukasz"),
        ("Straße", "strasse"),
        ("Søren", "soren"),
        ("St. Louis", "st louis"),
        ("L.Ac.", "lac"),
        ("Summit Acupuncture & Herbs, LLC", "summit acupuncture herbs llc"),
        ("under_score", "under score"),
        ("  two   words ", "two words"),
        ("Suite #200", "suite 200"),
        ("王", "王"),
        ("—", ""),
        ("", ""),
    ],
)
def test_names_are_compared_without_case_marks_and_apostrophes(written, compared):
    assert names.folded(written) == compared


@pytest.mark.parametrize(
    ("letter", "plain"),
    [("đ", "d"), ("ð", "d"), ("ø", "o"), ("ł", "l"), ("ß", "ss"), ("æ", "ae"), ("œ", "oe"), ("þ", "th"), ("ı", "i")],
)
def test_a_letter_that_is_no_letter_with_a_mark_is_compared_as_it_is_typed_without(letter, plain):
    assert names.folded(f"a{letter}a") == f"a{plain}a"


@pytest.mark.parametrize("mark", "'’‘`´ʼʻ.")
def test_whatever_stands_for_an_apostrophe_joins_what_is_around_it(mark):
    assert names.folded(f"O{mark}Brien") == "obrien"


@pytest.mark.parametrize("name", ["Nguyễn", "García", "Haʻikū", "Łukasz"])
def test_letters_and_marks_typed_apart_are_found_as_well(name):
    assert names.folded(unicodedata.normalize("NFD", name)) == names.folded(name)


@given(st.text(max_size=60))
@example("Acme™")
@example("ǿ")
@example("№1")
@example("´")
def test_text_once_folded_stays_as_it_is(text):
    once = names.folded(text)
    assert names.folded(once) == once


@given(st.text(max_size=60))
def test_folded_text_is_words_with_one_space_between_them(text):
    assert re.fullmatch(r"(?:[^\W_]+(?: [^\W_]+)*)?", names.folded(text))


@given(st.text(alphabet="abcxyzäñéøł'-. ", max_size=30))
def test_case_makes_no_difference(text):
    assert names.folded(text.upper()) == names.folded(text)


@pytest.mark.parametrize(
    ("name", "other", "one"),
    [
        ("Ruth Okafor", "Ruth A. Okafor", True),
        ("R. Okafor", "Ruth Okafor Jr.", True),
        ("OKAFOR, MD", "Okáfor", True),
        ("Ruth Okafor, MD", "Ruth Okafor", True),
        ("Nguyễn An", "An Nguyen", True),
        ("Ruth Okafor", "Ruth Blauvelt", False),
        ("Ruth Okafor", "Harbor Family Medicine", False),
        ("", "Ruth Okafor", False),
        ("", "", False),
    ],
)
def test_two_names_may_be_one_persons_where_a_last_word_is_in_the_other(name, other, one):
    assert names.may_be_one(name, other) == names.may_be_one(other, name) == one


def test_particles_and_the_word_after_them_are_one_word_too():
    assert list(names.joined("Juan de la Cruz")) == ["lacruz", "delacruz"]
    assert names.run_together("Juan de la Cruz") == ["juan", "delacruz"]
    assert names.run_together("Ana Van Dyke-Mc Donald") == ["ana", "vandyke", "mcdonald"]
    assert names.run_together("De La") == ["dela"]
