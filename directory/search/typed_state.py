"""A state as people write it, alone or behind a place."""

import re

from directory.core.addresses import STATES, state_code
from directory.core.streets import place_key

IN_SPANISH = {
    **{"nueva jersey": "NJ", "nuevo mexico": "NM", "nuevo hampshire": "NH", "carolina del norte": "NC"},
    **{"carolina del sur": "SC", "dakota del norte": "ND", "dakota del sur": "SD", "virginia occidental": "WV"},
    **{"pensilvania": "PA", "luisiana": "LA", "misisipi": "MS", "misuri": "MO", "tejas": "TX", "hawai": "HI"},
    **{"distrito de columbia": "DC"},
}
STATE_KEYS = IN_SPANISH | {place_key(name): code for code, name in STATES.items()}


def split_state(text: str) -> tuple[str, str]:
    """The place's name and the state's code, "" where there is none: "portland or" → ("portland", "OR")."""
    words = text.replace(",", " , ").split()
    for taken in (4, 3, 2, 1):
        if len(words) > taken and (code := state_in(" ".join(words[-taken:]))):
            return " ".join(words[:-taken]).replace(" , ", ", ").strip(" ,"), code
    return " ".join(text.replace(",", " ").split()), ""


SAYS_STATE = re.compile(r"^(?:the )?state of | state$", re.IGNORECASE)  # Washington state, not the city


def state_in(text: str) -> str:
    """The code of the state that a text is, "" where it is none: "Oregon", "OR", "Washington state"."""
    text = SAYS_STATE.sub("", text)
    try:
        return state_code(text)
    except ValueError:
        return STATE_KEYS.get(place_key(text), "")  # "N. Carolina"
