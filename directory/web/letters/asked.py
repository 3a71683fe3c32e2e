"""What those asked say, however it is heard: through a reply link, by phone or on paper. The first who accepts lets the
others go; the letter is declined once nobody is left who may accept.
"""

from directory.referral.saved_referral import SavedReferral, as_json
from directory.store.office import referrals as rows
from directory.store.office import replies
from directory.store.office.database import Office
from directory.store.office.referrals import Referral

OVER = ("declined", "released")  # what a practitioner said, or another, after which nothing more is awaited of them
SAYS = {
    "accepted": "accepted",
    "scheduled": "accepted",
    "declined": "declined",
}  # by the status they lead to


def who_says(office: Office, referral: Referral, content: SavedReferral, named: str) -> str:
    """Whose word it is: whoever is named, else the only one asked, or who has accepted; "" where that is not known."""
    if named in content.to:
        return named
    if len(content.to) == 1:
        return content.to[0]
    said = replies.recipient_statuses(office, referral)
    return next((each for each in content.to if said.get(each) == "accepted"), "")


def status_of_letter(office: Office, referral: Referral, content: SavedReferral, practitioner: str, status: str) -> str:
    """The status that a word moves the letter to: another's no moves it only when nobody else is left."""
    said = replies.recipient_statuses(office, referral)
    others = [each for each in content.to if each != practitioner and said.get(each) not in OVER]
    return referral.status if status == "declined" and others and practitioner else status


def keep_word(
    office: Office, referral: Referral, content: SavedReferral, practitioner: str, status: str, says: str
) -> None:
    """Keeps the content with a word of one of those asked, what it makes of the letter, and of the others. Within a
    transaction.
    """
    rows.change_referral(office, referral, as_json(content))
    if status != referral.status or says == "accepted":
        rows.change_status(office, referral, status, practitioner)
    else:
        replies.note_recipient(office, referral, practitioner, says)
    if practitioner:
        replies.set_recipient_status(office, referral, practitioner, says)
        said = replies.recipient_statuses(office, referral)
        for other in content.to if says == "accepted" else ():
            if other not in said:
                replies.set_recipient_status(office, referral, other, "released")
