"""The rows to mend: what an import could not read comes as a file in its own layout, is mended, and is imported."""

import csv
import json
import shlex
from pathlib import Path

import nppes_files as files
import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.importer import mending
from directory.importer.formats import byte_scan, csv_rows

WEEK = "npidata_pfile_20240304-20240310.csv"
COLORADO = "lastName,firstName,city,state,licenseType,licenseNumber,licenseExpirationDate,licenseStatusDescription\n"
FLORIDA = (
    "profession_name|license_number|last_name|first_name|expire_date|license_status_description"
    "|license_active_status_description\n"
)


def table(path, text):
    path.write_text(text, encoding="utf-8")
    return path


def imported(run, *words):
    """The report of an import."""
    return json.loads(run("import", *words, "--json")[1])


def mend(report, was, becomes):
    """Mends cells as an admin does, in the file that the import has left; gives the words of the command it told."""
    path = Path(report["mend"])
    text = path.read_text(encoding="utf-8-sig")
    assert was in text
    path.write_text(text.replace(was, becomes), encoding="utf-8-sig")
    return report["then"][1:]


def rows_of(report, delimiter=","):
    with open(report["mend"], encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=delimiter))


@pytest.fixture
def names(run):
    """The names of everybody near a place."""
    return lambda near: sorted(
        each["name"] for each in json.loads(run("search", "--near", near, "--json")[1])["results"]
    )


def test_a_row_of_nppes_is_mended_and_comes_in_beside_the_others_as_of_the_same_day(run, tmp_path, names):
    wrong = "2000000011"
    path = files.plain(
        tmp_path / WEEK,
        [
            files.row(npi=files.npi(1), last_name="AN"),
            files.row(npi=wrong, last_name="DÍAZ", first_name="+INÉS"),
            files.other(),
        ],
    )
    report = imported(run, "nppes", path)
    (row,) = rows_of(report)
    assert (row["NPI"], row["Provider Last Name (Legal Name)"], row["Provider First Name"]) == (wrong, "DÍAZ", "'+INÉS")
    assert row["problem"] == "NPI: not a valid NPI: ten digits, the last of them a check digit"
    again = imported(run, *mend(report, wrong, files.npi(2)))
    assert (again["problems"], again["new"], again["unchanged"]) == (0, 1, 1)
    assert names("Portland, OR") == ["+Inés Díaz", "Maeve An"]
    assert [each["as_of"] for each in json.loads(run("imports", "--json")[1])] == ["2024-03-10"] * 2


def test_mending_a_full_file_never_takes_the_others_out(run, tmp_path, names):
    good = [files.row(npi=files.npi(n), last_name=f"AN{'ABCDEFGH'[n]}") for n in range(8)]
    bad = files.row(npi=files.npi(9), last_name="LEE", country="CA")
    report = imported(run, "nppes", files.packed(tmp_path / "full.zip", [*good, bad]))
    assert (
        imported(run, *mend(report, '"CA"' if '"CA"' in Path(report["mend"]).read_text() else ",CA,", ",US,"))[
            "removed"
        ]
        == 0
    )
    assert len(names("Portland, OR")) == 9


def test_a_boards_list_is_mended_whole_so_that_nobody_leaves_it(run, tmp_path, names):
    lines = (
        "Lopez,Ana,Denver,CO,ACU,9001,12/31/2027,Active\nNgo,Linh,Denver,CO,ACU,,12/31/2027,Active\n"
        "Miller,Tom,Denver,CO,RN,1,12/31/2027,Active\n"
    )
    report = imported(run, "licences", table(tmp_path / "co_20260105.csv", COLORADO + lines), "--state", "CO")
    assert [row["lastName"] for row in rows_of(report)] == ["Lopez", "Ngo"], "the nurse says nothing here"
    assert [row["problem"] for row in rows_of(report)] == ["", "license number: no license number"]
    mended = imported(run, *mend(report, "ACU,,", "ACU,9003,"))
    assert (mended["refused"], mended["new"], mended["removed"]) == (0, 1, 0)
    assert names("Denver, CO") == ["Ana Lopez", "Linh Ngo"]


def test_a_list_without_quoting_keeps_its_layout(run, tmp_path, names):
    lines = (
        'Acupuncturist|AP 1|VEGA|ROSE "ROSIE"|02/28/2028|CLEAR|ACTIVE\nAcupuncturist||KIM|SO|02/28/2028|CLEAR|ACTIVE\n'
    )
    report = imported(run, "licences", table(tmp_path / "fl_20260105.txt", FLORIDA + lines), "--state", "FL")
    assert '|ROSE "ROSIE"|' in Path(report["mend"]).read_text(encoding="utf-8-sig")
    assert imported(run, *mend(report, "Acupuncturist||", "Acupuncturist|AP 2|"))["listings"] == 2


def test_a_table_of_ones_own_is_mended_with_all_rows_of_a_practitioner(run, tmp_path, names):
    text = (
        f"Name,NPI,Street,City,State,Phone\nAna Lopez,{files.npi(1)},1 A St,Denver,CO,303-555-0101\n"
        f"Ana Lopez,{files.npi(1)[:-1]},2 B St,Boulder,CO,303-555-0102\n=Bo Ek,,3 C St,Denver,CO,abc\n"
    )
    column_map = table(
        tmp_path / "own.toml",
        '[columns]\nname = "Name"\nnpi = "NPI"\naddress_1 = "Street"\ncity = "City"\nstate = "State"\n'
        'phone = "Phone"\n',
    )
    report = imported(run, "csv", table(tmp_path / "own 2026-01-05.csv", text), "--map", column_map)
    assert [bool(row["problem"]) for row in rows_of(report)] == [False, True, True] and rows_of(report)[2][
        "Name"
    ] == "'=Bo Ek"
    words = mend(report, f"{files.npi(1)[:-1]},", f"{files.npi(1)},")
    again = imported(run, *words)
    assert (again["refused"], again["problems"], again["listings"], again["removed"]) == (0, 1, 2, 0)
    assert "Ana Lopez" in names("Boulder, CO") and "Ana Lopez" in names("Denver, CO")
    assert list(rows_of(again)[0]) == ["Name", "NPI", "Street", "City", "State", "Phone", "problem"], (
        "the column is there once"
    )


def test_a_roster_that_was_added_is_mended_as_an_addition(run, tmp_path, names):
    first = table(tmp_path / "one_20260101.csv", 'Name,City,State\n"Ann Able, MD",Denver,CO\n')
    second = table(
        tmp_path / "two_20260101.csv", 'Name,City,State\n"Bob Best, MD",Denver,CO\n"Cy Cole, MD",Denver,XQ\n'
    )
    imported(run, "roster", first)
    report = imported(run, "roster", second, "--update")
    assert report["then"][-1] == "--update"
    imported(run, *mend(report, "XQ", "CO"))
    assert names("Denver, CO") == ["Ann Able", "Bob Best", "Cy Cole"]


def test_further_locations_are_mended_with_the_others_of_the_same_npi(run, tmp_path, names):
    imported(run, "nppes", files.plain(tmp_path / WEEK, [files.row(npi=files.npi(1), last_name="AN")]))
    place = lambda city, phone: ",".join((files.npi(1), "1 A St", "", city, "CO", "80202", "US", phone, "", ""))  # noqa: E731
    header = files._header(files.LOCATIONS)
    path = table(
        tmp_path / "pl_pfile_20240304-20240310.csv",
        header + "\n".join((place("Denver", "3035550101"), place("Boulder", "12"), "")),
    )
    report = imported(run, "nppes-locations", path)
    assert [row["problem"] for row in rows_of(report)] != ["", ""] and len(rows_of(report)) == 2
    assert imported(run, *mend(report, ",12,", ",3035550102,"))["problems"] == 0
    assert names("Denver, CO") == names("Boulder, CO") == ["Maeve An"]


def test_the_command_is_told_and_can_be_pasted_into_a_shell(run, tmp_path, data):
    _, _, err = run("import", "nppes", files.plain(tmp_path / WEEK, [files.row(), files.row(npi="2000000011")]))
    (line,) = [line for line in err.splitlines() if "Mend" in line]
    assert (
        shlex.split(line.partition("then: ")[2])[:4] == ["python3", "run.py", "import", "nppes"]
        and str(data) in shlex.split(line)[-1]
    )


def test_a_source_that_is_no_table_says_so(run, tmp_path, data):
    imported(run, "nppes", files.plain(tmp_path / WEEK, [files.row()]))
    _, _, err = run("import", "qhp", table(tmp_path / "providers 2026-01-05.json", "[5]"))
    assert (
        "providers 2026-01-05.json is no table: what is wrong in it can only be mended by whoever publishes it." in err
    )
    assert not list(data.glob("mend-*"))


def test_a_dry_run_leaves_no_file_and_no_import_leaves_another_ones(run, tmp_path, data):
    bad = files.plain(tmp_path / WEEK, [files.row(), files.row(npi="2000000011")])
    run("import", "nppes", bad, "--dry-run")
    assert not list(data.glob("*.csv"))
    table(data / "problems-1.csv", "of an import that was stopped")
    run("import", "nppes", files.plain(tmp_path / WEEK, [files.row()]))
    assert not list(data.glob("*.csv"))


@given(
    st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\r\n\0'"), max_size=20), min_size=2, max_size=4)
)
def test_every_value_is_read_back_as_it_was(tmp_path_factory, values):
    path = tmp_path_factory.mktemp("mend") / "mend.csv"
    kept = mending.Table()
    kept.begin([f"column {place}" for place in range(len(values))])
    kept.keep(2, values)
    kept.write(path, [(2, "name", "", "no name", 1)])
    line = path.read_bytes().removeprefix(b"\xef\xbb\xbf")
    (_, header), (_, row) = csv_rows.rows(iter([line]))
    assert row == [*values, "name: no name"] and header[-1] == "problem"
    assert not [
        value for value in next(csv.reader([line.decode().split("\r\n")[1]])) if value.startswith(tuple("=+-@"))
    ], "a formula"
    assert byte_scan.parsed(line.split(b"\r\n", 1)[1]) == row


@pytest.mark.parametrize("row", [["1", "2"], b"1,2\n"])
def test_rows_are_kept_up_to_the_limit_and_a_table_with_more_is_not_written(tmp_path, monkeypatch, row):
    path = tmp_path / "mend.csv"
    kept = mending.Table()
    kept.begin(["a", "b"], parse=byte_scan.parsed)
    kept.keep(2, row)
    monkeypatch.setattr(mending, "MAX_KEPT", kept._bytes + 1)
    assert not kept.too_large()
    assert kept.write(path, [(2, "a", "1", "no good", True)])
    assert path.read_text(encoding="utf-8-sig").splitlines() == ["a,b,problem", "1,2,a: no good"]
    monkeypatch.setattr(mending, "MAX_KEPT", kept._bytes)
    assert kept.too_large() and not kept.write(path, [(2, "a", "1", "no good", True)])


def test_problems_stand_beside_their_rows_and_those_of_no_row_beside_none(tmp_path):
    path = tmp_path / "mend.csv"
    kept = mending.Table()
    kept.begin(["a", "b"])
    for number in (2, 4, 5, 7):
        kept.keep(number, [str(number), "x", "", "beyond"][: 4 if number == 7 else 2])
    problems = [(1, "a", "", "before", 1), (3, "a", "", "between", 1), (4, "a", "", "one", 0), (4, "b", "", "two", 0)]
    assert kept.write(path, [*problems, (7, "a", "", "three", 0), (9, "a", "", "after", 1)])
    assert path.read_text(encoding="utf-8-sig").splitlines() == [
        "a,b,problem",
        "2,x,",
        "4,x,a: one; b: two",
        "5,x,",
        "7,x,a: three,beyond",
    ]


def test_rows_alone_are_written_without_those_that_have_no_problem(tmp_path):
    path = tmp_path / "mend.csv"
    kept = mending.Table()
    kept.begin(["a"], alone=True)
    kept.keep(2, ["1"])
    kept.keep(3, ["2"])
    assert kept.write(path, [(3, "a", "", "one", 0)])
    assert path.read_text(encoding="utf-8-sig").splitlines() == ["a,problem", "2,a: one"]
    assert not kept.write(path, []) and not path.exists()
