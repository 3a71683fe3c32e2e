"""The same directory in PostgreSQL with PostGIS, and the same search in its SQL.

It is a private cluster that is gone afterwards.

A row is a location with its practitioner's facts, payers and plans as arrays of numbers. Two ways to find who is within
the radius: `geography` as its manual says, and a plain point's box with the chord worked out in SQL. The earth is the
same sphere in both.
"""

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from math import cos, degrees, radians
from pathlib import Path

import numpy as np

from directory.core import languages
from directory.core.facts import FRESH_DAYS
from directory.core.geo import EARTH_MILES, chord_squared, unit_vector
from directory.core.licences import STANDINGS
from directory.core.taxonomy import KINDS
from directory.search.find import NEAREST_SHOWN, PAGE_SIZE
from directory.search.query import SearchQuery
from directory.store.listings.reader import Directory

PROGRAMS = "/usr/lib/postgresql/*/bin"
SPHERE_METRES = 6371008.7714150598  # the radius of PostGIS's sphere, (2a + b) / 3 of WGS 84
OPTIONS = (
    "-c shared_buffers=1GB -c work_mem=64MB -c random_page_cost=1.1 -c effective_cache_size=2GB -c jit=off "
    "-c listen_addresses='' -c fsync=off "
    "-c max_parallel_workers_per_gather=0 -c plan_cache_mode=force_custom_plan"
)
# What a filter or an order asks of a practitioner, one number each, as on the day.
NUMBERS = ("kind", "standing", "confirmed", "accepting_new_patients", "gender")
NUMBERS += ("telehealth", "home_visits", "wheelchair_access")
LAPSED = STANDINGS.index("lapsed")
SCHEMA = f"""
CREATE EXTENSION postgis;
CREATE TABLE practitioners (number int PRIMARY KEY, id text, card text, listing text, plans int, names tsvector);
CREATE TABLE plan_lists (number int PRIMARY KEY, plans text);
CREATE TABLE places (number int, latitude float8, longitude float8, x float8, y float8, z float8,
    {", ".join(f"{name} int" for name in NUMBERS)}, language int[], payer int[], networks int[], listed int[]);
"""
INDEXES = """
ALTER TABLE places ADD point geometry(Point, 4326), ADD round geography(Point, 4326);
UPDATE places SET point = ST_SetSRID(ST_MakePoint(longitude, latitude), 4326),
    round = ST_SetSRID(ST_MakePoint(longitude, latitude), 4326)::geography;
CREATE INDEX ON places USING gist (point);
CREATE INDEX ON places USING gist (round);
CREATE INDEX ON places USING gin (networks);
CREATE INDEX ON practitioners USING gin (names);
CLUSTER places USING places_point_idx;
VACUUM ANALYZE;
"""
WITHIN = {  # the distance (metres, or a squared chord), and the condition
    "geography": (
        "ST_Distance(round, %(point)s::geography, false)",
        "ST_DWithin(round, %(point)s::geography, %(metres)s, false)",
    ),
    "box and chord": (
        "((x - %(x)s) ^ 2 + (y - %(y)s) ^ 2 + (z - %(z)s) ^ 2)",
        "point && ST_MakeEnvelope(%(west)s, %(south)s, %(east)s, %(north)s, 4326) "
        "AND (x - %(x)s) ^ 2 + (y - %(y)s) ^ 2 + (z - %(z)s) ^ 2 <= %(chord)s",
    ),
}
FIXED = {  # the filters of a few values, as this SQL knows them
    "kind": {kind: f"kind = {place}" for place, kind in enumerate(KINDS)},
    "accepting": {"yes": "accepting_new_patients = 1"},
    "gender": {"female": "gender = 1", "male": "gender = 2"},
    "visits": {"telehealth": "telehealth = 1", "home": "home_visits = 1"},
    "access": {"wheelchair": "wheelchair_access = 1"},
    "confirmed": {str(FRESH_DAYS): f"confirmed >= {date.today().toordinal() - FRESH_DAYS}"},
    "license": {"active": f"standing <> {LAPSED}", "any": "true"},
}
COUNTED = {"insurance": "payer", "language": "language"}  # a facet of each: the array that is counted
OF_INSURANCE = ("insurance", "terms")
UNSTATED = ("band", "unstated")  # of whom it is not stated whether they take the insurance
LISTED = "listed && %(networks)s::int[]"


class Missing(Exception):
    """The peer is not on this machine; says what to install."""


@contextmanager
def cluster() -> Iterator[object]:
    """A connection to an empty database of a private cluster. Raises Missing."""
    try:
        import psycopg
    except ImportError:
        raise Missing("psycopg is not here: pip install 'psycopg[binary]'") from None
    programs = sorted(Path("/").glob(f"{PROGRAMS[1:]}/initdb"))
    if not programs:
        raise Missing("PostGIS is not here: apt install postgresql-15-postgis-3")
    control = [
        *(("runuser", "-u", "postgres", "--") if os.getuid() == 0 else ()),
        str(programs[-1].with_name("pg_ctl")),
    ]
    folder = Path(tempfile.mkdtemp(prefix="directory-postgis-"))
    if os.getuid() == 0:
        shutil.chown(folder, "postgres")
    _quietly(*control, "-D", folder / "data", "initdb", "-o", "--auth=trust --encoding=UTF8 --locale=C -U bench")
    _quietly(*control, "-D", folder / "data", "-w", "-l", folder / "log", "-o", f"{OPTIONS} -k {folder}", "start")
    try:
        with psycopg.connect(
            host=str(folder), user="bench", dbname="postgres", autocommit=True, prepare_threshold=0
        ) as connection:
            yield connection
    finally:
        _quietly(*control, "-D", folder / "data", "-m", "immediate", "stop")
        shutil.rmtree(folder)


def _quietly(*command: object) -> None:
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd="/")


class Peer:
    """The directory in PostGIS."""

    def __init__(self, connection: object, directory: Directory):
        self.schedstat = os.open(f"/proc/{connection.info.backend_pid}/schedstat", os.O_RDONLY)
        self._know(connection, directory)
        connection.execute(SCHEMA, prepare=False)
        self._copy("practitioners", ("number", "id", "card", "listing", "plans", "names"), self._practitioners())
        self._copy("plan_lists", ("number", "plans"), self._plan_lists())
        self._copy(
            "places",
            ("number", "latitude", "longitude", "x", "y", "z", *NUMBERS, "language", "payer", "networks", "listed"),
            self._places(),
        )
        for statement in INDEXES.strip().split(";\n"):
            connection.execute(statement, prepare=False)
        self.offered = self._offered()

    def _know(self, connection: object, directory: Directory) -> None:
        """Notes where to ask, and by which numbers the tables know payers and plans."""
        self.connection, self.directory = connection, directory
        self.networks = {(payer, plan): number for number, (payer, plan, _) in enumerate(directory.insurance)}
        words = directory.words["language"]
        asked = {language: languages.asked_as(language).intersection(words) for language in languages.INCLUDING}
        self.including = {language: spoken for language, spoken in asked.items() if len(spoken) > 1}

    def _offered(self) -> dict[tuple[str, str], str]:
        """The fixed choices that are worth a count: one that nobody in the directory fits is not offered."""
        choices = {(parameter, value): keeps for parameter, values in FIXED.items() for value, keeps in values.items()}
        asked = "SELECT EXISTS (SELECT 1 FROM places WHERE {})"
        return {
            choice: keeps
            for choice, keeps in choices.items()
            if self.connection.execute(asked.format(keeps)).fetchone()[0]
        }

    def processor(self) -> float:
        """Seconds of processor time of this process and of the server's that answers it.

        The server's is in its schedstat, in nanoseconds.
        """
        return time.process_time() + int(os.pread(self.schedstat, 64, 0).split()[0]) / 1e9

    def _copy(self, table: str, columns: tuple[str, ...], rows: Iterator[tuple]) -> None:
        with self.connection.cursor() as cursor, cursor.copy(f"COPY {table} ({', '.join(columns)}) FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)

    def _practitioners(self) -> Iterator[tuple]:
        words: list[list[str]] = [[] for _ in range(len(self.directory))]
        for word, numbers in self.directory.connection.execute("SELECT word, practitioners FROM names"):
            for number in np.frombuffer(numbers, "<i4"):
                words[number].append(f"'{word}'")
        for number, *values in self.directory.connection.execute(
            "SELECT number, id, card, listing, plans FROM practitioners JOIN cards USING (number)"
        ):
            yield number, *values, " ".join(words[number])

    def _plan_lists(self) -> Iterator[tuple]:
        return self.directory.connection.execute("SELECT number, plans FROM plan_lists")

    def _places(self) -> Iterator[tuple]:
        columns = self.directory.columns
        networks, listed = self._networks(listed_only=False), self._networks(listed_only=True)
        sets = {
            name: np.split(columns[f"{name}_words"], columns[f"{name}_starts"][1:-1]) for name in ("language", "payer")
        }
        latitudes, longitudes = np.degrees(np.arcsin(columns["z"])), np.degrees(np.arctan2(columns["y"], columns["x"]))
        for row, number in enumerate(columns["practitioner"]):
            yield (
                int(number),
                latitudes[row],
                longitudes[row],
                *(float(columns[axis][row]) for axis in "xyz"),
                *(int(columns[name][number]) for name in NUMBERS),
                *(each[columns[name][number]].tolist() for name, each in sets.items()),
                networks[number],
                listed[number],
            )

    def _networks(self, listed_only: bool) -> list[list[int]]:
        """For each practitioner the numbers of the payers and plans that they take, or whose own list has them."""
        networks: list[list[int]] = [[] for _ in range(len(self.directory))]
        for (payer, plan), code in self.networks.items():
            for number in self.directory.takers(payer, plan, listed_only):
                networks[number].append(code)
        return networks

    def find(self, query: SearchQuery, within: str) -> tuple[int, int, dict, list[str], list[str]]:
        """(total, lapsed, counts by (parameter, value) and of each band, texts of the cards, and of the nearest of whom
        nobody states the insurance, where the page is the last).

        Where an insurance is asked for each has its plans in another line.
        """
        sql, labels = self._sql(query, within)
        parts = self.connection.execute(sql, self._values(query)).fetchall()
        counts = {labels[place]: counted for part, place, counted, _ in parts if part == "fixed"}
        for parameter, column in COUNTED.items():
            counts |= {
                (parameter, self.directory.words[column][place]): counted
                for part, place, counted, _ in parts
                if part == parameter
            }
        for language, spoken in self.including.items():
            several = [each for each in spoken if ("language", each) in counts]
            included = counts.pop(("including", language))
            if len(several) > 1:
                counts["language", language] = included
        cards, unstated = (
            [text for _, text in sorted((place, text) for part, place, _, text in parts if part == kind)]
            for kind in ("card", "unstated")
        )
        return counts.pop("total"), counts.pop("lapsed"), counts, cards, unstated

    def _values(self, query: SearchQuery) -> dict[str, object]:
        place, values = query.place, {each.parameter: value for each, value in query.filters}
        band = degrees(query.miles / EARTH_MILES) + 1e-9
        wide = band / cos(radians(min(89, abs(place.latitude) + band)))
        x, y, z = unit_vector(place.latitude, place.longitude)
        return {
            "point": f"SRID=4326;POINT({place.longitude} {place.latitude})",
            "metres": query.miles / EARTH_MILES * SPHERE_METRES,
            "x": x,
            "y": y,
            "z": z,
            "chord": chord_squared(query.miles),
            "south": place.latitude - band,
            "north": place.latitude + band,
            "west": place.longitude - wide,
            "east": place.longitude + wide,
            "networks": [self.networks[network] for network in values["insurance"].networks]
            if "insurance" in values
            else [],
            "language": list(values["language"].numbers) if "language" in values else [],
            "names": " & ".join(f"'{word}':*" if len(word) > 2 else f"'{word}'" for word in values.get("name", ())),
        }

    def _sql(self, query: SearchQuery, within: str) -> tuple[str, dict[int, object]]:
        """The statement, and what its fixed counts are called."""
        distance, condition = WITHIN[within]
        is_insured = query.insurance is not None
        misses = {
            each.parameter: f"(NOT ({_keeps(each.parameter, value, is_insured)}))::int" for each, value in query.filters
        }
        wanted = self._wanted(query, misses)
        counts = ", ".join(f"count(*) FILTER (WHERE {condition})" for condition in wanted.values())
        each_missed = "".join(f", {sql} AS miss_{parameter}" for parameter, sql in misses.items())
        many = " ".join(
            f"UNION ALL SELECT '{parameter}', code, count(*), NULL FROM around, unnest({column}) code "
            f"WHERE {_but(parameter, misses)} GROUP BY code"
            for parameter, column in COUNTED.items()
        )
        plans = "(SELECT plans FROM plan_lists WHERE plan_lists.number = practitioners.plans)"
        text = f"card || chr(10) || coalesce({plans}, '[]')" if is_insured else "card"
        return (
            f"""
            WITH around AS MATERIALIZED (
                SELECT *, {" + ".join(misses.values()) or "0"} AS missed {each_missed} FROM (
                    SELECT DISTINCT ON (number)
                        number, {distance} AS distance, {", ".join(NUMBERS)}, language, payer, networks, listed
                    FROM places WHERE {condition} ORDER BY number, distance) each),
            shown AS (
                SELECT number, row_number() OVER (ORDER BY {_order(query, is_insured)}, distance, number) AS place
                FROM around WHERE missed = 0 ORDER BY place LIMIT {PAGE_SIZE}),
            unstated AS (
                SELECT number, row_number() OVER (ORDER BY standing = {LAPSED}, distance, number) AS place
                FROM around WHERE {wanted.get(UNSTATED, "false")}
                AND (SELECT count(*) FROM around WHERE missed = 0) <= {PAGE_SIZE} ORDER BY place LIMIT {NEAREST_SHOWN})
            SELECT 'fixed' AS part, generate_series(0, {len(wanted) - 1}) AS place,
                unnest(ARRAY[{counts}]) AS counted, NULL AS text FROM around {many}
            UNION ALL SELECT 'card', place, 0, {text} FROM shown JOIN practitioners USING (number)
            UNION ALL SELECT 'unstated', place, 0, {text} FROM unstated JOIN practitioners USING (number)""",
            dict(enumerate(wanted)),
        )

    def _wanted(self, query: SearchQuery, misses: dict[str, str]) -> dict[object, str]:
        """What is counted once each, by what it is called: the condition."""
        active = ("license", "active") in {
            (each.parameter, value) for each, value in query.filters if value == "active"
        }
        wanted: dict[object, str] = {
            "total": "missed = 0",
            "lapsed": "missed = 1 AND miss_license = 1" if active else "false",
        }
        wanted |= {
            (parameter, value): f"{_but(parameter, misses)} AND {keeps}"
            for (parameter, value), keeps in self.offered.items()
        }
        spoken = {language: self._numbers_of(languages) for language, languages in self.including.items()}
        wanted |= {
            ("including", language): f"{_but('language', misses)} AND language && ARRAY{numbers}"
            for language, numbers in spoken.items()
        }
        if query.insurance:
            others = f"missed - {' - '.join(f'miss_{each}' for each in OF_INSURANCE if each in misses)} = 0"
            wanted |= {
                ("terms", "listed"): f"{_but('terms', misses)} AND {LISTED}",
                ("terms", "priced"): "false",
                ("band", "listed"): f"missed = 0 AND {LISTED}",
                UNSTATED: f"{others} AND miss_insurance = 1",
            }
        return wanted

    def _numbers_of(self, languages: Iterable[str]) -> list[int]:
        return sorted(map(self.directory.words["language"].index, languages))


def _keeps(parameter: str, value: object, is_insured: bool) -> str:
    asked = {
        "insurance": "networks && %(networks)s::int[]",
        "terms": LISTED if is_insured else "true",
        "language": "language && %(language)s::int[]",
        "name": "number IN (SELECT number FROM practitioners WHERE names @@ %(names)s::tsquery)",
    }
    return asked[parameter] if parameter in asked else FIXED[parameter][value]


def _but(parameter: str, misses: dict[str, str]) -> str:
    """The condition that all filters keep a row, but perhaps this one."""
    return f"missed - miss_{parameter} = 0" if parameter in misses else "missed = 0"


def _order(query: SearchQuery, is_insured: bool) -> str:
    """As find.py says: lapsed last, then whom the insurer's own list has first."""
    rank = "standing, confirmed DESC" if query.sort == "confirmed" else f"standing = {LAPSED}"
    return f"standing = {LAPSED}, NOT {LISTED}, {rank}" if is_insured else rank
