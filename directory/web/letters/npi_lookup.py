"""Who signs a letter, looked up by NPI.

The directory lists those who practise acupuncture, so most physicians are not in it.
"""

from typing import Any

from flask_babel import gettext as _

from directory.core import phones
from directory.core.addresses import one_line
from directory.core.names import may_be_one
from directory.core.practitioner import Practitioner
from directory.store.listings.orderers import ordering_record
from directory.web.letters.forms_sections import SenderFields
from directory.web.shell.site import directory


def look_up(form: SenderFields) -> None:
    """Fills the sender's empty fields from the listing with their NPI.

    form.lookup_message: what was found, or that the number is taken as typed; form.ordered_as_of: the day of Medicare's
    list of who may order and refer, where it has the number.
    """
    field = form.sender_npi
    if not field.validate(form):
        return
    if not field.value:
        field.errors = [_("Write the NPI that is to be looked up.")]
        return
    listing, record = directory().listing(field.value), ordering_record(directory(), field.value)
    form.lookup_message = _lookup_message(listing, form.sender_name.data or "")
    record = ordering_record(directory(), field.value)
    if record and record.part_b:
        form.ordered_as_of = record.as_of
    if listing and is_theirs(listing, form.sender_name.data or ""):
        _fill(form, listing)
    field.render_kw = {**(field.render_kw or {}), "aria-describedby": "sender_npi-said"}


def _lookup_message(listing: Practitioner | None, name: str) -> Any:
    if not listing:
        return _(
            "This NPI is not listed here, and need not be: only those who practice acupuncture are. "
            "It is taken as you typed it."
        )
    if not is_theirs(listing, name):
        return _("This NPI is listed here as %(name)s. Is it yours?", name=listing.name)
    return _("Listed here as %(name)s. What was empty is filled in; please look it over.", name=listing.name)


def is_theirs(listing: Practitioner, name: str) -> bool:
    """Whether a listing may be that of the clinician with this name, "" for any: a clinic's is nobody's."""
    names = (listing.name, *listing.other_names)
    return listing.kind != "clinic" and (not name or any(may_be_one(name, listed) for listed in names))


def _fill(form: SenderFields, listing: Practitioner) -> None:
    known = {"sender_name": listing.name, "credentials": listing.credentials} | _contact(listing)
    for name, text in known.items():
        form[name].data = form[name].data or text


def _contact(listing: Practitioner) -> dict[str, str]:
    """The phone and the address of the listing's first location, as far as they are known."""
    if not listing.locations:
        return {}
    location = listing.locations[0]
    town = one_line("", location.city, location.state, location.postal_code)
    return {
        "sender_phone": phones.shown(location.phone) if location.phone else "",
        "address": "\n".join(line for line in (location.address, town) if line),
    }
