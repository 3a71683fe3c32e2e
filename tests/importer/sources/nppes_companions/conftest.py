"""Companion files of NPPES, imported."""

import nppes_files as files
import pytest
from nppes_companions import LISTED
from records import plain

from directory.importer.run import import_files
from directory.store.imports.database import Imports


@pytest.fixture
def imported(tmp_path, gazetteer):
    """Imports a companion source's file where NPPES lists those in LISTED: report, statements, problems."""

    def do(source, path):
        with Imports(tmp_path / "imports.db") as imports:
            with imports.transaction():
                if not imports.snapshots():
                    main = files.plain(
                        tmp_path / "npidata_pfile_20050523-20240310.csv", [files.row(npi=npi) for npi in LISTED]
                    )
                    import_files(imports, "nppes", [main], gazetteer)
                report = import_files(imports, source, [path], gazetteer).as_json()
            report["said"] = {
                each.statement.id: plain(each.statement) for each in imports.statements() if each.source == source
            }
            report["found"] = list(imports.problems(report["snapshot"]))
            report["as_of"] = next(each["as_of"] for each in imports.snapshots() if each["id"] == report["snapshot"])
        assert report["rows_read"] == report["listings"] + report["refused"] + sum(report["passed_over"].values())
        return report

    return do
