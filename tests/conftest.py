"""What many tests share: the places, a data folder, made-up NPPES files, a client that checks every page."""

import gc
import getpass
import logging
import os
import shutil
import sys
import tempfile
from pathlib import Path
from threading import Lock

MEMORY, ROOM = "/dev/shm", 4 << 30  # where it is and has so many bytes of room, the folders of tests need no disk
OURS = Path(tempfile.gettempdir()) / f"directory-tests-of-{getpass.getuser()}"
OURS.mkdir(mode=0o700, exist_ok=True)

# Nothing is left behind in the working tree, by these tests or by the programs they start. What is compiled is kept
# elsewhere: to compile it again is a third of each start of a program.
os.environ |= {
    "PYTHONPYCACHEPREFIX": str(OURS / "bytecode"),
    "HYPOTHESIS_STORAGE_DIRECTORY": str(OURS / "hypothesis"),
}
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.pycache_prefix, sys.dont_write_bytecode = os.environ["PYTHONPYCACHEPREFIX"], False
if os.path.isdir(MEMORY) and shutil.disk_usage(MEMORY).free > ROOM:
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", MEMORY)

import pytest
from flask import Flask
from hypothesis import settings
from jinja2 import BytecodeCache
from werkzeug.routing import Rule

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]
from postgresql_server import (  # noqa: F401
    _office_for_tests,
    everything_on_the_server,
    office_database,
    office_server,
    on_both,
    postgresql,
)

# As many examples as one can wait for; who changes a parser asks for more with --hypothesis-profile thorough.
HERE = settings(database=None, deadline=None, derandomize=bool(os.environ.get("CI")), max_examples=50)
settings.register_profile("here", HERE)
settings.register_profile("thorough", HERE, derandomize=False, max_examples=2000)
settings.load_profile("here")


def pytest_collection_finish():
    """Everything loaded by now stays: looking through it at each garbage collection takes a tenth of the time."""
    gc.collect()
    gc.freeze()


class CompiledTemplates(BytecodeCache):
    """Templates compiled once for all sites of a run; each test's own site would compile them again."""

    def __init__(self):
        self.compiled = {}

    def load_bytecode(self, bucket):
        """Gives a template what was compiled from the same text."""
        if code := self.compiled.get((bucket.key, bucket.checksum)):
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket):
        """Keeps what was compiled."""
        self.compiled[bucket.key, bucket.checksum] = bucket.bytecode_to_string()


Flask.jinja_options = {"bytecode_cache": CompiledTemplates()}
REAL = ROOT.parent / "shared" / "data"


@pytest.fixture(scope="session", autouse=True)
def fresh_databases(tmp_path_factory):
    """New databases are copies of one that has taken all steps: each test's own would take them again, a dozen or so.

    Programs that tests start, and tests of the steps themselves, take them.
    """
    from directory.store import migrations
    from directory.store.imports import database as imports
    from directory.store.office import opening

    made, lock = {}, Lock()

    def opened(path, steps, *more, **how):
        with lock:
            # An office begins as an empty file that only its owner can read.
            if path.parent.is_dir() and not (path.exists() and path.stat().st_size):
                if steps not in made:
                    made[steps] = tmp_path_factory.mktemp("fresh") / path.name
                    migrations.open_migrated(made[steps], steps, *more, **how).close()
                shutil.copyfile(made[steps], path)
        return migrations.open_migrated(path, steps, *more, **how)

    with pytest.MonkeyPatch.context() as patched:
        for module in (imports, opening):
            patched.setattr(module, "open_migrated", opened)
        yield


@pytest.fixture(scope="session", autouse=True)
def addresses_compiled_once():
    """Each site writes and compiles two functions a route; for four hundred routes that is most of what a site takes.

    They depend on the route alone: what they do with a site's converters they ask of the rule that they are given.
    """
    made, compiled = {}, Rule._compile_builder

    def compile_builder(rule, append_unknown=True):
        key = (*rule._trace, append_unknown, *sorted((rule.defaults or {}).items()))
        if key not in made:
            made[key] = compiled(rule, append_unknown)
        return made[key]

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(Rule, "_compile_builder", compile_builder)
        yield


@pytest.fixture(scope="session")
def gazetteer():
    """The places of the United States."""
    from directory.store.reference.files import gazetteer

    return gazetteer()


@pytest.fixture(scope="session")
def real():
    """The folder of real files; without it the test is skipped, and says so."""
    if not REAL.is_dir():
        pytest.skip("the real files are not here (../shared/data)")
    return REAL


@pytest.fixture(scope="session")
def translations():
    """data/translations/make.py, which knows every text that the pages show and how catalogues are read."""
    from importlib.util import module_from_spec, spec_from_file_location

    spec = spec_from_file_location("translations", ROOT / "data" / "translations" / "make.py")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def failing_compiler(monkeypatch):
    """Makes the PDF's compiler fail on every letter as it does on some that are hostile."""

    class PanicException(BaseException):
        """As the compiler names it."""

    class Failing:
        def compile(self, *_, **__):
            raise PanicException("Ann Blauvelt")

    monkeypatch.setattr("directory.referral.pdf._compiler", Failing)


@pytest.fixture
def data(tmp_path, monkeypatch):
    """An empty data folder, with spaces in its name, that commands and sites of this test use."""
    folder = tmp_path / "data of this test"
    monkeypatch.setenv("DIRECTORY_DATA", str(folder))
    return folder


@pytest.fixture
def run(data, capsys):
    """Runs a command as typed after `run.py`: (exit code, standard output, standard error)."""
    from directory.cli.main import main

    def command(*words):
        try:
            code = main([str(word) for word in words])
        except SystemExit as ended:
            code = ended.code
        logging.getLogger("directory").handlers = []  # the log is configured for this command only
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return command


@pytest.fixture(scope="session")
def sample_data(tmp_path_factory, gazetteer):
    """A data folder with the sample directory, shared by tests that only read it."""
    from directory.cli.sample import SAMPLE
    from directory.importer.run import import_files
    from directory.publish.build import publish
    from directory.settings import Settings
    from directory.store.imports.database import Imports

    settings = Settings(tmp_path_factory.mktemp("sample"))
    with Imports(settings.imports_db) as imports, imports.transaction():
        import_files(imports, "sample", [SAMPLE], gazetteer)
        publish(imports, settings.directory_db, gazetteer)
    return settings


@pytest.fixture(scope="session")
def sample_directory(sample_data):
    """The sample directory, open."""
    from directory.store.listings.reader import Current

    return Current(sample_data.directory_db).get()
