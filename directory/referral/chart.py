"""A chart's FHIR export as fields of the letter's form: the patient, who insures, problems, medicines, allergies.

What is inactive, refuted or entered in error is left out. Nothing is chosen for the physician: a problem is offered as
a diagnosis, not ticked. The file may be anybody's: it is read as text, in bounds, and nothing in it is followed.
"""

import json
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from directory.core.dates import iso
from directory.core.i18n import N_

LONGEST_CHART = 1_500_000  # characters
MOST_RESOURCES = 2_000
MOST_LINES = 60  # of problems, medicines, allergies
LONGEST_VALUE = 300  # characters
ICD10 = "http://hl7.org/fhir/sid/icd-10-cm"
WANTED = ("Patient", "Coverage", "Condition", "MedicationRequest", "AllergyIntolerance")
NOT_SO = {"refuted", "entered-in-error"}
SEXES = ("female", "male", "other")


class ChartFields(NamedTuple):
    """texts: by the names of the form's fields; codes: ICD-10-CM codes of the problems, to offer."""

    texts: dict[str, str]
    codes: tuple[str, ...]


def fields_of_chart(text: str) -> ChartFields:
    """What a Bundle, a resource, or lines of resources (NDJSON) say. Raises ValueError, in words."""
    resources = _resources(text)
    patients = [each for each in resources if each["resourceType"] == "Patient"]
    if len(patients) != 1:
        raise ValueError(N_("The file should have one patient. Export one chart, in FHIR R4 as JSON."))
    kinds = {kind: [each for each in resources if each["resourceType"] == kind] for kind in WANTED}
    conditions = [each for each in kinds["Condition"] if _holds(each)]
    problems = [_concept(each.get("code"), with_code=True) for each in conditions]
    medicines = [_medicine(each) for each in kinds["MedicationRequest"] if _text(each, "status") == "active"]
    allergies = [_allergy(each) for each in kinds["AllergyIntolerance"] if _holds(each)]
    lists = {"problems": problems, "medicines": medicines, "allergies": allergies}
    texts = _patient(patients[0]) | _coverage(kinds["Coverage"])
    texts |= {name: "\n".join(list(dict.fromkeys(filter(None, lines)))[:MOST_LINES]) for name, lines in lists.items()}
    codes = dict.fromkeys(code for each in conditions for code in _codes(each))
    return ChartFields({name: value for name, value in texts.items() if value}, tuple(codes))


def _resources(text: str) -> list[dict[str, Any]]:
    if len(text) > LONGEST_CHART:
        raise ValueError(N_("This file is too long. Export the patient’s summary in place of the whole chart."))
    found = [each for each in _unpacked(_parsed(text)) if each.get("resourceType") in WANTED]
    if len(found) > MOST_RESOURCES:
        raise ValueError(N_("This file is too long. Export the patient’s summary in place of the whole chart."))
    return found


def _parsed(text: str) -> list[Any]:
    """The JSON values of a text: one, or one a line."""
    try:
        return [json.loads(text)]
    except (ValueError, RecursionError):
        pass
    try:
        return [json.loads(line) for line in text.splitlines() if line.strip()]
    except (ValueError, RecursionError):
        raise ValueError(N_("This is not FHIR as JSON. Export the chart in FHIR R4 as JSON.")) from None


def _unpacked(values: Iterable[Any]) -> Iterator[dict[str, Any]]:
    for value in values:
        if isinstance(value, dict) and value.get("resourceType") == "Bundle":
            yield from (
                each["resource"] for each in _dicts(value.get("entry")) if isinstance(each.get("resource"), dict)
            )
        elif isinstance(value, dict):
            yield value


def _dicts(value: Any) -> list[dict[str, Any]]:
    """The objects in what may be a list."""
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def _texts(value: Any) -> list[str]:
    """The texts in what may be a list."""
    return [each[:LONGEST_VALUE] for each in value if isinstance(each, str)] if isinstance(value, list) else []


def _first(value: Any) -> dict[str, Any]:
    return next(iter(_dicts(value)), {})


def _text(resource: dict[str, Any], name: str) -> str:
    """A text of a resource in one line and in bounds, "" where there is none."""
    value = resource.get(name)
    return " ".join(value.split())[:LONGEST_VALUE] if isinstance(value, str) else ""


def _holds(resource: dict[str, Any]) -> bool:
    """Whether a problem or an allergy is one now: not resolved, refuted or entered in error."""
    clinical, verified = (
        {_text(code, "code") for code in _dicts(_dict(resource.get(name)).get("coding"))}
        for name in ("clinicalStatus", "verificationStatus")
    )
    return not (verified & NOT_SO) and (not clinical or bool(clinical & {"active", "recurrence", "relapse"}))


def _dict(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _concept(value: Any, with_code: bool = False) -> str:
    """A CodeableConcept in words, its ICD-10-CM code behind it."""
    codings = _dicts(_dict(value).get("coding"))
    words = _text(_dict(value), "text") or next((_text(each, "display") for each in codings if each.get("display")), "")
    code = next((_text(each, "code") for each in codings if each.get("system") == ICD10), "")
    return f"{words} ({code})" if with_code and code and words else words or code


def _codes(condition: dict[str, Any]) -> list[str]:
    codings = _dicts(_dict(condition.get("code")).get("coding"))
    return [_text(each, "code") for each in codings if each.get("system") == ICD10]


def _medicine(request: dict[str, Any]) -> str:
    dose = _text(_first(request.get("dosageInstruction")), "text")
    name = _concept(request.get("medicationCodeableConcept")) or _text(
        _dict(request.get("medicationReference")), "display"
    )
    return f"{name}: {dose}" if name and dose else name


def _allergy(allergy: dict[str, Any]) -> str:
    reaction = _concept(_first(_first(allergy.get("reaction")).get("manifestation")))
    name = _concept(allergy.get("code"))
    return f"{name} ({reaction})" if name and reaction else name


def _patient(patient: dict[str, Any]) -> dict[str, str]:
    names = _dicts(patient.get("name"))
    name = next((each for each in names if each.get("use") == "official"), _first(names))
    given = _texts(name.get("given"))
    telecom = {_text(each, "system"): _text(each, "value") for each in reversed(_dicts(patient.get("telecom")))}
    address = _first(patient.get("address"))
    gender = _text(patient, "gender")
    return {
        "patient_name": _text(name, "text") or " ".join([*given, _text(name, "family")]).strip()[:LONGEST_VALUE],
        "born_on": whole_day(_text(patient, "birthDate")),
        "sex": gender if gender in SEXES else "",
        "patient_phone": telecom.get("phone", ""),
        "patient_email": telecom.get("email", ""),
        "patient_address": _text(address, "text") or _address(address),
        "record_number": _record_number(patient),
        "patient_language": _language(patient),
    }


def whole_day(text: str) -> str:
    """A birth date as a form takes it; "" where it is no whole day."""
    try:
        return iso(text) if len(text) == len("1958-03-15") else ""
    except ValueError:
        return ""


def _address(address: dict[str, Any]) -> str:
    lines = _texts(address.get("line"))
    town = " ".join(
        part for part in (_text(address, "city"), _text(address, "state"), _text(address, "postalCode")) if part
    )
    return "\n".join(part[:LONGEST_VALUE] for part in (*lines[:3], town) if part)


def _record_number(patient: dict[str, Any]) -> str:
    for each in _dicts(patient.get("identifier")):
        kinds = {_text(code, "code") for code in _dicts(_dict(each.get("type")).get("coding"))}
        if "MR" in kinds:
            return _text(each, "value")
    return ""


def _language(patient: dict[str, Any]) -> str:
    language = _concept(_first(patient.get("communication")).get("language"))
    return "" if language.lower() in ("english", "en", "en-us") else language


def _coverage(coverages: list[dict[str, Any]]) -> dict[str, str]:
    """The first coverage that is active; which kind of payer it is, the physician says."""
    active = next((each for each in coverages if _text(each, "status") in ("active", "")), {})
    plan = _text(_first(active.get("class")), "name") or _text(_first(active.get("payor")), "display")
    return {"member_id": _text(active, "subscriberId"), "plan": plan}
