"""office.db: who says that a listing is theirs, how it is proved, and who then keeps it.

A claimant's name, address and code are sealed, and deleted once the claim is settled: the account has the address.
Where it came from is kept as a keyed hash, as long as it waits.
"""

import json
import secrets
from datetime import date, timedelta
from typing import Literal, NamedTuple

from directory.store.office.database import Office
from directory.store.office.opening import new_id
from directory.store.vault import hash_token

Proof = Literal["call", "letter", "mail", "document", "vouched"]
# Claims that wait: no stranger fills the disk, or the list of calls; and none who claims a listing again and again from
# one network keeps its practice out.
MOST_WAITING, MOST_OF_LISTING, MOST_FROM_NETWORK = 2_000, 20, 3
MOST_TRIES = 5  # wrong codes, then the claim is over
OPEN_DAYS = 30  # a claim that nobody settles is over
COLUMNS = "id, listing, proof, given, reached_at, content, asked_on, tries, sent_on, state, person"


class Claim(NamedTuple):
    """A claim. proof: the one under way; given: those before it, one of them `proof` itself while the claimant has to
    choose the next; reached_at: the number or address that is called or written to; name, email, code: "" once settled;
    asked_on, sent_on: ISO days, the second "" before somebody gave the code out; person: whose account it made, None
    where it made none.
    """

    id: int
    listing: str
    proof: Proof
    given: tuple[str, ...]
    reached_at: str
    name: str
    email: str
    code: str
    asked_on: str
    tries: int
    sent_on: str
    state: str
    person: int | None


class Owner(NamedTuple):
    """Somebody who keeps a listing. person: their id; confirmed_on: "" before they said that all is right; let_in_by:
    of a colleague the owner, by their number, who let them in.
    """

    id: int
    listing: str
    person: int
    proof: str
    since: str
    confirmed_on: str
    reminded: int
    let_in_by: int | None


class TooManyClaims(Exception):
    """So many claims wait that no more are taken."""


def ask_claim(
    office: Office,
    listing: str,
    proof: Proof,
    reached_at: str,
    name: str,
    email: str,
    code: str,
    network: bytes = b"",
) -> str:
    """Keeps a claim; the token of the claimant's own page. network: a keyed hash of where it comes from. Raises
    TooManyClaims.
    """
    if _are_too_many(office, listing, network):
        raise TooManyClaims
    token = secrets.token_urlsafe(24)
    row = (hash_token(token), listing, proof, reached_at, _today(office), network)
    sql = "INSERT INTO claims (token_hash, listing, proof, reached_at, asked_on, network) VALUES (?, ?, ?, ?, ?, ?)"
    number = new_id(office.connection, sql, row)
    _seal(office, number, name, email, code)
    office.note("listing claimed", f"listing {listing}, claim {number}")
    return token


def _are_too_many(office: Office, listing: str, network: bytes) -> bool:
    """Whether no more claims are taken of a listing from a network; those of too many wrong codes are over."""
    sql = """SELECT count(*), count(*) FILTER (WHERE listing = ?), count(*) FILTER (WHERE listing = ? AND network = ?)
        FROM claims WHERE state = 'waiting' AND asked_on >= ? AND tries < ?"""
    values = [listing, listing, network, _oldest(office), MOST_TRIES]
    waiting, of_listing, from_network = office.connection.execute(sql, values).fetchone()
    return bool(waiting >= MOST_WAITING or of_listing >= MOST_OF_LISTING or from_network >= MOST_FROM_NETWORK)


def _seal(office: Office, number: int, name: str, email: str, code: str) -> None:
    sealed = office.vault.seal(json.dumps([name, email, code]).encode(), "claims", "content", number)
    office.connection.execute("UPDATE claims SET content = ? WHERE id = ?", (sealed, number))


def note_given(office: Office, claim: Claim) -> None:
    """The proof under way was given, and another one is wanted."""
    given = " ".join((*claim.given, claim.proof))
    office.connection.execute("UPDATE claims SET given = ? WHERE id = ?", (given, claim.id))
    office.note("claim's first proof given", f"claim {claim.id}, {claim.proof}")


def begin_proof(office: Office, claim: Claim, proof: Proof, reached_at: str, code: str) -> None:
    """A claim goes on with another proof, and another code."""
    sql = "UPDATE claims SET proof = ?, reached_at = ?, tries = 0, sent_on = NULL WHERE id = ?"
    office.connection.execute(sql, (proof, reached_at, claim.id))
    _seal(office, claim.id, claim.name, claim.email, code)
    office.note("claim's next proof begun", f"claim {claim.id}, {proof}")


def _today(office: Office) -> str:
    return office.now().date().isoformat()


def _oldest(office: Office) -> str:
    return (office.now().date() - timedelta(OPEN_DAYS)).isoformat()


def claim_of_token(office: Office, token: str) -> Claim | None:
    """The claim behind a claimant's page."""
    sql = f"SELECT {COLUMNS} FROM claims WHERE token_hash = ?"
    row = office.connection.execute(sql, [hash_token(token)]).fetchone()
    return _opened(office, *row) if row else None


def claim_by_number(office: Office, number: int) -> Claim | None:
    """The claim with this number."""
    row = office.connection.execute(f"SELECT {COLUMNS} FROM claims WHERE id = ?", [number]).fetchone()
    return _opened(office, *row) if row else None


def waiting_claims(office: Office) -> list[Claim]:
    """The claims that wait for a call, a letter or a look, the oldest first; those of too many wrong codes, too: that
    somebody guesses is to be seen.
    """
    sql = f"SELECT {COLUMNS} FROM claims WHERE state = 'waiting' AND asked_on >= ? ORDER BY asked_on, id"
    return office.open_each(office.connection.execute(sql, [_oldest(office)]), _opened)


def is_waiting(office: Office, claim: Claim) -> bool:
    """Whether it counts among those of its listing: nobody settled it, and it is not too old."""
    return claim.state == "waiting" and claim.asked_on >= _oldest(office)


def is_open(office: Office, claim: Claim) -> bool:
    """Whether a code is still taken for it, or another proof."""
    return is_waiting(office, claim) and claim.tries < MOST_TRIES


def _opened(
    office: Office,
    number: int,
    listing: str,
    proof: Proof,
    given: str,
    reached_at: str,
    sealed: bytes | None,
    asked_on: str,
    tries: int,
    sent_on: str | None,
    state: str,
    person: int | None,
) -> Claim:
    name, email, code = json.loads(office.vault.open(sealed, "claims", "content", number)) if sealed else ("", "", "")
    proofs = tuple(given.split())
    told = (name, email, code, asked_on, tries, sent_on or "")
    return Claim(number, listing, proof, proofs, reached_at, *told, state, person)


def note_sent(office: Office, claim: Claim) -> None:
    """Somebody read the code out, or posted it."""
    office.connection.execute("UPDATE claims SET sent_on = ? WHERE id = ?", (_today(office), claim.id))
    office.note("claim's code given out", f"claim {claim.id}")


def count_wrong_code(office: Office, claim: Claim) -> None:
    """A code was wrong."""
    office.connection.execute("UPDATE claims SET tries = tries + 1 WHERE id = ?", [claim.id])
    office.note("claim's code wrong", f"claim {claim.id}")


def settle_claim(office: Office, claim: Claim, state: Literal["proved", "refused"], person: int | None = None) -> None:
    """Ends a claim, and deletes what it said of the claimant. person: whose account it made, if it made one."""
    sql = "UPDATE claims SET state = ?, content = NULL, network = NULL, person = ? WHERE id = ?"
    office.connection.execute(sql, (state, person, claim.id))
    office.note(f"claim {state}", f"claim {claim.id}, listing {claim.listing}")


def add_owner(
    office: Office, listing: str, person: int, proof: str, let_in_by: int | None = None, reached_at: str = ""
) -> None:
    """Somebody keeps a listing from today on; who does already goes on. let_in_by: the owner who let them in;
    reached_at: the number or address at which they proved it.
    """
    office.connection.execute(
        """INSERT INTO owners (listing, person, proof, since, let_in_by, reached_at) VALUES (?, ?, ?, ?, ?, ?)
        ON CONFLICT DO NOTHING""",
        (listing, person, proof, _today(office), let_in_by, reached_at),
    )
    office.note("owner added", f"listing {listing}, person {person}")


def note_proof(office: Office, owner: Owner, proof: str, reached_at: str = "") -> None:
    """Who keeps a listing proved it, or proved more: nobody let them in. reached_at: see `add_owner`."""
    sql = "UPDATE owners SET proof = ?, let_in_by = NULL, reached_at = ?, rests_on = '[]' WHERE id = ?"
    office.connection.execute(sql, (proof, reached_at, owner.id))
    office.note("owner proved more", f"listing {owner.listing}, person {owner.person}")


def remove_owner(office: Office, owner: Owner) -> None:
    """Somebody keeps a listing no more."""
    for table in ("notices", "shares"):
        office.connection.execute(f"DELETE FROM {table} WHERE owner = ?", [owner.id])
    office.connection.execute("DELETE FROM owners WHERE id = ?", [owner.id])
    office.note("owner removed", f"listing {owner.listing}, person {owner.person}")


def note_confirmed(office: Office, owner: Owner) -> None:
    """An owner said today that all is right."""
    sql = "UPDATE owners SET confirmed_on = ?, reminded = 0 WHERE id = ?"
    office.connection.execute(sql, (_today(office), owner.id))
    office.note("listing confirmed", f"listing {owner.listing}")


def note_reminded(office: Office, owner: Owner, days: int) -> None:
    """An owner was asked again, so many days after they last said that all is right."""
    office.connection.execute("UPDATE owners SET reminded = ? WHERE id = ?", (days, owner.id))


OWNER = "id, listing, person, proof, since, coalesce(confirmed_on, ''), reminded, let_in_by"


def owners_of(office: Office, listing: str) -> list[Owner]:
    """Who keeps a listing, the first one first."""
    rows = office.connection.execute(f"SELECT {OWNER} FROM owners WHERE listing = ? ORDER BY id", [listing])
    return [Owner(*row) for row in rows]


def listings_of(office: Office, person: int) -> list[Owner]:
    """The listings that somebody keeps."""
    rows = office.connection.execute(f"SELECT {OWNER} FROM owners WHERE person = ? ORDER BY listing", [person])
    return [Owner(*row) for row in rows]


def owner_by_number(office: Office, number: int) -> Owner | None:
    """The owner with this number."""
    row = office.connection.execute(f"SELECT {OWNER} FROM owners WHERE id = ?", [number]).fetchone()
    return Owner(*row) if row else None


def all_owners(office: Office) -> list[Owner]:
    """Everybody who keeps a listing, the first one first."""
    return [Owner(*row) for row in office.connection.execute(f"SELECT {OWNER} FROM owners ORDER BY id")]


def days_since_confirmed(office: Office, owner: Owner) -> int:
    """Days since an owner said that all is right; of who never did, since they became one."""
    return (office.now().date() - date.fromisoformat(owner.confirmed_on or owner.since)).days


def due_to_be_asked(office: Office, days: tuple[int, ...]) -> list[tuple[Owner, int]]:
    """The owners to ask again today, each with the days that have passed: the most of `days` that have, if not asked
    for so many yet. Who never confirmed counts from the day on which they became an owner.
    """
    passed = [(owner, most_passed(office, owner, days)) for owner in all_owners(office)]
    return [(owner, most) for owner, most in passed if most > owner.reminded]


def most_passed(office: Office, owner: Owner, days: tuple[int, ...]) -> int:
    """The most of `days` that have passed since an owner confirmed their listing; 0 for none of them."""
    passed = days_since_confirmed(office, owner)
    return max((each for each in days if each <= passed), default=0)
