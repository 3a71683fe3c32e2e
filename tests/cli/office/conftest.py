"""A letter kept in the office that commands of a test use."""

import pytest
from office_commands import CANARY, office

from directory.store.office import referrals


@pytest.fixture
def letter(run):
    """An office with a physician and a letter of theirs."""
    run("user", "add", "ann@example.org", "--role", "physician")
    with office() as opened, opened.transaction():
        return referrals.saved_referral(
            opened, referrals.save_referral(opened, 1, 1, "2000000011", "draft", CANARY), [1]
        )
