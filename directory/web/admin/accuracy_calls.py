"""What admins state of a listing after a call: what the caller found wrong."""

from collections.abc import Iterator

from directory.core.facts import entry_key
from directory.core.practitioner import Practitioner
from directory.store.imports import edits
from directory.store.imports.database import Imports
from directory.store.imports.stated import statements_of_listing
from directory.store.office.accuracy import KeptCall, PlaceToCall
from directory.web.admin.forms_accuracy import CallForm
from directory.web.admin.listing_edits import LOCATIONS, edited
from directory.web.admin.opened import decider
from directory.web.shell.site import site


def mend_listing(imports: Imports, listing: Practitioner, place: PlaceToCall, form: CallForm, call: KeptCall) -> None:
    """Keeps what the call found as admins' statements of the listing, inside the caller's transaction.

    The right street, suite or name is for the listing's own page: a tick does not say what it is.
    """
    places = [key for key in _place_keys(listing) if key == place.key]
    for key, text in _corrections(places, listing, form, call):
        standing, plans = edits.stated_by_admins(
            imports, listing.id, statements_of_listing(imports.connection, listing.id)
        )
        statement = edited(standing, plans, listing, key, text, site().gazetteer)
        learned = f"called {call.called_on}, accuracy sample"
        edits.keep_edit(imports, listing.id, statement, learned, decider(call.note or learned))


def _place_keys(listing: Practitioner) -> list[str]:
    return [entry_key(LOCATIONS, each) for each in listing.locations]


def _corrections(places: list[str], listing: Practitioner, form: CallForm, call: KeptCall) -> Iterator[tuple[str, str]]:
    """What is stated, as (key of an Editable, text) pairs. places: the keys of the place that was called, if listed."""
    found = set(call.deficiencies or ())
    ended = _place_keys(listing) if "nowhere" in found else places
    if found & {"nowhere", "not_here"}:
        yield from ((f"ended-{each}", "") for each in ended)
    elif "phone" in found:
        yield from ((f"phone-{each}", form.phone.data or "") for each in places)
    if "accepting" in found:
        yield "accepting_new_patients", form.accepting.data
