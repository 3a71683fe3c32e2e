"""The saved referrals of who is signed in: opened, and saved again. For everybody else they are not there."""

from flask import abort

from directory.referral.saved_referral import SavedReferral, as_json, from_json
from directory.store.office import referrals as rows
from directory.store.office.referrals import Referral
from directory.web.shell import session
from directory.web.shell.site import directory


def owned(referral_id: str) -> Referral:
    """A referral of the visitor's, its content unopened; 404 where it is not theirs or not there."""
    return rows.saved_referral(session.office(), referral_id, session.person().id) or abort(404)


def opened(referral_id: str) -> tuple[Referral, SavedReferral]:
    """A referral of the visitor's and its content; 404 where it is not theirs or not there."""
    office = session.office()
    with office.transaction():
        referral = owned(referral_id)
        return referral, from_json(rows.referral_content(office, referral))


def opened_if_kept(referral_id: str) -> SavedReferral | None:
    """The content of a referral of the visitor's; None where it has been deleted."""
    office = session.office()
    with office.transaction():
        referral = rows.saved_referral(office, referral_id, session.person().id)
        return from_json(rows.referral_content(office, referral)) if referral else None


def all_opened() -> list[tuple[Referral, SavedReferral]]:
    """All referrals of the visitor's with their contents, the one last changed first."""
    office = session.office()
    with office.transaction():
        return [
            (referral, from_json(content)) for referral, content in rows.referral_contents(office, session.person().id)
        ]


def save_new(content: SavedReferral, status: str) -> str:
    """Saves a new referral of the visitor's; its id."""
    office = session.office()
    with office.transaction():
        return rows.save_referral(office, session.person().id, content.to[0], status, as_json(content))


def save(referral: Referral, content: SavedReferral, status: str, link_hash: bytes | None = None) -> bool:
    """Saves a referral's content and status, and uses up a reply link.

    False, and nothing is changed, where the referral has changed since it was opened, or the link is used up.
    """
    office = session.office()
    with office.transaction():
        if rows.saved_referral(office, referral.id, referral.owner) != referral:
            return False
        if link_hash and not rows.use_reply_link(office, link_hash):
            return False
        rows.change_referral(office, referral, as_json(content))
        return (status, referral.status) == ("draft", "draft") or rows.change_status(office, referral, status)


def names(content: SavedReferral) -> list[str]:
    """Whom a referral asks: as they were listed when it was signed, else as they are now, else their ids."""
    if content.letter:
        return [recipient.name for recipient in content.letter.recipients]
    return [_listed_name(practitioner_id) for practitioner_id in content.to]


def _listed_name(practitioner_id: str) -> str:
    listing = directory().listing(practitioner_id)
    return listing.name if listing else practitioner_id
