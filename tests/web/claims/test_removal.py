"""Who asked to be removed stays out, whatever the next file says; by the policy, what the register says stays."""

import pytest
from msgspec.structs import replace
from namesakes import ana
from owners import NPI, kept

from directory.core.practitioner import Licence, Location, PlanTaken, SourcedStatement, Statement
from directory.publish import build
from directory.resolve.bare import bare_entry
from directory.store.imports.database import Imports
from directory.store.listings.reader import Current
from directory.store.office import mistakes

ELM = Location("12 Elm St", "Denver", "CO", "80202", "+13035550101")
STATED = replace(ana(npi=NPI), locations=(ELM,), licences=(Licence("CO", "ACU.77"),))


@pytest.fixture
def nppes(settings, gazetteer):
    """Imports NPPES's file as of a day and publishes: nppes(day, phone)."""

    def imported(day, phone="+13035550101"):
        with Imports(settings.imports_db) as imports, imports.transaction():
            stated = replace(STATED, locations=(replace(ELM, phone=phone),), updated_on=day)
            snapshot = imports.new_snapshot("nppes", "", False, True, f"nppes-{day}", "")
            imports.write(snapshot, [(stated.id, stated)])
            imports.finish(snapshot, day, True, [], {"source": "nppes", "rows_read": 1, "listings": 1})
            build.publish(imports, settings.directory_db, gazetteer, force=True)
        return Current(settings.directory_db).get().listing(NPI)

    return imported


@pytest.fixture
def listed(settings, nppes):
    """Ana Kim, whom NPPES lists with a license, an address and a number."""
    settings.directory_db.unlink()
    nppes("2026-11-01")
    return NPI


@pytest.fixture
def removed(client, office, owner, root, work):
    """Ana asked to be removed, and an admin did so."""
    client.plain.post(f"/account/listings/{NPI}", data=kept(client) | {"description": "Quiet rooms."})
    work()
    client.send(f"/account/listings/{NPI}", form="remove", why="request")
    (report,) = mistakes.waiting_mistakes(office, 9)
    desk = client.another_browser()
    desk.sign_in(root)
    address = f"/admin/listings/{NPI}"
    forms = desk.get(f"{address}?report={report.id}").forms
    form = next(each["sent"] for each in forms if each["action"].endswith("/remove"))
    answers = {"because": "request", "learned": "her account", "why": "she asked"}
    assert desk.plain.post(f"{address}/remove", data=form | answers).status_code == 303
    assert mistakes.count_waiting(office) == 0


def test_the_next_files_of_nppes_do_not_bring_her_back(client, removed, nppes):
    for day in ("2026-12-06", "2027-01-10"):
        assert nppes(day, "+13035550199") is None
        assert client.another_browser().plain.get(f"/practitioners/{NPI}").status_code == 404


def test_by_the_policy_name_and_license_stay_and_nothing_else(client, removed, nppes, monkeypatch):
    monkeypatch.setenv("KEEP_REGISTER_MINIMUM", "yes")
    listing = nppes("2026-12-06", "+13035550199")
    assert (listing.name, listing.bare, listing.licences[0].state) == ("Ana Kim", True, "CO")
    assert listing.locations == () and not listing.description and listing.insurance == ()
    page = client.another_browser().get(f"/practitioners/{NPI}")
    assert "only what the public register says" in page.text and "ACU.77" in page.text
    for private in ("Elm", "555", "Quiet", "Call", "Write a referral letter"):
        assert private not in page.text
    assert 'name="robots" content="noindex"' in client.plain.get(f"/practitioners/{NPI}").text
    monkeypatch.delenv("KEEP_REGISTER_MINIMUM")
    assert nppes("2026-12-13") is None, "the policy changes, and what is shown with it"


def said(source, **facts):
    return SourcedStatement(NPI, source, "2026-11-01", replace(STATED, **facts), None)


BLANK = {"name": "", "kind": "", "locations": (), "licences": ()}
ASKED = said("admin", removed_on="2026-11-20", removed_because="request", **BLANK)


@pytest.mark.parametrize(
    "besides",
    [
        said("leie", excluded_on="2026-01-01", **BLANK),
        said("nppes-deactivated", deactivated_on="2026-11-02", **BLANK),
        said("licences", licences=(Licence("CO", "ACU.77", "deceased"),)),
    ],
    ids=["excluded", "out of use", "deceased"],
)
def test_the_policy_shows_nobody_who_is_not_listed_for_another_reason(besides):
    assert bare_entry(NPI, [said("nppes"), ASKED]).bare
    assert bare_entry(NPI, [said("nppes"), ASKED, besides]) is None


@pytest.mark.parametrize("because", ["retired", "deceased", "check"])
def test_the_policy_is_for_who_asked_and_not_for_the_retired_or_the_dead(because):
    gone = said("admin", removed_on="2026-11-20", removed_because=because, **BLANK)
    assert bare_entry(NPI, [said("nppes"), gone]) is None


def test_without_a_license_there_is_no_entry_to_keep():
    assert bare_entry(NPI, [said("nppes", licences=(), insurance=(PlanTaken("Acme", None, "in"),)), ASKED]) is None
    assert bare_entry(NPI, [SourcedStatement(NPI, "nppes", "2026-11-01", Statement(id=NPI), None)]) is None


def test_whoever_has_died_is_taken_down_by_what_an_heir_reports_and_nobody_is_asked_again(
    client, office, owner, root, clock, nppes, work
):
    address = f"/practitioners/{NPI}/mistake"
    heir = client.another_browser()
    fields = heir.get(address).sent()
    clock.pass_(seconds=5)
    heir.plain.post(address, data=fields | {"kind": "deceased", "more": "the Denver Post of Nov 20", "website": ""})
    (report,) = mistakes.waiting_mistakes(office, 9)
    desk = client.another_browser()
    desk.sign_in(root)
    forms = desk.get(f"/admin/listings/{NPI}?report={report.id}").forms
    form = next(each["sent"] for each in forms if each["action"].endswith("/remove"))
    answers = {"because": "deceased", "learned": "the Denver Post", "why": "died"}
    assert desk.plain.post(f"/admin/listings/{NPI}/remove", data=form | answers).status_code == 303
    assert nppes("2026-12-06") is None
    page = heir.plain.get(f"/practitioners/{NPI}")
    assert page.status_code == 404 and "died" not in page.text, "nobody is told why"
