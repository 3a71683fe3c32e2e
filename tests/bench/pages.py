"""Pages beside the least that they could take.

Each request goes through the whole site, as a server gives it to it, without a server.

    python3 tests/bench/pages.py [--practitioners 100000] [--times 400]

The results of a search and a practitioner's page: beside the same page with the answer ready in memory, so that only
the template is left. Names of insurers offered while somebody types: beside a request that answers with nothing.
"""

import argparse
import random
from contextlib import AbstractContextManager, closing
from unittest.mock import patch
from urllib.parse import urlencode

import measuring
from made_directory import settings
from searching import RADII, _text
from werkzeug.test import create_environ

from directory.search.filters import FILTERS
from directory.store.listings.reader import Current, Directory
from directory.web.search import routes
from directory.web.shell import guard
from directory.web.shell.app import build

TYPED = ("ins", "insurer 1", "bronze", "medica", "insurer 07 heal", "aetna", "x", "blue cross")


class Site:
    """The site, asked without a server."""

    def __init__(self, practitioners: int):
        self.app = build(settings(practitioners))
        self.app.add_url_rule("/nothing", "nothing", guard.public(lambda: ""))

    def get(self, address: str) -> bytes:
        """The body of an answer; raises where it is not 200."""
        statuses: list[str] = []
        with closing(self.app(create_environ(address), lambda status, headers: statuses.append(status))) as pieces:
            body = b"".join(pieces)
        if statuses != ["200 OK"]:
            raise ValueError(f"{statuses} for {address}")
        return body


def addresses(directory: Directory, number: int) -> list[str]:
    """Searches as visitors make them, most with a filter or two."""
    chance, searches = random.Random(11), []
    for _ in range(number):
        place = chance.choice(directory.listings([chance.randrange(len(directory))])[0].locations)
        chosen = chance.sample(FILTERS, chance.choice((0, 0, 1, 1, 2)))
        asked = {"near": place.postal_code, "within": chance.choice(RADII)} | {
            each.parameter: _text(each, directory, chance) for each in chosen
        }
        searches.append(f"/search?{urlencode(asked)}")
    return searches


def beside_memory(site: Site, addresses: list[str], where: object, name: str) -> dict[str, list[float]]:
    """Times of the pages, and of the same pages where what `where.name` gives is ready."""
    ready: dict[str, object] = {}
    real = getattr(where, name)

    def from_memory(address: str) -> AbstractContextManager:
        return patch.object(where, name, lambda *asked, **how: ready[address])

    def remembered(*asked: object, **how: object) -> object:
        ready["now"] = real(*asked, **how)
        return ready["now"]

    for address in addresses:
        with patch.object(where, name, remembered):
            body = site.get(address)
        ready[address] = ready["now"]
        with from_memory(address):
            assert site.get(address) == body

    def least(address: str) -> None:
        with from_memory(address):
            site.get(address)

    return measuring.in_turn({"page": site.get, "ready": least}, addresses)


def measure(practitioners: int, number: int) -> None:
    """Prints the table."""
    site = Site(practitioners)
    directory = Current(settings(practitioners).directory_db).get()
    chance = random.Random(3)
    searches = addresses(directory, number)
    listings = [
        f"/practitioners/{each.id}"
        for each in directory.listings(sorted(chance.sample(range(len(directory)), min(number, len(directory)))))
    ]
    sizes = [len(site.get(address)) for address in searches]
    print(f"{len(directory):,} practitioners; {number} searches of {sum(sizes) / len(sizes) / 1024:.0f} KB on average")
    works = {
        "results": beside_memory(site, searches, routes, "search_results"),
        "practitioner": beside_memory(site, listings, Directory, "listing"),
    }
    typing = measuring.in_turn(
        {
            "page": lambda typed: site.get(f"/api/v1/insurance?{urlencode({'like': typed})}"),
            "ready": lambda typed: site.get("/nothing"),
        },
        TYPED * (number // len(TYPED) + 1),
    )
    print(measuring.HEADER)
    for name, times in (works | {"typing": typing}).items():
        print(measuring.row(name, times["page"]))
        print(measuring.row(f"{name}, the least", times["ready"]))
        print(measuring.ratios(f"{name}, ratio", times["page"], times["ready"]))
    print(measuring.machine())


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Measures pages beside the least that they could take.")
    parser.add_argument("--practitioners", type=int, default=100_000)
    parser.add_argument("--times", type=int, default=400)
    options = parser.parse_args()
    measure(options.practitioners, options.times)
