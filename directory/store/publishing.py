"""Writing directory.db: beside the old one, checked, then put in its place in one move."""

import hashlib
import json
import os
from array import array
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import orjson
from sqlite_utils import Database

from directory.core import names
from directory.core.geo import morton
from directory.core.taxonomy import KINDS
from directory.store import connection
from directory.store.columns import FORMAT, Packer

BATCH = 1000  # rows written at once
NOWHERE = -1  # the place on the curve of those without a point: first, together


class Unsound(Exception):
    """The file just built is not what was put into it; the old directory stays."""


@contextmanager
def replacement(path: Path) -> Iterator["Builder"]:
    """A Builder for the file that takes the place of `path` when the block ends well, and is gone when it does not."""
    for leftover in path.parent.glob(path.name + ".new*"):
        leftover.unlink(missing_ok=True)
    new = path.with_name(f"{path.name}.new{os.getpid()}")
    try:
        builder = Builder(new)
        yield builder
        builder.close()
        connection.to_disk(new)
        os.replace(new, path)
        connection.to_disk(path.parent)
    finally:
        new.unlink(missing_ok=True)


class Builder:
    """Takes practitioners in any order; `finish` lays them down along the curve and packs the columns."""

    def __init__(self, path: Path):
        self.connection = connection.writable(path, "listings.sql")
        # The file is worthless until it is complete, so nothing is kept for undoing; replacement() syncs it at the end.
        self.connection.execute("PRAGMA journal_mode = OFF")
        self.connection.execute("PRAGMA synchronous = OFF")
        self.connection.execute("BEGIN")
        self.db = Database(self.connection)
        self.connection.execute("CREATE TEMP TABLE staged (s INTEGER PRIMARY KEY, place, id, npi, kind, name, searched, listing)")
        self.waiting: list[tuple] = []
        self.count = 0
        self.kinds: Counter[str] = Counter()
        self.packer = Packer()
        self.points = {"practitioner": array("i"), "location": array("i"), "latitude": array("d"), "longitude": array("d")}
        self.takers: dict[tuple[str, str], array] = {}
        self.plan_ids: dict[tuple[str, str], set[str]] = {}

    def add(self, practitioner: dict) -> None:
        """Adds one; its locations carry latitude and longitude, or None where they cannot be placed."""
        for place, location in enumerate(practitioner["locations"]):
            if location["latitude"] is not None:
                point = (self.count, place, location["latitude"], location["longitude"])
                for column, value in zip(self.points.values(), point, strict=True):
                    column.append(value)
        for taken in practitioner["insurance"]:
            if taken["network_status"] == "out":
                continue
            self._takes(taken["payer"], "")
            if taken["plan"]:
                self._takes(taken["payer"], taken["plan"])
                self.plan_ids.setdefault((taken["payer"], taken["plan"]), set()).add(taken.get("plan_id") or "")
        self.kinds[practitioner["kind"]] += 1
        self.packer.add(practitioner)
        self.waiting.append((self.count, _curve(practitioner), *(practitioner[key] for key in ("id", "npi", "kind", "name")),
                             _searched(practitioner), orjson.dumps(practitioner).decode()))
        self.count += 1
        if len(self.waiting) == BATCH:
            self._write()

    def _takes(self, payer: str, plan: str) -> None:
        takers = self.takers.setdefault((payer, plan), array("i"))
        if not takers or takers[-1] != self.count:
            takers.append(self.count)

    def _write(self) -> None:
        self.connection.executemany("INSERT INTO staged VALUES (?, ?, ?, ?, ?, ?, ?, ?)", self.waiting)
        self.waiting.clear()

    def finish(self, about: dict) -> None:
        """Writes everything in order, and what the directory says about itself. Raises Unsound."""
        self._write()
        execute = self.connection.execute
        execute("CREATE TEMP TABLE ordered AS SELECT row_number() OVER (ORDER BY place, id) - 1 AS number, s FROM staged")
        execute("""INSERT INTO practitioners SELECT number, id, npi, kind, name, listing
                   FROM ordered JOIN staged USING (s) ORDER BY number""")
        execute("INSERT INTO names (rowid, name) SELECT number, searched FROM ordered JOIN staged USING (s) ORDER BY number")
        number_of = np.array(execute("SELECT number FROM ordered ORDER BY s").fetchall(), np.int32).reshape(-1)
        self._write_columns(number_of)
        self._write_insurance(number_of)
        about |= {"format": FORMAT, "version": self._version(), "listings": self.count, "locations": len(self.points["latitude"]),
                  "by_kind": {kind: self.kinds[kind] for kind in KINDS}}
        self.db["about"].insert_all({"name": name, "value": json.dumps(value)} for name, value in about.items())
        execute("COMMIT")
        self._check()

    def _write_columns(self, number_of: np.ndarray) -> None:
        points = {name: np.array(column) for name, column in self.points.items()}
        points["practitioner"] = number_of[points["practitioner"]]
        order = np.lexsort((points["practitioner"], points["latitude"]))
        phi, lam = np.radians(points["latitude"]), np.radians(points["longitude"])
        columns = {
            "practitioner": points["practitioner"].astype("<i4"), "location": points["location"].astype("<i4"),
            "latitude": points["latitude"], "x": np.cos(phi) * np.cos(lam), "y": np.cos(phi) * np.sin(lam), "z": np.sin(phi),
        }
        for name, column in columns.items():
            self._write_column(name, column[order])
        for name, column in self.packer.columns(np.argsort(number_of)):
            self._write_column(name, column)
        self.db["words"].insert_all(
            {"column": name, "number": number, "word": word} for name, words in self.packer.words.items() for word, number in words.items()
        )

    def _write_column(self, name: str, column: np.ndarray) -> None:
        little = column.astype(column.dtype.newbyteorder("<"))
        self.db["columns"].insert({"name": name, "type": little.dtype.str, "data": little.tobytes()})

    def _write_insurance(self, number_of: np.ndarray) -> None:
        self.db["insurance"].insert_all(
            {"payer": payer, "plan": plan, "plan_ids": json.dumps(sorted(self.plan_ids.get((payer, plan), set()) - {""})), "practitioners": np.sort(number_of[np.array(takers)]).astype("<i4").tobytes()}
            for (payer, plan), takers in self.takers.items()
        )

    def _version(self) -> str:
        """A fingerprint of the content: publishing the same listings again gives the same."""
        digest = hashlib.blake2b(digest_size=12)
        for (listing,) in self.connection.execute("SELECT listing FROM practitioners ORDER BY number"):
            digest.update(listing.encode())
        return digest.hexdigest()

    def _check(self) -> None:
        execute = self.connection.execute
        sound = execute("PRAGMA quick_check").fetchone()[0]
        written = execute("SELECT (SELECT count(*) FROM practitioners), (SELECT count(*) FROM names)").fetchone()
        if sound != "ok" or written != (self.count, self.count):
            raise Unsound(f"The new directory did not come out whole ({sound}; {written} of {self.count}); the old one stays.")

    def close(self) -> None:
        """Lets go of the file."""
        self.connection.close()


def _curve(practitioner: dict) -> int:
    points = [place for place in practitioner["locations"] if place["latitude"] is not None]
    return morton(points[0]["latitude"], points[0]["longitude"]) if points else NOWHERE


def _searched(practitioner: dict) -> str:
    """Every word a name can be found by; O'Brien as obrien and as o brien."""
    written = [practitioner["name"], *practitioner["other_names"]]
    words = [word for name in written for text in (name, name.replace("'", " ")) for word in names.folded(text).split()]
    return " ".join(dict.fromkeys(words))
