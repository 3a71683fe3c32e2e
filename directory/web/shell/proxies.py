"""Where a visitor is, behind a web server that hands requests on: X-Forwarded-For is believed of trusted proxies only.

Whoever reaches this server directly may write the header as they like, and be counted as somebody else with each try.
"""

import logging
from collections.abc import Iterable
from ipaddress import ip_address
from typing import TYPE_CHECKING

from directory.settings import Network

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

log = logging.getLogger(__name__)


class TrustingProxies:
    """A WSGI application that sees visitors where trusted proxies say that they are."""

    def __init__(self, application: "WSGIApplication", trusted: tuple[Network, ...]):
        self.application, self.trusted, self.has_warned = application, trusted, False

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        """Hands the request on, with REMOTE_ADDR set right."""
        named, peer = environ.get("HTTP_X_FORWARDED_FOR", ""), environ.get("REMOTE_ADDR", "")
        environ["REMOTE_ADDR"] = visitor_address(peer, named, self.trusted)
        if named and not is_trusted(peer, self.trusted) and not self.has_warned:
            self.has_warned = True  # once a process: whoever it is, is nobody to fill the log
            log.warning("forwarded address not believed: its sender is not in TRUSTED_PROXY")
        return self.application(environ, start_response)


def is_trusted(address: str, trusted: tuple[Network, ...]) -> bool:
    """Whether an address is that of a trusted proxy."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return False
    return any(parsed in network for network in trusted)


def visitor_address(peer: str, forwarded_for: str, trusted: tuple[Network, ...]) -> str:
    """Where the visitor is. peer: who is connected; forwarded_for: the header, to which a proxy adds whom it saw."""
    address = peer
    for named in reversed(forwarded_for.split(",")):
        if not is_trusted(address, trusted):
            break
        try:
            address = str(ip_address(named.strip()))
        except ValueError:
            break
    return address
