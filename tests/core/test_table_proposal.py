"""Which column seems to hold what: by its name, and by the values below it."""

import nppes_files as files
import pytest

from directory.core.table_proposal import propose_columns, proposed_meanings

WHOLE = "12 Elm St, Ste 4, Portland, OR 97214"


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("Phone (office)", "phone"),
        ("Office City", "city"),
        ("Clinic Phone #", "phone"),
        ("Provider's Web-Site", None),
        ("L.Ac. License #", "licence_number"),
        ("City / State / Zip", "city_state_zip"),
        ("Languages Spoken (other than English)", "languages"),
        ("House Calls?", "home_visits"),
        ("ADA accessible", "wheelchair_access"),
        ("Insurance 3", "payer"),
        ("ID", "row_id"),
        ("#", "row_id"),
        ("No.", "row_id"),
        ("%", None),
        ("Office Name", None),
        ("Home Phone", None),
        ("Cell", None),
        ("Mailing Address", None),
        ("Group NPI", None),
        ("Practice E-mail", "email"),
        ("E-mail", None),  # of a society's member: their own mailbox
        ("Hours", "hours"),
        ("Home Hours", None),
    ],
)
def test_a_columns_name_tells_what_it_holds(name, field):
    assert propose_columns([name]) == ({field: name} if field else {})


@pytest.mark.parametrize(
    ("name", "values", "field"),
    [
        ("Address", [WHOLE, "5 Oak Ave, Salem OR"], "full_address"),
        ("Address", ["12 Elm St", "5 Oak Ave"], "address_1"),
        ("City", ["Portland, OR", "Salem, OR 97301"], "city_state_zip"),
        ("City", ["New York", "Salem"], "city"),
        ("St", ["OR", "Oregon", ""], "state"),
        ("St", ["12 Elm St", "5 Oak Ave"], "address_1"),
        ("Location", [WHOLE], "full_address"),
        ("Location", ["Portland, OR"], "city_state_zip"),
        ("Location", ["East side", "West side"], None),
        ("Where", [WHOLE], "full_address"),
        ("Link", ["www.example.com", "https://a.example.org/x"], "website"),
        ("Nummer", [files.npi(1), files.npi(2), files.npi(3)], "npi"),
        ("ID", [files.npi(1), files.npi(2)], "npi"),
        ("ID", ["7", "8"], "row_id"),
        ("ID", ["7", "7", "7"], None),
        ("License", ["AC 12", "13"], "licence_number"),
        ("License", ["yes", "no"], None),
    ],
)
def test_the_values_tell_what_the_name_leaves_open(name, values, field):
    assert propose_columns([name], [[value] for value in values]) == ({field: name} if field else {})


@pytest.mark.parametrize("name", ["Home address", "Mailing", "Billing address", "Emergency contact address"])
def test_an_address_that_is_not_for_the_public_is_not_proposed_whatever_its_values(name):
    assert propose_columns(["Name", name], [["Jane Example", WHOLE]]) == {"name": "Name"}


@pytest.mark.parametrize(
    ("name", "values"), [("Group NPI", [files.npi(1), files.npi(2)]), ("Nummer", [files.npi(1)] * 4)]
)
def test_a_groups_npi_is_never_taken_for_each_ones_own(name, values):
    assert propose_columns(["Name", name], [["Jane Example", value] for value in values]) == {"name": "Name"}


def test_several_columns_of_insurers_are_one_field_and_a_second_phone_is_not_read():
    header = ["Name", "Insurance 1", "Insurance 2", "Phone", "Phone"]
    assert propose_columns(header) == {"name": "Name", "phone": "Phone", "payer": ["Insurance 1", "Insurance 2"]}


@pytest.mark.parametrize(
    ("header", "row", "column"),
    [
        (["License", "State"], ["12", "OR"], "State"),
        (["License", "City State Zip"], ["12", "Salem, OR"], "City State Zip"),
        (["License", "State", "License State"], ["12", "OR", "WA"], "License State"),
    ],
)
def test_a_license_without_a_state_of_its_own_is_proposed_to_be_of_the_practices(header, row, column):
    assert propose_columns(header, [row])["licence_state"] == column


def test_words_for_kinds_get_the_meaning_that_they_seem_to_have():
    assert proposed_meanings("kind", ["L.Ac.", "Chiropractor", "Front desk"]) == {
        "L.Ac.": "licensed_acupuncturist",
        "Chiropractor": "other_clinician",
        "Front desk": "",
    }
