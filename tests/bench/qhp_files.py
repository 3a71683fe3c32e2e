"""A marketplace insurer's providers.json of any size, always the same for the same numbers, and all of it made up.

    python3 tests/bench/qhp_files.py --rows 2000000 providers.json

Every hundredth provider is an acupuncturist. An entry has one to three addresses and two plans in two tiers, as CMS's
example has, in about 1 KB. NPIs begin with 2; phones are 555-01xx.
"""

import argparse
import json
import random
import sys
from datetime import date
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[2])]

from directory.core.npi import with_check_digit

ONE_IN = 100
NETWORKS = 20  # issuers whose plans stand in the file of a network
DIFFERENT = 1000  # entries made once; their numbers are put in for each repetition
SPECIALTIES = ("Internal Medicine", "Physical Therapy", "Dermatology", "Family Medicine", "Chiropractic")
CITIES = (
    ("Portland", "OR", "97214"),
    ("Denver", "CO", "80202"),
    ("New York", "NY", "10003"),
    ("Phoenix", "AZ", "85004"),
)
NAMES = ("Lopez", "Nguyen", "Smith", "Kim", "O'Brien", "Okafor", "Cohen")
NPI, FIRST, LAST = "NPI-HERE", "FIRST-HERE", "LAST-HERE"


def entry(place):
    """The text of one entry, its NPI left open."""
    city, state, postal_code = CITIES[place % len(CITIES)]
    addresses = [
        {
            "address": f"{place + each} Elm St",
            "address_2": f"Suite {each}",
            "city": city,
            "state": state,
            "zip": postal_code,
            "phone": f"503-555-01{place % 100:02}",
        }
        for each in range(1 + place % 3)
    ]
    plans = [
        {
            "plan_id_type": "HIOS-PLAN-ID",
            "plan_id": f"12345{state}00{place % 50:02}00{plan}",
            "network_tier": tier,
            "years": [date.today().year],
        }
        for plan in (1, 2)
        for tier in ("PREFERRED", "NON-PREFERRED")
    ]
    name = {"first": f"Ana {'ABCDEFGHIJ'[place % 10]}", "last": NAMES[place % len(NAMES)]}
    return json.dumps(
        {
            "npi": NPI,
            "type": "INDIVIDUAL",
            "name": name,
            "addresses": addresses,
            "specialty": ["Acupuncture" if place % ONE_IN == 0 else SPECIALTIES[place % len(SPECIALTIES)]],
            "accepting": "accepting",
            "languages": ["English", "Spanish"],
            "gender": "Female",
            "plans": plans,
            "last_updated_on": "2026-01-05",
        }
    )


def write(path, rows):
    """Writes the file."""
    block = [entry(place) for place in range(DIFFERENT)]
    _write(
        path, (block[row % DIFFERENT].replace(NPI, with_check_digit(f"2{row - 1:08}")) for row in range(1, rows + 1))
    )


def write_network(path, people, insurer, plans):
    """Writes the file of an insurer with these people, each in so many plans of the state that the entry names.

    people: {NPI: first and last name}, for a statement whose name is not the NPI's would be withheld. insurer: from 0
    to 89. In which network somebody is with one insurer tells nothing of the others: all combinations come.
    """
    entries = [json.loads(entry(place)) for place in range(DIFFERENT)]
    issuers = [10_000 + 1_000 * insurer + network for network in range(NETWORKS)]
    block = [
        [
            json.dumps(
                each
                | {"name": {"first": FIRST, "last": LAST}}
                | {"plans": _plans(each["addresses"][0]["state"], issuer, plans)}
            )
            for issuer in issuers
        ]
        for each in entries
    ]
    _write(
        path,
        (
            block[row % DIFFERENT][row // NETWORKS**insurer % NETWORKS]
            .replace(NPI, npi)
            .replace(FIRST, first)
            .replace(LAST, last)
            for row, (npi, (first, last)) in enumerate(people.items(), 1)
        ),
    )


def write_own_plans(path, people, plans, known=None, issuer=10_000):
    """Writes the file of an insurer in which everybody has so many plans of their own choice, out of so many known.

    people: as write_network has them. known: None: no two people have a plan in common. issuer: five digits.
    """
    chance = random.Random(issuer)
    entries = [json.loads(entry(place)) for place in range(DIFFERENT)]
    _write(
        path,
        (
            json.dumps(
                entries[row % DIFFERENT]
                | {"npi": npi, "name": {"first": first, "last": last}}
                | {"plans": [_plan(issuer, "OR", number) for number in _chosen(chance, row, plans, known)]}
            )
            for row, (npi, (first, last)) in enumerate(people.items())
        ),
    )


def _chosen(chance, row, plans, known):
    return chance.sample(range(known), plans) if known else range(row * plans, (row + 1) * plans)


def _plans(state, issuer, plans):
    return [_plan(issuer, state, plan) for plan in range(plans)]


def _plan(issuer, state, number):
    return {
        "plan_id_type": "HIOS-PLAN-ID",
        "plan_id": f"{issuer}{state}{number:07}",
        "network_tier": "PREFERRED",
        "years": [date.today().year],
    }


def _write(path, entries):
    written = 0
    with path.open("w", encoding="utf-8") as file:
        for written, text in enumerate(entries, 1):
            file.write(f"{'[' if written == 1 else ','}\n{text}")
        file.write("\n]\n" if written else "[]\n")


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, required=True)
    parser.add_argument("path", type=Path)
    wanted = parser.parse_args()
    write(wanted.path, wanted.rows)
