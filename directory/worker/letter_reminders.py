"""Reminding physicians of letters by mail: no answer in 14 days, visit 12 near, the course over. Once for each of them,
and all that is due to somebody in one mail, which names no patient, no practitioner and no letter.
"""

from collections import Counter, defaultdict

from directory.accounts.letter_mails import REMINDERS as MAIL_OF_REMINDERS
from directory.accounts.letter_mails import physicians_to_tell
from directory.referral.reminders import REMINDERS, UNDER_WAY, reminder
from directory.referral.saved_referral import from_json
from directory.referral.status import UNANSWERED
from directory.settings import Settings
from directory.store.office import mails, people, reminded
from directory.store.office.database import Office
from directory.store.office.referrals import Referral, unnoted_content
from directory.worker.going_on import going_on
from directory.worker.watch import open_office

MAILED = ("unanswered", "visit_12", "over")  # of REMINDERS: what time brings, so that nobody's click tells of it
SUBJECT = "Letters to look at"  # in English, as letters are
TEXT = "Letters of your practice to look at, after signing in:\n\n%(lines)s\n\nTo turn these mails off: %(off)s\n"


def remind_physicians(settings: Settings) -> int:
    """Queues a mail to each physician who has something new to be reminded of, where mail is set up and pages have an
    address; how many. A letter of which nobody can tell what is due is logged, and looked at again the next time.
    """
    if not (settings.mail and settings.site_address and settings.office.exists()):
        return 0
    with open_office(settings) as office, office.transaction():
        due = _due(office)
        for person, counts in due.items():
            _queue(office, settings.site_address, person, counts)
        return len(due)


def _due(office: Office) -> dict[int, Counter[str]]:
    """{person: how many letters they are to be reminded of, by MAILED}, each noted so that it is not due again."""
    due: dict[int, Counter[str]] = defaultdict(Counter)
    for referral in reminded.unreminded(office, (*UNANSWERED, *UNDER_WAY), MAILED[-1]):
        found = _reminder(office, referral)
        if found in MAILED and reminded.note_reminded(office, referral, found):
            for person in physicians_to_tell(office, referral, MAIL_OF_REMINDERS):
                due[person.id][found] += 1
    return due


def _reminder(office: Office, referral: Referral) -> str:
    """What is due of a letter; nothing where it does not open, or cannot be read."""
    with going_on("reminder", referral.id):
        content = unnoted_content(office, referral)
        return reminder(from_json(content), referral.status, referral.updated_at, office.now()) if content else ""
    return ""


def _queue(office: Office, site_address: str, person_id: int, counts: Counter[str]) -> None:
    lines = (
        f"{REMINDERS[key]} ({counts[key]}): {site_address}/referrals?reminder={key}" for key in MAILED if counts[key]
    )
    person = people.person_by_id(office, person_id)
    if person:
        values = {"lines": "\n".join(lines), "off": f"{site_address}/account/mail"}
        mails.queue_mail(office, person, SUBJECT, TEXT % values)
