"""office.db: on which statements each owner's claim rests, and owners who go where these have gone."""

import json
from typing import NamedTuple

from directory.store.office import claims
from directory.store.office.claims import OWNER, Owner
from directory.store.office.database import Office


class Grounds(NamedTuple):
    """What an owner's claim rests on. reached_at: where it was proved, "" for whoever was not reached anywhere; refs:
    the statements, none before they were looked for.
    """

    owner: Owner
    reached_at: str
    refs: tuple[str, ...]


def all_grounds(office: Office) -> list[Grounds]:
    """What the claims of all owners rest on, but of colleagues: they go with the owner who let them in."""
    rows = office.connection.execute(
        f"SELECT {OWNER}, reached_at, rests_on FROM owners WHERE let_in_by IS NULL ORDER BY id"
    )
    return [Grounds(Owner(*row[:-2]), row[-2], tuple(json.loads(row[-1]))) for row in rows.fetchall()]


def note_grounds(office: Office, owner: Owner, refs: tuple[str, ...]) -> None:
    """The statements on which a claim rests."""
    office.connection.execute("UPDATE owners SET rests_on = ? WHERE id = ?", (json.dumps(refs), owner.id))


def move_owner(office: Office, grounds: Grounds, listing: str, colleagues: list[Owner]) -> Owner:
    """Somebody keeps another listing in place of theirs, from today on, and so do the colleagues whom they let in: who
    keeps it already came before them.
    """
    owner, by = grounds.owner, None
    for each in (owner, *colleagues):
        claims.add_owner(office, listing, each.person, each.proof, by, grounds.reached_at)
        claims.remove_owner(office, each)
        if each is owner:
            by = next(new.id for new in claims.owners_of(office, listing) if new.person == owner.person)
    moved = claims.owner_by_number(office, by or 0)
    assert moved
    note_grounds(office, moved, grounds.refs)
    return moved
