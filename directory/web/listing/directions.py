"""The way to an address, by the visitor's own map application; nothing is loaded unless they follow the link."""

from urllib.parse import quote

from flask import request

from directory.core.addresses import one_line
from directory.core.practitioner import ListedLocation

APPLE = ("iPhone", "iPad", "Macintosh")  # what browsers on Apple's devices call themselves


def directions(location: ListedLocation) -> str:
    """A link that opens the map application of the visitor's device at an address."""
    address = quote(one_line(location.address, location.city, location.state, location.postal_code))
    browser = request.user_agent.string
    if "Android" in browser:
        return f"geo:0,0?q={address}"
    if any(device in browser for device in APPLE):
        return f"https://maps.apple.com/?daddr={address}"
    return f"https://www.google.com/maps/dir/?api=1&destination={address}"
