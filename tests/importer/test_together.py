"""Sources brought together, as an admin does it: NPPES, a board's list, the deactivated, and what nobody can tell."""

import json

import nppes_files as files
import pytest
from published import content
from source_files import ANA, GOOD, MAP, xlsx, zipped

from directory.importer.run import ImportOptions, import_files
from directory.store.imports.database import Imports

HEADER = "lastName,firstName,city,state,licenseType,licenseNumber,licenseExpirationDate,licenseStatusDescription"


def board(path, *rows):
    """Colorado's list: (last name, first name, number, status) rows in Denver."""
    lines = [f"{last},{first},Denver,CO,ACU,{number},12/31/2027,{status}" for last, first, number, status in rows]
    path.write_text("\n".join([HEADER, *lines, ""]))
    return path


def denver(**values):
    """A row of NPPES in Denver, with a licence of Colorado unless told otherwise."""
    licence = values.pop("licence", "ACU.0009001")
    return files.row(("171100000X", licence, "CO", "Y"), city="DENVER", state="CO", postal_code="80202", **values)


@pytest.fixture
def found(run):
    """{name: result} of everybody near Denver."""

    def search():
        results = json.loads(run("search", "--near", "Denver, CO", "--json")[1])["results"]
        return {result["name"]: result for result in results}

    return search


@pytest.fixture
def nppes(run, tmp_path):
    """NPPES imported: a licence spelled unlike the board's, another person with the same licence, one without."""
    rows = [
        denver(npi=files.npi(1), last_name="LOPEZ", first_name="ANA", licence="9001"),
        denver(npi=files.npi(2), last_name="SATO", first_name="KEN", licence="9002"),
        denver(npi=files.npi(3), last_name="KIM", first_name="SO", licence=""),
    ]
    run("import", "nppes", files.plain(tmp_path / "npidata_pfile_20240304-20240310.csv", rows))
    return rows


def test_a_board_adds_its_word_to_the_practitioner_it_speaks_of_and_lists_the_others(run, nppes, found, tmp_path):
    path = board(tmp_path / "co_20260105.csv", ("Lopez", "Ana", "9001", "Active"), ("Ngo", "Linh", "9003", "Active"))
    report = json.loads(run("import", "licences", path, "--state", "CO", "--json")[1])
    assert (report["listings"], report["new"]) == (2, 2)
    ana, linh = found()["Ana Lopez"], found()["Linh Ngo"]
    assert (ana["id"], ana["sources"], ana["verified_on"]) == (files.npi(1), ["licences", "nppes"], "2026-01-05")
    assert [(licence["status"], licence["source"], licence["as_of"]) for licence in ana["licences"]] == [
        ("active", "licences", "2026-01-05")
    ]
    assert (linh["id"], linh["npi"]) == ("CO-9003", None)


def test_the_same_license_under_another_name_waits_for_an_admin_whose_word_is_kept(run, nppes, found, tmp_path):
    path = board(tmp_path / "co_20260105.csv", ("Tanaka", "Ken", "9002", "Active"))
    run("import", "licences", path, "--state", "CO")
    (pair,) = json.loads(run("matches", "--json")[1])
    assert (pair["one"], pair["other"]) == ("licences:CO-9002", f"npi:{files.npi(2)}") and "names are not" in pair[
        "reason"
    ]
    lines = run("matches")[1].splitlines()
    assert lines[1:] == [
        "        Ken Tanaka · Denver, CO · license CO 9002  [licences, 2026-01-05]",
        "        Ken Sato · 12 SE Elm St Ste 4, Denver, CO, (503) 555-0123 · license CO 9002  [nppes, 2024-03-10]",
    ]
    assert {"Ken Tanaka", "Ken Sato"} <= set(found())
    assert run("decide", pair["id"], "same")[0] == 0
    assert "Ken Tanaka" not in found() and found()["Ken Sato"]["sources"] == ["licences", "nppes"]
    assert json.loads(run("matches", "--json")[1]) == []
    run(
        "import", "licences", board(tmp_path / "co_20260205.csv", ("Tanaka", "Ken", "9002", "Expired")), "--state", "CO"
    )
    assert found()["Ken Sato"]["licences"][0]["status"] == "expired"
    lines = run("why", files.npi(2))[1]
    assert "name: Ken Sato  [nppes, 2024-03-04]\n    not: Ken Tanaka  [licences, 2026-02-05]" in lines


def test_two_who_cannot_be_told_apart_stay_two_even_under_one_license_number(run, nppes, found, tmp_path):
    run("import", "licences", board(tmp_path / "co_20260105.csv", ("Ngo", "Linh", "9003", "Active")), "--state", "CO")
    (tmp_path / "own 2026-01-05.csv").write_text("Name,City,State,License\nPetra Vogel,Denver,CO,9003\n")
    (tmp_path / "own.toml").write_text(
        '[columns]\nname = "Name"\ncity = "City"\nstate = "State"\n'
        'licence_number = "License"\nlicence_state = "State"\n'
    )
    run("import", "csv", tmp_path / "own 2026-01-05.csv", "--map", tmp_path / "own.toml")
    assert found()["Linh Ngo"]["id"] == "CO-9003" and found()["Petra Vogel"]["id"] == "csv-CO-9003"
    (pair,) = json.loads(run("matches", "--json")[1])
    run("decide", pair["id"], "different")
    assert {"Linh Ngo", "Petra Vogel"} <= set(found()) and json.loads(run("matches", "--json")[1]) == []


def test_a_revoked_license_puts_its_holder_last(run, nppes, found, tmp_path):
    run("import", "licences", board(tmp_path / "co_20260105.csv", ("Lopez", "Ana", "9001", "Revoked")), "--state", "CO")
    assert list(found())[-1] == "Ana Lopez"


def test_who_was_deactivated_stays_out_whoever_else_lists_them_until_nppes_does_again(run, tmp_path):
    for source in ("nppes", "qhp"):
        assert run("import", *GOOD[source].written(tmp_path))[0] == 0
    assert "Ana Lopez" in run("why", ANA)[1]
    report = zipped({"NPPES Deactivated NPI Report 20240311.xlsx": xlsx([[ANA, "03/01/2024"]])})
    assert run("import", *GOOD["nppes-deactivated"].written(tmp_path, report))[0] == 0
    assert run("why", ANA)[0] == 2
    again = files.plain(tmp_path / "npidata_pfile_20240311-20240317.csv", [denver(npi=ANA, last_name="LOPEZ")])
    assert run("import", "nppes", again)[0] == 0
    assert "Lopez" in run("why", ANA)[1]


def test_a_societys_word_on_its_members_comes_before_a_table_of_the_same_day(run, tmp_path):
    society = tmp_path / "members_20260106.csv"
    society.write_text('Name,Address,City,State,Phone\n"Ann Able, MD",7 Oak Ave,Boulder,CO,303-555-0104\n')
    own = tmp_path / "own_20260106.csv"
    own.write_text("Name,Address,City,State,Phone,Kind\nAnn Able,9 Elm St,Boulder,CO,303-555-0104,clinician\n")
    how = 'address_1 = "Address"\nkind = "Kind"\n[values.kind]\nclinician = "other_clinician"\n'
    (tmp_path / "map.toml").write_text(MAP.replace('payer = "Insurer"\n', "") + how)
    for words in (("csv", own, "--map", tmp_path / "map.toml"), ("roster", society)):
        assert run("import", *words)[0] == 0
    (found,) = json.loads(run("search", "--near", "Boulder, CO", "--json")[1])["results"]
    assert (found["sources"], found["kind"]) == (["csv", "roster"], "medical_acupuncturist")
    assert found["location"]["address"] == "7 Oak Ave"


def test_a_newer_list_of_the_state_takes_out_who_is_no_longer_in_it(run, nppes, found, tmp_path):
    run(
        "import",
        "licences",
        board(tmp_path / "co_20260105.csv", ("Ngo", "Linh", "9003", "Active"), ("Ro", "Min", "9004", "Active")),
        "--state",
        "CO",
    )
    report = json.loads(
        run(
            "import",
            "licences",
            board(tmp_path / "co_20260205.csv", ("Ro", "Min", "9004", "Active")),
            "--state",
            "CO",
            "--json",
        )[1]
    )
    assert report["removed"] == 1 and "Linh Ngo" not in found()


def test_an_older_list_of_the_state_imported_later_brings_nobody_back_and_the_other_state_stands(
    run, nppes, found, tmp_path
):
    washington = tmp_path / "wa_20250105.csv"
    washington.write_text(
        "CredentialNumber,LastName,FirstName,CredentialType,Status\n"
        "AC90000001,Vogel,Petra,Acupuncturist License,ACTIVE\n"
    )
    assert run("import", "licences", washington, "--state", "WA")[0] in (0, 1)
    run("import", "licences", board(tmp_path / "co_20260205.csv", ("Ro", "Min", "9004", "Active")), "--state", "CO")
    report = json.loads(
        run(
            "import",
            "licences",
            board(tmp_path / "co_20260105.csv", ("Ngo", "Linh", "9003", "Active")),
            "--state",
            "CO",
            "--json",
        )[1]
    )
    assert report["new"] == 0 and "Linh Ngo" not in found()
    assert "Petra Vogel" in run("why", "WA-AC90000001")[1]


ROWS = {
    "nppes": 7,
    "nppes-locations": 2,
    "nppes-names": 1,
    "nppes-deactivated": 2,
    "leie": 2,
    "opt-out": 2,
    "part-b": 3,
    "doctors": 2,
    "nppes-endpoints": 2,
    "order-and-referring": 2,
    "licences": 2,
    "roster": 2,
    "csv": 2,
    "qhp": 2,
    "plan-net": 6,
}


@pytest.mark.parametrize("source", GOOD)
def test_every_row_of_a_file_is_read_once_and_listed_refused_or_passed_over(source, run, tmp_path):
    if source != "nppes":
        run("import", *GOOD["nppes"].written(tmp_path))
    report = json.loads(run("import", *GOOD[source].written(tmp_path), "--json")[1])
    assert report["rows_read"] == ROWS[source]
    assert report["rows_read"] == report["listings"] + report["refused"] + sum(report["passed_over"].values())


@pytest.mark.parametrize("options", [(), ("--state", "ZZ")])
def test_a_board_without_its_state_or_with_a_wrong_one_is_one_clear_line(run, nppes, tmp_path, options):
    code, _, err = run("import", "licences", board(tmp_path / "co.csv", ("Lopez", "Ana", "9001", "Active")), *options)
    assert (code, err.count("\n")) == (2, 1)


def test_the_same_file_again_is_skipped_and_said_so(run, nppes, tmp_path):
    path = board(tmp_path / "co_20260105.csv", ("Lopez", "Ana", "9001", "Active"))
    run("import", "licences", path, "--state", "CO")
    code, out, _ = run("import", "licences", path, "--state", "CO")
    assert code == 0 and "was imported before, as import 2, and is skipped" in out
    assert len(json.loads(run("imports", "--json")[1])) == 2


def test_rolling_back_in_any_order_gives_the_directory_as_it_was_without_them(run, nppes, found, tmp_path, data):
    before = content(data)
    run(
        "import",
        "licences",
        board(tmp_path / "co_20260105.csv", ("Lopez", "Ana", "9001", "Active"), ("Ngo", "Linh", "9003", "Active")),
        "--state",
        "CO",
    )
    with_board = content(data)
    run(
        "import",
        "nppes",
        files.plain(tmp_path / "npidata_pfile_20240311-20240317.csv", [files.deactivated(files.npi(3))]),
    )
    assert run("rollback", 3)[0] == 0 and content(data) == with_board
    run("rollback", 2)
    assert content(data) == before


def test_a_list_that_says_the_same_on_a_later_day_confirms_it_anew(run, nppes, found, tmp_path):
    for day in ("20260105", "20260302"):
        run(
            "import", "licences", board(tmp_path / f"co_{day}.csv", ("Lopez", "Ana", "9001", "Active")), "--state", "CO"
        )
    assert found()["Ana Lopez"]["verified_on"] == "2026-03-02"
    assert "is skipped" in run("import", "licences", tmp_path / "co_20260302.csv", "--state", "CO")[1]


def test_a_dry_run_shows_each_field_that_would_change(run, nppes, tmp_path):
    path = files.plain(
        tmp_path / "npidata_pfile_20240311-20240317.csv",
        [
            denver(npi=files.npi(3), last_name="KIM", first_name="SO-YOUNG", licence=""),
            denver(npi=files.npi(8), last_name="NEW"),
            files.deactivated(files.npi(2)),
        ],
    )
    out = run("import", "nppes", path, "--dry-run")[1]
    assert "name: So Kim → So-Young Kim" in out
    assert f"new: {files.npi(8)}" in out and f"removed: {files.npi(2)} Ken Sato" in out


@pytest.mark.parametrize(
    "source", ["nppes", "nppes-deactivated", "leie", "opt-out", "part-b", "licences", "qhp", "plan-net"]
)
def test_progress_moves_while_a_file_is_read_whatever_it_gives(source, tmp_path, gazetteer, monkeypatch):
    path, seen = tmp_path / GOOD[source].name, []
    path.write_bytes(GOOD[source].content)
    for size in ("BLOCK_SIZE", "READ_SIZE"):
        monkeypatch.setattr(f"directory.importer.formats.archive.{size}", len(GOOD[source].content) // 20)
    state = "CO" if source == "licences" else ""
    with Imports(tmp_path / "imports.db") as imports, imports.transaction():
        import_files(
            imports,
            source,
            [path],
            gazetteer,
            ImportOptions(state=state, progress=lambda opened: seen.append(opened.done / opened.size)),
        )
    assert len(set(seen)) > 10 and max(seen) == 1
