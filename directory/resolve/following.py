"""Whose is what is stated on a listing's own page, by an admin or by the practice itself: whoever is behind that
listing, whatever sources say of them.

Of somebody with an NPI it is a statement of the NPI. Of somebody without one its id is the SOURCE:ID of a statement
that made the listing, and it goes where that one goes: nothing in it is compared with anybody.
"""

from collections.abc import Mapping

from directory.core.practitioner import SourcedStatement
from directory.core.sources import ON_PAGES
from directory.store.imports.database import Imports


def is_made_on_page(sourced: SourcedStatement) -> bool:
    """Whether it was made of a listing, on its page."""
    return sourced.source in ON_PAGES


def following(imports: Imports, owners: Mapping[str, str]) -> dict[str, str]:
    """{SOURCE:ID of such a statement: the practitioner's id}, of those without an NPI.

    owners: of all other statements.
    """
    return {
        f"{source}:{ref}": owners.get(ref, ref.partition(":")[2])
        for source in ON_PAGES
        for ref in imports.ids_without_npi(source)
    }
