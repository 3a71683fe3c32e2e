"""How much work an answer is, counted, so that a slow-down is seen on a machine however busy.

Counted are statements and steps of SQLite, calls of Python and bytes sent. The bounds are what was counted, and a
quarter more. Whoever makes an answer do more on purpose raises its bound, and says why in the commit.
"""

import sys

import pytest

from directory.search import find
from directory.search.query import parse_query
from directory.store.listings.reader import Current


class Counted:
    """What SQLite does for a directory from now on: `statements`, and `steps` of its machine by the hundred."""

    def __init__(self, directory):
        self.statements, self.steps = 0, 0
        directory.connection.set_trace_callback(self._statement)
        directory.connection.set_progress_handler(self._step, 100)

    def _statement(self, sql):
        self.statements += 1

    def _step(self):
        self.steps += 1


def calls(work):
    """How many functions are called, those of C too, once what is made once is made."""
    work()
    count = 0

    def note(frame, event, argument):
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(note)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize(
    "asked, statements",
    [
        ({}, 1),  # the listings shown
        (
            {
                "kind": "licensed_acupuncturist",
                "accepting": "yes",
                "language": "Korean",
                "gender": "female",
                "license": "active",
            },
            1,
        ),
        ({"insurance": "Acme Health"}, 4),  # who takes it on whose word, which payers have prices (once), at which
        ({"name": "kim"}, 2),  # who is called so
    ],
)
def test_a_search_asks_sqlite_for_no_more_than_it_shows(sample_data, gazetteer, asked, statements):
    directory = Current(sample_data.directory_db).get()
    query = parse_query({"near": "34.05,-118.25", "within": "500"} | asked, gazetteer, directory)
    counted = Counted(directory)
    found = find.find(query, directory, for_page=True)
    assert (counted.statements, bool(found.results)) == (statements, True) and counted.steps <= 25


def test_a_search_finds_without_reading_the_listings_it_does_not_show(sample_data, gazetteer, monkeypatch):
    directory, read_from_disk = Current(sample_data.directory_db).get(), []
    for read_some in ("cards_at", "listings_at"):
        real = getattr(directory, read_some)
        monkeypatch.setattr(
            directory,
            read_some,
            lambda numbers, real=real, read_some=read_some, **how: (
                read_from_disk.append((read_some, len(numbers))) or real(numbers, **how)
            ),
        )
    for_page, for_program = (
        find.find(parse_query({"near": "34.05,-118.25", "within": "500"}, gazetteer, directory), directory, for_page)
        for for_page in (True, False)
    )
    assert (
        read_from_disk == [("cards_at", find.PAGE_SIZE), ("listings_at", find.PAGE_SIZE)]
        and for_page.total == for_program.total > 5 * find.PAGE_SIZE
    )


PAGES = {  # address: (bytes, calls)
    "/": (6_200, 12_800),
    "/search?near=90012&within=100": (34_000, 40_700),
    "/search?near=90012&within=100&insurance=Acme+Health&kind=licensed_acupuncturist": (35_000, 44_100),
    "/api/v1/search?near=90012&within=100": (18_500, 4_600),
    "/api/v1/insurance?like=acm": (200, 2_200),
    "/api/v1/insurance?like=evergren": (200, 2_600),
}


@pytest.mark.parametrize("address", PAGES)
def test_an_answer_stays_as_light_and_as_little_work_as_it_was(client, address):
    size, called = len(client.plain.get(address).data), calls(lambda: client.plain.get(address))
    assert size <= PAGES[address][0] and called <= PAGES[address][1], (size, called)


def test_a_listing_is_two_statements_and_a_small_page(client, sample_data):
    listing = Current(sample_data.directory_db).get().listings([5])[0]
    counted = Counted(client.app.extensions["site"].current.get())
    assert len(client.plain.get(f"/practitioners/{listing.id}").data) <= 8_000
    assert counted.statements <= 2  # the listing, and who else is at its house
