"""Whose word counts, as days pass after the last import: a rank holds while the word is fresh on the day of reading."""

import random
from collections import Counter
from datetime import date, timedelta
from itertools import pairwise

import pytest
from msgspec import UNSET
from msgspec.structs import asdict
from stated import ELM, NPI, OAK, listing_of, said

from directory.core import freshness
from directory.core.dates import days_after
from directory.core.facts import BY_NAME
from directory.core.in_force import listing_on
from directory.core.practitioner import Licence, Location
from directory.resolve import merge
from directory.resolve.precedence import explained_facts

DAYS = (None, "2025-11-01", "2026-06-01", "2026-11-01", "2027-06-01", "2028-01-01", "2029-01-01", "2031-01-01")
OTHER_PHONE = "+15035550199"


def places(*statements, on):
    return [(place.address, place.phone, place.source) for place in listing_of(*statements, on=on).locations]


def test_a_rank_holds_until_the_word_is_older_than_its_fact_keeps_fresh_on_the_day_of_reading():
    register = said("nppes", "2026-11-01", updated_on="2025-01-01", locations=[ELM])
    payer = said("qhp", "2026-11-01", confirmed_on="2026-10-20", kind="", locations=[OAK])
    for day, first in (("2026-11-02", "12 Elm St"), ("2027-01-01", "12 Elm St"), ("2027-01-02", "7 Oak Ave")):
        assert places(register, payer, on=day)[0][0] == first, day


def test_of_stale_words_the_newer_counts_so_that_an_old_one_never_comes_back():
    register = said("nppes", "2026-11-01", updated_on="2008-03-03", locations=[Location("12 Elm St", "Salem", "OR")])
    payer = said("qhp", "2024-01-01", kind="", locations=[Location("12 Elm St", "Salem", "OR", phone=OTHER_PHONE)])
    for day in DAYS[2:]:
        assert places(register, payer, on=day) == [("12 Elm St", OTHER_PHONE, "qhp")], day


def test_an_answer_turns_with_its_source_and_what_lost_is_told_by_the_rule_of_the_day():
    ours = said("admin", "2026-01-01", kind="", accepting_new_patients=True)
    payer = said("qhp", "2026-06-01", kind="", accepting_new_patients=False)
    register = said("nppes", "2026-06-01")
    told = {}
    for day in ("2026-07-02", "2026-07-03"):
        listing = listing_of(ours, payer, register, on=day)
        told[day] = explained_facts(listing, day)["accepting_new_patients"]
    assert [(each["value"], each["source"]) for each in told.values()] == [(True, "admin"), (False, "qhp")]
    rules = [str(each["lost"][0]["rule"]) for each in told.values()]
    assert rules == ["admin counts before qhp", "older than 182 days, and there is a newer word of it"]


def test_a_source_that_does_not_tell_a_standing_hides_none_however_fresh_it_is():
    board = said("licences", "2023-01-01", licences=[Licence("OR", "AC1", "revoked")])
    register = said("nppes", "2026-11-01", licences=[Licence("OR", "AC1")])
    for day in DAYS[2:]:
        (licence,) = listing_of(board, register, on=day).licences
        assert (licence.status, licence.source, licence.as_of) == ("revoked", "licences", "2023-01-01")
        (other,) = explained_facts(listing_of(board, register, on=day), day)["licences"][0]["also"]
        assert str(other["rule"]) == "nppes does not tell the standing"


def test_last_years_network_gives_way_to_this_months_word_of_the_same_plan_from_the_day_on_which_it_is_stale():
    registered = said("nppes", "2026-11-01")
    listed, own = said("plan-net", "2025-12-01", kind="", plans=4), said("csv", "2026-11-01", plans=5)
    for day, status in (("2026-12-01", "in"), ("2026-12-02", "out")):
        (plan,) = listing_of(registered, listed, own, on=day).insurance
        assert plan.network_status == status and plan.counts_from is plan.counts_until is None


def test_a_listing_read_on_a_day_is_what_its_statements_make_on_that_day():
    """Against the rule, written a second time: every fact, of random statements, on random days."""
    chance = random.Random(20261129)
    turned = 0
    for _ in range(600):
        statements = [said("nppes", "2023-01-01"), *(_stated(chance) for _ in range(chance.randint(1, 5)))]
        listing = merge.merge(NPI, statements)
        newest = max(each.as_of for each in statements)
        seen = set()
        for day in (days_after(newest, chance.randrange(1200)) for _ in range(4)):
            read = listing_on(listing, day)
            _check_answer(read, statements, day)
            _check_entries(read, "locations", statements, day)
            _check_entries(read, "licences", statements, day)
            seen.add(str(asdict(read)))
        turned += len(seen) > 1
    assert turned > 50, "or this test could not fail"


def _day(chance):
    return str(date(2023, 1, 1) + timedelta(chance.randrange(2600)))


def _stated(chance):
    source = chance.choice(["admin", "plan-net", "csv", "sample"])
    values = {
        "telehealth": chance.choice([None, True, False]),
        "locations": [Location("12 Elm St", "Salem", "OR", phone=chance.choice([None, "+15035550100", OTHER_PHONE]))]
        + [OAK] * chance.randint(0, 1),
    }
    if source == "admin":
        values["kind"] = ""
    else:
        values["licences"] = [Licence("OR", "AC1", chance.choice(["unknown", "active", "revoked"]))]
    day = _day(chance)[:4] + chance.choice(["-01-01", "-07-01"])
    return said(source, min(day, "2026-11-01"), **values)


def _first(fact, words, day):
    """The first of (rank's source, day, …) words by the rule, written another way: pair by pair."""

    def before(one, other):
        stale = [freshness.is_stale(fact, each[1], day) for each in (one, other)]
        if stale == [False, False] and one[0] != other[0]:
            return fact.ranks.index(one[0]) < fact.ranks.index(other[0])
        if stale[0] != stale[1]:
            return stale[1]
        if one[1] != other[1]:
            return one[1] > other[1]
        return fact.ranks.index(one[0]) < fact.ranks.index(other[0])

    best = words[0]
    for each in words[1:]:
        if before(each, best):
            best = each
    return best


def _check_answer(read, statements, day):
    words = [
        (each.source, each.as_of, each.statement.telehealth)
        for each in statements
        if each.statement.telehealth is not None
    ]
    if not words:
        assert read.telehealth is None and "telehealth" not in read.facts
        return
    expected = _first(BY_NAME["telehealth"], words, day)
    origin = read.facts["telehealth"]
    assert (origin.source, origin.as_of, read.telehealth) == expected
    assert len(origin.lost) == sum(value != expected[2] for *_, value in words)


def _check_entries(read, name, statements, day):
    fact = BY_NAME[name]
    words = [(each.source, each.as_of, entry) for each in statements for entry in getattr(each.statement, name)]
    shown = getattr(read, name)
    assert {fact.same(entry) for entry in shown} == {fact.same(entry) for *_, entry in words}
    assert len(shown) == len({fact.same(entry) for entry in shown})
    order = [_first(fact, [(each.source, each.as_of) for each in shown[place:]], day) for place in range(len(shown))]
    assert order == [(each.source, each.as_of) for each in shown]
    for entry in shown:
        same = [word for word in words if fact.same(word[2]) == fact.same(entry)]
        telling = [word for word in same if name != "licences" or word[2].status != "unknown"] or same
        expected = _first(fact, telling, day)
        assert (entry.source, entry.as_of) == expected[:2]
        field = "phone" if name == "locations" else "status"
        own = None if getattr(entry, "phone_by", None) else getattr(entry, field)  # a phone may be another's word
        assert own == getattr(expected[2], field)
        told = [getattr(entry if getattr(each, field) is UNSET else each, field) for each in entry.also]
        stated = [getattr(each, field) for *_, each in same]
        assert Counter([own, *told]) == Counter(stated)


@pytest.mark.parametrize("name", ["locations", "accepting_new_patients", "insurance"])
def test_the_newest_word_counts_first_in_the_end(name):
    fact = BY_NAME[name]
    words = [
        merge.SourcedStatement(NPI, source, f"20{20 + year}-01-01", None, None)
        for year, source in enumerate(fact.ranks[:4])
    ]
    spans = freshness.spans(fact, words)
    assert spans[-1][1][0] is words[-1] and spans[0][0][0] is None and spans[-1][0][1] is None
    assert all(after[0] == days_after(before[1], 1) for (before, _), (after, _) in pairwise(spans))
