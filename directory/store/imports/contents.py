"""Listings as imports.db keeps them: each once, its list of plans apart, since all in a network have the same."""

from sqlite3 import Connection
from typing import NamedTuple

import orjson

from directory.core.hashing import content_hash
from directory.core.practitioner import Listing


class Content(NamedTuple):
    """A listing as it is written down: what tells it from others, JSON without its plans, and what tells these from others (None: there are none)."""

    digest: bytes
    npi: str | None
    listing: str
    plans: bytes | None


class Plans(NamedTuple):
    """A list of plans as it is written down."""

    digest: bytes | None
    text: str | None


NO_PLANS = Plans(None, None)


def write(connection: Connection, snapshot: int, listings: list[tuple[str, Listing | None]]) -> None:
    """Records (id, listing) pairs; None: no longer listed."""
    lists = {
        id(listing.insurance): listing.insurance for _, listing in listings if listing
    }  # a source gives all in a network the very same
    plans = {key: _plans(insurance) for key, insurance in lists.items()}
    written = [(key, listing and _content(vars(listing), plans[id(listing.insurance)])) for key, listing in listings]
    kept = [content for _, content in written if content]
    connection.executemany(
        "INSERT OR IGNORE INTO plan_lists (digest, plans) VALUES (?, ?)", set(plans.values()) - {NO_PLANS}
    )
    connection.executemany(
        "INSERT OR IGNORE INTO contents (digest, npi, listing, plans) VALUES (?, ?, ?, (SELECT id FROM plan_lists WHERE digest = ?))",
        kept,
    )
    connection.executemany(
        "INSERT OR REPLACE INTO records VALUES (?, ?, (SELECT id FROM contents WHERE digest = ?))",
        [(snapshot, key, content and content.digest) for key, content in written],
    )


def take_plans_out(connection: Connection) -> None:
    """Takes the plans out of listings that an earlier version of this program wrote with theirs in them."""
    for (key,) in connection.execute(
        "SELECT id FROM contents WHERE json_extract(listing, '$.insurance[0]') IS NOT NULL"
    ).fetchall():
        listing = orjson.loads(connection.execute("SELECT listing FROM contents WHERE id = ?", [key]).fetchone()[0])
        plans = _plans(listing["insurance"])
        content = _content(listing, plans)
        connection.execute("INSERT OR IGNORE INTO plan_lists (digest, plans) VALUES (?, ?)", plans)
        connection.execute(
            "UPDATE contents SET digest = ?, listing = ?, plans = (SELECT id FROM plan_lists WHERE digest = ?) WHERE id = ?",
            [content.digest, content.listing, plans.digest, key],
        )


def _plans(insurance: list) -> Plans:
    if not insurance:
        return NO_PLANS
    text = orjson.dumps(insurance)
    return Plans(content_hash(text), text.decode())


def _content(listing: dict, plans: Plans) -> Content:
    text = orjson.dumps(listing | {"insurance": []})
    return Content(content_hash(text + (plans.digest or b"")), listing["npi"], text.decode(), plans.digest)
