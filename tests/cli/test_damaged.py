"""A database that is damaged, or is something else, is one clear line that says what to do; nothing is made worse."""

import shutil
import sqlite3
from contextlib import closing

import nppes_files as files
import pytest
from published import content

from directory import create_app
from directory.settings import Settings

WEEK = "npidata_pfile_20240311-20240317.csv"
ON_IMPORTS = (("publish",), ("imports",), ("matches",), ("rollback", 1), ("decide", 1, "same"), ("status",))
ON_DIRECTORY = (("status",), ("search", "--near", "97214"), ("why", files.npi(1)), ("serve", "--port", "0"))


def garbage(path):
    path.write_bytes(b"no database\n" * 1000)


def cut_off(path):
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def cut_off_at_once(path):
    path.write_bytes(path.read_bytes()[:60])


def overwritten(path):
    """All but the first page."""
    content = path.read_bytes()
    path.write_bytes(content[:4096] + b"\xa5" * (len(content) - 4096))


def of_something_else(path):
    path.unlink()
    with closing(sqlite3.connect(path)) as opened:
        opened.executescript("CREATE TABLE songs (title TEXT); PRAGMA user_version = 5;")


def a_folder(path):
    path.unlink()
    path.mkdir()


def the_other_database(path):
    shutil.copy(path.with_name({"imports.db": "directory.db", "directory.db": "imports.db"}[path.name]), path)


def empty(path):
    path.write_bytes(b"")


DAMAGES = (garbage, cut_off, cut_off_at_once, overwritten, of_something_else, a_folder, the_other_database)
every_damage = pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__name__)


@pytest.fixture
def imported(run, full, data):
    """A data folder with a directory of three."""
    assert run("import", "nppes", full)[0] == 0
    return data


def in_folder(folder):
    """The names and the bytes of what is in a folder."""
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


class TestImports:
    @every_damage
    def test_every_command_that_opens_it_says_so_in_one_line_and_changes_nothing(self, damage, run, imported, tmp_path):
        damage(imported / "imports.db")
        before = in_folder(imported)
        weekly = files.plain(tmp_path / WEEK, [files.row(npi=files.npi(7))])
        for words in (*ON_IMPORTS, ("import", "nppes", weekly)):
            code, out, err = run(*words)
            assert (code, out, err.count("\n")) == (2, "", 1), (words, out, err)
            assert (
                str(imported / "imports.db") in err and "restore a backup" in err and "import every file again" in err
            )
        assert in_folder(imported) == before and len(content(imported)) == 3

    @every_damage
    def test_the_site_goes_on(self, damage, imported):
        damage(imported / "imports.db")
        client = create_app(Settings()).test_client()
        assert client.get("/").status_code == client.get("/readyz").status_code == 200

    def test_an_empty_file_is_none_and_what_is_imported_again_is_guarded(self, run, imported, tmp_path):
        empty(imported / "imports.db")
        for words in (("publish",), ("rollback", 1), ("decide", 1, "same")):
            code, _, err = run(*words)
            assert (code, err.count("\n")) == (2, 1) and "Nothing was imported here" in err, words
        assert run("imports")[0] == run("matches")[0] == run("status")[0] == 0
        weekly = files.plain(tmp_path / WEEK, [files.row(npi=files.npi(7))])
        code, _, err = run("import", "nppes", weekly)
        assert code == 2 and "from 3 listings to 1" in err and len(content(imported)) == 3


class TestDirectory:
    @every_damage
    def test_every_command_that_reads_it_says_so_in_one_line(self, damage, run, imported):
        damage(imported / "directory.db")
        for words in ON_DIRECTORY:
            code, out, err = run(*words)
            assert (code, out, err.count("\n")) == (2, "", 1), (words, err)
            assert str(imported / "directory.db") in err and "python3 run.py publish" in err, err

    @every_damage
    def test_the_site_shows_a_plain_page(self, damage, imported):
        damage(imported / "directory.db")
        client = create_app(Settings()).test_client()
        for address in ("/", "/search?near=97214", "/api/v1/search?near=97214"):
            answer = client.get(address)
            assert answer.status_code == 503 and "Traceback" not in answer.text and "sqlite" not in answer.text.lower()
        ready = client.get("/readyz")
        assert (ready.status_code, ready.json["problems"]) == (503, {"directory": "directory.db cannot be read."})

    @pytest.mark.parametrize("damage", [each for each in (*DAMAGES, empty) if each is not a_folder])
    def test_publishing_makes_it_again(self, damage, run, imported):
        before = content(imported)
        damage(imported / "directory.db")
        assert run("publish")[0] == 0 and content(imported) == before

    def test_a_folder_in_its_place_is_left_alone(self, run, imported):
        a_folder(imported / "directory.db")
        code, _, err = run("publish")
        assert (code, err.count("\n")) == (2, 1) and "is a folder. Move it away" in err
        (imported / "directory.db").rmdir()
        assert run("publish")[0] == 0

    def test_damage_in_what_is_copied_is_made_anew(self, run, imported, tmp_path):
        """The beginning of the file and its columns can still be read; the listings cannot."""
        with closing(sqlite3.connect(imported / "directory.db")) as opened:
            size, page = (opened.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_size", "page_count"))
            root = opened.execute("SELECT rootpage FROM sqlite_master WHERE name = 'practitioners'").fetchone()[0]
        assert root <= page
        with (imported / "directory.db").open("r+b") as file:
            file.seek((root - 1) * size)
            file.write(b"\xa5" * size)
        code, _, err = run("why", files.npi(1))
        assert (code, err.count("\n")) == (2, 1) and "directory.db is damaged" in err
        weekly = files.plain(tmp_path / WEEK, [files.row(npi=files.npi(7))])
        assert run("import", "nppes", weekly)[0] == 0 and len(content(imported)) == 4


@pytest.mark.parametrize("damage", [garbage, of_something_else, a_folder], ids=lambda damage: damage.__name__)
def test_an_office_that_is_damaged_is_one_line_too(damage, run, imported):
    run("user", "add", "ann@example.org", "--role", "admin")
    damage(imported / "office.db")
    for words in (("user", "list"), ("audit", "verify"), ("serve", "--port", "0")):
        code, _, err = run(*words)
        assert (code, err.count("\n")) == (2, 1) and "office.db" in err and "restore a backup" in err, err
