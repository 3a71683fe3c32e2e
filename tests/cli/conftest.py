"""What tests of commands share."""

import nppes_files as files
import pytest


@pytest.fixture
def full(tmp_path):
    """A full file with three acupuncturists in Portland, one of them a physician."""
    rows = [files.row(npi=files.npi(n), last_name=name) for n, name in ((1, "AN"), (2, "NGUYEN-SMITH"))]
    physician = files.row(
        ("171100000X", "", "", "N"), ("207Q00000X", "1", "OR", "Y"), npi=files.npi(3), credentials="MD"
    )
    return files.packed(tmp_path / "NPPES_Data_Dissemination_March_2024.zip", [*rows, physician, files.other()])
