"""Of a list of plans those of one insurance are parsed, and they are those that parsing the whole list finds."""

from hypothesis import given
from hypothesis import strategies as st

from directory.core.negotiated_rate import NegotiatedRate
from directory.core.plans_asked import ENTRY, FEW, PlansAsked
from directory.core.practitioner import AlsoStated, ListedPlan, to_json

# Names that begin like others, and that JSON has to escape.
NAMES = ("Acme", "Acme Health", 'Acme "Gold"', "Áéme", ENTRY, '","plan":"', "A\\", "Elm\nTree", "x],[{")
ALSO = AlsoStated(source="acme", as_of="2026-01-01", network_status="out", rates=(NegotiatedRate("97810", 60.0, "x"),))

plans = st.builds(
    ListedPlan,
    payer=st.sampled_from(NAMES),
    plan=st.none() | st.sampled_from(NAMES),
    network_status=st.sampled_from(("in", "out")),
    plan_id=st.none() | st.sampled_from(NAMES),
    source=st.just("acme"),
    as_of=st.just("2026-01-01"),
    also=st.sampled_from(((), (ALSO,), (ALSO, ALSO))),
    rates=st.sampled_from(((), (NegotiatedRate("97810", 60.5, "negotiated", modifiers=("25",)),))),
)
networks = st.tuples(st.sampled_from((*NAMES, "Nobody")), st.sampled_from(("", *NAMES)))


@given(st.lists(plans, max_size=8), st.lists(networks, min_size=1, max_size=FEW + 3))
def test_the_entries_of_an_insurance_are_those_that_the_whole_list_has(listed, asked):
    text = to_json(tuple(listed)).decode()
    expected = [each for each in listed if {(each.payer, each.plan or ""), (each.payer, "")} & set(asked)]
    assert list(PlansAsked(asked).among(text)) == expected


@given(st.lists(plans, max_size=8))
def test_an_entry_begins_where_an_entry_is_written_and_nowhere_else(listed):
    assert to_json(tuple(listed)).decode().count(ENTRY) == len(listed)


def test_who_names_no_plan_has_none_that_is_asked_for():
    assert PlansAsked([("Acme", "")]).among(None) == ()
