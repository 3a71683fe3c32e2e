"""Web addresses of practices, as people write them."""

import re
from urllib.parse import SplitResult, urlsplit

LONGEST_WEBSITE = 200
SCHEME = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
# Labels of letters, digits and hyphens, and a top level that begins with a letter, so no IP address (RFC 1123, 2.1).
HOST = re.compile(r"(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]")
# Characters that a web address holds as they are (RFC 3986, 2), without those that could end an attribute.
WRITTEN = re.compile(r"[\w\-.~:/?#\[\]!$&()*+,;=%]+", re.ASCII)


def website(text: str) -> str:
    """The web address that a text stands for, with its scheme: https where none is written, the host in small letters.

    Hosts with letters outside ASCII come as browsers send them (punycode, RFC 3492), for two letters that look alike
    must not make two sites look like one. Raises ValueError for anything that is not a public page of the web: another
    scheme, an IP address, a port, a user's name, a bare word, an e-mail address.
    """
    address = text.strip()
    parts = _parts(address if SCHEME.match(address) else f"https://{address}")
    host = _ascii((parts.hostname or "").removesuffix("."))
    if (
        parts.scheme not in ("http", "https")
        or parts.netloc.lower() != (parts.hostname or "")
        or not HOST.fullmatch(host)
    ):
        raise _refused()
    rest = parts.path + (f"?{parts.query}" if parts.query else "")
    found = f"{parts.scheme}://{host}{'' if rest == '/' else rest}"
    if len(found) > LONGEST_WEBSITE or not WRITTEN.fullmatch(found):
        raise _refused()
    return found


def host(text: str) -> str:
    """The host of a website without "www.", "" where the text is no address of one."""
    try:
        return (urlsplit(website(text)).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def _parts(address: str) -> SplitResult:
    if len(address.split()) != 1:  # urlsplit would leave out a line's end
        raise _refused()
    try:
        return urlsplit(address)
    except ValueError as error:  # brackets that are no IPv6 address, letters that fold to a slash
        raise _refused() from error


def _ascii(host: str) -> str:
    try:
        return host.encode("idna").decode()
    except UnicodeError as error:
        raise _refused() from error


def _refused() -> ValueError:
    return ValueError("not the address of a website, such as www.example.com")
