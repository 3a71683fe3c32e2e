"""All marketplace insurers of a state, from CMS's registry, read from servers that behave as insurers' do."""

import gzip
import json
import sqlite3
import time
from contextlib import closing
from datetime import date
from functools import partial

import nppes_files as files
import pytest
from insurer_server import answers, cut, redirect, serving, versioned
from source_files import zipped
from workbooks import workbook_of

from directory.cli import registry
from directory.importer.formats.download import DownloadOptions

ANA, KEN = files.npi(1), files.npi(2)
HEADER = ["State", "Issuer ID", "Issuer Name", "URL Submitted", "Tech POC Email"]


def provider(npi=ANA, issuer="11111", **values):
    """Somebody in one plan of an issuer of Oregon."""
    name = {"first": "Ken", "last": "Sato"} if npi == KEN else {"first": "Ana", "last": "Lopez"}
    plan = {"plan_id_type": "HIOS-PLAN-ID", "plan_id": f"{issuer}OR0000001", "years": [date.today().year]}
    return {"npi": npi, "type": "INDIVIDUAL", "name": name, "plans": [plan], "last_updated_on": "2026-01-05"} | values


def as_json(value):
    """A file."""
    return json.dumps(value).encode()


def an_index(*names, plans=("plans.json",)):
    """An index that names files."""
    return as_json({"provider_urls": list(names), "plan_urls": list(plans), "formulary_urls": ["drugs.json"]})


def plan(issuer="11111", name="Elm Gold"):
    """A list with one plan."""
    return as_json([{"plan_id": f"{issuer}OR0000001", "marketing_name": name, "plan_id_type": "HIOS-PLAN-ID"}])


def elm(issuer="11111", *people):
    """The files of an insurer in the folder /elm/."""
    people = people or (provider(issuer=issuer), provider(KEN, issuer))
    return {
        "/elm/index.json": an_index("providers.json"),
        "/elm/providers.json": as_json(list(people)),
        "/elm/plans.json": plan(issuer),
    }


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    """Files may come from this machine, and nobody waits."""
    monkeypatch.setenv("PRIVATE_NETWORKS", "yes")
    monkeypatch.setattr(registry, "DownloadOptions", partial(DownloadOptions, stall=0.5, pauses=(0,)))


@pytest.fixture
def known(run, tmp_path):
    """Ana and Ken in NPPES."""
    rows = [
        files.row(npi=ANA, last_name="LOPEZ", first_name="ANA"),
        files.row(npi=KEN, last_name="SATO", first_name="KEN"),
    ]
    run("import", "nppes", files.plain(tmp_path / "npidata_pfile_20050523-20260103.csv", rows))


@pytest.fixture
def puf(tmp_path):
    """Writes the registry, of (state, issuer, name, address) rows."""

    def write(*rows, name="Machine_Readable_PUF.xlsx", header=HEADER):
        path = tmp_path / name
        path.write_bytes(workbook_of({"MR-PUF": [header, *([*row, "poc@elm.example"] for row in rows)]}))
        return path

    return write


@pytest.fixture
def read(run, known, puf):
    """Imports Oregon's insurers of a registry: (exit code, report, what was told)."""

    def command(*rows, words=()):
        code, out, err = run("import", "qhp", "--registry", puf(*rows), "--state", "OR", "--json", *words)
        return code, json.loads(out) if out else None, err

    return command


def taken(run):
    """{first name: plans by payer} of everybody in Portland."""
    results = json.loads(run("search", "--near", "97214", "--json")[1])["results"]
    return {
        result["name"].split()[0]: sorted((each["payer"], each["plan"]) for each in result["insurance"])
        for result in results
    }


def downloads(data):
    """What is left of downloads."""
    return [path.name for path in (data / "downloads").rglob("*") if path.is_file()]


GOLD = ("Elm Mutual", "Elm Gold")


class TestTheWayItShouldGo:
    def test_each_insurer_of_the_state_is_read_named_and_published_once(self, run, read, data):
        oak = {path.replace("elm", "oak"): content for path, content in elm("22222").items()}
        oak["/oak/plans.json"] = plan("22222", "Oak Silver")
        with serving(elm() | oak) as server:
            code, report, _ = read(
                ("OR", 11111, "Elm Mutual", f"{server.url}/elm/index.json"),
                ("OR", "22222", "Oak Health", f"{server.url}/oak/index.json"),
                ("WA", 33333, "Fir", f"{server.url}/fir/index.json"),
            )
        assert (code, report["published"], [each["status"] for each in report["insurers"]]) == (
            0,
            True,
            ["imported"] * 2,
        )
        oak_silver = ("Oak Health", "Oak Silver")
        assert taken(run) == {"Ana": [GOLD, oak_silver], "Ken": [GOLD, oak_silver]} and not downloads(data)
        assert not [path for _, path in server.asked if "fir" in path or "drugs" in path]

    def test_nothing_is_read_again_as_long_as_its_version_stands(self, run, read):
        pages = {path: versioned(content) for path, content in elm().items()}
        with serving(pages) as server:
            row = ("OR", 11111, "Elm Mutual", f"{server.url}/elm/index.json")
            read(row)
            server.asked.clear()
            code, report, _ = read(row)
            assert (code, report["insurers"][0]["status"], report["insurers"][0]["snapshot"]) == (0, "unchanged", 2)
            assert ("GET", "/elm/providers.json") not in server.asked
            pages["/elm/providers.json"] = versioned([provider(last_updated_on="2026-02-05")], "2")
            code, report, _ = read(row)
        assert (code, report["insurers"][0]["status"]) == (0, "imported") and taken(run) == {"Ana": [GOLD], "Ken": []}

    def test_a_server_that_tells_no_version_is_asked_again_after_a_day(self, read, data):
        with serving(elm()) as server:
            row = ("OR", 11111, "Elm Mutual", f"{server.url}/elm/index.json")
            read(row)
            server.asked.clear()
            read(row)
            assert ("GET", "/elm/providers.json") not in server.asked
            with closing(sqlite3.connect(data / "imports.db")) as database, database:
                database.execute(
                    "UPDATE snapshots SET counts = json_replace(counts, '$.asked_at', '2026-01-01T00:00:00+00:00')"
                )
            code, report, _ = read(row)
        assert ("GET", "/elm/providers.json") in server.asked
        assert (code, report["insurers"][0]["status"]) == (0, "unchanged"), "the very same content says nothing new"

    def test_nppes_read_since_brings_everybody_up_to_date(self, run, read, tmp_path):
        with serving({path: versioned(content) for path, content in elm().items()}) as server:
            row = ("OR", 11111, "Elm Mutual", f"{server.url}/elm/index.json")
            read(row)
            run(
                "import",
                "nppes",
                files.plain(
                    tmp_path / "npidata_pfile_20260105-20260111.csv",
                    [files.row(npi=ANA, last_name="LOPEZ", first_name="ANA")],
                ),
            )
            assert read(row)[1]["insurers"][0]["status"] == "imported"

    def test_an_index_is_read_once_for_all_its_issuers_and_an_issuer_with_two_indexes_at_once(self, run, read):
        both = elm("11111", provider(), provider(KEN, "22222"))
        more = {
            "/more/index.json": an_index("p.json"),
            "/more/p.json": as_json([provider(KEN)]),
            "/more/plans.json": plan(),
        }
        with serving(both | more) as server:
            code, report, _ = read(
                ("OR", 11111, "Elm Mutual", f"{server.url}/elm/index.json"),
                ("OR", 22222, "Elm Dental", f"{server.url.upper().replace('HTTP', 'http')}/elm/index.json#top"),
                ("OR", 11111, "Elm Mutual", f"{server.url}/more/index.json"),
                ("WA", 44444, "Elm of Washington", f"{server.url}/elm/index.json"),
            )
        assert code == 0 and [each["issuers"] for each in report["insurers"]] == [["11111", "22222", "44444"]]
        assert server.asked.count(("GET", "/elm/providers.json")) == 1
        assert taken(run) == {"Ana": [GOLD], "Ken": [("Elm Dental", "22222OR0000001"), GOLD]}

    def test_an_index_says_nothing_of_issuers_for_whom_another_index_speaks(self, run, read):
        oak = {"/oak/index.json": an_index("p.json"), "/oak/plans.json": plan("22222", "Oak Silver")}
        # Oak's files know of one of Elm's people only, and not of the other.
        oak["/oak/p.json"] = as_json(
            [provider(plans=[*provider()["plans"], *provider(issuer="22222")["plans"]], last_updated_on="2026-03-01")]
        )
        with serving(elm() | oak) as server:
            read(
                ("OR", 11111, "Elm Mutual", f"{server.url}/elm/index.json"),
                ("OR", 22222, "Oak Health", f"{server.url}/oak/index.json"),
            )
        assert taken(run) == {"Ana": [GOLD, ("Oak Health", "Oak Silver")], "Ken": [GOLD]}

    def test_the_zip_that_cms_publishes_will_do_and_so_do_other_columns(self, run, known, puf, tmp_path):
        with serving(elm()) as server:
            path = puf(
                ("x", "OR", 11111.0, f"{server.url}/elm/index.json"),
                header=["Year", "State Code", "HIOS Issuer ID", "Index URL", "POC"],
            )
            packed = tmp_path / "machine-readable-url-puf.zip"
            packed.write_bytes(zipped({"Machine_Readable_PUF.xlsx": path.read_bytes(), "read me.txt": "-"}))
            assert run("import", "qhp", "--registry", packed, "--state", "or")[0] == 0
        assert taken(run)["Ana"] == [("HIOS issuer 11111", "Elm Gold")]

    def test_a_dry_run_asks_for_nothing(self, read):
        with serving(elm()) as server:
            code, report, _ = read(("OR", 11111, "Elm Mutual", f"{server.url}/elm/index.json"), words=["--dry-run"])
        assert code == 0 and not server.asked and report["insurers"][0]["insurer"] == "Elm Mutual"


def html(handler):
    """A page that says sorry, as a success."""
    handler.send(b"<!DOCTYPE html><html>Sorry</html>", Content_Type="application/json")


def slow(handler):
    """Says nothing for longer than anybody waits."""
    time.sleep(1)


PEOPLE = as_json([provider(), provider(KEN)])
FAULTS = {
    "403": (answers(403), "403"),
    "404": (None, "no such file (404)"),
    "500": (answers(500), "in trouble (500)"),
    "a page with 200": (html, "web page"),
    "a time-out": (slow, "nothing came"),
    "a redirect in a circle": (lambda handler: redirect(handler.path)(handler), "redirects"),
    "a redirect to a file of this machine": (redirect("file:///etc/passwd"), "redirects"),
    "cut off on the way": (cut(PEOPLE, 50), "cut off"),
    "empty": (b"", "empty"),
    "no JSON": (b"\x00\x01 nothing", "not the list of providers"),
}


class TestWhatInsurersDo:
    @pytest.mark.parametrize(("page", "why"), FAULTS.values(), ids=FAULTS)
    def test_one_insurers_fault_is_told_and_stops_no_other(self, run, read, page, why):
        oak = {path.replace("elm", "oak"): content for path, content in elm("22222").items()}
        oak["/oak/providers.json"] = page
        with serving(elm() | oak) as server:
            code, report, _ = read(
                ("OR", 22222, "Oak Health", f"{server.url}/oak/index.json"),
                ("OR", 11111, "Elm Mutual", f"{server.url}/elm/index.json"),
            )
            status = {each["insurer"]: each["status"] for each in report["insurers"]}
            told = " ".join(each["reason"] for each in report["insurers"][0]["missing"])
            assert (code, status["Elm Mutual"], taken(run)["Ana"]) == (1, "imported", [GOLD])
            assert why in told, told
            server.pages["/oak/providers.json"] = as_json([provider(issuer="22222")])
            again = read(
                ("OR", 22222, "Oak Health", f"{server.url}/oak/index.json"),
                ("OR", 11111, "Elm Mutual", f"{server.url}/elm/index.json"),
            )
        assert (again[0], [each["status"] for each in again[1]["insurers"]]) == (0, ["imported", "unchanged"])

    @pytest.mark.parametrize(
        ("page", "why"), [*FAULTS.values(), (b"{}", "names no list"), (b"[" * 9000, "names no list")]
    )
    def test_the_same_of_its_index(self, read, page, why):
        with serving(elm() | {"/oak/index.json": page}) as server:
            code, report, _ = read(
                ("OR", 22222, "Oak Health", f"{server.url}/oak/index.json"),
                ("OR", 11111, "Elm Mutual", f"{server.url}/elm/index.json"),
            )
        oak, good = report["insurers"]
        why = {"empty": "names no list", "not the list of providers": "names no list"}.get(why, why)
        assert (code, oak["status"], good["status"]) == (1, "not had", "imported") and why in oak["missing"][0][
            "reason"
        ]

    def test_packed_files_are_read_with_and_without_a_header_that_says_so(self, run, read):
        pages = elm() | {
            "/elm/index.json": gzip.compress(an_index("providers.json", "more.json")),
            "/elm/providers.json": gzip.compress(as_json([provider()])),
            "/elm/more.json": versioned(gzip.compress(as_json([provider(KEN)])), Content_Encoding="gzip"),
        }
        with serving(pages) as server:
            code, _, _ = read(("OR", 11111, "Elm Mutual", f"{server.url}/elm/index.json"))
        assert code == 0 and taken(run) == {"Ana": [GOLD], "Ken": [GOLD]}

    def test_relative_addresses_belong_to_where_the_index_was_found(self, run, read):
        pages = elm() | {"/old/index.json": redirect("/elm/index.json", 302)}
        with serving(pages) as server:
            assert read(("OR", 11111, "Elm Mutual", f"{server.url}/old/index.json"))[0] == 0
        assert taken(run)["Ana"] == [GOLD]

    def test_an_index_that_names_itself_another_and_files_that_are_not_there(self, run, read):
        names = (
            "index.json",
            "/oak/index.json",
            "providers.json",
            "gone.json",
            "javascript:alert(1)",
            "http://[",
            "drugs.json",
        )
        pages = elm() | {
            "/elm/index.json": an_index(*names),
            "/elm/drugs.json": as_json([{"rxnorm_id": "1"}]),
            "/oak/index.json": an_index("/elm/index.json"),
        }
        with serving(pages) as server:
            row = ("OR", 11111, "Elm Mutual", f"{server.url}/elm/index.json")
            code, report, _ = read(row)
            (insurer,) = report["insurers"]
            assert (code, insurer["status"], len(insurer["missing"])) == (1, "imported", 5) and insurer[
                "extent"
            ] == "update"
            assert taken(run)["Ana"] == [GOLD]
            code, report, _ = read(row)
            assert (code, report["insurers"][0]["status"]) == (1, "unchanged"), "what is as it was is not read again"
            assert [each["address"].rpartition("/")[2] for each in report["insurers"][0]["missing"]] == [
                "gone.json",
                "javascript:alert(1)",
                "[",
            ]
            server.pages["/elm/gone.json"] = as_json([])
            assert ("GET", "/elm/providers.json") not in server.asked[-6:]

    def test_whom_a_missing_or_damaged_file_names_keeps_the_plans(self, run, read):
        pages = elm() | {
            "/elm/index.json": an_index("a.json", "b.json"),
            "/elm/a.json": as_json([provider()]),
            "/elm/b.json": as_json([provider(KEN)]),
        }
        with serving(pages) as server:
            row = ("OR", 11111, "Elm Mutual", f"{server.url}/elm/index.json")
            read(row)
            newer = as_json([provider(last_updated_on="2026-02-05")])
            server.pages |= {"/elm/a.json": versioned(newer, "2"), "/elm/b.json": answers(404)}
            assert read(row)[0] == 1 and taken(run) == {"Ana": [GOLD], "Ken": [GOLD]}
            whole = as_json([provider(last_updated_on="2026-03-05"), provider(KEN)])
            server.pages["/elm/b.json"] = versioned(whole[: len(whole) - 40], "3")
            code, report, _ = read(row)
        assert (code, report["insurers"][0]["damaged"]) == (1, ["b.json"]) and taken(run) == {
            "Ana": [GOLD],
            "Ken": [GOLD],
        }

    def test_a_server_that_fails_twice_is_asked_no_more(self, read):
        pages = elm() | {"/elm/index.json": an_index(*(f"p{each}.json" for each in range(3000)), "providers.json")}
        pages |= {f"/elm/p{each}.json": answers(503) for each in range(3000)}
        with serving(pages) as server:
            code, report, err = read(("OR", 11111, "Elm Mutual", f"{server.url}/elm/index.json"))
        assert code == 2 and "None of the 1 insurers" in err and len(server.asked) < 10
        assert len(report["insurers"][0]["missing"]) > 3000

    def test_a_certificate_that_nobody_vouches_for_is_told(self, read, expired):
        with serving(elm(), expired) as server:
            code, report, _ = read(("OR", 11111, "Elm Mutual", f"{server.url}/elm/index.json"))
        assert code == 2 and "no secure connection" in report["insurers"][0]["missing"][0]["reason"]


class TestTheRegistry:
    def test_who_gave_cms_no_address_is_told(self, read):
        with serving(elm()) as server:
            code, report, _ = read(
                ("OR", 11111, "Elm Mutual", f"{server.url}/elm/index.json"), ("OR", 22222, "Oak", "NOT SUBMITTED")
            )
        assert code == 1 and "no address" in report["insurers"][1]["missing"][0]["reason"]

    def test_files_of_this_machine_and_of_private_networks_are_not_asked_for(self, read, monkeypatch):
        monkeypatch.delenv("PRIVATE_NETWORKS")
        with serving(elm()) as server:
            code, report, _ = read(
                ("OR", 11111, "Elm Mutual", f"{server.url}/elm/index.json"),
                ("OR", 22222, "Oak", "https://10.1.2.3/index.json"),
                ("OR", 33333, "Fir", "file:///etc/passwd"),
                ("OR", 44444, "Ash", "ftp://elm.example/index.json"),
            )
        assert code == 2 and not server.asked
        assert all(
            "https" in reason or "private" in reason
            for each in report["insurers"]
            for reason in [each["missing"][0]["reason"]]
        )

    @pytest.mark.parametrize(
        ("words", "why"),
        [
            ((), "Say whose insurers: --state XX"),
            (("--state", "NY"), "No insurer of NY is in the list"),
            (("--state", "OR", "--payer", "Elm"), "CMS’s list, one file, says"),
            (("--state", "OR", "--full"), "CMS’s list, one file, says"),
        ],
    )
    def test_what_is_typed_wrong_is_one_line(self, run, puf, words, why):
        code, _, err = run(
            "import", "qhp", "--registry", puf(("OR", 11111, "Elm", "https://elm.example/i.json")), *words
        )
        assert code == 2 and why in err and err.count("\n") == 1

    def test_another_file_is_refused_with_what_it_is(self, run, tmp_path):
        for name, content in {
            "a.xlsx": workbook_of({"x": [["Name", "City"], ["a", "b"]]}),
            "a.json": b"{}",
            "b.xlsx": b"PK\x03\x04",
        }.items():
            (tmp_path / name).write_bytes(content)
            code, _, err = run("import", "qhp", "--registry", tmp_path / name, "--state", "OR")
            assert code == 2 and err.count("\n") == 1 and name in err

    def test_it_goes_with_qhp_only(self, run, puf):
        code, _, err = run(
            "import", "plan-net", "--registry", puf(("OR", 1, "", "https://elm.example/")), "--state", "OR"
        )
        assert code == 2 and "goes with qhp only" in err


class TestStopping:
    def test_who_stops_it_keeps_what_is_done_and_goes_on_from_there(self, run, read, data, monkeypatch):
        oak = {path.replace("elm", "oak"): versioned(content) for path, content in elm("22222").items()}
        first = {path: versioned(content) for path, content in elm().items()}

        def stop(handler):
            raise KeyboardInterrupt

        rows = lambda server: (  # noqa: E731
            ("OR", 11111, "Elm Mutual", f"{server.url}/elm/index.json"),
            ("OR", 22222, "Oak Health", f"{server.url}/oak/index.json"),
        )
        with serving(first | oak) as server:
            real = registry.import_insurer

            def stopped(imports, insurer, *rest):
                if insurer.title == "Oak Health":
                    raise KeyboardInterrupt
                return real(imports, insurer, *rest)

            monkeypatch.setattr(registry, "import_insurer", stopped)
            code, _, err = read(*rows(server))
            assert code == 2 and "1 of 2 insurers are read, and what is new of them is not published yet" in err
            assert taken(run) == {"Ana": [], "Ken": []}
            monkeypatch.setattr(registry, "import_insurer", real)
            server.asked.clear()
            code, report, _ = read(*rows(server))
        assert code == 0 and [each["status"] for each in report["insurers"]] == ["unchanged", "imported"]
        assert ("GET", "/elm/providers.json") not in server.asked and len(taken(run)["Ana"]) == 2
