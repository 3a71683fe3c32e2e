"""The letter as a FHIR Bundle: the ServiceRequest (the referral), the Task that follows it, and what both refer to.

The Task's business status is of HL7 BSeR (CodeSystem TaskBusinessStatusCS). Everything the printed letter says stands
in the ServiceRequest's notes too, so nothing is lost to a system that reads no more than these.
"""

import json
from datetime import UTC, datetime
from itertools import chain
from typing import NamedTuple

from directory.core.fhir_values import Resource, concept, without_blanks
from directory.referral.fhir import clinical, people
from directory.referral.fhir.addresses import transaction_request, with_lasting_addresses
from directory.referral.fhir.values import entry, reference
from directory.referral.letter import Letter
from directory.referral.sheet import LetterWords, SheetSection
from directory.referral.sheet_layout import letter_sheet
from directory.referral.status import STATUSES

BSER_STATUS = "http://hl7.org/fhir/us/bser/CodeSystem/TaskBusinessStatusCS"
TASK_CODE = "http://hl7.org/fhir/CodeSystem/task-code"
CATEGORY = "Referral"  # in words: the value set of codes is of SNOMED, which has terms of its own
REQUEST_STATUS = {"closed": "completed", "cancelled": "revoked"}  # else active


class _References(NamedTuple):
    """References to the other resources of a Bundle, for its ServiceRequest and Task."""

    patient: Resource
    sender: Resource
    performers: list[Resource]
    coverage: list[Resource]
    conditions: list[Resource]
    observations: list[Resource]


def fhir(letter: Letter, words: LetterWords) -> bytes:
    """The Bundle, as JSON. Its resources refer to each other by urn:uuid, the same each time."""
    return json.dumps(bundle(letter, words), ensure_ascii=False, indent=1).encode()


def fhir_transaction(letter: Letter, words: LetterWords) -> bytes:
    """The Bundle as a transaction: a server takes all of it or nothing, and a second one changes what is there."""
    made = bundle(letter, words) | {"type": "transaction"}
    made["entry"] = [each | {"request": transaction_request(each)} for each in made["entry"]]
    return json.dumps(made, ensure_ascii=False, indent=1).encode()


def bundle(letter: Letter, words: LetterWords) -> Resource:
    """A Bundle of the type collection: every resource once, each reference to one that is in it."""
    patient = entry(people.patient_resource(letter.patient, letter.referrer))
    subject = reference(patient)
    sender = entry(people.sender(letter.referrer))
    role = entry(people.sender_role(letter.referrer, reference(sender)))
    recipients = [people.recipient_entries(recipient) for recipient in letter.recipients]
    coverage = [entry(people.coverage(letter.patient, subject))] if people.is_insured(letter.patient) else []
    conditions = [entry(condition) for condition in clinical.conditions(letter, subject)]
    observations = [entry(observation) for observation in clinical.observations(letter, subject, reference(role))]
    taken = [*clinical.allergies(letter, subject), *clinical.medicines(letter, subject)]
    history = [entry(each) for each in taken]

    performers = [performer for _, performer in recipients]
    lists = (list(map(reference, each)) for each in (performers, coverage, conditions, [*observations, *history]))
    about = _References(subject, reference(role), *lists)
    request = entry(_service_request(letter, words, about))
    task = entry(_task(letter, reference(request), about))
    people_entries = [patient, sender, role, *chain.from_iterable(recipients), *coverage]
    entries = with_lasting_addresses(letter, [request, task, *people_entries, *conditions, *observations, *history])
    return {"resourceType": "Bundle", "type": "collection", "timestamp": _now(), "entry": entries}


def _now() -> str:
    """When the file is made, as an instant."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def _service_request(letter: Letter, words: LetterWords, about: _References) -> Resource:
    return without_blanks(
        resourceType="ServiceRequest",
        status=REQUEST_STATUS.get(letter.status, "active"),
        intent="order",
        priority=letter.urgency,
        category=[{"text": CATEGORY}],
        code={"text": words["title"]},
        subject=about.patient,
        occurrencePeriod=without_blanks(start=letter.written_on, end=letter.valid_until) if letter.valid_until else {},
        authoredOn=letter.written_on,
        requester=about.sender,
        performer=about.performers,
        quantityQuantity={"value": letter.visits, "unit": "visits"} if letter.visits else {},
        reasonCode=[{"text": letter.reason}] if letter.reason else [],
        reasonReference=about.conditions,
        insurance=about.coverage,
        supportingInfo=about.observations,
        note=[{"text": _note(section)} for section in letter_sheet(letter, words).parts],
    )


def _note(section: SheetSection) -> str:
    rows = (f"{row.label}: {row.text}" if row.label else row.text for row in section.rows)
    return "\n".join([section.heading, *rows])


def _task(letter: Letter, request: Resource, about: _References) -> Resource:
    """What became of the referral. Its owner is the practitioner asked, where only one is."""
    status = STATUSES[letter.status]
    return without_blanks(
        resourceType="Task",
        status=status.task,
        businessStatus=concept("", BSER_STATUS, status.code),
        intent="order",
        priority=letter.urgency,
        code=concept("", TASK_CODE, ("fulfill", "Fulfill the focal request")),
        focus=request,
        **{"for": about.patient},
        authoredOn=letter.written_on,
        restriction={"period": {"end": letter.answer_by}} if letter.answer_by else {},
        requester=about.sender,
        owner=about.performers[0] if len(about.performers) == 1 else {},
    )
