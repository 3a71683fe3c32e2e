"""The practice's own date: a letter written in Hawaii in the evening is of that evening, wherever the server stands.

The zones are of the IANA time zone database; a state with several is in the one where most of its people live.
"""

import re
from collections.abc import Iterable
from datetime import datetime

from babel.dates import get_timezone
from flask import g, has_request_context

from directory.core import dates
from directory.referral.letter import Recipient
from directory.referral.saved_referral import SavedReferral

STATES_OF_ZONES = {
    "America/New_York": "CT DE DC FL GA IN KY MA MD ME MI NC NH NJ NY OH PA RI SC VA VT WV",
    "America/Chicago": "AL AR IA IL KS LA MN MO MS ND NE OK SD TN TX WI",
    "America/Denver": "CO ID MT NM UT WY",
    "America/Phoenix": "AZ",
    "America/Los_Angeles": "CA NV OR WA",
    "America/Anchorage": "AK",
    "Pacific/Honolulu": "HI",
    "America/Puerto_Rico": "PR VI",
    "Pacific/Guam": "GU MP",
    "Pacific/Pago_Pago": "AS",
}
ZONE_OF_STATE = {state: zone for zone, states in STATES_OF_ZONES.items() for state in states.split()}
STATE_IN_ADDRESS = re.compile(r"\b([A-Z]{2})[ ,]+\d{5}(?:-\d{4})?\b")


def use(chosen: str, address: str, recipients: Iterable[Recipient]) -> None:
    """Takes the date of this request from where the letter is written.

    That is the zone chosen, else that of the sender's state by their address, else of the first practitioner's state.
    """
    states = [*reversed(STATE_IN_ADDRESS.findall(address)), *(each.state for each in recipients)]
    by_state = next((ZONE_OF_STATE[state] for state in states if state in ZONE_OF_STATE), "")
    g.practice_zone = chosen if chosen in STATES_OF_ZONES else by_state


def use_of(kept: SavedReferral) -> None:
    """Takes the date of this request from where a letter that is kept was written."""
    typed = dict(kept.typed)
    recipients = kept.letter.recipients if kept.letter else ()
    use(typed.get("time_zone", ""), typed.get("address", ""), recipients)


def today() -> str:
    """The ISO day where the letter is written; the server's where that is not known."""
    zone = g.get("practice_zone") if has_request_context() else None
    return datetime.now(get_timezone(zone)).date().isoformat() if zone else dates.today()
