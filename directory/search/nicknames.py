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
    "balto": "Baltimore, MD",
    "cinti": "Cincinnati, OH",
    "okla city": "Oklahoma City, OK",
    "oklahoma cty": "Oklahoma City, OK",
    "indpls": "Indianapolis, IN",
    "milw": "Milwaukee, WI",
    "chgo": "Chicago, IL",
    "minneap": "Minneapolis, MN",
    "jax beach": "Jacksonville Beach, FL",
    "colo springs": "Colorado Springs, CO",
    "grand rpds": "Grand Rapids, MI",
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
    "mammoth": "Mammoth Lakes, CA",
    "yosemite": "Yosemite National Park, CA",
    "san fran": "San Francisco, CA",
    "kc": "Kansas City, MO",
    "kcmo": "Kansas City, MO",
    "kck": "Kansas City, KS",
    "atx": "Austin, TX",
    "htx": "Houston, TX",
    "h town": "Houston, TX",
    "indy": "Indianapolis, IN",
    "cincy": "Cincinnati, OH",
    "bmore": "Baltimore, MD",
    "st pete": "St. Petersburg, FL",
    "saint pete": "St. Petersburg, FL",
    "mpls": "Minneapolis, MN",
    "nawlins": "New Orleans, LA",
    "big apple": "New York, NY",
    "the big apple": "New York, NY",
    "lic": "Long Island City, NY",
    "bklyn": "Brooklyn, NY",
    "chi town": "Chicago, IL",
    "chitown": "Chicago, IL",
    "sac": "Sacramento, CA",
    "sacto": "Sacramento, CA",
    "lbc": "Long Beach, CA",
    "east la": "East Los Angeles, CA",
    "east l a": "East Los Angeles, CA",
    "jville": "Jacksonville, FL",
    "gso": "Greensboro, NC",
    "a2": "Ann Arbor, MI",
    "pgh": "Pittsburgh, PA",
    "pitt": "Pittsburgh, PA",
    "the burgh": "Pittsburgh, PA",
    "music city": "Nashville, TN",
    "sin city": "Las Vegas, NV",
    "beantown": "Boston, MA",
    "windy city": "Chicago, IL",
    "oc": "Orange County, CA",
    "dade": "Miami-Dade County, FL",
    "pg": "Prince George's County, MD",
    "matsu": "Matanuska-Susitna Borough, AK",
    "mat su": "Matanuska-Susitna Borough, AK",
    "montco": "Montgomery County, PA",
    "delco": "Delaware County, PA",
    "moco": "Montgomery County, MD",
    "slo": "San Luis Obispo, CA",
    "champaign urbana": "Champaign, IL",
    "bloomington normal": "Bloomington, IL",
    "ohare": "Chicago, IL",
    "dulles airport": "Washington, DC",
    "la guardia": "New York, NY",
    "laguardia": "New York, NY",
    "nueva york": "New York, NY",
    "ciudad de nueva york": "New York, NY",
    "filadelfia": "Philadelphia, PA",
    "nueva orleans": "New Orleans, LA",
}
# Airports that people give for their city (IATA's letters). Not those that are a state's name to others: IND, ONT.
AIRPORTS = {
    **{"abq": "Albuquerque, NM", "anc": "Anchorage, AK", "atl": "Atlanta, GA", "aus": "Austin, TX"},
    **{"bdl": "Hartford, CT", "bna": "Nashville, TN", "boi": "Boise, ID", "bos": "Boston, MA", "btv": "Burlington, VT"},
    **{"bwi": "Baltimore, MD", "chs": "Charleston, SC", "cle": "Cleveland, OH", "clt": "Charlotte, NC"},
    **{"cmh": "Columbus, OH", "cvg": "Cincinnati, OH", "dca": "Washington, DC", "den": "Denver, CO"},
    **{"dtw": "Detroit, MI", "ewr": "Newark, NJ", "fll": "Fort Lauderdale, FL", "geg": "Spokane, WA"},
    **{"hnl": "Honolulu, HI", "hou": "Houston, TX", "iad": "Washington, DC", "iah": "Houston, TX"},
    **{"jax": "Jacksonville, FL", "jfk": "New York, NY", "las": "Las Vegas, NV", "lax": "Los Angeles, CA"},
    **{"lga": "New York, NY", "mci": "Kansas City, MO", "mco": "Orlando, FL", "mdw": "Chicago, IL"},
    **{"mem": "Memphis, TN", "mia": "Miami, FL", "mke": "Milwaukee, WI", "msy": "New Orleans, LA"},
    **{"oak": "Oakland, CA", "okc": "Oklahoma City, OK", "oma": "Omaha, NE", "ord": "Chicago, IL"},
    **{"pbi": "West Palm Beach, FL", "pdx": "Portland, OR", "phl": "Philadelphia, PA", "phx": "Phoenix, AZ"},
    **{"pit": "Pittsburgh, PA", "pvd": "Providence, RI", "pwm": "Portland, ME", "rdu": "Raleigh, NC"},
    **{"ric": "Richmond, VA", "sat": "San Antonio, TX", "sdf": "Louisville, KY", "sea": "Seattle, WA"},
    **{"seatac": "Seattle, WA", "sfo": "San Francisco, CA", "sjc": "San Jose, CA", "sju": "San Juan, PR"},
    **{"smf": "Sacramento, CA", "stl": "St. Louis, MO", "tpa": "Tampa, FL", "tus": "Tucson, AZ"},
    **{"lgb": "Long Beach, CA", "san": "San Diego, CA", "sna": "Santa Ana, CA"},
}
NICKNAMES |= AIRPORTS


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
