"""The second factor: codes of an authenticator app (RFC 6238), and recovery codes for the day the phone is gone."""

import base64
import hmac
import secrets
from datetime import datetime

import pyotp
import segno

PERIOD = 30  # seconds a code stands for
ISSUER = "Acupuncture directory"
RECOVERY_CODES = 10
ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"  # without what is mistaken for something else


def new_secret() -> bytes:
    """160 random bits, as RFC 4226 §4 recommends."""
    return secrets.token_bytes(20)


def secret_as_text(secret: bytes) -> str:
    """The secret as apps let it be typed in: base32 in groups of four."""
    text = base64.b32encode(secret).decode()
    return " ".join(text[start : start + 4] for start in range(0, len(text), 4))


def qr_code(secret: bytes, email: str) -> str:
    """The QR code that gives the secret to an app, as SVG markup."""
    address = _totp(secret).provisioning_uri(name=email, issuer_name=ISSUER)
    return segno.make(address, error="m", micro=False).svg_inline(scale=4, border=4, light="#fff")


def matching_step(secret: bytes | None, code: str, at: datetime) -> int | None:
    """The half minute whose code this is: that of `at` or a neighbour, for clocks that differ; None where it is none's.

    It takes as long without a secret, to which no code fits.
    """
    now = int(at.timestamp()) // PERIOD
    app, typed = _totp(secret or bytes(20)), normalise_code(code)
    matching = [step for step in (now - 1, now, now + 1) if hmac.compare_digest(app.generate_otp(step), typed)]
    return matching[-1] if matching and secret else None


def _totp(secret: bytes) -> pyotp.TOTP:
    return pyotp.TOTP(base64.b32encode(secret).decode(), interval=PERIOD)


def normalise_code(code: str) -> str:
    """A code as it was meant, however it was typed: ASCII letters and digits, in lower case, nothing between."""
    return "".join(letter for letter in code.lower() if letter.isascii() and letter.isalnum())


def new_recovery_codes() -> list[str]:
    """Codes of 59 random bits, such as "abcd-2345-wxyz"."""
    return ["-".join(_random_group() for _ in range(3)) for _ in range(RECOVERY_CODES)]


def _random_group() -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(4))
