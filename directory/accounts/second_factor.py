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


def written(secret: bytes) -> str:
    """The secret as apps let it be typed in: groups of four."""
    text = base64.b32encode(secret).decode()
    return " ".join(text[at : at + 4] for at in range(0, len(text), 4))


def picture(secret: bytes, email: str) -> str:
    """The QR code that gives the secret to an app, as SVG markup."""
    address = _totp(secret).provisioning_uri(name=email, issuer_name=ISSUER)
    return segno.make(address, error="m", micro=False).svg_inline(scale=4, border=4, light="#fff")


def step_of(secret: bytes | None, code: str, at: datetime) -> int | None:
    """The half minute whose code this is: the present one or a neighbour, for clocks that differ; None where it is none of them's."""
    now = int(at.timestamp()) // PERIOD
    app = _totp(secret or bytes(20))
    fits = [
        step for step in (now - 1, now, now + 1) if hmac.compare_digest(app.generate_otp(step), plain(code)) and secret
    ]
    return fits[-1] if fits else None


def _totp(secret: bytes) -> pyotp.TOTP:
    return pyotp.TOTP(base64.b32encode(secret).decode(), interval=PERIOD)


def plain(code: str) -> str:
    """A code as it was meant, however it was typed: ASCII letters and digits, small, nothing between."""
    return "".join(letter for letter in code.lower() if letter.isascii() and letter.isalnum())


def new_recovery_codes() -> list[str]:
    """Codes of 59 random bits, such as "abcd-2345-wxyz"."""
    return [
        "-".join("".join(secrets.choice(ALPHABET) for _ in range(4)) for _ in range(3)) for _ in range(RECOVERY_CODES)
    ]
