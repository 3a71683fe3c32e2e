"""Claims and owners of a listing, for tests: Ana Kim's, whom NPPES lists in Denver."""

import re

import nppes_files as files
from office_people import Account

from directory.accounts import people
from directory.store.listings.reader import Current
from directory.store.office import claims

NPI = files.npi(811)
TYPED = {"name": "Ana Kim", "email": "Ana@Example.org", "website": ""}


def ask(client, way="call-0", **typed):
    """Claims Ana's listing; the address of the claimant's page."""
    return client.send(f"/practitioners/{NPI}/claim", form="claim", way=way, **TYPED | typed)


def code(office):
    """The code of the newest claim that waits, as the admin gives it out."""
    claim = claims.waiting_claims(office)[-1]
    with office.transaction():
        claims.note_sent(office, claim)
    return claim.code


class Proved(Account):
    """The account of somebody whose claim was proved: they set it up with a link."""

    def __init__(self, office, clock, email):
        self.office, self.clock, self.email = office, clock, email
        self.token = people.renew_account(office, self.person)
        self.set_up()


def shown(settings, practitioner_id=NPI):
    return Current(settings.directory_db).get().listing(practitioner_id)


def kept(client, button="all_right", listing=NPI):
    """The form as it is shown, sent by the button of all, or by the other: to be sent with changes."""
    page = client.plain.get(f"/account/listings/{listing}").text
    form = re.search(r'<form class="panel" id="keep".*?</form>', page, re.DOTALL)[0]
    fields = dict(re.findall(r'<input id="([\w-]+)" name="[\w-]+" value="([^"]*)"', form))
    fields |= dict(re.findall(r'name="([\w-]+)" value="(\w*)" checked', form))
    fields |= dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]+)"', form))
    return fields | ({button: "yes"} if button else {})
