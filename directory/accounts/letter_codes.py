"""Codes that letters have and people type: eight letters and digits, such as "AB3D-7KMN"."""

import hmac

LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # none that is read for another
LENGTH = 8


def written(letters: str) -> str:
    """A code as a letter has it."""
    return f"{letters[:4]}-{letters[4:]}"


def is_same(code: str, typed: str) -> bool:
    """Whether a code was typed, however: in small letters, with anything between."""
    return hmac.compare_digest(_bare(code).encode(), _bare(typed).encode())


def _bare(text: str) -> str:
    return "".join(each for each in text.upper() if each in LETTERS)
