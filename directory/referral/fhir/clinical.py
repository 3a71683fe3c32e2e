"""The patient's health: Conditions, and Observations of scores, precautions, red flags and causes."""

import re
from collections.abc import Iterator

from directory.core.fhir_values import TERMINOLOGY, Resource, concept, without_blanks
from directory.referral.fhir.values import ICD10, LOINC
from directory.referral.letter import Letter, ScreeningAnswer
from directory.referral.questions import CAUSES, FLAG_TEXTS, PRECAUTIONS, RED_FLAGS, SCALES, WORST_PAIN

PAIN = ("72514-3", "Pain severity - 0-10 verbal numeric rating [Score] - Reported")  # LOINC
# What says that there are none: no resource says so without a code.
NO_ALLERGIES = re.compile(r"(?:none|no|nil|nkd?a|no known (?:drug )?allerg(?:y|ies))\.?", re.IGNORECASE)
NO_MEDICINES = re.compile(r"(?:none|no|nil|no medic\w+)\.?", re.IGNORECASE)
SURVEY = concept("survey", f"{TERMINOLOGY}/observation-category", ("survey", "Survey"))
ENCOUNTER_DIAGNOSIS = concept("", f"{TERMINOLOGY}/condition-category", ("encounter-diagnosis", "Encounter Diagnosis"))
YES_NO = {"yes": ("Y", "Yes"), "no": ("N", "No"), "unknown": ("UNK", "unknown")}  # HL7 v2 table 0532


def conditions(letter: Letter, subject: Resource) -> list[Resource]:
    """A Condition for each diagnosis, or one for the reason. subject: a reference to the Patient."""
    codes = [concept(diagnosis.description, ICD10, diagnosis) for diagnosis in letter.diagnoses]
    return [
        without_blanks(
            resourceType="Condition",
            clinicalStatus=concept("active", f"{TERMINOLOGY}/condition-clinical", ("active", "Active")),
            category=[ENCOUNTER_DIAGNOSIS],
            code=code,
            subject=subject,
            onsetDateTime=_onset(letter),
            recordedDate=letter.written_on,
        )
        for code in codes or [{"text": letter.reason}]
    ]


def _onset(letter: Letter) -> str:
    """An ISO day; an ISO month where no more is known."""
    if letter.onset is None:
        return ""
    return letter.onset.on[:7] if letter.onset.about else letter.onset.on


def observations(letter: Letter, subject: Resource, performer: Resource) -> list[Resource]:
    """Scores before treatment, then each precaution, red flag and cause with its answer.

    subject: a reference to the Patient; performer: to the sender's role.
    """
    common = {
        "resourceType": "Observation",
        "status": "final",
        "category": [SURVEY],
        "subject": subject,
        "performer": [performer],
    }
    answers = (_answered(question, answer, letter.written_on) for question, answer in _screening(letter))
    return [common | observation for observation in (*_scores(letter), *answers)]


def _scores(letter: Letter) -> Iterator[Resource]:
    base = letter.baseline
    common = {"effectiveDateTime": base.measured_on or letter.written_on}
    if base.pain is not None:
        code = concept(f"Pain, 0 to {WORST_PAIN}", LOINC, PAIN)
        yield common | {"code": code, "valueInteger": base.pain}
    if base.score is not None:
        yield common | {"code": {"text": SCALES[base.scale].name}, "valueInteger": base.score}


def _screening(letter: Letter) -> Iterator[tuple[str, ScreeningAnswer]]:
    yield from ((each.label, letter.precaution(each.key)) for each in PRECAUTIONS if letter.asks(each.key))
    flags = dict.fromkeys((*RED_FLAGS, *letter.asked_about, *letter.red_flags))
    yield from ((f"Red flag: {FLAG_TEXTS[key]}", ScreeningAnswer(letter.red_flag(key))) for key in flags)
    yield from ((f"Cause of the pain: {CAUSES[key]}", answer) for key, answer in letter.causes.items())


def _answered(question: str, answer: ScreeningAnswer, day: str) -> Resource:
    return without_blanks(
        code={"text": question},
        effectiveDateTime=day,
        valueCodeableConcept=concept("", f"{TERMINOLOGY}/v2-0532", YES_NO[answer.said]),
        note=[{"text": answer.detail}] if answer.detail else [],
    )


def allergies(letter: Letter, subject: Resource) -> list[Resource]:
    """An AllergyIntolerance for each line of the allergies as typed. subject: a reference to the Patient."""
    active = concept("", f"{TERMINOLOGY}/allergyintolerance-clinical", ("active", "Active"))
    return [
        {
            "resourceType": "AllergyIntolerance",
            "clinicalStatus": active,
            "code": {"text": line},
            "patient": subject,
            "recordedDate": letter.written_on,
        }
        for line in _lines(letter.allergies)
        if not NO_ALLERGIES.fullmatch(line)
    ]


def medicines(letter: Letter, subject: Resource) -> list[Resource]:
    """A MedicationStatement for each line of the medicines as typed; one line with several of them stays one."""
    return [
        {
            "resourceType": "MedicationStatement",
            "status": "active",
            "medicationCodeableConcept": {"text": line},
            "subject": subject,
            "dateAsserted": letter.written_on,
        }
        for line in _lines(letter.medicines)
        if not NO_MEDICINES.fullmatch(line)
    ]


def _lines(text: str) -> list[str]:
    return [line.strip() for line in re.split(r"[\n;]", text) if line.strip()]
