"""The office that commands of a test use."""

from directory.settings import Settings
from directory.store.office import referrals
from directory.store.office.database import Office

CANARY = b"Canary Jones"


def office():
    """This test's office."""
    found = Settings()
    return Office(found.office, found.key_file, found.key)


def read(letter):
    """What the letter says now."""
    with office() as opened, opened.transaction():
        return referrals.referral_content(opened, letter)
