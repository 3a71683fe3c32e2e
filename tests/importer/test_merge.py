"""What is shown when sources differ, and why."""

from directory.core.practitioner import Licence, Listing, Location
from directory.importer import merge
from directory.importer.preview import facts_in_words
from directory.store.imports import Statement

NPI = "2000000002"


def said(source, as_of, **values):
    """A statement about one practitioner."""
    listing = Listing(id=NPI, npi=NPI, kind=values.pop("kind", "licensed_acupuncturist"), name=values.pop("name", "Maeve O'Brien"), **values)
    plain = vars(listing) | {field: [vars(entry) for entry in getattr(listing, field)] for field in ("locations", "licences", "insurance")}
    return Statement(NPI, source, as_of, plain)


def test_the_order_of_sources_decides_and_what_lost_is_kept():
    shown = merge.practitioner(NPI, [said("licences", "2026-05-01", name="Maeve Obrien"), said("nppes", "2024-01-01")])
    assert shown["name"] == "Maeve O'Brien"
    assert shown["facts"]["name"] == {
        "source": "nppes", "as_of": "2024-01-01", "lost": [{"value": "Maeve Obrien", "source": "licences", "as_of": "2026-05-01"}]}


def test_of_one_source_the_newer_counts():
    shown = merge.practitioner(NPI, [said("nppes", "2024-01-01", gender="female"), said("nppes", "2025-01-01", gender="male")])
    assert shown["gender"] == "male"


def test_a_board_knows_best_whether_a_license_is_valid():
    shown = merge.practitioner(NPI, [
        said("nppes", "2026-01-01", licences=[Licence("OR", "AC 900001")]),
        said("licences", "2025-01-01", licences=[Licence("OR", "AC900001", "revoked", "2024-12-31")]),
    ])
    (licence,) = shown["licences"]
    assert (licence["status"], licence["source"]) == ("revoked", "licences")
    assert licence["also"][0]["source"] == "nppes"


def test_locations_of_several_sources_come_together_each_with_its_own():
    shown = merge.practitioner(NPI, [
        said("nppes", "2026-01-01", locations=[Location("12 Elm St", "Portland", "OR")]),
        said("nppes-locations", "2026-01-01", kind="", locations=[Location("12 ELM ST", "Portland", "OR"), Location("7 Oak Ave", "Salem", "OR")]),
    ])
    assert [(place["address"], place["source"]) for place in shown["locations"]] == [("12 Elm St", "nppes"), ("7 Oak Ave", "nppes-locations")]


def test_nobody_is_listed_by_sources_that_only_add():
    assert merge.practitioner(NPI, [said("nppes-locations", "2026-01-01", kind="", locations=[Location("7 Oak Ave", "Salem", "OR")])]) is None


def test_a_deactivated_npi_leaves_unless_nppes_lists_it_in_a_newer_file():
    gone = said("nppes-deactivated", "2024-06-01", kind="", deactivated_on="2024-05-20")
    assert merge.practitioner(NPI, [said("nppes", "2024-01-01"), gone]) is None
    assert merge.practitioner(NPI, [said("nppes", "2024-07-01"), gone])["name"] == "Maeve O'Brien"


def test_confirmed_is_the_newest_day_on_which_anybody_confirmed():
    shown = merge.practitioner(NPI, [said("nppes", "2026-01-01", confirmed_on="2022-02-02"), said("licences", "2025-01-01", confirmed_on="2025-01-01")])
    assert (shown["verified_on"], shown["verified_by"]) == ("2025-01-01", "licences")


def test_why_tells_each_fact_with_source_date_and_what_lost():
    shown = merge.practitioner(NPI, [said("licences", "2026-05-01", name="Maeve Obrien"), said("nppes", "2024-01-01", licences=[Licence("OR", "1")])])
    lines = "\n".join(facts_in_words(shown))
    assert "name: Maeve O'Brien  [nppes, 2024-01-01]\n    not: Maeve Obrien  [licences, 2026-05-01]" in lines
    assert "licences: OR, 1, unknown  [nppes, 2024-01-01]" in lines
