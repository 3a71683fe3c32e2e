"""CMS's page of NPPES files: which files there are, and which of them have to be read."""

import pytest

from directory.importer.record import FileRefused
from directory.importer.sources.nppes.listing import ListedFile, listed_files, needed_files, newest_of, read_until

PAGE = "https://download.example.gov/nppes/NPI_Files.html"
FULL = "npidata_pfile_20050523-20260510.csv"


def page(*names):
    links = "".join(f"<li><a href='./{name}' class='x'>ZIP</a></li>" for name in names)
    return f"<!DOCTYPE html><html><body><a href='/help.html'>Help</a><ul>{links}</ul></body></html>".encode()


MAY = page(
    "NPPES_Data_Dissemination_May_2026_V2.zip",
    "NPPES_Deactivated_NPI_Report_051126_V2.zip",
    "NPPES_Data_Dissemination_051826_052426_Weekly_V2.zip",
    "NPPES_Data_Dissemination_051126_051726_Weekly_V2.zip",
    "NPPES_Data_Dissemination_050426_051026_Weekly_V2.zip",
)


def needed(until, content=MAY):
    return [(file.what, file.last) for file in needed_files(listed_files(PAGE, content), until)]


def test_each_file_is_known_by_its_name_and_found_beside_the_page():
    files = listed_files(PAGE, MAY)
    assert files[0] == ListedFile(
        "month",
        "2026-05-01",
        "2026-05-01",
        "https://download.example.gov/nppes/NPPES_Data_Dissemination_May_2026_V2.zip",
    )
    assert newest_of("report", files).last == "2026-05-11"
    assert newest_of("week", files).address.endswith("/NPPES_Data_Dissemination_051826_052426_Weekly_V2.zip")


def test_of_a_file_in_several_layouts_the_newest_counts():
    both = page(*(f"NPPES_Data_Dissemination_051126_051726_Weekly{layout}.zip" for layout in ("", "_V10", "_V2")))
    assert [file.address.rpartition("_")[2] for file in listed_files(PAGE, both)] == ["V10.zip"]


@pytest.mark.parametrize(
    "link",
    [
        "https://evil.example/NPPES_Data_Dissemination_051126_051726_Weekly_V2.zip",
        "//evil.example/NPPES_Data_Dissemination_051126_051726_Weekly_V2.zip",
        "http://download.example.gov/nppes/NPPES_Data_Dissemination_051126_051726_Weekly_V2.zip",
        "https://download.example.gov:8443/NPPES_Data_Dissemination_051126_051726_Weekly_V2.zip",
        "file:///NPPES_Data_Dissemination_051126_051726_Weekly_V2.zip",
        "NPPES_Data_Dissemination_051126_051726_Weekly_V2.zip.exe",
        "NPPES_Data_Dissemination_133126_051726_Weekly_V2.zip",
        "NPPES_Data_Dissemination_Smarch_2026_V2.zip",
        "http://[NPPES_Data_Dissemination_May_2026_V2.zip",
        "",
    ],
)
def test_what_lies_elsewhere_or_is_no_such_file_is_not_taken(link):
    with pytest.raises(FileRefused, match="links no NPPES file"):
        listed_files(PAGE, f'<a href="{link}">x</a>'.encode())


class TestNeeded:
    def test_the_week_after_the_last_one_is_all_that_is_needed(self):
        assert needed("2026-05-17") == [("week", "2026-05-24")]

    def test_who_missed_a_week_reads_it_too_and_before_the_newest(self):
        assert needed("2026-05-10") == [("week", "2026-05-17"), ("week", "2026-05-24")]

    def test_who_has_read_all_needs_nothing(self):
        assert needed("2026-05-24") == []

    @pytest.mark.parametrize("until", ["", "2026-04-26"])
    def test_who_never_read_it_or_missed_a_week_that_is_gone_begins_with_everybody(self, until):
        assert needed(until) == [("month", "2026-05-01"), *(("week", f"2026-05-{day}") for day in (10, 17, 24))]

    def test_a_week_that_is_missing_between_two_on_the_page_is_a_gap_too(self):
        assert needed("2026-05-10", MAY.replace(b"051126_051726", b"x"))[0] == ("month", "2026-05-01")


class TestReadUntil:
    def test_a_whole_file_and_the_weeks_that_follow_it_count_in_whatever_order(self):
        weeks = "npidata_pfile_20260518-20260524.csv", "npidata_pfile_20260511-20260517.csv"
        assert read_until([*weeks, FULL]) == "2026-05-24"

    def test_a_week_after_a_missed_one_does_not(self):
        assert read_until([FULL, "npidata_pfile_20260518-20260524.csv"]) == "2026-05-10"

    def test_weeks_without_a_whole_file_and_files_of_other_names_say_nothing(self):
        assert read_until(["npidata_pfile_20260518-20260524.csv", "registry_20260601.json"]) == ""
        assert read_until([FULL, "registry_20260601.json"]) == "2026-05-10"
