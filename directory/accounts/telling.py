"""Telling everybody else who is known at a listing that somebody keeps it now, and hearing that it is not theirs.

Who kept it before is told by mail; the practice itself at each address, or else each number, that a register or a board
gave and at which the claim was not proved: a letter or a call, with a code that takes the new owner away.
"""

import secrets
from collections.abc import Collection, Iterator
from datetime import timedelta

from directory.accounts.letter_codes import LENGTH, LETTERS, is_same, written
from directory.accounts.proofs import strong_ways_of_places
from directory.core.i18n import N_
from directory.core.practitioner import Practitioner
from directory.store.office import claims, mails, notices, people
from directory.store.office.claims import Owner
from directory.store.office.database import Office
from directory.store.office.notices import OwnerNotice, Reach

REVERT_DAYS = 7  # how long whoever kept a listing before, or is told of it, can take a new owner away
POST_DAYS = 7  # that a letter may take until it is read, before these are counted
MOST_TOLD = 10  # places of one listing: a chain has hundreds
CLAIMED_MAIL = (  # subject and text
    N_("Somebody else now keeps your listing"),
    N_(
        "Somebody proved that they belong to the listing %(name)s, and can now keep it as you do. If that is not "
        "right, sign in within %(days)s days and take it back: %(address)s"
    ),
)
TAKEN_AWAY_MAIL = (
    N_("You no longer keep a listing"),
    N_(
        "Somebody at the listing %(name)s said that it is not yours, so you keep it no more, and what you stated of it "
        "does not stand. If it is yours, claim it again: %(address)s"
    ),
)


def tell_of_owner(
    office: Office, owner: Owner, listing: Practitioner | None, reached: Collection[str], before: list[Owner], page: str
) -> None:
    """Tells everybody else of a new owner. reached: where the claim was proved; before: who kept it until now; page:
    the address of the page on which these take it back. Within a transaction.
    """
    name = listing.name if listing else owner.listing
    for each in before:
        if told := people.person_by_id(office, each.person):
            subject, text = CLAIMED_MAIL
            mails.queue_mail(office, told, subject, text % {"name": name, "days": REVERT_DAYS, "address": page})
    for reach, reached_at in list(_others(listing, reached))[:MOST_TOLD] if listing else ():
        notices.add_notice(office, owner.id, reach, reached_at, _new_code())


def _others(listing: Practitioner, reached: Collection[str]) -> Iterator[tuple[Reach, str]]:
    """A letter to each place at which the claim was not proved; a call where no address is known."""
    told: set[str] = set(reached)
    for number, address in strong_ways_of_places(listing):
        if not told & {number, address} - {""}:
            yield ("letter", address) if address else ("call", number)
        told |= {number, address} - {""}


def _new_code() -> str:
    return written("".join(secrets.choice(LETTERS) for _ in range(LENGTH)))


def notice_of_code(office: Office, typed: str) -> OwnerNotice | None:
    """The notice with this code, while it can be answered: REVERT_DAYS after it was told, and the time of the post."""
    since = (office.now().date() - timedelta(REVERT_DAYS + POST_DAYS)).isoformat()
    found = [each for each in notices.notices_since(office, since) if is_same(each.code, typed)]
    return found[0] if found else None


def tell_taken_away(office: Office, owner: Owner, name: str, page: str) -> None:
    """Tells an owner that they keep a listing no more. page: the address at which they claim it again."""
    person = people.person_by_id(office, owner.person)
    if person and not person.disabled_at:
        subject, text = TAKEN_AWAY_MAIL
        mails.queue_mail(office, person, subject, text % {"name": name, "address": page})


def let_in(office: Office, owner: Owner) -> list[Owner]:
    """The colleagues whom an owner let in."""
    return [each for each in claims.owners_of(office, owner.listing) if each.let_in_by == owner.id]
