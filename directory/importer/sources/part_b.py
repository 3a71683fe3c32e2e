"""Medicare Physician & Other Practitioners, by Provider and Service (data.cms.gov, yearly): who billed it for what.

Some 10 million rows, 3 GB; those with CPT codes of acupuncture matter here. 20560 and 20561 are dry needling, and
passed over. The layout is CMS's data dictionary as public programs read it; no real file was at hand. Numbers under 11
patients are not published, and an acupuncturist cannot bill, so who is not in the file may practise all the same.
"""

import re
from collections.abc import Iterator

from directory.core import money, npi
from directory.core.cpt import ACUPUNCTURE
from directory.core.practitioner import MedicareService
from directory.importer.formats import byte_scan
from directory.importer.formats.archive import Opened
from directory.importer.record import FileRefused, Problem, RawStatement, ReadContext, empty
from directory.importer.sources.named_columns import field_places, is_source_file

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
DATA_YEAR = re.compile(r"_D(\d\d)(?!\d)")  # MUP_PHY_R26_P05_V10_D24_Prov_Svc.csv, of 2024
YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
NO_NUMBERS = "not the numbers of a service: patients, an average charge and an average allowed amount"


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
        raise FileRefused(
            f"{opened.name}: the name does not tell the year of the data. Put it there (…_D24_…, or …_2024.csv), "
            "or say it: --as-of 2024-12-31"
        )
    found: dict[str, RawStatement] = {}
    for number, row, places in _rows(opened, context):
        values = (
            {field: row[place].strip() for field, place in places.items()} if len(row) > max(places.values()) else {}
        )
        if values and values["code"] not in ACUPUNCTURE:
            context.tally.other_taxonomy += 1
        elif not npi.is_valid(values.get("npi", "")):
            yield Problem(number, "NPI", values.get("npi", "")[:60], npi.WRONG, refused=True)
        elif not (service := _service(values, int(year))):
            yield Problem(number, "service", values["patients"][:60], NO_NUMBERS, refused=True)
        else:
            statement = found.setdefault(values["npi"], RawStatement(number, values["npi"], adds_only=True))
            statement.medicare_services.append(service)
    yield from found.values()


def _year_in(name: str) -> str:
    if match := DATA_YEAR.search(name):
        return f"20{match[1]}"
    years = YEAR.findall(name)
    return str(years[-1]) if years else ""


def _rows(opened: Opened, context: ReadContext) -> Iterator[tuple[int, list[str], dict[str, int]]]:
    """The rows that hold what the codes have in common, with their numbers; the others are counted, and not parsed."""
    places, tally = None, context.tally
    for chunk in byte_scan.chunks(opened.blocks()):
        if places is None:
            places = field_places(
                byte_scan.header(chunk), COLUMNS, opened.name, "Medicare’s file by provider and service"
            )
            chunk.starts, chunk.ends = chunk.starts[1:], chunk.ends[1:]
        first_row = tally.rows_read + 2  # the header is row 1
        tally.rows_read += len(chunk)
        held = [place for place in chunk.holding(IN_COMMON) if place >= 0]
        tally.other_taxonomy += len(chunk) - len(held)
        for place in held:
            yield first_row + place, _parsed(chunk.record(place)), places
    if places is None:
        raise empty(opened.path)


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
