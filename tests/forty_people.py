"""A directory of forty people, half of them with a plan of their own in an insurer's list, that weekly files and
practices change.
"""

import nppes_files as files

from directory.core.practitioner import Statement
from directory.core.sources import CLAIMS
from directory.settings import Settings
from directory.store.imports import edits
from directory.store.imports.database import Imports
from directory.store.imports.decisions import Decider

PLACE = {"address": "1 OAK ST", "city": "Portland", "state": "OR", "postal_code": "97214"}


def person(serial, **values):
    return files.row(npi=files.npi(serial), **{"first_name": "ANA", "last_name": "LOPEZ"} | values)


def say(serial, source=CLAIMS, **said):
    """Keeps what is stated on somebody's page from now on; the snapshot."""
    npi = files.npi(serial)
    with Imports(Settings().imports_db) as imports, imports.transaction():
        statement = Statement(id=npi, npi=npi, **said)
        return edits.keep_edit(imports, npi, statement, f"listing {npi}", Decider("person 1", "said"), source)
