"""current.json: which edition is the newest where editions are sent to, signed by who publishes.

A reader believes nothing else: the file that it names is read only as far as it says, and used only if it is that file.
"""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from directory.store.vault import KeyWords, load_keys

NAME = "current.json"
LARGEST = 16 * 1024  # bytes
PURPOSE = b"edition of the practitioner directory\n"  # signed with each, so that nothing else signed passes for one
WORDS = KeyWords(
    "publisher's key",
    "# The publisher's key: readers take the editions that it signed, and no others. Keep a copy on another machine.\n",
    "\n*** A key was made to sign editions with: %s\n"
    "*** Keep a copy elsewhere: of another key every reader has to be told.\n",
)


class NotTaken(Exception):
    """Why an edition was not sent or not taken, and what to do about it. What stands stays."""


class CurrentEdition(msgspec.Struct, frozen=True):
    """What current.json says. number: higher with each; format: of directory.db; sha256, size: of directory.db;
    packed_sha256, packed_size: of the file sent; published_at: ISO 8601; program: the version that published; older:
    the files before this one that are kept, the newest first.
    """

    number: int
    version: str
    format: int
    sha256: str
    size: int
    packed_sha256: str
    packed_size: int
    published_at: str
    program: str
    older: tuple[str, ...] = ()

    @property
    def file(self) -> str:
        """The name of the file that is sent."""
        return f"directory-{self.sha256}.db.zst"


def publisher_key(file: Path) -> Ed25519PrivateKey:
    """The key that signs, made where there is none. Raises NoKey."""
    return Ed25519PrivateKey.from_private_bytes(load_keys(file, None, make=True, words=WORDS)[0])


def public_text(key: Ed25519PrivateKey) -> str:
    """What readers are told: 64 hexadecimal digits."""
    return key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw).hex()


def public_keys(texts: Iterable[str]) -> list[Ed25519PublicKey]:
    """The keys that readers were told. Raises NotTaken for what is none."""
    try:
        return [Ed25519PublicKey.from_public_bytes(bytes.fromhex(text)) for text in texts]
    except ValueError:
        raise NotTaken("The publisher's key is 64 hexadecimal digits, as publish --to prints it.") from None


def signed(edition: CurrentEdition, key: Ed25519PrivateKey) -> bytes:
    """The text of current.json."""
    said = msgspec.to_builtins(edition)
    return json.dumps(said | {"signature": key.sign(_signed_part(said)).hex()}, indent=1).encode() + b"\n"


def verified(text: bytes, keys: Iterable[Ed25519PublicKey]) -> CurrentEdition:
    """What a current.json says that one of these keys signed. Raises NotTaken."""
    try:
        said: dict[str, Any] = json.loads(text)
        signature = bytes.fromhex(said.pop("signature"))
        part = _signed_part(said)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise NotTaken(f"{NAME} is none: it is damaged, or something else is at this address.") from None
    if not any(_fits(key, signature, part) for key in keys):
        raise NotTaken(f"{NAME} was not signed with the publisher's key. Is it the right key, and the right address?")
    try:
        return msgspec.convert(said, CurrentEdition)
    except msgspec.ValidationError:
        raise NotTaken(f"{NAME} is of another version of this program. Bring this one up to date.") from None


def _fits(key: Ed25519PublicKey, signature: bytes, part: bytes) -> bool:
    try:
        key.verify(signature, part)
    except InvalidSignature:
        return False
    return True


def _signed_part(said: dict[str, Any]) -> bytes:
    return PURPOSE + json.dumps(said, sort_keys=True, separators=(",", ":")).encode()
