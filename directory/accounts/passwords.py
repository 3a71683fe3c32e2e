"""Which passwords are good enough, and how they are kept."""

import unicodedata

from argon2 import PasswordHasher
from argon2.exceptions import VerifyMismatchError

from directory.core.i18n import N_, Message

# Characters; NIST SP 800-63B-4 §3.1.1.2 wants 8 beside a second factor, and room for 64.
SHORTEST_PASSWORD, LONGEST_PASSWORD = 12, 128
LEAST_SCORE = 3  # of 4 by zxcvbn: more than 10**8 guesses by somebody who knows what people choose
HASHER = PasswordHasher()  # argon2id with RFC 9106's second recommended choice: 64 MiB, 3 passes, 4 lanes
# No password fits it: checked where there is no account, so that the answer takes as long.
DUMMY_HASH = "$argon2id$v=19$m=65536,t=3,p=4$EShL+EN4mSNV8Hglmbt9Zw$qUwXXejFoIy5QNm6k3YDj3IL6MdJccysy9CD/yJ7t54"


def password_problem(password: str, email: str) -> str | None:
    """What is wrong with a new password, for a person; None when it will do."""
    from zxcvbn import zxcvbn  # here because it takes 13 MB, and passwords are chosen seldom

    if len(password) < SHORTEST_PASSWORD:
        return Message(
            "Use at least %(least)s characters; a few words that do not belong together are easy to remember.",
            least=SHORTEST_PASSWORD,
        )
    if len(password) > LONGEST_PASSWORD:
        return Message("Use at most %(most)s characters.", most=LONGEST_PASSWORD)
    if zxcvbn(password, user_inputs=[email, *email.split("@")], max_length=LONGEST_PASSWORD)["score"] < LEAST_SCORE:
        return N_(
            "This password is easy to guess: it is a common one, follows a pattern or is like your address. "
            "Use a few words that do not belong together."
        )
    return None


def hash_password(password: str) -> str:
    """What is kept of a password."""
    return HASHER.hash(_normalised(password))


def verify_password(password_hash: str | None, password: str) -> bool:
    """Whether the hash is this password's; it takes as long for None, which is nobody's."""
    try:
        return HASHER.verify(password_hash or DUMMY_HASH, _normalised(password)) and password_hash is not None
    except VerifyMismatchError:
        return False


def _normalised(password: str) -> str:
    """One spelling for letters that keyboards compose in different ways."""
    return unicodedata.normalize("NFKC", password)
