"""The commands that change what is published without reading a file."""

from typing import Protocol

from directory.cli.console import DONE, Failure
from directory.publish import build
from directory.settings import Settings
from directory.store.imports.database import Imports
from directory.store.reference.files import gazetteer


class PublishOptions(Protocol):
    """force: make every listing anew, and publish whatever is lost by it."""

    force: bool


class RollbackOptions(Protocol):
    """snapshot: its number."""

    snapshot: int


def publish(options: PublishOptions, settings: Settings) -> int:
    """Builds directory.db again from all that was imported."""
    if not settings.imports_db.exists():
        raise Failure("Nothing was imported here. Start with: python3 run.py import nppes FILE")
    with Imports(settings.imports_db) as imports:
        count = build.publish(imports, settings.directory_db, gazetteer(), options.force, anew=options.force)
    print(f"Published {count:,} listings.")
    return DONE


def rollback(options: RollbackOptions, settings: Settings) -> int:
    """Takes a snapshot out and publishes what stands without it."""
    if not settings.imports_db.exists():
        raise Failure("Nothing was imported here, so there is nothing to take out.")
    with Imports(settings.imports_db) as imports:
        with imports.transaction():
            if not imports.withdraw(options.snapshot):
                raise Failure(f"There is no snapshot {options.snapshot} to take out. See: python3 run.py imports")
        count = build.publish(imports, settings.directory_db, gazetteer(), force=True)
        made_up = " of the sample, all of them made up" if imports.made_up() else ""
    print(f"Snapshot {options.snapshot} is out. The directory has {count:,} listings{made_up}.")
    return DONE
