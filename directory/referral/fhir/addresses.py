"""Addresses that stay: the same letter made twice has the same urn:uuid for each resource, which is its identifier too.

So whoever takes the file a second time finds what they have, and changes it in place of doubling it.
"""

import json
from collections import Counter
from dataclasses import replace
from hashlib import sha256
from typing import Any
from uuid import UUID, uuid5

from pydantic import TypeAdapter

from directory.core.fhir_values import NPI, Resource
from directory.referral.letter import Letter

NAMESPACE = UUID("6f1c2f0e-7f0b-5a53-9d0b-3b0f7a4c9a11")  # of this program's letters; any fixed one would do
URI = "urn:ietf:rfc:3986"  # the system of identifiers that are addresses
# Fields that later versions added: with them, each letter of before would have other addresses.
LATER: Any = {"logo": True, "recipients": {"__all__": {"fax", "fax_said_by", "fax_as_of"}}}
_JSON = TypeAdapter(Letter)


def with_lasting_addresses(letter: Letter, entries: list[Resource]) -> list[Resource]:
    """The entries under addresses that follow from the letter, each with its address among its identifiers."""
    said = replace(letter, status="", reply_link="", attestation=None)
    seed = sha256(_JSON.dump_json(said, exclude=LATER)).hexdigest()
    text, counts = json.dumps(entries), Counter[str]()
    for each in entries:
        name = _name(letter, each["resource"], seed)
        counts[name] += 1
        text = text.replace(each["fullUrl"], uuid5(NAMESPACE, f"{name} {counts[name]}").urn)
    renamed: list[Resource] = json.loads(text)
    for each in renamed:
        known = each["resource"].get("identifier", [])
        each["resource"]["identifier"] = [*known, {"system": URI, "value": each["fullUrl"]}]
    return renamed


def _name(letter: Letter, resource: Resource, seed: str) -> str:
    """What an address follows from: the NPI; a patient's record number at the sender's; else the letter."""
    kind = resource["resourceType"]
    if npi := _npi(resource):
        return f"npi {npi}"
    sender, patient = letter.referrer, letter.patient
    if kind == "Patient" and patient.record_number and sender.npi:
        return f"{sender.npi} {patient.record_number} {patient.born_on}"
    return f"{seed} {kind}"


def _npi(resource: Resource) -> str:
    numbers = (each["value"] for each in resource.get("identifier", []) if each.get("system") == NPI)
    return next(numbers, "")


def transaction_request(each: Resource) -> Resource:
    """How a server takes an entry: whom an NPI names is made where nobody has it, all else is put in its own place.

    A patient is known again by the letter's own identifier only: a record number of another practice may be the same.
    """
    kind = each["resource"]["resourceType"]
    if npi := _npi(each["resource"]):
        return {"method": "POST", "url": kind, "ifNoneExist": f"identifier={NPI}|{npi}"}
    return {"method": "PUT", "url": f"{kind}?identifier={URI}|{each['fullUrl']}"}
