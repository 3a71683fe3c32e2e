"""Direct addresses: by which clinicians send each other letters, sealed, over a health network.

They are written as e-mail addresses (Applicability Statement for Secure Health Transport, 2.1; RFC 5322, 3.4.1).
"""

from directory.core.email_addresses import address
from directory.core.i18n import N_


def direct_address(text: str) -> str:
    """The address in a text, in small letters after the @. Raises ValueError for anything that is none."""
    try:
        return address(text.strip())
    except ValueError:
        raise ValueError(N_("not a Direct address, such as name@direct.example.com")) from None
