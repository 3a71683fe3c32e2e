"""The organization that a clinic is part of, as NPPES states it."""

import nppes_files as files


def test_a_clinic_is_part_of_what_nppes_says_and_its_page_tells_whose_word_that_is(run, tmp_path, page):
    clinic = files.row(
        npi=files.npi(3), entity="2", organisation_name="HERON CLINIC", parent_organization="WADING BIRDS INC"
    )
    other = files.row(npi=files.npi(4), entity="2", organisation_name="CRANE CLINIC")
    run("import", "nppes", files.plain(tmp_path / "npidata_pfile_20240304-20240310.csv", [clinic, other]))
    assert "Part of Wading Birds Inc." in page(files.npi(3)) and "Part of" not in page(files.npi(4))
