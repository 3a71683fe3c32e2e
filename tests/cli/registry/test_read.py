"""All marketplace insurers of a state, from CMS's registry: the way it should go."""

import sqlite3
from contextlib import closing

import nppes_files as files
from insurer_server import serving, versioned
from registry_files import ANA, GOLD, KEN, an_index, as_json, elm, plan, provider, taken
from source_files import zipped


def downloads(data):
    """What is left of downloads."""
    return [path.name for path in (data / "downloads").rglob("*") if path.is_file()]


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
