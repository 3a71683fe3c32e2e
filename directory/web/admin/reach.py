"""What an editor of a state, or of a society's list, may see and change at the desk. An admin is limited to nothing."""

from collections.abc import Sequence

from flask import abort

from directory.core.practised_in import is_kept_by, practised_in
from directory.core.practitioner import Practitioner, SourcedStatement
from directory.core.societies import is_part, parts_of, society_of
from directory.core.sources import ROSTER, STATE_LISTS
from directory.store.imports.database import Imports
from directory.store.imports.stated import statements_of_listing
from directory.store.imports.waiting import WaitingPair
from directory.web.shell import session
from directory.web.shell.site import directory


def limited_to() -> str:
    """Whose listings who is signed in keeps: a state, or the part of a society's list; "" for an admin."""
    return session.person().limited_to


def limited_state() -> str:
    """The state whose listings who is signed in keeps, "" for an admin and for a society's editor."""
    return "" if is_part(limited_to()) else limited_to()


def limited_society() -> str:
    """The part of the society's list whose members who is signed in keeps, "" for an admin and for a state's editor."""
    return limited_to() if is_part(limited_to()) else ""


def own_source() -> str:
    """The source whose files an editor gives, "" for an admin: those of all."""
    return "" if not limited_to() else ROSTER if limited_society() else STATE_LISTS


def is_within_reach(listing: Practitioner | None, stated: Sequence[SourcedStatement] = ()) -> bool:
    """Whether a practitioner, by their listing, else by what is stated of them, is one that who is signed in keeps."""
    members = [each.statement.id for each in stated if each.source == ROSTER]
    societies = listing.societies if listing else parts_of(members)
    practised = practised_in([listing] if listing else [each.statement for each in stated])
    return not limited_to() or is_kept_by(limited_to(), practised, societies)


def refuse_beyond_reach(listing: Practitioner | None, stated: Sequence[SourcedStatement] = ()) -> None:
    """Raises 403 for a practitioner whom who is signed in does not keep."""
    if not is_within_reach(listing, stated):
        abort(403)


def refuse_listing_beyond_reach(practitioner_id: str, imports: Imports) -> None:
    """The same of a listing, or of somebody who is not listed, by what is stated of them."""
    if limited_to():
        refuse_beyond_reach(
            directory().listing(practitioner_id), statements_of_listing(imports.connection, practitioner_id)
        )


def refuse_pair_beyond_reach(pair: WaitingPair) -> None:
    """Raises 403 for a pair of which a state's editor keeps not both, or of which none is on a society's list."""
    refs = [ref.partition(":") for ref in (pair.one, pair.other)]
    on_lists = parts_of(statement for source, _, statement in refs if source == ROSTER)
    if limited_society() and limited_society() not in on_lists:
        abort(403)
    if limited_state() not in ("", pair.state):
        abort(403)


def own_society() -> str:
    """The short name of the society whose lists an editor gives, "" where it has none."""
    return society_of(limited_society())
