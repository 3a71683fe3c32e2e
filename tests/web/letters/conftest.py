"""A listing to write to, a quick letter, and a physician with a saved referral."""

import re

import pytest
from quick_letters import words_of
from saved_letters import SIGNED, file_of, sent, signed_in, where


@pytest.fixture(scope="session")
def ids(sample_directory):
    """Somebody of each kind, each in a state without a rule of its own, by kind."""
    listings = sample_directory.listings(list(range(len(sample_directory))))
    return {each.kind: each.id for each in listings if each.locations and each.locations[0].state == "CA"}


@pytest.fixture
def form(ids):
    """The form's address for an acupuncturist."""
    return f"/referrals/new?practitioner={ids['licensed_acupuncturist']}"


@pytest.fixture
def made(client, form):
    """Fills the form in and gives the file's text."""

    def fill(fields, name="txt"):
        answer = client.plain.post(form, data=fields | {"format": name})
        assert answer.status_code == 200 and "attachment" in answer.headers.get("Content-Disposition", ""), re.findall(
            r'class="(?:wrong|mend)".*', answer.text
        )[:3]
        return words_of(answer)

    return fill


@pytest.fixture
def ruth(client, office):
    """A physician's browser."""
    return signed_in(client, office, "ruth")


@pytest.fixture
def account_form(sample_directory):
    """The form's address for an acupuncturist in a state without a rule of its own."""
    listings = sample_directory.listings(list(range(len(sample_directory))))
    chosen = next(
        each
        for each in listings
        if each.kind == "licensed_acupuncturist" and each.locations and each.locations[0].state == "CA"
    )
    return f"/referrals/write?practitioner={chosen.id}"


@pytest.fixture
def letter(ruth, account_form):
    """The address of a signed letter."""
    return where(sent(ruth, account_form, SIGNED))


@pytest.fixture
def link(ruth, letter):
    """The path of a reply link of the letter."""
    return re.search(r"/reply/[\w-]{32}", file_of(ruth, letter).text)[0]
