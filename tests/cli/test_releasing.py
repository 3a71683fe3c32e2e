"""A release: tables with a dictionary, sources and checksums; the same of the same directory; what changed since."""

import csv
import hashlib

import nppes_files as files
import pytest

from directory.publish.release import TABLES


def rows(folder, table):
    with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def contents(folder):
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def test_a_release_has_every_listing_its_places_a_dictionary_and_checksums_that_hold(run, full, tmp_path):
    run("import", "nppes", full)
    code, told, _ = run("release", tmp_path / "one")
    assert code == 0 and "3 practitioners" in told
    people, places = rows(tmp_path / "one", "practitioners"), rows(tmp_path / "one", "locations")
    assert {row["id"] for row in people} == {files.npi(n) for n in (1, 2, 3)} == {row["id"] for row in places}
    assert all(row["source"] == "nppes" and row["as_of"] for row in places)
    made = contents(tmp_path / "one")
    sums = dict(reversed(line.split("  ")) for line in made.pop("SHA256SUMS").decode().splitlines())
    assert sums == {name: hashlib.sha256(content).hexdigest() for name, content in made.items()}
    readme = made["README.md"].decode()
    for table in TABLES:
        assert list(rows_header(tmp_path / "one", table.name)) == ["id", *table.fields]
        assert all(f"`{column}`: " in readme for column in table.fields)


def rows_header(folder, table):
    return (folder / f"{table}.csv").read_text(encoding="utf-8").splitlines()[0].split(",")


def test_the_same_directory_gives_the_same_bytes(run, full, tmp_path):
    run("import", "nppes", full)
    assert run("release", tmp_path / "one")[0] == 0
    run("release", tmp_path / "two")
    assert contents(tmp_path / "one") == contents(tmp_path / "two")


def test_what_is_new_gone_or_another_since_the_release_before_is_written(run, tmp_path):
    def week(name, *people):
        path = files.plain(tmp_path / name, [files.row(npi=files.npi(n), last_name=last) for n, last in people])
        code, _, err = run("import", "nppes", path, "--full", "--hold")
        assert code == 0, err
        run("publish", "--force")

    week("npidata_pfile_20240301-20240303.csv", (1, "AN"), (2, "LEE"), (3, "KIM"))
    assert run("release", tmp_path / "one")[0] == 0
    week("npidata_pfile_20240304-20240310.csv", (1, "AN"), (2, "LEE-PARK"), (4, "CHO"))
    code, _, _ = run("release", tmp_path / "two", "--since", tmp_path / "one")
    changes = {row["id"]: row["change"] for row in rows(tmp_path / "two", "changes")}
    assert code == 0
    assert {files.npi(2): "changed", files.npi(3): "gone", files.npi(4): "new"}.items() <= changes.items()


def test_a_folder_that_holds_something_or_is_no_release_is_one_line(run, full, tmp_path):
    run("import", "nppes", full)
    (tmp_path / "used").mkdir()
    (tmp_path / "used" / "mine.txt").write_text("mine")
    for words in ((tmp_path / "used",), (tmp_path / "new", "--since", tmp_path / "used")):
        code, _, err = run("release", *words)
        assert (code, err.count("\n")) == (2, 1), words
    assert [path.name for path in (tmp_path / "used").iterdir()] == ["mine.txt"]


def test_tables_are_parquet_too_where_pyarrow_is_there(run, full, tmp_path):
    arrow = pytest.importorskip("pyarrow.parquet", reason="pyarrow is an extra (requirements-parquet.txt)")
    folder = tmp_path / "release"
    assert run("import", "nppes", full)[0] == 0
    assert run("release", folder)[0] == 0
    for table in folder.glob("*.csv"):
        with table.open(encoding="utf-8", newline="") as file:
            header, *rows = csv.reader(file)
        read = arrow.read_table(table.with_suffix(".parquet"))
        assert read.column_names == header and read.num_rows == len(rows)
        assert [str(value) for value in read.column("id").to_pylist()] == [row[0] for row in rows]
    places = arrow.read_table(folder / "locations.parquet")
    assert all(isinstance(each, float) for each in places.column("latitude").to_pylist() if each is not None)
