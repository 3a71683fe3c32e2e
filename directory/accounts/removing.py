"""An owner asks that the listing be removed: whether that is done by itself when it is due, and who is told.

By itself only where the one who asks proved it at the practice's own number or address, nobody else keeps the listing,
and everybody known at it had the time to object: a rival who got hold of a listing must not remove a competitor before
that one reads the letter. In every other case an admin looks, on the same day at the latest.
"""

from datetime import timedelta

from directory.accounts.claims import strongest
from directory.accounts.proofs import ENOUGH
from directory.accounts.telling import POST_DAYS, REVERT_DAYS
from directory.core.i18n import N_
from directory.store.office import claims, mails, mistakes, notices, people
from directory.store.office.claims import Owner
from directory.store.office.database import Office
from directory.store.office.mistakes import Mistake

ASKED = {  # as store.office.mistakes.Mistake.kind has it; none of them is offered to visitors
    "removal": N_("The practice itself asks to be removed"),
    "ended": N_("The practice itself says that they practice no more"),
    "renamed": N_("The practice itself says that their name has changed"),
    "disowned": N_("The practice itself says that what a register states is not theirs"),
}
BECAUSE = {"removal": "request", "ended": "retired"}  # of ASKED those that take a listing away, and the word for it
HINDRANCES = {
    "gone": N_("Who asked keeps the listing no more, or their account is closed: an admin has to decide."),
    "weak": N_("It was proved by two weaker proofs: an admin has to make sure that the practice asks it."),
    "others": N_("Others keep the listing, too: an admin has to ask them."),
    "new": N_("Others known at the listing can still object to who asks: an admin has to decide."),
}
MAIL = (  # subject and text
    N_("Your listing is to be removed"),
    N_(
        "With an account that keeps it, somebody asked that the listing %(name)s be removed from the acupuncture "
        "directory. That is due on %(day)s. If it is not right, sign in and take it back: %(address)s"
    ),
)
MAIL_TO_ADMINS = (
    "A practice asks to be removed",
    "The listing %(name)s is to be removed at its owner's request, by %(day)s. %(how)s\nSee %(address)s",
)
BY_ITSELF = "It is done by itself then: nothing spoke against it."


def ask_desk(office: Office, owner: Owner, kind: str, more: str = "") -> None:
    """Keeps what an owner asks, one of ASKED. Within a transaction. Raises TooManyReports."""
    mistakes.report_mistake(office, owner.listing, kind, f"{owner.id} {more}".strip())


def asked_by(report: Mistake) -> tuple[int, str]:
    """The owner who asked, by their number, and what they wrote; of a visitor's report 0 and what that says."""
    if report.kind not in ASKED:
        return 0, report.more
    number, _, more = report.more.partition(" ")
    return int(number), more


def asked_of(office: Office, listing: str) -> list[Mistake]:
    """What owners asked of a listing and nobody settled."""
    waiting = mistakes.waiting_mistakes(office)
    return [report for report in waiting if report.listing == listing and report.kind in ASKED]


def forget_asked(office: Office, owner: Owner) -> None:
    """What somebody asked who keeps the listing no more is not done."""
    for report in asked_of(office, owner.listing):
        if asked_by(report)[0] == owner.id:
            mistakes.settle_mistake(office, report.id, "dismissed", "the owner was taken away")


def take_request_back(office: Office, listing: str) -> bool:
    """The listing is not to be removed after all; whether somebody had asked it."""
    waiting = [report for report in asked_of(office, listing) if report.kind in BECAUSE]
    for each in waiting:
        mistakes.settle_mistake(office, each.id, "dismissed", "taken back by an owner")
    return bool(waiting)


def hindrance(office: Office, report: Mistake) -> str:
    """Why a removal that an owner asked is not done by itself when it is due, one of HINDRANCES; "" where it is."""
    owner = claims.owner_by_number(office, asked_by(report)[0])
    person = owner and people.person_by_id(office, owner.person)
    if not owner or not person or person.disabled_at or owner.listing != report.listing:
        return "gone"
    if strongest(owner) < ENOUGH:
        return "weak"
    if any(each.proof != "delegated" for each in claims.owners_of(office, owner.listing) if each.id != owner.id):
        return "others"
    since = (office.now().date() - timedelta(REVERT_DAYS + POST_DAYS)).isoformat()
    can_object = any(not told.sent_on or told.sent_on >= since for told in notices.notices_about(office, owner.id))
    return "new" if can_object else ""


def tell_of_request(office: Office, report: Mistake, name: str, page: str, desk: str) -> None:
    """Tells everybody who keeps the listing, and the admins, that it is to be removed. page: where an owner takes it
    back; desk: where an admin looks. Within a transaction.
    """
    values = {"name": name, "day": report.due_on, "address": page}
    for owner in claims.owners_of(office, report.listing):
        if person := people.person_by_id(office, owner.person):
            mails.queue_mail(office, person, MAIL[0], MAIL[1] % values)
    reason = hindrance(office, report)
    mail_admins(office, MAIL_TO_ADMINS, values | {"address": desk, "how": HINDRANCES.get(reason, BY_ITSELF)})


def mail_admins(office: Office, mail: tuple[str, str], values: dict[str, str]) -> None:
    """Queues a mail to each admin. Within a transaction."""
    for person in people.all_people(office):
        if person.role == "admin" and person.password and not person.disabled_at:
            mails.queue_mail(office, person, mail[0], mail[1] % values)
