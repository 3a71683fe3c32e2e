"""A made-up clinic's sheet of 200 practitioners, as such sheets are: and what the directory should show of each.

Everybody is made up: NPIs begin with 2, phones are 555-01xx. What is in a cell varies in ways that people write it, and
the same for everybody who runs it.
"""

import csv
import io
from datetime import date, timedelta
from random import Random
from typing import NamedTuple

import nppes_files as files

PEOPLE = 200
FIRST = ["Ana", "Ben", "Carla", "Devin", "Elena", "Felix", "Grace", "Hana", "Irene", "Jonas", "Kim", "Lena", "Mina"]
LAST = [
    "Abbott",
    "Barnes",
    "Castillo",
    "Dalton",
    "Everett",
    "Foster",
    "Gibson",
    "Hartley",
    "Ingram",
    "Jarvis",
    "Keller",
]
PLACES = [  # street, city, state, ZIP code
    ("12 Elm St, Ste 4", "Portland", "OR", "97214"),
    ("340 Oak Ave", "Salem", "OR", "97301"),
    ("77 Main St", "Boston", "MA", "02118"),
    ("9 St Johns Blvd", "Saint Louis", "MO", "63101"),
    ("1500 N Lake Dr", "New York", "NY", "10001"),
    ("18 Harbor Way", "Seattle", "WA", "98101"),
]
STATE_NAMES = {"OR": "Oregon", "MA": "Massachusetts", "MO": "Missouri", "NY": "New York", "WA": "Washington"}
LANGUAGES = ["Spanish", "Korean", "Vietnamese", "French"]
INSURERS = ["Aetna", "Cigna", "Regence", "Kaiser Permanente", "Providence"]
HEADER = [
    "ID",
    "Practitioner",
    "NPI #",
    "L.Ac. License #",
    "Address",
    "City / State / Zip",
    "Phone (office)",
    "Home Phone",
    "Languages Spoken",
    "Insurance Accepted",
    "Insurance 2",
    "Accepting New Patients?",
    "Telehealth",
    "House Calls",
    "Wheelchair Accessible",
    "Web Site",
    "First Visit Fee",
    "Last Verified",
    "Hours",
    "Notes",
]


class Wanted(NamedTuple):
    """What the directory should show of a row: {fact: value}, and the cells of the row."""

    npi: str
    facts: dict
    cells: list


def people():
    """The sheet's rows."""
    random = Random(13)
    return [_person(number, random) for number in range(PEOPLE)]


def _person(number, random):
    npi = files.npi(500 + number)
    first, last = FIRST[number % len(FIRST)], LAST[number % len(LAST)]
    letters, kind = random.choice(
        [("L.Ac.", "licensed_acupuncturist"), ("", "licensed_acupuncturist"), ("MD", "medical_acupuncturist")]
    )
    licence = "" if kind == "medical_acupuncturist" else str(10_000 + number)
    street, city, state, code = random.choice(PLACES)
    phone = f"50355501{number % 100:02d}"
    spoken, taken = random.sample(LANGUAGES, random.randint(0, 2)), random.sample(INSURERS, random.randint(0, 3))
    yes = {field: random.choice([True, False, None]) for field in ("accepting", "telehealth", "home", "wheelchair")}
    fee, verified = random.choice([None, 95.0, 120.0]), date(2026, 1, 5) + timedelta(days=number % 200)
    has_site = random.random() < 0.5
    facts = {
        "name": f"{first} {last}",
        "kind": kind,
        "credentials": {"L.Ac.": "L.Ac.", "MD": "M.D."}.get(letters, ""),
        "address": street,
        "city": city,
        "state": state,
        "postal_code": code,
        "phone": f"+1{phone}",
        "licence": (state, licence) if licence else None,
        "languages": sorted(spoken),
        "payers": sorted(taken),
        "accepting_new_patients": yes["accepting"],
        "telehealth": yes["telehealth"],
        "home_visits": yes["home"],
        "wheelchair_access": yes["wheelchair"],
        "website": f"https://www.{last.lower()}{number}.example.com" if has_site else None,
        "first_visit_fee": fee,
        "verified_on": verified.isoformat(),
    }
    lists = random.sample([", ", "; ", " / ", "\n"], 2)
    cells = [
        1000 + number,
        _one_of(
            random, f"{first} {last}{', ' * bool(letters)}{letters}", f"{last}, {first}{', ' * bool(letters)}{letters}"
        ),
        _one_of(random, npi, int(npi), f'="{npi}"'),
        _one_of(random, licence, int(licence or 0) or ""),
        street,
        _one_of(
            random,
            f"{city}, {state} {code}",
            f"{city} {state} {code}",
            f"{city}, {STATE_NAMES[state]} {code}",
            f"{city} / {state} / {code}",
            f"{city},{state},{code.lstrip('0')}",
            f"{city}\n{state} {code}",
        ),
        _one_of(
            random,
            phone,
            int(phone),
            f"({phone[:3]}) {phone[3:6]}-{phone[6:]}",
            f"{phone[:3]}.{phone[3:6]}.{phone[6:]}",
        ),
        "503-555-0199",
        lists[0].join(spoken),
        lists[1].join(taken[:2]),
        taken[2] if taken[2:] else "",
        _answer(random, yes["accepting"]),
        _answer(random, yes["telehealth"]),
        _answer(random, yes["home"]),
        _answer(random, yes["wheelchair"]),
        _one_of(random, *(f"{scheme}www.{last.lower()}{number}.example.com" for scheme in ("", "https://")))
        if has_site
        else "",
        "" if fee is None else _one_of(random, fee, f"${fee:.0f}"),
        verified,
        "Mon-Fri 9-5",
        "asked for a call back" if number % 3 == 0 else "",
    ]
    return Wanted(npi, facts, cells)


def _one_of(random, *ways):
    return random.choice(ways)


def _answer(random, said):
    return "" if said is None else random.choice(["Yes", "y", "X", True] if said else ["No", "n", False])


def rows(wanted):
    """The sheet: a title and a blank row above the header, section titles and repeated headers between the rows."""
    below = []
    for place, person in enumerate(wanted):
        below += [["WEST SIDE" if place else "EAST SIDE"], []] if place % 80 == 0 else []
        below += [HEADER] if place in (60, 130) else []
        below.append(person.cells)
    return [["Our practitioners, all offices"], [], HEADER, *below, [], ["Last printed by the front desk"]]


def as_csv(wanted):
    """The sheet as a program saves it as CSV: every row as long as the header."""
    file = io.StringIO()
    padded = ([_text(cell) for cell in row] + [""] * (len(HEADER) - len(row)) for row in rows(wanted))
    csv.writer(file).writerows(padded)
    return file.getvalue().encode()


def _text(cell):
    if isinstance(cell, date):
        return f"{cell:%m/%d/%Y}"
    return str(cell).upper() if isinstance(cell, bool) else str(cell)
