"""Medicare Advantage directories as insurers publish them: an index of Bundles for each contract and plan year."""

import json

import nppes_files as files
import plan_net_files as made
import pytest
from insurer_server import serving

from directory.core import dates
from directory.importer.sources.plan_net.edition import edition_of

ANA, KEN = made.ANA, made.KEN
YEAR = 2026


def bundle(*resources):
    """A Bundle with the addresses that such files have."""
    entries = [
        {"fullUrl": f"https://acme.example/fhir/{each['resourceType']}/{each['id']}", "resource": each}
        for each in resources
    ]
    return {"resourceType": "Bundle", "type": "collection", "entry": entries}


def pages(year, name="Acme Gold (HMO)", contract="H1234", without=()):
    """{path: file} of a contract's directory in a year, whose people are those of the made-up payer."""
    base = f"/{contract}/{year}"
    by_type = {}
    for each in made.everything():
        if each["resourceType"] == "InsurancePlan":
            each = each | {"name": name, "identifier": [{"value": f"{contract}-001"}]}
        if each["resourceType"] not in without:
            by_type.setdefault(each["resourceType"], []).append(each)
    bundles = {f"{base}/{kind}-001.json": bundle(*resources) for kind, resources in by_type.items()}
    return bundles | {f"{base}/index.json": {"provider_urls": [f"https://acme.example{path}" for path in bundles]}}


@pytest.fixture(autouse=True)
def _read_in_november(monkeypatch):
    monkeypatch.setattr(dates, "today", lambda: f"{YEAR}-11-28")


@pytest.fixture
def folder(tmp_path):
    """Writes such files; the folder."""

    def write(found):
        for path, content in found.items():
            file = tmp_path / "acme" / path.lstrip("/")
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(json.dumps(content))
        return tmp_path / "acme"

    return write


@pytest.fixture
def known(run, tmp_path):
    """Ana in NPPES."""
    row = files.row(npi=ANA, last_name="LOPEZ", first_name="ANA", city="PORTLAND", state="OR", postal_code="97214")
    run("import", "nppes", files.plain(tmp_path / "npidata_pfile_20240304-20240310.csv", [row]))


def taken(run):
    """Ana's plans, of any day that is told."""
    (result,) = json.loads(run("search", "--near", "97214", "--json")[1])["results"]
    return [(each["plan"], each["plan_id"], each.get("ends_on")) for each in result["insurance"]]


def gold(year):
    """What the directory of a year says of Ana."""
    return "Acme Gold (HMO)", "H1234-001", f"{year}-12-31"


@pytest.mark.parametrize(
    ("address", "named", "expected"),
    [
        ("https://acme.example/mpf/H1234/2026/index.json", [], ("H1234", 2026)),
        ("https://acme.example/R7444-2027-index.json?H9999/2020", [], ("R7444", 2027)),
        ("/home/H9999/2020/H1234/2026/index.json", [], ("H1234", 2026)),
        ("index.json", ["https://a.example/S0001/2026/p.json", "https://a.example/S0001/2026/q.json"], ("S0001", 2026)),
        ("index.json", ["https://a.example/H0001/2026/p.json", "https://a.example/H0002/2026/q.json"], None),
        ("https://acme.example/20261/XH1234/index.json", [], None),
        ("index.json", [], None),
    ],
)
def test_the_address_tells_the_contract_and_the_year(address, named, expected):
    assert edition_of(address, named) == expected


def test_the_file_and_the_folder_say_the_same(run, known, folder):
    root = folder(pages(YEAR))
    report = json.loads(run("import", "plan-net", root / "H1234" / str(YEAR) / "index.json", "--json")[1])
    assert (report["problems"], report["refused"], taken(run)) == (0, 0, [gold(YEAR)])
    assert "is skipped" in run("import", "plan-net", root)[1]


def test_the_web_address_will_do(run, known):
    with serving({}) as server:
        server.pages |= {
            path: json.dumps(content).replace("https://acme.example/H", f"{server.url}/H").encode()
            for path, content in pages(YEAR).items()
        }
        assert run("import", "plan-net", f"{server.url}/H1234/{YEAR}/index.json")[0] == 0
    assert taken(run) == [gold(YEAR)]


def test_two_years_stand_side_by_side_and_each_shows_in_its_own(run, known, folder, monkeypatch, data):
    root = folder(pages(YEAR) | pages(YEAR + 1) | pages(YEAR, "Acme Silver", "H5678"))
    code, out, _ = run("import", "plan-net", root, "--json")
    assert (code, len(json.loads(out)["files"])) == (0, 3)
    silver = ("Acme Silver", "H5678-001", f"{YEAR}-12-31")
    assert sorted(taken(run)) == [gold(YEAR), silver], "next year's plan is known, and not shown before it begins"
    monkeypatch.setattr(dates, "today", lambda: f"{YEAR + 1}-01-01")
    assert taken(run) == [gold(YEAR + 1)]


def test_whoever_leaves_one_years_directory_keeps_the_others(run, known, folder, monkeypatch):
    root = folder(pages(YEAR) | pages(YEAR + 1))
    run("import", "plan-net", root)
    folder(pages(YEAR, without=("PractitionerRole",)))
    run("import", "plan-net", root / "H1234" / str(YEAR) / "index.json", "--as-of", f"{YEAR}-11-01")
    assert taken(run) == []
    monkeypatch.setattr(dates, "today", lambda: f"{YEAR + 1}-01-01")
    assert taken(run) == [gold(YEAR + 1)]


def test_the_page_says_which_year(run, known, folder, data):
    from directory import create_app
    from directory.settings import Settings

    run("import", "plan-net", folder(pages(YEAR) | pages(YEAR + 1)))
    page = create_app(Settings()).test_client().get(f"/practitioners/{ANA}").text
    assert f"plan year {YEAR}" in page and f"plan year {YEAR + 1}" not in page


def test_without_contract_and_year_it_says_so_and_only_adds(run, known, folder):
    root = folder(pages(YEAR))
    flat = root / "flat"
    flat.mkdir()
    for path in (root / "H1234" / str(YEAR)).iterdir():
        text = path.read_text().replace("/H1234/", "/x/")
        (flat / path.name).write_text(text)
    code, _, err = run("import", "plan-net", flat / "index.json")
    assert (
        code == 0
        and "tell the contract and the plan year" in err
        and taken(run) == [("Acme Gold (HMO)", "H1234-001", None)]
    )


@pytest.mark.parametrize("content", [[{"npi": ANA, "plans": []}], {"providers": [{"npi": ANA}]}, [1, 2], []])
def test_plain_json_is_said_in_words_not_to_be_read(run, known, folder, content):
    root = folder(
        {
            "/H1234/2026/index.json": {"provider_urls": ["https://a.example/MAPROVIDERS.JSON"]},
            "/H1234/2026/MAPROVIDERS.JSON": content,
        }
    )
    for path in ("index.json", "MAPROVIDERS.JSON"):
        code, _, err = run("import", "plan-net", root / "H1234" / "2026" / path)
        assert code == 2 and "no description of that layout was found" in err and "ask the insurer for FHIR" in err


def test_a_file_that_is_named_and_not_there_is_one_line(run, known, folder):
    root = folder(pages(YEAR))
    (root / "H1234" / str(YEAR) / "Practitioner-001.json").unlink()
    code, _, err = run("import", "plan-net", root)
    assert code == 2 and "Practitioner-001.json" in err and err.count("\n") == 1


def test_given_to_the_wrong_source_it_says_which_is_right(run, known, folder):
    code, _, err = run("import", "qhp", folder(pages(YEAR)) / "H1234" / str(YEAR) / "index.json")
    assert code == 2 and "Import it as plan-net" in err
