"""The commands that send editions to readers, and take them there."""

import os
import time
from typing import Protocol

from directory import __version__
from directory.cli.console import DONE, Failure, tell
from directory.publish.sent.current import CurrentEdition, NotTaken, public_keys, public_text, publisher_key
from directory.publish.sent.sending import Sender
from directory.publish.sent.shelves import shelf_at
from directory.publish.sent.taking import Reader
from directory.settings import Settings
from directory.worker.process import stop_when_told

HOUR = 3600  # seconds


class FollowOptions(Protocol):
    """address: where editions are; keys: the publisher's; every: seconds between two looks; once: one look, then end;
    max_age: hours that what is shown may be old before /readyz says so; keep: how many editions stay here.
    """

    address: str
    keys: list[str] | None
    every: float
    once: bool
    max_age: float | None
    keep: int


def send_edition(to: str, keep: int, settings: Settings) -> CurrentEdition | None:
    """Sends what stands to a place where so many editions stay, and says with which key readers know it; None where it
    is there already.
    """
    if not settings.directory_db.exists():
        raise Failure("There is no directory here to send. Import a file first: python3 run.py import nppes FILE.")
    key = publisher_key(settings.publisher_key_file)
    place = shelf_at(to, os.environ.get("PUBLISH_TOKEN_FILE", ""))
    sent = Sender(place, key, __version__, keep, tell).send(settings.directory_db)
    told = f"sent, {sent.packed_size / 1e6:,.1f} MB" if sent else "there already"
    tell(f"{to}: {told}. Readers take it with: python3 run.py follow ADDRESS --key {public_text(key)}")
    return sent


def follow(options: FollowOptions, settings: Settings) -> int:
    """Takes each new edition until it is stopped."""
    keys = options.keys or os.environ.get("FOLLOW_KEY", "").split()
    if not keys:
        raise Failure("Which key signs the editions? Give --key, or set FOLLOW_KEY: publish --to prints it.")
    max_age = options.max_age * HOUR if options.max_age else None
    reader = Reader(settings.data, shelf_at(options.address), public_keys(keys), max_age, options.keep)
    if options.once:
        _tell_taken(reader.look())
        return DONE
    stop_when_told()
    problem = ""
    while True:
        try:
            _tell_taken(reader.look(), quiet=True)
            problem = ""
        except (NotTaken, OSError) as error:
            if str(error) != problem:  # once, however often it is tried
                problem = str(error)
                tell(problem)
        time.sleep(options.every)


def _tell_taken(taken: CurrentEdition | None, quiet: bool = False) -> None:
    if taken:
        tell(f"Took the edition published {taken.published_at} ({taken.packed_size / 1e6:,.1f} MB).")
    elif not quiet:
        tell("Nothing new.")
