"""A society's list and a board's are matched as tables are, where they cannot be read as they are."""

import re

import pytest
from desk_columns import fields, listed, selected, table
from desk_jobs import give, publish

from directory.store.reference import files as reference

MEMBERS = ["Fellow", "Letters", "Where", "Town", "Region", "Ring"]
ROSTER = [
    ["Ana Kim", "MD, FAAMA", "12 Elm St", "Denver", "CO", "303-555-0101"],
    ["Ken Sato", "LAc", "", "Boulder", "CO", ""],
]
BOARD = ["Cert No", "Holder", "Class", "Standing Now", "Ends", "Town"]
LICENSED = [
    ["ACU.100", "KIM, ANA", "Acupuncturist", "Good", "12/31/2027", "Denver"],
    ["ACU.101", "SATO, KEN", "Acupuncturist", "Taken away", "12/31/2024", "Boulder"],
    ["RN.5", "LEE, MAY", "Registered Nurse", "Good", "12/31/2027", "Denver"],
    ["ADS.7", "ROE, JO", "Acupuncture Detoxification Specialist", "Good", "12/31/2027", "Denver"],
]
CHOSEN = {"Cert No": "licence_number", "Holder": "name", "Class": "licence_type", "Standing Now": "licence_status",
          "Ends": "licence_expires_on"}  # fmt: skip


@pytest.fixture
def given(boss, work):
    """Gives a table of a source and has it tried; the job's address."""

    def asked(source, content, name, **typed):
        address = boss.send(give(boss, name, content), source=source, **typed)
        work()
        return address

    return asked


def test_a_societys_list_with_other_words_waits_and_is_read_by_its_map_next_month_by_itself(
    boss, given, match, work, settings
):
    content = table(MEMBERS, ROSTER)
    address = given("roster", content, "members_20261101.csv")
    assert "columns to be matched" in boss.get(address).text
    found = fields(boss, address)
    assert "303-555-0101" in boss.get(f"{address}/columns").text and found["Letters"] == "credentials"
    assert "cannot be read without: state" in match(address, 400, fields={"Fellow": "name"}).text
    chosen = {"Fellow": "name", "Region": "state", "Where": "address_1", "Ring": ""}
    page = match(address, fields=chosen, map_name="Fellows")
    assert "2 New" in page.text and "Columns not read: &quot;Ring&quot;" not in page.text
    publish(boss, address, work)
    kept = {each.name: each for each in listed(settings).values()}
    assert kept["Ana Kim"].kind == "medical_acupuncturist" and kept["Ana Kim"].locations[0].city == "Denver"
    later = given("roster", table(MEMBERS, ROSTER[:1]), "members_20261201.csv")
    assert "1 Gone" in boss.get(later).text


def test_a_societys_list_whose_columns_are_known_is_tried_and_can_be_matched_otherwise(boss, given, match):
    content = table(["Name", "City", "State", "Office"], [["Ana Kim, MD", "Denver", "CO", "303-555-0101"]])
    address = given("roster", content, "members_20261101.csv")
    assert "1 New" in boss.get(address).text and "Change which column is which" in boss.get(address).text
    assert "303" in boss.get(f"{match(address, fields={'Office': 'phone'}) and address}/drawn").text


def test_a_boards_list_with_renamed_columns_names_its_licenses_and_standings(boss, given, match, settings):
    address = given("licences", table(BOARD, LICENSED), "co_20261101.csv", state="CO")
    assert "columns to be matched" in boss.get(address).text
    match(address, fields=CHOSEN)
    words = dict(
        re.findall('<label for="(meaning-[0-9-]+)">“([^”]*)” means', boss.plain.get(f"{address}/columns").text)
    )
    boxes = selected(boss, address)
    meant = {words[name]: boxes[name] for name in words}
    assert meant["Acupuncturist"] == "acupuncture"
    assert meant["Registered Nurse"] == meant["Acupuncture Detoxification Specialist"] == "other"
    ours = {word: name for name, word in words.items()}
    page = match(address, **{ours["Good"]: "active", ours["Taken away"]: "revoked"})
    assert "2 New" in page.text
    assert "Revoked" in (text := boss.get(f"{address}/drawn").text) or "revoked" in text


def test_of_a_state_without_a_layout_a_list_is_read_by_its_map_alone(boss, given, match, work, settings):
    assert "WY" not in reference.licence_states()
    address = given("licences", table(BOARD, LICENSED), "wy_20261101.csv", state="WY")
    page = match(address, fields=CHOSEN, **{"meaning-3-0": "active", "meaning-3-1": "revoked"})
    assert "2 New" in page.text and "Columns not read: &quot;Town&quot;" not in page.text
    publish(boss, address, work)
    (kim,) = (each for each in listed(settings).values() if each.name == "Ana Kim")
    assert [(each.state, each.status, each.expires_on) for each in kim.licences] == [("WY", "active", "2027-12-31")]


def test_a_map_of_one_states_list_is_not_anothers(boss, given, match):
    content = table(BOARD, LICENSED)
    match(given("licences", content, "wy_20261101.csv", state="WY"), fields=CHOSEN, map_name="Wyoming")
    other = given("licences", content, "mt_20261101.csv", state="MT")
    assert "columns to be matched" in boss.get(other).text and "Wyoming" not in boss.get(f"{other}/columns").text
