"""The letter as FHIR R4: a Bundle with the ServiceRequest (the referral), the Task that follows it, and what both speak of.

HL7 FHIR R4 4.0.1 names the resources and codes; the Task's business status is of HL7 BSeR (CodeSystem TaskBusinessStatusCS).
Everything the printed letter says stands in the ServiceRequest's notes too, so nothing is lost to a system that reads no more than these.
"""

import json
from collections.abc import Iterator
from uuid import uuid4

from directory.referral.letter import Letter, ListedLicence, Patient, Recipient, ScreeningAnswer
from directory.referral.questions import CAUSES, PAYERS, PRECAUTIONS, RED_FLAGS, SCALES, WORST_PAIN
from directory.referral.sheet import LetterWords, SheetSection, sheet
from directory.referral.status import STATUSES

NPI = "http://hl7.org/fhir/sid/us-npi"
ICD10 = "http://hl7.org/fhir/sid/icd-10-cm"
TERMINOLOGY = "http://terminology.hl7.org/CodeSystem"
BSER_STATUS = "http://hl7.org/fhir/us/bser/CodeSystem/TaskBusinessStatusCS"
REQUEST_STATUS = {"closed": "completed", "cancelled": "revoked"}  # else active
PAIN = ("72514-3", "Pain severity - 0-10 verbal numeric rating [Score] - Reported")  # LOINC
YES_NO = {"yes": ("Y", "Yes"), "no": ("N", "No"), "unknown": ("UNK", "unknown")}  # HL7 v2 table 0532

Resource = dict


def fhir(letter: Letter, words: LetterWords) -> bytes:
    """The Bundle, as JSON. Its resources point to each other by urn:uuid, new each time."""
    return json.dumps(bundle(letter, words), ensure_ascii=False, indent=1).encode()


def bundle(letter: Letter, words: LetterWords) -> Resource:
    """A collection: every resource once, each reference to one that is in it."""
    patient, person = _entry(_patient(letter)), _entry(_sender(letter))
    sender = _entry(
        _role(
            person,
            letter.referrer.practice,
            phone=letter.referrer.phone,
            fax=letter.referrer.fax,
            email=letter.referrer.email,
        )
    )
    asked = [_recipient(recipient) for recipient in letter.recipients]
    coverage = [_entry(_coverage(letter, patient))] if _insured(letter.patient) else []
    conditions = [_entry(condition) for condition in _conditions(letter, patient)]
    observations = [_entry(observation) for observation in _observations(letter, patient, sender)]
    groups = {
        "patient": [patient],
        "sender": [sender],
        "performers": [role for _, role in asked],
        "coverage": coverage,
        "conditions": conditions,
        "observations": observations,
    }
    about = {name: [_to(entry) for entry in entries] for name, entries in groups.items()}
    request = _entry(_request(letter, words, about))
    task = _entry(_task(letter, _to(request), about))
    entries = [
        request,
        task,
        patient,
        person,
        sender,
        *(entry for pair in asked for entry in pair),
        *coverage,
        *conditions,
        *observations,
    ]
    return {"resourceType": "Bundle", "type": "collection", "entry": entries}


def _entry(resource: Resource) -> Resource:
    return {"fullUrl": uuid4().urn, "resource": resource}


def _to(entry: Resource) -> Resource:
    return {"reference": entry["fullUrl"], "type": entry["resource"]["resourceType"]}


def _concept(text: str, system: str, code: tuple[str, str]) -> Resource:
    return _without_blanks({"coding": [{"system": system, "code": code[0], "display": code[1]}], "text": text})


def _without_blanks(resource: Resource) -> Resource:
    return {name: value for name, value in resource.items() if value not in ("", None, [], {})}


def _telecom(**ways: str) -> list[Resource]:
    return [{"system": system, "value": value} for system, value in ways.items() if value]


def _name(text: str, credentials: str = "") -> list[Resource]:
    """As typed: which of its words is the family name, nobody said."""
    return [_without_blanks({"text": text, "suffix": [credentials] if credentials else []})]


def _patient(letter: Letter) -> Resource:
    patient = letter.patient
    language = (
        [_without_blanks({"language": {"text": patient.language or "Interpreter needed"}, "preferred": True})]
        if patient.language or patient.interpreter
        else []
    )
    return _without_blanks(
        {
            "resourceType": "Patient",
            "name": _name(patient.name),
            "birthDate": patient.born_on,
            "telecom": _telecom(phone=patient.phone),
            "communication": language,
        }
    )


def _sender(letter: Letter) -> Resource:
    sender = letter.referrer
    address = [{"text": sender.address}] if sender.address else []
    return _practitioner(
        sender.name,
        sender.credentials,
        sender.npi,
        address=address,
        qualification=[{"code": {"text": line}} for line in sender.signature.splitlines() if line.strip()],
    )


def _practitioner(name: str, credentials: str, npi: str | None, **more: object) -> Resource:
    return _without_blanks(
        {"resourceType": "Practitioner", "identifier": _npi(npi), "name": _name(name, credentials), **more}
    )


def _npi(npi: str | None) -> list[Resource]:
    return [{"system": NPI, "value": npi}] if npi else []


def _role(holder: Resource, practice: str = "", **ways: str) -> Resource:
    organisation = (
        _to(holder) if holder["resource"]["resourceType"] == "Organization" else _without_blanks({"display": practice})
    )
    practitioner = _to(holder) if holder["resource"]["resourceType"] == "Practitioner" else {}
    return _without_blanks(
        {
            "resourceType": "PractitionerRole",
            "active": True,
            "practitioner": practitioner,
            "organization": organisation,
            "telecom": _telecom(**ways),
        }
    )


def _recipient(recipient: Recipient) -> list[Resource]:
    """Who is asked, as a practitioner or an organisation, and in which role."""
    place = {
        "line": [recipient.address] if recipient.address else [],
        "city": recipient.city,
        "state": recipient.state,
        "postalCode": recipient.postal_code,
    }
    address = [_without_blanks(place)] if any(place.values()) else []
    if recipient.kind == "clinic":
        holder = _entry(
            _without_blanks(
                {
                    "resourceType": "Organization",
                    "identifier": _npi(recipient.npi),
                    "name": recipient.name,
                    "address": address,
                }
            )
        )
    else:
        licences = [_licence(licence) for licence in recipient.licences]
        holder = _entry(
            _practitioner(recipient.name, recipient.credentials, recipient.npi, address=address, qualification=licences)
        )
    return [holder, _entry(_role(holder, phone=recipient.phone))]


def _licence(licence: ListedLicence) -> Resource:
    said = f"Acupuncture license, {licence.state}, {licence.status} as of {licence.as_of} ({licence.said_by})"
    return _without_blanks(
        {
            "identifier": [{"value": licence.number}],
            "code": {"text": said},
            "period": _without_blanks({"end": licence.expires_on}),
        }
    )


def _insured(patient: Patient) -> bool:
    return bool(patient.payer or patient.plan or patient.member_id) and patient.payer != "none"


def _coverage(letter: Letter, patient: Resource) -> Resource:
    payer, plan = PAYERS[letter.patient.payer], letter.patient.plan
    kind = _concept("plan", f"{TERMINOLOGY}/coverage-class", ("plan", "Plan"))
    return _without_blanks(
        {
            "resourceType": "Coverage",
            "status": "active",
            "type": {"text": payer},
            "subscriberId": letter.patient.member_id,
            "beneficiary": _to(patient),
            "payor": [{"display": payer}],
            "class": [{"type": kind, "value": plan}] if plan else [],
        }
    )


def _conditions(letter: Letter, patient: Resource) -> list[Resource]:
    began = letter.onset and (letter.onset.on[:7] if letter.onset.about else letter.onset.on)
    codes = [_concept(each.description, ICD10, each) for each in letter.diagnoses] or [{"text": letter.reason}]
    status = _concept("active", f"{TERMINOLOGY}/condition-clinical", ("active", "Active"))
    return [
        _without_blanks(
            {
                "resourceType": "Condition",
                "clinicalStatus": status,
                "code": code,
                "subject": _to(patient),
                "onsetDateTime": began,
                "recordedDate": letter.written_on,
            }
        )
        for code in codes
    ]


def _observations(letter: Letter, patient: Resource, sender: Resource) -> Iterator[Resource]:
    """Scores before treatment, then each precaution, red flag and cause with its answer."""
    base = letter.baseline
    said = {"resourceType": "Observation", "status": "final", "subject": _to(patient), "performer": [_to(sender)]}
    survey = [_concept("survey", f"{TERMINOLOGY}/observation-category", ("survey", "Survey"))]
    measured = said | {"category": survey, "effectiveDateTime": base.measured_on or letter.written_on}
    if base.pain is not None:
        yield measured | {
            "code": _concept(f"Pain, 0 to {WORST_PAIN}", "http://loinc.org", PAIN),
            "valueInteger": base.pain,
        }
    if base.score is not None:
        yield measured | {"code": {"text": SCALES[base.scale].name}, "valueInteger": base.score}
    for question, answer in _asked(letter):
        value = _concept("", f"{TERMINOLOGY}/v2-0532", YES_NO[answer.said])
        note = [{"text": answer.detail}] if answer.detail else []
        yield _without_blanks(
            said
            | {
                "code": {"text": question},
                "effectiveDateTime": letter.written_on,
                "valueCodeableConcept": value,
                "note": note,
            }
        )


def _asked(letter: Letter) -> Iterator[tuple[str, ScreeningAnswer]]:
    yield from ((each.label, letter.precaution(each.key)) for each in PRECAUTIONS)
    yield from ((f"Red flag: {text}", ScreeningAnswer(letter.red_flag(key))) for key, text in RED_FLAGS.items())
    yield from ((f"Cause of the pain: {CAUSES[key]}", answer) for key, answer in letter.causes.items())


def _request(letter: Letter, words: LetterWords, about: dict[str, list[Resource]]) -> Resource:
    return _without_blanks(
        {
            "resourceType": "ServiceRequest",
            "status": REQUEST_STATUS.get(letter.status, "active"),
            "intent": "order",
            "priority": letter.urgency,
            "code": {"text": words["title"]},
            "subject": about["patient"][0],
            "authoredOn": letter.written_on,
            "requester": about["sender"][0],
            "performer": about["performers"],
            "quantityQuantity": {"value": letter.visits, "unit": "visits"} if letter.visits else {},
            "reasonCode": [{"text": letter.reason}] if letter.reason else [],
            "reasonReference": about["conditions"],
            "insurance": about["coverage"],
            "supportingInfo": about["observations"],
            "note": [{"text": _note(part)} for part in sheet(letter, words).parts],
        }
    )


def _note(part: SheetSection) -> str:
    return "\n".join([part.heading, *(f"{row.label}: {row.text}" if row.label else row.text for row in part.rows)])


def _task(letter: Letter, request: Resource, about: dict[str, list[Resource]]) -> Resource:
    """What became of it. Its owner is the practitioner asked, where it is one."""
    return _without_blanks(
        {
            "resourceType": "Task",
            "status": STATUSES[letter.status].task,
            "businessStatus": _concept("", BSER_STATUS, STATUSES[letter.status].code),
            "intent": "order",
            "priority": letter.urgency,
            "code": _concept("", "http://hl7.org/fhir/CodeSystem/task-code", ("fulfill", "Fulfill the focal request")),
            "focus": request,
            "for": about["patient"][0],
            "authoredOn": letter.written_on,
            "requester": about["sender"][0],
            "owner": about["performers"][0] if len(about["performers"]) == 1 else {},
        }
    )
