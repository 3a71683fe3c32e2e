"""Who signs a letter: looked up in the directory by NPI. It lists those who practise acupuncture, so most physicians are not in it."""

from flask_babel import gettext as _
from flask_wtf import FlaskForm

from directory.core import phones
from directory.core.addresses import one_line
from directory.core.names import may_be_one
from directory.core.practitioner import Location, Practitioner
from directory.web.shell.site import directory


def look_up(form: FlaskForm) -> None:
    """Fills the sender's empty fields from the listing with their NPI; form.npi_said: what was found, or that the number is taken as typed."""
    if not form.sender_npi.validate(form):
        return
    if not form.sender_npi.value:
        form.sender_npi.errors = [_("Write the NPI that is to be looked up.")]
        return
    listing = directory().listing(form.sender_npi.value)
    if not listing:
        form.npi_said = _(
            "This NPI is not listed here, and need not be: only those who practice acupuncture are. It is taken as you typed it."
        )
    elif not is_theirs(listing, form.sender_name.data or ""):
        form.npi_said = _("This NPI is listed here as %(name)s. Is it yours?", name=listing.name)
    else:
        _fill(form, listing)
        form.npi_said = _(
            "Listed here as %(name)s. What was empty is filled in; please look it over.", name=listing.name
        )
    form.sender_npi.render_kw = form.sender_npi.render_kw | {"aria-describedby": "sender_npi-said"}


def is_theirs(listing: Practitioner, name: str) -> bool:
    """Whether a listing may be that of the clinician with this name, "" for any: a clinic's is nobody's."""
    names = (listing.name, *listing.other_names)
    return listing.kind != "clinic" and (not name or any(may_be_one(name, each) for each in names))


def _fill(form: FlaskForm, listing: Practitioner) -> None:
    place = listing.locations[0] if listing.locations else Location("", "", "")
    town = one_line("", place.city, place.state, place.postal_code) if place.city else ""
    known = {
        "sender_name": listing.name,
        "credentials": listing.credentials,
        "sender_phone": phones.shown(place.phone) if place.phone else "",
        "address": "\n".join(part for part in (place.address, town) if part),
    }
    for name, text in known.items():
        form[name].data = form[name].data or text
