"""followed.json: which edition a reader took last, when it looked, and what was wrong; for who watches it."""

import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec

from directory.store.connection import to_disk

NAME = "followed.json"


class Followed(msgspec.Struct, frozen=True):
    """number, sha256: of the edition taken last; older: those kept besides, the newest first; looked_at, tried_at: ISO
    8601, when what is published was last seen and last asked for; problem: why not, in words; max_age: seconds that
    what is shown may be old.
    """

    number: int = 0
    sha256: str = ""
    looked_at: str = ""
    tried_at: str = ""
    problem: str = ""
    max_age: float | None = None
    older: tuple[str, ...] = ()

    def too_old(self, about: dict[str, Any], now: datetime) -> bool:
        """Whether a directory that says this of itself is older than it may be."""
        published = datetime.fromisoformat(about["published_at"]).astimezone(UTC)
        return self.max_age is not None and (now - published).total_seconds() > self.max_age


def read_followed(data: Path) -> Followed | None:
    """What is noted in a data folder; None where nothing is followed there, or the file is damaged."""
    try:
        return msgspec.json.decode((data / NAME).read_bytes(), type=Followed)
    except (FileNotFoundError, msgspec.DecodeError):
        return None


def write_followed(data: Path, followed: Followed) -> None:
    """Notes it, whole or not at all."""
    new = data / f".{NAME}.new"
    new.write_bytes(msgspec.json.encode(followed))
    to_disk(new)  # else a machine that loses power forgets how new the edition is that it has
    os.replace(new, data / NAME)
