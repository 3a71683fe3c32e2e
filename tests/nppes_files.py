"""Made-up NPPES files in CMS's own layouts. NPIs begin with 2, so that nobody has them; phones are 555-01xx."""

import csv
import io
import zipfile
from itertools import count

from directory.core.npi import with_check_digit

NAME = "Provider {} Business {} Address {}"
FRONT = [
    "NPI",
    "Entity Type Code",
    "Replacement NPI",
    "Employer Identification Number (EIN)",
    "Provider Organization Name (Legal Business Name)",
    "Provider Last Name (Legal Name)",
    "Provider First Name",
    "Provider Middle Name",
    "Provider Name Prefix Text",
    "Provider Name Suffix Text",
    "Provider Credential Text",
    "Provider Other Organization Name",
    "Provider Other Organization Name Type Code",
    "Provider Other Last Name",
    "Provider Other First Name",
    "Provider Other Middle Name",
    "Provider Other Name Prefix Text",
    "Provider Other Name Suffix Text",
    "Provider Other Credential Text",
    "Provider Other Last Name Type Code",
]
ADDRESS = [
    "Provider First Line Business {} Address",
    "Provider Second Line Business {} Address",
    "Provider Business {} Address City Name",
    "Provider Business {} Address State Name",
    "Provider Business {} Address Postal Code",
    "Provider Business {} Address Country Code (If outside U.S.)",
    "Provider Business {} Address Telephone Number",
    "Provider Business {} Address Fax Number",
]
MIDDLE = [
    "Provider Enumeration Date",
    "Last Update Date",
    "NPI Deactivation Reason Code",
    "NPI Deactivation Date",
    "NPI Reactivation Date",
    "Provider Gender Code",
    "Authorized Official Last Name",
    "Authorized Official First Name",
    "Authorized Official Middle Name",
    "Authorized Official Title or Position",
    "Authorized Official Telephone Number",
]
SLOT = [
    "Healthcare Provider Taxonomy Code_{}",
    "Provider License Number_{}",
    "Provider License Number State Code_{}",
    "Healthcare Provider Primary Taxonomy Switch_{}",
]
OTHER = [
    "Other Provider Identifier_{}",
    "Other Provider Identifier Type Code_{}",
    "Other Provider Identifier State_{}",
    "Other Provider Identifier Issuer_{}",
]
BACK = [
    "Is Sole Proprietor",
    "Is Organization Subpart",
    "Parent Organization LBN",
    "Parent Organization TIN",
    "Authorized Official Name Prefix Text",
    "Authorized Official Name Suffix Text",
    "Authorized Official Credential Text",
]

V0 = (
    FRONT
    + [name.format(kind) for kind in ("Mailing", "Practice Location") for name in ADDRESS]
    + MIDDLE
    + [name.format(slot) for slot in range(1, 16) for name in SLOT]
    + [name.format(n) for n in range(1, 51) for name in OTHER]
    + BACK
    + [f"Healthcare Provider Taxonomy Group_{slot}" for slot in range(1, 16)]
)  # 329 columns, until 2020
V1 = [*V0, "Certification Date"]
V2 = ["Provider Sex Code" if name == "Provider Gender Code" else name for name in V1]
V3 = [
    *V2,
    "npi_managed_by",
    "npi_activation_status",
    "npi_activation_change_reason_list",
    "npi_activation_future_change_date",
    "npi_fhir_url",
]
LAYOUTS = {"329 columns": V0, "V1": V1, "V2": V2, "V3": V3}

PRACTICE = "Provider Business Practice Location Address"
PLACE = "Provider Secondary Practice Location Address"
LOCATIONS = [
    "NPI",
    f"{PLACE}- Address Line 1",
    f"{PLACE}-  Address Line 2",
    f"{PLACE} - City Name",
    f"{PLACE} - State Name",
    f"{PLACE} - Postal Code",
    f"{PLACE} - Country Code (If outside U.S.)",
    f"{PLACE} - Telephone Number",
    f"{PLACE} - Telephone Extension",
    "Provider Practice Location Address - Fax Number",
]
OTHER_NAMES = ["NPI", "Provider Other Organization Name", "Provider Other Organization Name Type Code"]
_serial = count(1)


def _header(columns):
    return ",".join(f'"{name}"' for name in columns) + "\n"


def npi(serial=None):
    """An NPI that nobody has: the next one, or the one with this serial number."""
    return with_check_digit(f"2{next(_serial) if serial is None else serial:08d}")


def row(*slots, **values):
    """A row as {column: value}: an acupuncturist in Portland, Oregon, unless told otherwise.

    slots: (taxonomy, licence number, state, primary switch) tuples; values: by the short names of nppes.COLUMNS.
    """
    slots = slots or (("171100000X", "AC900001", "OR", "Y"),)
    filled = {
        "NPI": npi(),
        "Entity Type Code": "1",
        "Provider Last Name (Legal Name)": "O'BRIEN",
        "Provider First Name": "MAEVE",
        "Provider First Line Business Mailing Address": "PO BOX 1",
        "Provider Business Mailing Address City Name": "BOISE",
        "Provider Business Mailing Address State Name": "ID",
        "Provider Business Mailing Address Postal Code": "837011234",
        "Provider First Line Business Practice Location Address": "12 SE ELM ST STE 4",
        f"{PRACTICE} City Name": "PORTLAND",
        f"{PRACTICE} State Name": "OR",
        f"{PRACTICE} Postal Code": "972141234",
        f"{PRACTICE} Country Code (If outside U.S.)": "US",
        f"{PRACTICE} Telephone Number": "5035550123",
        "Last Update Date": "03/04/2024",
        "Provider Gender Code": "F",
        "Provider Sex Code": "F",
        "Certification Date": "03/01/2024",
    }
    for place, slot in enumerate(slots, 1):
        filled |= {name.format(place): value for name, value in zip(SLOT, slot, strict=True)}
    return filled | {column(name): value for name, value in values.items()}


def deactivated(number):
    """A bare deactivated row, as CMS writes it."""
    return {"NPI": number, "NPI Deactivation Date": "05/06/2024"}


def other(**values):
    """Somebody who is no acupuncturist."""
    return row(("207Q00000X", "MD900001", "OR", "Y"), **values)


def column(name):
    from directory.importer.sources.nppes.providers import COLUMNS, LOCATION, OPTIONAL

    return (COLUMNS | LOCATION).get(name) or OPTIONAL.get(name, (name,))[0]


def text(rows, columns=V1, quoting=csv.QUOTE_ALL, newline="\n"):
    """The file's text."""
    file = io.StringIO()
    writer = csv.DictWriter(file, columns, restval="", extrasaction="ignore", quoting=quoting, lineterminator=newline)
    writer.writeheader()
    writer.writerows(rows)
    return file.getvalue()


def plain(path, rows, **how):
    """Writes a CSV file and gives its path."""
    path.write_text(text(rows, **how), encoding="utf-8", newline="")
    return path


def packed(path, rows, member="npidata_pfile_20050523-20240310.csv", **how):
    """Writes a ZIP as CMS ships it, other files beside the main one, and gives its path."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(member.replace(".csv", "_fileheader.csv"), text([], **how))
        archive.writestr("othername_pfile_20050523-20240310.csv", _header(OTHER_NAMES))
        archive.writestr("pl_pfile_20050523-20240310.csv", _header(LOCATIONS))
        archive.writestr("NPPES_Data_Dissemination_Readme.pdf", b"%PDF")
        archive.writestr(member, text(rows, **how))
    return path


def by_pandas(rows, missing="", columns=V1):
    """The rows as pandas saves them: whole numbers of a column with gaps as decimals, days with times.

    missing: what stands for an empty value.
    """
    return [{name: _by_pandas(name, each.get(name, "")) or missing for name in columns} for each in rows]


def _by_pandas(column, value):
    if "Date" in column and value:
        month, day, year = value.split("/")
        return f"{year}-{month}-{day} 00:00:00"
    return f"{int(value)}.0" if value.isdigit() and not column.startswith("Provider License") else value
