"""A publisher of editions, a web server of its files, and readers who follow it."""

import os

from directory.core import dates
from directory.publish.edition import new_edition
from directory.publish.sent.current import publisher_key
from directory.publish.sent.sending import Sender
from directory.publish.sent.shelves import ShelfFolder, shelf_at
from directory.publish.sent.taking import Reader
from directory.store.listings.about import about_at
from directory.store.listings.reader import Current


def send(directory_db, place, key, program, keep=2, tell=print):
    """Sends a directory."""
    return Sender(place, key, program, keep, tell).send(directory_db)


def publish_part(sample, target, share, **about):
    """A directory of the first listings of the sample. about: what it says of itself besides."""
    standing = Current(sample.directory_db).get()
    with new_edition(target) as edition:
        for listing in standing.listings(list(range(len(standing) // share))):
            edition.add(listing, b"[]", os.urandom(16))
        edition.finish(standing.about | {"published_at": f"{dates.today()}T00:00:00+00:00"} | about)


class World:
    """A publisher, a web server of its files, and readers."""

    def __init__(self, folder, editions, address, asked, changes):
        self.folder, self.editions, self.address, self.asked, self.changes = folder, editions, address, asked, changes
        self.files = folder / "files"
        self.key = publisher_key(folder / "publisher.key")

    def send(self, number):
        """Sends the first or the second edition (0, 1)."""
        return send(self.editions[number], ShelfFolder(self.files), self.key, "2026.11.29")

    def reader(self, name="reader", keys=None, **how):
        """A reader that follows the web server."""
        return Reader(self.folder / name, shelf_at(self.address), keys or [self.key.public_key()], **how)

    def shown(self, name="reader"):
        """The version that a reader shows, and that it is whole."""
        Current(self.folder / name / "directory.db").get()
        return about_at(self.folder / name / "directory.db")["version"]
