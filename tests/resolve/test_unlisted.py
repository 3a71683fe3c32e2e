"""Why somebody whom a source lists is not: each reason in its words. Without one an admin looks for a fault instead."""

import pytest

from directory.core.practitioner import Licence, SourcedStatement, Statement
from directory.resolve.unlisted import ADDS_ONLY, REASONS, Unlisted, is_held_back, unlisted, why_unlisted

NPI, DAY = "2000000002", "2026-03-01"


def said(source, as_of=DAY, kind="licensed_acupuncturist", **values):
    """What a source says of one practitioner."""
    return SourcedStatement(NPI, source, as_of, Statement(id=NPI, npi=NPI, kind=kind, name="Ann", **values), None)


LISTED = said("nppes", "2026-02-01")
REMOVED = {why: said("admin", removed_on="2026-02-28", removed_because=why) for why in ("request", "retired", "check")}
EXCLUDED = said("leie", kind="", excluded_on="2025-12-18")
OUT_OF_USE = said("nppes-deactivated", kind="", deactivated_on="2026-02-20")
DEAD = said("licences", licences=(Licence("OR", "AC1", "deceased"),))


@pytest.mark.parametrize(
    ("objection", "why", "since", "told"),
    [
        (REMOVED["request"], "request", "2026-02-28", "removed at request since 2026-02-28 (admin, as of 2026-03-01)"),
        (
            *(REMOVED["retired"], "retired", "2026-02-28"),
            "removed as practicing no more since 2026-02-28 (admin, as of 2026-03-01)",
        ),
        (REMOVED["check"], "check", "2026-02-28", "held back by an admin since 2026-02-28 (admin, as of 2026-03-01)"),
        (
            *(EXCLUDED, "excluded", "2025-12-18"),
            "held back, excluded from federal health programs since 2025-12-18 (leie, as of 2026-03-01)",
        ),
        (
            *(OUT_OF_USE, "deactivated", "2026-02-20"),
            "the NPI is not in use since 2026-02-20 (nppes-deactivated, as of 2026-03-01)",
        ),
        (DEAD, "deceased", "", "they have died (licences, as of 2026-03-01)"),
    ],
    ids=lambda value: value if isinstance(value, str) and " " not in value else "",
)
def test_each_reason_is_told_with_its_day_and_whose_word_it_is(objection, why, since, told):
    statements = [LISTED, objection]
    assert why_unlisted(statements) == told and unlisted(statements) == Unlisted(why, since, objection)
    assert why in REASONS and is_held_back(statements) == (why == "excluded")


def test_nobody_is_unlisted_without_a_reason():
    assert why_unlisted([LISTED]) is None and unlisted([LISTED]) is None and not is_held_back([LISTED])


def test_of_several_reasons_the_first_counts():
    everything = [LISTED, DEAD, OUT_OF_USE, EXCLUDED, REMOVED["request"]]
    found = []
    while len(everything) > 1:
        found.append(unlisted(everything).why)
        everything.pop()
    assert found == ["request", "excluded", "deactivated", "deceased"]


@pytest.mark.parametrize("objection", [*REMOVED.values(), EXCLUDED], ids=lambda each: each.source)
def test_a_removal_and_an_exclusion_are_told_even_of_whom_nobody_lists(objection):
    nobodys = objection._replace(statement=Statement(**{**fields(objection), "kind": ""}))
    assert why_unlisted([nobodys]) not in (None, ADDS_ONLY) and unlisted([nobodys]) is None


@pytest.mark.parametrize("objection", [said("part-b", kind=""), OUT_OF_USE], ids=lambda each: each.source)
def test_what_only_adds_to_what_others_say_lists_nobody(objection):
    assert why_unlisted([objection]) == ADDS_ONLY and unlisted([objection]) is None


@pytest.mark.parametrize(("as_of", "is_out"), [("2026-01-31", False), ("2026-02-01", True), ("2026-02-02", True)])
def test_an_npi_is_out_of_use_from_a_file_as_new_as_that_which_lists_it(as_of, is_out):
    """Who was given the NPI back stands in the newer file of NPPES, and must not stay away."""
    found = unlisted([LISTED, OUT_OF_USE._replace(as_of=as_of)])
    assert (found is not None) == is_out


def fields(sourced):
    """The fields of a statement, by name."""
    return {name: getattr(sourced.statement, name) for name in sourced.statement.__struct_fields__}
