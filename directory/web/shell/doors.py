"""What all doors for programs have in common: pages of other sites may read them, and nobody may ask too much.

Whoever asks needs no key, and no address is kept, nor a hash of one. Counters alone stand in memory, at places that an
address and a random number tell; the number and the counters last a minute. Each process counts for itself.
"""

import hashlib
import secrets
import time
from array import array
from ipaddress import IPv6Address, ip_address

from flask import Flask, request
from werkzeug.exceptions import TooManyRequests
from werkzeug.wrappers import Response

PREFIXES = ("/api/", "/fhir", "/hsds", "/mcp", "/changes", "/oembed", "/mpf/")
WINDOW = 60  # seconds
MOST_REQUESTS = 300  # of one address in a window, of one process
COUNTERS = 1 << 16  # in each of two rows: who shares a counter in one seldom does in the other
NETWORK_BITS = 64  # of an IPv6 address: a household or an office has all that begin with these
READING = ("GET", "HEAD", "OPTIONS")
TOTAL = "X-Total-Count"  # of a list of which an answer has a part
MAY_BE_READ = (
    *(
        "ETag",
        "Link",
        "Content-Location",
        TOTAL,
        "Retry-After",
        "RateLimit-Policy",
        "Deprecation",
        "Sunset",
        "Last-Modified",
        "Location",
    ),
)
PREFLIGHT_KEPT = 86_400  # seconds


class FairUse:
    """Counts requests by address for a minute, then forgets all of them."""

    def __init__(self, most: int = MOST_REQUESTS) -> None:
        self.most, self.ends, self.secret = most, 0.0, b""
        self.rows: tuple[array[int], ...] = ()

    def seconds_to_wait(self, address: str, now: float) -> int:
        """Counts a request; 0 where it may be answered, else how many seconds until others may. now: in seconds."""
        if now >= self.ends:
            self.ends, self.secret = now + WINDOW, secrets.token_bytes(16)
            self.rows = tuple(array("H", bytes(2 * COUNTERS)) for _ in range(2))
        digest = hashlib.blake2b(network_of(address).encode(), key=self.secret, digest_size=4).digest()
        places = int.from_bytes(digest[:2]), int.from_bytes(digest[2:])
        asked = min(row[place] for row, place in zip(self.rows, places, strict=True))
        if asked >= self.most:
            return int(self.ends - now) + 1
        for row, place in zip(self.rows, places, strict=True):
            row[place] = min(row[place] + 1, self.most)
        return 0


def network_of(address: str) -> str:
    """What is counted as one: an IPv4 address, or the network of an IPv6 address."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return address
    if isinstance(parsed, IPv6Address):
        return str(parsed.ipv4_mapped or int(parsed) >> (128 - NETWORK_BITS))
    return str(parsed)


def is_this_machine(address: str) -> bool:
    """Whether who asks is this machine: a web server in front that is not in TRUSTED_PROXY would be taken for all
    visitors at once.
    """
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return True  # a socket of this machine has no address


def register(app: Flask) -> None:
    """Opens the doors of `app` to other sites' pages, and keeps their use fair."""
    app.extensions["fair_use"] = FairUse()
    app.before_request(lambda: _admit_fairly(app.extensions["fair_use"]))
    app.after_request(_open_to_others)


def _admit_fairly(fair_use: FairUse) -> None:
    address = request.remote_addr or ""
    if not is_door(request.path) or is_this_machine(address):
        return
    if wait := fair_use.seconds_to_wait(address, time.monotonic()):
        raise TooManyRequests(retry_after=wait)


def is_door(path: str) -> bool:
    """Whether a path is for programs."""
    return path.startswith(PREFIXES)


def _open_to_others(response: Response) -> Response:
    """Lets pages of any site read what everybody may read; never with a visitor's cookies, for `*` excludes them."""
    if not is_door(request.path) or request.method not in READING:
        return response
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Access-Control-Expose-Headers"] = ", ".join(MAY_BE_READ)
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    response.headers["RateLimit-Policy"] = f'"fair use";q={MOST_REQUESTS};w={WINDOW}'
    if request.method == "OPTIONS":
        response.headers["Access-Control-Allow-Methods"] = "GET, HEAD"
        response.headers["Access-Control-Allow-Headers"] = "Accept, Accept-Language, If-None-Match, Prefer"
        response.headers["Access-Control-Max-Age"] = str(PREFLIGHT_KEPT)
    return response
