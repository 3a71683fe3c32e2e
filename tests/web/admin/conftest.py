"""What tests of the admin's pages share: a directory of this test's own, made of what sources say."""

import pytest
from desk_columns import columns, form

from directory.cli.errors import in_words
from directory.publish import build
from directory.store.imports.database import Imports
from directory.worker import process


@pytest.fixture
def imports(settings):
    """The imports.db of the site."""
    with Imports(settings.imports_db) as imports:
        yield imports


@pytest.fixture
def publish(imports, settings, gazetteer):
    """Publishes what stands."""

    def published():
        settings.directory_db.unlink(missing_ok=True) if settings.directory_db.is_symlink() else None
        with imports.transaction():
            return build.publish(imports, settings.directory_db, gazetteer)

    return published


@pytest.fixture
def world(imports, publish):
    """What sources say, {source: statements}, published."""

    def made(as_of="2026-11-01", **stated):
        with imports.transaction():
            for source, statements in stated.items():
                snapshot = imports.new_snapshot(source, "", False, True, f"{source} of {as_of}", "")
                imports.write(snapshot, [(each.id, each) for each in statements])
                counts = {"source": source, "rows_read": len(statements), "listings": len(statements), "problems": 0}
                imports.finish(snapshot, as_of, True, [], counts)
        return publish()

    return made


@pytest.fixture
def app(own_app):
    """The site over it."""
    return own_app


@pytest.fixture
def boss(client, root):
    """An admin's browser."""
    client.sign_in(root)
    return client


@pytest.fixture
def work(settings):
    """What the worker does between two looks at the clock, until there is nothing to do."""

    def worked():
        process.start_due(settings)
        while process.do_next(settings, in_words):
            pass

    return worked


@pytest.fixture
def match(boss, work):
    """Chooses columns by their names and has the table tried: its job's page, or with a status that of the columns."""

    def matched(address, status=303, **chosen):
        labels = columns(boss, address)
        typed = {"column-" + labels[name]: field for name, field in chosen.pop("fields", {}).items()}
        answer = boss.post(f"{address}/columns", form(boss, address) | {"do": "try"} | typed | chosen, status)
        if status != 303:
            return answer
        work()
        return boss.get(address)

    return matched
