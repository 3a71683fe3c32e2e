"""Resolving the place somebody types: a ZIP code, a city, a state or a point; misspelled, abbreviated, in any case."""

import re
import unicodedata

from rapidfuzz import process
from rapidfuzz.distance import OSA

from directory.core.addresses import STATES
from directory.core.gazetteer import City, Gazetteer, county_key
from directory.core.i18n import Message
from directory.core.streets import place_key
from directory.search import city_parts, elsewhere, landmarks, misspelled
from directory.search.misspelled import Guess
from directory.search.nicknames import NICKNAMES, nickname_in
from directory.search.other_scripts import named_in
from directory.search.place import (
    MAX_SUGGESTIONS,
    RIVAL_RATIO,
    Place,
    UnknownPlace,
    label_of,
    not_here,
    not_known,
    place_of,
    place_of_point,
    place_of_state,
    place_of_zip,
    rivals_of,
)
from directory.search.typed_address import GREAT_CITY, cities_after_street, city_after_street, great_city_of_state
from directory.search.typed_point import parse_point
from directory.search.typed_state import split_state, state_in
from directory.search.typed_zip import contradiction, zip_in

COUNTRY = re.compile(r"(?:^|[\s,]+)(?:USA?|U\.S\.(?:A\.)?|United States(?: of America)?)$", re.IGNORECASE)
COUNTY_OF = re.compile(r"(?:county of|condado de) (.+)", re.IGNORECASE)
CTY = re.compile(r"\bcty$", re.IGNORECASE)  # of a county, and of a city
NEAR_ANOTHER = re.compile(r"(?<=\w)[\s,(]+(?:near|close to|next to|outside|outside of)\s.*$", re.IGNORECASE)
# What people add to a place as they would ask somebody; what a spreadsheet adds to a number.
ASIDE = re.compile(
    r"(?<=\w)[\s,]+(?:near me|nearby|close to me|cerca de m[ií]|please|por favor|within \d+ ?(?:mi|miles?|millas)\b.*)$"
    r"|^within \d+ ?(?:mi|miles?) (?:of|from)\s+|(?<=\d{4})\.0+$",
    re.IGNORECASE,
)
LONGEST_PLACE = 100  # characters; no address is longer, and comparing spellings takes time
DASHES = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe63\uff0d", "-") | {"º": "°"})

MAX_NAMESAKES = 6  # of a region: six coasts are called North Shore
GREATER = 5  # times the people: a city a slip away, or a county of the name, so large that it is offered
FAR_GREATER = 25  # times the people: a county elsewhere that is meant by its bare name, where no town is large


def resolve_place(text: str, gazetteer: Gazetteer) -> Place:
    """The place that `text` names. Raises UnknownPlace."""
    text = " ".join(text.split())
    if len(text) > LONGEST_PLACE:
        raise UnknownPlace(
            Message("That is too long for a place. Type a ZIP code, or a city and state such as Portland, OR.")
        )
    if elsewhere.is_here(landmarks.KIND.sub("", text := _plain(text))):
        raise UnknownPlace(
            Message("Press “Use my location”, or type a ZIP code, or a city and state such as Portland, OR.")
        )
    text = _without_neighbour(COUNTRY.sub("", ASIDE.sub("", text)), gazetteer)
    if not text:
        raise UnknownPlace(Message("Type a ZIP code, or a city and state such as Portland, OR."))
    if point := parse_point(text):
        return place_of_point(*point, gazetteer)
    if zip_code := zip_in(text, gazetteer):
        other = contradiction(text, zip_code, gazetteer)
        place = place_of_zip(zip_code, gazetteer)
        return place._replace(typed=text, others=(other,)) if other else place
    if named := named_in(text, gazetteer):
        city = gazetteer.city(named.city, named.state)
        place = place_of(city) if city else place_of_state(named.state, gazetteer)
        return place if named.is_all else place._replace(typed=text)
    if nickname := NICKNAMES.get(place_key(text)):
        return _nicknamed(nickname, text, gazetteer)
    return _named(text, gazetteer)


def _without_neighbour(text: str, gazetteer: Gazetteer) -> str:
    """A city without the one that it is said to lie near: "Evanston (near Chicago)"."""
    city = NEAR_ANOTHER.sub("", text)
    is_city = city != text and (gazetteer.named(city) or gazetteer.city(*split_state(city)))
    return city if is_city else text


def _plain(text: str) -> str:
    """The text with the digits, dashes and letters of an American keyboard in place of those that look like them."""
    text = unicodedata.normalize("NFKC", text.translate(DASHES)).translate(DASHES)
    return "".join(str(unicodedata.decimal(char)) if char.isdecimal() else char for char in text)


def _nicknamed(nickname: str, text: str, gazetteer: Gazetteer) -> Place:
    """The place of a nickname, and others that bear it as their name."""
    place = _named(nickname, gazetteer)
    same_name = gazetteer.named(text)
    return place._replace(others=rivals_of(place.label, same_name, same_name[0].population if same_name else 0))


def _named(text: str, gazetteer: Gazetteer) -> Place:
    is_city = "," in text and gazetteer.city(*split_state(text))  # "Central, IN" is a town, and no middle of Indiana
    same_name, regions = gazetteer.named(text), [] if is_city else gazetteer.regions_named(text)
    if not (same_name or regions) and (landmark := landmarks.in_table(text, gazetteer)):
        return place_of(landmark, text, gazetteer.named(landmarks.place_in(text, gazetteer)))
    code = state_in(text.strip(", "))
    if code and not (same_name and same_name[0].population >= GREAT_CITY):
        return place_of_state(code, gazetteer)
    if regions and not (same_name and same_name[0].population > regions[0].population):
        return _region(regions, same_name)
    abroad, here = elsewhere.people_abroad(text, gazetteer), same_name[0].population if same_name else 0
    if same_name and abroad and here < elsewhere.HAMLET:
        raise not_here(text, same_name)
    if same_name:
        place = _of_one_name(same_name, text, gazetteer)
        is_rival = abroad >= elsewhere.LARGER * here > 0
        others = (*map(label_of, regions), *place.others, *([f"{STATES[code]} state"] if code else []))
        return place._replace(others=others, has_rival_abroad=is_rival)
    return _of_no_name(text, gazetteer)


def _of_no_name(text: str, gazetteer: Gazetteer) -> Place:
    """The place of a text that is no place's name as it stands: with a state, a street, a landmark, or misspelled."""
    name, state = split_state(text)
    is_abroad = elsewhere.is_known_abroad(text, gazetteer) or elsewhere.is_abroad(text)
    if not state and is_abroad and not misspelled.states_near(place_key(text)):
        raise not_here(text, [])
    exact = nickname_in(name, state) or name
    if in_state := [city for city in gazetteer.named(exact) if state and city.state == state]:
        return place_of(gazetteer.city(exact, state) or in_state[0], others=in_state)
    if in_state := gazetteer.regions_named(name, state) if state else []:
        return _region(in_state, [])
    if within := landmarks.place_in(text, gazetteer):
        return _landmark(text, within, gazetteer)
    if state == "CO" and "," not in text and gazetteer.counties_named(county_key(text)):
        name, state = text, ""  # "King Co" is no place in Colorado
    return _county(name, state, gazetteer) or _in_part(name, state, text, gazetteer)


def _landmark(text: str, within: str, gazetteer: Gazetteer) -> Place:
    """The place whose name a landmark's name holds; where a far larger one abroad has it, that is rather meant."""
    nickname = NICKNAMES.get(place_key(within))
    place = _nicknamed(nickname, within, gazetteer) if nickname else _named(within, gazetteer)
    if place.has_rival_abroad:
        raise not_here(text, gazetteer.named(within))
    return place._replace(typed=text)


def _region(regions: list[City], cities: list[City]) -> Place:
    """The region with most people; all others of its name are offered, and then cities, however small."""
    labels = dict.fromkeys(map(label_of, [*regions, *cities]))
    others = tuple(other for other in labels if other != label_of(regions[0]))[:MAX_NAMESAKES]
    return place_of(regions[0], precision="region")._replace(others=others)


def _of_one_name(same_name: list[City], text: str, gazetteer: Gazetteer) -> Place:
    """The largest of this name, unless a far larger one is spelled nearly so: then that, and this is offered.

    A much larger city that is spelled nearly so, or county of the name in another state, is offered.
    """
    typed, great = misspelled.with_slips(same_name[0], 0), misspelled.greater_namesake(same_name[0], gazetteer)
    if great and great.likelihood > typed.likelihood:
        return _guessed([great], text, gazetteer)._replace(others=(label_of(same_name[0]),))
    place = place_of(same_name[0], others=same_name)
    landmark = landmarks.in_table(text, gazetteer)
    if landmark and same_name[0].population < city_parts.TOWN:  # the town of Yale in Michigan, and the university
        place = place._replace(others=(label_of(landmark), *place.others))
    least = GREATER * same_name[0].population
    offered = [great.city] if great and great.city and great.city.population >= least else []
    counties = gazetteer.counties_named(county_key(text))[:1]
    counties = [each for each in counties if each.state != same_name[0].state and each.population >= least]
    is_small = same_name[0].population < misspelled.TOWN
    if is_small and counties and counties[0].population >= max(GREAT_CITY, FAR_GREATER * same_name[0].population):
        return place_of(counties[0], text, precision="county")._replace(others=(place.label, *place.others))
    offered += counties
    return place._replace(others=(*place.others[: MAX_SUGGESTIONS - len(offered)], *map(label_of, offered)))


def _in_part(name: str, state: str, text: str, gazetteer: Gazetteer) -> Place:
    """A place that has a street, a quarter, or a side in front of it; else one that is spelled so."""
    cuts = [] if name[:1].isdigit() else _cuts(name, state, text, gazetteer)
    if part := city_parts.known_part(cuts, gazetteer):
        return place_of(part, typed=text)
    last = name.rpartition(",")[2].strip() if state else name  # of "12 Elm St, Bend, OR" the city
    last = nickname_in(last, state) or last
    if state and (city := gazetteer.city(last, state) or city_after_street(last, state, gazetteer)):
        return place_of(city)
    if cities := great_city_of_state(state, name, gazetteer) if state else cities_after_street(text, gazetteer):
        return place_of(cities[0], text, cities)
    found = misspelled.guesses(last, state, gazetteer)
    found += [misspelled.with_slips(city, 1) for city in city_parts.cities_of_side(cuts)]
    if found:
        return _guessed(sorted(found, key=lambda guess: -guess.likelihood), text if state else name, gazetteer)
    towns = city_parts.towns_within(cuts)
    if towns and towns[0].population >= city_parts.LARGE_CITY:
        return place_of(towns[0], typed=text)
    raise _unknown_name(last, state, towns, gazetteer)


def _cuts(name: str, state: str, text: str, gazetteer: Gazetteer) -> list[city_parts.Cut]:
    cuts = city_parts.cuts(name, state, gazetteer)
    nickname = state.lower()  # "Downtown LA" is a part of Los Angeles
    if nickname in NICKNAMES and place_key(text).endswith(f" {nickname}"):
        city, _, home = NICKNAMES[nickname].rpartition(", ")
        cuts.insert(0, (name, [each for each in gazetteer.named(city) if each.state == home]))
    return cuts


def _county(name: str, state: str, gazetteer: Gazetteer) -> Place | None:
    """The county of a text that says so, perhaps misspelled; None where it says no county, or one that is not known."""
    name = COUNTY_OF.sub(r"\1 county", name)
    bare = county_key(name)
    if bare == place_key(name):
        return None
    nickname = county_key(NICKNAMES.get(bare, "").partition(", ")[0])
    counties = gazetteer.counties_named(bare, state)
    if meant := gazetteer.counties_named(nickname, state):
        others = tuple(map(label_of, counties[:MAX_SUGGESTIONS]))
        return place_of(meant[0], precision="county")._replace(others=others)
    if counties:
        place = place_of(counties[0], others=counties, precision="county")
        city = gazetteer.city(f"{bare} city", counties[0].state) if CTY.search(name) else None
        return place._replace(others=(label_of(city), *place.others)) if city else place
    names = [key for key in gazetteer.counties_by_name if gazetteer.counties_named(key, state)]
    close = process.extractOne(bare, names, scorer=OSA.distance, score_cutoff=misspelled.slips_in(bare))
    counties = gazetteer.counties_named(close[0], state) if close else []
    return place_of(counties[0], name, counties, "county") if counties else None


def _guessed(guesses: list[Guess], typed: str, gazetteer: Gazetteer) -> Place:
    """The likeliest guess; others that are nearly as likely are offered. A state's name may be a great city's too."""
    best = guesses[0]
    if not best.city:
        cities = [guess.city for guess in guesses if guess.city and guess.city.population >= misspelled.LARGE_CITY]
        return _named(STATES[best.state], gazetteer)._replace(typed=typed, others=rivals_of("", cities, 0))
    rivals = [guess.city for guess in guesses if guess.city and guess.is_rival_of(best, RIVAL_RATIO)]
    place = place_of(best.city, typed, precision=best.precision)
    return place._replace(others=rivals_of(place.label, rivals, 0))


def _unknown_name(name: str, state: str, towns: list[City], gazetteer: Gazetteer) -> UnknownPlace:
    alike = towns + misspelled.alike(name, state, gazetteer)
    if not state:
        return not_known(name, alike)
    in_state = Message("%(place)s in %(state)s", place=name, state=STATES[state])
    return not_known(in_state, [*gazetteer.named(name), *alike])
