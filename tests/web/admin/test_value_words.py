"""Values of a file in words that a clerk reads: no field names, no records as programs have them."""

import msgspec
import pytest

from directory.core.negotiated_rate import NegotiatedRate
from directory.core.practitioner import Licence, ListedLocation, PlanTaken
from directory.core.registration import RegisteredName, RegisteredTaxonomy, Registration
from directory.web.admin.value_words import LONGEST_VALUE, value_in_words

PLACE = ListedLocation(
    address="1 Elm St",
    city="Denver",
    state="CO",
    postal_code="80203",
    phone="+13035550123",
    latitude=39.7,
    longitude=-104.9,
    precision="zip",
    source="nppes",
    as_of="2026-01-01",
)
REGISTERED = Registration(
    name=RegisteredName(first="ANA", last="LOPEZ"),
    enumerated_on="2021-04-01",
    taxonomies=(RegisteredTaxonomy("171100000X", "Acupuncturist", "1979", "CO"),),
)
PLAN = PlanTaken("Acme", "Gold", "in", rates=(NegotiatedRate("97810", 44.5, "negotiated"),))


@pytest.fixture(autouse=True)
def asked(own_app):
    """A request in Spanish."""
    with own_app.test_request_context("/?lang=es"):
        yield


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("kind", "licensed_acupuncturist", "Acupunturista"),
        ("telehealth", False, "no"),
        ("later_visit_fee", 80.0, "$80"),
        ("ended_phones", "+13035550123", "(303) 555-0123"),
        ("updated_on", "2026-01-02", "2 ene 2026"),
        ("locations", PLACE, "1 Elm St, Denver, CO 80203 · (303) 555-0123 · punto en el centro del código postal"),
        ("licences", Licence("CO", "1979"), "CO 1979"),
        ("licences", Licence("CO", "1979", "active"), "CO 1979: activa"),
        ("registrations", REGISTERED, "ANA LOPEZ, 2021-04-01, 171100000X CO 1979"),
        ("insurance", PLAN, "Acme · Gold · dentro de la red · 97810 $44.50"),
        ("insurance", {"more": 1200}, "y 1,200 más"),
    ],
)
def test_a_value_is_told_as_people_say_it(field, value, words):
    assert value_in_words(field, msgspec.to_builtins(value)) == words


def test_a_name_that_is_a_word_of_ours_stays_a_name():
    assert value_in_words("name", "Clinic") == "Clinic"


def test_a_long_value_is_cut_and_shows_that_it_is():
    told = value_in_words("description", "x" * 1000)
    assert len(told) == LONGEST_VALUE and told.endswith("…")
