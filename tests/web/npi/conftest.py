"""A site over a made-up register of 140 rows: somebody in it is excluded, somebody has asked to be
removed, and a table has somebody else's NPI.
"""

import pytest
import registered_people as people

from directory import create_app
from directory.core.practitioner import Licence, Location, Statement
from directory.importer.run import import_files
from directory.publish.build import publish
from directory.settings import Settings
from directory.store.imports.database import Imports

LEIE = (
    "LASTNAME,FIRSTNAME,MIDNAME,BUSNAME,GENERAL,SPECIALTY,UPIN,NPI,DOB,ADDRESS,CITY,STATE,ZIP,EXCLTYPE,EXCLDATE,"
    "REINDATE,WAIVERDATE,WVRSTATE"
)


REMOVED = {"removed_on": "2026-05-01", "removed_because": "request"}
# A table's row with somebody else's NPI, as spreadsheets have it that have slipped by a row: it waits for an admin.
OF_ANOTHER_NAME = {
    "name": "Zebulon Quux",
    "kind": "licensed_acupuncturist",
    "locations": (Location("1 Canary Way", "Yakima", "WA", "98901"),),
    "licences": (Licence("WA", "AC777777"),),
}


def _state(imports, source, statement):
    number = imports.new_snapshot(source, "", False, False, f"{source}.csv", source)
    imports.write(number, [(statement.id, statement)])
    imports.finish(number, "2026-05-01", False, (), {})


@pytest.fixture(scope="session")
def register(tmp_path_factory, gazetteer):
    """A data folder with it."""
    settings, files = Settings(tmp_path_factory.mktemp("register")), tmp_path_factory.mktemp("files")
    leie = files / "UPDATED_20260110.csv"
    excluded = f"VOGEL,PETRA,,,,,,{people.EXCLUDED},19600101,12 SE ELM ST,PORTLAND,OR,97214,1128a1,20190320"
    leie.write_text(f"{LEIE}\n{excluded},00000000,00000000,\n")
    with Imports(settings.imports_db) as imports, imports.transaction():
        for source, file in (*people.write(files), ("leie", leie)):
            import_files(imports, source, [file], gazetteer)
        _state(imports, "admin", Statement(id=people.REMOVED, npi=people.REMOVED, **REMOVED))
        _state(imports, "csv", Statement(id="t-1", npi=people.MAEVE, **OF_ANOTHER_NAME))
        publish(imports, settings.directory_db, gazetteer)
    return settings


@pytest.fixture(scope="session")
def registry(register):
    """The site over it."""
    return create_app(register)


@pytest.fixture(scope="session")
def ask(registry):
    """What the API answers to parameters: (its JSON, the total that a header tells)."""

    def answer(**parameters):
        response = registry.test_client().get("/api/npi/", query_string={"version": "2.1"} | parameters)
        assert (response.status_code, response.mimetype) == (200, "application/json")
        return response.json, int(response.headers.get("X-Total-Count", -1))

    return answer


@pytest.fixture
def found(ask):
    """The NPIs that are found, in their order."""
    return lambda **parameters: [each["number"] for each in ask(**parameters)[0]["results"]]
