"""Insurers' rates from the command to the listing: months that follow each other, tables of contents, employers' plans.

Everybody here is made up.
"""

import gzip
import json
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import nppes_files as files
import pytest
import tic_files as tic
from server import answering

ANA, KEN, LEO = (files.npi(number) for number in (1, 2, 3))
NEEDLES = tic.service("97810", ([1], [tic.price(44.51)]))
SHOP = tic.plan("Plan A PPO", "ACME small auto shop", "12-3456789")
GOLD = tic.plan("Elm Gold", issuer="Elm Mutual", number="1234567890")


@pytest.fixture
def nppes(run, tmp_path):
    """NPPES imported, with Ana, Ken and Leo in New York."""
    rows = [
        files.row(
            ("171100000X", "", "", "Y"),
            npi=npi,
            last_name=last,
            first_name=first,
            city="NEW YORK",
            state="NY",
            postal_code="10003",
        )
        for npi, last, first in ((ANA, "LOPEZ", "ANA"), (KEN, "SATO", "KEN"), (LEO, "KIM", "LEO"))
    ]
    assert run("import", "nppes", files.plain(tmp_path / "npidata_pfile_20240304-20240310.csv", rows))[0] == 0


@pytest.fixture
def imported(run, nppes, tmp_path):
    """Imports a file of rates: its report."""

    def do(content, *words, name="in-network.json"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else tic.text(content))
        code, out, err = run("import", "tic", path, *words, "--json")
        assert code == 0, err
        return json.loads(out)

    return do


@pytest.fixture
def found(run):
    """Who is found near New York with an insurance: {NPI: [(payer, plan, source, amounts of 97810)]}."""

    def search(insurance):
        words = ("--insurance", insurance) if insurance else ()
        code, out, err = run("search", "--near", "10003", *words, "--json")
        assert code == 0, err
        return {each["id"]: [plan_in_short(plan) for plan in each["insurance"]] for each in json.loads(out)["results"]}

    return search


def plan_in_short(plan):
    """(payer, plan, source, amounts of 97810)"""
    rates = [rate["amount"] for rate in plan.get("rates", ()) if rate["code"] == "97810"]
    return plan["payer"], plan["plan"], plan["source"], rates


def refusal(run, *words):
    """Why a command was not done, in its one line."""
    code, out, err = run(*words)
    assert (code, out) == (2, "") and "Traceback" not in err
    return err.strip().splitlines()[-1]


def month(day, *npis, amount=44.51, **head):
    """A month's file of an employer's plan."""
    services = [tic.service("97810", ([1], [tic.price(amount)]))]
    return tic.network([tic.group(1, *map(int, npis))], services, **SHOP | {"last_updated_on": day} | head)


def test_a_patient_finds_by_the_employers_name_who_is_in_the_plan_and_what_it_pays(imported, found):
    report = imported(month("2026-10-01", ANA, KEN))
    assert (report["listings"], report["new"], report["published"]) == (2, 2, True)
    plan = ("Acme Issuer", "ACME small auto shop: Plan A PPO", "tic", [44.51])
    assert found("ACME small auto shop") == {ANA: [plan], KEN: [plan]}
    assert set(found("")) == {ANA, KEN, LEO}


def test_a_newer_month_takes_the_olders_place_and_who_has_left_is_gone(imported, found, run):
    imported(month("2026-09-01", ANA, KEN))
    report = imported(month("2026-10-01", ANA, amount=50), name="newer.json")
    assert (report["changed"], report["removed"]) == (1, 1)
    assert {npi: plans[0][3] for npi, plans in found("ACME small auto shop").items()} == {ANA: [50]}
    imported(month("2026-08-01", KEN), name="older.json")
    assert set(found("ACME small auto shop")) == {ANA}
    run("rollback", json.loads(run("imports", "--json")[1])[1]["snapshot"])
    assert set(found("ACME small auto shop")) == {ANA, KEN}


def test_when_all_have_left_nobody_stays(imported, found):
    imported(month("2026-09-01", ANA))
    imported(month("2026-10-01", files.npi(9)), name="newer.json")
    assert found("")[ANA] == []


@pytest.mark.parametrize("head", [{"network_name": ["Acme Choice"]}, {}], ids=["a network", "neither plan nor network"])
def test_who_leaves_a_network_is_gone_too(imported, found, head):
    """Of a file that names its network, and of one that only its own name tells from the payer's others."""
    for day, npis in (("2026-09-01", (ANA, KEN)), ("2026-10-01", (KEN,))):
        groups = [tic.group(1, *map(int, npis), **head)]
        imported(tic.network(groups, [NEEDLES], last_updated_on=day), name=f"{day}_acme_PPO_in-network-rates.json")
    other = tic.network([tic.group(1, int(LEO), **{name: ["Acme Plus"] for name in head})], [NEEDLES])
    imported(other, name="2026-10-01_acme_HMO_in-network-rates.json")
    assert {npi for npi, plans in found("").items() if plans} == {KEN, LEO}


def test_a_file_that_only_adds_takes_nobody_out(imported, found):
    imported(month("2026-09-01", ANA))
    imported(month("2026-10-01", KEN), "--update", name="more.json")
    assert set(found("ACME small auto shop")) == {ANA, KEN}


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<html>",
        b"{",
        b"[1]",
        gzip.compress(b"{}")[:-9],
        b'{"in_network": ' + b"[" * 5000,
        b'{"reporting_structure": [3]}',
    ],
    ids=range(7),
)
def test_what_cannot_be_read_is_refused_in_a_line_and_changes_nothing(imported, run, found, tmp_path, content):
    imported(month("2026-09-01", ANA))
    (tmp_path / "bad.json").write_bytes(content)
    assert "bad.json" in refusal(run, "import", "tic", tmp_path / "bad.json")
    assert set(found("ACME small auto shop")) == {ANA}


def test_why_tells_the_rates_in_words(imported, run):
    services = [
        tic.service("97810", ([1], [tic.price(44.5), tic.price(65, negotiated_type="percentage", service_code=[])]))
    ]
    imported(tic.network([tic.group(1, int(ANA))], services))
    assert (
        "Acme Health, in, 97810 $44.50 (negotiated, at 11), 97810 65% (percentage)  [tic, 2026-10-01]"
        in run("why", ANA)[1]
    )


def test_another_plan_and_another_payer_stay_as_they_are(imported, found):
    imported(month("2026-09-01", ANA))
    imported(month("2026-10-01", KEN, plan_name="Plan B HMO"), name="b.json")
    imported(tic.network([tic.group(1, int(ANA))], [NEEDLES], **GOLD), name="gold.json")
    assert set(found("ACME small auto shop: Plan A PPO")) == {ANA}
    assert set(found("ACME small auto shop: Plan B HMO")) == {KEN}
    assert set(found("Elm Gold")) == {ANA}


def test_the_same_file_again_is_skipped_unless_it_is_of_other_plans(imported, run, tmp_path):
    content = tic.network([tic.group(1, int(ANA))], [NEEDLES])
    (tmp_path / "index.json").write_bytes(
        tic.text(tic.contents(([SHOP, GOLD], ["https://acme.example/in-network.json"])))
    )
    imported(content)
    assert imported(content)["skipped"]
    for words, skipped in (
        (("--plans", "Elm Gold"), False),
        (("--plans", "Elm Gold"), True),
        (("--plans", "shop"), False),
    ):
        code, out, err = run("import", "tic", tmp_path / "index.json", *words, "--json")
        assert (code, json.loads(out).get("skipped", False)) == (0, skipped), err


def test_a_rate_lists_nobody(imported, found, run):
    report = imported(month("2026-10-01", files.npi(7), ANA))
    assert report["passed_over"]["other_taxonomy"] == 1 and set(found("")) == {ANA, KEN, LEO}


def test_one_whom_only_another_insurer_calls_an_acupuncturist_is_somebody_too(imported, found, run, tmp_path):
    place = {"address": "12 Elm St", "city": "New York", "state": "NY", "zip": "10003"}
    max_mori = {"npi": files.npi(5), "type": "INDIVIDUAL", "name": {"first": "Max", "last": "Mori"}}
    entry = max_mori | {"addresses": [place], "specialty": ["Acupuncture"], "last_updated_on": "2026-01-05"}
    (tmp_path / "providers.json").write_text(json.dumps([entry]))
    code, _, err = run("import", "qhp", tmp_path / "providers.json")
    assert code == 0, err
    imported(month("2026-10-01", files.npi(5)))
    assert set(found("ACME small auto shop")) == {files.npi(5)}


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
