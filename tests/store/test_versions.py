"""Database files of every version that has ever landed open with today's program, and nothing in them is lost.

versions/ has a dump of a file for each shape that landed, made by the program of the commit it is named for (for
59c16ba, which lacks reference data, by the next one); with `-then-` another version went on with it. All is made up.
"""

import json
import sqlite3
from contextlib import closing

import nppes_files as files
import pytest
from database_versions import VERSIONS, load
from office_people import PASSWORD
from published import content
from source_files import GOOD, KEN, SO, _denver

from directory.accounts import passwords
from directory.referral.saved_referral import from_json
from directory.settings import Settings
from directory.store.imports.database import Imports
from directory.store.imports.migrations import MIGRATIONS
from directory.store.office import jobs, mistakes, people, practices, referrals, replies, sessions
from directory.store.office.database import Office
from directory.store.office.migrations import MIGRATIONS as OFFICE_MIGRATIONS

IMPORTS = sorted(path.stem for path in VERSIONS.glob("imports-*.sql"))
OFFICES = sorted(path.stem for path in VERSIONS.glob("office-*.sql"))
BEFORE_PLAN_IDS = {
    f"imports-{commit}"
    for commit in ("59c16ba", "4b8650b", "7c5837c", "6e9463b", "36c64a8", "4262639", "59c16ba-then-95e8c96")
}
KEPT_AS_THEY_WERE = ("problems", "decisions", "doubts", "geocodes", "parts")
KEY = "ab" * 32  # of the offices in versions/
EVERYBODY = {
    "Ana Lopez-Reyes",
    "Ken Sato",
    "So Kim",
    "Maeve O'Brien",
    "Bea O'Brien",
}  # whom NPPES lists in each of them


@pytest.fixture
def imports_db(data, version):
    """An imports.db of this version."""
    return load(version, data / "imports.db")


@pytest.fixture
def office_db(data, version):
    """An office.db of this version."""
    return load(version, data / "office.db", "PRAGMA journal_mode = WAL")


def rows(path, sql):
    with closing(sqlite3.connect(path)) as opened:
        return opened.execute(sql).fetchall()


def names(path, kind="table"):
    return {name for (name,) in rows(path, f"SELECT name FROM sqlite_master WHERE type = '{kind}' AND sql IS NOT NULL")}


def columns(path):
    return {name: {row[1] for row in rows(path, f"PRAGMA table_info({name})")} for name in names(path)}


def facts(path):
    """{(snapshot, id): what is stated}, whichever version the file is of; None: no longer listed."""
    apart = "plans" in columns(path)["contents"]
    plans = {None: "[]"} | dict(rows(path, "SELECT id, plans FROM plan_lists") if apart else [])
    contents = {None: None}
    for number, listing, list_number in rows(path, f"SELECT id, listing, {'plans' if apart else 'NULL'} FROM contents"):
        listing = json.loads(listing)
        listing["insurance"] = listing.get("insurance") or json.loads(plans[list_number])
        for licence in listing.get("licences", ()):
            licence.setdefault("status", "unknown")
        contents[number] = without_blanks(listing)
    recorded = rows(path, "SELECT snapshot, id, content FROM records")
    return {(snapshot, key): contents[content] for snapshot, key, content in recorded}


def without_blanks(value):
    """A listing without what its source does not say, which the versions write in different ways."""
    if isinstance(value, dict):
        return {key: without_blanks(part) for key, part in value.items() if part not in (None, [], "")}
    return [without_blanks(part) for part in value] if isinstance(value, list) else value


class TestImports:
    def test_there_is_a_file_of_each_shape_that_landed(self):
        assert len(IMPORTS) == 13 and len(OFFICES) == 3

    @pytest.mark.parametrize("version", IMPORTS)
    def test_nothing_is_lost(self, imports_db):
        before, tables = facts(imports_db), names(imports_db)
        columns_kept = {
            table: ", ".join(row[1] for row in rows(imports_db, f"PRAGMA table_info({table})"))
            for table in tables & set(KEPT_AS_THEY_WERE)
        }
        kept = {table: rows(imports_db, f"SELECT {each} FROM {table}") for table, each in columns_kept.items()}
        files_read = rows(imports_db, "SELECT id, source, whole, file, sha256, as_of, withdrawn FROM snapshots")
        assert len(before) > 7 and None in before.values() and kept["problems"]
        Imports(imports_db).connection.close()
        assert facts(imports_db) == before
        now = {table: rows(imports_db, f"SELECT {each} FROM {table}") for table, each in columns_kept.items()}
        assert now == kept
        assert rows(imports_db, "SELECT id, source, whole, file, sha256, as_of, withdrawn FROM snapshots") == files_read
        assert rows(imports_db, "PRAGMA foreign_key_check") == [] and rows(imports_db, "PRAGMA integrity_check") == [
            ("ok",)
        ]

    @pytest.mark.parametrize("version", IMPORTS)
    def test_it_has_the_shape_of_a_new_file(self, imports_db, tmp_path):
        for path in (imports_db, tmp_path / "new.db"):
            Imports(path).connection.close()
        assert columns(imports_db) == columns(tmp_path / "new.db")
        for kind in ("index", "view", "trigger"):
            assert names(imports_db, kind) == names(tmp_path / "new.db", kind)
        assert rows(imports_db, "PRAGMA user_version") == [(len(MIGRATIONS),)]

    @pytest.mark.parametrize("version", IMPORTS)
    def test_columns_say_what_listings_say_and_no_list_of_plans_is_left_over(self, imports_db):
        Imports(imports_db).connection.close()
        contents = rows(imports_db, "SELECT listing, npi FROM contents")
        assert contents and all(json.loads(listing).get("npi") == npi for listing, npi in contents)
        named = rows(imports_db, "SELECT DISTINCT plans FROM contents WHERE plans IS NOT NULL ORDER BY 1")
        assert rows(imports_db, "SELECT id FROM plan_lists ORDER BY 1") == named
        assert {state for (state,) in rows(imports_db, "SELECT state FROM snapshots")} <= {"", "CO"}

    @pytest.mark.parametrize("version", IMPORTS)
    def test_it_is_published_and_read(self, imports_db, run, data):
        assert run("publish")[0] == 0
        assert {listing.name for listing in content(data)} >= EVERYBODY
        assert json.loads(run("imports", "--json")[1])[-1]["problems"] == 1
        code, told, _ = run("imports")
        assert code == 0 and "npidata_pfile_20050523-20240310.csv" in told

    @pytest.mark.parametrize("version", IMPORTS)
    def test_what_a_source_says_again_is_known_to_be_the_same(self, version, imports_db, run, tmp_path):
        week = [_denver(KEN, "SATO", "KEN", "9002"), _denver(SO, "KIM", "SO", "")]
        # Earlier versions did not read what programs alone ask NPPES for: once it is known, nothing changes any more.
        for day, expected in (("07", (0, 2, 3)), ("08", (0, 0, 5))):
            week_file = files.plain(tmp_path / f"npidata_pfile_20240401-202404{day}.csv", week)
            assert changes(run("import", "nppes", week_file, "--json")) == expected
        if version not in BEFORE_PLAN_IDS:
            # Earlier versions did not read the years of a plan: once they are known, nothing changes any more.
            for day, expected in (("2026-03-01", (0, 2, 0)), ("2026-03-02", (0, 0, 2))):
                again = run("import", *GOOD["qhp"].written(tmp_path), "--as-of", day, "--json")
                assert changes(again) == expected


def changes(ran):
    report = json.loads(ran[1])
    return report["new"], report["changed"], report["unchanged"]


class TestOffice:
    @pytest.mark.parametrize("version", OFFICES)
    def test_letters_and_secrets_open_with_the_key_and_the_trail_holds(self, office_db, data):
        with Office(office_db, data / "no.key", KEY) as office:
            assert office.verify().rows == 15
            with office.transaction():
                letters = {
                    letter.status: from_json(referrals.referral_content(office, letter))
                    for letter in referrals.saved_referrals(office, [1])
                }
                draft = sessions.take_draft(office, 1, "/referrals/new")
            assert letters["draft"].patient == letters["signed"].patient == "Canary Jones"
            assert letters["signed"].letter.patient.name == "María Nguyễn-O'Hara"
            assert letters["signed"].reports[0].pain_last == 3 and draft == [("patient_name", "Canary Draft")]
            ann, bob = people.all_people(office)
            assert passwords.verify_password(ann.password, PASSWORD) and len(people.person_by_id(office, 1).totp) == 20
            assert (bob.role, bob.password) == ("admin", None) and people.recovery_codes_left(office, 1) == 10
            assert people.saved_profile(office, 1)["practice"] == "Harbor Family Medicine"
            assert mistakes.waiting_mistakes(office, 9)[0].more == "the number is wrong"
            (signed,) = [letter for letter in referrals.saved_referrals(office, [1]) if letter.status == "signed"]
            link, answered = replies.open_link(office, b"h" * 32)
            assert answered == signed and link.practitioner == "" and len(referrals.status_events(office, signed)) == 2

    @pytest.mark.parametrize("version", OFFICES)
    def test_each_physicians_letters_are_those_of_a_practice_of_one_and_the_file_of_before_is_kept(
        self, office_db, data
    ):
        before = rows(office_db, "SELECT id, owner, status, content FROM referrals ORDER BY id")
        with Office(office_db, data / "no.key", KEY) as office:
            (ann,) = practices.members(office, 1)
            assert (ann.person, ann.email, ann.covers) == (1, "ann@example.org", False)
            assert [each.practice.id for each in practices.all_practices(office)] == [1], "an admin has none"
        assert rows(office_db, "SELECT id, practice, status, content FROM referrals ORDER BY id") == before
        assert rows(office_db, "PRAGMA foreign_key_check") == []
        copy = office_db.with_name(f"office.db.before-{len(OFFICE_MIGRATIONS)}")
        assert rows(copy, "SELECT id, owner, status, content FROM referrals ORDER BY id") == before

    @pytest.mark.parametrize("version", OFFICES)
    def test_it_has_the_shape_of_a_new_file(self, office_db, data, tmp_path):
        for path in (office_db, tmp_path / "new.db"):
            Office(path, data / "no.key", KEY).connection.close()
        assert columns(office_db) == columns(tmp_path / "new.db")
        for kind in ("index", "view", "trigger"):
            assert names(office_db, kind) == names(tmp_path / "new.db", kind)
        assert rows(office_db, "PRAGMA user_version") == [(len(OFFICE_MIGRATIONS),)]

    @pytest.mark.parametrize("version", OFFICES)
    def test_commands_work_on(self, office_db, run, monkeypatch):
        monkeypatch.setenv("DIRECTORY_KEY", KEY)
        assert "ann@example.org" in run("user", "list")[1]
        assert run("audit", "verify")[0] == 0 and run("keys", "rotate")[0] == 0
        assert not Settings().key_file.exists()

    @pytest.mark.parametrize("version", ["office-08157ff"])
    def test_jobs_are_kept_and_go_on(self, office_db, data):
        with Office(office_db, data / "no.key", KEY) as office, office.transaction():
            undo, done = jobs.newest_jobs(office, 9)
            assert (done.phase, done.reason, done.result, done.asked_by) == (
                "published",
                "weekly",
                {"report": {"new": 6}},
                2,
            )
            assert jobs.take_next(office).id == undo.id
        assert rows(office_db, "PRAGMA foreign_key_check") == []
