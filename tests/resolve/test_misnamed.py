"""Statements under an NPI that is known by another name: a mis-sorted sheet, a typing error, a group's NPI.

Shown, they put a stranger's telephone, plans and licenses on somebody; withheld without need, they keep what a payer
says of people who go by another name from their patients.
"""

import pytest
from msgspec.structs import replace
from namesakes import OTHER_PHONE, ana, owner

from directory.resolve import doubts
from directory.resolve.owners import WITHHELD, explain
from directory.store.imports import decisions

PEOPLE = ["Ana Kim", "Boris Okafor", "Celia Barlow", "Dario Lindqvist"]


def of(npi, name, **values):
    return ana(npi=npi, name=name, **values)


def clinic(npi, name):
    statement = of(npi, name)
    return type(statement)(id=npi, npi=npi, kind="clinic", name=name, locations=statement.locations)


def reasons(imports):
    return {doubt.one: doubt.reason for doubt in explain(imports).resolved.doubts}


def test_of_a_sheet_whose_npis_slipped_by_a_row_nothing_is_shown(world):
    known = [of(str(place), name) for place, name in enumerate(PEOPLE)]
    slipped = [of(str(place), name) for place, name in enumerate(PEOPLE[1:])]
    imports = world(nppes=known, csv=slipped)
    assert reasons(imports) == {f"csv:{place}": doubts.OTHER_NAME for place in range(3)}
    assert {owner(imports, f"csv:{place}") for place in range(3)} == {WITHHELD}


@pytest.mark.parametrize(
    ("known", "stated"),
    [
        ("Young Hee Kim", "Grace Kim"),
        ("Ana Kim", "Ana Barlow"),
        ("Robert Kim", "Bob Kim"),
        ("Ana Kim", "A. Kim"),
        ("Min Soo Kim", "Kim Minsoo"),
    ],
)
def test_who_goes_by_another_given_or_family_name_is_known_by_the_npi(world, known, stated):
    assert reasons(world(nppes=[of("1", known)], qhp=[of("1", stated)])) == {}


def test_in_a_sheet_sorted_by_last_name_a_row_of_another_kim_is_not_shown(world):
    """Ana's patients would call Ben, and read which plans he takes."""
    kims = [of("1", "Ana Kim", city="Denver"), of("2", "Ben Kim", city="Pueblo", phone=OTHER_PHONE)]
    slipped = of("1", "Ben Kim", city="Pueblo", phone=OTHER_PHONE)
    imports = world(nppes=kims, csv=[slipped])
    assert reasons(imports) == {"csv:1": doubts.OTHER_PERSONS_NAME} and owner(imports, "csv:1") == WITHHELD


def test_who_goes_by_another_given_name_at_her_own_telephone_is_no_namesake_of_hers(world):
    """What an insurer says of Young Hee, whom it calls Grace, is not kept from her patients for another Grace Kim."""
    known = [of("1", "Young Hee Kim"), of("2", "Grace Kim", phone=OTHER_PHONE)]
    assert reasons(world(nppes=known, qhp=[of("1", "Grace Kim")])) == {}
    known = [of("1", "Young Hee Kim"), of("2", "Grace Kim", city="Pueblo", phone=OTHER_PHONE)]
    assert reasons(world(nppes=known, qhp=[of("1", "Grace Kim", phone=None)])) == {}


@pytest.mark.parametrize(("known", "stated"), [("La Toya Kim", "La Verne Barlow"), ("- Ana Kim", "- Boris Okafor")])
def test_a_word_before_the_given_name_does_not_hide_that_it_is_another(world, known, stated):
    assert reasons(world(nppes=[of("1", known)], qhp=[of("1", stated)])) == {"qhp:1": doubts.OTHER_NAME}


def test_a_revocation_crosses_over_on_the_npi_only_with_the_name(world):
    revoked = {"number": "9001", "status": "revoked"}
    imports = world(nppes=[of("1", "Young Hee Kim"), of("2", "Bob Kim")], csv=[of("1", "Grace Kim", **revoked)])
    assert reasons(imports) == {"csv:1": doubts.OTHER_NAME_AND_BAD} and owner(imports, "csv:1") == WITHHELD
    imports = world(nppes=[of("1", "Robert Kim")], csv=[of("1", "Bob Kim", **revoked)])
    assert reasons(imports) == {}


@pytest.mark.parametrize(
    ("known", "revoked"),
    [
        ("Ana Lopez", "Ana Gomez"),
        ("Robert Hale", "Robert Hale Jr."),
        ("Robert Hale Jr.", "Robert Hale II"),
        ("Amy Ann Cho", "Amy Beth Cho"),
        ("Jin Park", "Jina Park"),
        ("Maria Elena Cruz", "Maria Luisa Cruz"),
    ],
)
def test_nor_does_it_with_what_of_the_name_a_relative_has_otherwise(world, known, revoked):
    """The patients of a mother, a father or a sister would read "revoked"."""
    of_table = of("1", revoked, number="9001", status="revoked")
    imports = world(nppes=[of("1", known, number="9001")], csv=[of_table])
    assert reasons(imports) == {"csv:1": doubts.OTHER_NAME_AND_BAD} and owner(imports, "csv:1") == WITHHELD
    assert reasons(world(nppes=[of("1", known)], csv=[of("1", revoked)])) == {}


@pytest.mark.parametrize("stated", ["Ana Kim", "Bob Kim", "R. Kim", "Robert J. Kim", "Kim Robert"])
def test_it_does_with_a_name_that_is_written_otherwise(world, stated):
    shown = "Ana Kim" if stated == "Ana Kim" else "Robert Kim"
    imports = world(nppes=[of("1", shown)], csv=[of("1", stated, number="9001", status="revoked")])
    assert reasons(imports) == {}


@pytest.mark.parametrize("source", ["csv", "leie"])
def test_the_son_is_not_the_father_whose_npi_he_is_given(world, source):
    imports = world(nppes=[of("1", "Robert Hale Sr.")], **{source: [of("1", "Robert Hale Jr.")]})
    assert reasons(imports) == {f"{source}:1": doubts.OTHER_GENERATION} and owner(imports, f"{source}:1") == WITHHELD


def test_a_spouse_is_not_whose_npi_they_are_given_with_a_number_or_a_sex_of_their_own(world):
    adam = replace(of("1", "Adam Kim", number="9001"), gender="M")
    for nadia in (of("1", "Nadia Kim", number="9555"), replace(of("1", "Nadia Kim"), gender="F")):
        imports = world(nppes=[adam], qhp=[nadia])
        assert reasons(imports) == {"qhp:1": doubts.OTHER_PERSON} and owner(imports, "qhp:1") == WITHHELD
    assert reasons(world(nppes=[adam], qhp=[replace(of("1", "Nadia Kim", number="9001"), gender="M")])) == {}


def test_a_person_is_not_the_group_whose_npi_they_give(world):
    imports = world(nppes=[clinic("1", "Elm Street Wellness")], csv=[of("1", "Ana Kim", number="9001")])
    assert reasons(imports) == {"csv:1": doubts.OTHER_NAME} and owner(imports, "csv:1") == WITHHELD
    assert reasons(world(nppes=[clinic("1", "Kim Acupuncture")], csv=[of("1", "Ana Kim")])) == {}
    assert reasons(world(nppes=[of("1", "Ana Kim")], qhp=[clinic("1", "Elm Street Wellness")])) == {}


def test_a_number_and_a_name_of_one_npi_under_another_that_no_register_knows_are_asked_about(world):
    """A digit of the NPI is wrong. Shown, Ana stands twice; whoever does have that NPI would be shown as Ana."""
    imports = world(nppes=[of("1", "Ana Kim", number="9001")], csv=[of("2", "Ana Kim", number="9001")])
    assert reasons(imports) == {"csv:2": doubts.OTHER_NPI} and owner(imports, "csv:2") == WITHHELD


@pytest.mark.parametrize(("same", "shown"), [(True, WITHHELD), (False, "2")])
def test_who_is_decided_to_be_two_of_one_number_stands_twice_and_who_is_one_is_asked_about_no_more(world, same, shown):
    imports = world(nppes=[of("1", "Ana Kim", number="9001")], csv=[of("2", "Ana Kim", number="9001")])
    decisions.note_doubts(imports.connection, explain(imports).resolved.doubts)
    (asked,) = decisions.waiting(imports.connection)
    assert decisions.decide(imports.connection, asked["id"], same)
    assert reasons(imports) == {} and owner(imports, "csv:2") == shown


@pytest.mark.parametrize(
    "stated", [{"number": "9002"}, {"number": "9001", "name": "Ann Kim"}, {"number": "9001", "source": "nppes"}]
)
def test_a_new_npi_is_not_held_back_for_a_namesake_a_sister_or_what_nppes_gave_twice(world, stated):
    """Harmed would be who has just got an NPI that the imported file does not have, and is kept from patients."""
    other = of("2", **({"name": "Ana Kim"} | {name: value for name, value in stated.items() if name != "source"}))
    known = of("1", "Ana Kim", number="9001")
    sources = {"nppes": [known, other]} if "source" in stated else {"nppes": [known], "csv": [other]}
    assert reasons(world(**sources)) == {}


def test_without_a_register_no_npi_is_called_unknown(world):
    assert reasons(world(roster=[of("1", "Ana Kim", number="9001")], csv=[of("2", "Ana Kim", number="9001")])) == {}
