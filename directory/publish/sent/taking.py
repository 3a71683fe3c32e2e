"""Taking the newest edition: downloaded beside what stands, checked, and put in its place by a rename.

Whatever goes wrong, the directory that stands stays. The last editions are kept, so that one can go back by hand.
"""

import hashlib
import os
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import msgspec
from backports import zstd
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from directory.publish.sent.current import LARGEST, NAME, CurrentEdition, NotTaken, verified
from directory.publish.sent.shelves import Shelf, whole
from directory.store.connection import is_sound, to_disk
from directory.store.listings.about import FORMAT, about_at
from directory.store.listings.followed import Followed, read_followed, write_followed

FOLDER = "editions"  # beside directory.db
ROOM_LEFT = 256 << 20  # bytes that stay free on the disk


class Reader:
    """A data folder that follows what is published elsewhere. max_age: seconds that an edition may be old; keep: how
    many editions stay here, two by default.
    """

    def __init__(
        self, data: Path, place: Shelf, keys: list[Ed25519PublicKey], max_age: float | None = None, keep: int = 2
    ):
        self.data, self.place, self.keys, self.max_age, self.keep = data, place, keys, max_age, keep
        self.folder = data / FOLDER

    def look(self) -> CurrentEdition | None:
        """Takes the newest edition; None where it stands here already. Raises NotTaken, OSError; either is noted."""
        self.folder.mkdir(parents=True, exist_ok=True)
        try:
            taken = self._take()
        except (NotTaken, OSError) as error:
            self._note(problem=str(error))
            raise
        self._note()
        return taken

    def _note(self, problem: str = "") -> None:
        known = read_followed(self.data) or Followed()
        now = datetime.now(UTC).isoformat(timespec="seconds")
        write_followed(
            self.data,
            msgspec.structs.replace(
                known,
                max_age=self.max_age,
                problem=problem,
                tried_at=now,
                looked_at=known.looked_at if problem else now,
            ),
        )

    def _take(self) -> CurrentEdition | None:
        text = self._current_text()
        newest, known = verified(text, self.keys), read_followed(self.data) or Followed()
        if newest.number < known.number:
            raise NotTaken("What is offered is older than what was taken before, so it is refused.")
        if newest.number == known.number and newest.sha256 != known.sha256:
            raise NotTaken("What is offered is another edition under the same number, so it is refused.")
        if newest.number == known.number and (self.data / "directory.db").exists():
            return None
        if newest.format != FORMAT:
            raise NotTaken(
                f"The newest edition is of another version of this program ({newest.program}): bring "
                f"{'this one' if newest.format > FORMAT else 'the publisher'} up to date."
            )
        self._put_in_place(self._unpacked(newest), newest)
        return newest

    def _current_text(self) -> bytes:
        found = self.place.get(NAME)
        if found is None:
            raise NotTaken(f"There is no {NAME} at this address: was anything published to it?")
        return whole(found, LARGEST)

    def _unpacked(self, newest: CurrentEdition) -> Path:
        """The edition's database in our folder, checked."""
        _clear_leftovers(self.folder)  # of one that was killed
        target = self.folder / f"directory-{newest.sha256}.db"
        if not target.exists():
            self._check_room(newest)
            try:
                self._make(target, newest)
            finally:
                _clear_leftovers(self.folder)  # most of all where the disk is full
        return target

    def _make(self, target: Path, newest: CurrentEdition) -> None:
        packed, new = self.folder / ".packed", self.folder / ".new"
        self._download(newest, packed)
        _unpack(packed, new, newest)
        packed.unlink()
        _check(new, newest)
        to_disk(new)
        os.replace(new, target)
        to_disk(self.folder)

    def _check_room(self, newest: CurrentEdition) -> None:
        needed = newest.size + newest.packed_size + ROOM_LEFT
        if shutil.disk_usage(self.folder).free < needed:
            raise NotTaken(
                f"There is no room for the newest edition: {needed >> 20:,} MB are needed. What stands stays."
            )

    def _download(self, newest: CurrentEdition, target: Path) -> None:
        found = self.place.get(newest.file)
        if found is None:
            raise NotTaken(f"{newest.file} is not there. Perhaps a newer one is: it is tried again.")
        digest, size = hashlib.sha256(), 0
        with target.open("wb") as file:
            for block in _no_more(found, newest.packed_size):
                digest.update(block)
                size += len(block)
                file.write(block)
        if (size, digest.hexdigest()) != (newest.packed_size, newest.packed_sha256):
            raise NotTaken(f"{newest.file} came cut off or changed ({size:,} of {newest.packed_size:,} bytes).")

    def _put_in_place(self, edition: Path, newest: CurrentEdition) -> None:
        new, standing = self.data / ".directory.db.followed", self.data / "directory.db"
        new.unlink(missing_ok=True)
        os.link(edition, new)
        os.replace(new, standing)
        to_disk(self.data)
        known = read_followed(self.data) or Followed()
        before = dict.fromkeys((known.sha256, *known.older))
        older = tuple(each for each in before if each != newest.sha256)[: self.keep - 1]
        write_followed(
            self.data, msgspec.structs.replace(known, number=newest.number, sha256=newest.sha256, older=older)
        )
        kept = {f"directory-{each}.db" for each in (newest.sha256, *older)}
        for file in self.folder.glob("directory-*.db"):
            if file.name not in kept:
                file.unlink()


def _clear_leftovers(folder: Path) -> None:
    for leftover in folder.glob(".*"):
        leftover.unlink()


def _no_more(blocks: Iterator[bytes], most: int) -> Iterator[bytes]:
    """The blocks, as long as they are no more bytes than that, and one block over."""
    for block in blocks:
        yield block
        most -= len(block)
        if most < 0:
            return


def _unpack(packed: Path, target: Path, newest: CurrentEdition) -> None:
    digest, size = hashlib.sha256(), 0
    try:
        with zstd.open(packed, "rb") as opened, target.open("wb") as file:
            while block := opened.read(1 << 20):
                size += len(block)
                if size > newest.size:
                    break
                digest.update(block)
                file.write(block)
    except (zstd.ZstdError, EOFError):
        size = -1
    if (size, digest.hexdigest()) != (newest.size, newest.sha256):
        raise NotTaken(f"{newest.file} does not hold the edition that was signed.")


def _check(new: Path, newest: CurrentEdition) -> None:
    """Whether it is a whole directory that this program reads. Raises NotTaken."""
    about = about_at(new)
    if not is_sound(new) or about.get("version") != newest.version or about.get("format") != FORMAT:
        raise NotTaken(f"{newest.file} is no directory that this version reads, or is damaged.")
