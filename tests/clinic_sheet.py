"""Made-up clinics' sheets of 200 practitioners, as such sheets are: and what the directory should show of each.

Everybody is made up: NPIs begin with 2, phones are 555-01xx. What is in a cell varies in ways that people write it, and
is the same each time the tests run.
"""

import csv
import io
from collections.abc import Callable
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
KINDS = {  # the letters after a name: how the directory writes them, the kind, and a clinic's word for it
    "L.Ac.": ("L.Ac.", "licensed_acupuncturist", "Acupuncturist"),
    "": ("", "licensed_acupuncturist", "Licensed acupuncturist"),
    "MD": ("M.D.", "medical_acupuncturist", "Physician"),
}
ANSWERS = ("accepting_new_patients", "telehealth", "home_visits", "wheelchair_access")
ANSWER_WORDS = {True: ["Yes", "y", "X", True], False: ["No", "n", False], None: [""]}
HOURS = {  # how the directory writes office hours, and how a clinic may
    None: [""],
    "Mon-Fri 9 am - 5 pm": ["Mon-Fri 9am - 5pm", "M-F 9 a.m. – 5 p.m.", "Monday-Friday 9 AM - 5 PM"],
    "Mon, Wed, Fri 10:00-18:00": ["MWF 10:00-18:00", "Mon, Wed, Fri 1000-1800", "Mon., Wed., Fri. 10.00-18.00"],
    "by appointment only": ["By appointment only", "by appt. only"],
}
SEPARATORS = [", ", "; ", " / ", "\n"]
MADE_FROM = ("npi", "first", "last", "letters")  # facts that are shown as part of others


class Person(NamedTuple):
    """A practitioner: {fact: what the directory should show}, and what stands in the cells: {column: value}."""

    npi: str
    facts: dict
    cells: dict


class Layout(NamedTuple):
    """How a clinic keeps its sheet. cells: makes a person's cells of what is true of them; lost: what is not read."""

    cells: Callable
    lost: str

    def people(self):
        """The sheet's practitioners."""
        random = Random(13)
        return [self._person(number, random) for number in range(PEOPLE)]

    def _person(self, number, random):
        truth = _truth(number, random)
        facts = {fact: value for fact, value in truth.items() if fact not in MADE_FROM}
        return Person(truth["npi"], facts, {"ID": 1000 + number} | self.cells(number, random, truth))


def _truth(number, random):
    letters = random.choice(list(KINDS))
    written, kind, _ = KINDS[letters]
    first, last = FIRST[number % len(FIRST)], LAST[number % len(LAST)]
    street, city, state, code = random.choice(PLACES)
    return {
        "npi": files.npi(500 + number),
        "first": first,
        "last": last,
        "letters": letters,
        "name": f"{first} {last}",
        "kind": kind,
        "credentials": written,
        "address": street,
        "city": city,
        "state": state,
        "postal_code": code,
        "phone": f"+150355501{number % 100:02d}",
        "licence": (state, str(10_000 + number)) if kind == "licensed_acupuncturist" else None,
        "languages": sorted(random.sample(LANGUAGES, random.randint(0, 2))),
        "payers": sorted(random.sample(INSURERS, random.randint(0, 3))),
        **{field: random.choice([True, False, None]) for field in ANSWERS},
        "website": random.choice([None, f"https://www.{last.lower()}{number}.example.com"]),
        "first_visit_fee": random.choice([None, 95.0, 120.0]),
        "hours": list(HOURS)[number % len(HOURS)],
        "verified_on": (date(2026, 1, 5) + timedelta(days=number % 200)).isoformat(),
    }


def _in_few_columns(number, random, truth):
    """A sheet with as much in a cell as goes into it."""
    name, letters = f"{truth['first']} {truth['last']}", ", " * bool(truth["letters"]) + truth["letters"]
    city, state, code = truth["city"], truth["state"], truth["postal_code"]
    lines = [
        f"{city}, {state} {code}",
        f"{city} {state} {code}",
        f"{city}, {STATE_NAMES[state]} {code}",
        f"{city} / {state} / {code}",
        f"{city},{state},{code.lstrip('0')}",
        f"{city}\n{state} {code}",
    ]
    between, licence, site, fee = (
        random.sample(SEPARATORS, 2),
        truth["licence"],
        truth["website"],
        truth["first_visit_fee"],
    )
    return {
        "Practitioner": random.choice([f"{name}{letters}", f"{truth['last']}, {truth['first']}{letters}"]),
        "NPI #": random.choice([truth["npi"], int(truth["npi"]), f'="{truth["npi"]}"']),
        "L.Ac. License #": random.choice([licence[1], int(licence[1])]) if licence else "",
        "Address": truth["address"],
        "City / State / Zip": random.choice(lines),
        "Phone (office)": _phone(random, truth),
        "Home Phone": "503-555-0199",
        "Languages Spoken": between[0].join(truth["languages"]),
        "Insurance Accepted": between[1].join(truth["payers"][:2]),
        "Insurance 2": "".join(truth["payers"][2:]),
        **_answers(random, truth, "Accepting New Patients?", "Telehealth", "House Calls", "Wheelchair Accessible"),
        "Web Site": random.choice([site, site.removeprefix("https://")]) if site else "",
        "First Visit Fee": random.choice([fee, f"${fee:.0f}"]) if fee else "",
        "Last Verified": date.fromisoformat(truth["verified_on"]),
        "Hours": random.choice(HOURS[truth["hours"]]),
        "Notes": "asked for a call back" if number % 3 == 0 else "",
    }


def _in_many_columns(number, random, truth):
    """A sheet with a column for each part of a name and each insurer, and whole addresses."""
    street, city, state, code = (truth[part] for part in ("address", "city", "state", "postal_code"))
    addresses = [
        f"{street}, {city}, {state} {code}",
        f"{street} {city} {state} {code}",
        f"{street}\n{city}, {state} {code}",
        f"{street}, {city}, {STATE_NAMES[state]}, {code}, USA",
    ]
    payers, spoken = [*truth["payers"], "", "", ""], [*truth["languages"], "", ""]
    return {
        "Last": truth["last"],
        "First": truth["first"],
        "Credentials": truth["letters"],
        "Type": KINDS[truth["letters"]][2],
        "National Provider Identifier": truth["npi"],
        "Lic. #": f"AC {truth['licence'][1]}" if truth["licence"] else "",
        "Practice Address": random.choice(addresses),
        "Tel.": _phone(random, truth),
        "Mobile": "503-555-0199",
        "Insurance 1": payers[0],
        "Insurance 2": payers[1],
        "Insurance 3": payers[2],
        "Language 1": spoken[0],
        "Language 2": spoken[1],
        **_answers(random, truth, "New patients", "Telemedicine", "Home visits", "ADA access"),
        "Office hours": random.choice(HOURS[truth["hours"]]),
        "Link": truth["website"] or "",
        "New patient fee": truth["first_visit_fee"] or "",
        "Date verified": date.fromisoformat(truth["verified_on"]),
        "E-mail": f"p{number}@example.com",
    }


def _phone(random, truth):
    digits = truth["phone"].removeprefix("+1")
    dashed, dotted = f"({digits[:3]}) {digits[3:6]}-{digits[6:]}", f"{digits[:3]}.{digits[3:6]}.{digits[6:]}"
    return random.choice([digits, int(digits), dashed, dotted])


def _answers(random, truth, *columns):
    return {column: random.choice(ANSWER_WORDS[truth[field]]) for column, field in zip(columns, ANSWERS, strict=True)}


LAYOUTS = {
    "few columns": Layout(_in_few_columns, '"Home Phone" (200 values), "Notes" (67 values)'),
    "many columns": Layout(_in_many_columns, '"Mobile" (200 values), "E-mail" (200 values)'),
}


def rows(people):
    """A title and a blank row above the header, titles and repeated headers between the rows, a line below them."""
    header = list(people[0].cells)
    below = []
    for place, person in enumerate(people):
        below += [["WEST SIDE" if place else "EAST SIDE"], []] if place % 80 == 0 else []
        below += [header] if place in (60, 130) else []
        below.append(list(person.cells.values()))
    return [["Our practitioners, all offices"], [], header, *below, [], ["Last printed by the front desk"]]


def as_csv(people):
    """The sheet as a program saves it as CSV: every row as long as the header."""
    file, width = io.StringIO(), len(people[0].cells)
    csv.writer(file).writerows([_text(cell) for cell in row] + [""] * (width - len(row)) for row in rows(people))
    return file.getvalue().encode()


def _text(cell):
    if isinstance(cell, date):
        return f"{cell:%m/%d/%Y}"
    return str(cell).upper() if isinstance(cell, bool) else str(cell)
