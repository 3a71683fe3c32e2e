"""What a listing's page calls what sources say: each entry, in words that a patient understands."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest

from directory.core import cpt, sources
from directory.core.licence_layout import STATUSES
from directory.core.practitioner import ListedLocation
from directory.web.listing import phrases

CONFIRMED_BY = {
    "practitioner": "by the practitioner",
    "board": "by the licensing board",
    "payer": "by the insurer",
    "society": "by a society of practitioners",
    "admin": "by those who keep this directory",
    "nobody": "(made up)",
}


def location(days=None, confirmed_by="one"):
    """A place of practice that a source confirmed so many days ago."""
    day = None if days is None else (date.today() - timedelta(days=days)).isoformat()
    return SimpleNamespace(confirmed_on=day, confirmed_by=confirmed_by if day else None)


@pytest.mark.parametrize(("said_by", "words"), CONFIRMED_BY.items())
def test_who_confirmed_an_address_is_told_whoever_it_was(said_by, words):
    told = str(phrases.confirmed(location(0), {"one": {"said_by": said_by}}))
    assert told == f"Address and phone confirmed today {words}"


def test_every_kind_of_source_has_its_words():
    assert {source.said_by for source in sources.SOURCES} <= set(CONFIRMED_BY) == set(phrases.CONFIRMED_BY)


@pytest.mark.parametrize(
    ("days", "fresh", "words"),
    [
        (None, False, "Address and phone never confirmed"),
        (0, True, "Address and phone confirmed today by the insurer"),
        (1, True, "Address and phone confirmed 1 day ago by the insurer"),
        (90, True, "ago by the insurer"),
        (91, False, "Address and phone not confirmed in"),
    ],
)
def test_an_address_is_fresh_for_as_long_as_a_plan_may_list_it(days, fresh, words):
    """42 USC 300gg-115(a)(2): 90 days."""
    where = location(days)
    assert phrases.is_fresh(where) == fresh
    assert words in str(phrases.confirmed(where, {"one": {"said_by": "payer"}}))


def test_whoever_has_no_place_has_confirmed_none():
    assert not phrases.is_fresh(None) and "never confirmed" in str(phrases.confirmed(None, {}))
    assert "by those who keep" in str(phrases.confirmed(location(3, "gone"), {})), "a source that is no more"


def test_each_standing_of_a_license_has_its_word():
    words = ["active", "expired", "retired", "surrendered", "suspended", "revoked"]
    assert {word: word for word in words} | {"probation": "on probation"} == phrases.STATUSES
    assert set(phrases.STATUSES) == set(STATUSES) - {"unknown", "deceased"}


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("gender", "female", ["woman"]),
        ("gender", "male", ["man"]),
        ("telehealth", True, ["yes"]),
        ("telehealth", False, ["no"]),
        ("first_visit_fee", 80.0, ["$80"]),
        ("first_visit_fee", 1080.5, ["$1,080.50"]),
        ("kind", "licensed_acupuncturist", ["Acupuncturist"]),
        ("credentials", ["L.Ac.", "M.D."], ["L.Ac.", "M.D."]),
        ("languages", ("Korean",), ["Korean"]),
    ],
)
def test_a_fact_is_told_in_words_and_not_as_it_is_stored(field, value, words):
    assert [str(each) for each in phrases.in_words(field, value)] == words


def test_each_service_of_medicare_is_told_by_its_time_and_electricity():
    """CPT 97810, 97811, 97813, 97814."""
    assert {code: str(words) for code, words in phrases.MEDICARE_SERVICES.items()} == {
        "97810": "The first 15 minutes",
        "97811": "Each 15 minutes more",
        "97813": "The first 15 minutes, with electricity",
        "97814": "Each 15 minutes more, with electricity",
    }
    assert cpt.FIRST_QUARTER == "97810" and set(phrases.PLACES_OF_SERVICE) == {"office", "facility"}


def test_a_location_has_the_fields_that_are_asked_for():
    assert {"confirmed_on", "confirmed_by"} <= set(ListedLocation.__struct_fields__)
