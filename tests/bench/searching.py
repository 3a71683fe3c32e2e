"""The search alone: random questions with every filter, beside the same in PostGIS.

Answers are compared before anything is timed.

    python3 tests/bench/searching.py [--practitioners 100000] [--questions 1000] [--alone]

A question gives what a page shows: twenty cards, the exact total and the counts beside every choice. Peers take turns
of so many questions: of one, where each finds the processor's memory as the others left it, and of TURN, where it finds
its own there. What counts is processor time, the database server's with it: waiting for a busy machine is nobody's
fault, and two processes wait longer than one.
"""

import argparse
import random
import sys
import time
from collections.abc import Callable

import measuring
import postgis
from made_directory import LAST, settings

from directory.core.in_force import listing_on
from directory.core.plans_asked import PlansAsked
from directory.core.practitioner import Practitioner
from directory.search import filters, find
from directory.search.place import Place
from directory.search.query import ORDERS, SearchQuery
from directory.store.listings.reader import Current, Directory

RADII = (5, 25, 100)
INSURANCE, TERMS = "insurance", "terms"
NO_PRICES = ("price", "priced")  # an order and a filter: the made directory has no agreed prices
INSURED = 0.5  # of the questions: how many name a payer or a plan
TURN = 25  # questions
MOST_FILTERS = 3
Answer = tuple[int, int, dict, list[Practitioner], list[Practitioner]]


def questions(directory: Directory, number: int, seed: int = 7) -> list[SearchQuery]:
    """Random questions from where people are, each with up to three filters; any filter is as likely as another."""
    chance = random.Random(seed)
    return [_question(directory, chance) for _ in range(number)]


def _question(directory: Directory, chance: random.Random) -> SearchQuery:
    place = chance.choice(directory.listings([chance.randrange(len(directory))])[0].locations)
    latitude, longitude = (round(degrees + chance.gauss(0, 0.1), 5) for degrees in (place.latitude, place.longitude))
    insured = chance.random() < INSURED
    others = [each for each in filters.FILTERS if each.parameter not in (INSURANCE, *(() if insured else (TERMS,)))]
    chosen = [each for each in filters.FILTERS if insured and each.parameter == INSURANCE]
    chosen += chance.sample(others, chance.randint(0, MOST_FILTERS - len(chosen)))
    asked = tuple((each, each.parse(_text(each, directory, chance), directory)) for each in chosen)
    orders = [each for each in (*ORDERS, ORDERS[0]) if each not in NO_PRICES]
    return SearchQuery(
        Place("here", latitude, longitude, "point"), chance.choice(RADII), 1, asked, chance.choice(orders)
    )


def _text(each: filters.Filter, directory: Directory, chance: random.Random) -> str:
    if each.parameter == INSURANCE:
        payer, plan, _ = chance.choice(directory.insurance)
        return chance.choice((payer, plan or payer))
    if each.parameter == "language":
        return chance.choice(directory.words["language"])
    return (
        chance.choice(LAST)[:4]
        if each.parameter == "name"
        else chance.choice([option for option in each.options if option not in NO_PRICES])
    )


def ours(query: SearchQuery, directory: Directory) -> Answer:
    """(total, lapsed, counts by (parameter, value) and of each band, what a page shows of the first listings, and of
    the nearest of whom nobody states the insurance).
    """
    found = find.find(query, directory, for_page=True)
    counts = {
        (facet.filter.parameter, choice.value): choice.count for facet in found.facets for choice in facet.choices
    }
    if found.band:
        counts |= {("band", "listed"): found.band.listed, ("band", "unstated"): found.band.unstated}
    shown, unstated = ([result.listing for result in results] for results in (found.results, found.unstated))
    return found.total, found.lapsed, counts, shown, unstated


def no_further(query: SearchQuery, directory: Directory) -> None:
    """The answer alone, as a peer gives it, where nobody is found."""
    beyond, find._beyond = find._beyond, lambda *asked: ([], [])
    ours(query, directory)
    find._beyond = beyond


def theirs(query: SearchQuery, peer: postgis.Peer, within: str) -> Answer:
    """The same from a peer."""
    total, lapsed, counts, *texts = peer.find(query, within)
    asked = PlansAsked(query.insurance.networks if query.insurance else ())
    shown, unstated = ([_card(text, asked, peer.directory.day) for text in each] for each in texts)
    return total, lapsed, counts, shown, unstated


def _card(text: str, asked: PlansAsked, day: str) -> Practitioner:
    card, _, plans = text.partition("\n")
    return listing_on(asked.card(card, plans), day)


def compare(asked: list[SearchQuery], directory: Directory, peer: postgis.Peer) -> None:
    """Ends the program where any answer differs from the other's."""
    for query in asked:
        one = ours(query, directory)
        for within in postgis.WITHIN:
            other = theirs(query, peer, within)
            if one != other:
                counts = set(one[2].items()) ^ set(other[2].items())
                sys.exit(f"{within} answers another way, {one[:2]} and {other[:2]}, {counts}: {query}")


def measure(practitioners: int, number: int, alone: bool) -> None:
    """Prints the table."""
    directory = Current(settings(practitioners).directory_db).get()
    asked = questions(directory, number)
    print(
        f"{len(directory):,} practitioners, {len(directory.columns['x']):,} locations with a point; "
        f"{len(directory.words['payer'])} payers, {len(directory.insurance):,} payers and plans; {number:,} questions"
    )
    mine = {"columns": lambda query: ours(query, directory)}
    try:
        if alone:
            raise postgis.Missing("it was not asked for.")
        with postgis.cluster() as connection:
            peer = postgis.Peer(connection, directory)
            compare(asked, directory, peer)
            print(
                f"The answers of PostGIS are the same: totals, lapsed, counts, bands and the listings that a page "
                f"shows of all {number:,}."
            )
            _time(
                mine
                | {
                    f"PostGIS, {within}": lambda query, within=within: theirs(query, peer, within)
                    for within in postgis.WITHIN
                },
                asked,
                directory,
                peer.processor,
            )
    except postgis.Missing as missing:
        print(f"NOT COMPARED with PostGIS: {missing}")
        _time(mine, asked, directory, time.process_time)


def _time(
    works: dict[str, Callable], asked: list[SearchQuery], directory: Directory, processor: Callable[[], float]
) -> None:
    """Prints tables of the questions to which somebody is found, and of the others.

    To the others a page looks further away too, and a peer does not.
    """
    somebody = [bool(ours(query, directory)[0]) for query in asked]
    turns = (TURN, 1) if len(works) > 1 else (TURN,)
    for what, wanted in (("Somebody is found", True), ("Nobody is found", False)):
        inputs = [query for query, found in zip(asked, somebody, strict=True) if found is wanted]
        if not wanted:
            works = {
                "columns": lambda query: no_further(query, directory),
                **dict(list(works.items())[1:]),
                "columns, which look further": works["columns"],
            }
        for turn in turns:
            print(f"\n{what}: {len(inputs):,} questions, turns of {turn}, processor time\n\n{measuring.HEADER}")
            times = measuring.in_turn(works, inputs, turn, clock=processor)
            for name, each in times.items():
                print(measuring.row(name, each))
            for name in list(times)[1:]:
                print(measuring.ratios(f"{name} to columns", times[name], times["columns"]))
            peers = [name for name in times if not name.startswith("columns")]
            if peers and turn == TURN:
                _print_kinds(inputs, min(peers, key=lambda name: sum(times[name])), times)
    print(f"\n{measuring.machine()}")


def _print_kinds(inputs: list[SearchQuery], peer: str, times: dict[str, list[float]]) -> None:
    """Prints the ratios of each kind of question: by its radius, and whether it names an insurance."""
    kinds: dict[tuple[bool, float], list[int]] = {}
    for place, query in enumerate(inputs):
        kinds.setdefault((query.insurance is not None, query.miles), []).append(place)
    print(f"\n| {peer} to columns, of each kind | p50 | p95 | p99 |\n|---|---|---|---|")
    for (is_insured, miles), places in sorted(kinds.items()):
        kind = f"{'a payer or plan, ' if is_insured else ''}within {miles} miles: {len(places)} questions"
        print(measuring.ratios(kind, *([times[name][place] for place in places] for name in (peer, "columns"))))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Measures the search beside PostGIS.")
    parser.add_argument("--practitioners", type=int, default=100_000)
    parser.add_argument("--questions", type=int, default=1000)
    parser.add_argument("--alone", action="store_true", help="without PostGIS")
    options = parser.parse_args()
    measure(options.practitioners, options.questions, options.alone)
