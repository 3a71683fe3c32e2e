"""The box for a place understands an insurance, somebody and what hurts too; a place of the very name wins."""

import pytest

from directory.search.one_box import is_insurance, is_trouble, other_fields
from directory.search.people import is_rather_somebody
from directory.search.place import UnknownPlace
from directory.search.places import resolve_place
from directory.store.reference.files import everyday_diagnoses


def fields(text, gazetteer, directory):
    try:
        place = resolve_place(text, gazetteer)
    except UnknownPlace:
        place = None
    return other_fields(text, place, gazetteer, directory)


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("Medicare", {"insurance": "Medicare"}),
        ("Aetna", {"insurance": "Aetna"}),  # not Etna, PA
        ("Kaiser", {"insurance": "Kaiser"}),  # not a hamlet in Missouri
        ("acme health", {"insurance": "acme health"}),
        ("humana medicare advantage Tampa FL", {"near": "Tampa FL", "insurance": "humana medicare advantage"}),
        ("Grace Kang 60614", {"near": "60614", "name": "Grace Kang"}),
        ("Brooklyn Emily Turner", {"near": "Brooklyn", "name": "Emily Turner"}),
        ("acupuncture that takes Medicaid", {"insurance": "Medicaid"}),
        ("Aetna 97214", {"near": "97214", "insurance": "Aetna"}),
        ("97214 Aetna", {"near": "97214", "insurance": "Aetna"}),
        ("Aetna, Portland, OR", {"near": "Portland, OR", "insurance": "Aetna"}),
        ("medicaid in denver", {"near": "denver", "insurance": "medicaid"}),
        ("United Healthcare Portland OR", {"near": "Portland OR", "insurance": "United Healthcare"}),
        ("Holly O'Brien, Portland, Maine", {"near": "Portland, Maine", "name": "Holly O'Brien"}),
        ("Dr. Nguyen San Jose", {"near": "San Jose", "name": "Dr. Nguyen"}),
        ("Lincoln Avenue Acupuncture, New York", {"near": "New York", "name": "Lincoln Avenue Acupuncture"}),
    ],
)
def test_what_stands_beside_a_place_or_in_its_stead_goes_to_its_own_field(typed, wanted, gazetteer, sample_directory):
    assert fields(typed, gazetteer, sample_directory) == wanted


@pytest.mark.parametrize(
    "typed",
    [
        *("Anthem", "Providence", "Providence RI", "Independence Ohio", "VA", "VA Norfolk", "Kaiser, MO"),
        *(
            "Capitol Hill, Seattle",
            "Hyde Park Chicago",
            "Grant Park Chicago",
            "Mission Hills San Diego",
            "97214 Portland",
        ),
        *("Providence Portland Medical Center", "123 Martin Luther King Blvd, Portland, OR", "45.5,-122.6", "near me"),
    ],
)
def test_a_place_stays_a_place(typed, gazetteer, sample_directory):
    assert fields(typed, gazetteer, sample_directory) == {}


def test_the_letters_of_the_capital_are_no_chiropractors(gazetteer, sample_directory):
    place = resolve_place("Washington, D. C.", gazetteer)
    assert place.label == "Washington, DC" and not is_rather_somebody("Washington, D. C.", place, sample_directory)


def test_a_state_is_no_insurance_though_one_has_its_letters(sample_directory):
    assert is_insurance("VA Community Care", sample_directory) and not is_insurance("VA", sample_directory)


@pytest.mark.parametrize(
    ("typed", "is_one"), [("back pain", True), ("migraines", True), ("Denver", False), ("", False)]
)
def test_what_hurts_is_known_by_its_whole_name(typed, is_one):
    assert is_trouble(typed, everyday_diagnoses()) == is_one
