"""The NPIs in a provider group, in whatever way it writes them."""

from contextlib import suppress
from typing import Any

NPI_DIGITS = 10
LEAST_NPI, MOST_NPI = 10 ** (NPI_DIGITS - 1), 10**NPI_DIGITS - 1


def npis_in(provider_group: dict[str, Any]) -> set[int]:
    """The NPIs of a provider group, with the one that stands in place of a tax number."""
    written, tin = provider_group.get("npi"), provider_group.get("tin")
    found = _all_npis(written) if isinstance(written, list) else {npi_number(written)} - {0}
    if isinstance(tin, dict) and tin.get("type") == "npi":
        found |= {npi_number(tin.get("value"))} - {0}
    return found


def _all_npis(written: list[Any]) -> set[int]:
    """The NPIs in a list, of a hundred million at best: those that are written as they should be all at once."""
    with suppress(TypeError, ValueError):
        if min(written) >= LEAST_NPI and max(written) <= MOST_NPI:
            return set(written)
    return set(map(npi_number, written)) - {0}


def npi_number(value: Any) -> int:
    """An NPI, which may be written as text, or as a decimal without a fraction; 0 for anything else."""
    text = value.strip().removesuffix(".0") if isinstance(value, str) else ""
    number = int(text) if len(text) == NPI_DIGITS and text.isascii() and text.isdigit() else value
    return number if isinstance(number, int) and LEAST_NPI <= number <= MOST_NPI else 0
