"""What evidence weighs is what docs/matching.md tells those who judge by it, and what stands against somebody."""

import re

import pytest
from conftest import ROOT

from directory.core import dates
from directory.core.practitioner import Licence, Location, Statement
from directory.resolve import weights
from directory.resolve.identity import identity, is_bad

PAGE = (ROOT / "docs" / "matching.md").read_text(encoding="utf-8")
TOLD = """
the same NPI 40; two NPIs -40; a person and a clinic -40; the same license number 15; the same license digits 13;
the same license digits, with other letters 2; license digits with two swapped 0;
license digits with one mistyped -8; two license numbers in one state -22; the same family name 7;
one family name is part of the other 5; a family name with a slip 3; two family names -9; the same given name 6;
a given name and its nickname 5; another spelling of the given name 5; two forms of a given name 2;
an initial of the given name 2; a given name and its beginning 2; one's given name is the other's middle name 2;
an initial before the given name 5; two double given names that begin alike -3;
a given name with a slip 2; a given name and its first syllable 2; two given names -13;
two sexes -6; two professions -4;
either name may be the family name -2; two middle names -9; two generations -40; a generation that only one tells -4;
Jr. and II -4; half of a double given name 0;
the same clinic name 13; nearly the same clinic name 7; two clinic names -20; the same telephone number 8;
the same address 6; the same street in another unit 4; the same city 2; no city in common -6; no state in common -6
"""


def test_every_piece_of_evidence_weighs_what_the_page_for_admins_says():
    """One too many puts a stranger's licence on somebody; one too few leaves a revoked one with nobody."""
    told = dict(re.findall(r"([^;]+) (-?\d+)(?:;|$)", " ".join(TOLD.split())))
    assert {piece.strip(): int(weight) for piece, weight in told.items()} == weights.WEIGHTS
    table = PAGE[PAGE.index("| evidence |") : PAGE.index("| sum |")]
    assert {int(each) for each in re.findall(r"[+-]\d+", table)} == set(weights.WEIGHTS.values())


def test_the_sums_that_decide_are_those_that_the_page_says():
    assert f"| {weights.SURE} or more (`SURE`) | yes |" in PAGE
    assert f"| {weights.DOUBTFUL} to {weights.SURE - 1} (`DOUBTFUL`) | can't tell |" in PAGE


@pytest.mark.parametrize(
    ("status", "bad"),
    [
        *dict.fromkeys(
            ("expired", "suspended", "revoked", "surrendered", "retired", "probation", "deceased"), True
        ).items(),
        *dict.fromkeys(("active", "unknown"), False).items(),
    ],
)
def test_a_standing_is_bad_that_would_harm_a_namesake(status, bad):
    statement = Statement(id="1", licences=(Licence("OR", "AC1", status),))
    assert is_bad(statement) == identity("licences:1", statement).in_bad_standing == bad
    assert not identity("licences:1", statement).excluded


@pytest.mark.parametrize(("expires_on", "bad"), [("2026-06-14", True), ("2026-06-15", False), (None, False)])
def test_a_license_is_bad_from_the_day_after_its_last(monkeypatch, expires_on, bad):
    monkeypatch.setattr(dates, "today", lambda: "2026-06-15")
    for status, is_bad_then in (("active", bad), ("unknown", False)):
        statement = Statement(id="1", licences=(Licence("OR", "AC1", status, expires_on=expires_on),))
        assert is_bad(statement) == is_bad_then


@pytest.mark.parametrize("decisive", ["CONTRADICTS", "ARE_TWO", "LICENSED_ANEW", "NUMBERS"])
def test_whatever_evidence_decides_more_than_it_weighs_is_evidence_that_is_found(decisive):
    assert getattr(weights, decisive) <= weights.WEIGHTS.keys()


def test_an_exclusion_is_a_bad_standing_without_any_license():
    excluded = identity("leie:1", Statement(id="1", excluded_on="2026-01-01"))
    assert excluded.in_bad_standing and excluded.excluded


def test_a_place_is_told_by_its_street_in_a_zip_code_and_in_a_city():
    one = Location(
        address="12 Elm St Ste 4", city="St. Paul", state="MN", postal_code="55101-1234", phone="+16515550100"
    )
    other = Location(address="", city="Saint Paul", state="MN", postal_code=None)
    told = identity("nppes:1", Statement(id="1", kind="clinic", locations=(one, other)))
    assert told.clinic and told.phones == ("+16515550100",)
    assert {(where, street.line, street.unit) for where, street in told.streets} == {
        ("55101", "12 elm st", "4"),
        ("saint paul", "12 elm st", "4"),
    }
    assert told.cities == (("saint paul", "MN"),)
