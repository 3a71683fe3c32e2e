"""docs/letter-situations.md read: each row's letter, from what its second column says of a letter that is in order."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

from letters import ANN, BO, CLINIC, LETTER

from directory.core.icd10 import Diagnosis
from directory.core.onset import Onset
from directory.referral.letter import RecipientLicence, ScreeningAnswer
from directory.referral.questions import CAUSES, PRECAUTIONS, RED_FLAGS

TABLE = Path(__file__).parents[1] / "docs" / "letter-situations.md"
# Medicare, low back pain since 26 weeks, all red flags looked for, no precaution, no cause, 12 visits, an acupuncturist
# with an active license, whom a physician supervises: no notice.
IN_ORDER = replace(
    LETTER,
    diagnoses=(Diagnosis("M54.50", "Low back pain, unspecified"),),
    causes=dict.fromkeys(CAUSES, ScreeningAnswer("no")),
    precautions={each.key: ScreeningAnswer("no") for each in PRECAUTIONS},
    asked_about=tuple(RED_FLAGS),
    medicines="Metformin, lisinopril",
)
PEOPLE = {
    "acupuncturist": ANN,
    "physician": BO,
    "clinic": CLINIC,
    "NP": replace(BO, kind="other_clinician", credentials="NP"),
    "PA": replace(BO, kind="other_clinician", credentials="PA-C"),
    "DC": replace(BO, kind="other_clinician", credentials="DC"),
}
TEXTS = ("reason", "findings", "question", "medicines", "problems", "operations", "supervisor")


class Situation(NamedTuple):
    """A row. notices: the keys expected, in order; sources: the titles of what they rest on."""

    situation: str
    says: str
    notices: tuple[str, ...]
    sources: tuple[str, ...]


def situations():
    """The rows of the table."""
    lines = [line for line in TABLE.read_text(encoding="utf-8").splitlines() if line.startswith("| ")]
    rows = [line.split("|")[1:-1] for line in lines]
    cells = [[cell.strip() for cell in row] for row in rows[2:]]
    return [Situation(what, says, _parts(notices, ","), _parts(sources, ";")) for what, says, notices, sources in cells]


def _parts(text, between):
    return () if text == "none" else tuple(part.strip() for part in text.split(between))


def letter_of(says):
    """The letter in order, changed as a row says: "payer employer; red flags fever, weight"."""
    letter = IN_ORDER
    for part in () if says == "in order" else filter(None, map(str.strip, says.split(";"))):
        letter = _changed(letter, part)
    return letter


def _changed(letter, part):
    field, _, value = part.partition(": ")
    if field in TEXTS:
        return replace(letter, **{field: "" if value == "none" else value})
    if field in PRECAUTION_KEYS:
        said, _, detail = value.partition(" ")
        return replace(letter, precautions=letter.precautions | {field: ScreeningAnswer(said, detail)})
    return CHANGES[field](letter, value)


def _asked(letter, value):
    name, *licences = value.split(", ")
    person = PEOPLE[name]
    for each in licences:
        person = _person(person, each)
    return replace(letter, recipients=(person,))


def _person(person, what):
    name, _, value = what.partition(" ")
    if name == "license":
        known = RecipientLicence(person.state, "AC1", value, None, "the board's list", "2026-11-01")
        return replace(person, licences=() if value == "none" else (known,))
    if name == "in":
        return replace(person, state=value)
    return replace(person, opted_out_until="2027-12-31", opted_out_as_of="2026-11-22")


PRECAUTION_KEYS = {each.key for each in PRECAUTIONS}
CHANGES = {
    "payer": lambda letter, value: replace(letter, patient=replace(letter.patient, payer=value)),
    "authorization": lambda letter, value: replace(letter, patient=replace(letter.patient, authorization=value)),
    "codes": lambda letter, value: replace(
        letter, diagnoses=() if value == "none" else tuple(Diagnosis(code, "") for code in value.split(", "))
    ),
    "red flags": lambda letter, value: replace(letter, red_flags=tuple(value.split(", "))),
    "looked for": lambda letter, value: replace(letter, looked_for=value == "yes"),
    "weeks": lambda letter, value: replace(letter, onset=_onset(value)),
    "visits": lambda letter, value: replace(letter, visits=int(value)),
    "used": lambda letter, value: replace(letter, visits_used=int(value)),
    "improved": lambda letter, value: replace(letter, improved=value),
    "current": lambda letter, value: replace(letter, electroacupuncture=value),
    "cause": lambda letter, value: replace(
        letter, causes=letter.causes | {value.split()[0]: ScreeningAnswer(value.split()[1])}
    ),
    "asked": _asked,
}


def _onset(weeks):
    if weeks == "unknown":
        return None
    return Onset((date.fromisoformat(LETTER.written_on) - timedelta(weeks=int(weeks))).isoformat())
