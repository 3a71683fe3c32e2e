"""The way to an address; nothing is loaded unless the visitor follows the link."""

from urllib.parse import quote

from directory.core.addresses import one_line
from directory.core.practitioner import ListedLocation


def directions(location: ListedLocation) -> str:
    """A link to the way to an address, for any browser; static/directions.js opens the device's own map instead."""
    address = quote(one_line(location.address, location.city, location.state, location.postal_code), safe="")
    return f"https://www.google.com/maps/dir/?api=1&destination={address}"
