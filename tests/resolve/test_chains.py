"""Three in a row: who fits an NPI only by way of another statement that has joined it."""

import pytest
from namesakes import OTHER_PHONE, ana, owner

from directory.resolve.owners import explain

SHEET, BOARD = "csv:s", "licences:CO-9001"


def asked(imports):
    """Which pairs wait for a decision: {(one, other)}."""
    return {(doubt.one, doubt.other) for doubt in explain(imports).resolved.doubts}


def chain(world, **board):
    """An NPI without a number, a sheet's row with its telephone number and a license, and a board's of that license."""
    return world(
        nppes=[ana(npi="A")],
        csv=[ana("s", "9001")],
        licences=[ana("CO-9001", "9001", phone=None, city="Salida", **board)],
    )


def test_a_boards_record_joins_an_npi_by_way_of_a_row_that_has_its_number_and_telephone(world):
    imports = chain(world, status="active")
    assert (owner(imports, SHEET), owner(imports, BOARD)) == ("A", "A") and not asked(imports)


def test_a_revocation_joins_nobody_by_way_of_another(world):
    imports = chain(world, status="revoked")
    assert asked(imports) == {(BOARD, "npi:A")} and owner(imports, SHEET) == "A"
    assert owner(imports, BOARD) != "A", "the patients of a namesake would read it"


@pytest.mark.parametrize("sheet", ["Alex Kim", "A. Kim"])
def test_who_may_be_alexander_or_alexandra_is_neithers_before_somebody_says_so(world, sheet):
    imports = world(
        nppes=[ana(npi="A", name="Alexander Kim")],
        csv=[ana("s", name=sheet)],
        licences=[ana("CO-9001", "9001", "active", name="Alexandra Kim")],
    )
    assert asked(imports) == {(SHEET, "npi:A"), (SHEET, BOARD)}
    assert {owner(imports, SHEET), owner(imports, BOARD)} == {"s", "CO-9001"}


def test_a_license_number_in_common_is_proof_enough_whoever_else_it_fits(world):
    imports = world(
        nppes=[ana(npi="A", name="Alexander Kim", number="7")],
        csv=[ana("s", "7", name="Alex Kim")],
        roster=[ana("m", name="Alexandra Kim")],
    )
    assert owner(imports, SHEET) == "A" and owner(imports, "roster:m") == "m"


def test_namesakes_with_two_numbers_leave_a_third_without_one_in_doubt(world):
    imports = world(nppes=[ana(npi="A", number="7")], roster=[ana("m")], licences=[ana("CO-9001", "9001", "active")])
    assert asked(imports) == {("roster:m", "npi:A"), ("roster:m", BOARD)}
    assert owner(imports, BOARD) == "CO-9001"


def test_who_fits_two_npis_by_way_of_others_joins_none(world):
    imports = world(
        nppes=[ana(npi="A"), ana(npi="B", phone=OTHER_PHONE, city="Salida")],
        csv=[ana("s", "9001"), ana("t", "9001", phone=OTHER_PHONE, city="Salida")],
        licences=[ana("CO-9001", "9001", "active", phone=None, city="Aspen")],
    )
    assert owner(imports, BOARD) not in ("A", "B")
