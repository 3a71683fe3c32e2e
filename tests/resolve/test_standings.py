"""Where a bad standing is shown while it is asked whose it is, and what admins' decisions make of it.

Shown too soon, it harms a namesake; withheld from whom it is proved to be of, it harms their patients.
"""

import pytest
from namesakes import OTHER_PHONE, PHONE, ana, owner

from directory.resolve import doubts
from directory.resolve.owners import WITHHELD, explain
from directory.store.imports import decisions


def asked(imports):
    """Which pairs wait for a decision: {(one, other)}."""
    return {(doubt.one, doubt.other) for doubt in explain(imports).resolved.doubts}


def decide(imports, one, other, same):
    """What an admin's decision does, after a publish has noted the doubts."""
    with imports.transaction():
        decisions.note_doubts(imports.connection, explain(imports).resolved.doubts)
        sql = "SELECT id FROM doubts WHERE one = ? AND other = ?"
        (number,) = imports.connection.execute(sql, [one, other]).fetchone()
        assert decisions.decide(imports.connection, number, same)


REVOKED = ana("CO-9001", "9001", "revoked", phone=None)
BOARD = "licences:CO-9001"


def test_a_revocation_that_may_be_a_namesakes_is_shown_nowhere(world):
    imports = world(nppes=[ana(npi="A")], licences=[REVOKED])
    assert asked(imports) == {(BOARD, "npi:A")} and owner(imports, BOARD) == WITHHELD
    (withheld,) = explain(imports).withheld
    assert (withheld.one, withheld.other) == (BOARD, "npi:A")


@pytest.mark.parametrize("status", ["expired", "suspended", "revoked", "probation"])
def test_what_has_joined_by_number_and_full_name_stays_there_whoever_else_it_may_fit(world, status):
    imports = world(
        nppes=[ana(npi="A", number="9001"), ana(npi="B", phone=OTHER_PHONE)],
        licences=[ana("CO-9001", "9001", status, phone=None)],
    )
    assert asked(imports) == {(BOARD, "npi:B")}
    assert owner(imports, BOARD) == "A", "or A's patients would not be told"
    assert explain(imports).withheld == []


def test_whom_a_good_standing_is_about_is_asked_too_but_it_keeps_its_page(world):
    imports = world(nppes=[ana(npi="A")], licences=[ana("CO-9001", "9001", "active", phone=None)])
    assert asked(imports) == {(BOARD, "npi:A")} and owner(imports, BOARD) == "CO-9001"


def test_a_boards_record_keeps_its_page_where_a_member_without_a_number_may_be_that_person(world):
    imports = world(licences=[REVOKED], roster=[ana("m", phone=OTHER_PHONE)])
    assert asked(imports) == {("roster:m", BOARD)}
    assert (owner(imports, BOARD), owner(imports, "roster:m")) == ("CO-9001", "m"), "two pages, each with its own words"


def test_two_records_of_one_revocation_wait_together(world):
    table = ana("t", "9001", "revoked", phone=None)
    imports = world(nppes=[ana(npi="A")], licences=[REVOKED], csv=[table])
    assert {owner(imports, BOARD), owner(imports, "csv:t")} == {WITHHELD}
    assert {(each.one, each.other) for each in explain(imports).withheld} == {(BOARD, "npi:A"), ("csv:t", "npi:A")}


def test_what_else_is_said_of_whom_a_revocation_waits_for_is_shown(world):
    member = ana("m", "9001", phone=OTHER_PHONE, city="Boulder")
    imports = world(nppes=[ana(npi="A")], licences=[ana("CO-9001", "9001", "active", phone=None)], csv=[member])
    assert owner(imports, "csv:m") == "CO-9001"
    imports = world(nppes=[ana(npi="A")], licences=[REVOKED], csv=[member])
    assert owner(imports, BOARD) == WITHHELD != owner(imports, "csv:m")


def test_a_decision_shows_it_and_another_one_takes_it_back(world):
    imports = world(nppes=[ana(npi="A")], licences=[REVOKED])
    for same, page in ((True, "A"), (False, "CO-9001"), (True, "A")):
        decide(imports, BOARD, "npi:A", same)
        assert owner(imports, BOARD) == page and not asked(imports)


def test_what_is_decided_of_one_namesake_does_not_show_it_while_the_other_waits(world):
    imports = world(nppes=[ana(npi="A"), ana(npi="B", phone=OTHER_PHONE)], licences=[REVOKED])
    decide(imports, BOARD, "npi:A", same=False)
    assert asked(imports) == {(BOARD, "npi:B")} and owner(imports, BOARD) == WITHHELD
    decide(imports, BOARD, "npi:B", same=True)
    assert not asked(imports) and owner(imports, BOARD) == "B"
    decide_again = [doubts.Doubt(BOARD, "npi:B", "asked before")]
    decisions.note_doubts(imports.connection, decide_again)
    decide(imports, BOARD, "npi:A", same=True)
    assert owner(imports, BOARD) == WITHHELD, "decided to be both, it is nobody's until one decision is taken back"
    assert asked(imports) == {(BOARD, "npi:A"), (BOARD, "npi:B")}
    decide(imports, BOARD, "npi:B", same=False)
    assert owner(imports, BOARD) == "A" and not asked(imports)


def test_who_is_decided_to_be_one_is_asked_about_no_more_even_where_somebody_else_fits(world):
    table = ana("t", phone=PHONE)
    imports = world(nppes=[ana(npi="A"), ana(npi="B", phone=OTHER_PHONE)], csv=[table])
    assert owner(imports, "csv:t") == "A" and asked(imports) == {("csv:t", "npi:B")}
    decide(imports, "csv:t", "npi:B", same=True)
    assert owner(imports, "csv:t") == "B" and not asked(imports)


def test_whom_an_admin_tells_apart_does_not_meet_again_on_the_page_of_a_third(world):
    imports = world(licences=[ana("CO-9001", "9001", phone=OTHER_PHONE)], roster=[ana("m", phone=PHONE)])
    decide(imports, "roster:m", BOARD, same=False)
    saved = decisions.decisions(imports.connection)
    imports = world(
        nppes=[ana(npi="A", number="9001")],
        licences=[ana("CO-9001", "9001", phone=OTHER_PHONE)],
        roster=[ana("m", phone=PHONE)],
    )
    assert owner(imports, BOARD) == owner(imports, "roster:m") == "A"
    with imports.transaction():
        rows = [(one, other, same, "2026-01-01") for (one, other), same in saved.items()]
        imports.connection.executemany(
            "INSERT OR REPLACE INTO decisions (one, other, same, decided_at) VALUES (?, ?, ?, ?)", rows[:1]
        )
    assert {owner(imports, BOARD), owner(imports, "roster:m")} == {"CO-9001", "m"}
    assert {doubt.reason for doubt in explain(imports).resolved.doubts} == {doubts.CONFLICT}


def test_who_is_decided_to_be_the_same_as_somebody_goes_where_they_go(world):
    said = {"licences": [ana("CO-9001", "9001", phone=PHONE)], "roster": [ana("m", phone=OTHER_PHONE, city="Boulder")]}
    imports = world(nppes=[ana(npi="A", number="9001")], **said)
    with imports.transaction():
        imports.connection.execute(
            "INSERT INTO decisions (one, other, same, decided_at) VALUES ('roster:m', ?, 1, '2026-01-01')", [BOARD]
        )
    assert owner(imports, BOARD) == owner(imports, "roster:m") == "A" and not asked(imports)


def test_numbers_a_digit_apart_do_not_meet_on_one_page_unseen(world):
    ends = [ana("CO-9001", "9001"), ana("CO-9002", "9002")]
    imports = world(nppes=[ana(npi="A")], licences=ends)
    assert {owner(imports, ref) for ref in (BOARD, "licences:CO-9002")} == {"CO-9001", "CO-9002"}
    assert {doubt.reason for doubt in explain(imports).resolved.doubts if doubt.other == "npi:A"} == {doubts.CONFLICT}


def test_of_three_in_a_row_of_whom_the_ends_are_two_the_middle_joins_neither_unseen(world):
    ends = [ana("CO-9001", "9001"), ana("CO-9077", "9077")]
    imports = world(licences=ends, roster=[ana("m")])
    assert asked(imports) == {("roster:m", "licences:CO-9001"), ("roster:m", "licences:CO-9077")}
    assert [owner(imports, ref) for ref in (BOARD, "licences:CO-9077", "roster:m")] == ["CO-9001", "CO-9077", "m"]
    imports = world(nppes=[ana(npi="A")], licences=ends)
    assert {owner(imports, ref) for ref in (BOARD, "licences:CO-9077")} == {"CO-9001", "CO-9077"}
    assert {doubt.reason for doubt in explain(imports).resolved.doubts} == {doubts.CONFLICT}


def test_a_revocation_of_a_junior_waits_where_the_record_of_the_number_tells_no_generation(world):
    junior = ana("CO-9001", "9001", "revoked", phone=None, name="Ana Kim Jr.")
    imports = world(nppes=[ana(npi="A", number="9001")], licences=[junior])
    assert asked(imports) == {(BOARD, "npi:A")} and owner(imports, BOARD) == WITHHELD
