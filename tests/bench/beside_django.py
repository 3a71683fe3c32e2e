"""The page of results beside the same search in Django with PostGIS (peers/django_search.py).

    python3 tests/bench/beside_django.py [--practitioners 100000] [--times 300]

Both through their whole site without a server; processor time, the database server's with it. Half of the searches
name a payer. It says how far the answers are the same. Django is optional:
pip install django 'psycopg[binary]', apt install postgresql-15-postgis-3 libgdal32.
"""

import argparse
import os
import random
import re
import time
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from urllib.parse import urlencode

import measuring
import numpy as np
import postgis
from made_directory import settings
from pages import Site
from searching import RADII, TURN

from directory.core.taxonomy import KINDS
from directory.search import find, query
from directory.store.listings.reader import Current, Directory
from directory.store.reference.files import gazetteer

TOTAL = re.compile(rb"<h1>(\d+)")
SHOWN = re.compile(rb'<li id="(\d+)">')


def searches(directory: Directory, number: int) -> list[dict[str, str]]:
    """What visitors ask for, half of them with a payer and a third with a kind."""
    chance, payers, found = random.Random(5), sorted({payer for payer, _, _ in directory.insurance}), []
    for _ in range(number):
        place = chance.choice(directory.listings([chance.randrange(len(directory))])[0].locations)
        asked = {"near": f"{place.latitude:.5f},{place.longitude:.5f}", "within": str(chance.choice(RADII))}
        if chance.random() < 0.5:
            asked["payer"] = chance.choice(payers)
        if chance.random() < 1 / 3:
            asked["kind"] = chance.choice(list(KINDS))
        found.append(asked)
    return found


class Peer:
    """Django's site, asked without a server."""

    def __init__(self, connection: object, directory: Directory):
        from peers import django_search

        host, user = connection.info.host, connection.info.user
        connection.execute("CREATE EXTENSION postgis")
        django_search.make_ready(host, user, connection.info.dbname)
        django_search.create_tables()
        self.connection, self.directory = connection, directory
        payers = {payer: number for number, payer in enumerate(sorted({each[0] for each in directory.insurance}), 1)}
        self._copy("peers_payer (id, name)", ((number, payer) for payer, number in payers.items()))
        listed = f"peers_practitioner ({', '.join(django_search.FIELDS)})"
        self._copy(listed, self._practitioners())
        self._copy("peers_practitioner_payers (practitioner_id, payer_id)", self._takers(payers))
        self._copy("peers_place (practitioner_id, address, city, state, zip, phone, point)", self._places())
        connection.execute("VACUUM ANALYZE", prepare=False)
        self.get, self.processor = self._client()

    def _client(self) -> tuple[Callable[[dict[str, str]], bytes], Callable[[], float]]:
        from django.db import connection
        from django.test import Client

        client = Client()
        connection.ensure_connection()
        schedstat = os.open(f"/proc/{connection.connection.info.backend_pid}/schedstat", os.O_RDONLY)

        def processor() -> float:
            return time.process_time() + int(os.pread(schedstat, 64, 0).split()[0]) / 1e9

        return lambda asked: client.get("/search", asked).content, processor

    def _copy(self, table: str, rows: Iterator[tuple]) -> None:
        with self.connection.cursor() as cursor, cursor.copy(f"COPY {table} FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)

    def _practitioners(self) -> Iterator[tuple]:
        columns, step = self.directory.columns, 1000
        for start in range(0, len(self.directory), step):
            numbers = list(range(start, min(start + step, len(self.directory))))
            for number, listing in zip(numbers, self.directory.listings(numbers, with_plans=False), strict=True):
                lapsed = bool(columns["standing"][number] == postgis.LAPSED)
                yield number, listing.name, listing.kind, lapsed, listing.accepting_new_patients

    def _takers(self, payers: dict[str, int]) -> Iterator[tuple]:
        for payer, number in payers.items():
            for taker in self.directory.takers(payer, ""):
                yield int(taker), number

    def _places(self) -> Iterator[tuple]:
        columns = self.directory.columns
        latitudes, longitudes = np.degrees(np.arcsin(columns["z"])), np.degrees(np.arctan2(columns["y"], columns["x"]))
        step = 1000
        for start in range(0, len(latitudes), step):
            rows = range(start, min(start + step, len(latitudes)))
            points = [(int(columns["practitioner"][row]), int(columns["location"][row])) for row in rows]
            for row, (_, place) in zip(rows, self.directory.listings_at(points), strict=True):
                written = f"SRID=4326;POINT({longitudes[row]} {latitudes[row]})"
                address = place.address, place.city, place.state, place.postal_code or "", place.phone or ""
                yield (points[row - start][0], *address, written)


def ours(asked: dict[str, str]) -> str:
    """The address of the same search here; lapsed licenses too, as the peer shows them."""
    named = {"insurance" if name == "payer" else name: value for name, value in asked.items()}
    return f"/search?{urlencode(named | {'license': 'any'})}"


def measure(practitioners: int, number: int) -> None:
    """Prints the table."""
    directory, site = Current(settings(practitioners).directory_db).get(), Site(practitioners)
    asked = searches(directory, number)
    with postgis.cluster() as connection:
        peer = Peer(connection, directory)
        same = compare(asked, directory, peer)
        works = {"our page": lambda each: site.get(ours(each)), "Django and PostGIS": peer.get}
        times = measuring.in_turn(works, asked, TURN, clock=peer.processor)
        sizes = {name: sum(len(work(each)) for each in asked) / len(asked) / 1000 for name, work in works.items()}
    print(f"{len(directory):,} practitioners, {number} searches, half with a payer; {same}.")
    print(", ".join(f"{name}: {size:.0f} KB" for name, size in sizes.items()) + f".\n\n{measuring.HEADER}")
    for name, each in times.items():
        print(measuring.row(name, each))
    print(measuring.ratios("Django to ours", times["Django and PostGIS"], times["our page"]))


def compare(asked: list[dict[str, str]], directory: Directory, peer: Peer) -> str:
    """How far the answers are the same, in words. Django measures on an ellipsoid and we on a sphere, so that somebody
    at the edge of a radius, or two at nearly one distance, may differ; where a payer is asked for, we show those first
    whom its own list names.
    """
    totals = firsts = 0
    plain = [each for each in asked if "payer" not in each]
    for each in asked:
        named = {"insurance" if name == "payer" else name: value for name, value in each.items()}
        found = find.find(query.parse_query(named | {"license": "any"}, gazetteer(), directory), directory)
        page = peer.get(each)
        theirs = directory.listings(list(map(int, SHOWN.findall(page))), with_plans=False)
        totals += int(TOTAL.search(page)[1]) == found.total
        same = {listing.id for listing in theirs} == {result.listing.id for result in found.results}
        firsts += same and "payer" not in each
    return f"{totals} of {len(asked)} totals and {firsts} of {len(plain)} first pages without a payer are the same"


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Measures the page of results beside Django.")
    parser.add_argument("--practitioners", type=int, default=100_000)
    parser.add_argument("--times", type=int, default=200)
    options = parser.parse_args()
    try:
        if not find_spec("django"):
            raise postgis.Missing("it is not here: pip install django")
        measure(options.practitioners, options.times)
    except postgis.Missing as missing:
        print(f"NOT COMPARED with Django: {missing}")
