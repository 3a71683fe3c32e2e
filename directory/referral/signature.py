"""Signed means signed: who signed a letter, when, and a hash by which a document is known to be ours.

The hash is of the letter as it was signed, together with a salt that is sealed with it: so nobody who holds only the
hash can try out what a letter might say, and the practice can show at any time that its letter is the one signed.
"""

import hashlib
import secrets
from dataclasses import dataclass

from pydantic import TypeAdapter

from directory.referral.letter import Attestation, Letter

_JSON = TypeAdapter(Letter)


@dataclass(frozen=True)
class Signature:
    """name, credentials, npi: as the letter names who signed; person: their account; at: ISO 8601, UTC; sha256:
    hexadecimal.
    """

    name: str
    credentials: str
    npi: str
    person: int
    at: str
    salt: str
    sha256: str


def signature(letter: Letter, person: int, at: str) -> Signature:
    """Somebody's signature under a letter."""
    salt, by = secrets.token_hex(16), letter.referrer
    return Signature(by.name, by.credentials, by.npi, person, at, salt, signed_hash(letter, salt, at, person))


def signed_hash(letter: Letter, salt: str, at: str, person: int) -> str:
    """The hash of a letter signed by somebody at a time. What a letter leaves at its default does not count, so that a
    field that later versions add changes nothing.
    """
    said = _JSON.dump_json(letter, exclude_defaults=True)
    return hashlib.sha256(f"{salt} {at} {person} ".encode() + said).hexdigest()


def is_as_signed(letter: Letter, signed: Signature) -> bool:
    """Whether a letter is the one that was signed."""
    return signed_hash(letter, signed.salt, signed.at, signed.person) == signed.sha256


def attestation(signed: Signature, document: str, verify: str) -> Attestation:
    """What a file prints of a signature. document: the letter's id; verify: where anybody can ask if it is ours."""
    return Attestation(signed.name, signed.credentials, signed.npi, signed.at, document, signed.sha256, verify)
