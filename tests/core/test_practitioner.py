"""A record comes back from its JSON as it was, and its JSON is the same whichever way the record was made."""

import gc
import json

from hypothesis import given
from hypothesis import strategies as st

from directory.core.practitioner import (
    Licence,
    Location,
    PlanTaken,
    Statement,
    practitioner_from_json,
    statement_from_json,
    to_json,
)

TEXTS = st.sampled_from(("", "unknown", "active", "Ana", "María “Mei” 李", '"\\')) | st.text(
    st.characters(exclude_categories=("Cs",)), max_size=12
)
MAYBE = st.none() | TEXTS
ANSWERS = st.none() | st.booleans()


def tuples(entries):
    return st.lists(entries, max_size=3).map(tuple)


STATEMENTS = st.builds(
    Statement,
    id=TEXTS,
    npi=MAYBE,
    name=TEXTS,
    kind=TEXTS,
    gender=MAYBE,
    website=MAYBE,
    email=MAYBE,
    updated_on=MAYBE,
    confirmed_on=MAYBE,
    deactivated_on=MAYBE,
    telehealth=ANSWERS,
    first_visit_fee=st.none() | st.floats(0, 10_000),
    credentials=tuples(TEXTS),
    languages=tuples(TEXTS),
    locations=tuples(st.builds(Location, TEXTS, TEXTS, TEXTS, MAYBE, MAYBE)),
    licences=tuples(st.builds(Licence, TEXTS, TEXTS, TEXTS, MAYBE)),
    insurance=tuples(st.builds(PlanTaken, TEXTS, MAYBE, TEXTS, MAYBE, MAYBE)),
)


@given(statement=STATEMENTS)
def test_a_statement_comes_back_from_its_json_as_it_was(statement):
    text = to_json(statement)
    again = statement_from_json(text)
    assert again == statement
    assert to_json(again) == text, "the same content has the same hash, wherever its texts came from"


def test_what_nobody_states_is_not_written():
    assert json.loads(to_json(Statement(id="2000000002"))) == {"id": "2000000002"}
    assert practitioner_from_json('{"id": "2000000002"}').website is None


def test_the_collector_passes_a_listing_and_what_it_holds_over():
    said = '"source": "nppes", "as_of": "2026-03-01"'
    listing = practitioner_from_json(
        f"""{{"id": "2000000001", "facts": {{"gender": {{{said}}}}},
        "locations": [{{"address": "1 Elm St", "city": "Bend", "state": "OR", {said}}}],
        "licences": [{{"state": "OR", "number": "AC1", "status": "active", {said}}}]}}""",
        f'[{{"payer": "Acme Health", "plan": null, "network_status": "in", {said}}}]',
    )
    held = (*listing.locations, *listing.licences, *listing.insurance, listing.facts["gender"])
    assert len(held) == 4 and not any(map(gc.is_tracked, (listing, *held)))
