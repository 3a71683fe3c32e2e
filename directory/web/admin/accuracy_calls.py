"""What a caller writes down, and what admins then state of the listing."""

from collections.abc import Iterator
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, RadioField, SelectMultipleField
from wtforms.widgets import CheckboxInput, ListWidget

from directory.accuracy.sample import place_key
from directory.core import dates, phones
from directory.core.call_outcomes import DEFICIENCIES
from directory.core.i18n import N_
from directory.core.practitioner import Practitioner
from directory.store.imports import edits
from directory.store.imports.database import Imports
from directory.store.imports.stated import statements_of_listing
from directory.store.office.accuracy import KeptCall, PlaceToCall
from directory.web.account.forms import AccountForm
from directory.web.admin.listing_edits import edited, location_key
from directory.web.admin.opened import decider
from directory.web.shell.forms import LineField, choices
from directory.web.shell.site import site

REACHED = {"reached": N_("I spoke with somebody there"), "not_reached": N_("Nobody answered, or nobody could say")}
ACCEPTING = {"": N_("not asked"), "yes": N_("Yes"), "no": N_("No")}


def _phone(text: str) -> str:
    try:
        return phones.normalised(text)
    except ValueError:
        raise ValueError(N_("Write a telephone number with its area code.")) from None


class CallForm(AccountForm):
    """A call: whether somebody was reached, what was wrong, and what is right."""

    second = BooleanField(_("This is the second person’s call"))
    reached = RadioField(_("The call"), choices=choices(REACHED), validate_choice=False)
    deficiencies = SelectMultipleField(
        _("What is wrong in the directory"),
        choices=choices({name: each.label for name, each in DEFICIENCIES.items()}),
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )
    phone = LineField(_("The right telephone number"), _phone, description=_("where the listed one is wrong"))
    accepting = RadioField(
        _("Do they take new patients?"), choices=choices(ACCEPTING), default="", validate_choice=False
    )
    note = LineField(_("Note"), description=_("such as who answered"))

    def offer_second(self, twice: bool) -> None:
        """Leaves out whose call it is where one person calls only."""
        if not twice:
            del self.second

    def validate(self, *arguments: Any, **more: Any) -> bool:
        """Whether it says what came of the call."""
        right = super().validate(*arguments, **more)
        if self.reached.data not in REACHED:
            self.reached.errors = [_("Choose what came of the call.")]
            right = False
        if self.reached.data == "not_reached" and self.deficiencies.data:
            self.deficiencies.errors = [_("If nobody could be asked, nothing is known to be wrong.")]
            right = False
        if "accepting" in (self.deficiencies.data or ()) and self.accepting.data not in ("yes", "no"):
            self.accepting.errors = [_("Say whether they take new patients.")]
            right = False
        return right

    def call(self, place: int, person: int) -> KeptCall:
        """What is kept of it."""
        found = None if self.reached.data == "not_reached" else tuple(self.deficiencies.data or ())
        second = "second" in self and bool(self.second.data)
        return KeptCall(place, second, dates.today(), found, self.note.value, person)


def mend_listing(imports: Imports, listing: Practitioner, place: PlaceToCall, form: CallForm, call: KeptCall) -> None:
    """Keeps what the call found as admins' statements of the listing, inside the caller's transaction.

    The right street, suite or name is for the listing's own page: a tick does not say what it is.
    """
    places = [location_key(each) for each in listing.locations if place_key(each) == place.key]
    for key, text in _corrections(places, listing, form, call):
        standing, plans = edits.stated_by_admins(
            imports, listing.id, statements_of_listing(imports.connection, listing.id)
        )
        statement = edited(standing, plans, listing, key, text, site().gazetteer)
        learned = f"called {call.called_on}, accuracy sample"
        edits.keep_edit(imports, listing.id, statement, learned, decider(call.note or learned))


def _corrections(places: list[str], listing: Practitioner, form: CallForm, call: KeptCall) -> Iterator[tuple[str, str]]:
    """What is stated, as (key of an Editable, text) pairs. places: the keys of the place that was called, if listed."""
    found = set(call.deficiencies or ())
    ended = [location_key(each) for each in listing.locations] if "nowhere" in found else places
    if found & {"nowhere", "not_here"}:
        yield from ((f"ended-{each}", "") for each in ended)
    elif "phone" in found:
        yield from ((f"phone-{each}", form.phone.data or "") for each in places)
    if "accepting" in found:
        yield "accepting_new_patients", form.accepting.data
