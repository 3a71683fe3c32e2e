"""E-mail addresses at which a practice can be written to, as people and payers write them."""

import re

from directory.core.websites import HOST

LONGEST_ADDRESS = 254  # characters that an address may have at most (RFC 5321, 4.5.3.1.3)
LOCAL_PART = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._%+-]{0,62}[A-Za-z0-9_-])?", re.ASCII)
UNREAD = re.compile(r"(?:no|do-?not|never)[._-]?reply\b", re.IGNORECASE)  # whoever writes there is answered by nobody


def address(text: str) -> str:
    """The one address in a text, in small letters after the @. Raises ValueError for anything that is none.

    Stricter than RFC 5322, 3.4.1: no quotes, no comments, no line's end, no letters outside ASCII, so nothing of it can
    end an attribute or begin another header of a mail.
    """
    local, _at, host = text.strip(" ").rpartition("@")
    is_written = text.isascii() and LOCAL_PART.fullmatch(local) and HOST.fullmatch(host.lower())
    if len(text) > LONGEST_ADDRESS or ".." in local or not is_written:
        raise ValueError("not an e-mail address, such as name@example.com")
    return f"{local}@{host.lower()}"


def of_practice(text: str) -> str:
    """An address to which patients may write. Raises ValueError for one of two or more, one that nobody reads, and a
    Direct address (`direct.example.com`), which takes only sealed letters.
    """
    found = address(re.sub(r"^mailto:", "", text.strip(" "), flags=re.IGNORECASE))
    local, _at, host = found.rpartition("@")
    if UNREAD.match(local) or "direct" in host.split(".")[:-2]:
        raise ValueError("not an e-mail address at which patients are answered")
    return found
