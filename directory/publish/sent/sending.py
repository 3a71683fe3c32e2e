"""Sending the directory that stands: packed and signed, for readers to take."""

import hashlib
import json
import time
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec
from backports import zstd
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from directory.publish.sent.current import LARGEST, NAME, CurrentEdition, NotTaken, signed, verified
from directory.publish.sent.shelves import BLOCK_SIZE, Shelf, whole
from directory.store.listings.reader import about_at

EFFORT = 9  # of zstandard: 1 to 22


def send(directory_db: Path, place: Shelf, key: Ed25519PrivateKey, program: str) -> CurrentEdition | None:
    """Puts the directory that stands at a place; None where it is there already. program: this program's version.

    What readers are told comes last: killed before that, nothing has changed for them. Raises NotTaken, OSError.
    """
    about = about_at(directory_db)
    if not about:
        raise NotTaken(f"{directory_db} cannot be read, so it is not sent.")
    before = _current(place, key)
    with TemporaryDirectory(dir=directory_db.parent, prefix=".sending.") as folder:
        packed = Path(folder) / "packed"
        sha256, size = _pack(directory_db, packed)
        if before and before.sha256 == sha256:
            return None
        edition = CurrentEdition(
            max(int(time.time()), before.number + 1 if before else 0),  # whatever the clock was
            **{name: about[name] for name in ("version", "format", "published_at")},
            sha256=sha256,
            size=size,
            packed_sha256=_sha256(packed),
            packed_size=packed.stat().st_size,
            program=program,
            previous=before.file if before else "",
        )
        place.put(edition.file, packed)
        packed.write_bytes(signed(edition, key))
        place.put(NAME, packed)
    if before and before.previous and before.previous != edition.file:
        place.remove(before.previous)
    return edition


def _current(place: Shelf, key: Ed25519PrivateKey) -> CurrentEdition | None:
    """What is at a place. Raises NotTaken where another key signed it: then it is another publisher's."""
    found = place.get(NAME)
    return verified(whole(found, LARGEST), [key.public_key()]) if found is not None else None


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
