"""Who is who where an office, a family or the years stand between: whom a listing takes in, and what is asked."""

import pytest
from msgspec.structs import replace
from namesakes import OTHER_PHONE, PHONE, ana, owner

from directory.core.practitioner import Location
from directory.resolve.owners import explain

HOME = Location("12 Elm St, Ste 4", "Denver", "CO", "80202", PHONE)


def at_home(statement, phone=PHONE, **values):
    """The statement, at one address that all here share."""
    return replace(statement, locations=(replace(HOME, phone=phone),), **values)


def asked(imports):
    """Which pairs wait for a decision: {(one, other)}."""
    return {(doubt.one, doubt.other) for doubt in explain(imports).resolved.doubts}


@pytest.mark.parametrize("phone", [None, OTHER_PHONE])
def test_a_physician_and_an_acupuncturist_of_one_name_at_one_address_may_be_father_and_son(world, phone):
    father = at_home(ana(npi="A"), credentials=("M.D.",))
    imports = world(nppes=[father], csv=[at_home(ana("son"), phone, credentials=("L.Ac.",))])
    assert owner(imports, "csv:son") == "son" and asked(imports) == {("csv:son", "npi:A")}


def test_a_boards_list_is_of_acupuncturists_and_a_societys_of_physicians(world):
    physician, licensed = ana("m"), at_home(ana("CO-9001", "9001"), None)
    member = at_home(physician, None, kind="medical_acupuncturist")
    imports = world(roster=[member], licences=[licensed])
    assert owner(imports, "roster:m") == "m" and asked(imports) == {("roster:m", "licences:CO-9001")}


def test_who_is_known_as_both_is_no_two(world):
    both = at_home(ana(npi="A"), credentials=("M.D.", "L.Ac."))
    imports = world(nppes=[both], csv=[at_home(ana("c"), None, credentials=("L.Ac.",))])
    assert owner(imports, "csv:c") == "A" and not asked(imports)


def test_she_and_he_of_one_name_are_asked_about_and_neither_joins_the_npi_of_whom_no_sex_is_told(world):
    she, he = (at_home(ana(sex), gender=sex) for sex in ("female", "male"))
    imports = world(nppes=[at_home(ana(npi="A"))], csv=[she, he])
    assert {owner(imports, f"csv:{sex}") for sex in ("female", "male")} == {"female", "male"}
    assert {("csv:female", "npi:A"), ("csv:male", "npi:A")} <= asked(imports)
    imports = world(nppes=[at_home(ana(npi="A"), gender="female")], csv=[she, he])
    assert (owner(imports, "csv:female"), owner(imports, "csv:male")) == ("A", "male")


def test_a_license_issued_anew_is_asked_about_and_keeps_its_page_meanwhile(world):
    imports = world(nppes=[at_home(ana(npi="A", number="TP100"))], csv=[at_home(ana("c", "9001", "active"))])
    assert owner(imports, "csv:c") == "c" and asked(imports) == {("csv:c", "npi:A")}


def test_a_suspension_under_another_number_is_its_holders_and_is_not_hidden_by_a_question(world):
    suspended = at_home(ana("CO-9001", "9001", "suspended"))
    imports = world(nppes=[at_home(ana(npi="A", number="8777"))], licences=[suspended])
    assert owner(imports, "licences:CO-9001") == "CO-9001" and not explain(imports).withheld


def test_two_numbers_that_fit_one_npi_are_two_people_at_one_telephone(world):
    stated = [at_home(ana(number, number, "active")) for number in ("9001", "8777")]
    imports = world(nppes=[at_home(ana(npi="A"))], csv=stated)
    assert {owner(imports, f"csv:{number}") for number in ("9001", "8777")} == {"9001", "8777"}


def test_at_a_telephone_that_thirty_share_a_name_is_found_and_an_initial_is_not(world):
    names = [f"{given} {family}" for given in ("Ana", "Bea", "Carl", "Dora", "Emil") for family in FAMILIES]
    listed = [at_home(ana(npi=f"N{number}", name=name)) for number, name in enumerate(names)]
    imports = world(nppes=listed, csv=[at_home(ana("whole", name="Dora Kim")), at_home(ana("short", name="D. Park"))])
    assert owner(imports, "csv:whole") == f"N{names.index('Dora Kim')}"
    assert owner(imports, "csv:short") == "short"


FAMILIES = ("Kim", "Park", "Lopez", "Smith", "Nguyen", "Okonkwo")


def test_a_permit_of_another_state_under_the_same_digits_is_no_proof(world):
    there = replace(ana("c", "9001"), locations=(Location("9 Oak St", "Boise", "ID", "83701", OTHER_PHONE),))
    there = replace(there, licences=tuple(replace(each, state="ID") for each in there.licences))
    imports = world(nppes=[at_home(ana(npi="A", number="9001"))], csv=[there])
    assert owner(imports, "csv:c") == "c" and not asked(imports)


def test_married_under_one_npi_is_one_listing_by_both_names(world):
    payer = at_home(ana(npi="A", name="Ana Reyes"))
    imports = world(nppes=[at_home(ana(npi="A"))], **{"plan-net": [payer]})
    assert not asked(imports) and not explain(imports).withheld
