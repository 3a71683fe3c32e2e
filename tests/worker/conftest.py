"""What tests of the worker share: an office and its clock."""

import pytest
from office_people import Clock

from directory.store.office.database import Office


@pytest.fixture
def clock(monkeypatch):
    """The office's clock."""
    clock = Clock()
    monkeypatch.setattr(Office, "now", staticmethod(lambda: clock.time))
    return clock


@pytest.fixture
def office(settings, clock):
    """The office of the settings that a test names."""
    with Office(settings.office, settings.key_file) as office:
        yield office
