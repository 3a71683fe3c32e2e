"""What must hold of the sample directory before it is written."""

import csv
import re
from collections import Counter

from tables import HERE, KINDS, NO_LICENCE, OUTPUT, PLACES, STANDINGS, TABLES

from directory.core import gazetteer, npi
from directory.core.addresses import STATES
from directory.core.credentials import BY_WRITTEN, is_acupuncturist, is_physician

ZIPS = HERE.parent / "reference" / "zips.csv"


def check_sample(rows: list[dict]) -> None:
    """Stops with what is wrong, before anything is written. Not `assert`, which python -O leaves out."""
    must(Counter(row["kind"] for row in rows) == KINDS, "counts by kind")
    must(len({row["id"] for row in rows}) == len(rows), "ids are unique")
    states = {place["state"] for row in rows for place in row["locations"]}
    must(states == STATES.keys() - set(TABLES["not_served"]), "every state")
    statuses = Counter(each.get("status", "unknown") for row in rows for each in row.get("licences", ()))
    must(STANDINGS.items() <= statuses.items(), "counts of license statuses")
    must(sum(row["npi"] is None for row in rows) == TABLES["without_npi"], "listings without an NPI")
    must(not misplaced_zips(), f"ZIP codes of places: {misplaced_zips()}")
    for row in rows:
        check_row(row)


def misplaced_zips() -> list[str]:
    """ZIP codes of our places that are of another city in the program's own list."""
    with ZIPS.open(encoding="utf-8", newline="") as file:
        known = {row["zip"]: (gazetteer.place_key(row["city"]), row["state"]) for row in csv.DictReader(file)}
    here = {code: (gazetteer.place_key(place.city), place.state) for place in PLACES.values() for code in place.zips}
    return [code for code, place in here.items() if known.get(code) != place]


def check_row(row: dict) -> None:
    """The same for one listing."""
    held, people, number = row.get("credentials", []), row["kind"] != "clinic", row["npi"]
    must(number is None or (number == row["id"] and number[0] == "2" and npi.is_valid(number)), "NPI", row)
    must(bool(held) == people and all(letters in BY_WRITTEN for letters in held), "credentials", row)
    must(is_physician(held) == (row["kind"] == "medical_acupuncturist"), "kind and credentials", row)
    must(is_acupuncturist(held) == (row["kind"] == "licensed_acupuncturist"), "kind and title", row)
    must(people or "gender" not in row, "a clinic's gender", row)
    for place in row["locations"]:
        must(f"{place['city']}, {place['state']}" in PLACES, "place", row)
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
