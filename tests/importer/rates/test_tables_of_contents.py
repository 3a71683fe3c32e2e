"""Insurers' rates by way of a table of contents: plans are chosen, and files fetched."""

import gzip
import json
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import pytest
import tic_files as tic
from rates_reading import ANA, GOLD, KEN, LEO, NEEDLES, SHOP, refusal
from server import answering


class TestTablesOfContents:
    """An index of plans and files, and what --plans chooses."""

    @pytest.fixture
    def folder(self, nppes, tmp_path):
        """A table of two plans beside their files."""
        folder = tmp_path / "month"
        folder.mkdir()
        structures = [
            ([SHOP, tic.plan("Silver", number="99")], ["https://acme.example/files/shop.json.gz?sig=1"]),
            ([GOLD], ["https://acme.example/files/gold.json", "https://acme.example/files/more.json"]),
        ]
        (folder / "index.json").write_bytes(tic.text(tic.contents(*structures)))
        (folder / "shop.json.gz").write_bytes(gzip.compress(tic.text(tic.network([tic.group(1, int(ANA))], [NEEDLES]))))
        (folder / "gold.json").write_bytes(tic.text(tic.network([tic.group(1, int(KEN))], [NEEDLES])))
        more = tic.network([tic.group(1, int(KEN))], [tic.service("97811", ([1], [tic.price(30)]))])
        (folder / "more.json").write_bytes(tic.text(more))
        return folder

    @pytest.mark.parametrize(
        ("typed", "who"),
        [("acme small", ANA), ("123456789", ANA), ("Elm Mutual", KEN), ("gold", KEN), ("1234567890", KEN)],
    )
    def test_plans_are_chosen_by_name_insurer_employer_or_number(self, run, folder, found, typed, who):
        code, _, err = run("import", "tic", folder / "index.json", "--plans", typed)
        assert code == 0, err
        everybody = found("")
        assert {npi for npi, plans in everybody.items() if plans} == {who}
        assert len(everybody[who]) == 1

    def test_all_files_of_a_plan_are_read_as_one(self, run, folder):
        code, out, _ = run("import", "tic", folder / "index.json", "--plans", "gold", "--json")
        assert (code, json.loads(out)["listings"]) == (0, 1)
        (plan,) = json.loads(run("why", KEN, "--json")[1])["facts"]["insurance"]
        assert [(rate["code"], rate["amount"]) for rate in plan["rates"]] == [("97810", 44.51), ("97811", 30.0)]

    def test_several_texts_choose_the_plans_of_each(self, run, folder, found):
        assert run("import", "tic", folder / "index.json", "--plans", "gold", "--plans", "small auto")[0] == 0
        assert {npi for npi, plans in found("").items() if plans} == {ANA, KEN}

    @pytest.mark.parametrize(
        ("words", "reason"),
        [
            ((), "Say which with --plans"),
            (
                ("--plans", "Oak"),
                "no plan has this name or number; it names 3 plans, such as ACME small auto shop: Plan A PPO",
            ),
            (("--plans", "old"), "no plan has this name"),
            (("--plans", " "), "no plan has this name"),
        ],
    )
    def test_no_plan_or_no_such_plan_is_answered_with_what_there_is(self, run, folder, words, reason):
        assert reason in refusal(run, "import", "tic", folder / "index.json", *words)

    def test_a_file_that_is_not_beside_the_table_and_has_no_address_is_asked_for(self, run, folder):
        (folder / "index.json").write_bytes(tic.text(tic.contents(([GOLD], ["files/other.json"]))))
        assert "other.json, and that file is not beside it" in refusal(
            run, "import", "tic", folder / "index.json", "--plans", "gold"
        )

    def test_two_files_of_one_name_are_not_taken_for_one(self, run, folder):
        locations = ["https://acme.example/a/gold.json", "https://acme.example/b/gold.json"]
        (folder / "index.json").write_bytes(tic.text(tic.contents(([GOLD], locations))))
        assert "two files gold.json" in refusal(run, "import", "tic", folder / "index.json", "--plans", "gold")

    def test_too_many_plans_are_refused(self, run, folder):
        plans = [tic.plan(f"Gold {number}", number=str(number)) for number in range(300)]
        (folder / "index.json").write_bytes(tic.text(tic.contents((plans, ["gold.json"]))))
        assert "more than 200 plans" in refusal(run, "import", "tic", folder / "index.json", "--plans", "gold")

    def test_plans_go_with_a_table_of_contents_only(self, run, folder):
        assert "this is none" in refusal(run, "import", "tic", folder / "gold.json", "--plans", "gold")
        assert "goes with tic only" in refusal(run, "import", "qhp", folder / "gold.json", "--plans", "gold")


@contextmanager
def signing_server(folder):
    """Gives the files of a folder, all but index.json for an unexpired signature only; [address, what was asked]."""
    asked = []

    class Signed(BaseHTTPRequestHandler):
        """Answers as a store of signed addresses does."""

        def do_GET(self):
            parts = urlsplit(self.path)
            asked.append(parts.path)
            name, query = parts.path.rpartition("/")[2], parse_qs(parts.query)
            allowed = name == "index.json" or query.get("sig") == ["good"]
            path = folder / query.get("file", [name])[0]
            self.send_response(200 if allowed and path.is_file() else 403)
            self.end_headers()
            if allowed and path.is_file():
                self.wfile.write(path.read_bytes())

        def log_message(self, *_):
            """Says nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Signed)
    with answering(server):
        yield f"http://127.0.0.1:{server.server_port}", asked


class TestFromTheWeb:
    """The table of contents, its files, and the groups that these name, each from a web server of this machine."""

    @pytest.fixture
    def served(self, nppes, tmp_path):
        """A folder, its address, and what was asked of it."""
        folder = tmp_path / "served"
        folder.mkdir()
        with signing_server(folder) as (address, asked):
            yield folder, address, asked

    def write(self, folder, signature, remote=""):
        """A table of contents with signed addresses that have no file's name in them."""
        places = [f"get?file={name}&sig={signature}" for name in ("one.json", "two.json")]
        (folder / "index.json").write_bytes(tic.text(tic.contents(([SHOP], places[:1]), ([GOLD], places[1:]))))
        groups = [{"provider_group_id": 1, "location": remote}] if remote else [tic.group(1, int(ANA))]
        (folder / "one.json").write_bytes(tic.text(tic.network(groups, [NEEDLES])))
        (folder / "two.json").write_bytes(tic.text(tic.network([tic.group(1, int(KEN))], [NEEDLES])))

    def test_the_files_of_the_plans_chosen_are_fetched_and_no_others(self, run, served, found, data):
        folder, address, asked = served
        self.write(folder, "good")
        code, _, err = run("import", "tic", f"{address}/month/index.json", "--plans", "Acme", "--plans", "gold")
        assert code == 0 and "good" not in err, err
        assert asked == ["/month/index.json", "/month/get", "/month/get"]
        assert {npi: [plan[1] for plan in plans] for npi, plans in found("").items() if plans} == {
            ANA: ["ACME small auto shop: Plan A PPO"],
            KEN: ["Elm Gold"],
        }
        assert not [path for path in (data / "downloads").rglob("*") if path.is_file()]

    def test_an_expired_address_is_told_without_its_signature(self, run, served):
        folder, address, _ = served
        self.write(folder, "expired")
        said = refusal(run, "import", "tic", f"{address}/index.json", "--plans", "gold")
        assert "/get: the server does not take this address any more" in said and "expired" not in said

    def test_groups_in_a_file_of_their_own_are_fetched(self, run, served, found):
        folder, address, _ = served
        self.write(folder, "good", f"{address}/get?file=groups.json&sig=good")
        (folder / "groups.json").write_bytes(tic.text({"provider_groups": tic.group(1, int(LEO))["provider_groups"]}))
        assert run("import", "tic", f"{address}/index.json", "--plans", "shop")[0] == 0
        assert {npi for npi, plans in found("").items() if plans} == {LEO}

    def test_a_file_from_elsewhere_reaches_no_server_of_this_machine(self, run, served, tmp_path):
        folder, address, asked = served
        self.write(folder, "good", f"{address}/get?file=groups.json&sig=good")
        code, _, err = run("import", "tic", folder / "one.json")
        assert (code, asked) == (0, []) and "only https addresses are downloaded" in err
