"""Files that a schedule fetches in tests."""

from nppes_files import npi
from source_files import ANA, GOOD

from directory.store.office import jobs

NAME = "npidata_pfile_20050523-20261115.csv"


LINES = GOOD["nppes"].content.splitlines(keepends=True)


def all_jobs(office):
    return jobs.newest_jobs(office, 50)[::-1]


def people(count):
    """A file of so many people, the six of the good one first."""
    more = [LINES[1].replace(ANA.encode(), npi(950 + number).encode()) for number in range(count - 6)]
    return b"".join([*LINES, *more])


FORM = {
    "known": "nppes-weeks", "state": "", "address": "", "source": "", "extent": "", "payer": "", "plans": "",
    "days": "7", "next_on": "2026-11-26", "hour": "8", "publishes": "", "most": "5",
}  # fmt: skip
