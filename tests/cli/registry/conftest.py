"""CMS's registry and NPPES, made up, and the command that reads insurers from it."""

import json
from functools import partial

import nppes_files as files
import pytest
from registry_files import ANA, KEN
from workbooks import workbook_of

from directory.cli import registry
from directory.importer.formats.download import DownloadOptions

HEADER = ["State", "Issuer ID", "Issuer Name", "URL Submitted", "Tech POC Email"]


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    """Files may come from this machine, and nobody waits."""
    monkeypatch.setenv("PRIVATE_NETWORKS", "yes")
    monkeypatch.setattr(registry, "DownloadOptions", partial(DownloadOptions, stall=0.5, pauses=(0,)))


@pytest.fixture
def known(run, tmp_path):
    """Ana and Ken in NPPES."""
    rows = [
        files.row(npi=ANA, last_name="LOPEZ", first_name="ANA"),
        files.row(npi=KEN, last_name="SATO", first_name="KEN"),
    ]
    run("import", "nppes", files.plain(tmp_path / "npidata_pfile_20050523-20260103.csv", rows))


@pytest.fixture
def puf(tmp_path):
    """Writes the registry, of (state, issuer, name, address) rows."""

    def write(*rows, name="Machine_Readable_PUF.xlsx", header=HEADER):
        path = tmp_path / name
        path.write_bytes(workbook_of({"MR-PUF": [header, *([*row, "poc@elm.example"] for row in rows)]}))
        return path

    return write


@pytest.fixture
def read(run, known, puf):
    """Imports Oregon's insurers of a registry: (exit code, report, what was told)."""

    def command(*rows, words=()):
        code, out, err = run("import", "qhp", "--registry", puf(*rows), "--state", "OR", "--json", *words)
        return code, json.loads(out) if out else None, err

    return command
