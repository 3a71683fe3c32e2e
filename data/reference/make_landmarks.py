"""Make landmarks.csv: universities, hospitals, airports and parks that people type for a place, and their city.

SOURCES.md says who gave what. Get the files (any folder will do) and run:

    pip download --no-deps airportsdata==20260905  &&  python3 -m zipfile -e airportsdata-20260905-py3-none-any.whl AIR
    python3 data/reference/make_landmarks.py HD2019.CSV HOSPITALS.CSV AIR/airportsdata/airports.csv

Names that several bear are left out, and those whose words alone lead there (search/landmarks.py).
"""

import csv
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parents[1]))

from directory.core.addresses import STATES, state_code
from directory.core.gazetteer import Gazetteer
from directory.core.geo import miles_between
from directory.core.streets import place_key
from directory.search.place import UnknownPlace
from directory.search.places import resolve_place
from directory.store.reference.files import gazetteer

LARGE = ("4", "5")  # IPEDS INSTSIZE: 10,000 students and more
RESEARCH = ("15", "16")  # its C18BASIC: doctoral universities with very high and high research activity
NEAR = 25  # miles: that near is right
SHORTEST = 3  # letters of a name
FOR_PROFIT = "3"  # its CONTROL
LETTERS = re.compile(
    r"(?!BSU|CAU|CUB|KSU|MTU|SUNY|TSU|UAH|UCB|UCD|UHM)[A-Z]{3,6}"
)  # several universities' (UAH: Utah with a slip)

SAYS = re.compile(r"\b(?:university|college|institute|tech|state)\b", re.IGNORECASE)
IS_NAME = re.compile(r"[^,;/]{1,50} [^,;/]{1,30}")
CAMPUS_NAME = re.compile(r"-| at | in ")
BY_HAND = {"New York University": ("NYU",), "Texas A & M University-College Station": ("Texas A&M",)}
# Universities that are called by one word more often than the towns of their name are.
BY_ONE_WORD = (
    *("Brandeis", "Cornell", "Dartmouth", "DePaul", "Drexel", "Duke", "Emory", "Gallaudet", "Harvard", "Purdue"),
    *("Rutgers", "Tufts", "Vanderbilt", "Yale"),
)
CAMPUS = re.compile(r"[- ]main campus$|[- ](?:seattle )?campus$|-campus immersion$", re.IGNORECASE)

# What people call a hospital, and CMS's name for it; an airport, and its letters (IATA).
HOSPITALS = {
    "Mayo Clinic": "MAYO CLINIC HOSPITAL ROCHESTER",
    "Mass General": "MASSACHUSETTS GENERAL HOSPITAL",
    "Massachusetts General Hospital": "MASSACHUSETTS GENERAL HOSPITAL",
    "MGH": "MASSACHUSETTS GENERAL HOSPITAL",
    "Brigham and Women's Hospital": "BRIGHAM AND WOMEN'S HOSPITAL",
    "Brigham and Women's": "BRIGHAM AND WOMEN'S HOSPITAL",
    "Beth Israel Deaconess": "BETH ISRAEL DEACONESS MEDICAL CENTER",
    "Cedars-Sinai": "CEDARS-SINAI MEDICAL CENTER",
    "Cedars-Sinai Medical Center": "CEDARS-SINAI MEDICAL CENTER",
    "Cedars Sinai Hospital": "CEDARS-SINAI MEDICAL CENTER",
    "Mount Sinai Hospital": "MOUNT SINAI HOSPITAL",
    "Bellevue Hospital": "BELLEVUE HOSPITAL CENTER",
    "Johns Hopkins Hospital": "JOHNS HOPKINS HOSPITAL  THE",
    "Yale New Haven Hospital": "YALE-NEW HAVEN HOSPITAL",
    "Duke Hospital": "DUKE UNIVERSITY HOSPITAL",
    "Stanford Hospital": "STANFORD HEALTH CARE",
    "Barnes-Jewish Hospital": "BARNES JEWISH HOSPITAL",
    "Barnes-Jewish": "BARNES JEWISH HOSPITAL",
    "Northwestern Memorial Hospital": "NORTHWESTERN MEMORIAL HOSPITAL",
    "Vanderbilt Hospital": "VANDERBILT UNIVERSITY HOSPITAL",
    "UC Davis Medical Center": "UNIVERSITY OF CALIFORNIA DAVIS MEDICAL CENTER",
    "Jackson Memorial Hospital": "JACKSON MEMORIAL HOSPITAL",
    "Harborview": "HARBORVIEW MEDICAL CENTER",
    "Harborview Medical Center": "HARBORVIEW MEDICAL CENTER",
    "Parkland Hospital": "PARKLAND HEALTH AND HOSPITAL SYSTEM",
    "Henry Ford Hospital": "HENRY FORD HOSPITAL",
    "Scripps Mercy Hospital": "SCRIPPS MERCY HOSPITAL",
    "Lenox Hill Hospital": "LENOX HILL HOSPITAL",
    "Emory Hospital": "EMORY UNIVERSITY HOSPITAL",
}
AIRPORTS = {
    **{"Logan": "BOS", "Dulles": "IAD", "Reagan": "DCA", "Reagan National": "DCA", "National": "DCA"},
    **{"Midway": "MDW", "O'Hare": "ORD", "LaGuardia": "LGA", "Kennedy": "JFK", "JFK": "JFK", "Sea-Tac": "SEA"},
    **{"Love Field": "DAL", "Hobby": "HOU", "John Wayne": "SNA", "Harry Reid": "LAS", "McCarran": "LAS"},
    **{"Sky Harbor": "PHX", "Bush Intercontinental": "IAH", "Hartsfield": "ATL", "Hartsfield-Jackson": "ATL"},
    **{"Bradley": "BDL", "Bob Hope": "BUR", "Intercontinental": "IAH"},
}
OF_NOBODY = ("Love Field", "Sky Harbor", "Reagan National", "Bush Intercontinental")  # known without "airport"
# Where the public goes; the city as an encyclopedia has it (SOURCES.md).
PARKS = {"Disney World": ("Orlando", "FL"), "Walt Disney World": ("Orlando", "FL"), "Disneyland": ("Anaheim", "CA")}
# What people call hospitals that CMS's list has under a longer name or not at all, bases and sights: by hand.
CLINICS = {
    "Houston, TX": ("MD Anderson", "M.D. Anderson", "Texas Medical Center"),
    "New York, NY": ("Memorial Sloan Kettering", "Sloan Kettering", "MSKCC", "Hospital for Special Surgery"),
    "Boston, MA": ("Dana-Farber", "Dana Farber Cancer Institute"),
    "Duarte, CA": ("City of Hope",),
    "Seattle, WA": ("Fred Hutch", "Fred Hutchinson"),
    "Tampa, FL": ("Moffitt", "James A. Haley"),
    "Memphis, TN": ("St. Jude", "St. Jude Children's", "St. Jude Children's Research"),
    "Bethesda, MD": ("Walter Reed", "National Institutes of Health", "NIH"),
    "Portland, OR": ("OHSU", "Oregon Health & Science University", "Doernbecher"),
    "Little Rock, AR": ("UAMS",),
    "Charleston, SC": ("MUSC",),
    "San Francisco, CA": ("UCSF", "Zuckerberg San Francisco General"),
    "Pittsburgh, PA": ("UPMC",),
    "Dallas, TX": ("UT Southwestern",),
    "Chicago, IL": ("Cook County", "Stroger"),
}
CLINIC_ENDINGS = ("", " hospital", " medical center", " cancer center")
OF_A_COUNTY = ("Cook County",)  # known only with "hospital"
SIGHTS = {
    "Lubbock, TX": ("TTU",),
    "Pasadena, CA": ("Caltech",),
    "San Luis Obispo, CA": ("Cal Poly", "Cal Poly SLO"),
    "Oxford, MS": ("Ole Miss",),
    "Joint Base Lewis McChord, WA": ("JBLM", "Fort Lewis", "McChord AFB", "McChord Air Force Base"),
    "San Antonio, TX": ("JBSA", "Joint Base San Antonio", "Lackland AFB", "Fort Sam Houston"),
    "Fayetteville, NC": ("Fort Liberty", "Fort Liberty NC"),
    "Columbus, GA": ("Fort Moore", "Fort Moore GA"),
    "Augusta, GA": ("Fort Eisenhower", "Fort Eisenhower GA"),
    "Tampa, FL": ("MacDill", "MacDill AFB", "MacDill Air Force Base"),
    "Camp Springs, MD": ("Andrews AFB", "Joint Base Andrews", "Andrews Air Force Base"),
    "Honolulu, HI": ("Pearl Harbor",),
    "Arlington, VA": ("The Pentagon",),
    "New York, NY": ("Grand Central", "Grand Central Station", "Wall Street", "Penn Station"),
    "San Francisco, CA": ("Golden Gate Park",),
    "Bloomington, MN": ("Mall of America",),
    "Window Rock, AZ": ("Navajo Nation",),
}

Row = tuple[str, str, str, str]  # name, city, state, source


def universities(path: str) -> Iterator[Row]:
    """The large and the research universities, by each of their names. Of several campuses the one that does most
    research has the university's own name.
    """
    with Path(path).open(encoding="latin-1", newline="") as file:
        rows = [row for row in csv.DictReader(file) if is_known(row)]
    campuses: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in rows:
        whole = CAMPUS.sub("", row["INSTNM"]).removeprefix("The ")
        at = row["CITY"], row["STABBR"], "ipeds"
        yield from ((name, *at) for name in names_of(whole, row["IALIAS"], row["C18BASIC"] in RESEARCH))
        campuses[CAMPUS_NAME.split(whole)[0]].append(row)
    for name, of_name in campuses.items():
        degrees = [row["C18BASIC"] for row in of_name if row["C18BASIC"] in RESEARCH]
        most = [row for row in of_name if degrees and row["C18BASIC"] == min(degrees)]
        if len(most) == 1 and " " in name:
            yield name, most[0]["CITY"], most[0]["STABBR"], "ipeds"


def is_known(row: dict[str, str]) -> bool:
    """Whether many know it by its name, and where it is: no company's school with a hundred rented floors."""
    is_large = row["INSTSIZE"] in LARGE or row["C18BASIC"] in RESEARCH
    return row["ICLEVEL"] == "1" and row["CONTROL"] != FOR_PROFIT and is_large


def names_of(whole: str, aliases: str, by_letters: bool) -> set[str]:
    """A university's names as people type them: "UC Davis", "MIT", "Yale". Of its other names those that say what they
    are: letters where many know them, or a university; its teams and short words are somebody else's too.
    """
    also = [each.strip() for each in re.split(r"\||  +", aliases)]
    found = {whole, *BY_HAND.get(whole, ()), *(each for each in also if SAYS.search(each) and IS_NAME.fullmatch(each))}
    if by_letters:
        found.update(filter(LETTERS.fullmatch, also))
    found.update(
        word for word in BY_ONE_WORD if re.match(rf"{word} (?:University|College)$|{word}.*New Brunswick$", whole)
    )
    if whole.startswith("University of California-"):
        found.add(f"UC {whole.partition('-')[2]}")
    return {each for each in found if len(each) >= SHORTEST}


def hospitals(path: str) -> Iterator[Row]:
    """The hospitals of HOSPITALS. Raises ValueError for one that CMS does not have, or has twice."""
    with Path(path).open(encoding="latin-1", newline="") as file:
        rows = list(csv.DictReader(file))
    for name, known in HOSPITALS.items():
        found = [each for each in rows if each["Hospital Name"] == known]
        if len(found) != 1:
            raise ValueError(f"CMS has {len(found)} of {known}")
        yield name, found[0]["City"].title(), found[0]["State"], "cms"


def airports(path: str) -> Iterator[Row]:
    """The airports of AIRPORTS, with "airport" behind their names; a bare one is a person's or a street's name too."""
    with Path(path).open(encoding="utf-8", newline="") as file:
        by_letters = {row["iata"]: row for row in csv.DictReader(file) if row["country"] == "US"}
    for name, letters in AIRPORTS.items():
        row = by_letters[letters]
        state = "DC" if row["subd"] == "District of Columbia" else state_code(row["subd"])
        for ending in (" airport", " international airport", *([""] if name in OF_NOBODY else [])):
            yield f"{name}{ending}", row["city"], state, "airportsdata"


def by_hand() -> Iterator[Row]:
    """What is called by names that no list has."""
    for endings, called in ((CLINIC_ENDINGS, CLINICS), (("",), SIGHTS)):
        for at, names in called.items():
            city, _, state = at.rpartition(", ")
            each = ((name, ending) for name in names for ending in endings if ending or name not in OF_A_COUNTY)
            yield from ((f"{name}{ending}", city, state, "hand") for name, ending in each)


def needed(rows: list[Row], places: Gazetteer) -> Iterator[Row]:
    """The rows of one city each that is known, without those whose words alone lead near it."""
    cities: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for name, city, state, _ in rows:
        cities[place_key(name)].add((city, state))
    seen = set()
    for name, city, state, source in rows:
        key = place_key(name)
        is_state = key in {place_key(each) for each in STATES.values()} or len(key) < SHORTEST
        if key in seen or len(cities[key]) > 1 or is_state or not places.city(city, state):
            continue
        seen.add(key)
        if not leads_near(name, city, state, places, NEAR if source == "ipeds" else 0):
            yield name, city, state, source


def leads_near(name: str, city: str, state: str, places: Gazetteer, miles: int) -> bool:
    """Whether a search for the name is answered within so many miles of the city without this table."""
    known = places.city(city, state)
    assert known
    try:
        found = resolve_place(name, places)
    except UnknownPlace:
        return False
    at = (known.latitude, known.longitude)
    return found.precision != "state" and miles_between((found.latitude, found.longitude), at) <= miles


def main(university_file: str, hospital_file: str, airport_file: str) -> None:
    """Writes landmarks.csv beside this script."""
    places = gazetteer()
    places.landmarks.clear()
    parks = [(name, *at, "wikipedia") for name, at in PARKS.items()]
    ours = [*hospitals(hospital_file), *airports(airport_file), *parks]
    named = {place_key(name) for name, *_ in by_hand()}  # these win: TTU is Lubbock's, whoever else's letters it is
    listed = [row for row in universities(university_file) if place_key(row[0]) not in named]
    rows = sorted(needed([*ours, *by_hand(), *listed], places))
    with (HERE / "landmarks.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("name", "city", "state", "source"))
        writer.writerows(rows)
    print(f"landmarks.csv: {len(rows)} names")


if __name__ == "__main__":
    main(*sys.argv[1:])
