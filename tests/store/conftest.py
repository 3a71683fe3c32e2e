"""An office of its own for each test."""

import pytest

from directory.store.office import people
from directory.store.office.database import Office


@pytest.fixture
def open_office(tmp_path):
    """Opens this test's office, as often as asked."""
    opened = []

    def opening(**how):
        opened.append(Office(tmp_path / "data" / "office.db", tmp_path / "data.key", **how))
        return opened[-1]

    yield opening
    for office in opened:
        office.connection.close()


@pytest.fixture
def office(open_office):
    """The office, open."""
    return open_office()


@pytest.fixture
def physicians(office):
    """Two people who write letters."""
    with office.transaction():
        return [people.add_person(office, f"{name}@example.org", "physician") for name in ("ann", "bob")]
