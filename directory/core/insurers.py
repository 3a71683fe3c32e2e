"""What insurers say of themselves, as somebody who keeps a directory has written it down: insurers.toml."""

from typing import Any

from msgspec import Struct, convert, field


class InsurerDetails(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An insurer's own word. source, as_of: where it stands, and the ISO day on which it stood there.

    also: other names; part_of: the company above it; contact: whom members ask; address, city, state, postal_code: of
    its head office; fhir: the address of its own Plan-Net server; plans_also: other names of its plans, by their names.
    """

    source: str = ""
    as_of: str = ""
    also: tuple[str, ...] = ()
    description: str = ""
    part_of: str = ""
    contact: str = ""
    phone: str = ""
    email: str = ""
    website: str = ""
    address: str = ""
    city: str = ""
    state: str = ""
    postal_code: str = ""
    fhir: str = ""
    plans_also: dict[str, tuple[str, ...]] = field(default_factory=dict)


NO_DETAILS = InsurerDetails()


def insurers_of(tables: dict[str, Any]) -> dict[str, InsurerDetails]:
    """Details by the insurers' names. Raises ValueError where a table is not as it should be."""
    return convert(tables, dict[str, InsurerDetails])
