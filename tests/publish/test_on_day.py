"""A published directory as on different days: every column a search reads says what the listings of that day say."""

import random
from datetime import date, timedelta

import pytest
from msgspec.structs import replace

from directory.core.agreed_rates import agreed_rates
from directory.core.cpt import FIRST_QUARTER, FURTHER_QUARTER
from directory.core.dates import days_after, ordinal
from directory.core.facts import ANSWERS, BY_NAME
from directory.core.in_force import periods_of
from directory.core.licences import STANDINGS, standing
from directory.core.negotiated_rate import NegotiatedRate
from directory.core.practitioner import (
    Licence,
    ListedLicence,
    ListedLocation,
    ListedPlan,
    Location,
    Practitioner,
    SourcedStatement,
    Statement,
    to_json,
)
from directory.publish.edition import new_edition
from directory.publish.numbers import FIRST_DAY
from directory.resolve.merge import MergedPlans, merge
from directory.store.listings.prices import agreed_prices
from directory.store.listings.reader import Directory

FIRST = date(2026, 12, 28)
DAYS = [(FIRST + timedelta(days)).isoformat() for days in range(8)]  # across New Year
SOURCE = {"source": "plan-net", "as_of": "2026-11-01"}


def period(chance):
    """Open, or a first and a last day, or one of them."""
    starts_on, ends_on = sorted(chance.sample(DAYS, 2))
    return {"starts_on": chance.choice([None, starts_on]), "ends_on": chance.choice([None, ends_on])}


def rates(chance):
    """Prices of the two quarters, some of which expire and give way to others; or none."""
    return tuple(
        NegotiatedRate(code, chance.randint(30, 90), "negotiated", expires_on=chance.choice([None, *DAYS]))
        for code in chance.sample(
            [FIRST_QUARTER, FIRST_QUARTER, FURTHER_QUARTER, FURTHER_QUARTER], chance.randint(0, 4)
        )
    )


def practitioner(chance, number):
    """Somebody with places, licences and plans that begin and end around New Year."""
    locations = tuple(
        ListedLocation(f"{house} Elm St", "Portland", "OR", **period(chance), **SOURCE, **point)
        for house in range(chance.randint(0, 3))
        for point in [{"latitude": 45 + chance.random(), "longitude": -122.5, "precision": "street"}, {}][
            : 1 + house % 2
        ]
    )
    licences = tuple(
        ListedLicence(
            "OR",
            str(each),
            status=chance.choice(["active", "active", "probation", "unknown", "revoked"]),
            expires_on=chance.choice([None, *DAYS]),
            **SOURCE,
        )
        for each in range(chance.randint(0, 2))
    )
    plans = tuple(
        ListedPlan(
            payer,
            plan,
            chance.choice(["in", "in", "out"]),
            f"id-{plan}",
            rates=rates(chance),
            **period(chance),
            **SOURCE,
        )
        for payer, plan in chance.sample([(payer, plan) for payer in ("Acme", "Beta") for plan in ("A", "B", None)], 3)
    )
    listing = Practitioner(
        id=str(number), name="Ana", kind="licensed_acupuncturist", locations=locations, licences=licences
    )
    return listing, plans


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    """A directory of 200 such practitioners, published before any of these days; its path."""
    path, chance = tmp_path_factory.mktemp("data") / "directory.db", random.Random(20261228)
    with new_edition(path) as edition:
        for number in range(200):
            listing, plans = practitioner(chance, number)
            merged = MergedPlans(to_json(plans), periods_of(plans))
            edition.add(merged.taken_by(listing), merged.plans, number.to_bytes(16))
        edition.finish({"made_up": True, "published_at": "2026-12-01T00:00:00+00:00", "sources": []})
    return path


def stated(chance, number):
    """What sources state of somebody; on one of DAYS or another each word is older than its fact keeps fresh."""
    for source in chance.sample(["plan-net", "csv", "sample", "licences"], 3):
        fresh_days = BY_NAME[chance.choice(["telehealth", "locations"])].fresh_days
        values = {"licences": (Licence("OR", "1", chance.choice(["active", "revoked", "unknown"])),)}
        if source != "licences":
            phones = [None, "+15035550100", "+15035550199"]
            values["locations"] = (Location("1 Elm St", "Portland", "OR", phone=chance.choice(phones)),)
            values["telehealth"] = chance.choice([None, True, False])
        as_of = days_after(chance.choice(DAYS), -fresh_days)
        statement = Statement(
            id=str(number), kind="licensed_acupuncturist", name=f"Ana {source}", confirmed_on=as_of, **values
        )
        yield SourcedStatement(str(number), source, as_of, statement, None)


@pytest.fixture(scope="module")
def turning(tmp_path_factory):
    """A directory of 200 of whom another word counts first some day; its path."""
    path, chance = tmp_path_factory.mktemp("data") / "directory.db", random.Random(20261129)
    with new_edition(path) as edition:
        for number in range(200):
            listing = merge(str(number), list(stated(chance, number)))
            assert listing
            point = {"latitude": 45.5, "longitude": -122.5, "precision": "zip"}
            placed = replace(listing, locations=tuple(replace(each, **point) for each in listing.locations))
            edition.add(placed, b"[]", number.to_bytes(16))
        edition.finish({"made_up": True, "published_at": "2026-12-01T00:00:00+00:00", "sources": []})
    return path


@pytest.mark.parametrize("day", DAYS)
def test_a_search_reads_the_words_that_count_first_that_day(turning, day):
    directory = Directory(turning, day)
    listings = directory.listings(list(range(len(directory))))
    columns = directory.columns
    assert [ANSWERS[number] for number in columns["telehealth"]] == [listing.telehealth for listing in listings]
    standings = [STANDINGS[number] for number in columns["standing"]]
    assert standings == [standing([each.status for each in listing.licences]) for listing in listings]
    confirmed = [max(ordinal(each.confirmed_on or FIRST_DAY) for each in listing.locations) for listing in listings]
    assert [number or 1 for number in columns["confirmed"].tolist()] == confirmed
    points = list(zip(columns["practitioner"].tolist(), columns["location"].tolist(), strict=True))
    assert sorted(number for number, _ in points) == list(range(200)), "one place that day"
    for (number, _), (card, place) in zip(points, directory.cards_at(points), strict=True):
        assert card.locations == listings[number].locations == (place,)
        assert card.licences == listings[number].licences and card.verified_on == listings[number].verified_on


def test_words_turn_on_several_of_these_days(turning):
    columns = [Directory(turning, day).columns for day in DAYS]
    for name in ("telehealth", "standing", "confirmed"):
        assert len({each[name].tobytes() for each in columns}) > 2, name


def takers(listings, payer, plan):
    """The numbers of those who take a plan, or with "" any plan, of the payer."""
    return [
        number
        for number, listing in enumerate(listings)
        if any(
            each.payer == payer and each.network_status != "out" and (not plan or each.plan == plan)
            for each in listing.insurance
        )
    ]


@pytest.mark.parametrize("day", DAYS)
def test_whatever_a_search_reads_is_of_that_day(published, day):
    directory = Directory(published, day)
    listings = directory.listings(list(range(len(directory))))
    standings = [STANDINGS[number] for number in directory.columns["standing"]]
    assert standings == [standing([each.status for each in listing.licences]) for listing in listings]
    for payer, plan, _ in directory.insurance:
        assert directory.takers(payer, plan).tolist() == takers(listings, payer, plan), (payer, plan)
    named = {(payer, plan) for payer, plan, _ in directory.insurance}
    taken = {
        (each.payer, plan)
        for listing in listings
        for each in listing.insurance
        if each.network_status != "out"
        for plan in ("", each.plan or "")
    }
    assert named == taken, "a plan that nobody takes that day is not offered"


def lowest_price(listing, payer, day):
    """The lowest price in cents of half an hour that is agreed on a day under any plan of the payer."""
    agreed = [agreed_rates(each, day) for each in listing.insurance if each.payer == payer]
    cents = [round(100 * (each.first.amount + each.further.amount)) for each in agreed if each and each.further]
    return min(cents, default=None)


@pytest.mark.parametrize("day", DAYS)
def test_the_price_a_search_orders_by_is_the_one_that_the_listing_shows_that_day(published, day):
    directory = Directory(published, day)
    listings = directory.listings(list(range(len(directory))))
    for payer in ("Acme", "Beta"):
        found = {}
        for number, cents in zip(*map(list, agreed_prices(directory, payer, "")), strict=True):
            found[int(number)] = min(int(cents), found.get(int(number), int(cents)))
        shown = {number: lowest_price(listing, payer, day) for number, listing in enumerate(listings)}
        assert found == {number: cents for number, cents in shown.items() if cents is not None} != {}


@pytest.mark.parametrize("day", DAYS)
def test_whoever_is_counted_under_a_payer_takes_a_plan_of_it_that_day(published, day):
    directory = Directory(published, day)
    listings = directory.listings(list(range(len(directory))))
    counted = dict(zip(directory.words["payer"], directory.tallied("payer", slice(None)).tolist(), strict=True))
    assert counted == {payer: len(takers(listings, payer, "")) for payer in counted}
    for listing in listings:
        assert set(listing.payers) == {each.payer for each in listing.insurance if each.network_status != "out"}


@pytest.mark.parametrize("day", DAYS)
def test_each_point_is_of_a_place_where_somebody_practices_that_day(published, day):
    directory = Directory(published, day)
    numbers, places = directory.columns["practitioner"].tolist(), directory.columns["location"].tolist()
    found = directory.cards_at(list(zip(numbers, places, strict=True)))
    assert all(location in listing.locations for listing, location in found)
    expected = sum(
        place.latitude is not None
        for listing in directory.listings(list(range(len(directory))))
        for place in listing.locations
    )
    assert len(found) == expected


def test_the_days_differ(published):
    seen = {str(directory.listings([0, 1, 2, 3, 4])) for directory in (Directory(published, day) for day in DAYS)}
    assert len(seen) > 4, "or these tests could not fail"
