"""Who practises, in a payer's directory: what its Practitioner and Organization resources state of them."""

from typing import NamedTuple

from directory.core import dates, languages
from directory.core.full_names import FullName, parse_full_name
from directory.core.in_force import holds
from directory.core.practitioner import Period
from directory.core.taxonomy import ACUPUNCTURIST
from directory.importer.record import RawLicence, RawStatement
from directory.importer.sources.plan_net.reader import ResourceReader
from directory.importer.sources.stated_name import person_named

DEGREES = "v2-0360"  # HL7's table of degrees, licences and certificates
LIMITED_WORKING = 20  # LanguageProficiencyCS counts as the ILR scale does; a lower proficiency is no help to a patient
FORMER = {"old", "maiden"}  # Practitioner.name.use
USES = ("official", "usual", "", "temp", "nickname", "anonymous")  # the name that is shown before the others


class PractitionerResource(NamedTuple):
    """Who practises: a practitioner or an organisation. taxonomies: NUCC codes of what they are qualified for.

    active: not marked as inactive.
    """

    statement: RawStatement
    active: bool
    taxonomies: tuple[str, ...]
    websites: tuple[str, ...]
    period: Period


def practitioner(reader: ResourceReader) -> PractitionerResource:
    """A Practitioner. meta.lastUpdated is when a server changed the record, not when anybody confirmed it."""
    qualifications = reader.many(reader.resource, "qualification")
    npi, names = reader.npi(), _by_use(reader)
    name = _person(reader, names[0] if names else {})
    statement = RawStatement(
        reader.number,
        npi,
        **person_named(name),
        other_last_name=_former_last_name(reader, names),
        updated_on=reader.updated()[:10],
        languages=_languages(reader),
        licences=[licence for qualification in qualifications for licence in _licence(reader, qualification)],
        facts={"gender": reader.text(reader.resource, "gender")[:1]},
    )
    degrees = [degree for qualification in qualifications for degree in _degrees(reader, qualification)]
    statement.credentials = ", ".join(dict.fromkeys(filter(None, (name.credentials, *degrees))))
    taxonomies = [code for qualification in qualifications for code in reader.taxonomies(qualification, "code")]
    period = reader.period(reader.resource)
    return PractitionerResource(statement, reader.is_active(), tuple(taxonomies), reader.addresses("url"), period)


def clinic(reader: ResourceReader) -> PractitionerResource:
    """An Organization that treats patients."""
    statement = RawStatement(
        reader.number,
        reader.npi(),
        organisation=True,
        organisation_name=reader.text(reader.resource, "name"),
        other_names=reader.many(reader.resource, "alias", str),
        updated_on=reader.updated()[:10],
    )
    period = reader.period(reader.resource)
    return PractitionerResource(statement, reader.is_active(), (), reader.addresses("url"), period)


READERS = {"Practitioner": practitioner, "Organization": clinic}  # by resourceType


def is_qualified(reader: ResourceReader) -> bool:
    """Whether a qualification names acupuncture."""
    qualifications = reader.many(reader.resource, "qualification")
    return any(ACUPUNCTURIST in reader.taxonomies(qualification, "code") for qualification in qualifications)


def _by_use(reader: ResourceReader) -> list[dict[str, object]]:
    """A practitioner's names by USES, former ones last."""
    places = {use: place for place, use in enumerate(USES)}
    return sorted(
        reader.many(reader.resource, "name"),
        key=lambda name: (_is_former(reader, name), places.get(reader.text(name, "use"), len(USES))),
    )


def _is_former(reader: ResourceReader, name: dict[str, object]) -> bool:
    """Whether a name is in use no longer, or not yet."""
    in_use = holds(*reader.period(name), dates.today())
    return reader.text(name, "use") in FORMER or not in_use


def _person(reader: ResourceReader, name: dict[str, object]) -> FullName:
    """A name by its parts where they are given, else the whole taken apart. Titles stand among its suffixes."""
    whole = parse_full_name(reader.text(name, "text"))
    given, suffixes = reader.many(name, "given", str), reader.many(name, "suffix", str)
    if family := reader.text(name, "family"):
        parts = given[0] if given else "", " ".join(given[1:]), family
    else:
        parts = whole[:3]
    return FullName(*parts, ", ".join(suffixes) or whole.suffix, "" if suffixes else whole.credentials)


def _former_last_name(reader: ResourceReader, names: list[dict[str, object]]) -> str:
    return next((reader.text(name, "family") for name in names if _is_former(reader, name)), "")


def _degrees(reader: ResourceReader, qualification: dict[str, object]) -> list[str]:
    codings = reader.codings(qualification, "code")
    return [reader.text(coding, "code") for coding in codings if reader.text(coding, "system").endswith(DEGREES)]


def _languages(reader: ResourceReader) -> list[str]:
    """The languages that a practitioner speaks well enough."""
    spoken = []
    for language in reader.many(reader.resource, "communication"):
        levels = reader.extension_codes(language, "communication-proficiency")
        if any(level.isdecimal() and int(level[:3]) < LIMITED_WORKING for level in levels):
            continue
        codings = reader.many(language, "coding")
        names = [languages.name(reader.text(coding, "code")) or reader.text(coding, "display") for coding in codings]
        spoken.append(next(filter(None, names), "") or reader.text(language, "text"))
    return spoken


def _licence(reader: ResourceReader, qualification: dict[str, object]) -> list[RawLicence]:
    """The licence behind a qualification for acupuncture. A payer is no board, so its status stays unknown."""
    if ACUPUNCTURIST not in reader.taxonomies(qualification, "code"):
        return []
    states = reader.extension_codes(qualification, "practitioner-qualification", "whereValid")
    identifiers = reader.in_use("qualification.identifier", reader.many(qualification, "identifier"))
    number = next((value for identifier in identifiers if (value := reader.text(identifier, "value"))), "")
    _, expires_on = reader.period(qualification)
    return [RawLicence(states[0], number, expires_on=expires_on or "")] if number and states else []
