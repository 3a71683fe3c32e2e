"""People of two states, for tests of what an editor keeps."""

import nppes_files as files
from msgspec.structs import replace

from directory.store.office import mistakes

HOME, AWAY, BOTH = files.npi(801), files.npi(802), files.npi(803)


def in_oregon(statement):
    """The same statement of somebody in Bend."""
    places = tuple(replace(each, state="OR") for each in statement.locations)
    return replace(statement, locations=places)


def report(office, listing):
    """A mistake reported of a listing: its id."""
    with office.transaction():
        mistakes.report_mistake(office, listing, "phone", "It rings at a bakery", "pat@example.org")
    return next(each.id for each in mistakes.waiting_mistakes(office, 99) if each.listing == listing)
