"""The sample directory, whose listings are made up: what the site shows before anything is imported."""

from directory.cli.console import tell
from directory.importer import run
from directory.publish import build
from directory.settings import ROOT, Settings
from directory.store.imports.database import Imports
from directory.store.reference.files import gazetteer

SAMPLE = ROOT / "data" / "samples" / "directory.ndjson"


def publish_first_directory(settings: Settings) -> None:
    """Publishes what was imported, or the sample where nothing ever was."""
    with Imports(settings.imports_db) as imports:
        if not imports.snapshots():
            tell("Loading the sample directory.")
            with imports.transaction():
                run.import_files(imports, "sample", [SAMPLE], gazetteer())
        with imports.transaction():
            build.publish(imports, settings.directory_db, gazetteer())
