"""What tests of who is who share: statements of several sources in an imports.db."""

import pytest

from directory.store.imports.database import Imports


@pytest.fixture
def world(tmp_path):
    """What sources say, {source: statements}, in an imports.db of its own."""
    opened = []

    def made(**stated):
        imports = Imports(tmp_path / f"imports-{len(opened)}.db")
        opened.append(imports)
        with imports.transaction():
            for source, statements in stated.items():
                snapshot = imports.new_snapshot(source, "", False, True, "", "")
                imports.write(snapshot, [(each.id, each) for each in statements])
                imports.finish(snapshot, "2026-01-01", True, [], {})
        return imports

    yield made
    for imports in opened:
        imports.connection.close()
