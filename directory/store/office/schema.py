"""The tables that an office has after SQLite's steps: what a server's are made of, and the order to fill them in."""

import re
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from graphlib import TopologicalSorter

from directory.store.migrations import Step, take_step
from directory.store.office.migrations import MIGRATIONS


def made_by(steps: Sequence[Step]) -> tuple[dict[str, str], list[str]]:
    """What makes the tables, by their names, each after those that it refers to; and what makes the indexes."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as model:
        for step in steps:
            take_step(step, model)
        made = "SELECT name, sql FROM sqlite_master WHERE type = ? AND name NOT LIKE 'sqlite%' ORDER BY name"
        tables = dict(model.execute(made, ["table"]))
        indexes = [sql for _, sql in model.execute(made, ["index"])]
    refers = {name: set(re.findall(r"\bREFERENCES (\w+)", sql)) - {name} for name, sql in tables.items()}
    return {name: tables[name] for name in TopologicalSorter(refers).static_order()}, indexes


def table_names() -> list[str]:
    """The tables, each after those that it refers to."""
    return list(made_by(MIGRATIONS)[0])
