"""NPPES's provider file, made up and imported."""

import nppes_files as files
import pytest
from records import plain

from directory.importer.run import ImportOptions, import_files
from directory.store.imports.database import Imports


@pytest.fixture
def imported(tmp_path, gazetteer):
    """Imports rows as a file of NPPES; its report, with the statements now said and the problems found."""

    def read(rows, name="npidata_pfile_20240304-20240310.csv", how=None, **columns):
        path = files.plain(tmp_path / name, rows, **columns)
        with Imports(tmp_path / "imports.db") as imports:
            with imports.transaction():
                report = import_files(imports, "nppes", [path], gazetteer, ImportOptions(**(how or {}))).as_json()
            report["said"] = {each.statement.id: plain(each.statement) for each in imports.statements()}
            report["found"] = list(imports.problems(report["snapshot"]))
            report["as_of"] = imports.snapshots()[0]["as_of"]
        return report

    return read


@pytest.fixture
def statement(imported):
    """The one statement that a row becomes."""

    def read(row):
        (only,) = imported([row])["said"].values()
        return only

    return read
