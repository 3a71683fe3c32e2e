"""The guard of a publish: an edition that lacks much of the one before is a mistake until an admin says otherwise."""

from pathlib import Path

from directory.store.listings.reader import Current, NoDirectory

MAX_LOST = 0.2  # of the listings, in one publish


class TooManyLost(Exception):
    """The new directory would lack so many of the old one's listings that somebody should look first."""


def refuse_great_loss(path: Path, count: int) -> None:
    """Raises TooManyLost where an edition of `count` listings lacks more than MAX_LOST of those at `path`."""
    try:
        old = Current(path).get().about
    except NoDirectory:
        return
    if not old["made_up"] and count < old["listings"] * (1 - MAX_LOST):
        raise TooManyLost(
            f"The directory would go from {old['listings']:,} listings to {count:,}, so it stays as it was. "
            "If that is right, run: python3 run.py publish --force"
        )
