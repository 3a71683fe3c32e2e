"""Who a letter is about, from and to: Patient, Coverage, and Practitioners or Organizations with their roles.

What US Core 6 and 7 want of each is there; tests/referral/test_us_core.py has their rules.
"""

from uuid import uuid5

from nameparser import HumanName

from directory.core.fhir_values import TERMINOLOGY, Resource, concept, without_blanks
from directory.referral.fhir.addresses import NAMESPACE
from directory.referral.fhir.values import entry, npi_identifier, reference, telecom
from directory.referral.letter import Patient, Recipient, RecipientLicence, Referrer
from directory.referral.questions import PAYERS

INTERPRETER = "http://hl7.org/fhir/StructureDefinition/patient-interpreterRequired"


def patient_resource(patient: Patient, referrer: Referrer) -> Resource:
    """The Patient, known by the number of the sender's records."""
    language = without_blanks(text=patient.language or ("Interpreter needed" if patient.interpreter else ""))
    return without_blanks(
        resourceType="Patient",
        extension=[{"url": INTERPRETER, "valueBoolean": True}] if patient.interpreter else [],
        identifier=_record_number(patient, referrer),
        name=human_name(patient.name),
        gender=patient.sex or "unknown",
        birthDate=patient.born_on,
        telecom=telecom(phone=patient.phone, email=patient.email),
        address=[{"text": patient.address}] if patient.address else [],
        communication=[{"language": language, "preferred": True}] if language else [],
    )


def _record_number(patient: Patient, referrer: Referrer) -> list[Resource]:
    """The sender's number of the patient's record, as an Identifier. Its system is an address of the sender's own."""
    if not patient.record_number:
        return []
    number = concept("", f"{TERMINOLOGY}/v2-0203", ("MR", "Medical record number"))
    system = uuid5(NAMESPACE, f"records of {referrer.npi or referrer.practice or referrer.name}").urn
    return [{"type": number, "system": system, "value": patient.record_number}]


def human_name(name: str, credentials: str = "") -> list[Resource]:
    """A HumanName as typed, with what is likely the family name and the given names."""
    parsed = HumanName(name)
    given = [part for part in (*parsed.first.split(), *parsed.middle.split()) if part]
    return [
        without_blanks(
            text=name,
            family=parsed.last or name,
            given=given if parsed.last else [],
            suffix=[credentials] if credentials else [],
        )
    ]


def is_insured(patient: Patient) -> bool:
    """Whether the letter says anything of an insurance."""
    return bool(patient.payer or patient.plan or patient.member_id) and patient.payer != "none"


def coverage(patient: Patient, beneficiary: Resource) -> Resource:
    """The Coverage. beneficiary: a reference to the Patient."""
    payer = PAYERS[patient.payer]
    plan_class = concept("plan", f"{TERMINOLOGY}/coverage-class", ("plan", "Plan"))
    return without_blanks(
        resourceType="Coverage",
        status="active",
        type={"text": payer},
        subscriberId=patient.member_id,
        beneficiary=beneficiary,
        relationship={"text": "Not stated"},  # of the patient to whoever holds the policy
        payor=[{"display": payer}],
        **{"class": [{"type": plan_class, "value": patient.plan}] if patient.plan else []},
    )


def sender(referrer: Referrer) -> Resource:
    """The Practitioner who signs."""
    lines = [line for line in referrer.signature.splitlines() if line.strip()]
    return without_blanks(
        resourceType="Practitioner",
        identifier=npi_identifier(referrer.npi),
        name=human_name(referrer.name, referrer.credentials),
        address=[{"text": referrer.address}] if referrer.address else [],
        qualification=[{"code": {"text": line}} for line in lines],
    )


def sender_role(referrer: Referrer, practitioner: Resource) -> Resource:
    """The sender's PractitionerRole. practitioner: a reference to `sender`."""
    return without_blanks(
        resourceType="PractitionerRole",
        active=True,
        practitioner=practitioner,
        organization=without_blanks(display=referrer.practice),
        telecom=telecom(phone=referrer.phone, fax=referrer.fax, email=referrer.email),
    )


def recipient_entries(recipient: Recipient) -> tuple[Resource, Resource]:
    """Who is asked, as the entries of a Practitioner or Organization and of their PractitionerRole."""
    holder = entry(_organization(recipient) if recipient.kind == "clinic" else _practitioner(recipient))
    element = "organization" if recipient.kind == "clinic" else "practitioner"
    role = without_blanks(
        resourceType="PractitionerRole",
        active=True,
        **{element: reference(holder)},
        telecom=telecom(phone=recipient.phone, fax=recipient.fax),
    )
    return holder, entry(role)


def _organization(recipient: Recipient) -> Resource:
    return without_blanks(
        resourceType="Organization",
        identifier=npi_identifier(recipient.npi),
        name=recipient.name,
        address=_address(recipient),
    )


def _practitioner(recipient: Recipient) -> Resource:
    return without_blanks(
        resourceType="Practitioner",
        identifier=npi_identifier(recipient.npi),
        name=human_name(recipient.name, recipient.credentials),
        address=_address(recipient),
        qualification=[_qualification(licence) for licence in recipient.licences],
    )


def _address(recipient: Recipient) -> list[Resource]:
    address = without_blanks(
        line=[recipient.address] if recipient.address else [],
        city=recipient.city,
        state=recipient.state,
        postalCode=recipient.postal_code,
    )
    return [address] if address else []


def _qualification(licence: RecipientLicence) -> Resource:
    status = f"{licence.status} as of {licence.as_of} ({licence.said_by})"
    return without_blanks(
        identifier=[{"value": licence.number}],
        code={"text": f"Acupuncture license, {licence.state}, {status}"},
        period=without_blanks(end=licence.expires_on),
    )
