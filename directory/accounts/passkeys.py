"""Passkeys: signing in with what a phone, a computer or a security key keeps, unlocked by its owner there.

Such a key stands for all three of address, password and code: the authenticator has made sure of its owner (user
verification is required), and it answers our site only. (W3C Web Authentication, Level 3.)
"""

import json
import secrets
from datetime import timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from directory.accounts import signing_in, tries
from directory.accounts.second_factor import ISSUER
from directory.accounts.signing_in import SignedIn, SignInRefused
from directory.accounts.validation import ValidationError
from directory.core.i18n import N_
from directory.store.office import passkeys
from directory.store.office.database import Office
from directory.store.office.passkeys import Passkey
from directory.store.office.people import Person, person_by_id
from directory.store.vault import hash_token

if TYPE_CHECKING:  # the package takes a seventh of a second to load, which nothing else shall wait for
    from webauthn.helpers.structs import PublicKeyCredentialDescriptor

CHALLENGE_LIFETIME = timedelta(minutes=5)
MAX_PASSKEYS = 20  # of one person
LONGEST_NAME = 60  # characters


class RelyingParty(NamedTuple):
    """The site that a passkey belongs to. host: its name, without a port; origin: with scheme and port."""

    host: str
    origin: str


def creation_options(office: Office, person: Person, party: RelyingParty) -> dict[str, Any]:
    """What navigator.credentials.create() needs to make a passkey for somebody who has just shown who they are.

    Raises ValidationError where they have MAX_PASSKEYS.
    """
    import webauthn
    from webauthn.helpers import structs

    existing = passkeys.passkeys_of(office, person.id)
    if len(existing) >= MAX_PASSKEYS:
        raise ValidationError(name=N_("You have 20 passkeys. Remove one that you do not use first."))
    options = webauthn.generate_registration_options(
        rp_id=party.host,
        rp_name=ISSUER,
        user_name=person.email,
        challenge=_new_challenge(office, person.id),
        authenticator_selection=structs.AuthenticatorSelectionCriteria(
            resident_key=structs.ResidentKeyRequirement.REQUIRED,
            user_verification=structs.UserVerificationRequirement.REQUIRED,
        ),
        exclude_credentials=[_descriptor(each) for each in existing],
    )
    return _as_dict(webauthn.options_to_json(options))


def _descriptor(passkey: Passkey) -> "PublicKeyCredentialDescriptor":
    from webauthn.helpers import structs

    return structs.PublicKeyCredentialDescriptor(id=passkey.id)


def _new_challenge(office: Office, person_id: int | None) -> bytes:
    token = secrets.token_urlsafe(32)
    with office.transaction():
        passkeys.save_challenge(office, hash_token(token), person_id, office.now() + CHALLENGE_LIFETIME)
    return token.encode()


def _as_dict(options: str) -> dict[str, Any]:
    as_dict: dict[str, Any] = json.loads(options)
    return as_dict


def add_passkey(office: Office, person: Person, party: RelyingParty, answer: str, name: str) -> None:
    """Keeps the passkey that a browser has made (`answer`: JSON). Raises ValidationError."""
    import webauthn
    from webauthn.helpers.exceptions import WebAuthnException

    refused = ValidationError(name=N_("The passkey could not be added. Please try again."))
    challenge = _answered_challenge(answer)
    with office.transaction():
        if not challenge or not passkeys.take_challenge(office, hash_token(challenge), person.id):
            raise refused
    try:
        made = webauthn.verify_registration_response(
            credential=answer,
            **_expected(party, challenge),
        )
    except WebAuthnException as error:
        raise refused from error
    credential = (made.credential_id, made.credential_public_key, made.sign_count)
    with office.transaction():
        if not passkeys.add_passkey(office, person.id, credential, name.strip()[:LONGEST_NAME] or party.host):
            raise refused


def _answered_challenge(answer: str) -> str:
    """The challenge that an answer says it answers; "" where it says none. Nothing is verified yet."""
    from webauthn.helpers import base64url_to_bytes

    try:
        client_data = json.loads(base64url_to_bytes(json.loads(answer)["response"]["clientDataJSON"]))
        return base64url_to_bytes(client_data["challenge"]).decode("ascii")
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return ""


def _expected(party: RelyingParty, challenge: str) -> dict[str, Any]:
    """What every answer is verified against: it is to this challenge, for this site, by somebody who unlocked it."""
    return {
        "expected_challenge": challenge.encode(),
        "expected_rp_id": party.host,
        "expected_origin": party.origin,
        "require_user_verification": True,
    }


def request_options(office: Office, party: RelyingParty) -> dict[str, Any]:
    """What navigator.credentials.get() needs to sign somebody in, whoever it will be. Raises tries.TooSoon."""
    import webauthn
    from webauthn.helpers.structs import UserVerificationRequirement

    tries.count_try(office, tries.passkey_buckets(office))
    options = webauthn.generate_authentication_options(
        rp_id=party.host,
        challenge=_new_challenge(office, None),
        user_verification=UserVerificationRequirement.REQUIRED,
    )
    return _as_dict(webauthn.options_to_json(options))


def sign_in(office: Office, party: RelyingParty, answer: str, browser: str) -> SignedIn:
    """Begins a session of whoever's passkey has answered (`answer`: JSON). Raises SignInRefused."""
    challenge = _answered_challenge(answer)
    with office.transaction():
        if not challenge or not passkeys.take_challenge(office, hash_token(challenge), None):
            raise SignInRefused
    passkey = _answering_passkey(office, answer)
    person = passkey and person_by_id(office, passkey.person)
    sign_count = passkey and _verified_count(passkey, party, answer, challenge)
    with office.transaction():
        if not passkey or not person or sign_count is None or person.disabled_at or not person.password:
            office.note("sign-in refused", f"person {person.id}" if person else "nobody")
        else:
            passkeys.note_passkey_used(office, passkey, sign_count)
            tries.forgive_tries(office, tries.passkey_buckets(office))
            return signing_in.begin_session(office, person, browser)
    raise SignInRefused


def _answering_passkey(office: Office, answer: str) -> Passkey | None:
    from webauthn.helpers import base64url_to_bytes

    try:
        return passkeys.passkey_by_id(office, base64url_to_bytes(json.loads(answer)["id"]))
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def _verified_count(passkey: Passkey, party: RelyingParty, answer: str, challenge: str) -> int | None:
    """What the authenticator has counted up to now; None where the answer is not this passkey's."""
    import webauthn
    from webauthn.helpers.exceptions import WebAuthnException

    try:
        verified = webauthn.verify_authentication_response(
            credential=answer,
            credential_public_key=passkey.public_key,
            credential_current_sign_count=passkey.sign_count,
            **_expected(party, challenge),
        )
    except WebAuthnException:
        return None
    return int(verified.new_sign_count)
