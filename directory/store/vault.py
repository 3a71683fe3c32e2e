"""Sealing what only its owner may read, and signing what must not change, with keys kept apart from the databases.

A key is 32 random bytes, written as 64 hexadecimal digits. The first of several seals and signs; all of them open, so
that what was sealed before a rotation, or is in an older backup, stays readable.
"""

import hashlib
import hmac
import json
import logging
import os
import secrets
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

KEY_ID_BYTES = 4  # which key something was sealed or signed with
NONCE_BYTES = 12  # random, as NIST SP 800-38D wants for at most 2**32 messages a key


class KeyWords(NamedTuple):
    """How a key is spoken of. name: in a sentence; header: the first line of its file; made: what is told when it is
    made, with %s for the file.
    """

    name: str
    header: str
    made: str


OFFICE_KEY = KeyWords(
    "office key",
    "# The office key: without it nobody can read a letter again. Keep a copy of this file away from the backups.\n",
    "\n*** A key was made for the office: %s\n"
    "*** Copy it to a safe place, apart from the backups, NOW: without it no letter can ever be read again.\n",
)


class NoKey(Exception):
    """The office key is missing, damaged or another one, and what to do about it."""


class Vault:
    """Seals and opens, signs and verifies, with 32-byte keys. Each use of a key has a key of its own, derived from it.

    What is sealed: key id, nonce, AES-256-GCM ciphertext with its tag. A signature: key id, HMAC-SHA-256.
    """

    def __init__(self, keys: Iterable[bytes]):
        by_id = {_derived(key, "id")[:KEY_ID_BYTES]: key for key in keys}
        self.current = next(iter(by_id))
        self.ciphers = {key_id: AESGCM(_derived(key, "seal")) for key_id, key in by_id.items()}
        self.signing = {key_id: _derived(key, "sign") for key_id, key in by_id.items()}

    def seal(self, content: bytes, *place: object) -> bytes:
        """The content so that only `open` with the same place (table, row, owner …) gives it back."""
        nonce = secrets.token_bytes(NONCE_BYTES)
        return self.current + nonce + self.ciphers[self.current].encrypt(nonce, content, _associated_data(place))

    def open(self, sealed: bytes, *place: object) -> bytes:
        """What was sealed at this place. Raises NoKey where key, content or place are not those that were sealed."""
        key_id, rest = sealed[:KEY_ID_BYTES], sealed[KEY_ID_BYTES:]
        try:
            return self.ciphers[key_id].decrypt(rest[:NONCE_BYTES], rest[NONCE_BYTES:], _associated_data(place))
        except KeyError:
            raise NoKey(
                "The office key is not the one this was sealed with. Put the right key back; nothing was changed."
            ) from None
        except (InvalidTag, ValueError):
            raise NoKey(
                f"Something sealed in office.db ({place[0]}) was changed by another hand. Restore a backup."
            ) from None

    def sign(self, content: bytes, purpose: str) -> bytes:
        """A signature that nobody without the key can make; the same for the same content."""
        return self.current + self._mac(self.current, content, purpose)

    def verify(self, content: bytes, signature: bytes, purpose: str) -> bool:
        """Whether `sign` gave this signature, with this key or one before it."""
        key_id, mac = signature[:KEY_ID_BYTES], signature[KEY_ID_BYTES:]
        return key_id in self.signing and hmac.compare_digest(mac, self._mac(key_id, content, purpose))

    def _mac(self, key_id: bytes, content: bytes, purpose: str) -> bytes:
        return hmac.digest(_derived(self.signing[key_id], purpose), content, "sha256")


def _derived(key: bytes, purpose: str) -> bytes:
    """A key for one purpose: the expand step of HKDF (RFC 5869), which is enough for a key that is random already."""
    return hmac.digest(key, purpose.encode() + b"\x01", "sha256")


def _associated_data(place: tuple[object, ...]) -> bytes:
    return json.dumps(place).encode()


def load_keys(file: Path, given: str | None, make: bool, words: KeyWords = OFFICE_KEY) -> list[bytes]:
    """The keys given (as text), else those in the file; with `make`, a file that is missing is made. Raises NoKey."""
    if given:
        return _parse_keys(given, "DIRECTORY_KEY", words)
    if make and not file.exists():
        _make_key_file(file, words)
    try:
        if file.stat().st_mode & 0o077:
            raise NoKey(f"{file} can be read by others on this machine. Close it: chmod 600 '{file}'")
        return _parse_keys(file.read_text(encoding="ascii", errors="replace"), str(file), words)
    except FileNotFoundError:
        raise NoKey(
            f"The {words.name} is missing: {file} is not there. "
            "Put your copy of it back, or set DIRECTORY_KEY_FILE or DIRECTORY_KEY."
        ) from None


def _parse_keys(text: str, name: str, words: KeyWords) -> list[bytes]:
    given = [word for line in text.splitlines() if not line.startswith("#") for word in line.split()]
    try:
        keys = [bytes.fromhex(word) for word in given]
    except ValueError:
        keys = []
    if not keys or any(len(key) != 32 for key in keys):
        raise NoKey(
            f"The {words.name} in {name} is damaged: it should be 64 hexadecimal digits, one line a key. "
            "Put your copy of it back."
        )
    return keys


def _make_key_file(file: Path, words: KeyWords) -> None:
    """Writes the first key; of several processes that try, one does."""
    file.parent.mkdir(parents=True, exist_ok=True)
    new = _write_beside(file, [secrets.token_bytes(32)], words)
    try:
        os.link(new, file)
    except FileExistsError:
        return
    finally:
        new.unlink()
    logging.getLogger(__name__).warning(words.made, file)


def add_key(file: Path) -> None:
    """Puts a new key before those in the file. Raises NoKey."""
    new = _write_beside(file, [secrets.token_bytes(32), *load_keys(file, None, make=False)], OFFICE_KEY)
    os.replace(new, file)


def _write_beside(file: Path, keys: list[bytes], words: KeyWords) -> Path:
    """A file beside the key file, on the disk, that nobody else can read."""
    new = file.with_name(f"{file.name}.new{secrets.token_hex(8)}")
    with open(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as opened:
        opened.write(words.header + "".join(f"{key.hex()}\n" for key in keys))
        opened.flush()
        os.fsync(opened.fileno())
    return new


def hash_token(token: str) -> bytes:
    """What is kept of a token that somebody will show: it is long and random, so a plain hash cannot be reversed."""
    return hashlib.sha256(token.encode()).digest()
