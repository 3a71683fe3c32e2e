"""Claiming a listing: what can be called or written to, the code, and what follows once it is proved.

A code goes to a number or an address that NPPES or a board gave, never to one that the claimant names: who answers
there is the practice. Two weaker proofs together count as much: a code by mail to the domain of the practice's own
website, a document at which an admin looks and that is not kept, a code that a board's or society's editor hands on.
"""

import hmac
import secrets
from collections.abc import Collection, Iterable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

from msgspec import UNSET
from msgspec.structs import replace

from directory.accounts.people import PRACTITIONER, check_invitation, invite_person
from directory.core import websites
from directory.core.addresses import one_line
from directory.core.i18n import N_
from directory.core.phones import shown
from directory.core.practised_in import is_kept_by, practised_in
from directory.core.practitioner import ListedLocation, Location, Practitioner
from directory.store.office import claims, mails, people
from directory.store.office.claims import Claim, Owner, Proof
from directory.store.office.database import Office

TRUSTED = frozenset(("nppes", "nppes-locations", "licences", "sample"))  # whose numbers and addresses prove something
PROVING = ("address", "city", "postal_code", "phone")  # what of a place a letter or a call goes to
REVERT_DAYS = 7  # how long whoever kept a listing before can take a new owner away
ASKED_AFTER = (75, 90, 105)  # days after a confirmation: 42 USC 300gg-115 asks for one every 90
CLAIMED_MAIL = (  # subject and text
    N_("Somebody else now keeps your listing"),
    N_(
        "Somebody proved that they belong to the listing %(name)s, and can now keep it as you do. If that is not "
        "right, sign in within %(days)s days and take it back: %(address)s"
    ),
)


NAMING_WEBSITES = frozenset(("plan-net", "csv", "sample"))  # by whose word a website's domain is the practice's own
# Domains at which anybody can have a mailbox.
OF_EVERYBODY = (
    "gmail.com",
    "yahoo.com",
    "aol.com",
    "hotmail.com",
    "outlook.com",
    "icloud.com",
    "comcast.net",
    "att.net",
    "live.com",
    "msn.com",
    "me.com",
    "proton.me",
    "protonmail.com",
    "verizon.net",
    "sbcglobal.net",
    "earthlink.net",
    "cox.net",
)
ENOUGH = 2  # what proofs have to count together to make an owner
# What each proves. A number or an address that a register has reaches the practice itself. A mailbox may be somebody's
# who once built its website, a document may be lent, and an editor knows a member's address by a list alone.
PROOFS: dict[str, int] = {"call": 2, "letter": 2, "mail": 1, "document": 1, "vouched": 1}


class Way(NamedTuple):
    """A way to prove a claim. key: in the form; proof; reached_at: the number or address; a domain of mail; what the
    editor who vouches is limited to; "" for a document.
    """

    key: str
    proof: Proof
    reached_at: str


def is_enough(proofs: Iterable[str]) -> bool:
    """Whether proofs make an owner: one strong one, or two different weaker ones."""
    return sum(PROOFS.get(each, 0) for each in set(proofs)) >= ENOUGH


def ways(listing: Practitioner, editors: Iterable[str] = (), given: Collection[str] = ()) -> list[Way]:
    """How a claim of this listing can be proved, the quickest first.

    editors: what those who can sign in are limited to; given: the proofs that the claimant has given already.
    """
    weaker = [
        *(Way(f"mail-{number}", "mail", domain) for number, domain in enumerate(_own_domains(listing))),
        Way("document", "document", ""),
        *(
            Way(f"vouched-{limit}", "vouched", limit)
            for limit in editors
            if is_kept_by(limit, practised_in([listing]), listing.sources)
        ),
    ]
    return [way for way in (*_strong_ways(listing), *weaker) if way.proof not in given]


def _own_domains(listing: Practitioner) -> list[str]:
    """The domain of the practice's website, by the word of a source that is not the practice's page here."""
    origin = listing.facts.get("website")
    if not listing.website or not origin or origin.source not in NAMING_WEBSITES:
        return []
    domain = websites.host(listing.website)
    return [domain] if domain and domain not in OF_EVERYBODY else []


def is_mailbox_at(mailbox: str, domain: str) -> bool:
    """Whether an e-mail address is one of this domain itself."""
    return mailbox.rpartition("@")[2].lower() == domain


def _strong_ways(listing: Practitioner) -> list[Way]:
    places = [place for each in listing.locations for place in _as_trusted(each)]
    numbers = dict.fromkeys(place.phone for place in places if place.phone)
    addresses = dict.fromkeys(
        one_line(place.address, place.city, place.state, place.postal_code) for place in places if place.address
    )
    return [
        *(Way(f"call-{number}", "call", shown(phone)) for number, phone in enumerate(numbers)),
        *(Way(f"letter-{number}", "letter", address) for number, address in enumerate(addresses)),
    ]


def _as_trusted(listed: ListedLocation) -> Iterator[Location]:
    """A place as each trusted source states it, whosever word is shown: an owner's own number proves nothing, and what
    the register gave still does.
    """
    stated = Location(
        listed.address, listed.city, listed.state, listed.postal_code, None if listed.phone_by else listed.phone
    )
    if listed.source in TRUSTED:
        yield stated
    for each in listed.also:
        if each.source in TRUSTED:
            values = {name: getattr(each, name) for name in PROVING if getattr(each, name) is not UNSET}
            yield replace(stated, **values)


def ask(office: Office, listing: Practitioner, way: Way, name: str, email: str) -> str:
    """Keeps a claim; the token of the claimant's own page. Raises ValidationError, claims.TooManyClaims."""
    email, _ = check_invitation(email, PRACTITIONER)
    with office.transaction():
        return claims.ask_claim(office, listing.id, way.proof, way.reached_at, name, email, _new_code())


def _new_code() -> str:
    return f"{secrets.randbelow(1_000_000):06}"


def go_on(office: Office, claim: Claim, way: Way) -> None:
    """A claimant who has given a weaker proof begins with another one."""
    with office.transaction():
        claims.begin_proof(office, claim, way.proof, way.reached_at, _new_code())


def needs_another(claim: Claim) -> bool:
    """Whether the proof under way was given and another one has to be chosen."""
    return claim.proof in claim.given


def take_proof(office: Office, claim: Claim) -> bool:
    """Notes that the proof under way was given; whether that is enough, so that the claim can be granted."""
    if is_enough((*claim.given, claim.proof)):
        return True
    with office.transaction():
        claims.note_given(office, claim)
    return False


def try_code(office: Office, claim: Claim, typed: str) -> bool:
    """Whether a code proves an open claim that needs one; a wrong one is counted."""
    digits = "".join(character for character in typed if character in "0123456789")
    with office.transaction():  # of codes that are sent at once, each is counted before the next is looked at
        claim = claims.claim_by_number(office, claim.id) or claim
        takes_code = claim.proof != "document" and not needs_another(claim) and claims.is_open(office, claim)
        if takes_code and hmac.compare_digest(digits, claim.code):
            return True
        claims.count_wrong_code(office, claim)
    return False


def grant(office: Office, claim: Claim, name: str, address: str) -> str | None:
    """Lets the claimant keep the listing; the token with which they set an account up, None where they have one.

    Who kept it before is told by mail. name: the listing's; address: of the page on which it can be taken back.
    """
    before = claims.owners_of(office, claim.listing)
    known = people.person_by_email(office, claim.email)
    token = None if known else invite_person(office, claim.email, PRACTITIONER)
    person = known or people.person_by_email(office, claim.email)
    assert person
    with office.transaction():
        claims.add_owner(office, claim.listing, person.id, " ".join((*claim.given, claim.proof)))
        claims.settle_claim(office, claim, "proved")
        _tell(office, [owner for owner in before if owner.person != person.id], name, address)
    return token


def _tell(office: Office, owners: list[Owner], name: str, address: str) -> None:
    for owner in owners:
        if told := people.person_by_id(office, owner.person):
            subject, text = CLAIMED_MAIL
            mails.queue_mail(office, told, subject, text % {"name": name, "days": REVERT_DAYS, "address": address})


def may_revert(office: Office, by: Owner, other: Owner) -> bool:
    """Whether an owner can take another away: one who came after them, within REVERT_DAYS; or one who proved less, at
    any time, for somebody who answers at the practice's own number is the practice. A delegate, never.
    """
    since = date.fromisoformat(other.since)
    is_new = by.id < other.id and office.now().date() - since <= timedelta(REVERT_DAYS)
    return (
        by.listing == other.listing and by.proof != "delegated" and (is_new or _strongest(by) > _strongest(other) > 0)
    )


def _strongest(owner: Owner) -> int:
    """How much an owner's strongest proof counts; 0 for a colleague whom an owner let in."""
    return max(PROOFS.get(each, 0) for each in owner.proof.split())


def still_right_signature(office: Office, owner: Owner) -> str:
    """What makes a mail's link to confirm a listing one of ours; it serves until the next confirmation."""
    return office.vault.sign(_signed(owner), "still right").hex()


def is_still_right_link(office: Office, owner: Owner, signature: str) -> bool:
    """Whether a link is one of ours, and for this confirmation."""
    try:
        return office.vault.verify(_signed(owner), bytes.fromhex(signature), "still right")
    except ValueError:
        return False


def _signed(owner: Owner) -> bytes:
    return f"{owner.id} {owner.listing} {owner.person} {owner.confirmed_on}".encode()
