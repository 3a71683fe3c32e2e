"""What people type for a place that is none of a directory of the United States: where they are, and places abroad."""

import re

from directory.core.gazetteer import Gazetteer
from directory.core.names import folded
from directory.core.streets import place_key

HERE = (
    *("near me", "nearby", "near by", "close to me", "around me", "here", "my location", "current location", "my area"),
    *("cerca de mi", "cerca", "aqui", "mi ubicacion", "mi zona", "donde estoy"),
)
# Provinces by the letters of Canada Post and by name; countries by the names that people here type.
PROVINCES = (
    *("ab", "alberta", "bc", "b c", "british columbia", "mb", "manitoba", "nb", "new brunswick", "nl", "newfoundland"),
    *("ns", "nova scotia", "nt", "nu", "nunavut", "on", "ontario", "pe", "prince edward island", "qc", "quebec"),
    *("sk", "saskatchewan", "yt", "yukon"),
)
COUNTRIES = (
    *("canada", "mexico", "uk", "united kingdom", "england", "scotland", "wales", "ireland", "germany", "france"),
    *("spain", "italy", "china", "japan", "korea", "south korea", "taiwan", "india", "vietnam", "philippines"),
    *("australia", "new zealand", "brazil", "colombia", "argentina", "cuba", "jamaica", "dominican republic"),
)
# "near my house", "close to work", "cerca de mi casa"
BY_MINE = re.compile(
    r"(?:near|close to|around|by|at) (?:me|us|home|work|my .+|our .+|where i .+)"
    r"|(?:cerca de |por |en )(?:mi|nosotros|aqui|donde|nuestr[ao]|casa)(?: .+)?"
)
_LONGEST_FIRST = sorted((*PROVINCES, *COUNTRIES), key=len, reverse=True)
ABROAD = re.compile(rf"(?!new england).+? ({'|'.join(_LONGEST_FIRST)})")
POSTAL_CODE = re.compile(r"[a-z]\d[a-z] ?\d[a-z]\d|[a-z]{1,2}\d[a-z\d]? \d[a-z]{2}")  # of Canada, of Britain
LONGEST_LETTERS = 3  # characters of a province's letters, which alone may be anything
FAMOUS = 300_000  # people: a place abroad this large may be meant by its name alone
HAMLET = 1_000  # people: where fewer live here, it surely is
LARGER = 10  # times the people: where more live here, it hardly is


def is_here(text: str) -> bool:
    """Whether the words are where whoever types them is: "near me"."""
    typed = folded(text)
    return typed in HERE or bool(BY_MINE.fullmatch(typed))


def is_abroad(text: str) -> bool:
    """Whether the words are a place in another country, by its name, a province of Canada or a postal code of there.

    Whether a place of the United States has this name (Ontario; Albuquerque, New Mexico) is for the caller to look up
    first.
    """
    typed = folded(text)
    is_province = typed in PROVINCES and len(typed) > LONGEST_LETTERS
    return bool(typed in COUNTRIES or is_province or ABROAD.fullmatch(typed) or POSTAL_CODE.fullmatch(typed))


def is_known_abroad(text: str, gazetteer: Gazetteer) -> bool:
    """Whether the words are a country or a large city of one, alone or with their country ("Nassau, Bahamas").

    A city before a comma counts only where no place of the United States has the name.
    """
    first, comma, last = text.rpartition(",")
    is_street = text[:1].isdigit()
    if comma and not is_street and place_key(last) in gazetteer.countries:
        return True
    known = [text, first] if comma and not gazetteer.named(first) else [text]
    return any(map(gazetteer.abroad.__contains__, map(place_key, known))) or _with_country(text, gazetteer)


def _with_country(text: str, gazetteer: Gazetteer) -> bool:
    words = place_key(text).split()
    cuts = ((" ".join(words[:cut]), " ".join(words[cut:])) for cut in range(1, len(words)))
    return any(city in gazetteer.abroad and country in gazetteer.countries for city, country in cuts)


def people_abroad(text: str, gazetteer: Gazetteer) -> int:
    """How many live in the famous place abroad that has this name; 0 where none has."""
    people = gazetteer.abroad.get(place_key(text), 0)
    return people if people >= FAMOUS else 0
