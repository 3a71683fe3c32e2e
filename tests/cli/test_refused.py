"""The guard as an admin meets it: what is refused, what is said, what stays, and how it goes on."""

import json
import sqlite3
from contextlib import closing

import nppes_files as files
import pytest
from published import content
from source_files import _provider

from directory import create_app
from directory.core.practitioner import Licence, PlanTaken, Statement
from directory.settings import Settings
from directory.store.imports.database import Imports

FULL = "npidata_pfile_20050523-20240310.csv"
HEADER = (
    "lastName,firstName,middleName,suffix,entityName,city,state,licenseType,licenseNumber,licenseExpirationDate,"
    "licenseStatusDescription\n"
)


@pytest.fixture
def listed(run, tmp_path):
    """Imports a list of Colorado's licences, 20 people's unless told otherwise: so many have a status, as of a day of
    January 2026. What the command answers.
    """

    def do(known, day=5, people=20, words=(), name="co"):
        rows = [
            f"Doe{chr(97 + each)},Ana,,,,Denver,CO,ACU,9{each:03},12/31/2027,{'Active' if each < known else ''}\n"
            for each in range(people)
        ]
        path = tmp_path / f"{name}_202601{day:02}.csv"
        path.write_text(HEADER + "".join(rows))
        return run("import", "licences", path, "--state", "CO", *words)

    return do


@pytest.fixture
def register(run, tmp_path):
    """Imports a full file of NPPES with so many people."""
    return lambda count, name=FULL, words=(): run(
        "import", "nppes", files.plain(tmp_path / name, [files.row(npi=files.npi(n)) for n in range(count)]), *words
    )


def standings(data):
    """How many listings have a license of known standing."""
    return sum(any(each.status != "unknown" for each in listing.licences) for listing in content(data))


class TestARefusedImport:
    def test_it_says_what_would_be_taken_names_the_snapshot_and_offers_both_ways_on(self, listed, data):
        listed(20)
        before = content(data)
        code, out, err = listed(2, day=12)
        assert (code, err.count("\n")) == (2, 1)
        assert "the license standing of 18 of 20 in Colorado" in err and "the directory stays as it was" in err
        assert "Import 2 is here and not published" in err
        assert "python3 run.py rollback 2" in err and "python3 run.py publish --force" in err
        assert "20 rows read" in out and out.endswith("Import 2, not published.\n")
        assert content(data) == before

    def test_json_says_the_same(self, listed):
        listed(20)
        code, out, err = listed(2, day=12, words=["--json"])
        report = json.loads(out)
        refusal = report["refusal"]
        assert (code, report["published"], report["snapshot"], refusal["snapshots"]) == (2, False, 2, [2])
        assert refusal["reason"] == err.strip()
        loss = {"what": "licences", "by": "state", "of": "CO", "before": 20, "after": 2, "source": ""}
        assert loss in refusal["losses"] and loss | {"by": "source", "of": "licences"} in refusal["losses"]
        assert refusal["commands"] == {
            "rollback": "python3 run.py rollback 2",
            "force": "python3 run.py publish --force",
        }

    def test_until_it_is_settled_status_imports_the_health_page_and_publish_say_so(self, run, listed):
        listed(20)
        client = create_app(Settings()).test_client()
        assert "note" not in client.get("/readyz").json and "published" not in run("status")[1].partition(",")[0]
        listed(2, day=12)
        assert "Import 2 is here and not published: python3 run.py publish\n" in run("status")[1]
        assert json.loads(run("status", "--json")[1])["not_published"] == [2]
        assert [each["published"] for each in json.loads(run("imports", "--json")[1])] == [False, True]
        assert run("imports")[1].count("· not published") == 1
        ready = client.get("/readyz")
        assert (ready.status_code, ready.json["note"]) == (200, "Import 2 is here and not published.")
        code, out, err = run("publish", "--json")
        assert (code, json.loads(out)["refusal"]["snapshots"]) == (2, [2]) and "rollback 2" in err
        run("rollback", 2)
        assert json.loads(run("status", "--json")[1])["not_published"] == []
        assert "note" not in client.get("/readyz").json and "not published" not in run("imports")[1]

    def test_taking_it_out_needs_no_force_and_leaves_the_directory_as_it_was(self, run, listed, data):
        listed(20)
        before = content(data)
        listed(2, day=12)
        assert run("rollback", 2)[0] == 0 and content(data) == before

    def test_an_admin_who_has_looked_may_publish_it(self, run, listed, data):
        listed(20)
        listed(2, day=12)
        assert run("publish", "--force")[0] == 0 and standings(data) == 2
        assert run("publish")[0] == 0, "what was let pass once is compared with no more"

    @pytest.mark.parametrize("day", [12, 13])
    def test_the_right_file_of_the_same_day_or_later_corrects_it_without_force(self, listed, data, day):
        listed(20)
        assert listed(2, day=12)[0] == 2
        assert listed(19, day=day, name="right")[0] == 0 and standings(data) == 19

    def test_the_next_weekly_file_is_refused_with_it_and_published_once_it_is_out(self, run, listed, register, data):
        listed(20)
        listed(2, day=12)
        code, _, err = register(5)
        assert code == 2 and "Imports 2 and 3 are here and not published" in err and "rollback 2 3" in err
        assert run("rollback", 2)[0] == 0
        assert (len(content(data)), standings(data)) == (25, 20)

    def test_two_wrong_ones_are_taken_out_together(self, run, listed, data):
        listed(20)
        before = content(data)
        listed(2, day=12)
        listed(1, day=19)
        code, _, err = run("rollback", 3)
        assert code == 2 and "import 3 is still in" in err and "rollback 2 3 (or one of them)" in err
        assert run("rollback", 2, 3)[1].startswith("Imports 2 and 3 are out.") and content(data) == before

    def test_held_imports_meet_it_at_the_next_publish(self, run, listed, data):
        listed(20)
        assert listed(2, day=12, words=["--hold"])[0] in (0, 1)
        assert run("publish")[0] == 2 and standings(data) == 20


class TestWhatIsNotRefused:
    def test_a_state_with_two_licenses_may_lose_one(self, listed, data):
        listed(2, people=2)
        assert listed(1, day=12, people=2)[0] in (0, 1) and standings(data) == 1

    def test_what_was_published_before_licenses_were_counted(self, listed, data):
        listed(20)
        with closing(sqlite3.connect(data / "directory.db")) as opened, opened:
            opened.execute("DELETE FROM about WHERE name = 'counts'")
        assert listed(2, day=12)[0] in (0, 1) and standings(data) == 2


def test_a_directory_of_an_earlier_format_is_guarded_too_when_the_program_is_newer(run, register, data):
    register(10)
    with closing(sqlite3.connect(data / "directory.db")) as opened, opened:
        opened.execute("UPDATE about SET value = 1 WHERE name = 'format'")
        opened.execute("DELETE FROM about WHERE name IN ('counts', 'snapshots')")
        opened.execute("UPDATE about SET value = '\"2024-03-11T00:00:00+00:00\"' WHERE name = 'published_at'")
    with closing(sqlite3.connect(data / "imports.db")) as opened, opened:
        opened.execute("UPDATE snapshots SET imported_at = '2024-03-10T00:00:00+00:00'")
    code, _, err = register(3, "npidata_pfile_20050523-20240410.csv")
    assert code == 2 and "from 10 listings to 3" in err and "Import 2 is here and not published" in err


class TestAPayer:
    @pytest.fixture
    def payer(self, run, tmp_path):
        """Imports an insurer's whole directory: so many people, its number, as of a day of January 2026."""

        def do(count, issuer="12345", day=8, words=()):
            people = [_provider(files.npi(n), "O'Brien", "Maeve") for n in range(count)]
            for each in people:
                each["plans"][0]["plan_id"] = f"{issuer}CO9876543"
            path = tmp_path / f"providers_{issuer}_202601{day:02}.json"
            path.write_text(json.dumps(people))
            return run("import", "qhp", path, "--full", *words)

        return do

    def test_the_directory_of_one_that_has_lost_nearly_all_is_refused(self, payer, register):
        register(24)
        payer(24, "54321")
        payer(21, words=["--payer", "Elm Health"])
        code, _, err = payer(1, day=15, words=["--payer", "Elm Health"])
        assert code == 2 and "the Elm Health plans of 20 of 21 listings (qhp)" in err

    def test_one_that_is_given_its_name_later_is_not(self, payer, register, data):
        register(24)
        payer(21)
        assert payer(21, day=15, words=["--payer", "Elm Health"])[0] in (0, 1)
        assert sum(listing.payers == ("Elm Health",) for listing in content(data)) == 21

    def test_one_that_leaves_is_taken_out_by_an_admin_who_has_seen_what_goes(self, run, payer, register, data):
        register(24)
        before = content(data)
        payer(21)
        after = content(data)
        code, out, err = run("rollback", 2, "--json")
        assert (code, err.count("\n")) == (2, 1) and "the HIOS issuer 12345 plans of 21 of 21 listings (qhp)" in err
        assert "nothing was changed, and import 2 is still in" in err
        assert json.loads(out)["refusal"]["commands"] == {"force": "python3 run.py rollback 2 --force"}
        assert content(data) == after and "not published" not in run("status")[1]
        code, out, _ = run("rollback", 2, "--force", "--json")
        assert (code, json.loads(out)["rolled_back"], json.loads(out)["published"]) == (0, [2], True)
        assert content(data) == before


def test_what_ends_at_new_year_or_runs_out_is_no_loss_then(run, register, data, tmp_path, monkeypatch):
    register(8)
    plan = PlanTaken("Elm Health", "Gold", "in", ends_on="2026-12-31")
    licence = Licence("OR", "AC900001", "active", "2026-12-31")
    with Imports(data / "imports.db") as imports, imports.transaction():
        snapshot = imports.new_snapshot("csv", "", False, True, "made.csv", "made")
        values = {"name": "Maeve O'Brien", "insurance": (plan,), "licences": (licence,)}
        imports.write(snapshot, ((npi, Statement(id=npi, npi=npi, **values)) for npi in map(files.npi, range(8))))
        imports.finish(snapshot, "2026-01-08", True, (), {})
    for day, plans in (("2026-12-31", 8), ("2027-01-01", 0)):
        monkeypatch.setattr("directory.core.dates.today", lambda day=day: day)
        assert run("publish")[0] == 0
        assert register(8, f"npidata_pfile_20050523-{day.replace('-', '')}.csv")[0] == 0
        assert sum(bool(listing.insurance) for listing in content(data)) == plans
    counts = json.loads(run("status", "--json")[1])["counts"]
    assert counts["plans"]["payer"] == {"csv": {"Elm Health": 8}} and counts["licences"]["state"] == {"OR": 8}


def test_a_rollback_to_the_made_up_sample_is_refused_until_forced(run, register, data):
    from directory.cli.sample import publish_first_directory

    publish_first_directory(Settings())
    assert register(3)[0] == 0, "the sample is nothing to lose"
    code, _, err = run("rollback", 2)
    assert code == 2 and "from 3 listings to 0" in err and len(content(data)) == 3
    assert run("rollback", 2, "--force")[0] == 0 and len(content(data)) == 600


def test_a_decision_is_refused_while_a_wrong_file_waits_and_the_pair_waits_too(run, listed, tmp_path):
    from source_files import GOOD

    for source in ("nppes", "licences", "csv"):
        run("import", *GOOD[source].written(tmp_path))
    listed(20, day=12)
    listed(2, day=19)
    pairs = run("matches", "--json")[1]
    number = json.loads(pairs)[0]["id"]
    code, out, err = run("decide", number, "same", "--json")
    assert code == 2 and f"pair {number} still waits" in err and "rollback 5" in err
    assert json.loads(out)["refusal"]["commands"]["force"] == f"python3 run.py decide {number} same --force"
    assert run("matches", "--json")[1] == pairs
    run("rollback", 5)
    assert run("decide", number, "same")[0] == 0
    assert number not in [pair["id"] for pair in json.loads(run("matches", "--json")[1])]


def test_the_first_start_of_a_new_version_does_not_publish_what_was_refused(run, listed, data):
    listed(20)
    listed(2, day=12)
    with closing(sqlite3.connect(data / "directory.db")) as opened, opened:
        opened.execute("UPDATE about SET value = 1 WHERE name = 'format'")
    before = (data / "directory.db").read_bytes()
    code, _, err = run("serve", "--port", "0")
    assert (code, err.count("\n")) == (2, 1) and "18 of 20 in Colorado" in err and "rollback 2" in err
    assert (data / "directory.db").read_bytes() == before
