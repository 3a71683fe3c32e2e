"""On a phone: an owner asks to be removed and is; an heir tells that a practitioner has died. No later file brings back
either.
"""

from datetime import timedelta

import pytest
from barriers import unbarred
from desk_world import ANA, KEN, NPPES
from playwright.sync_api import expect

from directory.publish.build import publish
from directory.settings import Settings
from directory.store.imports.database import Imports
from directory.store.office import claims, mistakes, people
from directory.store.office.database import Office
from directory.worker import process, removing

pytestmark = pytest.mark.browser
PHONE = 360  # CSS pixels


@pytest.fixture
def settings(sample_data):
    """Of the directory that is served."""
    return Settings(sample_data.data)


@pytest.fixture
def next_file(settings, gazetteer):
    """Imports NPPES's next file, in which all are listed as before, and publishes."""

    def imported(as_of="2026-12-06"):
        with Imports(settings.imports_db) as imports, imports.transaction():
            snapshot = imports.new_snapshot("nppes", "", False, True, "the next month", "")
            imports.write(snapshot, [(each.id, each) for each in NPPES])
            imports.finish(snapshot, as_of, True, [], {"rows_read": 2, "listings": 2, "problems": 0})
            publish(imports, settings.directory_db, gazetteer, force=True)

    return imported


def published(settings):
    """Has all that waits done here, beside the server's own worker."""
    while process.do_next(settings, lambda error, _settings: str(error)):
        pass


def test_an_owner_asks_thinks_again_asks_once_more_and_is_removed_for_good(
    visit, enter, office, settings, next_file, monkeypatch
):
    mine = enter("/account/", role="practitioner", width=PHONE)
    with office.transaction():
        claims.add_owner(office, KEN, people.all_people(office)[-1].id, "letter")
    site = mine.url.split("/account")[0]
    mine.goto(f"{site}/account/listings/{KEN}")
    mine.get_by_role("button", name="I do not want to be listed").click()
    expect(mine.get_by_role("status")).to_contain_text("within two business days")
    unbarred(mine, PHONE)
    mine.get_by_role("button", name="Do not remove it").click()
    assert mistakes.count_waiting(office) == 0
    mine.goto(f"{site}/account/listings/{KEN}")
    mine.get_by_role("button", name="I do not want to be listed").click()
    expect(mine.get_by_role("status")).to_be_visible()
    began = Office.now()
    monkeypatch.setattr(Office, "now", staticmethod(lambda: began + timedelta(days=5)))
    assert removing.remove_who_asked(settings) == 1
    monkeypatch.setattr(Office, "now", staticmethod(lambda: began))
    published(settings)
    next_file()
    assert visit(f"/practitioners/{KEN}", width=PHONE).title().startswith("Not found")
    mine.goto(f"{site}/account/listings/")
    unbarred(mine, PHONE)
    expect(mine.get_by_role("button", name="List it again")).to_be_visible()


def test_an_heir_tells_of_a_death_and_an_admin_takes_the_listing_down(visit, enter, office, settings, next_file):
    heir = visit(f"/practitioners/{ANA}/mistake", width=PHONE)
    unbarred(heir, PHONE)
    heir.wait_for_timeout(4000)  # a form sent at once is taken for a program's
    heir.get_by_label("They have died").check()
    heir.locator("textarea").fill("The Denver Post of November 20")
    heir.locator("main form button").last.click()
    expect(heir.get_by_role("heading", level=1)).to_be_visible()
    (report,) = mistakes.waiting_mistakes(office, 9)
    desk = enter(f"/admin/listings/{ANA}?report={report.id}", role="admin", width=PHONE)
    desk.locator('form[action$="/remove"]').get_by_label("They have died").check()
    removal = desk.locator('form[action$="/remove"]')
    for field, text in (("learned", "the Denver Post"), ("why", "has died")):
        removal.locator(f'[name="{field}"]').fill(text)
    removal.get_by_role("button").click()
    expect(desk.locator("main")).to_be_visible()
    assert mistakes.count_waiting(office) == 0
    next_file()
    assert visit(f"/practitioners/{ANA}", width=PHONE).title().startswith("Not found")
