"""Medicare's list of who may order and refer: read, renewed, taken out, broken. All made up."""

import json
from datetime import date, timedelta
from pathlib import Path

import nppes_files as files
import pytest
from ordering_files import COLUMNS, JO, RUTH, SAM, crowd, ordering_row

from directory.settings import Settings
from directory.store.listings.orderers import NPIS_AT_ONCE, ordering_record
from directory.store.listings.reader import Current

SOURCE = "order-and-referring"
TODAY = date.today()


@pytest.fixture
def ordering(run, tmp_path):
    """Imports a list of these rows as of so many days ago: the report, with what was said beside it."""

    def imported(*rows, days=1, columns=COLUMNS, words=()):
        path = tmp_path / f"OrderReferring_{TODAY - timedelta(days)}.csv"
        path.write_text("\n".join([columns, *rows, ""]))
        code, out, err = run("import", SOURCE, path, *words, "--json")
        return json.loads(out) | {"code": code, "said": err} if out else {"code": code, "said": err}

    return imported


def told(npi):
    """What the published directory tells of an NPI: (whether it is listed, whether for Part B), None for nothing."""
    record = ordering_record(Current(Settings().directory_db).get(), npi)
    return record and (record.is_listed, record.part_b)


def test_who_is_on_the_list_may_order_and_who_is_not_may_not(ordering):
    report = ordering(ordering_row(RUTH), ordering_row(SAM, "N"))
    assert (report["code"], report["rows_read"], report["listings"], report["problems"]) == (0, 2, 2, 0)
    assert told(RUTH) == (True, True) and told(SAM) == (True, False) and told(JO) == (False, False)


def test_without_a_list_nothing_is_told(run, tmp_path):
    run("import", "nppes", files.plain(tmp_path / "npidata_pfile_20240304-20240310.csv", [files.row()]))
    assert told(RUTH) is None


@pytest.mark.parametrize("days, tells", [(0, True), (21, True), (22, False), (400, False)])
def test_of_a_list_older_than_its_limit_nothing_is_told(ordering, days, tells):
    ordering(ordering_row(RUTH), days=days)
    assert (told(JO) is not None, told(RUTH) is not None) == (tells, tells)


def test_it_lists_nobody_and_is_told_with_its_day(ordering, run):
    ordering(*crowd(5), days=1)
    day = str(TODAY - timedelta(1))
    status = json.loads(run("status", "--json")[1])
    assert (status["listings"], status["orderers"]["count"], status["orderers"]["as_of"]) == (0, 5, day)
    assert f"{SOURCE}: 5 NPIs as of {day}" in run("status")[1]
    (source,) = (each for each in json.loads(run("sources", "--json")[1]) if each["source"] == SOURCE)
    assert (source["as_of"], source["gives"]) == (day, [])
    assert [(each["source"], each["as_of"]) for each in json.loads(run("imports", "--json")[1])] == [(SOURCE, day)]


def test_every_one_of_many_is_found_and_none_between_them(ordering):
    rows = crowd(2 * NPIS_AT_ONCE + 1)
    ordering(*reversed(rows))
    npis = sorted(row[:10] for row in rows)
    at_the_edges = [npis[place] for place in (0, NPIS_AT_ONCE - 1, NPIS_AT_ONCE, 2 * NPIS_AT_ONCE, -1)]
    assert [told(npi) for npi in at_the_edges] == [(True, True)] * 5
    assert told(RUTH) == (False, False) and told(files.npi(90_000)) == (False, False)


def test_of_rows_of_one_npi_any_may_say_that_they_may_order(ordering):
    report = ordering(ordering_row(RUTH, "N"), ordering_row(RUTH, "Y"), ordering_row(RUTH, "N"))
    assert told(RUTH) == (True, True) and report["listings"] == 1 and report["passed_over"]["repeated"] == 2


def test_a_newer_list_takes_the_place_of_the_older_one_whole_whichever_is_imported_last(ordering):
    ordering(ordering_row(SAM), days=1)
    ordering(ordering_row(RUTH), days=5)
    assert told(SAM) == (True, True) and told(RUTH) == (False, False)


def test_taken_out_the_list_before_it_stands_again_and_without_one_nothing_is_told(ordering, run):
    first = ordering(ordering_row(RUTH), days=5)["snapshot"]
    second = ordering(ordering_row(SAM), days=1)["snapshot"]
    assert run("rollback", second, "--force")[0] == 0 and told(SAM) == (False, False)
    assert run("rollback", first, "--force")[0] == 0 and told(SAM) is None


def test_a_list_that_has_lost_many_is_not_published_before_somebody_has_looked(ordering):
    ordering(*crowd(50), days=5)
    report = ordering(*crowd(20), days=1)
    assert not report["published"] and "from 50 NPIs to 20" in report["said"] + json.dumps(report)
    assert told(crowd(50)[49][:10]) == (True, True), "or enrolled physicians would be told that they are not"


@pytest.mark.parametrize(
    "slip",
    [
        RUTH[:8] + str((int(RUTH[8]) + 1) % 10) + RUTH[9],
        RUTH[:4] + RUTH[5:],
        RUTH[:4] + RUTH[4] + RUTH[4:],
        RUTH[:8] + RUTH[9] + RUTH[8],
    ],
    ids=["wrong", "left out", "twice", "changed over"],
)
def test_whose_npi_has_a_slip_in_the_list_is_not_told_that_they_may_not(ordering, slip):
    report = ordering(ordering_row(SAM), ordering_row(slip))
    assert (report["refused"], report["listings"]) == (1, 1)
    assert told(RUTH) is None and told(JO) == (False, False) and told(SAM) == (True, True)


def test_nor_is_whose_row_is_cut_short(ordering):
    ordering(ordering_row(SAM), f"{RUTH},OKAFOR")
    assert told(RUTH) is None and told(JO) == (False, False)


def test_a_row_that_is_mended_is_added_to_the_others(ordering, run):
    report = ordering(ordering_row(SAM), ordering_row(RUTH[:9]))
    mended = Path(report["mend"])
    mended.write_text(mended.read_text(encoding="utf-8-sig").replace(f"{RUTH[:9]},", f"{RUTH},"))
    assert run(*report["then"])[0] == 0
    assert told(RUTH) == told(SAM) == (True, True) and told(JO) == (False, False)


@pytest.mark.parametrize("flag", ["", "?", "yes"])
def test_a_flag_that_is_neither_yes_nor_no_is_told_and_counts_as_yes(ordering, flag):
    report = ordering(ordering_row(RUTH, flag))
    assert (report["problems"], report["refused"]) == (1, 0) and told(RUTH) == (True, True)


@pytest.mark.parametrize(
    "columns, words",
    [
        (COLUMNS.replace("PARTB", "PART_C"), "“PARTB” is missing"),
        ("NPI,Name", "is missing"),
        ("", "empty"),
        ("<!DOCTYPE html>", ""),
    ],
)
def test_another_file_is_refused_in_one_line_and_the_list_stays(ordering, columns, words):
    ordering(ordering_row(RUTH), days=5)
    refused = ordering(*([ordering_row(SAM)] if columns else []), columns=columns)
    assert refused["code"] == 2 and refused["said"].count("\n") == 1 and words in refused["said"]
    assert told(RUTH) == (True, True) and told(SAM) == (False, False)


def test_a_header_without_rows_is_refused(ordering):
    assert "no rows below it" in ordering()["said"]


def test_a_list_without_a_day_is_refused_until_one_is_given(run, tmp_path):
    path = tmp_path / "OrderReferring.csv"
    path.write_text(f"{COLUMNS}\n{ordering_row(RUTH)}\n")
    assert "--as-of" in run("import", SOURCE, path)[2]
    assert run("import", SOURCE, path, "--as-of", TODAY)[0] == 0 and told(RUTH) == (True, True)
