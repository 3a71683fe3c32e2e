"""Statements as imports.db keeps them: each content once, its list of plans apart, since all in a network have the
same.
"""

from sqlite3 import Connection
from typing import NamedTuple

from msgspec.structs import replace

from directory.core.hashing import content_hash
from directory.core.practitioner import PlanTaken, Statement, to_json


class Content(NamedTuple):
    """A statement as it is written down: its content hash, its JSON without its plans, and the hash of these (None:
    there are none).
    """

    content_hash: bytes
    npi: str | None
    statement: str
    plans: bytes | None


class PlanList(NamedTuple):
    """A list of plans as it is written down: its content hash and its JSON; both None where there are no plans."""

    content_hash: bytes | None
    text: str | None


NO_PLANS = PlanList(None, None)
INSERT_PLAN_LIST = "INSERT OR IGNORE INTO plan_lists (digest, plans) VALUES (?, ?)"
INSERT_CONTENT = """INSERT OR IGNORE INTO contents (digest, npi, listing, plans)
    VALUES (?, ?, ?, (SELECT id FROM plan_lists WHERE digest = ?))"""
INSERT_RECORD = "INSERT OR REPLACE INTO records VALUES (?, ?, (SELECT id FROM contents WHERE digest = ?))"


def write(connection: Connection, snapshot: int, statements: list[tuple[str, Statement | None]]) -> None:
    """Records (id, statement) pairs of a snapshot; None: no longer listed."""
    # A source gives everybody in a network the very same tuple of plans, so each is encoded once.
    tuples = {id(each.insurance): each.insurance for _, each in statements if each}
    plan_lists = {key: plan_list_content(plans) for key, plans in tuples.items()}
    contents = [
        (key, statement_content(each, plan_lists[id(each.insurance)].content_hash) if each else None)
        for key, each in statements
    ]
    connection.executemany(INSERT_PLAN_LIST, set(plan_lists.values()) - {NO_PLANS})
    connection.executemany(INSERT_CONTENT, [content for _, content in contents if content])
    connection.executemany(
        INSERT_RECORD, [(snapshot, key, content and content.content_hash) for key, content in contents]
    )


def plan_list_content(plans: tuple[PlanTaken, ...]) -> PlanList:
    """A list of plans as it is written down."""
    if not plans:
        return NO_PLANS
    text = to_json(plans)
    return PlanList(content_hash(text), text.decode())


def statement_content(statement: Statement, plans_hash: bytes | None) -> Content:
    """A statement as it is written down. plans_hash: the content hash of its list of plans, None without."""
    text = to_json(replace(statement, insurance=()) if statement.insurance else statement)
    return Content(content_hash(text + (plans_hash or b"")), statement.npi, text.decode(), plans_hash)
