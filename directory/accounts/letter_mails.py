"""Which mails about letters there are, and to whom one goes. None says anything of a patient or an answer."""

from directory.core.i18n import N_
from directory.store.office import people, practices
from directory.store.office.database import Office
from directory.store.office.people import Person
from directory.store.office.referrals import Referral

ANSWERS, REMINDERS = "answers", "reminders"
LETTER_MAILS = {
    ANSWERS: N_("An answer is waiting"),
    REMINDERS: N_("Reminders: no answer in 14 days, visit 12 near, the course over"),
}


def physicians_to_tell(office: Office, referral: Referral, mail: str) -> list[Person]:
    """Who signed the letter, and who covers there now; where they have left, every physician of the practice. Of these
    whoever wants this one of LETTER_MAILS.
    """
    there = [each for each in practices.members(office, referral.practice) if each.role == "physician"]
    chosen = [each for each in there if each.person == referral.author or each.covers]
    if referral.author not in [each.person for each in there]:
        chosen = there
    found = [people.person_by_id(office, each.person) for each in chosen]
    return [person for person in found if person and person.password and wants(person, mail)]


def wants(person: Person, mail: str) -> bool:
    """Whether somebody wants one of LETTER_MAILS: all of them, until they say that they do not."""
    return mail not in person.unmailed.split()


def choose(office: Office, person: Person, wanted: list[str]) -> None:
    """Keeps which of LETTER_MAILS somebody wants."""
    with office.transaction():
        people.set_unmailed(office, person.id, " ".join(mail for mail in LETTER_MAILS if mail not in wanted))
