"""A site over a directory with Ana Kim in it, who has proved that the listing is hers."""

import pytest
from msgspec.structs import replace
from namesakes import ana
from owners import NPI, Proved, ask, code

from directory.core.practitioner import Location
from directory.publish import build
from directory.store.imports.database import Imports
from directory.worker import process

ELM = Location("12 Elm St", "Denver", "CO", "80202", "+13035550101")


@pytest.fixture
def app(own_app):
    """The site over a directory of this test's own."""
    return own_app


@pytest.fixture
def listed(settings, gazetteer):
    """Ana Kim, whom NPPES lists with an address and a number, and a table without; her id."""
    settings.directory_db.unlink()
    with Imports(settings.imports_db) as imports, imports.transaction():
        for source, stated in (("nppes", replace(ana(npi=NPI), locations=(ELM,))), ("csv", ana("t9", name="Bo Lee"))):
            snapshot = imports.new_snapshot(source, "", False, True, source, "")
            imports.write(snapshot, [(stated.id, stated)])
            imports.finish(snapshot, "2026-11-01", True, [], {"source": source, "rows_read": 1, "listings": 1})
        build.publish(imports, settings.directory_db, gazetteer)
    return NPI


@pytest.fixture
def work(settings):
    """Has the worker do all that waits."""

    def done():
        while process.do_next(settings, lambda error, settings: str(error)):
            pass

    return done


@pytest.fixture
def owner(client, office, clock, listed):
    """Ana, who has proved that the listing is hers, signed in."""
    address = ask(client)
    client.send(address, form="typed-code", code=code(office))
    account = Proved(office, clock, "ana@example.org")
    client.sign_in(account)
    return account
