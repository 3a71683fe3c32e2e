"""A made-up chart in C-CDA, with what is over, denied and of no use beside what a letter can use."""

HEADER = """<?xml version="1.0" encoding="UTF-8"?>
<ClinicalDocument xmlns="urn:hl7-org:v3" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
"""
PATIENT = """<recordTarget><patientRole>
<id root="2.16.840.1.113883.4.1" extension="000-00-0000"/><id root="2.16.840.1.113883.19.5" extension="MRN-0042"/>
<addr use="HP"><streetAddressLine>9 Elm Ct</streetAddressLine><city>San Diego</city><state>CA</state>
<postalCode>92101</postalCode></addr>
<telecom value="tel:+1(619)555-0144" use="HP"/><telecom value="mailto:maria@home.example"/>
<patient><name use="L"><given>María</given><given>Luz</given><family>Nguyễn</family></name>
<administrativeGenderCode code="F" codeSystem="2.16.840.1.113883.5.1"/><birthTime value="19580315"/>
<languageCommunication><languageCode code="es"/></languageCommunication></patient></patientRole></recordTarget>
"""
AUTHOR = "<author><assignedAuthor><id extension='CANARY-AUTHOR'/></assignedAuthor></author>"


def section(code, *entries, text=""):
    inner = "".join(f"<entry>{each}</entry>" for each in entries)
    return f'<component><section><code code="{code}"/><text>{text}</text>{inner}</section></component>'


def concern(observation, status="active"):
    return (
        f'<act classCode="ACT" moodCode="EVN"><statusCode code="{status}"/>'
        f'<entryRelationship typeCode="SUBJ">{observation}</entryRelationship></act>'
    )


def problem(words, icd10="", high="", negated="", status=""):
    translation = f'<translation code="{icd10}" codeSystem="2.16.840.1.113883.6.90"/>' if icd10 else ""
    said = (
        f'<entryRelationship typeCode="REFR"><observation><code code="33999-4"/><value code="{status}"/></observation>'
        "</entryRelationship>"
        if status
        else ""
    )
    return (
        f'<observation {negated}><effectiveTime><low value="20260101"/>{high}</effectiveTime>'
        f'<value xsi:type="CD" code="1" codeSystem="2.16.840.1.113883.6.96" displayName="{words}">{translation}</value>'
        f"{said}</observation>"
    )


def medicine(words, status="active", dose=""):
    return (
        f'<substanceAdministration classCode="SBADM" moodCode="INT"><statusCode code="{status}"/>{dose}<consumable>'
        f'<manufacturedProduct><manufacturedMaterial><code code="1" displayName="{words}"/></manufacturedMaterial>'
        "</manufacturedProduct></consumable></substanceAdministration>"
    )


def allergy(code, reaction="", negated=""):
    shown = (
        f'<entryRelationship typeCode="MFST"><observation><value displayName="{reaction}"/></observation>'
        "</entryRelationship>"
        if reaction
        else ""
    )
    return (
        f"<observation {negated}><participant><participantRole><playingEntity>{code}</playingEntity></participantRole>"
        f"</participant>{shown}</observation>"
    )


BY_REFERENCE = '<code code="2"><originalText><reference value="#a1"/></originalText></code>'
POLICY = """<act><entryRelationship typeCode="COMP"><act><performer typeCode="PRF"><assignedEntity>
<representedOrganization><name>Part B</name></representedOrganization></assignedEntity></performer>
<participant typeCode="COV"><participantRole>
<id extension="1EG4-TE5-MK73"/></participantRole></participant></act></entryRelationship></act>"""
SECTIONS = (
    section(
        "11450-4",
        concern(problem("Low back pain", "M54.50")),
        concern(problem("Sciatica", "M54.30"), "completed"),
        concern(problem("Pneumonia", "J18.9", high='<high value="20260301"/>')),
        concern(problem("Diabetes", "E11.9", negated='negationInd="true"')),
        concern(problem("Asthma", "J45.909", status="73425007")),
        concern(problem("Hypertension", status="55561003")),
    ),
    section(
        "10160-0",
        medicine("Apixaban 5 MG Oral Tablet", dose='<doseQuantity value="1"/>'),
        medicine("Insulin glargine", dose='<doseQuantity value="20" unit="[iU]"/>'),
        medicine("Naproxen", "completed"),
    ),
    section(
        "48765-2",
        concern(allergy('<code code="1" displayName="Penicillin"/>', "rash")),
        concern(allergy(BY_REFERENCE)),
        concern(allergy('<code code="3" displayName="Sulfa"/>', negated='negationInd="true"')),
        text='<list><item ID="a1">Latex gloves</item></list>',
    ),
    section("48768-6", POLICY),
    section("29762-2", "<observation><value>CANARY-SOCIAL</value></observation>"),
)


def document(*parts, patient=PATIENT):
    body = "".join(parts or SECTIONS)
    return f"{HEADER}{patient}{AUTHOR}<component><structuredBody>{body}</structuredBody></component></ClinicalDocument>"
