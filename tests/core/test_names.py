"""Names of people and organisations are written as they are read."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from directory.core import names

# Latin letters with every mark, the Vietnamese ones among them, and what stands between them; "ŉ" alone has no capital.
LATIN = st.characters(max_codepoint=0x24F, exclude_characters="ŉ") | st.characters(
    min_codepoint=0x1E00, max_codepoint=0x1EFF
)


written_names = st.text(LATIN | st.sampled_from("ʻ’王\u0301\u0303 "), max_size=40)


def letters(text: str) -> str:
    """The letters of a text, whatever their case (the capital of a Turkish ı is I), each with its marks."""
    low = unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).upper().casefold())
    return "".join(char for char in low if char.isalpha())


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("SMITH", "Smith"),
        ("smith", "Smith"),
        ("MCDONALD", "McDonald"),
        ("mcdonald", "McDonald"),
        ("MACIAS", "Macias"),
        ("MCA", "Mca"),
        ("MCKO", "McKo"),
        ("O'BRIEN", "O'Brien"),
        ("D'ANGELO", "D'Angelo"),
        ("O’BRIEN", "O'Brien"),
        ("NGUYEN-SMITH", "Nguyen-Smith"),
        ("JONES-MCKAY", "Jones-McKay"),
        ("VAN DYKE", "Van Dyke"),
        ("GARCÍA", "García"),
        ("NGUYỄN", "Nguyễn"),
        ("MARY ANN", "Mary Ann"),
        ("J", "J"),
        ("SMITH III", "Smith III"),
        ("II", "II"),
        ("SMITH JR.", "Smith Jr."),
        ("  SMITH   JONES ", "Smith Jones"),
        ("", ""),
        ("王", "王"),
    ],
)
def test_a_name_in_one_case_is_put_into_mixed_case(typed, read):
    assert names.readable_name(typed) == read


def test_an_apostrophe_keeps_the_letter_after_it_capital():
    assert names.readable_name("O'NEIL") == "O'Neil"


@pytest.mark.parametrize(
    "typed", ["McDonald", "MacIntyre", "DeWitt", "de la Cruz", "LeBron", "van Gogh", "O’Brien", "JoAnn"]
)
def test_a_name_in_mixed_case_was_typed_by_somebody_who_knew(typed):
    assert names.readable_name(typed) == typed


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("DE LA CRUZ", "de la Cruz"),
        ("DE LOS SANTOS", "de los Santos"),
        ("DEL RIO", "del Rio"),
        ("DOS SANTOS", "dos Santos"),
        ("VON DER HEIDE", "von der Heide"),
        ("GARCIA DE LA VEGA", "Garcia de la Vega"),
        ("ORTEGA Y GASSET", "Ortega y Gasset"),
    ],
)
def test_particles_inside_a_family_name_are_small(typed, read):
    assert names.readable_name(typed) == read


@pytest.mark.parametrize(
    ("typed", "read"),
    [("LE", "Le"), ("DO", "Do"), ("DE", "De"), ("VAN", "Van"), ("LA", "La"), ("Y", "Y"), ("DA", "Da")],
)
def test_a_particle_that_stands_alone_is_a_name(typed, read):
    assert names.readable_name(typed) == read


@pytest.mark.parametrize("article", ["LA", "LAS", "LOS"])
def test_an_article_is_small_after_de_alone(article):
    assert names.readable_name(f"GARCIA DE {article} VEGA") == f"Garcia de {article.lower()} Vega"
    assert names.readable_name(f"GARCIA {article} VEGA") == f"Garcia {article.capitalize()} Vega"


@pytest.mark.parametrize("number", ["II", "III", "IV"])
def test_a_generation_in_roman_numerals_stays_in_capitals(number):
    assert names.readable_name(f"JOHN LEE {number}") == f"John Lee {number}"
    assert names.readable_name(number.lower()) == number


def test_y_is_small_between_two_family_names_and_an_initial_elsewhere():
    assert names.readable_name("ORTEGA Y GASSET") == "Ortega y Gasset"
    assert names.readable_name("Y LOPEZ") == "Y Lopez" and names.readable_name("MARIA Y") == "Maria Y"


@pytest.mark.parametrize(
    ("typed", "read"),
    [("JR", "Jr."), ("sr.", "Sr."), ("iii", "III"), ("II.", "II"), ("2nd", "2nd"), ("Junior", "Junior")],
)
def test_a_generation_is_written_as_usual(typed, read):
    assert names.readable_suffix(typed) == read


@pytest.mark.parametrize("word", ["Jr", "JR.", "sr", "III", "2nd", "3RD", "Senior"])
def test_a_generation_is_known(word):
    assert names.is_generation(word)


@pytest.mark.parametrize("word", ["J.R.", "S.R.", "V", "Vi", "II I", ""])
def test_initials_and_names_are_no_generation(word):
    assert not names.is_generation(word)


def test_la_without_de_before_it_is_a_name():
    assert names.readable_name("LA TOYA") == "La Toya"


def test_a_letter_and_its_mark_typed_apart_are_one_letter():
    apart = unicodedata.normalize("NFD", "MARÍA")
    assert unicodedata.normalize("NFC", names.readable_name(apart)) == "María"


@given(written_names)
@example("ß")
@example("İZMİR")
@example("ılgaz")
@example("JOSE\u0301")
def test_no_letter_is_lost_or_added(text):
    assert letters(names.readable_name(text)) == letters(text)


@given(written_names)
@example("DE 1")
@example("A'BC'D")
@example("İZMİR")
def test_a_readable_name_stays_as_it_is(text):
    once = names.readable_name(text)
    assert names.readable_name(once) == once


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("BLAUVELT ACUPUNCTURE PC", "Blauvelt Acupuncture PC"),
        ("TCMAM INC", "TCMAM Inc."),
        ("SUMMIT ACUPUNCTURE & HERBS", "Summit Acupuncture & Herbs"),
        ("MIND & BODY THERAPEUTIC CONNECTIONS, PLLC", "Mind & Body Therapeutic Connections, PLLC"),
        ("WOMEN'S HEALTH OF LA JOLLA", "Women's Health of La Jolla"),
        ("THE ART OF ACUPUNCTURE", "The Art of Acupuncture"),
        ("A BETTER WAY", "A Better Way"),
        ("ON POINT ACUPUNCTURE", "On Point Acupuncture"),
        ("EASTERN TCM CLINIC", "Eastern TCM Clinic"),
        ("(TCM) CLINIC", "(TCM) Clinic"),
        ("RX WELLNESS", "RX Wellness"),
        ("ACUPUNCTURE OF LA", "Acupuncture of LA"),
        ("LA CLINICA", "La Clinica"),
        ("YIN & YANG, L.L.C.", "Yin & Yang, L.L.C."),
        ("JADE HEALTH, P.C.", "Jade Health, P.C."),
        ("JADE HEALTH INC.", "Jade Health Inc."),
        ("JADE HEALTH, INC.,", "Jade Health, Inc.,"),
        ("JADE HEALTH CO", "Jade Health Co."),
        ("ST MARYS CENTER", "St. Marys Center"),
        ("ST. MARYS CENTER", "St. Marys Center"),
        ("O'BRIEN'S CLINIC", "O'Brien's Clinic"),
        ("MCKAY ACUPUNCTURE", "McKay Acupuncture"),
        ("FIVE-ELEMENT CLINIC", "Five-Element Clinic"),
        ("5TH AVENUE ACUPUNCTURE", "5th Avenue Acupuncture"),
        ("", ""),
    ],
)
def test_an_organisation_in_capitals_is_made_readable(typed, read):
    assert names.readable_organisation(typed) == read


@pytest.mark.parametrize("word", ["Inc.", "Corp.", "Co.", "Ltd.", "St.", "Mt.", "Dr."])
def test_an_abbreviation_with_a_dot_gets_one_and_no_more(word):
    for typed in (word.upper(), word.upper().removesuffix(".")):
        assert names.readable_organisation(f"OAK {typed} CLINIC") == f"Oak {word} Clinic"


@pytest.mark.parametrize("ordinal", ["1ST", "2ND", "3RD", "4TH", "42ND"])
def test_an_ordinal_is_small(ordinal):
    assert names.readable_organisation(f"{ordinal} AVENUE CLINIC") == f"{ordinal.lower()} Avenue Clinic"


@pytest.mark.parametrize(
    ("word", "read"), [("RX", "RX"), ("BDNF", "BDNF"), ("PSYCH", "Psych"), ("FLTRS", "Fltrs"), ("GYM", "Gym")]
)
def test_up_to_four_letters_without_a_vowel_are_an_abbreviation(word, read):
    assert names.readable_organisation(f"OAK {word} CLINIC") == f"Oak {read} Clinic"


@pytest.mark.parametrize("typed", ["iHeal Acupuncture", "AcuCARE LLC", "NeuroBalance Acupuncture of LA"])
def test_an_organisation_in_mixed_case_is_left_alone(typed):
    assert names.readable_organisation(typed) == typed


@given(
    st.lists(
        st.sampled_from(
            ["ACUPUNCTURE", "OF", "&", "INC", "ST", "LLC,", "O'BRIEN'S", "(TCM)", "L.L.C.", "LA", "365", "CO.", "THE"]
        )
    )
)
def test_an_organisation_keeps_its_letters_and_is_readable_at_once(words):
    once = names.readable_organisation(" ".join(words))
    assert letters(once) == letters("".join(words))
    assert names.readable_organisation(once) == once


@pytest.mark.parametrize(
    ("parts", "read"),
    [
        (("Mary", "J", "O'Brien", "Jr."), "Mary J. O'Brien Jr."),
        (("Mary", "Jane", "O'Brien", ""), "Mary Jane O'Brien"),
        (("Mary", "J.", "O'Brien", ""), "Mary J. O'Brien"),
        (("Mary", "", "O'Brien", ""), "Mary O'Brien"),
        (("", "", "O'Brien", ""), "O'Brien"),
    ],
)
def test_a_person_is_named_in_reading_order_without_gaps(parts, read):
    assert names.person(*parts) == read
