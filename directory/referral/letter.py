"""The referral letter as one object: what a physician says, independent of any format. Texts are as typed."""

import calendar
import re
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from directory.core import dates
from directory.core.addresses import one_line
from directory.core.i18n import N_, Message
from directory.core.icd10 import Diagnosis
from directory.core.practitioner import ListedLicence, Location, Practitioner
from directory.referral.questions import FIRST_RED_FLAGS

AGO = re.compile(
    r"(?:about |over |hace )?(\d{1,4}) ?(d|day|día|w|wk|week|semana|m|mo|month|mes|y|yr|year|año)(?:s|es)?\.?(?: ago)?",
    re.IGNORECASE,
)
MONTH = re.compile(r"(\d{1,2})/(\d{4})|(\d{4})-(\d{2})")
OLDEST_YEARS = 120  # years


@dataclass(frozen=True)
class ScreeningAnswer:
    """One of questions.ANSWERS, and what was added to it."""

    said: str = "unknown"
    detail: str = ""


@dataclass(frozen=True)
class Onset:
    """The ISO day on which the trouble began; `about` where only the month, or how long ago, is known."""

    on: str
    about: bool = False

    def weeks(self, day: str) -> int:
        """Whole weeks from then to a day."""
        return (date.fromisoformat(day) - date.fromisoformat(self.on)).days // 7


@dataclass(frozen=True)
class Patient:
    """phone: E.164 or ""; payer: one of questions.PAYERS; interpreter: whether one is needed; authorization: the
    payer's number for this treatment, or of the claim.
    """

    name: str
    born_on: str
    phone: str = ""
    language: str = ""
    interpreter: bool = False
    payer: str = ""
    plan: str = ""
    member_id: str = ""
    authorization: str = ""


@dataclass(frozen=True)
class Referrer:
    """The clinician who signs.

    phone, fax: E.164 or ""; address, and signature (what stands under the name): lines as typed.
    """

    name: str
    credentials: str = ""
    npi: str = ""
    practice: str = ""
    address: str = ""
    phone: str = ""
    fax: str = ""
    email: str = ""
    signature: str = ""


@dataclass(frozen=True)
class RecipientLicence:
    """A state's licence as the directory lists it; said_by: the source's title."""

    state: str
    number: str
    status: str
    expires_on: str | None
    said_by: str
    as_of: str


@dataclass(frozen=True)
class Recipient:
    """A practitioner whom the letter asks, as listed.

    kind: one of taxonomy.KINDS; state: where they practise; opted_out_until: the last ISO day of an opt-out from
    Medicare that is in force, "" where none is known.
    """

    id: str
    npi: str | None
    name: str
    credentials: str
    kind: str
    address: str
    city: str
    state: str
    postal_code: str
    phone: str
    licences: tuple[RecipientLicence, ...]
    opted_out_until: str = ""

    @property
    def place(self) -> str:
        """Where they are asked, on one line."""
        return one_line(self.address, self.city, self.state, self.postal_code)


@dataclass(frozen=True)
class Baseline:
    """Scores before treatment. pain: 0-10; scale: one of questions.SCALES, with its score."""

    pain: int | None = None
    scale: str = ""
    score: int | None = None
    measured_on: str = ""


@dataclass(frozen=True)
class OverruledWarning:
    """A warning that the physician read and answered: its key, what it said, and why the letter goes all the same."""

    key: str
    warning: str
    because: str


@dataclass(frozen=True)
class Letter:
    """A referral.

    recipients: alternatives, whoever can see the patient first. red_flags: keys of those present; `looked_for`: the
    others of `asked_about` were asked about and are absent. causes: Medicare's question, what the pain comes from.
    visits: asked for; visits_used: had in the last 12 months, None where not known; improved: "yes", "no" or "unknown",
    whether they helped; adverse_before: adverse events of earlier courses, a line each. reply: how to answer, beside
    the sender's numbers.

    status (one of status.STATUSES) and reply_link (where the practitioner can answer online) are set for the file that
    is made; they are not saved with the letter.
    """

    written_on: str
    patient: Patient
    referrer: Referrer
    recipients: tuple[Recipient, ...]
    urgency: str = "routine"
    reason: str = ""
    question: str = ""
    diagnoses: tuple[Diagnosis, ...] = ()
    onset: Onset | None = None
    tried: str = ""
    findings: str = ""
    baseline: Baseline = Baseline()
    red_flags: tuple[str, ...] = ()
    looked_for: bool = False
    asked_about: tuple[str, ...] = FIRST_RED_FLAGS
    precautions: dict[str, ScreeningAnswer] = field(default_factory=dict)
    causes: dict[str, ScreeningAnswer] = field(default_factory=dict)
    medicines: str = ""
    allergies: str = ""
    visits: int | None = None
    goals: str = ""
    electroacupuncture: str = "decide"
    visits_used: int | None = None
    improved: str = "unknown"
    adverse_before: str = ""
    supervisor: str = ""
    reply: str = ""
    overruled: tuple[OverruledWarning, ...] = ()
    status: str = "signed"
    reply_link: str = ""

    @property
    def weeks(self) -> int | None:
        """Whole weeks since the onset; None where that is not known."""
        return self.onset.weeks(self.written_on) if self.onset else None

    def precaution(self, key: str) -> ScreeningAnswer:
        """The answer to one of questions.PRECAUTIONS, "unknown" where none was given."""
        return self.precautions.get(key, ScreeningAnswer())

    def red_flag(self, key: str) -> str:
        """ "yes", "no" or "unknown" to one of questions.RED_FLAGS."""
        if key in self.red_flags:
            return "yes"
        return "no" if self.looked_for and key in self.asked_about else "unknown"


def recipients(listing: Practitioner, titles: dict[str, str]) -> list[Recipient]:
    """A listing of the directory as the letter shows it, once for each of its addresses, in their order.

    titles: of the sources, by name.
    """
    licences = tuple(_recipient_licence(licence, titles) for licence in listing.licences)
    return [_recipient(listing, location, licences) for location in listing.locations or (Location("", "", ""),)]


def _recipient_licence(licence: ListedLicence, titles: dict[str, str]) -> RecipientLicence:
    said_by = titles[licence.source]
    return RecipientLicence(licence.state, licence.number, licence.status, licence.expires_on, said_by, licence.as_of)


def _recipient(listing: Practitioner, location: Location, licences: tuple[RecipientLicence, ...]) -> Recipient:
    return Recipient(
        id=listing.id,
        npi=listing.npi,
        name=listing.name,
        credentials=listing.credentials,
        kind=listing.kind,
        address=location.address,
        city=location.city,
        state=location.state,
        postal_code=location.postal_code or "",
        phone=location.phone or "",
        licences=licences,
        opted_out_until=listing.medicare_opt_out_ends_on or "",
    )


def parse_onset(text: str, today: str) -> Onset:
    """When it began, from a day ("3/15/2026"), a month ("3/2026"), or how long ago ("5 months").

    today: an ISO day. "about" before a day makes it one that is known roughly. Raises ValueError with a message for the
    person who typed it.
    """
    began = _ago(text, date.fromisoformat(today)) or _month(text) or _day(text) or _about(text)
    if not began:
        raise ValueError(
            N_("Write a date such as 3/15/2026, a month such as 3/2026, or how long ago, such as 5 months.")
        )
    if not 0 <= (date.fromisoformat(today) - date.fromisoformat(began.on)).days <= OLDEST_YEARS * 366:
        raise ValueError(Message("%(day)s cannot be when it began: look at the year.", day=began.on))
    return began


def lasting_onset(text: str, today: str) -> str:
    """An onset as typed, in words that mean the same day whenever they are read: "7 months" → "about 2026-04-29".

    What cannot be read stays as it is.
    """
    try:
        onset = parse_onset(text, today)
    except ValueError:
        return text
    return onset_as_typed(onset)


def onset_as_typed(onset: Onset) -> str:
    """An onset as `parse_onset` reads it on any later day."""
    return f"about {onset.on}" if onset.about else onset.on


def _ago(text: str, today: date) -> Onset | None:
    match = AGO.fullmatch(text)
    if not match or int(match[1]) > OLDEST_YEARS * 12:
        return None
    number, unit = int(match[1]), match[2][0].lower()
    if unit in "dws":
        return Onset((today - timedelta(days=number * (1 if unit == "d" else 7))).isoformat(), about=True)
    year, month = divmod(today.year * 12 + today.month - 1 - number * (12 if unit in "ya" else 1), 12)
    last = calendar.monthrange(max(year, 1), month + 1)[1]
    return Onset(date(max(year, 1), month + 1, min(today.day, last)).isoformat(), about=True)


def _month(text: str) -> Onset | None:
    match = MONTH.fullmatch(text)
    year, month = (match[2] or match[3], match[1] or match[4]) if match else (0, 0)
    return Onset(f"{year}-{int(month):02d}-01", about=True) if 1 <= int(month) <= 12 and int(year) else None


def _about(text: str) -> Onset | None:
    word, _, day = text.partition(" ")
    known = (_month(day) or _day(day)) if word.lower() in ("about", "around", "hacia") else None
    return replace(known, about=True) if known else None


def _day(text: str) -> Onset | None:
    try:
        return Onset(dates.iso(text))
    except ValueError:
        return None
