"""The address that a licensee gave the board is no place where patients are seen."""

from directory.core.practitioner import Location, SourcedStatement, Statement
from directory.resolve.evidence import Verdict
from directory.resolve.identity import identity
from directory.resolve.match import compare
from directory.resolve.merge import merge

NPI = "2000000002"
OFFICE = Location("12 Elm St", "Oakland", "CA", "94607", "+15105550123")
HOME = Location("9 Oak St", "Fresno", "CA", "93701", on_file=True)


def said(source, as_of, *places):
    """What a source states of one person, with these locations."""
    statement = Statement(id=NPI, kind="licensed_acupuncturist", name="Jane Example", locations=places)
    return SourcedStatement(NPI, source, as_of, statement, None)


def streets(*statements):
    """The streets that a listing shows, each with the source that states it."""
    return [(place.address, place.source, place.on_file) for place in merge(NPI, statements).locations]


def test_it_is_shown_only_where_nobody_states_a_place_of_practice():
    board = said("licences", "2026-01-05", HOME)
    assert streets(board) == [("9 Oak St", "licences", True)]
    assert streets(board, said("nppes", "2026-01-05")) == [("9 Oak St", "licences", True)]
    assert streets(board, said("nppes", "2026-01-05", OFFICE)) == [("12 Elm St", "nppes", False)]


def test_a_place_of_practice_stated_long_ago_or_by_whoever_counts_less_still_comes_before_it():
    assert streets(said("licences", "2026-01-05", HOME), said("nppes", "2008-01-01", OFFICE)) == [
        ("12 Elm St", "nppes", False)
    ]
    assert streets(said("licences", "2026-01-05", HOME), said("csv", "2026-01-05", OFFICE)) == [
        ("12 Elm St", "csv", False)
    ]


def test_where_both_are_one_address_it_is_the_practice():
    board = Location("12 Elm St", "Oakland", "CA", "94607", on_file=True)
    assert streets(said("licences", "2026-01-05", board), said("nppes", "2024-01-05", OFFICE)) == [
        ("12 Elm St", "nppes", False)
    ]


def test_a_list_that_names_practices_is_a_source_of_them_like_any_other():
    florida = Location("3 Palm Ave", "Tampa", "FL", "33602")
    shown = streets(said("licences", "2026-01-05", florida), said("nppes", "2026-01-05", OFFICE))
    assert shown == [("12 Elm St", "nppes", False), ("3 Palm Ave", "licences", False)]


def test_it_still_tells_who_somebody_is():
    street = Location("12 Elm St", "Oakland", "CA", "94607", on_file=True)
    board = Statement(id="CA-90001", kind="licensed_acupuncturist", name="Jane Example", locations=(street,))
    board_identity = identity("licences:CA-90001", board)
    register = Statement(id=NPI, npi=NPI, kind="licensed_acupuncturist", name="Jane Example", locations=(OFFICE,))
    match = compare(board_identity, identity(f"npi:{NPI}", register))
    assert match.verdict is Verdict.YES and "the same address" in match.reason
