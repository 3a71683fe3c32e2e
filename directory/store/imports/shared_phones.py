"""Telephone numbers that a source states of very many people in many cities: a payer's own call centers."""

from collections.abc import Sequence
from sqlite3 import Connection

from directory.store.imports.statements import CURRENT

MANY_PEOPLE, MANY_CITIES = 25, 5  # whom no practice has there under one number


def call_centers(connection: Connection, sources: Sequence[str]) -> frozenset[tuple[str, str]]:
    """(source, phone) of the numbers that one of these sources now states of so many people in so many cities."""
    marks = ",".join("?" * len(sources))
    sql = f"""
        SELECT source, json_extract(place.value, '$.phone') AS phone
        FROM {CURRENT}, json_each(listing, '$.locations') AS place
        WHERE source IN ({marks}) AND phone IS NOT NULL GROUP BY 1, 2
        HAVING count(DISTINCT said.id) >= {MANY_PEOPLE} AND count(
            DISTINCT json_extract(place.value, '$.city') || ', ' || json_extract(place.value, '$.state')
        ) >= {MANY_CITIES}"""
    return frozenset(connection.execute(sql, sources))
