"""Insurers' directories (QHP) imported: an index and its files are the whole of what an insurer says."""

import csv
import json
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import nppes_files as files
import pytest
from qhp_reading import ANA, KEN, provider
from server import answering

from directory.importer.record import FileRefused
from directory.importer.sources.qhp import index as insurer_index


def test_an_insurers_plan_is_shown_with_its_source_beside_anothers(run, tmp_path):
    row = files.row(
        ("171100000X", "", "", "Y"),
        npi=ANA,
        last_name="LOPEZ",
        first_name="ANA",
        city="NEW YORK",
        state="NY",
        postal_code="10003",
    )
    run("import", "nppes", files.plain(tmp_path / "npidata_pfile_20240304-20240310.csv", [row]))
    for issuer in ("12345", "54321"):
        path = tmp_path / f"providers {issuer}.json"
        path.write_text(json.dumps([provider(plans=[{"plan_id": f"{issuer}NY9876543"}])]))
        assert run("import", "qhp", path)[0] == 0
    (result,) = json.loads(run("search", "--near", "10003", "--json")[1])["results"]
    assert [
        (each["payer"], each["source"]) for each in sorted(result["insurance"], key=lambda each: each["payer"])
    ] == [("HIOS issuer 12345", "qhp"), ("HIOS issuer 54321", "qhp")]
    assert (result["id"], result["sources"], result["verified_on"]) == (ANA, ["nppes", "qhp"], "2026-01-05")


def test_a_file_speaks_as_of_its_newest_entry_whomever_that_is_about(run, tmp_path):
    others = [
        provider("2000000119", specialty=["Dermatology"], last_updated_on=day)
        for day in ("2026-03-01", "2026-02-30", "2999-01-01", None, [], "soon")
    ]
    path = tmp_path / "providers.json"
    path.write_text(json.dumps([provider(), *others, 7]))
    run("import", "qhp", path)
    assert json.loads(run("imports", "--json")[1])[0]["as_of"] == "2026-03-01"


def test_a_day_that_has_not_come_yet_confirms_nothing(statements_of):
    (statement,), (problem,), _ = statements_of([provider(last_updated_on="2098-01-01")])
    assert (statement.confirmed_on, problem.field, problem.reason) == (
        None,
        "confirmed_on",
        "a day that has not come yet",
    )


@contextmanager
def serving(folder):
    """The address of a folder on a web server of this machine."""
    server = ThreadingHTTPServer(
        ("127.0.0.1", 0),
        type(
            "Quiet",
            (SimpleHTTPRequestHandler,),
            {
                "__init__": lambda self, *args: SimpleHTTPRequestHandler.__init__(self, *args, directory=str(folder)),
                "log_message": lambda *_: None,
            },
        ),
    )
    with answering(server):
        yield f"http://127.0.0.1:{server.server_port}"


class TestWholeLists:
    """An index and the files that it names: all that an insurer says."""

    @pytest.fixture
    def insurer(self, run, tmp_path):
        """NPPES with Ana and Ken imported; writes the insurer's files into a folder and gives its index."""
        rows = [
            files.row(npi=npi, last_name=last, first_name=first, city="NEW YORK", state="NY", postal_code="10003")
            for npi, last, first in ((ANA, "LOPEZ", "ANA"), (KEN, "SATO", "KEN"))
        ]
        run("import", "nppes", files.plain(tmp_path / "npidata_pfile_20240304-20240310.csv", rows))

        def writes(
            *lists,
            folder="insurer",
            plans=({"plan_id": "12345NY9876543", "marketing_name": "Elm Gold"},),
            base="https://elm.example/qhp",
        ):
            home = tmp_path / folder
            home.mkdir(exist_ok=True)
            names = [f"providers_{place}.json" for place in range(len(lists))]
            for name, entries in zip(names, lists, strict=True):
                (home / name).write_text(json.dumps(entries))
            (home / "names of plans.json").write_text(json.dumps(plans))
            (home / "drugs.json").write_text(json.dumps([{"rxnorm_id": "1", "drug_name": "x"}]))
            (home / "index.json").write_text(
                json.dumps(
                    {
                        "provider_urls": [f"{base}/{name}" for name in names],
                        "plan_urls": [f"{base}/names%20of%20plans.json"],
                        "formulary_urls": [f"{base}/drugs.json"],
                    }
                )
            )
            return home / "index.json"

        return writes

    def taken(self, run):
        """{first name: plans} of everybody in New York."""
        results = json.loads(run("search", "--near", "10003", "--json")[1])["results"]
        return {result["name"].split()[0]: sorted(each["plan"] for each in result["insurance"]) for result in results}

    def test_the_files_beside_an_index_are_read_as_one(self, run, insurer):
        report = json.loads(run("import", "qhp", insurer([provider()], [provider(KEN)]), "--json")[1])
        assert (report["rows_read"], report["listings"], report["problems"], report["snapshot"]) == (2, 2, 0, 2)
        assert self.taken(run) == {"Ana": ["Elm Gold"], "Ken": ["Elm Gold"]}
        (result, _) = json.loads(run("search", "--near", "10003", "--insurance", "12345NY9876543", "--json")[1])[
            "results"
        ]
        assert (result["insurance"][0]["plan_id"], result["insurance"][0]["tier"]) == ("12345NY9876543", "A, B")

    def test_a_folder_is_read_too_and_drugs_are_passed_over(self, run, insurer):
        assert (
            json.loads(run("import", "qhp", insurer([provider()], [provider(KEN)]).parent, "--json")[1])["rows_read"]
            == 2
        )

    def test_whom_the_insurer_drops_is_gone_with_its_next_whole_list_only(self, run, insurer):
        other = insurer([provider(plans=[{"plan_id": "54321NY0000001"}])], folder="other")
        run("import", "qhp", other, "--as-of", "2026-01-01")
        run("import", "qhp", insurer([provider(), provider(KEN)]), "--as-of", "2026-01-05")
        one = insurer([provider(plans=[{"plan_id": "12345NY0000002"}])], folder="new")
        run("import", "qhp", one.parent / "providers_0.json", "--as-of", "2026-02-05")
        assert self.taken(run) == {"Ana": ["12345NY0000002", "54321NY0000001"], "Ken": ["Elm Gold"]}
        run("import", "qhp", one, "--as-of", "2026-03-05")
        assert self.taken(run) == {"Ana": ["12345NY0000002", "54321NY0000001"], "Ken": []}

    def test_an_issuer_that_names_nobody_here_any_more_is_heard_too(self, run, insurer):
        run("import", "qhp", insurer([provider()]), "--as-of", "2026-01-05")
        nobody = provider("2000000119", specialty=["Dermatology"])
        run("import", "qhp", insurer([nobody], folder="new"), "--as-of", "2026-02-05")
        assert self.taken(run)["Ana"] == []

    def test_the_order_of_imports_does_not_matter(self, run, insurer):
        run("import", "qhp", insurer([provider()], folder="new"), "--as-of", "2026-02-05")
        run("import", "qhp", insurer([provider(), provider(KEN)]), "--as-of", "2026-01-05")
        assert self.taken(run) == {"Ana": ["Elm Gold"], "Ken": []}

    def test_what_is_wrong_says_in_which_of_the_files(self, run, insurer):
        wrong = provider(files.npi(3), last_updated_on="soon", addresses=[{"city": "Atlantis", "state": "NY"}])
        index = insurer([provider(plans=[{"plan_id": "x"}])], [7, wrong])
        _, out, err = run("import", "qhp", index, "--full", "--json")
        report = json.loads(out)
        with open(report["report"], encoding="utf-8-sig", newline="") as file:
            told = {(row["row"], row["field"]): row["reason"].rpartition(" (in ")[2] for row in csv.DictReader(file)}
        assert told == {
            ("1", "plan id"): "providers_0.json)",
            ("1", "provider"): "providers_1.json)",
            ("2", "confirmed on"): "providers_1.json)",
            ("2", "address"): "providers_1.json)",
        }
        assert "row 2, confirmed on: not a date (in providers_1.json) (soon)" in err

    def test_a_file_that_is_named_and_not_there_is_one_clear_line(self, run, insurer):
        index = insurer([provider()], [provider(KEN)])
        (index.parent / "providers_1.json").unlink()
        code, _, err = run("import", "qhp", index)
        assert (code, err.count("\n")) == (2, 1) and "https://elm.example/qhp/providers_1.json" in err

    def test_an_index_on_the_web_has_its_files_fetched(self, run, insurer, tmp_path, data):
        with serving(tmp_path / "insurer") as base:
            insurer([provider()], [provider(KEN)], base=base)
            code, _, err = run("import", "qhp", f"{base}/index.json", "--payer", "Elm Mutual")
        assert code == 0 and "index.json names" in err and self.taken(run) == {"Ana": ["Elm Gold"], "Ken": ["Elm Gold"]}
        assert not [path for path in (data / "downloads").rglob("*") if path.is_file()]

    def test_an_index_on_the_web_cannot_name_files_of_this_machine(self, run, insurer, tmp_path):
        secret = tmp_path / "secret.json"
        secret.write_text(json.dumps([provider()]))
        with serving(tmp_path / "insurer") as base:
            index = insurer([provider()])
            index.write_text(json.dumps({"provider_urls": [str(secret)], "plan_urls": [secret.as_uri()]}))
            code, _, err = run("import", "qhp", f"{base}/index.json")
        assert code == 2 and "there is no such file" in err.splitlines()[-1]

    def test_the_insurer_may_be_named_and_the_file_is_read_again_for_it(self, run, insurer):
        index = insurer([provider()])
        run("import", "qhp", index)
        assert "is skipped" in run("import", "qhp", index)[1]
        run("import", "qhp", index, "--payer", "Elm Mutual")
        (result,) = [
            each for each in json.loads(run("search", "--near", "10003", "--json")[1])["results"] if each["npi"] == ANA
        ]
        assert [each["payer"] for each in result["insurance"]] == ["Elm Mutual"]


@pytest.mark.parametrize(
    "content",
    ["[]", "{}", "{", '{"provider_urls": 5, "plan_urls": [7, {}]}', "[" * 5000, "\ufeff", '{"provider_urls": null}'],
)
def test_what_is_no_index_names_no_files(tmp_path, content):
    path = tmp_path / "index.json"
    path.write_text(content)
    assert (insurer_index.addresses(path), insurer_index.beside(path)) == ([], [])


@pytest.mark.parametrize(
    "address", ["https://elm.example/..", "https://elm.example/", "x/../../secret.json", "%2e%2e%2fsecret.json", ""]
)
def test_an_index_reaches_nothing_outside_its_folder(tmp_path, address):
    (tmp_path / "secret.json").write_text("[]")
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "index.json").write_text(json.dumps({"provider_urls": [address]}))
    with pytest.raises(FileRefused, match="not beside it"):
        insurer_index.beside(tmp_path / "in" / "index.json")
