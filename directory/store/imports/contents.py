"""Statements as imports.db keeps them: each content once, its list of plans apart, since all in a network have the
same.
"""

from sqlite3 import Connection
from typing import NamedTuple

from msgspec.structs import replace

from directory.core.hashing import digest
from directory.core.practitioner import PlanTaken, Statement, statement_from_json, to_json


class Content(NamedTuple):
    """A statement as it is written down: its content hash, its JSON without its plans, and the hash of these (None:
    there are none).
    """

    digest: bytes
    npi: str | None
    statement: str
    plans: bytes | None


class PlanList(NamedTuple):
    """A list of plans as it is written down: its content hash and its JSON; both None where there are no plans."""

    digest: bytes | None
    text: str | None


NO_PLANS = PlanList(None, None)
INSERT_PLAN_LIST = "INSERT OR IGNORE INTO plan_lists (digest, plans) VALUES (?, ?)"
INSERT_CONTENT = """INSERT OR IGNORE INTO contents (digest, npi, listing, plans)
    VALUES (?, ?, ?, (SELECT id FROM plan_lists WHERE digest = ?))"""
INSERT_RECORD = "INSERT OR REPLACE INTO records VALUES (?, ?, (SELECT id FROM contents WHERE digest = ?))"
REWRITE_CONTENT = """UPDATE contents
    SET digest = ?, npi = ?, listing = ?, plans = (SELECT id FROM plan_lists WHERE digest = ?) WHERE id = ?"""


def write(connection: Connection, snapshot: int, statements: list[tuple[str, Statement | None]]) -> None:
    """Records (id, statement) pairs of a snapshot; None: no longer listed."""
    # A source gives everybody in a network the very same tuple of plans, so each is encoded once.
    tuples = {id(each.insurance): each.insurance for _, each in statements if each}
    plan_lists = {key: _plan_list(plans) for key, plans in tuples.items()}
    contents = [(key, _content(each, plan_lists[id(each.insurance)]) if each else None) for key, each in statements]
    connection.executemany(INSERT_PLAN_LIST, set(plan_lists.values()) - {NO_PLANS})
    connection.executemany(INSERT_CONTENT, [content for _, content in contents if content])
    connection.executemany(INSERT_RECORD, [(snapshot, key, content and content.digest) for key, content in contents])


def rewrite(connection: Connection) -> None:
    """Writes every content again as this version of the program writes it, for files of earlier versions."""
    for (key,) in connection.execute("SELECT id FROM contents").fetchall():
        text, plans = connection.execute(
            "SELECT listing, (SELECT plans FROM plan_lists WHERE id = contents.plans) FROM contents WHERE id = ?", [key]
        ).fetchone()
        statement = statement_from_json(text)
        plan_list = PlanList(digest(plans.encode()), plans) if plans else _plan_list(statement.insurance)
        if plan_list != NO_PLANS:
            connection.execute(INSERT_PLAN_LIST, plan_list)
        connection.execute(REWRITE_CONTENT, (*_content(statement, plan_list), key))


def _plan_list(plans: tuple[PlanTaken, ...]) -> PlanList:
    if not plans:
        return NO_PLANS
    text = to_json(plans)
    return PlanList(digest(text), text.decode())


def _content(statement: Statement, plans: PlanList) -> Content:
    text = to_json(replace(statement, insurance=()) if statement.insurance else statement)
    return Content(digest(text + (plans.digest or b"")), statement.npi, text.decode(), plans.digest)
