"""What tests of whole imports share: a file of a source imported, and what is told of a practitioner afterwards."""

import json

import nppes_files as files
import pytest
from published import told

from directory import create_app


@pytest.fixture
def why(run):
    """What is told of a practitioner: {fact: its values}."""
    return lambda practitioner: told(run("why", practitioner)[1])


@pytest.fixture
def imports(run, tmp_path):
    """Imports one file of a source, its text or its bytes: what the command said."""

    def imported(source, name, content, *words):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        code, out, err = run("import", source, path, *words)
        assert code in (0, 1), err
        return out + err

    return imported


@pytest.fixture
def import_rows(run, tmp_path):
    """Imports a table of a source, its lines below the columns' names: the report. code: as which the command ends."""

    def imported(source, name, columns, rows, *words, code=0, line_end="\n"):
        path = tmp_path / name
        path.write_text(line_end.join([columns, *rows, ""]), newline="")
        ended, out, err = run("import", source, path, *words, "--json")
        assert ended == code, err
        return json.loads(out)

    return imported


@pytest.fixture
def page():
    """The text of a practitioner's page."""
    return lambda npi: create_app().test_client().get(f"/practitioners/{npi}").get_data(as_text=True)


@pytest.fixture
def near_denver(run):
    """{name: id} of everybody near Denver, those in bad standing too."""

    def search():
        results = json.loads(run("search", "--near", "Denver, CO", "--json")[1])["results"]
        return {result["name"]: result["id"] for result in results}

    return search


@pytest.fixture
def two_physicians_and_a_clinic(run, tmp_path):
    """NPPES imported: Ana Lopez and Ken Sato, physicians in Denver, and their clinic, with the first three NPIs."""
    denver = {"city": "DENVER", "state": "CO", "postal_code": "80202"}
    rows = [
        files.row(npi=files.npi(serial), last_name=last, first_name=first, credentials="MD", **denver)
        for serial, last, first in ((1, "LOPEZ", "ANA"), (2, "SATO", "KEN"))
    ]
    rows.append(files.row(npi=files.npi(3), entity="2", organisation_name="HERON ACUPUNCTURE LLC", **denver))
    run("import", "nppes", files.plain(tmp_path / "npidata_pfile_20240304-20240310.csv", rows))
