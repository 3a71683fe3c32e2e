"""How long letters are kept, and who may delete one: two people of the practice, or one after the end of that time."""

from datetime import datetime

from directory.referral.saved_referral import SavedReferral
from directory.store.office import practices
from directory.store.office.database import Office
from directory.store.office.referrals import Referral

UNSIGNED = ("draft", "prepared")


def keeping_ends(office: Office, referral: Referral) -> datetime:
    """When the time is over for which the practice keeps the letter, from its last change."""
    practice = practices.find_practice(office, referral.practice)
    years = practice.keep_years if practice else practices.KEEP_YEARS
    changed = datetime.fromisoformat(referral.updated_at)
    is_leap_day = (changed.month, changed.day) == (2, 29)
    return changed.replace(year=changed.year + years, day=28 if is_leap_day else changed.day)


def may_delete_alone(office: Office, referral: Referral) -> bool:
    """Whether one person may delete the letter: one that nobody has signed, or whose time is over."""
    return referral.status in UNSIGNED or keeping_ends(office, referral) <= office.now()


def may_confirm(office: Office, referral: Referral, person_id: int) -> bool:
    """Whether somebody may confirm that the letter is deleted: another than who asked, of the practice's own people
    since before that.
    """
    if referral.deletion_by in (None, person_id):
        return False
    here = [member for member in practices.members(office, referral.practice) if member.person == person_id]
    return any(not member.covers and member.since <= (referral.deletion_at or "") for member in here)


def same_patient(one: SavedReferral, other: SavedReferral) -> bool:
    """Whether two letters are of one patient's chart: the name and the day of birth are the same."""
    is_same_name = one.patient.casefold().split() == other.patient.casefold().split()
    return is_same_name and one.born_on == other.born_on
