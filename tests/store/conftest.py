"""An office of its own for each test."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from postgresql_server import WITHOUT_TRIGGERS

from directory.store.office import people
from directory.store.office.database import Office


@pytest.fixture
def open_office(tmp_path, office_database):
    """Opens this test's office, as often as asked."""
    opened = []

    def opening(**how):
        opened.append(Office(office_database, tmp_path / "data.key", **how))
        return opened[-1]

    yield opening
    for office in opened:
        office.connection.close()


@pytest.fixture
def office(open_office):
    """The office, open."""
    return open_office()


@pytest.fixture
def by_another_hand(request, office):
    """Runs SQL as somebody who has the database and no scruples."""

    def run(sql):
        if isinstance(office.database, Path):
            with closing(sqlite3.connect(office.database)) as other, other:
                other.executescript("DROP TRIGGER audit_is_not_changed; DROP TRIGGER audit_is_not_shortened;" + sql)
        else:
            request.getfixturevalue("postgresql").run(f"{WITHOUT_TRIGGERS}; {sql}", "office")

    return run


@pytest.fixture
def physicians(office):
    """Two people who write letters."""
    with office.transaction():
        return [people.add_person(office, f"{name}@example.org", "physician") for name in ("ann", "bob")]
