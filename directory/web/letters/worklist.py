"""The letters of a practice as a list: searched by patient, narrowed, a page at a time.

What letters say is sealed, so all of them are opened in memory; nothing of it is kept, and no address has a word of it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from directory.core import dates
from directory.core.names import folded
from directory.referral.reminders import reminder
from directory.referral.saved_referral import SavedReferral
from directory.store.office.referrals import Referral
from directory.web.letters import saved_referrals
from directory.web.shell import session

ROWS_SHOWN = 50
ENDED = ("closed", "declined", "cancelled")


class ListedReferral(NamedTuple):
    """A referral in the list. names: whom it asks; reminder: one of REMINDERS, "" for none."""

    referral: Referral
    kept: SavedReferral
    names: list[str]
    reminder: str


@dataclass(frozen=True)
class Wanted:
    """Which letters to list. patient: words of the name, the day of birth, or the document's id; status: one of
    STATUSES or "open"; practitioner: a listing's id; reminder: one of REMINDERS; "" for any. news, mine: only those.
    """

    patient: str = ""
    status: str = ""
    practitioner: str = ""
    reminder: str = ""
    news: bool = False
    mine: bool = False

    @classmethod
    def asked(cls, typed: Mapping[str, str], patient: str) -> "Wanted":
        """What an address or a form asks for."""
        by_name = {name: typed.get(name, "") for name in ("status", "practitioner", "reminder")}
        return cls(patient.strip(), **by_name, news=bool(typed.get("news")), mine=bool(typed.get("mine")))

    def fits(self, listed: ListedReferral) -> bool:
        """Whether a letter is one of these."""
        referral = listed.referral
        return (
            (
                not self.status
                or self.status == referral.status
                or (self.status == "open" and referral.status not in ENDED)
            )
            and (not self.practitioner or self.practitioner in listed.kept.to)
            and (not self.reminder or self.reminder == listed.reminder)
            and (not self.news or bool(referral.news_at))
            and (not self.mine or referral.author == session.person().id)
            and (not self.patient or self._is_about(listed))
        )

    def _is_about(self, listed: ListedReferral) -> bool:
        name = folded(listed.kept.patient).split()
        words = folded(self.patient).split()
        return (
            self.patient == listed.referral.id
            or (bool(words) and all(any(part.startswith(word) for part in name) for word in words))
            or (bool(born := _day(self.patient)) and born == listed.kept.born_on)
        )


def _day(text: str) -> str:
    try:
        return dates.iso(text)
    except ValueError:
        return ""


def listed_referrals(how: str) -> list[ListedReferral]:
    """Every letter of the visitor's practices: what is new first, then what it reminds of, then the last changed.

    how: what the trail says was done.
    """
    now = session.office().now()
    listed = [
        ListedReferral(
            referral,
            kept,
            saved_referrals.names(kept),
            reminder(kept, referral.status, referral.updated_at, now),
        )
        for referral, kept in saved_referrals.all_opened(how)
    ]
    return sorted(listed, key=lambda each: (not each.referral.news_at, not each.reminder))
