"""A payer's Plan-Net directory of any size, as a bulk export gives it: a folder with a file for each type.

All of it is made up.

    python3 tests/bench/plan_net_files.py --rows 200000 FOLDER

Every hundredth practitioner is an acupuncturist. Each has a role at one of the places (a third as many as
practitioners), and a language or two; sizes are near those of the guide's reference server: 2.5 KB a practitioner, 2.2
KB a role.
"""

import argparse
import json
import sys
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[2]), str(Path(__file__).parents[1])]

import plan_net_files as made

from directory.core.npi import with_check_digit

ONE_IN, NETWORKS = 100, 12
NARRATIVE = {
    "status": "generated",
    "div": '<div xmlns="http://www.w3.org/1999/xhtml">' + "<p>Generated narrative of a server.</p>" * 40 + "</div>",
}


def code(row):
    """A taxonomy: acupuncture, or internal medicine."""
    return "171100000X" if row % ONE_IN == 0 else "207R00000X"


def practitioner(row):
    """One of them."""
    return made.practitioner(
        f"p{row}",
        with_check_digit(f"2{row:08}"),
        text=NARRATIVE,
        qualification=[made.qualification(code(row), f"AC{row}")],
    )


def role(row):
    """What they do."""
    network, place = f"Organization/n{row % NETWORKS}", f"Location/l{row // 3}"
    return made.role(
        f"r{row}",
        f"Practitioner/p{row}",
        (network,),
        specialty=[made.concept(code(row))],
        location=[made.to(place)],
        text=NARRATIVE,
    )


def write(folder, rows):
    """Writes the files."""
    networks = [made.network(f"n{each}", f"Acme Network {each}") for each in range(NETWORKS)]
    plans = [
        made.plan(f"i{each}", f"Acme Plan {each}", f"12345OR00{each:02}001", (f"Organization/n{each % NETWORKS}",))
        for each in range(3 * NETWORKS)
    ]
    folder.mkdir(exist_ok=True)
    for name, resources in (
        ("Practitioner", map(practitioner, range(rows))),
        ("PractitionerRole", map(role, range(rows))),
        ("InsurancePlan", plans),
        ("Location", (made.location(f"l{each}") for each in range(rows // 3 + 1))),
        ("Organization", [made.organisation(), *networks]),
    ):
        with (folder / f"{name}.ndjson").open("w", encoding="utf-8") as file:
            file.writelines(json.dumps(each) + "\n" for each in resources)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, required=True)
    parser.add_argument("folder", type=Path)
    wanted = parser.parse_args()
    write(wanted.folder, wanted.rows)
