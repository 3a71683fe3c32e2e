"""Imports as an admin types them: what they answer, how they end, what they leave behind."""

import csv
import hashlib
import json
import shutil
import subprocess
import sys
import zipfile
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import nppes_files as files
import pytest
from conftest import ROOT
from published import content
from server import answering

from directory.cli.sample import SAMPLE, publish_first_directory
from directory.settings import Settings

WEEK = "npidata_pfile_20240304-20240310.csv"


class TestImport:
    def test_the_answer_is_one_json_object_with_every_row_accounted_for(self, run, full):
        code, out, _ = run("import", "nppes", full, "--json")
        report = json.loads(out)
        assert code == 0
        assert {
            name: report[name]
            for name in (
                "source",
                "snapshot",
                "rows_read",
                "listings",
                "problems",
                "new",
                "changed",
                "removed",
                "unchanged",
                "published",
            )
        } == {
            "source": "nppes",
            "snapshot": 1,
            "rows_read": 4,
            "listings": 3,
            "problems": 0,
            "new": 3,
            "changed": 0,
            "removed": 0,
            "unchanged": 0,
            "published": True,
        }
        assert report["rows_read"] == report["listings"] + report["refused"] + sum(report["passed_over"].values())

    def test_a_dry_run_says_what_would_change_and_changes_nothing(self, run, full, data):
        run("import", "nppes", full)
        before = content(data)
        weekly = files.plain(full.with_name(WEEK), [files.deactivated(files.npi(1))])
        _, out, _ = run("import", "nppes", weekly, "--dry-run", "--json")
        assert (json.loads(out)["removed"], json.loads(out)["published"]) == (1, False)
        assert content(data) == before
        assert len(json.loads(run("imports", "--json")[1])) == 1

    def test_held_imports_wait_for_publish(self, run, full, data):
        assert json.loads(run("import", "nppes", full, "--hold", "--json")[1])["published"] is False
        assert content(data) is None
        assert run("publish")[0] == 0
        assert len(content(data)) == 3

    def test_several_files_are_imported_together_in_order(self, run, full, tmp_path, data):
        weekly = files.plain(tmp_path / WEEK, [files.deactivated(files.npi(1)), files.row(npi=files.npi(9))])
        report = json.loads(run("import", "nppes", full, weekly, "--json")[1])
        assert (report["rows_read"], report["new"], report["removed"], report["unchanged"]) == (6, 3, 0, 0)
        assert len(content(data)) == 3

    def test_told_to_a_weekly_file_can_stand_for_everything(self, run, full, tmp_path, data):
        run("import", "nppes", full)
        weekly = files.plain(tmp_path / WEEK, [files.row(npi=files.npi(n)) for n in (1, 2, 4)])
        assert json.loads(run("import", "nppes", weekly, "--full", "--json")[1])["removed"] == 1

    def test_refused_rows_end_with_1_and_a_report_that_names_them(self, run, tmp_path, data):
        path = files.plain(
            tmp_path / WEEK, [files.row(), files.row(npi="2000000011", last_name="=CMD()"), files.row(phone="=1+1")]
        )
        code, out, err = run("import", "nppes", path, "--json")
        (report,) = json.loads(out)["reports"]
        with open(report, encoding="utf-8-sig", newline="") as file:
            rows = list(csv.reader(file))
        assert (code, len(rows)) == (1, 3)
        assert [rows[1][0], rows[1][1], rows[1][4]] == ["3", "NPI", "yes"]
        assert rows[2][2] == "'=1+1", "no spreadsheet may take a value for a formula"
        assert "row 3" in err


class TestImports:
    def test_each_snapshot_is_told_with_its_file_its_counts_and_how_long_it_took(self, run, full, tmp_path):
        run("import", "nppes", full)
        run(
            "import",
            "nppes",
            files.plain(tmp_path / WEEK, [files.row(), files.row(npi="2000000011")]),
            "--as-of",
            "2024-03-09",
        )
        run("rollback", 1, "--force")
        newer, older = json.loads(run("imports", "--json")[1])
        assert (newer["snapshot"], newer["source"], newer["file"], newer["as_of"]) == (2, "nppes", WEEK, "2024-03-09")
        assert (newer["rows_read"], newer["listings"], newer["problems"], newer["withdrawn"], older["withdrawn"]) == (
            2,
            1,
            1,
            False,
            True,
        )
        assert (
            newer["sha256"] == hashlib.sha256((tmp_path / WEEK).read_bytes()).hexdigest() and 0 <= newer["seconds"] < 60
        )
        lines = run("imports")[1].splitlines()
        assert len(lines) == 5 and max(map(len, lines)) <= 100
        assert WEEK in lines[2] and newer["sha256"][:16] in lines[2] and lines[4].endswith("rolled back")

    def test_the_same_file_again_is_skipped_and_said_to_be(self, run, full):
        run("import", "nppes", full)
        _, out, _ = run("import", "nppes", full)
        assert "was imported before, as import 1, and is skipped." in out
        assert len(json.loads(run("imports", "--json")[1])) == 1


class TestSample:
    def test_a_real_import_takes_the_sample_out_and_says_so(self, run, full, data):
        publish_first_directory(Settings())
        (sample,) = json.loads(run("imports", "--json")[1])
        assert (sample["rows_read"], sample["listings"], sample["made_up"]) == (600, 600, True)
        assert len(content(data)) == 600
        _, _, err = run("import", "nppes", full)
        assert "The sample directory was taken out." in err
        assert {listing.sources[0] for listing in content(data)} == {"nppes"}
        assert json.loads(run("status", "--json")[1])["made_up"] is False

    def test_importing_into_an_empty_folder_never_loads_it(self, run, full, data):
        _, _, err = run("import", "nppes", full)
        assert "sample" not in err
        assert [snapshot["source"] for snapshot in json.loads(run("imports", "--json")[1])] == ["nppes"]

    def test_on_a_terminal_it_asks_first(self, run, full, data, monkeypatch):
        publish_first_directory(Settings())
        monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
        monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
        monkeypatch.setattr("sys.stdin.readline", lambda: "n\n", raising=False)
        assert run("import", "nppes", full)[0] == 2
        assert len(content(data)) == 600

    def test_it_has_nobodys_npi_and_only_numbers_kept_for_fiction(self):
        listings = [json.loads(line) for line in SAMPLE.read_text(encoding="utf-8").splitlines()]
        assert all(listing["npi"] is None or listing["npi"].startswith("2") for listing in listings)
        phones = [location.get("phone") for listing in listings for location in listing.get("locations", ())]
        assert {phone[5:10] for phone in phones if phone} == {"55501"} and len(listings) == 600

    def test_the_script_in_the_repository_makes_it(self, tmp_path):
        copy = tmp_path / "repository"
        shutil.copytree(ROOT / "directory", copy / "directory")
        shutil.copytree(ROOT / "data", copy / "data", ignore=shutil.ignore_patterns("local"))
        (copy / "data/samples/directory.ndjson").unlink()
        subprocess.run([sys.executable, copy / "data/samples/make.py"], check=True, capture_output=True)
        assert (copy / "data/samples/directory.ndjson").read_bytes() == SAMPLE.read_bytes()


def holding(path, content):
    path.write_bytes(content)
    return path


def html(folder):
    return holding(folder / "page.csv", b"<!DOCTYPE html><html><body>Sign in</body></html>")


def cut_off(folder):
    whole = files.packed(folder / "whole.zip", [files.other() for _ in range(500)])
    return holding(folder / "cut.zip", whole.read_bytes()[: whole.stat().st_size // 2])


def damaged(folder):
    whole = bytearray(files.packed(folder / "whole.zip", [files.other() for _ in range(500)]).read_bytes())
    whole[len(whole) // 2] ^= 0xFF
    return holding(folder / "damaged.zip", whole)


def of_other_columns(folder):
    return holding(folder / "other.csv", b'"id","name"\n"1","a"\n')


def archive_without_it(folder):
    with zipfile.ZipFile(folder / "photos.zip", "w") as archive:
        archive.writestr("../../photo.jpg", b"x")
    return folder / "photos.zip"


UNUSABLE = {
    "a header with no rows": lambda folder: files.plain(folder / WEEK, []),
    "the wrong columns": of_other_columns,
    "a web page saved as .csv": html,
    "a ZIP cut off half-way": cut_off,
    "a damaged ZIP": damaged,
    "a ZIP without the file": archive_without_it,
    "a file that is not there": lambda folder: folder / "nowhere.zip",
    "a folder": lambda folder: folder,
    "an empty file": lambda folder: holding(folder / "empty.csv", b""),
    "one line without an end": lambda folder: holding(folder / "long.csv", b"x" * (5 << 20)),
}


@pytest.mark.parametrize("what", UNUSABLE)
def test_a_file_that_cannot_be_used_gets_one_clear_line_and_changes_nothing(what, run, full, data, tmp_path):
    run("import", "nppes", full)
    before = content(data)
    code, out, err = run("import", "nppes", UNUSABLE[what](tmp_path))
    assert (code, out) == (2, "")
    assert err.count("\n") == 1 and len(err) < 300 and "Traceback" not in err
    assert content(data) == before
    assert len(json.loads(run("imports", "--json")[1])) == 1


def command(*words, **how):
    """A command in a process of its own."""
    return subprocess.Popen(
        [sys.executable, ROOT / "run.py", *map(str, words)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        **how,
    )


def test_a_second_import_at_the_same_time_waits_or_says_so(run, full, data):
    from directory.store.imports.database import Imports

    run("import", "nppes", full)
    with Imports(Settings().imports_db) as other, other.transaction(keep=False):
        process = command("import", "nppes", full)
        _, err = process.communicate()
    assert (process.returncode, err.count("\n")) == (2, 1) and "Another import" in err


class TestAddresses:
    @pytest.fixture
    def served(self, tmp_path):
        """The address of a folder on a local web server."""
        server = ThreadingHTTPServer(
            ("127.0.0.1", 0),
            type(
                "Quiet",
                (SimpleHTTPRequestHandler,),
                {
                    "__init__": lambda self, *args: SimpleHTTPRequestHandler.__init__(
                        self, *args, directory=str(tmp_path)
                    ),
                    "log_message": lambda *_: None,
                },
            ),
        )
        with answering(server):
            yield f"http://127.0.0.1:{server.server_port}"

    def test_a_file_on_the_web_is_fetched_imported_and_not_kept(self, run, full, served, data):
        report = json.loads(run("import", "nppes", f"{served}/{full.name}", "--json")[1])
        assert (report["listings"], report["published"]) == (3, True)
        assert not [path for path in (data / "downloads").rglob("*") if path.is_file()]

    def test_one_that_is_not_there_or_not_safe_is_one_clear_line(self, run, served):
        for address in (f"{served}/nowhere.zip", "http://example.org/x.zip", "ftp://127.0.0.1/x.zip"):
            code, _, err = run("import", "nppes", address)
            assert (code, err.count("\n")) == (2, 1), err
