"""What tests of an edition that is written into a copy of the one before share."""

import json
from datetime import datetime, timedelta
from itertools import count

import nppes_files as files
import pytest
from forty_people import person
from qhp_reading import THIS_YEAR, provider

from directory.publish import made_of
from directory.store.listings.patched import PatchedFile


def plan(serial):
    """A plan of an insurer's list that nobody else has."""
    return {"plan_id_type": "HIOS-PLAN-ID", "plan_id": f"12345NY{serial:07}", "network_tier": "A", "years": [THIS_YEAR]}


@pytest.fixture
def patched(monkeypatch):
    """What each copy into which something was written says of itself, in order."""
    copies, real = [], PatchedFile.finish

    def noting(self, about):
        copies.append(about)
        return real(self, about)

    monkeypatch.setattr(PatchedFile, "finish", noting)
    return copies


class Clock(datetime):
    """Each edition at a second of its own."""

    seconds = count()

    @classmethod
    def now(cls, zone=None):
        """A second later."""
        return datetime(2026, 11, 1, tzinfo=zone) + timedelta(seconds=next(cls.seconds))


@pytest.fixture
def world(run, tmp_path, patched, monkeypatch):
    """A directory of forty people, half of them in an insurer's list with a plan of their own: the function that gives
    it a weekly file.
    """
    days = iter(range(7, 31))
    monkeypatch.setattr(made_of, "datetime", Clock)

    def week(*rows):
        file = files.plain(tmp_path / f"npidata_pfile_20240301-202403{next(days):02}.csv", rows)
        assert run("import", "nppes", file)[0] == 0

    insurer = tmp_path / "providers_20260108.json"
    insurer.write_text(json.dumps([provider(files.npi(serial), plans=[plan(serial)]) for serial in range(0, 40, 2)]))
    week(*map(person, range(40)))
    assert run("import", "qhp", insurer)[0] in (0, 1) and not patched
    return week
