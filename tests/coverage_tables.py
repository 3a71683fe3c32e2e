"""The tables of tests/coverage for a reviewer to read: situations, each with its answer and the source of that."""

import csv
from pathlib import Path

from directory.coverage.decide import Situation

FOLDER = Path(__file__).parent / "coverage"
TEXTS = ("program", "state", "condition", "cause", "kind", "workers", "funded")
NUMBERS = ("weeks", "visits")
INPUTS = (*TEXTS, *NUMBERS, "better")


def table(name):
    """The rows of a table."""
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def situation(row):
    """The situation of a row; blank is not answered."""
    numbers = {name: int(row[name]) if row[name] else None for name in NUMBERS}
    texts = {name: row[name] or None for name in TEXTS}
    better = {"yes": True, "no": False}.get(row["better"])
    return Situation(**texts, **numbers, better=better, opted_out=row.get("opted_out") == "yes")
