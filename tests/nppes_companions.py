"""Made-up companion files of NPPES, for tests."""

import nppes_files as files

from directory.importer.formats.archive import Opened
from directory.importer.record import ReadContext
from directory.importer.sources import SOURCES

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


NAMES = ["NPI", "Provider Other Organization Name", "Provider Other Organization Name Type Code"]


LISTED = [files.npi() for _ in range(4)]


WEEKLY, FULL = "pl_pfile_20240304-20240310.csv", "pl_pfile_20050523-20240310.csv"


def location(npi, address="12 SE Elm St", city="Portland", country="US", phone="5035550123", extension=""):
    return dict(zip(LOCATIONS, [npi, address, "", city, "OR", "972141234", country, phone, extension, ""], strict=True))


def statements_of(source, path, npis=LISTED):
    """What a source gives for a file, and what it was told and counted."""
    context = ReadContext(npis=set(npis))
    with Opened(path, SOURCES[source].reader.is_source_file) as opened:
        return list(SOURCES[source].reader.statements(opened, context)), context


def in_file(folder, file, content):
    """Writes bytes and gives their path."""
    path = folder / file
    path.write_bytes(content)
    return path
