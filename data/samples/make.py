#!/usr/bin/env python3
"""Writes the sample directory: some 600 listings to try the program with, in directory.ndjson beside this file.

    python3 data/samples/make.py

Every listing is made up. The cities, ZIP codes and area codes are real, so that distances are. Nothing else is: NPIs begin with 2,
which is never assigned; telephone numbers are 555-0100 to 555-0199, which are kept for fiction; the serial part of a license number
begins with 9, higher than boards have counted as far as we know; the insurance companies do not exist (the public programs do).

One JSON object a line, with the fields of directory.core.practitioner.Listing; a field at its default is left out. The same bytes come
out at every run: the seed and the span of dates are fixed. To change the sample, change this file and run it again.
"""

import calendar
import csv
import json
import random
import re
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parents[1]))

from directory.core import gazetteer, npi
from directory.core.addresses import STATES
from directory.core.credentials import BY_WRITTEN, is_acupuncturist, is_physician
from directory.core.practitioner import Insurance, Licence, Listing, Location

OUTPUT = HERE / "directory.ndjson"
ZIPS = HERE.parent / "reference" / "zips.csv"
KINDS = {"licensed_acupuncturist": 440, "medical_acupuncturist": 60, "other_clinician": 40, "clinic": 60}
FIRST_DAY, LAST_DAY = date(2023, 6, 1), date(2026, 10, 31)
WITHOUT_NPI = 8
# Standings other than good that boards report; the rest of what they confirm is active.
STANDINGS = {"suspended": 4, "revoked": 2, "probation": 3, "expired": 24}
NO_LICENCE = {"AL", "OK", "SD"}  # states that do not license acupuncturists
NOT_SERVED = {"GU", "VI", "AS", "MP", "AA", "AE", "AP"}  # the sample has the 50 states, DC and PR

# City, state: area code, weight, ZIP codes. Every place has a listing; the weight shares out the others.
PLACES = """
Los Angeles, CA: 213 26 90004 90005 90006 90012 90019 90026 90036
San Francisco, CA: 415 17 94102 94109 94110 94115 94117 94118 94122
Oakland, CA: 510 9 94607 94609 94610 94611
Berkeley, CA: 510 5 94703 94704 94705
San Diego, CA: 619 11 92101 92103 92104 92116
San Jose, CA: 408 7 95112 95125 95128
Sacramento, CA: 916 6 95814 95816 95819
Irvine, CA: 949 6 92612 92614 92618
Garden Grove, CA: 714 5 92840 92843 92844
Santa Monica, CA: 310 6 90401 90403 90405
Fresno, CA: 559 2 93704 93720
Bishop, CA: 760 0 93514
New York, NY: 212 24 10001 10003 10011 10013 10016 10023 10025 10128
Brooklyn, NY: 718 13 11201 11215 11217 11220 11238
Flushing, NY: 718 8 11354 11355
Rochester, NY: 585 3 14607 14618
Albany, NY: 518 3 12203 12208
Ithaca, NY: 607 2 14850
Saranac Lake, NY: 518 0 12983
Miami, FL: 305 14 33125 33133 33137 33145
Orlando, FL: 407 6 32801 32803 32804
Tampa, FL: 813 9 33606 33609 33629
Gainesville, FL: 352 4 32601 32605 32607
Sarasota, FL: 941 5 34231 34236 34239
Austin, TX: 512 11 78701 78704 78745 78757
Houston, TX: 713 9 77004 77006 77008 77036
Dallas, TX: 214 6 75204 75206 75219
San Antonio, TX: 210 4 78209 78212 78230
Marfa, TX: 432 0 79843
Seattle, WA: 206 15 98101 98103 98105 98115 98122
Bellevue, WA: 425 4 98004 98007
Spokane, WA: 509 3 99201 99203
Vancouver, WA: 360 3 98660 98661
Bellingham, WA: 360 3 98225
Twisp, WA: 509 0 98856
Portland, OR: 503 18 97202 97209 97211 97214 97215 97232
Eugene, OR: 541 4 97401 97405
Salem, OR: 503 2 97301 97302
Bend, OR: 541 3 97701 97703
Ashland, OR: 541 2 97520
Joseph, OR: 541 0 97846
Denver, CO: 303 15 80202 80206 80209 80210 80218
Boulder, CO: 303 6 80301 80302 80304
Fort Collins, CO: 970 4 80521 80524
Colorado Springs, CO: 719 3 80903 80907
Salida, CO: 719 0 81201
Chicago, IL: 773 19 60613 60614 60618 60622 60640 60657
Evanston, IL: 847 4 60201 60202
Naperville, IL: 630 4 60540 60563
Springfield, IL: 217 1 62702 62704
Boston, MA: 617 12 02111 02115 02116 02118
Cambridge, MA: 617 6 02138 02139 02140
Worcester, MA: 508 3 01602 01609
Northampton, MA: 413 4 01060
Great Barrington, MA: 413 0 01230
Jersey City, NJ: 201 5 07302 07306
Fort Lee, NJ: 201 5 07024
Montclair, NJ: 973 4 07042 07043
Edison, NJ: 732 4 08817 08820
Princeton, NJ: 609 3 08540
Philadelphia, PA: 215 14 19103 19106 19107 19119 19147
Pittsburgh, PA: 412 5 15213 15217 15232
Lancaster, PA: 717 2 17602 17603
State College, PA: 814 1 16801
Indianapolis, IN: 317 5 46202 46204 46220
Bloomington, IN: 812 2 47401 47404
Fort Wayne, IN: 260 1 46802 46804
Nashville, IN: 812 0 47448
Portland, ME: 207 4 04101 04102 04103
Bangor, ME: 207 1 04401
Brunswick, ME: 207 1 04011
Blue Hill, ME: 207 0 04614
Birmingham, AL: 205 1 35205 35209
Anchorage, AK: 907 2 99501 99503 99508
Homer, AK: 907 0 99603
Phoenix, AZ: 602 5 85004 85012 85016
Tucson, AZ: 520 4 85716 85719
Fayetteville, AR: 479 1 72701 72703
New Haven, CT: 203 3 06510 06511
West Hartford, CT: 860 2 06107 06117
Wilmington, DE: 302 2 19801 19806
Washington, DC: 202 6 20001 20007 20009 20036
Atlanta, GA: 404 6 30305 30307 30309
Honolulu, HI: 808 7 96813 96814 96815 96826
Boise, ID: 208 3 83702 83704 83706
Iowa City, IA: 319 2 52240 52245
Lawrence, KS: 785 1 66044 66047
Louisville, KY: 502 2 40204 40205 40207
New Orleans, LA: 504 2 70115 70118 70119
Baltimore, MD: 410 5 21201 21210 21218
Bethesda, MD: 301 4 20814 20817
Ann Arbor, MI: 734 4 48103 48104
Detroit, MI: 313 2 48201 48226
Minneapolis, MN: 612 5 55403 55406 55408
Saint Paul, MN: 651 3 55102 55104 55105
Jackson, MS: 601 0 39202 39211
Saint Louis, MO: 314 3 63108 63110 63118
Missoula, MT: 406 2 59801 59802
Omaha, NE: 402 1 68102 68131 68132
Las Vegas, NV: 702 4 89102 89117 89146
Portsmouth, NH: 603 3 03801
Santa Fe, NM: 505 6 87501 87505
Albuquerque, NM: 505 5 87106 87110
Silver City, NM: 575 0 88061
Asheville, NC: 828 5 28801 28803 28806
Raleigh, NC: 919 4 27601 27608
Fargo, ND: 701 0 58102 58103
Columbus, OH: 614 4 43201 43214 43215
Cleveland, OH: 216 2 44106 44113
Oklahoma City, OK: 405 1 73102 73118
Providence, RI: 401 3 02903 02906
Charleston, SC: 843 2 29401 29403
Sioux Falls, SD: 605 1 57103 57104
Nashville, TN: 615 3 37203 37206 37212
Salt Lake City, UT: 801 4 84102 84105 84106
Burlington, VT: 802 3 05401
Brattleboro, VT: 802 1 05301
Richmond, VA: 804 3 23220 23221
Arlington, VA: 703 4 22201 22207
Morgantown, WV: 304 1 26501 26505
Madison, WI: 608 4 53703 53704 53711
Milwaukee, WI: 414 3 53202 53211
Jackson, WY: 307 1 83001
San Juan, PR: 787 3 00907 00909 00918
"""

# Names of an origin: how common it is here, given names of women | of men, family names, languages that may be spoken.
ORIGINS = """
anglo: 30 Sarah Emily Rachel Laura Heather Megan Claire Alice Nora Joan Ruth Holly | James Peter Andrew Thomas Daniel Mark Simon
 Walter Neil Ethan | Miller Carter Bennett Hughes Foster Palmer Walsh Murphy Sullivan Harper Ellis Brooks Turner Marsh |
chinese: 20 Mei Xiu Yan Jing Hui Fang Ying Grace Vivian Amy | Wei Jun Ming Hao Jian Kevin Raymond Henry | Chen Wang Li Zhang Liu Huang
 Lin Wu Chan Wong Lau Chow Zhao | Mandarin Cantonese
korean: 14 Ji-woo Min-ji Soo-jin Hye-jin Yuna Hana Grace Esther | Min-jun Sung-ho Ji-hoon Dong-hyun Joon Daniel Paul | Kim Lee Park
 Choi Jung Kang Cho Yoon Lim Han | Korean
hispanic: 12 María Lucía Elena Carmen Sofía Ana Isabel Rosa | José Luis Carlos Miguel Javier Rafael Andrés | Martínez Rodriguez López
 Hernandez Torres Rivera Morales Ortiz Castillo | Spanish
vietnamese: 6 Linh Thảo Mai Hương Lan Kim | Minh Tuấn Quang Hùng Bao Khanh | Nguyen Tran Phạm Vo Huynh Bui Dang Vu | Vietnamese
european: 8 Anna Ingrid Chiara Katarzyna Sophie Helga Marta | Lukas Marco Stefan Jan Pierre Henrik | Rossi Kowalski Müller Larsen
 Novak Dubois Jansen Bianchi Nowak | German French Italian Polish
russian: 4 Olga Irina Natalia Svetlana | Sergei Dmitri Alexei Viktor | Sokol Petrov Kuznetsov Morozov Shevchenko | Russian Ukrainian
japanese: 5 Yuko Akiko Naomi Keiko Emi | Kenji Hiroshi Takeshi Naoki | Tanaka Sato Suzuki Yamamoto Nakamura Ito | Japanese
indian: 4 Priya Anjali Kavita Meera | Arjun Rajesh Sanjay Vikram | Patel Sharma Reddy Iyer Gupta | Hindi Gujarati Telugu Tamil
filipino: 3 Maricel Jocelyn Liza Rowena | Ramon Jerome Noel | Santos Reyes Bautista Mendoza | Tagalog
african: 4 Keisha Imani Amara Ngozi Denise | Marcus Malik Chidi Kwame | Washington Okafor Mensah Jefferson Adeyemi | French Igbo
persian: 3 Leila Shirin Nasrin Yasmin | Omar Reza Karim | Haddad Karimi Hosseini Nasser | Farsi Arabic
hebrew: 3 Noa Tamar Miriam Dana | Avi Eitan Noam | Cohen Levy Katz Friedman | Hebrew
"""

# Family names that a search gets wrong if it drops short words, marks or apostrophes: origin, where their bearers practice.
HARD_NAMES = """
An: korean, Los Angeles, CA; Irvine, CA; Flushing, NY
Do: vietnamese, Garden Grove, CA; Irvine, CA; Houston, TX
Đỗ: vietnamese, Garden Grove, CA; Worcester, MA; Houston, TX
So: korean, Los Angeles, CA; Fort Lee, NJ; New York, NY
So: chinese, San Francisco, CA
Will: anglo, Indianapolis, IN; Bloomington, IN; Denver, CO
Le: vietnamese, San Jose, CA; Garden Grove, CA; Seattle, WA
Lê: vietnamese, San Jose, CA
Ng: chinese, San Francisco, CA; Oakland, CA; New York, NY; Boston, MA
Nguyễn: vietnamese, Garden Grove, CA; San Jose, CA; Houston, TX; Portland, OR; Boston, MA
O'Brien: anglo, Boston, MA; Cambridge, MA; Chicago, IL; Portland, ME
de la Cruz: hispanic, San Antonio, TX; Austin, TX; Santa Fe, NM; San Juan, PR
McDonald: anglo, Seattle, WA; Bellevue, WA; Asheville, NC
Nguyen-Smith: anglo, Portland, OR; Vancouver, WA; Arlington, VA
García: hispanic, Miami, FL; Los Angeles, CA; Santa Monica, CA; San Juan, PR
Yi: korean, Los Angeles, CA; Fort Lee, NJ; Flushing, NY
In: korean, Indianapolis, IN; Fort Wayne, IN; Los Angeles, CA
Or: hebrew, Portland, OR; Eugene, OR; Brooklyn, NY
Or: chinese, San Francisco, CA
"""

STREETS = (
    "Cedar St",
    "Main St",
    "Oak Ave",
    "Maple St",
    "Elm St",
    "Park Ave",
    "Willow Rd",
    "Chestnut St",
    "Birch Ln",
    "Walnut St",
    "Spruce St",
    "Lincoln Ave",
    "Franklin St",
    "Highland Ave",
    "Union St",
    "Center St",
    "River Rd",
    "Hill St",
    "Spring St",
    "2nd Ave",
    "5th St",
    "N 3rd St",
    "S Main St",
    "W Pine St",
    "E Washington St",
    "Madison Ave",
    "Church St",
    "Orchard Rd",
    "Sunset Blvd",
    "Lake Dr",
)
CALLES = ("Calle Cedro", "Calle Roble", "Calle Sol", "Avenida Central")
LONG_FORMS = {"St": "Street", "Ave": "Avenue", "Rd": "Road", "Ln": "Lane", "Blvd": "Boulevard", "Dr": "Drive"}
EMBLEMS = (
    "Heron",
    "Thistle",
    "Lantern",
    "Juniper",
    "Wren",
    "Plum",
    "Driftwood",
    "Clover",
    "Harbor",
    "Meadowlark",
    "Ginger",
    "Tamarack",
)
TRADES = (
    "Acupuncture",
    "Acupuncture & Herbs",
    "Community Acupuncture",
    "Acupuncture Clinic",
    "Integrative Health",
    "Acupuncture and Wellness",
    "Pain & Acupuncture Center",
    "Oriental Medicine",
)
SHORT_TRADES = ("Healing Arts", "Wellness", "Acupuncture Studio")

TITLES = {
    "FL": ("A.P.",),
    "NM": ("D.O.M.",),
    "WA": ("L.Ac.", "AEMP", "EAMP"),
    "MI": ("R.Ac.", "L.Ac."),
    "WI": ("C.Ac.", "L.Ac."),
}
DEGREES = (
    "Dipl. O.M.",
    "Dipl. Ac.",
    "Dipl. A.O.M.",
    "DACM",
    "DAOM",
    "MSOM",
    "MAOM",
    "M.S.Ac.",
    "M.Ac.",
    "LMT",
    "Ph.D.",
    "Dipl. C.H.",
)
OTHER_CLINICIANS = (
    ("D.C.",),
    ("N.D.",),
    ("P.T.", "DPT"),
    ("N.P.",),
    ("FNP-BC",),
    ("APRN", "N.P."),
    ("D.C.", "M.S."),
    ("PA-C",),
)
NURSES = {"N.P.", "FNP-BC"}

# How the states number their licenses, # a digit. Where a state is missing: the ELSEWHERE form.
NUMBERS = {
    "CA": "AC9####",
    "NY": "9#####",
    "FL": "AP9###",
    "TX": "AC9####",
    "WA": "AC69######",
    "OR": "AC9#####",
    "CO": "ACU.0009###",
    "IL": "198.009###",
    "MA": "AC9#####",
    "NJ": "25MZ009###00",
    "PA": "AK009###",
    "IN": "849#####A",
    "ME": "AC9###",
    "NM": "DOM9###",
    "NC": "9###",
    "VA": "0121009###",
    "OH": "65.009###",
    "AZ": "9###",
    "HI": "ACU-9###",
    "MN": "9###",
    "UT": "99######-1201",
}
ELSEWHERE = "AC-9###"
NEIGHBORS = {
    "NJ": "NY",
    "NY": "NJ",
    "OR": "WA",
    "WA": "OR",
    "MA": "NH",
    "NH": "ME",
    "VA": "MD",
    "DC": "MD",
    "IN": "IL",
    "IL": "WI",
}

PAYERS = {
    "Acme Health": ("Acme Gold PPO", "Acme Silver HMO", "Acme Bronze EPO", "Acme Choice Plus"),
    "Bluebird Health Plan": ("Bluebird Select PPO", "Bluebird Basic HMO", "Bluebird Family Gold"),
    "Evergreen Mutual": ("Evergreen Cascade PPO", "Evergreen Core EPO", "Evergreen Silver Saver"),
    "Granite Hill Health": ("Granite Hill Open Access", "Granite Hill Silver HMO"),
    "Lamplight Health": ("Lamplight Complete PPO", "Lamplight Everyday HMO", "Lamplight Bronze Saver"),
    "Tallgrass Mutual": ("Tallgrass Preferred PPO", "Tallgrass Value HMO"),
    "Juniper Benefit Trust": ("Juniper Trust PPO", "Juniper Trust Retiree Plan"),
    "Palmetto Coast Health": ("Palmetto Gold HMO", "Palmetto Silver PPO", "Palmetto Flex"),
    "Tidewater Assurance": ("Tidewater Advantage PPO", "Tidewater Point of Service"),
    "Red Mesa Health": ("Red Mesa Silver EPO", "Red Mesa Gold PPO"),
}
REGIONS = {  # the others sell everywhere
    "Evergreen Mutual": "WA OR ID AK MT",
    "Granite Hill Health": "NH ME VT MA RI CT",
    "Tallgrass Mutual": "IL IN IA KS MO NE MN WI ND SD",
    "Palmetto Coast Health": "FL GA SC NC AL PR",
    "Tidewater Assurance": "VA MD DC DE PA NJ WV",
    "Red Mesa Health": "NM AZ CO UT NV TX",
}
PROGRAMS = ("VA Community Care", "Workers' compensation", "Auto insurance")
MEDICAID = [
    "CA",
    "MA",
    "MN",
    "NJ",
    "NM",
    "OH",
    "OR",
    "RI",
]  # states among those whose Medicaid has paid for acupuncture
MOST_INSURANCE = 6  # entries of one listing, Medicare among them
MORE_LANGUAGES = ("Spanish", "Spanish", "Portuguese", "French", "American Sign Language")

rng = random.Random(20261031)
given_out: set[str] = set()


class Place(NamedTuple):
    """A real city; weight: how many listings it gets, compared with others."""

    city: str
    state: str
    area_code: str
    weight: int
    zips: list[str]


class Origin(NamedTuple):
    """Names and languages that go together."""

    weight: int
    women: list[str]
    men: list[str]
    families: list[str]
    languages: list[str]


def main() -> None:
    """Makes the listings, checks them, writes them."""
    listings = sorted(
        everybody(), key=lambda listing: (listing.locations[0].state, listing.locations[0].city, listing.name)
    )
    lines = [json.dumps(stated(listing), ensure_ascii=False) for listing in listings]
    check([json.loads(line) for line in lines])
    OUTPUT.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
    print(f"{OUTPUT.name}: {len(lines)} listings, {OUTPUT.stat().st_size:,} bytes. Checked.")


def everybody() -> list[Listing]:
    """All listings: the clinics first, because some people work in them."""
    clinics = [clinic(place) for place in some_places(KINDS["clinic"])]
    kinds = [kind for kind, count in KINDS.items() if kind != "clinic" for _ in range(count)]
    rng.shuffle(kinds)
    rooms = [location for listing in clinics for location in listing.locations]
    people = [person(kind, *who, rooms) for kind, who in zip(kinds, names_and_places(len(kinds)), strict=True)]
    report_standings(people)
    forget_npis(people)
    name_fees(people)
    return clinics + people


def names_and_places(count: int) -> list[tuple[Origin, str | None, Place]]:
    """Origin, family name (None: any of the origin) and place of each person: the hard names, one for every place, then by weight."""
    hard = []
    for family, rest in table(HARD_NAMES):
        origin, _, where = rest.partition(", ")
        hard += [(ORIGIN[origin], family, PLACE[place]) for place in where.split("; ")]
    places = list(PLACE.values()) + some_places(count - len(hard) - len(PLACE))
    weights = [origin.weight for origin in ORIGIN.values()]
    return hard + [(rng.choices(list(ORIGIN.values()), weights)[0], None, place) for place in places]


def some_places(count: int) -> list[Place]:
    """Places by weight."""
    return rng.choices(list(PLACE.values()), [place.weight for place in PLACE.values()], k=count)


def clinic(place: Place) -> Listing:
    """A clinic, named for its street or with an emblem."""
    street = rng.choice(CALLES if place.state == "PR" else STREETS)
    named_for = patron(street)
    title, other = f"{named_for} {rng.choice(TRADES)}", [f"{named_for} {rng.choice(SHORT_TRADES)}"]
    branches = [location(place) for _ in range(likely(0.12))]
    number = new_npi()
    return Listing(
        number,
        number,
        "clinic",
        title + rng.choice(("", "", "", " LLC", " PLLC")),
        other_names=other if likely(0.15) else [],
        locations=[location(place, street), *branches],
        insurance=insurance("clinic", place.state, []),
        languages=languages(["Mandarin", "Korean", "Spanish"], place, (0, 0, 0, 1, 2)),
        **details(),
        **dates(confirmed=likely(0.6)),
    )


def patron(street: str) -> str:
    """What a clinic is named for: "Cedar Street", or "Heron & Thistle"."""
    words = [LONG_FORMS.get(word, word) for word in street.split() if len(word) > 1]
    return " ".join(words) if likely(0.6) else " & ".join(rng.sample(EMBLEMS, 2))


def person(kind: str, origin: Origin, family: str | None, place: Place, rooms: list[Location]) -> Listing:
    """A person of this kind; in a clinic's rooms where there is one in the city and chance has it."""
    woman, confirmed = likely(0.68), likely(0.67)
    given, family = given_and_family(origin.women if woman else origin.men, [family] if family else origin.families)
    letters, number = credentials(kind, place.state), new_npi()
    return Listing(
        number,
        number,
        kind,
        full_name(given, family),
        other_names=former_names(given, family, origin, woman),
        credentials=letters,
        gender=None if likely(0.15) else "female" if woman else "male",
        locations=practices(place, rooms),
        licences=licences(kind, place.state, confirmed),
        insurance=insurance(kind, place.state, letters),
        languages=languages(origin.languages, place, (0, 1, 1, 1, 2)),
        **details(),
        **dates(confirmed),
    )


def given_and_family(given: list[str], families: list[str]) -> tuple[str, str]:
    """A name that nobody here has yet; hard family names may meet the same given name again, as in life."""

    def draw() -> str:
        return f"{rng.choice(given)}|{rng.choice(families)}"

    return tuple((draw() if len(families) == 1 else once(draw)).split("|"))


def full_name(given: str, family: str) -> str:
    """A name in reading order, with a middle initial now and then."""
    return f"{given} {rng.choice('ABCDEHJKLMRST')}. {family}" if likely(0.2) else f"{given} {family}"


def former_names(given: str, family: str, origin: Origin, woman: bool) -> list[str]:
    """A former family name, or the name a practitioner does business under."""
    if woman and likely(0.05):
        return [f"{given} {former}" for former in rng.sample(origin.families, 2) if former != family][:1]
    return [f"{family} Acupuncture"] if likely(0.02) else []


def credentials(kind: str, state: str) -> list[str]:
    """The letters after a name, in the order they are written."""
    if kind == "other_clinician":
        return list(rng.choice(OTHER_CLINICIANS))
    if kind == "medical_acupuncturist":
        more = rng.choice(([], [], ["FAAMA"], ["DABMA"], ["DABMA", "FAAMA"], ["MPH"]))
        return [rng.choice(("M.D.", "M.D.", "D.O.")), *more]
    return [rng.choice(TITLES.get(state, ("L.Ac.",))), *rng.sample(DEGREES, rng.choice((0, 0, 1, 1, 1, 2)))]


def practices(place: Place, rooms: list[Location]) -> list[Location]:
    """Where a person sees patients: mostly one address."""
    here = [room for room in rooms if room.city == place.city and room.state == place.state]
    first = rng.choice(here) if here and likely(0.2) else location(place)
    return [first, location(place)] if likely(0.06) else [first]


def location(place: Place, street: str | None = None) -> Location:
    """A made-up address in a real ZIP code of the place; now and then without ZIP code or telephone."""
    street = street or rng.choice(CALLES if place.state == "PR" else STREETS)
    suite = rng.choice(
        (
            "",
            "",
            "",
            f", Ste {rng.randrange(1, 40)}",
            f", Ste {rng.randrange(100, 420)}",
            f", Unit {rng.choice('ABCD')}",
        )
    )
    phone = None if likely(0.05) else once(lambda: f"+1{place.area_code}55501{rng.randrange(100):02}")
    postal_code = None if likely(0.02) else rng.choice(place.zips)
    return Location(
        once(lambda: f"{rng.randrange(12, 4900)} {street}{suite}"), place.city, place.state, postal_code, phone
    )


def licences(kind: str, state: str, confirmed: bool) -> list[Licence]:
    """Acupuncture licenses. A physician's or nurse's own license is none, so that few of them have one."""
    if state in NO_LICENCE or (kind != "licensed_acupuncturist" and not likely(0.06)):
        return []
    states = [state, NEIGHBORS[state]] if state in NEIGHBORS and likely(0.12) else [state]
    return [licence(each, confirmed) for each in states]


def licence(state: str, confirmed: bool) -> Licence:
    """A license of a state: active if a board has said so, else unknown."""
    written = once(lambda: f"{state}-" + re.sub("#", lambda _: str(rng.randrange(10)), NUMBERS.get(state, ELSEWHERE)))
    year, month = rng.choice((2027, 2028)), rng.randrange(1, 13)
    expires_on = date(year, month, calendar.monthrange(year, month)[1]).isoformat()
    number = written.removeprefix(f"{state}-")
    return Licence(state, number, "active", expires_on) if confirmed else Licence(state, number)


def report_standings(people: list[Listing]) -> None:
    """Gives some active licenses the standings that are not good."""
    active = [(who, each) for who in people for each in who.licences if each.status == "active"]
    standings = [standing for standing, count in STANDINGS.items() for _ in range(count)]
    for (who, each), each.status in zip(rng.sample(active, len(standings)), standings, strict=True):
        if each.status == "expired":  # before the board said so
            each.expires_on = (date.fromisoformat(who.confirmed_on) - timedelta(rng.randrange(20, 400))).isoformat()


def forget_npis(people: list[Listing]) -> None:
    """Takes the NPI from a few people: they are known by their license."""
    licensed = [who for who in people if who.licences and who.kind == "licensed_acupuncturist"]
    for who in rng.sample(licensed, WITHOUT_NPI):
        who.id, who.npi = f"{who.licences[0].state}-{who.licences[0].number}", None


def insurance(kind: str, state: str, letters: list[str]) -> list[Insurance]:
    """Plans taken. Medicare only for those who may bill it, which acupuncturists by themselves may not."""
    offered = [
        (payer, plan) for payer in PAYERS if state in REGIONS.get(payer, state).split() for plan in PAYERS[payer]
    ]
    offered += [(program, None) for program in (*PROGRAMS, *["Medicaid"] * (state in MEDICAID))]
    bills_medicare = kind in ("medical_acupuncturist", "clinic") or NURSES & set(letters)
    taken = [("Medicare", None)] if bills_medicare and likely(0.5) else []
    taken += rng.sample(offered, rng.choices(range(MOST_INSURANCE), (34, 14, 14, 14, 12, 12))[0])
    return [Insurance(*network, rng.choices(("in", "unknown", "out"), (62, 34, 4))[0]) for network in taken]


def languages(spoken: list[str], place: Place, how_many: tuple[int, ...]) -> list[str]:
    """Languages besides English, one of `how_many` of those spoken. Everybody in Puerto Rico speaks Spanish."""
    found = ["Spanish"] if place.state == "PR" else []
    found += rng.sample(spoken, min(len(spoken), rng.choice(how_many)))
    found += [rng.choice(MORE_LANGUAGES)] if likely(0.12) else []
    return list(dict.fromkeys(found))


def details() -> dict[str, bool | None]:
    """What practitioners say of their practice, and often do not say."""
    return {
        "accepting_new_patients": rng.choices((True, False, None), (50, 12, 38))[0],
        "telehealth": rng.choices((True, False, None), (15, 25, 60))[0],
        "home_visits": rng.choices((True, False, None), (8, 27, 65))[0],
        "wheelchair_access": rng.choices((True, False, None), (35, 8, 57))[0],
    }


def name_fees(people: list[Listing]) -> None:
    """Has one practice in six say what it asks for a visit."""
    for who in rng.sample(people, len(people) // 6):
        who.later_visit_fee = float(rng.randrange(60, 150, 5))
        who.first_visit_fee = who.later_visit_fee + rng.randrange(20, 80, 5)


def dates(confirmed: bool) -> dict[str, str | None]:
    """When the record was changed and, if ever, confirmed: more of it lately, some of it years ago."""
    return {"updated_on": some_day(), "confirmed_on": some_day() if confirmed else None}


def some_day() -> str:
    """A day of the sample's span, the later the likelier."""
    span = (LAST_DAY - FIRST_DAY).days
    return (FIRST_DAY + timedelta(round(rng.triangular(0, span, span)))).isoformat()


def new_npi() -> str:
    """An NPI that checks and that nobody has."""
    return once(lambda: npi.with_check_digit(f"2{rng.randrange(10**8):08}"))


def likely(chance: float) -> bool:
    """True as often as `chance` (0 to 1) says."""
    return rng.random() < chance


def once(make: Callable[[], str]) -> str:
    """A value of `make` that has not been given out before."""
    while (value := make()) in given_out:
        pass
    given_out.add(value)
    return value


def table(text: str) -> list[tuple[str, str]]:
    """The "key: rest" lines of a table; a line that begins with a space goes on with the one before."""
    lines = text.strip().replace("\n ", " ").splitlines()
    return [(key, rest) for key, _, rest in (line.partition(": ") for line in lines)]


def read_place(name: str, rest: str) -> Place:
    """A place from its line."""
    city, _, state = name.rpartition(", ")
    area_code, weight, *zips = rest.split()
    return Place(city, state, area_code, int(weight), zips)


def read_origin(rest: str) -> Origin:
    """An origin from its line."""
    weight, _, words = rest.partition(" ")
    return Origin(int(weight), *(part.split() for part in words.split("|")))


PLACE = {name: read_place(name, rest) for name, rest in table(PLACES)}
ORIGIN = {name: read_origin(rest) for name, rest in table(ORIGINS)}


def stated(thing: object) -> object:
    """A dataclass as JSON values, without the fields that have their default."""
    if isinstance(thing, list):
        return [stated(each) for each in thing]
    if not is_dataclass(thing):
        return thing
    return {
        field.name: stated(value) for field in fields(thing) if (value := getattr(thing, field.name)) != default(field)
    }


def default(field: Field) -> object:
    """What a dataclass field is when nobody says; MISSING where it has to be said."""
    return field.default if field.default_factory is MISSING else field.default_factory()


def check(rows: list[dict]) -> None:
    """Stops with what is wrong, before anything is written. Not `assert`, which python -O leaves out."""
    must(Counter(row["kind"] for row in rows) == KINDS, "counts by kind")
    must(len({row["id"] for row in rows}) == len(rows), "ids are unique")
    must({place["state"] for row in rows for place in row["locations"]} == STATES.keys() - NOT_SERVED, "every state")
    statuses = Counter(each.get("status", "unknown") for row in rows for each in row.get("licences", ()))
    must(STANDINGS.items() <= statuses.items(), "counts of license statuses")
    must(sum(row["npi"] is None for row in rows) == WITHOUT_NPI, "listings without an NPI")
    must(not misplaced_zips(), f"ZIP codes of PLACES: {misplaced_zips()}")
    for row in rows:
        check_row(row)


def misplaced_zips() -> list[str]:
    """ZIP codes of PLACES that are of another city in the program's own list."""
    with ZIPS.open(encoding="utf-8", newline="") as file:
        known = {row["zip"]: (gazetteer.place_key(row["city"]), row["state"]) for row in csv.DictReader(file)}
    return [
        code
        for place in PLACE.values()
        for code in place.zips
        if known.get(code) != (gazetteer.place_key(place.city), place.state)
    ]


def check_row(row: dict) -> None:
    """The same for one listing."""
    held, people = row.get("credentials", []), row["kind"] != "clinic"
    must(
        row["npi"] is None or (row["npi"] == row["id"] and row["npi"][0] == "2" and npi.is_valid(row["npi"])),
        "NPI",
        row,
    )
    must(bool(held) == people and all(letters in BY_WRITTEN for letters in held), "credentials", row)
    must(is_physician(held) == (row["kind"] == "medical_acupuncturist"), "kind and credentials", row)
    must(is_acupuncturist(held) == (row["kind"] == "licensed_acupuncturist"), "kind and title", row)
    must(people or "gender" not in row, "a clinic's gender", row)
    for place in row["locations"]:
        must(f"{place['city']}, {place['state']}" in PLACE, "place", row)
        must(re.fullmatch(r"\+1[2-9]\d\d55501\d\d", place.get("phone", "+12125550100")), "telephone", row)
    for each in row.get("licences", ()):
        must(each["state"] in STATES.keys() - NO_LICENCE, "state of a license", row)
        must("status" not in each or "confirmed_on" in row, "a status that nobody confirmed", row)
    medicare = any(each["payer"] == "Medicare" for each in row.get("insurance", ()))
    must(not (medicare and row["kind"] == "licensed_acupuncturist"), "Medicare", row)


def must(holds: object, what: str, row: dict | None = None) -> None:
    """Ends the program when something does not hold."""
    if not holds:
        raise SystemExit(f"{OUTPUT.name} was not written. Wrong: {what}{f' of {row}' if row else ''}")


if __name__ == "__main__":
    main()
