"""The search beside DuckDB, in this process and on one core as ours is.

The tables and the SQL of postgis.py in DuckDB's words. Answers are compared before anything is timed.

    python3 tests/bench/duck.py [--practitioners 100000] [--questions 200]

DuckDB is optional: pip install duckdb.
"""

import argparse
import json
import re
import sys
import tempfile
from collections.abc import Iterator
from importlib.util import find_spec

import measuring
import postgis
from made_directory import settings
from searching import TURN, ours, questions, theirs

from directory.search.query import SearchQuery
from directory.store.listings.reader import Current, Directory

WITHIN = "box and chord"
WORDS = (  # PostgreSQL, DuckDB
    ("CREATE EXTENSION postgis;", ""),
    ("names tsvector", "names text"),
    (
        "point && ST_MakeEnvelope(%(west)s, %(south)s, %(east)s, %(north)s, 4326)",
        "latitude BETWEEN %(south)s AND %(north)s AND longitude BETWEEN %(west)s AND %(east)s",
    ),
    ("names @@ %(names)s::tsquery", "list_bool_and(list_transform(%(names)s, lambda word: contains(names, word)))"),
    ("generate_series(", "unnest(generate_series("),
    (") AS place,", ")) AS place,"),
    (") code WHERE", ") each(code) WHERE"),
)


class Translated:
    """DuckDB, asked in PostgreSQL's words."""

    def __init__(self):
        import duckdb

        self.connection = duckdb.connect(config={"threads": 1})

    def execute(self, sql: str, values: dict[str, object] | None = None) -> object:
        """The answer, to be fetched."""
        for postgis_word, duckdb_word in WORDS:
            sql = sql.replace(postgis_word, duckdb_word)
        used = set(re.findall(r"%\((\w+)\)s", sql))
        return self.connection.execute(
            re.sub(r"%\((\w+)\)s", r"$\1", sql), {name: values[name] for name in used} if used else None
        )


class Peer(postgis.Peer):
    """The directory in DuckDB."""

    def __init__(self, directory: Directory):
        self._know(Translated(), directory)
        self.connection.execute(postgis.SCHEMA)
        self._load("practitioners", self._practitioners())
        self._load("plan_lists", self._plan_lists())
        self._load("places", self._places())
        self.offered = self._offered()

    def _load(self, table: str, rows: Iterator[tuple]) -> None:
        names = [
            name
            for (name,) in self.connection.execute(
                f"SELECT column_name FROM information_schema.columns WHERE table_name = '{table}' "
                "ORDER BY ordinal_position"
            ).fetchall()
        ]
        with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
            for row in rows:
                file.write(json.dumps(dict(zip(names, row, strict=True))) + "\n")
            file.flush()
            self.connection.execute(f"COPY {table} FROM '{file.name}' (FORMAT json)")

    def _values(self, query: SearchQuery) -> dict[str, object]:
        values = super()._values(query)
        typed = next((value for each, value in query.filters if each.parameter == "name"), ())
        return values | {"names": [f"'{word}" if len(word) > 2 else f"'{word}'" for word in typed]}


def measure(practitioners: int, number: int) -> None:
    """Prints the table."""
    directory = Current(settings(practitioners).directory_db).get()
    asked, peer = questions(directory, number), Peer(directory)
    for query in asked:
        if ours(query, directory) != theirs(query, peer, WITHIN):
            sys.exit(f"DuckDB answers another way: {query}")
    somebody = [query for query in asked if ours(query, directory)[0]]
    times = measuring.in_turn(
        {"columns": lambda query: ours(query, directory), "DuckDB": lambda query: theirs(query, peer, WITHIN)},
        somebody,
        TURN,
    )
    print(
        f"{len(directory):,} practitioners; the answers to all {len(asked):,} questions are the same. "
        f"Somebody is found by {len(somebody):,}:\n\n{measuring.HEADER}"
    )
    for name, each in times.items():
        print(measuring.row(name, each))
    print(measuring.ratios("DuckDB to columns", times["DuckDB"], times["columns"]))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Measures the search beside DuckDB.")
    parser.add_argument("--practitioners", type=int, default=100_000)
    parser.add_argument("--questions", type=int, default=200)
    options = parser.parse_args()
    if find_spec("duckdb"):
        measure(options.practitioners, options.questions)
    else:
        print("NOT COMPARED with DuckDB, which is not here: pip install duckdb")
