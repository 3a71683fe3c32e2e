"""imports.db: what the sources say now of somebody, and what every snapshot has said of them."""

import json
from collections.abc import Iterable
from sqlite3 import Connection
from typing import NamedTuple

from directory.core.practitioner import SourcedStatement, Statement, statement_from_json

SAID_OF_ASKED = "said_of_asked said JOIN contents ON contents.id = content"
# The ids under which sources speak of those whom references name: a payer's own name for an NPI is none of its digits.
IDS_OF_REFS = """SELECT substr(value, instr(value, ':') + 1) FROM wanted
    UNION SELECT json_extract(listing, '$.id') FROM contents
    WHERE npi IN (SELECT substr(value, 5) FROM wanted WHERE value GLOB 'npi:*')"""
IDS_OF_LISTING = """SELECT :listing
    UNION SELECT json_extract(listing, '$.id') FROM contents WHERE npi = :listing
    UNION SELECT substr(ref, instr(ref, ':') + 1) FROM owners WHERE practitioner = :listing"""


class Recorded(NamedTuple):
    """What a snapshot says of somebody. statement: None where it no longer lists them; plan_list: the number of its
    list of plans; counts: the snapshot's, JSON.
    """

    snapshot: int
    source: str
    id: str
    as_of: str
    imported_at: str
    file: str
    counts: str
    withdrawn: bool
    statement: Statement | None
    plan_list: int | None


def statements_of(connection: Connection, refs: Iterable[str]) -> dict[str, list[SourcedStatement]]:
    """What the sources say now of those whom pairs name, by SOURCE:ID or npi:NPI. A connection of Imports.

    A statement that is named for itself is not among those of its NPI: it is the one in doubt.
    """
    wanted = list(refs)
    _ask(connection, f"WITH wanted AS (SELECT value FROM json_each(:refs)) {IDS_OF_REFS}", {"refs": json.dumps(wanted)})
    rows = connection.execute(
        f"""WITH wanted AS (SELECT value FROM json_each(?)), stated AS (
            SELECT source || ':' || said.id AS own, 'npi:' || npi AS by_npi, said.id AS id,
                source, as_of, listing, plans
            FROM {SAID_OF_ASKED})
        SELECT CASE WHEN own IN wanted THEN own ELSE by_npi END AS ref, id, source, as_of, listing, plans
        FROM stated WHERE own IN wanted OR by_npi IN wanted ORDER BY 1, source""",
        [json.dumps(wanted)],
    )
    found: dict[str, list[SourcedStatement]] = {ref: [] for ref in wanted}
    for ref, statement_id, source, as_of, text, plans in rows:
        found[ref].append(SourcedStatement(statement_id, source, as_of, statement_from_json(text), plans))
    return found


def ask_of_npis(connection: Connection, npis: Iterable[str]) -> list[str]:
    """Asks said_of_asked for the ids under which sources speak of these NPIs, which are given."""
    asked = list(npis)
    wanted = json.dumps([f"npi:{npi}" for npi in asked])
    _ask(connection, f"WITH wanted AS (SELECT value FROM json_each(:refs)) {IDS_OF_REFS}", {"refs": wanted})
    return asked


def ask_of_contents(connection: Connection, numbers: list[int]) -> None:
    """Asks said_of_asked for the ids of these contents."""
    ids = "SELECT json_extract(listing, '$.id') FROM contents WHERE id IN (SELECT value FROM json_each(:numbers))"
    _ask(connection, ids, {"numbers": json.dumps(numbers)})


def _ask(connection: Connection, ids: str, values: dict[str, str]) -> None:
    """Asks said_of_asked for the ids that a query gives."""
    connection.execute("DELETE FROM asked")
    connection.execute(f"INSERT OR IGNORE INTO asked {ids}", values)


def whose(connection: Connection, ref: str) -> str:
    """The id of the practitioner whose a statement is, SOURCE:ID or npi:NPI, as the last publish found it; "" of one
    that is shown nowhere.
    """
    row = connection.execute("SELECT practitioner FROM owners WHERE ref = ?", [ref]).fetchone()
    return str(row[0]) if row else ref.partition(":")[2]


def statements_of_listing(connection: Connection, practitioner_id: str) -> list[SourcedStatement]:
    """What the sources say now of a practitioner, as the last publish found it. A connection of Imports."""
    _ask(connection, IDS_OF_LISTING, {"listing": practitioner_id})
    rows = connection.execute(
        f"""SELECT said.id, source, as_of, listing, plans FROM {SAID_OF_ASKED}
        LEFT JOIN owners ON ref = source || ':' || said.id
        WHERE coalesce(npi, owners.practitioner, said.id) = :listing
        AND owners.practitioner IS NOT '' ORDER BY source, said.id""",
        {"listing": practitioner_id},
    )
    return [
        SourcedStatement(own, source, day, statement_from_json(text), plans) for own, source, day, text, plans in rows
    ]


def history(connection: Connection, practitioner_id: str) -> list[Recorded]:
    """All that snapshots have ever said of a practitioner, the newest snapshot first."""
    rows = connection.execute(
        f"""SELECT snapshots.id, source, records.id, as_of, imported_at, file, counts, withdrawn, listing, plans,
            coalesce(npi, owners.practitioner, records.id)
        FROM snapshots CROSS JOIN records ON records.snapshot = snapshots.id AND records.id IN ({IDS_OF_LISTING})
        LEFT JOIN contents ON contents.id = content
        LEFT JOIN owners ON ref = source || ':' || records.id
        ORDER BY snapshots.id DESC, source""",
        {"listing": practitioner_id},
    ).fetchall()
    of_theirs = {(source, own) for _, source, own, *_, text, _, whose in rows if text and whose == practitioner_id}
    return [
        Recorded(number, source, own, day, at, file, counts, bool(out), _statement(text), plans)
        for number, source, own, day, at, file, counts, out, text, plans, _ in rows
        if (source, own) in of_theirs
    ]


def _statement(text: str | None) -> Statement | None:
    return statement_from_json(text) if text else None
