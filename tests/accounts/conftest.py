"""An office with one physician who has set an account up, and a clock that moves when told."""

import pytest
from argon2 import PasswordHasher
from office_people import Account, Clock

from directory.accounts import passwords
from directory.store.office.database import Actor, Office


@pytest.fixture
def clock(monkeypatch):
    """The office's clock."""
    clock = Clock()
    monkeypatch.setattr(Office, "now", staticmethod(lambda: clock.time))
    return clock


@pytest.fixture(autouse=True)
def quick_hashes(monkeypatch):
    """Hashes that cost nothing, for tests that are about something else."""
    monkeypatch.setattr(passwords, "HASHER", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
    monkeypatch.setattr(passwords, "DUMMY_HASH", passwords.HASHER.hash("nobody's"))


@pytest.fixture
def office(tmp_path, clock, office_database):
    """An empty office, entered from somewhere."""
    with Office(office_database, tmp_path / "data.key", actor=Actor(None, "192.0.2.1")) as office:
        yield office


@pytest.fixture
def ann(office, clock):
    """A physician."""
    return Account(office, clock, "ann@example.org")
