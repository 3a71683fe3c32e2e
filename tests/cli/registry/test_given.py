"""CMS's registry as it is given: addresses, other files, and an import that is stopped."""

import pytest
from insurer_server import serving, versioned
from registry_files import elm, taken
from workbooks import workbook_of

from directory.cli import registry


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
