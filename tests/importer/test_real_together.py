"""The real files brought together in one directory, step by step, and every step taken back again in another order."""

import json

import pytest
from source_files import TITLE, tables, xlsx, zipped

from directory.settings import Settings
from directory.store.listings import Current

pytestmark = pytest.mark.real_data
FIRST_WEEK, SECOND_WEEK = "nppes/npidata_pfile_20240101-20240107.REBUILT.zip", "nppes/acupuncturists_20240122-20240128.REBUILT.csv"
REPORT_OF_2023 = "deactivated/NPPES_Deactivated_NPI_Report_100923.zip"
COUNTED = ("rows_read", "listings", "refused", "problems", "new", "changed", "removed", "unchanged")


@pytest.fixture
def imported(run):
    """Imports a file: its report, without which snapshot it is."""

    def do(source, path, *words):
        code, out, err = run("import", source, path, *words, "--json")
        assert code == 0, err
        return json.loads(out)

    return do


def listed():
    """The NPIs in the published directory."""
    directory = Current(Settings().directory_db).get()
    return {listing["npi"] for listing in directory.listings(list(range(len(directory))))}


def held():
    return tables(Settings().directory_db)


def report(folder, npis, day, compact):
    """A report of deactivated NPIs in CMS's layout, of a day of our own."""
    path = folder / f"NPPES_Deactivated_NPI_Report_{compact}.zip"
    sheet = xlsx([[npi, "01/02/2024"] for npi in npis], TITLE.replace("Mar 11 2024", day))
    path.write_bytes(zipped({f"NPPES Deactivated NPI Report {compact}.xlsx": sheet}))
    return path


def test_the_real_files_end_to_end_and_back_in_another_order(real, imported, run, tmp_path):
    states = []

    def step(*words):
        told = imported(*words)
        states.append(held())
        return {name: told[name] for name in COUNTED}

    assert step("nppes", real / FIRST_WEEK) == {
        "rows_read": 19785, "listings": 73, "refused": 0, "problems": 0, "new": 73, "changed": 0, "removed": 0, "unchanged": 0}
    first = listed()
    assert step("nppes", real / SECOND_WEEK, "--update") == {
        "rows_read": 79, "listings": 79, "refused": 0, "problems": 1, "new": 79, "changed": 0, "removed": 0, "unchanged": 73}
    both = listed()
    assert len(first) == 73 and len(both) == 152 and first < both

    # Nobody of them is in CMS's report of 2023.
    assert step("nppes-deactivated", real / REPORT_OF_2023)["listings"] == 0
    assert listed() == both

    # A report is weighed against each one's newest record: of Jan 10, it takes out the one last listed on Jan 7, not the one of Jan 28.
    old, new = min(first), min(both - first)
    assert step("nppes-deactivated", report(tmp_path, [old, new], "Jan 10 2024", "20240110"))["listings"] == 2
    assert listed() == both - {old}

    # The next month's report names three, and takes exactly those out; it replaces the one before.
    three = set(sorted(both - first)[-2:]) | {max(first)}
    assert step("nppes-deactivated", report(tmp_path, sorted(three), "Feb 12 2024", "20240212"))["listings"] == 3
    assert listed() == both - three

    # Further sources come here: a step each, and what it has to show.

    standing = list(range(1, len(states) + 1))
    for gone in (3, 5, 4, *standing[5:], 2, 1):
        assert run("rollback", gone)[0] == 0
        standing.remove(gone)
        if standing in ([1, 2], [1]):
            assert held() == states[len(standing) - 1]
    assert listed() == set()


@pytest.mark.parametrize("order", [(5, 4, 3, 2), (2, 3, 4, 5), (4, 2, 5, 3)])
def test_whatever_is_taken_out_first_the_first_week_is_left_as_it_was(order, real, imported, run, tmp_path):
    imported("nppes", real / FIRST_WEEK)
    before, first = held(), listed()
    imported("nppes", real / SECOND_WEEK, "--update")
    newer = sorted(listed() - first)
    imported("nppes-deactivated", report(tmp_path, newer[:2], "Jan 10 2024", "20240110"))
    imported("nppes-deactivated", report(tmp_path, [*newer[:2], min(first)], "Feb 12 2024", "20240212"))
    imported("nppes", real / "nppes/raw_329col_2018.csv", "--update", "--as-of", "2018-12-31")
    for snapshot in order:
        assert run("rollback", snapshot)[0] == 0
    assert held() == before
