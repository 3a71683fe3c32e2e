"""Short and second names of places, and names that nearly always mean one of several places."""

from directory.core.addresses import STATES
from directory.core.streets import place_key

NICKNAMES = {
    "nyc": "New York, NY",
    "la": "Los Angeles, CA",
    "sf": "San Francisco, CA",
    "philly": "Philadelphia, PA",
    "dc": "Washington, DC",
    "washington dc": "Washington, DC",
    "vegas": "Las Vegas, NV",
    "nola": "New Orleans, LA",
    "phila": "Philadelphia, PA",
    "slc": "Salt Lake City, UT",
    "dtla": "Los Angeles, CA",
    "weho": "West Hollywood, CA",
    "uws": "Upper West Side, NY",
    "ues": "Upper East Side, New York, NY",
    "les": "Lower East Side, New York, NY",
    "southie": "South Boston, MA",
    "hollywood": "Hollywood, CA",
    "west hollywood": "West Hollywood, CA",
    "princeton": "Princeton, NJ",
}


def nickname_in(name: str, state: str) -> str:
    """The city of a nickname in a state: ("LA", "CA") → "Los Angeles"; the state's own code is one ("NY, NY").

    "" where the name is none, or no state is given.
    """
    city, _, state_of_city = NICKNAMES.get(place_key(name), "").rpartition(", ")
    return (
        city
        if state and state_of_city == state
        else STATES[state]
        if state and place_key(name) == state.lower()
        else ""
    )
