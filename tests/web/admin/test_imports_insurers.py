"""All marketplace insurers of a state, from CMS's list, as one job: tried together, looked at, published."""

import io
import json
from dataclasses import replace
from datetime import date

import pytest
from insurer_server import answers, redirect, serving
from source_files import ANA, GOOD, KEN
from workbooks import workbook_of

from directory.cli.errors import in_words
from directory.core.known_fetches import INSURERS
from directory.importer.formats import download
from directory.store.imports.database import Imports
from directory.store.office import jobs, schedules
from directory.store.office.schedules import ScheduleTerms
from directory.worker import insurers, process

HEADER = ["State", "Issuer ID", "Issuer Name", "URL Submitted", "Tech POC Email"]


def provider(npi, issuer):
    """Somebody in one plan of an issuer of Oregon."""
    plan = {"plan_id_type": "HIOS-PLAN-ID", "plan_id": f"{issuer}OR0000001", "years": [date.today().year]}
    name = {"first": "Ana", "last": "Lopez"} if npi == ANA else {"first": "Ken", "last": "Sato"}
    return {"npi": npi, "type": "INDIVIDUAL", "name": name, "plans": [plan], "last_updated_on": "2026-01-05"}


def of_insurer(name, issuer, *npis):
    """The pages of an insurer."""
    index = {"provider_urls": ["providers.json"], "plan_urls": ["plans.json"], "formulary_urls": []}
    plan = {"plan_id": f"{issuer}OR0000001", "marketing_name": f"{name} Gold", "plan_id_type": "HIOS-PLAN-ID"}
    people = [provider(npi, issuer) for npi in npis]
    pages = {"index": index, "providers": people, "plans": [plan]}
    return {f"/{name}/{page}.json": json.dumps(value).encode() for page, value in pages.items()}


@pytest.fixture
def settings(settings, monkeypatch):
    """The site's, where its files may come from this machine, and nobody waits."""
    options = download.DownloadOptions
    monkeypatch.setattr(insurers, "DownloadOptions", lambda *given, **how: options(*given, pauses=(), **how))
    return replace(settings, private_networks=True)


@pytest.fixture
def server():
    """Two insurers, and CMS's list of them at /puf.xlsx."""
    with serving(of_insurer("elm", "11111", ANA, KEN) | of_insurer("oak", "22222", KEN)) as server:
        rows = [["OR", issuer, name, f"{server.url}/{name}/index.json", "x@y.example"] for issuer, name in LISTED]
        server.puf = workbook_of({"MR-PUF": [HEADER, *rows]})
        server.pages["/puf.xlsx"] = server.puf
        yield server


LISTED = (("11111", "elm"), ("22222", "oak"))


@pytest.fixture(autouse=True)
def known(office, settings, work):
    """The people of the good file, in NPPES and published."""
    path = settings.data / GOOD["nppes"].name
    path.write_bytes(GOOD["nppes"].content)
    with office.transaction():
        number = jobs.add_job(office, "import", path.name, {"source": "nppes", "files": [str(path)]})
    work()
    with office.transaction():
        jobs.ask_to_publish(office, number, "first", force=True)
    work()


@pytest.fixture
def ask(boss, server, work):
    """Gives the list, or its address, and has it tried: the job's page."""

    def asked(state="OR", file=None, **typed):
        sent = next(f for f in boss.get("/admin/imports/new").forms if f.get("id") == "of-state")["sent"]
        typed = {"insurers-state": state, "insurers-address": f"{server.url}/puf.xlsx" if file is None else ""} | typed
        typed |= {"file": (io.BytesIO(file or b""), "puf.xlsx" if file else "")}
        address = boss.page(boss.plain.post("/admin/imports/insurers", data=sent | typed), 303)
        work()
        return address

    return asked


@pytest.fixture(autouse=True)
def addresses_of_this_machine(monkeypatch):
    """An admin's address may be of this machine."""
    monkeypatch.setattr("directory.web.admin.forms_imports.SourceForm.check_address", lambda form: True)


def standing(settings):
    with Imports(settings.imports_db) as imports:
        return sorted(each["file"] for each in imports.snapshots() if each["source"] == "qhp" and not each["withdrawn"])


def test_all_of_a_state_are_tried_together_and_published_at_once(boss, ask, work, settings):
    address = ask()
    page = boss.get(address)
    assert "3 New" in page.text and not standing(settings)
    assert "Ken Sato" in boss.get(f"{address}/new").text
    boss.send(address, form="publish", reason="monthly")
    work()
    assert "published" in boss.get(address).text and len(standing(settings)) == 2


def test_the_list_may_be_given_as_a_file(boss, ask, server):
    server.pages.pop("/puf.xlsx")
    assert "3 New" in boss.get(ask(file=server.puf)).text


def test_published_reads_what_was_tried_whatever_the_insurer_says_since(boss, ask, server, work, settings):
    address = ask()
    server.pages.clear()
    boss.send(address, form="publish", reason="monthly")
    work()
    assert "published" in boss.get(address).text


def test_what_stands_as_it_is_is_nothing_new(boss, ask, work):
    boss.send(ask(), form="publish", reason="monthly")
    work()
    assert "nothing new" in boss.get(ask()).text


def test_one_that_cannot_be_had_is_named_and_the_others_are_read(boss, ask, server):
    server.pages["/elm/index.json"] = answers(404)
    page = boss.get(ask())
    assert "1 New" in page.text and "elm: " in page.text and "there is no such file (404)" in page.text


@pytest.mark.parametrize("page", [answers(404), b"<html>sorry</html>", b"", b'{"provider_urls": []}', b"[[[["])
def test_where_none_can_be_had_it_fails_in_words(boss, ask, server, page):
    server.pages |= {"/elm/index.json": page, "/oak/index.json": page}
    text = boss.get(ask()).text
    assert "No insurer of OR could be had, of 2 in the list" in text


def test_a_list_that_is_none_and_a_state_that_is_not_in_it(boss, ask, server):
    assert "is in the list" in boss.get(ask(state="CA")).text
    server.pages["/puf.xlsx"] = GOOD["roster"].content
    assert "could not be done" in boss.get(ask()).text


def test_without_leave_no_insurer_leads_into_a_private_network(boss, ask, server, settings, office, work, monkeypatch):
    server.pages["/elm/index.json"] = redirect("https://10.0.0.1/index.json")
    closed = replace(settings, private_networks=False)
    path = settings.data / "puf.xlsx"
    path.write_bytes(server.puf)
    with office.transaction():
        told = {"source": "qhp", "states": ["OR"], "known": INSURERS, "files": [str(path)]}
        number = jobs.add_job(office, "import", "insurers", told)
    server.asked.clear()
    process.do_next(closed, in_words)
    assert jobs.find_job(office, number).phase == "failed" and not server.asked


def test_a_worker_that_was_killed_reads_what_was_fetched(office, server, settings, ask, boss, work):
    address = ask()
    number = int(address.rpartition("/")[2])
    server.pages.clear()
    with office.transaction():
        jobs.try_again(office, number, "once more")
    work()
    assert jobs.find_job(office, number).phase == "tried" and "3 New" in boss.get(address).text


def test_a_schedule_reads_them_again_and_again(office, clock, server, work, settings):
    told = {"source": "qhp", "states": ["OR"], "known": INSURERS, "files": [f"{server.url}/puf.xlsx"]}
    with office.transaction():
        schedules.add_schedule(office, ScheduleTerms("insurers", told, 30, clock.time, True, 20))
    work()
    assert len(standing(settings)) == 2
    clock.pass_(days=30)
    work()
    assert [job.shown_phase for job in jobs.newest_jobs(office, 2)] == ["nothing new", "published"]


@pytest.mark.parametrize(
    "typed, words",
    [
        ({"insurers-state": ""}, "Choose the state whose insurers are read."),
        ({"insurers-state": "OR", "insurers-address": ""}, "Give the list, or its address."),
    ],
)
def test_what_is_wrong_stands_beside_its_field(boss, office, settings, typed, words):
    sent = next(f for f in boss.get("/admin/imports/new").forms if f.get("id") == "of-state")["sent"]
    page = boss.page(boss.plain.post("/admin/imports/insurers", data=sent | typed), 400)
    assert words in page.text and not list((settings.data / "uploads").glob("*"))
