"""Reading a resource of a payer's directory (HL7 Da Vinci PDex Plan-Net): its codes, extensions and references.

Codes and rules are those of the guide's version 1.2 (https://hl7.org/fhir/us/davinci-pdex-plan-net). Extensions are
known by the last part of their address, so that every version of the guide is read.
"""

import re
from calendar import monthrange
from collections.abc import Iterator
from functools import lru_cache

from directory.core import dates, phones
from directory.core.i18n import N_
from directory.core.in_force import holds
from directory.core.periods import ALWAYS
from directory.core.practitioner import Period
from directory.core.taxonomy import ACUPUNCTURIST
from directory.importer.cleaning import clean, cleaned
from directory.importer.formats.fhir import NamedResource, target
from directory.importer.formats.json_values import Values
from directory.importer.sources.plan_net.endings import NOT_IN_USE

TAXONOMY = re.compile(r"\d{3}[0-9A-Z]{6}X", re.ASCII)  # a NUCC code, whatever its system is called
ACUPUNCTURE = re.compile(r"\bacupunct", re.IGNORECASE)
INACTIVE = (False, "false")  # some servers write it as text
NOT_IN_FORCE = {"inactive", "retired", "entered-in-error", "draft", "suspended"}  # status of Location, InsurancePlan
NPI_SYSTEMS = {"us-npi", "npi"}  # the last part of their addresses
NPI_HOSTS = ("nppes.cms.hhs.gov", "npiregistry.cms.hhs.gov")
NPI_OID = "2.16.840.1.113883.4.6"
NOT_FOR_PATIENTS = {"old", "home", "billing"}  # ContactPoint.use, Address.use
LATER = ("mobile", "temp")  # after those of work, or without a use
UNRANKED = 1 << 10  # ContactPoint.rank of those without one
DAY = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:[T ].*)?)?)?", re.ASCII)  # a year, a month, a day or a moment

Reference = tuple[str, str]  # the name of a resource, and how the one that refers to it shows it


class ResourceReader(Values):
    """Reads one resource. name: by which others refer to it, "" where it has none. resource_type: its resourceType."""

    def __init__(self, found: NamedResource):
        super().__init__(found.number)
        self.resource: dict[str, object] = found.resource
        self.name, self.resource_type = found.names[0], found.type

    def references(self, holder: dict[str, object], field: str) -> tuple[Reference, ...]:
        """The resources that a field refers to."""
        written = self.many(holder, field)
        return tuple((target(reference, self.name), self.label(reference, "display")) for reference in written)

    def label(self, holder: dict[str, object], field: str) -> str:
        """A text that is shown as it is."""
        return clean(self.text(holder, field))

    def names(self, field: str) -> tuple[str, ...]:
        """The names of the resources that a field refers to."""
        return tuple(name for name, _ in self.references(self.resource, field) if name)

    def extensions(self, holder: dict[str, object], name: str) -> list[dict[str, object]]:
        """The extensions of this name."""
        extensions = self.many(holder, "extension")
        return [extension for extension in extensions if self.text(extension, "url").rpartition("/")[2] == name]

    def extension_codes(self, holder: dict[str, object], name: str, *inner_names: str) -> list[str]:
        """The codes in the extensions of this name; with inner_names, in the extensions within them."""
        extensions = self.extensions(holder, name)
        if inner_names:
            return [code for extension in extensions for code in self.extension_codes(extension, *inner_names)]
        return [code for extension in extensions for code in self.codes(extension, "valueCodeableConcept")]

    def codings(self, holder: dict[str, object], field: str) -> Iterator[dict[str, object]]:
        """The codings of the concepts in a field."""
        for concept in self.many(holder, field):
            yield from self.many(concept, "coding")

    def codes(self, holder: dict[str, object], field: str) -> list[str]:
        """The codes of the concepts in a field, whatever their systems."""
        return [self.text(coding, "code") for coding in self.codings(holder, field)]

    def taxonomies(self, holder: dict[str, object], field: str) -> list[str]:
        """NUCC codes of the concepts in a field; a concept that names acupuncture in words has its code too."""
        return [code for concept in self.many(holder, field) for code in self._concept_taxonomies(concept)]

    def _concept_taxonomies(self, concept: dict[str, object]) -> list[str]:
        codings = self.many(concept, "coding")
        codes = [code for coding in codings if TAXONOMY.fullmatch(code := self.text(coding, "code"))]
        words = " ".join([self.text(concept, "text"), *(self.text(coding, "display") for coding in codings)])
        return codes or ([ACUPUNCTURIST] if ACUPUNCTURE.search(words) else [])

    def accepting(self) -> bool | None:
        """Whether new patients are accepted, by any of the networks that it distinguishes; None where it is silent."""
        codes = self.extension_codes(self.resource, "newpatients", "acceptingPatients")
        return "newpt" in codes if codes else None

    def phone(self) -> str:
        """The telephone number in use to call: one that can be read, of work before others, that lasts, by rank; ""."""
        return min(self._telecoms("phone"), key=_is_unreadable, default="")

    def addresses(self, system: str) -> tuple[str, ...]:
        """The addresses in use, of the web ("url"), of mail ("email") or of faxes ("fax")."""
        return tuple(self._telecoms(system))

    def _telecoms(self, system: str) -> list[str]:
        telecoms = self.many(self.resource, "telecom")
        of_system = [telecom for telecom in telecoms if self.text(telecom, "system").lower() == system]
        used = sorted(self.in_use("telecom", of_system), key=_turn)
        return [value for telecom in used if (value := self.text(telecom, "value"))]

    def npi(self) -> str:
        """The NPI in use among the identifiers, "" where there is none."""
        identifiers = self.many(self.resource, "identifier")
        npis = [each for each in identifiers if _is_npis(self.text(each, "system")) or _is_called_npi(self, each)]
        return next((cleaned("npi", self.text(each, "value")) for each in self.in_use("identifier", npis)), "")

    def in_use(self, field: str, elements: list[dict[str, object]]) -> list[dict[str, object]]:
        """Those of some elements of a field that are in use today, by their use and their period; notes the others."""
        today = dates.today()
        used = []
        for each in elements:
            if self.text(each, "use") not in NOT_FOR_PATIENTS and holds(*self.period(each), today):
                used.append(each)
            else:
                self.note(field, self.text(each, "value") or self.text(each, "city"), NOT_IN_USE)
        return used

    def is_active(self) -> bool:
        """Whether it is not marked as inactive."""
        return self.resource.get("active") not in INACTIVE and self.text(self.resource, "status") not in NOT_IN_FORCE

    def period(self, holder: dict[str, object]) -> Period:
        """When something is in force: its period, or that of the guide's extensions (practitioner-period …)."""
        if holder.keys().isdisjoint(("period", "extension")):
            return ALWAYS  # as most of millions are
        written = self.one(holder, "period")
        for extension in () if written else self.many(holder, "extension"):
            if self.text(extension, "url").endswith("-period"):
                written = self.one(extension, "valuePeriod")
        return self._day(written, "start"), self._day(written, "end")

    def _day(self, period: dict[str, object], side: str) -> str | None:
        """The first day of a period's start, the last of its end; None where it is open, or no date."""
        text = self.text(period, side).strip()
        if not text:
            return None
        try:
            return _first_or_last_day(text, side)
        except ValueError:
            self.note(f"period.{side}", text, N_("not a date: left out"))
            return None

    def updated(self) -> str:
        """When the server last changed it, in UTC; "" where it does not tell, or tells a time to come."""
        try:
            moment = dates.instant(self.text(self.one(self.resource, "meta"), "lastUpdated"))
        except ValueError:
            return ""
        return moment if moment[:10] <= dates.today() else ""


def _is_called_npi(reader: ResourceReader, identifier: dict[str, object]) -> bool:
    """Whether an identifier's type, by its code or its text, is an NPI."""
    return "NPI" in (*reader.codes(identifier, "type"), reader.text(reader.one(identifier, "type"), "text"))


def _turn(telecom: dict[str, object]) -> tuple[bool, bool, int]:
    """The place of a telecom among those in use; one that will end comes after those that last."""
    rank, period = telecom.get("rank"), telecom.get("period")
    ends = isinstance(period, dict) and bool(period.get("end"))
    return telecom.get("use") in LATER, ends, rank if isinstance(rank, int) and rank > 0 else UNRANKED


def _is_unreadable(number: str) -> bool:
    try:
        return not phones.normalised(clean(number))
    except ValueError:
        return True


@lru_cache(1 << 10)  # the same few for millions
def _is_npis(system: str) -> bool:
    """Whether an identifier's system is that of NPIs, by its address or its OID."""
    system = system.strip().rstrip("/#").lower()
    host, last = system.partition("//")[2].partition("/")[0], re.split("[/:#]", system)[-1]
    return last in NPI_SYSTEMS or last == NPI_OID or host in NPI_HOSTS


def _first_or_last_day(text: str, side: str) -> str | None:
    """The day that a date or a part of one stands for at a side of a period; None for one such as 9999-12-31.

    Raises ValueError where it is no date.
    """
    if not (match := DAY.fullmatch(text)):
        raise ValueError
    year, month, day = match.groups()
    month = month or ("01" if side == "start" else "12")
    if int(year) not in dates.REAL_YEARS:
        return None
    last = f"{monthrange(int(year), int(month))[1]:02}" if 1 <= int(month) <= 12 else ""
    return dates.iso(f"{year}-{month}-{day or ('01' if side == 'start' else last)}")
