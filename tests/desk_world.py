"""A directory at the desk in which two pairs wait: two whom NPPES lists, and a table's rows that may be about them."""

import nppes_files as files
from namesakes import ana

from directory.publish.build import publish
from directory.store.imports.database import Imports

ANA, KEN = files.npi(801), files.npi(802)
NPPES = [ana(npi=ANA), ana(npi=KEN, name="Ken Sato", phone="+13035550103")]
TABLE = [ana("t1", phone=None), ana("t2", name="Ken Sato", phone=None)]


def publish_two_pairs(settings, gazetteer, as_of="2026-11-01"):
    """Founds a data folder with them, published."""
    settings.data.mkdir()
    with Imports(settings.imports_db) as imports, imports.transaction():
        for source, statements in (("nppes", NPPES), ("csv", TABLE)):
            snapshot = imports.new_snapshot(source, "", False, True, f"{source}.csv", "")
            imports.write(snapshot, [(each.id, each) for each in statements])
            imports.finish(snapshot, as_of, True, [], {"rows_read": 2, "listings": 2, "problems": 0})
        publish(imports, settings.directory_db, gazetteer)
