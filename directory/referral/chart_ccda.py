"""A chart's C-CDA export (HL7 CDA R2, XML) as fields of the letter's form: the same fields as from FHIR (chart.py).

The sections are told by their LOINC codes: problems, medications, allergies, payers. The file may be anybody's: a
document type, with which entities are declared, is refused unread, nothing outside it is fetched, depth is in bounds.
"""

from collections.abc import Iterator
from typing import Any

from directory.core.i18n import N_
from directory.referral.chart import LONGEST_CHART, LONGEST_VALUE, MOST_LINES, ChartFields, whole_day

HL7 = "{urn:hl7-org:v3}"
PROBLEMS, MEDICINES, ALLERGIES, PAYERS = "11450-4", "10160-0", "48765-2", "48768-6"  # LOINC
ICD10 = "2.16.840.1.113883.6.90"
SOCIAL_SECURITY = "2.16.840.1.113883.4.1"
STATUS = "33999-4"  # LOINC: of an observation that says whether a problem is active
ACTIVE = "55561003"  # SNOMED CT, as files write it
SEXES = {"F": "female", "M": "male", "UN": "other"}
ENGLISH = ("en", "en-us", "eng")
Node = Any  # an element of lxml, which brings no types


def is_xml(text: str) -> bool:
    """Whether a text is XML rather than JSON."""
    return text.lstrip("\ufeff \t\r\n").startswith("<")


def fields_of_ccda(text: str) -> ChartFields:
    """What a C-CDA document says. Raises ValueError, in words."""
    root = _parsed(text)
    roles = [each for target in root.iterchildren(f"{HL7}recordTarget") for each in target.iter(f"{HL7}patientRole")]
    if root.tag != f"{HL7}ClinicalDocument" or len(roles) != 1:
        raise ValueError(N_("The file should be a C-CDA document of one patient."))
    sections = {_code(each): each for each in root.iter(f"{HL7}section")}
    problems = list(_problems(sections.get(PROBLEMS)))
    lists = {
        "problems": [f"{words} ({code})" if code and words else words or code for words, code in problems],
        "medicines": list(_medicines(sections.get(MEDICINES))),
        "allergies": list(_allergies(sections.get(ALLERGIES))),
    }
    texts = _patient(roles[0]) | _payer(sections.get(PAYERS))
    texts |= {name: "\n".join(list(dict.fromkeys(filter(None, lines)))[:MOST_LINES]) for name, lines in lists.items()}
    codes = tuple(dict.fromkeys(code for _, code in problems if code))
    return ChartFields({name: value for name, value in texts.items() if value}, codes)


def _parsed(text: str) -> Node:
    if len(text) > LONGEST_CHART:
        raise ValueError(N_("This file is too long. Export the patient’s summary in place of the whole chart."))
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        raise ValueError(N_("This file declares a document type, which no C-CDA export has. It was not read."))
    from lxml import etree  # not on a machine that only reads

    parser = etree.XMLParser(
        resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        # Encoded anew, since a declared encoding would otherwise be believed.
        return etree.fromstring(_without_declaration(text).encode(), parser)
    except (etree.XMLSyntaxError, UnicodeEncodeError, ValueError):
        raise ValueError(
            N_("This is no XML that can be read. Export the chart as C-CDA, or in FHIR R4 as JSON.")
        ) from None


def _without_declaration(text: str) -> str:
    text = text.lstrip("\ufeff \t\r\n")
    return text.partition("?>")[2] if text.startswith("<?xml") else text


def _value(text: str | None) -> str:
    """A text in one line and in bounds."""
    return " ".join((text or "").split())[:LONGEST_VALUE]


def _child(node: Node, *path: str) -> Node:
    """The first descendant by a path of names, None where there is none."""
    for name in path:
        node = None if node is None else node.find(f"{HL7}{name}")
    return node


def _get(node: Node, name: str) -> str:
    return "" if node is None else _value(node.get(name))


def _code(node: Node) -> str:
    return _get(_child(node, "code"), "code")


def _words(node: Node, section: Node) -> str:
    """A coded value in words: as displayed, else as originally written, in place or in the section's text."""
    if node is None:
        return ""
    original = _child(node, "originalText")
    written = "" if original is None else _value("".join(original.itertext()))
    return _get(node, "displayName") or written or _referred(_get(_child(original, "reference"), "value"), section)


def _referred(reference: str, section: Node) -> str:
    if not reference.startswith("#"):
        return ""
    found = next((each for each in section.iter() if each.get("ID") == reference[1:]), None)
    return "" if found is None else _value("".join(found.itertext()))


def _observations(section: Node) -> Iterator[tuple[Node, Node]]:
    """The concerns of a section that are active, each with what it observes."""
    if section is None:
        return
    for entry in section.iterchildren(f"{HL7}entry"):
        act = _child(entry, "act")
        if act is None or _get(_child(act, "statusCode"), "code") not in ("active", ""):
            continue
        for related in act.iterchildren(f"{HL7}entryRelationship"):
            observed = _child(related, "observation")
            if observed is not None and _holds(observed):
                yield act, observed


def _holds(observed: Node) -> bool:
    """Whether what was observed is so now: not denied, not ended, not called inactive."""
    ended = _child(observed, "effectiveTime", "high")
    statuses = [
        _get(_child(each, "observation", "value"), "code")
        for each in observed.iterchildren(f"{HL7}entryRelationship")
        if _code(_child(each, "observation")) == STATUS
    ]
    return observed.get("negationInd") != "true" and not _get(ended, "value") and set(statuses) <= {ACTIVE, ""}


def _problems(section: Node) -> Iterator[tuple[str, str]]:
    """Each problem in words, and its ICD-10-CM code, "" where it has none."""
    for _act, observed in _observations(section):
        value = _child(observed, "value")
        if value is not None:
            coded = (value, *value.iterchildren(f"{HL7}translation"))
            codes = [_get(each, "code") for each in coded if each.get("codeSystem") == ICD10]
            yield _words(value, section), next(iter(codes), "")


def _medicines(section: Node) -> Iterator[str]:
    for given in () if section is None else section.iter(f"{HL7}substanceAdministration"):
        if _get(_child(given, "statusCode"), "code") != "active" or given.get("negationInd") == "true":
            continue
        material = _child(given, "consumable", "manufacturedProduct", "manufacturedMaterial")
        dose = _child(given, "doseQuantity")
        amount = " ".join(part for part in (_get(dose, "value"), _get(dose, "unit")) if part and part != "1")
        name = _words(_child(material, "code"), section) or _text_of(_child(material, "name"))
        yield f"{name}: {amount}" if name and amount else name


def _text_of(node: Node) -> str:
    return "" if node is None else _value("".join(node.itertext()))


def _allergies(section: Node) -> Iterator[str]:
    for _act, observed in _observations(section):
        entity = _child(observed, "participant", "participantRole", "playingEntity")
        name = _words(_child(entity, "code"), section) or _text_of(_child(entity, "name"))
        reactions = (
            _words(_child(each, "observation", "value"), section)
            for each in observed.iterchildren(f"{HL7}entryRelationship")
            if each.get("typeCode") == "MFST"
        )
        reaction = next(filter(None, reactions), "")
        yield f"{name} ({reaction})" if name and reaction else name


def _patient(role: Node) -> dict[str, str]:
    patient, address = _child(role, "patient"), _child(role, "addr")
    name = _child(patient, "name")
    telecom = [each.get("value", "") for each in role.iterchildren(f"{HL7}telecom")]
    numbers = [each for each in role.iterchildren(f"{HL7}id") if each.get("root") != SOCIAL_SECURITY]
    language = _get(_child(patient, "languageCommunication", "languageCode"), "code")
    return {
        "patient_name": " ".join(_parts(name, "given") + _parts(name, "family"))[:LONGEST_VALUE],
        "born_on": _born(_get(_child(patient, "birthTime"), "value")),
        "sex": SEXES.get(_get(_child(patient, "administrativeGenderCode"), "code"), ""),
        "patient_phone": _way(telecom, "tel:"),
        "patient_email": _way(telecom, "mailto:"),
        "patient_address": _address(address),
        "record_number": next((_get(each, "extension") for each in numbers if each.get("extension")), ""),
        "patient_language": "" if language.lower() in ENGLISH else language,
    }


def _parts(node: Node, name: str) -> list[str]:
    """The texts of the children of a name, in order."""
    return [] if node is None else list(filter(None, (_text_of(each) for each in node.iterchildren(f"{HL7}{name}"))))


def _way(telecom: list[str], scheme: str) -> str:
    return next((_value(each[len(scheme) :]) for each in telecom if each.lower().startswith(scheme)), "")


def _born(time: str) -> str:
    return whole_day(f"{time[:4]}-{time[4:6]}-{time[6:8]}")


def _address(address: Node) -> str:
    town = " ".join(text for name in ("city", "state", "postalCode") for text in _parts(address, name)[:1])
    return "\n".join(part for part in (*_parts(address, "streetAddressLine")[:3], town) if part)


def _payer(section: Node) -> dict[str, str]:
    """The first policy of the payers' section; which kind of payer it is, the physician says."""
    for act in () if section is None else section.iter(f"{HL7}act"):
        covered = [each for each in act.iterchildren(f"{HL7}participant") if each.get("typeCode") == "COV"]
        if covered:
            payer = _child(act, "performer", "assignedEntity", "representedOrganization", "name")
            return {
                "member_id": _get(_child(covered[0], "participantRole", "id"), "extension"),
                "plan": _text_of(payer),
            }
    return {}
