"""Claiming a listing: the code, what follows once it is proved, and who may take whom away."""

import hmac
import secrets
from datetime import date, timedelta

from directory.accounts.letter_codes import LENGTH, LETTERS, is_same, written
from directory.accounts.people import PRACTITIONER, check_invitation, invite_person
from directory.accounts.proofs import PROOFS, Way, is_enough
from directory.accounts.telling import REVERT_DAYS, tell_of_owner
from directory.accounts.tries import network_key
from directory.core.practitioner import Practitioner
from directory.store.office import claims, people
from directory.store.office.claims import Claim, Owner
from directory.store.office.database import Office

ASKED_AFTER = (75, 90, 105)  # days after a confirmation: 42 USC 300gg-115 asks for one every 90


def ask(office: Office, listing: Practitioner, way: Way, name: str, email: str) -> str:
    """Keeps a claim; the token of the claimant's own page. Raises ValidationError, claims.TooManyClaims."""
    email, _ = check_invitation(email, PRACTITIONER)
    with office.transaction():
        code, network = _new_code(), network_key(office, "claims")
        return claims.ask_claim(office, listing.id, way.proof, way.reached_at, name, email, code, network)


def _new_code() -> str:
    return f"{secrets.randbelow(1_000_000):06}"


def go_on(office: Office, claim: Claim, way: Way) -> None:
    """A claimant who has given a weaker proof begins with another one."""
    with office.transaction():
        claims.begin_proof(office, claim, way.proof, way.reached_at, _new_code())


def needs_another(claim: Claim) -> bool:
    """Whether the proof under way was given: another one has to be chosen, or the claimant to finish."""
    return claim.proof in claim.given


def take_proof(office: Office, claim: Claim) -> Claim:
    """Notes that the proof under way was given; the claim as it then is."""
    with office.transaction():
        claims.note_given(office, claim)
    return claims.claim_by_number(office, claim.id) or claim


def is_proved(claim: Claim) -> bool:
    """Whether the proofs given make an owner."""
    return is_enough(claim.given)


def try_code(office: Office, claim: Claim, typed: str) -> bool:
    """Whether a code proves an open claim that needs one; a wrong one is counted. Before somebody gave the code out
    nobody can know it: whatever is typed then is a guess, and none is taken.
    """
    digits = "".join(character for character in typed if character in "0123456789")
    with office.transaction():  # of codes that are sent at once, each is counted before the next is looked at
        claim = claims.claim_by_number(office, claim.id) or claim
        takes_code = claim.sent_on and not needs_another(claim) and claims.is_open(office, claim)
        if takes_code and hmac.compare_digest(digits, claim.code):
            return True
        if claim.sent_on:
            claims.count_wrong_code(office, claim)
    return False


def grant(office: Office, claim: Claim, listing: Practitioner | None, page: str) -> str | None:
    """Lets the claimant keep the listing; the token with which they set an account up, None where they have one.

    Everybody else known at the listing is told. page: the address of the page on which it can be taken back.
    """
    known = people.person_by_email(office, claim.email)
    token = None if known else invite_person(office, claim.email, PRACTITIONER)
    person = known or people.person_by_email(office, claim.email)
    assert person
    with office.transaction():
        before = claims.owners_of(office, claim.listing)
        claims.settle_claim(office, claim, "proved", None if known else person.id)
        if own := next((each for each in before if each.person == person.id), None):
            _prove_more(office, own, claim)
            return token
        claims.add_owner(office, claim.listing, person.id, " ".join(claim.given), reached_at=_reached(claim))
        owner = claims.owners_of(office, claim.listing)[-1]
        tell_of_owner(office, owner, listing, {_reached(claim)}, before, page)
    return token


def _reached(claim: Claim) -> str:
    """The number or address at which the practice itself answered."""
    return claim.reached_at if claim.proof in ("call", "letter") else ""


def _prove_more(office: Office, own: Owner, claim: Claim) -> None:
    """Who keeps a listing already, as a colleague or by less, proved more: who let them in takes them away no more."""
    if max(PROOFS[each] for each in claim.given) > strongest(own):
        claims.note_proof(office, own, " ".join(claim.given), _reached(claim))


def made_account(office: Office, claim: Claim) -> people.Person | None:
    """The account that a claim made, while nobody has set it up: who lost its link gets another on the claim's page."""
    person = people.person_by_id(office, claim.person) if claim.person else None
    return person if person and not person.password and not person.disabled_at else None


def may_revert(office: Office, by: Owner, other: Owner) -> bool:
    """Whether an owner can take another away: one who came after them and proved no more, within REVERT_DAYS; or one
    who proved less, at any time, for who answers at the practice's own number is the practice. A delegate, never.
    """
    since = date.fromisoformat(other.since)
    proved_more = strongest(other) > strongest(by)
    is_new = by.id < other.id and not proved_more and office.now().date() - since <= timedelta(REVERT_DAYS)
    return by.listing == other.listing and by.proof != "delegated" and (is_new or strongest(by) > strongest(other) > 0)


def strongest(owner: Owner) -> int:
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


def letter_code(office: Office, owner: Owner) -> str:
    """What stands in a letter to an owner whom no mail reaches, in place of a mail's link: as long as that serves."""
    number = int.from_bytes(office.vault.sign(_signed(owner), "still right, by letter")[-8:])
    return written("".join(LETTERS[number // len(LETTERS) ** place % len(LETTERS)] for place in range(LENGTH)))


def is_letter_code(office: Office, owner: Owner, typed: str) -> bool:
    """Whether a code is that of the letter to an owner."""
    return is_same(letter_code(office, owner), typed)


def _signed(owner: Owner) -> bytes:
    return f"{owner.id} {owner.listing} {owner.person} {owner.confirmed_on}".encode()
