"""The referral letter as one object: what a physician says, independent of any format. Texts are as typed."""

from dataclasses import dataclass, field, replace

from directory.core.addresses import one_line
from directory.core.icd10 import Diagnosis
from directory.core.onset import Onset
from directory.core.practitioner import ListedLicence, ListedLocation, Location, Practitioner
from directory.referral.questions import FIRST_RED_FLAGS


@dataclass(frozen=True)
class ScreeningAnswer:
    """One of questions.ANSWERS, and what was added to it."""

    said: str = "unknown"
    detail: str = ""


@dataclass(frozen=True)
class Patient:
    """phone: E.164 or ""; payer: one of questions.PAYERS; interpreter: whether one is needed; authorization, claim: the
    payer's numbers for this treatment; sex: one of questions.SEXES; record_number: the sender's own; address: lines.
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
    sex: str = ""
    record_number: str = ""
    address: str = ""
    email: str = ""
    claim: str = ""


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
    Medicare that is in force, "" where none is known; opted_out_as_of: the day of the list that says so. fax: E.164, of
    this very address; fax_said_by, fax_as_of: the source's title and its day, "" where the sender typed the number.
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
    opted_out_as_of: str = ""
    fax: str = ""
    fax_said_by: str = ""
    fax_as_of: str = ""

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
class Attestation:
    """That the letter was signed with an account: by whom, when (ISO 8601, UTC), the document's id and SHA-256, and the
    address where anybody can ask whether these are ours.
    """

    name: str
    credentials: str
    npi: str
    at: str
    document: str
    sha256: str
    verify: str


@dataclass(frozen=True)
class Letter:
    """A referral.

    recipients: alternatives, whoever can see the patient first. red_flags: keys of those present; `looked_for`: the
    others of `asked_about` were asked about and are absent. causes: Medicare's question, what the pain comes from.
    visits: asked for; visits_used: had in the last 12 months, None where not known; improved: "yes", "no" or "unknown",
    whether they helped; adverse_before: adverse events of earlier courses, a line each. reply: how to answer, beside
    the sender's numbers. indication: one of questions.INDICATIONS, "" for any other.
    last_seen_on, valid_until, answer_by: ISO days; frequency, duration: of the visits, as typed; consent: whether the
    patient agrees that the letter is shared; cover: whether a fax cover sheet goes before it.

    status (one of status.STATUSES), reply_link (where the practitioner can answer online), attestation and logo (the
    practice's, a PNG) are set for the file that is made; they are not saved with the letter.
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
    indication: str = ""
    attestation: Attestation | None = None
    logo: bytes = b""
    problems: str = ""
    operations: str = ""
    frequency: str = ""
    duration: str = ""
    last_seen_on: str = ""
    valid_until: str = ""
    answer_by: str = ""
    consent: bool = False
    cover: bool = False

    @property
    def weeks(self) -> int | None:
        """Whole weeks since the onset; None where that is not known."""
        return self.onset.weeks(self.written_on) if self.onset else None

    def precaution(self, key: str) -> ScreeningAnswer:
        """The answer to one of questions.PRECAUTIONS, "unknown" where none was given."""
        return self.precautions.get(key, ScreeningAnswer())

    def asks(self, key: str) -> bool:
        """Whether one of questions.PRECAUTIONS is a question for this patient: pregnancy is none for a man."""
        return not (key == "pregnancy" and self.patient.sex == "male" and self.precaution(key).said == "unknown")

    def red_flag(self, key: str) -> str:
        """ "yes", "no" or "unknown" to one of questions.FLAG_TEXTS."""
        if key in self.red_flags:
            return "yes"
        return "no" if self.looked_for and key in self.asked_about else "unknown"


def recipients(listing: Practitioner, titles: dict[str, str]) -> list[Recipient]:
    """A listing of the directory as the letter shows it, once for each of its addresses, in their order.

    titles: of the sources, by name.
    """
    licences = tuple(_recipient_licence(licence, titles) for licence in listing.licences)
    places = listing.locations or (Location("", "", ""),)
    return [_with_fax(_recipient(listing, each, licences), each, titles) for each in places]


def _with_fax(recipient: Recipient, place: Location, titles: dict[str, str]) -> Recipient:
    """The recipient with what is listed of the fax of this place."""
    if not isinstance(place, ListedLocation) or not place.fax:
        return recipient
    said_by, as_of = titles[place.fax_by or place.source], place.fax_as_of or place.as_of
    return replace(recipient, fax=place.fax, fax_said_by=said_by, fax_as_of=as_of)


def _recipient_licence(licence: ListedLicence, titles: dict[str, str]) -> RecipientLicence:
    said_by = titles[licence.source]
    return RecipientLicence(licence.state, licence.number, licence.status, licence.expires_on, said_by, licence.as_of)


def _day_of(listing: Practitioner, fact: str) -> str:
    """The ISO day of the source that states a fact, "" where none does."""
    return listing.facts[fact].as_of if fact in listing.facts else ""


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
        opted_out_as_of=_day_of(listing, "medicare_opt_out_ends_on"),
    )
