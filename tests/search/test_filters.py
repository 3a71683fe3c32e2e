"""Each filter keeps exactly whom it says, and the counts beside its choices are what choosing would find."""

import random
from copy import copy
from datetime import date, timedelta
from itertools import pairwise

import numpy as np
import pytest

from directory.core.facts import FRESH_DAYS
from directory.core.languages import asked_as
from directory.core.licences import STANDINGS
from directory.search import choice_filters, find
from directory.search.choice_filters import OPTIONS, Candidates
from directory.search.filters import FILTERS
from directory.search.insurance_index import RequestedInsurance
from directory.search.place import Place
from directory.search.query import BadQuery, SearchQuery, parse_query
from directory.search.typed_filters import InsuranceFilter, LanguageFilter
from directory.store.listings.reader import Directory

HERE = Place("Los Angeles", 34.05, -118.25, "point")


def everybody(directory):
    return directory.listings(list(range(len(directory))))


def takers(listing):
    return {taken.payer for taken in listing.insurance if taken.network_status != "out"}


def lapsed(listing):
    statuses = {licence.status for licence in listing.licences}
    return bool(statuses & {"expired", "suspended", "revoked"}) and "active" not in statuses


def fresh(listing):
    return bool(listing.verified_on) and listing.verified_on >= (date.today() - timedelta(FRESH_DAYS)).isoformat()


MEANS = {  # what each filter says, told of a listing as it is published
    "kind": lambda listing, value: listing.kind == value,
    "insurance": lambda listing, value: value in takers(listing),
    "accepting": lambda listing, value: listing.accepting_new_patients is True,
    "language": lambda listing, value: not asked_as(value).isdisjoint(listing.languages),
    "gender": lambda listing, value: listing.gender == value,
    "visits": lambda listing, value: getattr(listing, "telehealth" if value == "telehealth" else "home_visits") is True,
    "access": lambda listing, value: listing.wheelchair_access is True,
    "confirmed": lambda listing, value: fresh(listing),
    "license": lambda listing, value: value == "any" or not lapsed(listing),
}


def asked(directory, gazetteer, **parameters):
    return find.find(
        parse_query({"near": "34.05,-118.25", "within": "100"} | parameters, gazetteer, directory),
        directory,
        for_page=True,
    )


def every_choice(directory, gazetteer):
    return [
        (facet.filter.parameter, choice.value)
        for facet in asked(directory, gazetteer).facets
        for choice in facet.choices
    ]


def test_every_filter_with_fixed_or_counted_choices_is_checked_here():
    assert set(MEANS) == {each.parameter for each in FILTERS} - {"name", "terms"}


def test_all_options_have_room_in_one_number():
    assert len(OPTIONS) <= 32


def test_a_filter_keeps_those_it_says_and_nobody_else(sample_directory, gazetteer):
    listings = everybody(sample_directory)
    for parameter, value in every_choice(sample_directory, gazetteer):
        found = find.find_all(
            parse_query({"near": "39,-98", "within": "500", parameter: value}, gazetteer, sample_directory),
            sample_directory,
            9999,
        )
        assert all(MEANS[parameter](result.listing, value) for result in found), (parameter, value)
        whole = find.find_all(
            parse_query({"near": "39,-98", "within": "500"}, gazetteer, sample_directory), sample_directory, 9999
        )
        assert len(found) == sum(MEANS[parameter](result.listing, value) for result in whole), (parameter, value)
    assert listings


class Few:
    """Four practitioners, of whom each column says something else; confirmed so many days ago."""

    day = "2026-03-01"

    def __init__(self, *ago):
        self.columns = {
            "kind": np.array([0, 1, 2, 3]),
            "accepting_new_patients": np.array([0, 1, 2, 1]),
            "gender": np.array([0, 1, 2, 1]),
            "telehealth": np.array([1, 0, 2, 0]),
            "home_visits": np.array([2, 1, 0, 0]),
            "wheelchair_access": np.array([0, 0, 0, 1]),
            "confirmed": np.array([date(2026, 3, 1).toordinal() - days for days in ago]),
            "standing": np.array([STANDINGS.index(each) for each in ("active", "unknown", "lapsed", "active")]),
        }

    def __len__(self):
        return 4


KEPT = {  # columns: unknown, yes, no; none, female, male
    ("kind", "licensed_acupuncturist"): [0],
    ("kind", "medical_acupuncturist"): [1],
    ("kind", "other_clinician"): [2],
    ("kind", "clinic"): [3],
    ("accepting", "yes"): [1, 3],
    ("gender", "female"): [1, 3],
    ("gender", "male"): [2],
    ("visits", "telehealth"): [0],
    ("visits", "home"): [1],
    ("access", "wheelchair"): [3],
    ("confirmed", "90"): [0, 1],
    ("license", "active"): [0, 1, 3],
    ("license", "any"): [0, 1, 2, 3],
}


@pytest.mark.parametrize(("parameter", "value"), KEPT)
def test_an_option_keeps_whom_its_column_says_and_counts_them(parameter, value):
    candidates = Candidates(Few(0, 90, 91, 400))
    each = next(each for each in FILTERS if each.parameter == parameter)
    assert np.flatnonzero(each.keeps(value, candidates)).tolist() == KEPT[parameter, value]
    counts = {choice.value: choice.count for choice in each.choices(candidates)}
    assert counts == {name: len(kept) for (of, name), kept in KEPT.items() if of == parameter}
    some = Candidates(candidates.directory, np.array([3, 1]))
    assert each.keeps(value, some).tolist() == [number in KEPT[parameter, value] for number in (3, 1)]


def test_an_insurance_that_no_listing_names_keeps_everybody():
    candidates = Candidates(Few(0, 0, 0, 0))
    assert InsuranceFilter().keeps(RequestedInsurance("TRICARE", (), "tricare"), candidates).tolist() == [True] * 4


@pytest.mark.parametrize("many", [choice_filters.MANY, 0])
def test_counts_beside_choices_are_what_choosing_would_find(sample_directory, gazetteer, monkeypatch, many):
    monkeypatch.setattr(choice_filters, "MANY", many)
    chance = random.Random(4)
    choices = every_choice(sample_directory, gazetteer)
    for _ in range(40):
        chosen = dict(chance.sample(choices, chance.randint(0, 3)))
        facets = asked(sample_directory, gazetteer, **chosen).facets
        facet = chance.choice([facet for facet in facets if facet.choices])
        assert facet.choices
        for choice in facet.choices:
            again = asked(sample_directory, gazetteer, **chosen | {facet.filter.parameter: choice.value})
            assert again.total == choice.count, (chosen, facet.filter.parameter, choice)


def test_those_left_out_only_for_their_license_are_counted(sample_directory, gazetteer):
    active, whole = asked(sample_directory, gazetteer, license="active"), asked(sample_directory, gazetteer)
    assert active.total + active.lapsed == whole.total and active.lapsed > 0 and whole.lapsed == 0


def test_best_confirmed_first_puts_boards_words_before_dates_and_dates_before_distance(sample_directory, gazetteer):
    results = find.find_all(
        parse_query({"near": "34.05,-118.25", "within": "500", "sort": "confirmed"}, gazetteer, sample_directory),
        sample_directory,
        9999,
    )
    ranks = [
        ("active" not in [licence.status for licence in result.listing.licences], lapsed(result.listing))
        for result in results
    ]
    assert [sum(rank) for rank in ranks] == sorted(sum(rank) for rank in ranks)
    first = [result for result, rank in zip(results, ranks, strict=True) if not any(rank)]
    days = [result.listing.verified_on or "" for result in first]
    assert days == sorted(days, reverse=True)
    for one, other in pairwise(first):
        assert one.listing.verified_on != other.listing.verified_on or one.miles <= other.miles


def test_nobody_with_a_lapsed_license_stands_above_another_in_any_order(sample_directory, gazetteer):
    for order in ("distance", "confirmed"):
        results = find.find_all(
            parse_query({"near": "39,-98", "within": "500", "sort": order}, gazetteer, sample_directory),
            sample_directory,
            9999,
        )
        assert [lapsed(result.listing) for result in results] == sorted(lapsed(result.listing) for result in results)


def test_nobody_near_shows_the_nearest_and_then_those_who_offer_telehealth(sample_directory, gazetteer):
    found = find.find(SearchQuery(Place("nowhere", 39.3, -117.1, "point"), 5, 1), sample_directory)
    assert found.total == 0 and len(found.nearest) == find.NEAREST_SHOWN
    assert found.remote and all(result.listing.telehealth for result in found.remote)
    assert not {result.listing.id for result in found.nearest} & {result.listing.id for result in found.remote}


@pytest.mark.parametrize("each", FILTERS, ids=lambda each: each.parameter)
def test_every_filter_says_itself_in_words_and_what_it_may_be(each, sample_directory, gazetteer):
    values = dict(every_choice(sample_directory, gazetteer)) | {"name": "kim", "terms": "priced"}
    assert each.sentence(each.parse(values[each.parameter], sample_directory))
    wrong = {"near": "97214", each.parameter: "!!!" if each.parameter == "name" else "zzzzzzz"}
    if each.parameter == "terms":
        wrong["insurance"] = "Acme Health"
    if each.parameter == "insurance":  # nobody is turned away with a plan that no listing names
        assert parse_query(wrong, gazetteer, sample_directory).filters[0][1].networks == ()
        return
    with pytest.raises(BadQuery) as raised:
        parse_query(wrong, gazetteer, sample_directory)
    assert list(raised.value.errors) == [each.parameter]


@pytest.mark.parametrize("typed", ["Spanish", "español", "es", "SPA", "es-MX", "Castilian"])
def test_a_language_may_be_asked_for_by_any_of_its_names_and_codes(sample_directory, gazetteer, typed):
    ((_, value),) = parse_query({"near": "39,-98", "language": typed}, gazetteer, sample_directory).filters
    assert value.language == "Spanish"


class Speakers:
    """A directory of which only the languages are asked; no two practitioners speak the same."""

    held_by_sets = Directory.held_by_sets

    def __init__(self, *spoken):
        self.words = {"language": sorted({each for some in spoken for each in some})}
        self.columns = {
            "language": np.arange(len(spoken)),
            "language_starts": np.cumsum([0, *map(len, spoken)]),
            "language_words": np.array([self.words["language"].index(each) for some in spoken for each in some]),
        }


CHINESE = Speakers(["Mandarin"], ["Cantonese", "Mandarin"], ["Chinese"], ["Tagalog"], ["Dari"], ["Persian"])


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Chinese", [0, 1, 2]),
        ("中文", [0, 1, 2]),
        ("Mandarin", [0, 1]),
        ("yue", [1]),
        ("Filipino", [3]),
        ("Farsi", [4, 5]),
        ("Dari", [4]),
    ],
)
def test_who_asks_for_a_language_finds_those_who_name_it_more_narrowly_and_not_the_other_way_round(typed, kept):
    language = LanguageFilter()
    assert np.flatnonzero(language.keeps(language.parse(typed, CHINESE), Candidates(CHINESE))).tolist() == kept


def test_a_general_language_may_be_asked_for_where_all_name_it_more_narrowly_and_is_counted_so():
    narrow = Speakers(["Mandarin"], ["Cantonese"], ["American Sign Language"])
    for speakers in (CHINESE, narrow):
        for choice in LanguageFilter().choices(Candidates(speakers)):
            value = LanguageFilter().parse(choice.value, speakers)
            assert choice.count == LanguageFilter().keeps(value, Candidates(speakers)).sum(), choice.value
    offered = [choice.value for choice in LanguageFilter().choices(Candidates(narrow))]
    assert offered == ["Chinese", "American Sign Language", "Cantonese", "Mandarin"]


def test_a_language_that_nobody_here_speaks_is_an_error(sample_directory, gazetteer):
    with pytest.raises(BadQuery):
        parse_query({"near": "39,-98", "language": "eo"}, gazetteer, sample_directory)


def test_what_nobody_in_the_directory_fits_is_no_choice_and_what_few_state_says_so(sample_directory, gazetteer):
    """Nobody offers what is not shown; whoever is left out only because they state nothing is told of."""
    silent = copy(sample_directory)
    silent.columns = sample_directory.columns | {
        name: np.zeros_like(sample_directory.columns[name]) for name in ("home_visits", "telehealth", "gender")
    }
    facets = {facet.filter.parameter: facet for facet in asked(silent, gazetteer).facets}
    assert facets["visits"].choices == facets["gender"].choices == []
    assert facets["accepting"].choices and not facets["accepting"].is_seldom_stated
    few = copy(sample_directory)
    gender = sample_directory.columns["gender"] * (np.arange(len(sample_directory)) % 20 == 0)
    few.columns = sample_directory.columns | {"gender": gender}
    facet = next(each for each in asked(few, gazetteer).facets if each.filter.parameter == "gender")
    assert facet.is_seldom_stated and facet.choices
