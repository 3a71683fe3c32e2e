"""What an editor of a state, or of a society's list, may see and change at the desk. An admin is limited to nothing."""

from collections.abc import Sequence

from flask import abort

from directory.core.practised_in import is_kept_by, practised_in
from directory.core.practitioner import Practitioner, SourcedStatement
from directory.core.sources import ROSTER, STATE_LISTS
from directory.store.imports.database import Imports
from directory.store.imports.stated import statements_of_listing
from directory.store.imports.waiting import WaitingPair
from directory.web.shell import session
from directory.web.shell.site import directory


def limited_to() -> str:
    """Whose listings who is signed in keeps: a state, or ROSTER for those on a society's list; "" for an admin."""
    return session.person().limited_to


def limited_state() -> str:
    """The state whose listings who is signed in keeps, "" for an admin and for a society's editor."""
    return "" if limited_to() == ROSTER else limited_to()


def own_source() -> str:
    """The source whose files an editor gives, "" for an admin: those of all."""
    return "" if not limited_to() else ROSTER if limited_to() == ROSTER else STATE_LISTS


def is_within_reach(listing: Practitioner | None, stated: Sequence[SourcedStatement] = ()) -> bool:
    """Whether a practitioner, by their listing, else by what is stated of them, is one that who is signed in keeps."""
    sources = listing.sources if listing else [each.source for each in stated]
    practised = practised_in([listing] if listing else [each.statement for each in stated])
    return not limited_to() or is_kept_by(limited_to(), practised, sources)


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
    limit = limited_to()
    if limit == ROSTER and not any(ref.startswith(f"{ROSTER}:") for ref in (pair.one, pair.other)):
        abort(403)
    if limit not in ("", ROSTER, pair.state):
        abort(403)
