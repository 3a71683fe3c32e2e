"""A layout says where its list can be asked for, and with which question."""

import re

import pytest
from portal_server import selected

from directory.core.portals import Portal, parse_portal
from directory.store.reference import files

WITH_PORTAL = {layout.state: layout for layout in files.licence_layouts() if layout.portal}


def test_a_portal_is_read_from_the_lists_address():
    portal = parse_portal("https://data.example.gov/d/abcd-1234", {"where": "upper(type)\n   like '%ACU%'"})
    assert portal == Portal("https://data.example.gov", "abcd-1234", "upper(type) like '%ACU%'")


@pytest.mark.parametrize(
    "source", ["https://example.gov/lists", "data.example.gov/d/abcd-1234", "", "https://x/d/abc?d=1"]
)
def test_another_address_is_no_portals(source):
    with pytest.raises(ValueError, match="https://HOST/d/abcd-1234"):
        parse_portal(source, {"where": "x = 1"})


@pytest.mark.parametrize("values", [{}, {"where": " "}, {"where": 1}, {"where": ["x = 1"]}])
def test_a_portal_without_a_question_would_be_asked_for_everybody(values):
    with pytest.raises(ValueError, match="needs where"):
        parse_portal("https://data.example.gov/d/abcd-1234", values)


def test_six_states_have_a_portal():
    assert sorted(WITH_PORTAL) == ["CO", "CT", "DE", "IL", "TX", "WA"]


@pytest.mark.parametrize("state", WITH_PORTAL)
def test_the_question_lets_through_every_row_that_the_layout_takes_for_acupuncture(state):
    """Whoever the question leaves out would lose the license."""
    layout = WITH_PORTAL[state]
    words = [*layout.pattern.pattern.split("|"), *layout.types, "nurse"]
    assert all(re.fullmatch("[a-z ]+", word) for word in words), "the pattern is no choice of words any more"
    columns = [name.lower() for name in layout.type_columns]
    written = [f(word) for word in words for f in (str.upper, str.title, str.lower, "Temporary {} License".format)]
    rows = [{column: text} for column in columns for text in written]
    taken = [row for row in rows if layout.is_acupuncture(tuple(row.values()))]
    _, asked = selected(columns, rows, {"$where": layout.portal.where, "$order": ":id", "$limit": len(rows)})
    given = [dict(zip(columns, row, strict=True)) for row in asked]
    assert len(taken) >= 4 * len(columns)
    assert [{name: text for name, text in row.items() if text} for row in given] == taken
