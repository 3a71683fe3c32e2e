"""Which contract and plan year a Medicare Advantage directory is of, as the address of its index tells.

Insurers publish one index for each contract and year (42 CFR 422.111(m)), at …/H1234/2026/index.json; during open
enrollment two years stand side by side. Nothing in the index itself says which.
"""

import re
from collections.abc import Iterable

from directory.core import dates
from directory.core.practitioner import Period
from directory.importer.record import PlanEdition

CONTRACT = re.compile(r"(?<![A-Za-z0-9])([EHRS]\d{4})(?![A-Za-z0-9])", re.ASCII)  # as CMS numbers contracts
YEAR = re.compile(r"(?<![A-Za-z0-9])(20\d\d)(?![A-Za-z0-9])", re.ASCII)


def edition_of(address: str, named: Iterable[str]) -> PlanEdition | None:
    """The contract and the year in the index's address, else in those of all files that it names; None without."""
    for texts in ([address], list(named)):
        contracts, years = ({text for each in texts for text in _last(pattern, each)} for pattern in (CONTRACT, YEAR))
        if len(contracts) == 1 and len(years) == 1 and int(year := years.pop()) in dates.REAL_YEARS:
            return PlanEdition(contracts.pop(), int(year))
    return None


def _last(pattern: re.Pattern[str], address: str) -> list[str]:
    """What is nearest to the file's name."""
    return pattern.findall(re.split("[?#]", address)[0])[-1:]


def part_of(edition: PlanEdition) -> str:
    """How the keys of the statements of an edition begin."""
    return f"{edition.contract}.{edition.year}".lower()


def period_of(edition: PlanEdition) -> Period:
    """The plan year."""
    return f"{edition.year}-01-01", f"{edition.year}-12-31"
