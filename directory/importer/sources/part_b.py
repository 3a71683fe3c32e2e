"""Medicare Physician & Other Practitioners, by Provider and Service (data.cms.gov, yearly): who billed it for what.

Some 10 million rows, 3 GB; those with CPT codes of acupuncture matter here. 20560 and 20561 are dry needling, and
passed over. The layout is CMS's data dictionary as public programs read it; no real file was at hand. Numbers under 11
patients are not published, and an acupuncturist cannot bill, so who is not in the file may practise all the same.
A person who is in it practises acupuncture, or has others do so, whatever NPPES calls them, and is listed.
"""

import re
from collections.abc import Iterator

from directory.core import credentials, money, npi
from directory.core.cpt import ACUPUNCTURE
from directory.core.full_names import FullName
from directory.core.i18n import N_, Message
from directory.core.medicare_service import MedicareService
from directory.core.taxonomy import Kind
from directory.importer.formats import byte_scan
from directory.importer.formats.archive import Opened
from directory.importer.record import FileRefused, Problem, RawLocation, RawStatement, ReadContext, empty
from directory.importer.sources.headers import missing_columns, places_by_name
from directory.importer.sources.named_columns import field_places, is_source_file
from directory.importer.sources.stated_name import person_named

__all__ = ["day_in_name", "is_full", "is_source_file", "statements"]  # what is shared as of every named table
IN_COMMON = b"9781"  # of these codes, as bytes to look for
PLACES = {"O": "office", "F": "facility"}
COLUMNS = {
    "npi": "Rndrng_NPI",
    "code": "HCPCS_Cd",
    "place": "Place_Of_Srvc",
    "patients": "Tot_Benes",
    "charge": "Avg_Sbmtd_Chrg",
    "allowed": "Avg_Mdcr_Alowd_Amt",
}
# Whose services they were; without these columns a file lists nobody by itself. The address is NPPES's of that year.
PERSON = {
    "entity": "Rndrng_Prvdr_Ent_Cd",
    "last_name": "Rndrng_Prvdr_Last_Org_Name",
    "first_name": "Rndrng_Prvdr_First_Name",
    "middle_name": "Rndrng_Prvdr_MI",
    "credentials": "Rndrng_Prvdr_Crdntls",
    "street_1": "Rndrng_Prvdr_St1",
    "street_2": "Rndrng_Prvdr_St2",
    "city": "Rndrng_Prvdr_City",
    "state": "Rndrng_Prvdr_State_Abrvtn",
    "zip": "Rndrng_Prvdr_Zip5",
    "country": "Rndrng_Prvdr_Cntry",
    "type": "Rndrng_Prvdr_Type",
}
INDIVIDUAL = "I"
# Of CMS's provider types (its specialty codes, Medicare Claims Processing Manual, chapter 26, 10.8.2) those of
# physicians in whose name acupuncture may be billed: they tell what a person is who gives no credentials.
PHYSICIANS = frozenset(
    (
        *("anesthesiology", "cardiology", "dermatology", "emergency medicine", "endocrinology", "family medicine"),
        *("family practice", "gastroenterology", "general practice", "general surgery", "geriatric medicine"),
        *("hematology", "hematology-oncology", "hospice and palliative care", "hospitalist", "internal medicine"),
        *("interventional pain management", "medical oncology", "neurology", "neurosurgery", "obstetrics & gynecology"),
        *("orthopedic surgery", "osteopathic manipulative medicine", "otolaryngology", "pain management"),
        *("pediatric medicine", "physical medicine and rehabilitation", "preventive medicine", "psychiatry"),
        *("pulmonary disease", "radiation oncology", "rheumatology", "sports medicine", "urology"),
    )
)
# And those of others, who may have a physician's letters as well: Medicare knows them as what they bill as.
OTHERS = re.compile(
    "nurse|physician assistant|anesthesiology assistant|chiropract|therapist|physical therapy|podiatry|optometr|"
    "dentist|dental|psychologist|social worker|audiolog|dieti|patholog.*language|language.*patholog|midwife|"
    "acupunctur|counselor|pharmac",
    re.IGNORECASE,
)
DATA_YEAR = re.compile(r"_D(\d\d)(?!\d)")  # MUP_PHY_R26_P05_V10_D24_Prov_Svc.csv, of 2024
YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
GONE = N_(
    "%(gone)s who were in an earlier file are not in this one, which names nobody with fewer than 11 patients. Where "
    "it is the newest, those of them whom no other source lists leave the directory."
)
NO_YEAR = Message(
    "the name does not tell the year of the data. Put it there (…_D24_…, or …_2024.csv), or say under “The day it "
    "speaks of” the last day of that year.",
    command="the name does not tell the year of the data. Put it there (…_D24_…, or …_2024.csv), or say it: --as-of "
    "2024-12-31",
)
NO_NUMBERS = N_("not the numbers of a service: patients, an average charge and an average allowed amount")


def day_in_name(name: str) -> str | None:
    """The last day of the year that a file speaks of; None where its name does not tell."""
    year = _year_in(name)
    return f"{year}-12-31" if year else None


def is_full(name: str) -> bool:
    """Always yes: a year's file replaces the year before."""
    return True


def statements(opened: Opened, context: ReadContext) -> Iterator[RawStatement | Problem]:
    """What each NPI billed for acupuncture. Raises FileRefused where this is no such file, or of no known year."""
    year = _year_in(opened.name) or (context.as_of or "")[:4]
    if not year:
        raise FileRefused(NO_YEAR, opened.name)
    found: dict[str, RawStatement] = {}
    for number, values in _rows(opened, context):
        if values and values["code"] not in ACUPUNCTURE:
            context.tally.other_taxonomy += 1
        elif not npi.is_valid(values.get("npi", "")):
            yield Problem(number, "NPI", values.get("npi", "")[:60], npi.WRONG, refused=True)
        elif not (service := _service(values, int(year))):
            yield Problem(number, "service", values["patients"][:60], NO_NUMBERS, refused=True)
        else:
            statement = found.get(values["npi"]) or found.setdefault(values["npi"], _statement(number, values))
            statement.medicare_services.append(service)
    if gone := len(context.known - found.keys()):
        context.note(Message(GONE, gone=f"{gone:,}"))
    yield from found.values()


def _statement(number: int, values: dict[str, str]) -> RawStatement:
    """Whose services they are. A group only adds to what others list: its name tells of no acupuncture."""
    if values.get("entity", "").upper() != INDIVIDUAL or not values["last_name"]:
        return RawStatement(number, values["npi"], adds_only=True)
    place = RawLocation(*(values[field] for field in ("street_1", "street_2", "city", "state", "zip", "country")))
    name = FullName(values["first_name"], values["middle_name"], values["last_name"], "", values["credentials"])
    return RawStatement(
        number,
        values["npi"],
        kind=_kind(values["credentials"], values["type"]),
        locations=[place] if place.city else [],
        on_file=True,
        **person_named(name),
    )


def _kind(letters: str, provider_type: str) -> Kind:
    """What somebody is who billed Medicare: a physician only where nothing that the file tells speaks against it."""
    held = credentials.parse_credentials(letters)
    is_physician = credentials.is_physician(held) or (not held and provider_type.casefold() in PHYSICIANS)
    return "medical_acupuncturist" if is_physician and not OTHERS.search(provider_type) else "other_clinician"


def _year_in(name: str) -> str:
    if match := DATA_YEAR.search(name):
        return f"20{match[1]}"
    years = YEAR.findall(name)
    return str(years[-1]) if years else ""


def _rows(opened: Opened, context: ReadContext) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows that hold what the codes have in common, by number; no values where one is too short. The others are
    counted, and not parsed.
    """
    places, tally = None, context.tally
    for chunk in byte_scan.chunks(opened.blocks()):
        if places is None:
            places = _places(byte_scan.header(chunk), opened.name)
            chunk.starts, chunk.ends = chunk.starts[1:], chunk.ends[1:]
        first_row = tally.rows_read + 2  # the header is row 1
        tally.rows_read += len(chunk)
        held = [place for place in chunk.holding(IN_COMMON) if place >= 0]
        tally.other_taxonomy += len(chunk) - len(held)
        for place in held:
            row = _parsed(chunk.record(place))
            whole = len(row) > max(places.values())
            yield first_row + place, {field: row[at].strip() for field, at in places.items()} if whole else {}
    if places is None:
        raise empty(opened.path)


def _places(header: list[str], file: str) -> dict[str, int]:
    """Where each field stands in a row; those of PERSON only where all are there."""
    places = field_places(header, COLUMNS, file, "Medicare’s file by provider and service")
    return places if missing_columns(header, PERSON) else places | places_by_name(header, PERSON)


def _parsed(record: bytes) -> list[str]:
    try:
        return byte_scan.parsed(record)
    except ValueError:
        return []


def _service(values: dict[str, str], year: int) -> MedicareService | None:
    patients = money.number(values["patients"], 10_000_000)
    charge, allowed = (money.number(values[field], money.MOST_DOLLARS) for field in ("charge", "allowed"))
    if patients is None or charge is None or allowed is None or values["place"] not in PLACES:
        return None
    return MedicareService(values["code"], PLACES[values["place"]], year, int(patients), charge, allowed)
