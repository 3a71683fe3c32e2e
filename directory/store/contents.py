"""Listings as imports.db keeps them: each once, its list of plans apart, since all in a network have the same."""

import hashlib
from sqlite3 import Connection
from typing import NamedTuple

import orjson

from directory.core.practitioner import Listing


class Content(NamedTuple):
    """A listing as it is written down: JSON without its plans, these as JSON too, and what tells each from others; no plans: None."""

    digest: bytes
    npi: str | None
    listing: str
    plans_digest: bytes | None
    plans: str | None


def write(connection: Connection, snapshot: int, listings: list[tuple[str, Listing | None]]) -> None:
    """Records (id, listing) pairs; None: no longer listed."""
    written = [(id, listing and _apart(vars(listing), listing.insurance)) for id, listing in listings]
    kept = [content for _, content in written if content]
    connection.executemany("INSERT OR IGNORE INTO plan_lists (digest, plans) VALUES (?, ?)", {each[3:] for each in kept if each.plans})
    connection.executemany(
        "INSERT OR IGNORE INTO contents (digest, npi, listing, plans) VALUES (?, ?, ?, (SELECT id FROM plan_lists WHERE digest = ?))", [each[:4] for each in kept]
    )
    connection.executemany(
        "INSERT OR REPLACE INTO records VALUES (?, ?, (SELECT id FROM contents WHERE digest = ?))", [(snapshot, id, content and content.digest) for id, content in written]
    )


def take_plans_out(connection: Connection) -> None:
    """Takes the plans out of listings that an earlier version of this program wrote with theirs in them."""
    for (id,) in connection.execute("SELECT id FROM contents WHERE json_extract(listing, '$.insurance[0]') IS NOT NULL").fetchall():
        listing = orjson.loads(connection.execute("SELECT listing FROM contents WHERE id = ?", [id]).fetchone()[0])
        each = _apart(listing, listing["insurance"])
        connection.execute("INSERT OR IGNORE INTO plan_lists (digest, plans) VALUES (?, ?)", each[3:])
        connection.execute("UPDATE contents SET digest = ?, listing = ?, plans = (SELECT id FROM plan_lists WHERE digest = ?) WHERE id = ?", [each.digest, each.listing, each.plans_digest, id])


def _apart(listing: dict, insurance: list) -> Content:
    text = orjson.dumps(listing | {"insurance": []})
    if not insurance:
        return Content(_digest(text), listing["npi"], text.decode(), None, None)
    plans = orjson.dumps(insurance)
    return Content(_digest(text + plans), listing["npi"], text.decode(), _digest(plans), plans.decode())


def _digest(text: bytes) -> bytes:
    return hashlib.blake2b(text, digest_size=16).digest()
