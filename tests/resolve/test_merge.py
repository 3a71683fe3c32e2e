"""What is shown when sources differ, and why."""

import pytest
from msgspec.structs import replace
from records import plain
from stated import ELM, OAK, listing_of, said

from directory.core.practitioner import (
    Licence,
    Location,
)
from directory.importer.preview import facts_in_words


def merged(*statements):
    """The same as plain values, without what nobody states of an origin."""
    listing = listing_of(*statements)
    return listing and without_empty(plain(listing))


def without_empty(values):
    """Values without the empty `lost` and `also` of origins and entries."""
    if isinstance(values, dict):
        return {name: without_empty(each) for name, each in values.items() if name not in ("lost", "also") or each}
    return [without_empty(each) for each in values] if isinstance(values, list) else values


def test_the_order_of_sources_decides_and_what_lost_is_kept():
    shown = merged(said("licences", "2026-05-01", name="Maeve Obrien"), said("nppes", "2024-01-01"))
    assert shown["name"] == "Maeve O'Brien"
    assert shown["facts"]["name"] == {
        "source": "nppes",
        "as_of": "2024-01-01",
        "lost": [{"value": "Maeve Obrien", "source": "licences", "as_of": "2026-05-01"}],
        "agreeing": [],
    }


def test_which_other_sources_state_the_same_is_kept_each_once():
    shown = merged(
        said("nppes", "2024-01-01"),
        said("licences", "2025-01-01"),
        said("licences", "2026-01-01"),
        said("csv", "2026-01-01"),
    )
    assert shown["facts"]["name"]["agreeing"] == ["licences", "csv"]


def test_of_one_source_the_newer_counts():
    shown = merged(said("nppes", "2024-01-01", gender="female"), said("nppes", "2025-01-01", gender="male"))
    assert shown["gender"] == "male"


def test_a_board_knows_best_whether_a_license_is_valid():
    stated = (
        said("nppes", "2026-01-01", licences=[Licence("OR", "AC 900001")]),
        said("licences", "2025-01-01", licences=[Licence("OR", "AC900001", "revoked", "2024-12-31")]),
    )
    shown = merged(*stated)
    (licence,) = shown["licences"]
    assert (licence["status"], licence["source"]) == ("revoked", "licences")
    assert licence["also"] == [
        {"number": "AC 900001", "status": "unknown", "expires_on": None, "source": "nppes", "as_of": "2026-01-01"}
    ], "only what differs is said again"
    assert "    also: OR, AC 900001, unknown  [nppes, 2026-01-01]" in facts_in_words(listing_of(*stated))


def test_locations_of_several_sources_come_together_each_with_its_own():
    shown = merged(
        said("nppes", "2026-01-01", locations=[Location("12 Elm St", "Portland", "OR")]),
        said(
            "nppes-locations",
            "2026-01-01",
            kind="",
            locations=[Location("12 ELM ST", "Portland", "OR"), Location("7 Oak Ave", "Salem", "OR")],
        ),
    )
    assert [(place["address"], place["source"]) for place in shown["locations"]] == [
        ("12 Elm St", "nppes"),
        ("7 Oak Ave", "nppes-locations"),
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("3000 W Olympic Blvd Ste 200", "Los Angeles"), ("3000 West Olympic Boulevard, Suite 200", "LOS ANGELES")),
        (("1 N Grand Ave #4", "St Louis"), ("1 North Grand Avenue, Unit 4", "Saint Louis")),
        (("700 26th Street", "Portland"), ("700 26 St", "Portland")),
    ],
)
def test_one_office_in_two_writings_is_shown_once_as_the_first_source_writes_it(one, other):
    shown = merged(
        said("nppes", "2026-01-01", locations=[Location(*one, "MO")]),
        said("licences", "2026-01-01", locations=[Location(*other, "MO")]),
    )
    (place,) = shown["locations"]
    assert (place["address"], place["city"]) == one
    assert place["also"][0]["address"] == other[0]


@pytest.mark.parametrize("other", ["3000 W Olympic Blvd Ste 210", "3000 E Olympic Blvd Ste 200", "3000 W Olympic Blvd"])
def test_two_offices_in_one_street_stay_two(other):
    places = [Location("3000 W Olympic Blvd Ste 200", "Los Angeles", "CA"), Location(other, "Los Angeles", "CA")]
    assert len(merged(said("nppes", "2026-01-01", locations=places))["locations"]) == 2


def test_a_license_with_and_without_its_letters_is_one_and_what_the_board_says_of_it_is_shown():
    shown = merged(
        said("nppes", "2026-01-01", licences=[Licence("CA", "19125")]),
        said("licences", "2026-01-01", licences=[Licence("CA", "AC19125", "active")]),
    )
    (licence,) = shown["licences"]
    assert (licence["number"], licence["status"]) == ("AC19125", "active")
    assert [(each["number"], each["status"]) for each in licence["also"]] == [("19125", "unknown")]


def test_a_physician_who_is_an_acupuncturist_has_two_licenses_though_the_digits_are_the_same():
    both = [Licence("OR", "MD12345", "active"), Licence("OR", "AC12345", "revoked")]
    shown = merged(said("licences", "2026-01-01", licences=both), said("csv", "2026-01-01", licences=both[:1]))
    assert [(each["number"], each["status"]) for each in shown["licences"]] == [
        ("MD12345", "active"),
        ("AC12345", "revoked"),
    ]


def test_nobody_is_listed_by_sources_that_only_add():
    assert (
        merged(said("nppes-locations", "2026-01-01", kind="", locations=[Location("7 Oak Ave", "Salem", "OR")])) is None
    )


def test_a_deactivated_npi_leaves_unless_nppes_lists_it_in_a_newer_file():
    gone = said("nppes-deactivated", "2024-06-01", kind="", deactivated_on="2024-05-20")
    assert merged(said("nppes", "2024-01-01"), gone) is None
    assert merged(said("nppes", "2024-07-01"), gone)["name"] == "Maeve O'Brien"


ACTIVE = Licence("OR", "2", "active")


def confirmations(shown, name):
    return [(entry["confirmed_on"], entry["confirmed_by"]) for entry in shown[name]]


def test_each_fact_is_confirmed_by_itself_and_the_listing_on_the_newest_of_these_days():
    shown = merged(
        said("nppes", "2026-01-01", confirmed_on="2022-02-02", locations=[ELM], licences=[Licence("OR", "1")]),
        said("licences", "2025-01-01", confirmed_on="2025-01-01", licences=[Licence("OR", "1", "active")]),
    )
    assert confirmations(shown, "locations") == [("2022-02-02", "nppes")]
    assert confirmations(shown, "licences") == [("2025-01-01", "licences")]
    assert shown["verified_on"] == "2025-01-01"


def test_a_board_confirms_no_address_and_nobody_but_a_board_a_license():
    shown = merged(
        said("nppes", "2026-01-01", confirmed_on="2026-01-01", licences=[Licence("OR", "1")]),
        said(
            "licences",
            "2026-02-01",
            confirmed_on="2026-02-01",
            locations=[ELM],
            licences=[Licence("OR", "2", "active")],
        ),
    )
    assert confirmations(shown, "locations") == [(None, None)]
    assert dict(zip([each["number"] for each in shown["licences"]], confirmations(shown, "licences"), strict=True)) == {
        "1": (None, None),
        "2": ("2026-02-01", "licences"),
    }


def test_who_confirms_another_phone_or_another_place_does_not_confirm_what_is_shown():
    other_phone = replace(ELM, phone="+15035550199")
    for confirmed in (other_phone, OAK):
        shown = merged(
            said("nppes", "2026-01-01", updated_on="2025-12-01", locations=[ELM]),
            said("qhp", "2026-01-02", confirmed_on="2026-01-02", locations=[confirmed]),
        )
        assert confirmations(shown, "locations")[0] == (None, None)
    shown = merged(
        said("nppes", "2026-01-01", updated_on="2025-12-01", locations=[ELM]),
        said("qhp", "2026-01-02", confirmed_on="2026-01-02", locations=[replace(ELM, postal_code="97214")]),
    )
    assert confirmations(shown, "locations") == [("2026-01-02", "qhp")]


def test_nothing_is_confirmed_where_only_what_is_not_shown_could_be():
    assert merged(said("csv", "2026-01-01", confirmed_on="2026-01-01"))["verified_on"] is None


def test_a_statement_is_as_old_as_its_record_not_as_the_file_that_holds_it():
    shown = merged(said("nppes", "2026-11-08", updated_on="2008-03-03", locations=[ELM]))
    assert shown["locations"][0]["as_of"] == shown["facts"]["name"]["as_of"] == "2008-03-03"


def test_the_registers_further_addresses_are_as_old_as_its_record():
    shown = merged(
        said("nppes", "2026-11-08", updated_on="2008-03-03", confirmed_on="2009-01-01"),
        said("nppes-locations", "2026-11-08", kind="", locations=[OAK]),
    )
    assert shown["locations"][0]["as_of"] == "2009-01-01"


def test_an_insurers_word_of_this_month_comes_before_a_record_of_2008_and_after_one_of_last_year():
    payers = said("qhp", "2026-11-01", confirmed_on="2026-10-20", kind="", locations=[OAK])
    old = merged(said("nppes", "2026-11-08", updated_on="2008-03-03", locations=[ELM]), payers)
    assert [place["address"] for place in old["locations"]] == ["7 Oak Ave", "12 Elm St"]
    new = merged(said("nppes", "2026-11-08", updated_on="2025-11-03", locations=[ELM]), payers)
    assert [place["address"] for place in new["locations"]] == ["12 Elm St", "7 Oak Ave"]


def test_a_boards_list_and_a_list_of_plans_are_as_of_their_files_day():
    shown = merged(
        said("licences", "2026-11-01", updated_on="2012-01-01", licences=[Licence("OR", "1", "active")]),
        said("qhp", "2026-11-01", confirmed_on="2024-01-01", kind="", plans=2),
    )
    assert (shown["licences"][0]["as_of"], shown["insurance"][0]["as_of"]) == ("2026-11-01", "2026-11-01")


def test_a_place_that_one_source_says_ends_and_another_does_not_is_without_end():
    ending = replace(ELM, starts_on="2026-01-01", ends_on="2026-12-31")
    payers, register = said("qhp", "2026-11-01", locations=[ending]), said("nppes", "2026-11-01", locations=[ELM])
    assert merged(payers)["locations"][0]["ends_on"] == "2026-12-31"
    (place,) = merged(payers, register)["locations"]
    assert "ends_on" not in place and "starts_on" not in place
    again = replace(ELM, starts_on="2027-01-01", ends_on="2027-06-30")
    (place,) = merged(payers, said("plan-net", "2026-11-01", locations=[again]))["locations"]
    assert (place["starts_on"], place["ends_on"]) == ("2026-01-01", "2027-06-30")


def test_why_tells_each_fact_with_source_date_and_what_lost():
    shown = listing_of(
        said("licences", "2026-05-01", name="Maeve Obrien"), said("nppes", "2024-01-01", licences=[Licence("OR", "1")])
    )
    lines = "\n".join(facts_in_words(shown))
    assert "name: Maeve O'Brien  [nppes, 2024-01-01]\n    not: Maeve Obrien  [licences, 2026-05-01]" in lines
    assert "licences: OR, 1, unknown  [nppes, 2024-01-01]" in lines


def test_plans_of_several_sources_come_together_each_with_its_own():
    shown = merged(
        said("nppes", "2026-01-01"),
        said("csv", "2026-03-01", plans=2),
        said("qhp", "2026-02-01", plans=1),
        said("sample", "2026-01-01", plans=3),
    )
    assert [(each["plan"], each["source"], each["as_of"]) for each in shown["insurance"]] == [
        ("Acme Gold", "qhp", "2026-02-01"),
        ("Acme Silver", "qhp", "2026-02-01"),
        (None, "sample", "2026-01-01"),
    ]
    assert shown["insurance"][1]["also"] == [{"source": "csv", "as_of": "2026-03-01"}]
    assert (shown["payers"], shown["payer_periods"]) == (["Acme Health"], {}), (
        "a payer out of whose network they are is none that they take"
    )
    assert merged(said("nppes", "2026-01-01"))["insurance"] == []


SUITE = {"address": "12 Elm St", "city": "Portland", "state": "OR"}


def test_office_hours_are_the_first_stated_ones_with_their_own_source_and_day():
    shown = merged(
        said("nppes", "2026-05-01", locations=(Location(**SUITE, phone="+15035550123"),)),
        said("csv", "2026-01-01", locations=(Location(**SUITE, hours="Mon 9-5"),)),
        said("plan-net", "2025-06-01", locations=(Location(**SUITE, hours="Mon-Wed 9 am - 5 pm"),)),
    )
    (place,) = shown["locations"]
    assert (place["source"], place["phone"]) == ("nppes", "+15035550123")
    assert (place["hours"], place["hours_by"], place["hours_as_of"]) == (
        "Mon-Wed 9 am - 5 pm",
        "plan-net",
        "2025-06-01",
    )
    assert [each["hours"] for each in place["also"] if "hours" in each] == ["Mon 9-5"]


def test_hours_at_one_office_are_not_those_of_another():
    shown = merged(
        said("nppes", "2026-05-01", locations=(Location(**SUITE), Location("9 Oak Ave", "Salem", "OR"))),
        said("csv", "2026-01-01", locations=(Location(**SUITE, hours="Mon 9-5"),)),
    )
    assert [place.get("hours") for place in shown["locations"]] == ["Mon 9-5", None]


def test_why_says_who_states_the_hours():
    listing = listing_of(
        said("nppes", "2026-05-01", locations=(Location(**SUITE),)),
        said("csv", "2026-01-01", locations=(Location(**SUITE, hours="Mon 9-5"),)),
    )
    lines = [*facts_in_words(listing)]
    assert "    hours: Mon 9-5  [csv, 2026-01-01]" in lines
    assert not any("Mon 9-5" in line and "nppes" in line for line in lines)
