"""A listing cut down to what a result of a search shows, a tenth of its size: read instead of it, twenty times a page."""

SHOWN = ("id", "name", "credentials", "kind", "accepting_new_patients", "payers", "verified_on", "verified_by")
OF_LOCATION = ("address", "city", "state", "postal_code", "phone", "latitude", "longitude", "precision")


def card(listing: dict) -> dict:
    """The listing with these facts only, without their sources; of its licences the status."""
    return {name: listing[name] for name in SHOWN} | {
        "locations": [{name: location[name] for name in OF_LOCATION} for location in listing["locations"]],
        "licences": [{"status": licence["status"]} for licence in listing["licences"]],
    }
