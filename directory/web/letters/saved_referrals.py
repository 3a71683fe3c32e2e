"""The saved referrals of the practices in which who is signed in works: opened, and saved again. For everybody else
they are not there.
"""

from dataclasses import replace

from flask import abort, g, request

from directory.referral.saved_referral import SavedReferral, as_json, from_json
from directory.store.office import emergencies, practices, replies
from directory.store.office import referrals as rows
from directory.store.office.practices import Practice
from directory.store.office.referrals import Referral
from directory.web.shell import session
from directory.web.shell.site import directory


def visitors_practices() -> list[Practice]:
    """Where the visitor works today, their own practice first."""
    if "practices" not in g:
        g.practices = practices.practices_of(session.office(), session.person().id)
    found: list[Practice] = g.practices
    return found


def practice_ids() -> list[int]:
    """The numbers of the visitor's practices."""
    return [practice.id for practice in visitors_practices()]


def is_physician() -> bool:
    """Whether the visitor may sign, and is the one whom news is for."""
    return session.person().role == "physician"


def is_member(practice_id: int) -> bool:
    """Whether the visitor is one of a practice's own people, and does not only cover for somebody there."""
    own = practices.home_practice(session.office(), session.person().id)
    return bool(own and own.id == practice_id)


def is_member_anywhere() -> bool:
    """Whether the visitor is one of a practice's own people."""
    return bool(practices.home_practice(session.office(), session.person().id))


def of_practice(referral_id: str) -> Referral:
    """A referral of the visitor's practices, its content unopened; 404 where it is not theirs or not there."""
    return rows.saved_referral(session.office(), referral_id, practice_ids()) or abort(404)


def opened(referral_id: str, how: str = "read") -> tuple[Referral, SavedReferral]:
    """A referral of the visitor's practices and its content; 404 where it is not theirs or not there.

    how: what the trail says was done with it.
    """
    office = session.office()
    with office.transaction():
        referral = of_practice(referral_id)
        return referral, from_json(rows.referral_content(office, referral, how))


def viewed(referral_id: str) -> tuple[Referral, SavedReferral]:
    """As `opened`, to be looked at: also by who has opened it in an emergency. What was news to a physician of the
    practice is none any longer.
    """
    office = session.office()
    with office.transaction():
        referral = rows.saved_referral(office, referral_id, practice_ids())
        if not referral and emergencies.is_open_to(office, referral_id, session.person().id):
            urgent = rows.any_referral(office, referral_id) or abort(404)
            return urgent, from_json(rows.referral_content(office, urgent, "viewed in an emergency"))
        referral = referral or abort(404)
        if referral.news_at and is_physician():
            replies.clear_news(office, referral)
        return referral, from_json(rows.referral_content(office, referral, "viewed"))


def is_of_practice(referral: Referral) -> bool:
    """Whether the visitor works where the letter belongs; else they only look at it in an emergency."""
    return referral.practice in practice_ids()


def is_kept(referral_id: str) -> bool:
    """Whether a referral of the visitor's practices is there."""
    return bool(rows.saved_referral(session.office(), referral_id, practice_ids()))


def opened_if_kept(referral_id: str) -> SavedReferral | None:
    """The content of a referral of the visitor's practices; None where it has been deleted."""
    office = session.office()
    with office.transaction():
        referral = rows.saved_referral(office, referral_id, practice_ids())
        return from_json(rows.referral_content(office, referral)) if referral else None


def all_opened(how: str = "listed") -> list[tuple[Referral, SavedReferral]]:
    """All referrals of the visitor's practices with their contents, the one last changed first, but `unopened` ones."""
    office = session.office()
    with office.transaction():
        contents = rows.referral_contents(office, practice_ids(), how)
    return [(referral, found) for referral, content in contents if (found := _read(content))]


def looked_at(referral: Referral) -> SavedReferral | None:
    """A referral's content, to see whether it is the one looked for; None where it does not open."""
    return _read(rows.unnoted_content(session.office(), referral))


def _read(content: bytes | None) -> SavedReferral | None:
    if content is None:
        g.unopened = unopened() + 1
    return None if content is None else from_json(content)


def unopened() -> int:
    """How many referrals were looked at in this request that do not open."""
    return int(g.get("unopened", 0))


def save_new(practice: int, author: int, content: SavedReferral, status: str) -> str:
    """Saves a new referral of a practice, which author signs; its id. A form that is sent twice is one letter."""
    office = session.office()
    with office.transaction():
        follows, once = content.course[-1] if content.course else None, _sent(content, status)
        if again := rows.sent_before(office, once, status):
            return again
        json = as_json(content)
        referral_id = rows.save_referral(office, practice, author, content.to[0], status, json, follows, once)
        _keep_hash(referral_id, content)
        return referral_id


def _sent(content: SavedReferral, status: str) -> bytes:
    """What was sent, by whom, from which page of the form (`letter` in its address); b"" where the page has no name."""
    name = request.args.get("letter", "")
    typed = as_json(replace(content, letter=None, signature=None))
    return f"{session.person().id} {name} {status} ".encode() + typed if name else b""


def _keep_hash(referral_id: str, content: SavedReferral) -> None:
    """Keeps the hash of a letter that was signed where it can be asked for."""
    if content.signature:
        rows.keep_signature(session.office(), referral_id, content.signature.sha256)


def save(referral: Referral, content: SavedReferral, status: str, author: int | None = None) -> bool:
    """Saves a referral's content and status, and who signs it where that changes.

    False, and nothing is changed, where the referral has changed since it was opened.
    """
    office = session.office()
    with office.transaction():
        if rows.any_referral(office, referral.id) != referral:
            return False
        rows.change_referral(office, referral, as_json(content), author)
        _keep_hash(referral.id, content)
        is_draft_still = status == referral.status == "draft"
        return is_draft_still or rows.change_status(office, referral, status)


def names(content: SavedReferral) -> list[str]:
    """Whom a referral asks: as they were listed when it was signed, else as they are now, else their ids."""
    if content.letter:
        return [recipient.name for recipient in content.letter.recipients]
    return [_listed_name(practitioner_id) for practitioner_id in content.to]


def _listed_name(practitioner_id: str) -> str:
    listing = directory().listing(practitioner_id)
    return listing.name if listing else practitioner_id
