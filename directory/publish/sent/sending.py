"""Sending the directory that stands: packed and signed, for readers to take."""

import fcntl
import hashlib
import json
import os
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from sqlite3 import DatabaseError
from tempfile import TemporaryDirectory
from typing import Any

import msgspec
from backports import zstd
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from directory.publish.sent.current import LARGEST, NAME, CurrentEdition, NotTaken, signed, verified
from directory.publish.sent.shelves import BLOCK_SIZE, Shelf, whole
from directory.store.listings.about import about_at
from directory.store.listings.for_readers import write_readers_copy

EFFORT = 9  # of zstandard: 1 to 22
SENDING = ".sending."  # beside directory.db: where it is packed


class Sender:
    """Sends directories to a place, signed with a key. keep: how many editions stay there; program: this program's
    version; tell: is given a line where an older one could not be cleared away.
    """

    def __init__(self, place: Shelf, key: Ed25519PrivateKey, program: str, keep: int, tell: Callable[[str], None]):
        self.place, self.key, self.program, self.keep, self.tell = place, key, program, keep, tell

    def send(self, directory_db: Path) -> CurrentEdition | None:
        """Puts what readers get of the directory that stands at the place; None where it is there already.

        What readers are told comes last: killed before that, nothing has changed for them. Of several on this machine
        one sends after the other. Raises NotTaken, OSError.
        """
        with _alone(directory_db.parent):
            for abandoned in directory_db.parent.glob(f"{SENDING}*"):  # by one that was killed
                shutil.rmtree(abandoned)
            with TemporaryDirectory(dir=directory_db.parent, prefix=SENDING) as folder:
                return self._send(directory_db, Path(folder))

    def _send(self, directory_db: Path, folder: Path) -> CurrentEdition | None:
        first, packed = self._current(), folder / "packed"
        if first and self._is_of(first, about_at(directory_db)):
            return None  # without packing it once more
        edition = self._packed(directory_db, folder / "directory.db", packed)
        if first and first.sha256 == edition.sha256:
            return None
        self.place.put(edition.file, packed)
        before = self._current()
        edition = self._after(before, first, edition)
        packed.write_bytes(signed(edition, self.key))
        self.place.put(NAME, packed)
        self._clear({*_files(first), *_files(before), *self.place.abandoned()}, edition)
        return edition

    def _is_of(self, sent: CurrentEdition, about: dict[str, Any]) -> bool:
        """Whether what was sent is the directory that says this of itself, packed by this version of the program."""
        names = "version", "format", "published_at"
        return sent.program == self.program and all(getattr(sent, name) == about.get(name) for name in names)

    def _after(
        self, before: CurrentEdition | None, first: CurrentEdition | None, new: CurrentEdition
    ) -> CurrentEdition:
        """The new edition as what follows the one that is there now, be it sent from elsewhere meanwhile."""
        if before and before != first and before.published_at > new.published_at:
            raise NotTaken("A later edition was sent from elsewhere meanwhile, so this one is not.")
        number = max(new.number, before.number + 1 if before else 0)  # whatever the clock was
        others = [name for name in _files(before) if name != new.file]
        return msgspec.structs.replace(new, number=number, older=tuple(others[: self.keep - 1]))

    def _clear(self, there: set[str], edition: CurrentEdition) -> None:
        for name in sorted(there - set(_files(edition))):
            if not self.place.remove(name):
                self.tell(f"{name} could not be removed: an older edition, with whoever has left since. Remove it.")

    def _current(self) -> CurrentEdition | None:
        """What is at the place. Raises NotTaken where another key signed it: then it is another publisher's."""
        found = self.place.get(NAME)
        return verified(whole(found, LARGEST), [self.key.public_key()]) if found is not None else None

    def _packed(self, directory_db: Path, copy: Path, packed: Path) -> CurrentEdition:
        about = about_at(directory_db)
        if not about:
            raise NotTaken(f"{directory_db} cannot be read, so it is not sent.")
        try:
            write_readers_copy(directory_db, copy)
        except DatabaseError:
            raise NotTaken(f"{directory_db} is damaged, so it is not sent.") from None
        sha256, size = _pack(copy, packed)
        copy.unlink()
        return CurrentEdition(
            int(time.time()),
            **{name: about[name] for name in ("version", "format", "published_at")},
            sha256=sha256,
            size=size,
            packed_sha256=_sha256(packed),
            packed_size=packed.stat().st_size,
            program=self.program,
        )


@contextmanager
def _alone(data: Path) -> Iterator[None]:
    """Waits until nobody else sends from this folder. One that is killed leaves it."""
    handle = os.open(data, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _files(edition: CurrentEdition | None) -> tuple[str, ...]:
    """The files that are at a place, the newest first."""
    return (edition.file, *edition.older) if edition else ()


def _pack(file: Path, target: Path) -> tuple[str, int]:
    """Packs a file; the SHA-256 and size of what it holds."""
    digest, size = hashlib.sha256(), 0
    with file.open("rb") as opened, zstd.open(target, "wb", level=EFFORT) as packed:
        while block := opened.read(BLOCK_SIZE):
            digest.update(block)
            size += len(block)
            packed.write(block)
    return digest.hexdigest(), size


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def as_json(edition: CurrentEdition) -> str:
    """What was sent, for programs."""
    return json.dumps(msgspec.to_builtins(edition))
