"""How long a publish takes to find out whose the statements without an NPI are.

    python3 tests/bench/who_is_who.py [--listings 100000] [--loose 200000] [--times 3] [--beside TREE]

Everybody is made up by tests/labelled_pairs.py: of each pair of every category one statement is a listing with an NPI
and the other has none; then come pairs of which neither has one. TREE: another working tree of the project, whose own
code does the same with the same table, in turns.
"""

import argparse
import csv
import json
import os
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path
from statistics import median

import measuring

sys.path[:0] = [str(measuring.ROOT / "tests")]

import labelled_pairs
import made_up_people
from nppes_files import npi

from directory.core.practitioner import Statement

COLUMNS = {
    "npi": "NPI",
    "name": "Name",
    "address_1": "Street",
    "city": "City",
    "state": "State",
    "postal_code": "Zip",
    "phone": "Phone",
    "licence_number": "License",
    "licence_state": "Licensed in",
}
STAGE = "publishing: who is who"


def pairs(chance: random.Random) -> Iterator[tuple[Statement, Statement]]:
    """Pairs without end, one of each category after the other; of thousands of names in dozens of towns."""
    families = [one[:4] + other[-4:] for one in made_up_people.FAMILY for other in made_up_people.FAMILY]
    for make in cycle((*labelled_pairs.SAME_SURE.values(), *labelled_pairs.DIFFERENT.values())):
        somebody = made_up_people.person(chance, family=chance.choice(families))
        town = f"{chance.choice(made_up_people.STREETS)} {somebody.city}"
        yield make(chance, somebody._replace(city=town))


def write(path: Path, listings: int, loose: int) -> None:
    """Writes a table of so many rows with an NPI and so many without, and beside it how its columns are called."""
    made = pairs(random.Random(1))
    with path.open("w", newline="") as file:
        table = csv.writer(file)
        table.writerow(COLUMNS.values())
        for number in range(listings):
            one, other = next(made)
            table.writerow(_row(one, npi(number)))
            table.writerow(_row(other))
        table.writerows(_row(each) for _ in range((loose - listings) // 2) for each in next(made))
    lines = [f'{field} = "{column}"\n' for field, column in COLUMNS.items()]
    path.with_suffix(".toml").write_text("[columns]\n" + "".join(lines))


def _row(statement: Statement, number: str = "") -> tuple[str | None, ...]:
    (place,), licences = statement.locations, statement.licences
    where = (place.address, place.city, place.state, place.postal_code, place.phone)
    return number, statement.name, *where, *((licences[0].number, licences[0].state) if licences else ("", ""))


def staged(tree: Path, data: Path, *words: object) -> dict[str, list[float]]:
    """{stage: [seconds on the clock, of processor time]} of a command of a tree's own code, in a data folder."""
    done = subprocess.run(
        [sys.executable, tree / "tests/bench/stages.py", "stages", *map(str, words)],
        cwd=tree,
        check=True,
        capture_output=True,
        text=True,
        env=os.environ | {"DIRECTORY_DATA": str(data)},
    )
    return json.loads(done.stdout)["stages"]


def measure(listings: int, loose: int, times: int, beside: Path | None) -> None:
    """Prints the medians, and how many times as long this tree takes as the one beside it."""
    trees = {"this tree": measuring.ROOT} | ({str(beside): beside} if beside else {})
    taken: dict[str, list[list[float]]] = {name: [] for name in trees}
    with tempfile.TemporaryDirectory() as folder:
        table = Path(folder) / "people_20260101.csv"
        write(table, listings, loose)
        for place, tree in enumerate(trees.values()):
            staged(
                tree, Path(folder) / str(place), "import", "csv", table, "--map", table.with_suffix(".toml"), "--hold"
            )
        for _ in range(times):
            for place, (name, tree) in enumerate(trees.items()):
                taken[name].append(staged(tree, Path(folder) / str(place), "publish", "--force")[STAGE])
    middle = {name: [median(each[clock] for each in spent) for clock in (0, 1)] for name, spent in taken.items()}
    print(f"{listings:,} listings with an NPI, {loose:,} statements without. Median of {times}.\n\n{measuring.SECONDS}")
    for name, spent in middle.items():
        measuring.seconds(name, [spent])
    for spent in list(middle.values())[1:]:
        ratios = [ours / theirs for ours, theirs in zip(middle["this tree"], spent, strict=True)]
        print("| this tree to it | " + " | ".join(f"{ratio:10.2f} ×" for ratio in ratios) + " |")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Measures how long it takes to find out whose statements are.")
    parser.add_argument("--listings", type=int, default=100_000)
    parser.add_argument("--loose", type=int, default=200_000)
    parser.add_argument("--times", type=int, default=3)
    parser.add_argument("--beside", type=lambda text: Path(text).resolve())
    options = parser.parse_args()
    measure(options.listings, options.loose, options.times, options.beside)
