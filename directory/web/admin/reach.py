"""What an editor of one state may see and change at the desk. An admin is limited to no state."""

from collections.abc import Iterable

from flask import abort

from directory.core.practised_in import practised_in
from directory.core.practitioner import Practitioner, Statement
from directory.store.imports.database import Imports
from directory.store.imports.stated import statements_of_listing
from directory.web.shell import session
from directory.web.shell.site import directory


def limited_to() -> str:
    """The state whose listings who is signed in keeps, "" for an admin."""
    return session.person().limited_to


def is_within_reach(entries: Iterable[Statement | Practitioner]) -> bool:
    """Whether a practitioner, by what is listed or stated of them, is one that who is signed in keeps: an editor, those
    who practise in their state and in no other. Whoever practises in two is for an admin, since a change shows in both.
    """
    state = limited_to()
    return not state or practised_in(entries) == {state}


def refuse_beyond_reach(entries: Iterable[Statement | Practitioner]) -> None:
    """Raises 403 for a practitioner whom who is signed in does not keep."""
    if not is_within_reach(entries):
        abort(403)


def refuse_listing_beyond_reach(practitioner_id: str, imports: Imports) -> None:
    """The same of a listing, or of somebody who is not listed, by what is stated of them."""
    if limited_to():
        listing = directory().listing(practitioner_id)
        stated = statements_of_listing(imports.connection, practitioner_id)
        refuse_beyond_reach([listing] if listing else [each.statement for each in stated])
