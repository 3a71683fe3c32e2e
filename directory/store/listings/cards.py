"""Every card of a directory, one after the other: for figures of places, which need no plans."""

from collections.abc import Iterator

from directory.core.in_force import listing_on
from directory.core.practitioner import Practitioner, practitioner_from_json
from directory.store.listings.reader import Directory


def cards(directory: Directory) -> Iterator[Practitioner]:
    """The cards (core/cards.py) of everybody who is listed, as on the directory's day."""
    for (card,) in directory.connection.execute("SELECT card FROM cards ORDER BY number"):
        yield listing_on(practitioner_from_json(card), directory.day)
