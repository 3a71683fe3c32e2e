"""Direct addresses: by which clinicians send each other letters, sealed, over a health network.

They are written as e-mail addresses (Applicability Statement for Secure Health Transport, 2.1; RFC 5322, 3.4.1).
"""

import re

from directory.core.websites import HOST

LONGEST_ADDRESS = 254  # characters that such an address may have at most (RFC 5321, 4.5.3.1.3)
LOCAL_PART = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._%+-]{0,62}[A-Za-z0-9_-])?", re.ASCII)


def direct_address(text: str) -> str:
    """The address in a text, in small letters after the @. Raises ValueError for anything that is none."""
    local, _at, host = text.strip().rpartition("@")
    if (
        len(text) > LONGEST_ADDRESS
        or ".." in local
        or not (text.isascii() and LOCAL_PART.fullmatch(local) and HOST.fullmatch(host.lower()))
    ):
        raise ValueError("not a Direct address, such as name@direct.example.com")
    return f"{local}@{host.lower()}"
