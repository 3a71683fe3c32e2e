"""The letters of whoever is signed in: opened, and put back. For everybody else they are not there."""

from flask import abort

from directory.referral.saved_referral import SavedReferral, as_json, from_json
from directory.store.office import referrals as rows
from directory.store.office.referrals import Referral
from directory.web.shell import session
from directory.web.shell.site import directory


def opened(id: str) -> tuple[Referral, SavedReferral]:
    """A letter of the visitor's; 404 where it is not theirs or not there."""
    office = session.office()
    with office.transaction():
        referral = rows.get(office, id, session.visitor().person.id) or abort(404)
        return referral, from_json(rows.content(office, referral))


def everything() -> list[tuple[Referral, SavedReferral]]:
    """All letters of the visitor's, the one last changed first."""
    office = session.office()
    with office.transaction():
        return [
            (referral, from_json(content)) for referral, content in rows.contents(office, session.visitor().person.id)
        ]


def keep_new(kept: SavedReferral, status: str) -> str:
    """Keeps a new letter of the visitor's; its id."""
    office = session.office()
    with office.transaction():
        return rows.keep(office, session.visitor().person.id, kept.to[0], status, as_json(kept))


def put_back(referral: Referral, kept: SavedReferral, status: str, link: bytes | None = None) -> bool:
    """Keeps what a letter says now, and its status, and uses up a reply link (its hash); False, and nothing is changed, where the letter has moved since."""
    office = session.office()
    with office.transaction():
        if rows.get(office, referral.id, referral.owner) != referral:
            return False
        if link and not rows.use_link(office, link):
            return False
        rows.change(office, referral, as_json(kept))
        return (status, referral.status) == ("draft", "draft") or rows.move(office, referral, status)


def names(kept: SavedReferral) -> list[str]:
    """Whom a letter asks: as they were listed when it was signed, else as they are now; the id of whoever is listed no more."""
    if kept.letter:
        return [recipient.name for recipient in kept.letter.recipients]
    return [(directory().listing(id) or {"name": id})["name"] for id in kept.to]
