"""What a directory.db holds, told by the ids of its listings: the same whatever their numbers are."""

import json
from itertools import pairwise

import numpy as np
from source_files import tables

from directory.settings import Settings
from directory.store.listings.reader import Current

# What follows from the order of the listings alone, or is told by whom it is of.
OF_ORDER = ("columns", "build_columns", "words", "plan_lists", "plan_links", "price_links", "practitioners", "cards")
BY_LIST = ("plans", "plan_digest")  # columns: the numbers of lists of plans, of which `practitioners` tells
POINTS = ("practitioner", "location", "latitude", "longitude", "county", "zip", "starts", "ends")
POINTS += ("several", "along", "x", "y", "z")
LISTED = ("named", "terms")  # columns of which the tables of names and terms tell


def all_held():
    """Everything in the published directory, what changed with which edition too."""
    directory = Current(Settings().directory_db).get()
    about, changes = directory.about, directory.connection.execute("SELECT * FROM changes ORDER BY 1, 2").fetchall()
    return tables(Settings().directory_db) | {"changes": changes, "told": [about["history"], about["network_history"]]}


def is_as_from_nothing(run):
    """Whether a publish from nothing gives the same; who has moved has another number then, and those between."""
    before = all_held()
    assert run("publish", "--force")[0] == 0
    after = all_held()
    if ids_by_number(before) != ids_by_number(after):
        before, after = by_id(before), by_id(after)
    others = [(name, before[name], after[name]) for name in after if before[name] != after[name]]
    return not others


def ids_by_number(held):
    """The ids of listings in the order of their numbers. held: {table: its rows}."""
    return [row[1] for row in sorted(held["practitioners"])]


def by_id(held):
    """The tables, those of OF_ORDER left out, and what they tell of each listing."""
    ids = ids_by_number(held)
    lists = dict(held["plan_lists"])
    found = {name: rows for name, rows in held.items() if name not in OF_ORDER}
    found |= {name: sorted(_holders(row, ids) for row in held[name]) for name in ("names", "terms", "insurance")}
    found["prices"] = sorted(_priced(row, ids) for row in held["prices"])
    found["practitioners"] = sorted((*row[1:5], lists.get(row[5]), row[6]) for row in held["practitioners"])
    found["cards"] = sorted((ids[number], card) for number, card in held["cards"])
    found["about"] = {name: json.loads(value) for name, value in held["about"]}
    return found | _of_columns(held, ids)


def _holders(row, ids):
    return (*row[:-1], sorted(ids[number] for number in np.frombuffer(row[-1], "<i4")))


def _priced(row, ids):
    *plan, holders, cents = row
    whose = [ids[number] for number in np.frombuffer(holders, "<i4")]
    return (*plan, sorted(zip(whose, np.frombuffer(cents, "<i4").tolist(), strict=True)))


def _of_columns(held, ids):
    """{name: what a column tells, by the ids}; the columns of points together, and those of changes."""
    columns = {name: np.frombuffer(data, kind) for name, kind, data in held["columns"] + held["build_columns"]}
    words = {}
    for column, number, word in held["words"]:
        words.setdefault(column, {})[number] = word
    skipped = {f"{name}_starts" for name in LISTED} | {*LISTED, *BY_LIST}
    sets = {name.removesuffix("_words") for name in columns if name.endswith("_words")}
    for name in sets:
        starts, codes = columns[f"{name}_starts"], columns[f"{name}_words"]
        told = [sorted(words[name][code] for code in codes[a:b].tolist()) for a, b in pairwise(starts)]
        skipped |= {f"{name}_starts", f"{name}_words"}
        columns[name] = np.array([repr(told[which]) for which in columns[name]])
    points = [name for name in POINTS if name in columns]
    turned = [name for name in columns if name.startswith("turned_")]
    return {
        "points": _rows(columns, points, "practitioner", ids),
        "turned": _rows(columns, turned, "turned_listing", ids),
        "listings": {
            name: dict(zip(ids, column.tolist(), strict=True))
            for name, column in columns.items()
            if name not in {*skipped, *points, *turned}
        },
    }


def _rows(columns, names, whose, ids):
    """The rows of columns of one length, each with the id of the listing it is of."""
    told = (columns[name].tolist() for name in names if name != whose)
    return sorted(zip([ids[number] for number in columns[whose]], *told, strict=True))
