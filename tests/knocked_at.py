"""What is there for somebody who knocks at every page: a listing, letters, claims, and what their addresses hold."""

from typing import NamedTuple

from hostile_fields import VALID
from letters import LETTER

from directory.accounts import claims as claiming
from directory.accounts import people as accounts
from directory.answers.hsds import ORGANIZATION, SERVICE, record_id
from directory.referral.saved_referral import SavedReferral, TreatmentReport, as_json
from directory.store.office import accuracy, claims, mistakes, notices, people, practices, referrals, replies, schedules
from directory.store.office.schedules import ScheduleTerms
from directory.store.vault import hash_token
from directory.web.search import map_files


class Ground(NamedTuple):
    """Things that are there, to be named in an address."""

    listing: str
    letters: tuple[str, str, str]
    token: str
    invitation: str
    mistake: str
    claim: str
    still_right: str

    def value(self, rule, name):
        """The word for an argument of a rule with which there is a page."""
        area = rule.endpoint.split(".")[0]
        return {
            "referral_id": self.letters[{"writing.edit": 0, "writing.renew": 2}.get(rule.endpoint, 1)],
            "report_id": self.mistake,
            "practitioner_id": self.listing,
            "token": {"reply": self.token, "claims": self.claim}.get(area, self.invitation),
            "signature": self.still_right,
            "text": "guide-low-back-pain",
            "record": record_id(self.listing, SERVICE if rule.endpoint == "hsds.service" else ORGANIZATION),
            "version": map_files.version(),
            "name": {"coverage": "low-back-pain", "known": "titles"}.get(area, "states.json"),
            "filename": "site.css",
        }.get(name)


def prepared(office, listing):
    """A draft, a signed letter with an open link, one with a slip; an invitation; a report that waits; a schedule."""
    kept = SavedReferral(
        (listing,),
        tuple(VALID.items()),
        LETTER,
        reports=(TreatmentReport("2027-02-01", True, visits=12, pain_first=7, pain_last=3),),
    )
    owner, token = people.person_by_email(office, "physician@example.org").id, "t" * 32
    practice = practices.home_practice(office, owner).id
    with office.transaction():
        letters = [
            referrals.save_referral(office, practice, owner, listing, status, as_json(kept))
            for status in ("draft", "signed", "report_received")
        ]
        office.connection.execute("DELETE FROM reply_links")
        replies.save_reply_link(
            office,
            referrals.saved_referral(office, letters[1], [practice]),
            hash_token(token),
            office.now() + accounts.INVITATION_LIFETIME,
        )
        office.connection.execute("DELETE FROM mistakes")
        mistakes.report_mistake(office, listing, "phone", "555")
        people.save_invitation(
            office,
            people.person_by_email(office, "new@example.org"),
            hash_token("i" * 32),
            b"secret of an app",
            office.now() + accounts.INVITATION_LIFETIME,
        )
        if not schedules.all_schedules(office):
            terms = {"source": "nppes", "files": ["https://files.example/weekly.zip"]}
            schedules.add_schedule(office, ScheduleTerms("the weekly file", terms, 7, office.now(), False, 5))
        claim, still_right = prepared_claim(office, listing, owner)
        if not accuracy.rounds(office):
            place = (listing, "", "OR", "Ana Kim", "12 Elm St", "+15035550101", None)
            accuracy.keep_round(office, "2026-11-01", 7, 1, [place])
    report = mistakes.waiting_mistakes(office, 1)[0].id
    return Ground(listing, tuple(letters), token, "i" * 32, report, claim, still_right)


def prepared_claim(office, listing, owner):
    """A claim that waits, with the token of its page; and the owner of a listing, with what confirms it by mail."""
    for table in ("claims", "notices", "shares", "owners"):
        office.connection.execute(f"DELETE FROM {table}")
    token = claims.ask_claim(office, listing, "call", "(503) 555-0101", "Ana Kim", "ana@example.org", "123456")
    office.connection.execute("UPDATE claims SET id = 1")
    claims.add_owner(office, listing, owner, "call")
    office.connection.execute("UPDATE owners SET id = 1")
    notices.add_notice(office, 1, "letter", "12 Elm St, Denver, CO 80202", "ABCD-2345")
    notices.add_share(office, "i" * 32, 1, owner, office.now() + accounts.INVITATION_LIFETIME)
    return token, claiming.still_right_signature(office, claims.owner_by_number(office, 1))
