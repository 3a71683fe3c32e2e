"""Whose is what an admin states on a listing's own page: whoever is behind that listing, whatever sources say of them.

Of somebody with an NPI it is a statement of the NPI. Of somebody without one its id is the SOURCE:ID of a statement
that made the listing, and it goes where that one goes: nothing in it is compared with anybody.
"""

from collections.abc import Mapping

from directory.core.practitioner import SourcedStatement
from directory.core.sources import ADMIN
from directory.store.imports.database import Imports


def is_of_admin(sourced: SourcedStatement) -> bool:
    """Whether it is an admin's statement of a listing."""
    return sourced.source == ADMIN


def following(imports: Imports, owners: Mapping[str, str]) -> dict[str, str]:
    """{SOURCE:ID of an admin's statement: the practitioner's id}, of those without an NPI.

    owners: of all other statements.
    """
    return {f"{ADMIN}:{ref}": owners.get(ref, ref.partition(":")[2]) for ref in imports.ids_without_npi(ADMIN)}
