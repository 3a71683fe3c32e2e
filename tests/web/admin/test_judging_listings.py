"""A listing's own page for admins: who says what, what won and why, its history; and what admins state of it."""

import nppes_files as files
import pytest
from namesakes import OTHER_PHONE, PHONE, ana

from directory.core.practitioner import ListedPlan, Location, PlanTaken, Statement
from directory.store.listings.reader import Current
from directory.store.office import mistakes

A = files.npi(801)
LEARNED = {"learned": "called the practice on 2026-11-25", "why": "the number rang at a bakery"}
BOARD = ana("CO-9001", "9001", "active", name="Ken Sato")
NEW_PHONE = "+13035550199"


@pytest.fixture
def listed(world):
    """Ana, by her NPI, and Ken, whom a board lists."""
    world(nppes=[ana(npi=A)], licences=[BOARD])


@pytest.fixture
def shown(settings):
    """The listing of an id as patients see it, None without."""
    return lambda practitioner_id: Current(settings.directory_db).get().listing(practitioner_id)


@pytest.fixture
def state(boss):
    """States something of a listing: state(id, beginning of what, value)."""

    def stated(practitioner_id, what, value="", status=303, **more):
        address = f"/admin/listings/{practitioner_id}"
        page = boss.plain.get(address).text
        keys = [part.split('"')[0] for part in page.split('<option value="')[1:]]
        key = next((key for key in keys if key.startswith(what)), what)
        sent = boss.get(address).sent() | LEARNED | {"what": key, "value": value} | more
        return boss.post(f"{address}/edit", sent, status)

    return stated


@pytest.mark.parametrize("practitioner_id", [A, "CO-9001"])
def test_an_edit_is_a_statement_with_source_reason_and_name_and_shows_after_a_publish(
    boss, listed, shown, state, publish, imports, root, practitioner_id
):
    state(practitioner_id, "phone", "303-555-0199")
    assert shown(practitioner_id).locations[0].phone == PHONE, "never before a publish"
    assert "1 change waits" in boss.get(f"/admin/listings/{practitioner_id}").text
    publish()
    (place,) = shown(practitioner_id).locations
    assert (place.phone, place.source) == (NEW_PHONE, "admin")
    page = boss.get(f"/admin/listings/{practitioner_id}").text
    assert LEARNED["learned"] in page and LEARNED["why"] in page and root.email in page
    assert "admin counts before" in page


@pytest.mark.parametrize("practitioner_id", [A, "CO-9001"])
def test_two_edits_before_a_publish_both_stand_and_the_newest_is_taken_back_alone(
    boss, listed, shown, state, publish, practitioner_id
):
    state(practitioner_id, "phone", "303-555-0199")
    state(practitioner_id, "website", "https://ana.example")
    publish()
    assert (shown(practitioner_id).locations[0].phone, shown(practitioner_id).website) == (
        NEW_PHONE,
        "https://ana.example",
    )
    assert boss.send(f"/admin/listings/{practitioner_id}").endswith(practitioner_id)
    publish()
    assert (shown(practitioner_id).locations[0].phone, shown(practitioner_id).website) == (NEW_PHONE, None)


def test_an_edit_holds_when_the_next_file_says_the_old_again(listed, shown, state, publish, world):
    state(A, "phone", "303-555-0199")
    world("2026-12-01", nppes=[ana(npi=A)])
    assert shown(A).locations[0].phone == NEW_PHONE


def test_what_is_stated_of_somebody_without_an_npi_goes_with_them_to_their_npi(listed, shown, state, publish, world):
    state("CO-9001", "website", "https://ken.example")
    publish()
    world("2026-11-20", nppes=[ana(npi=A), ana(npi=files.npi(802), number="9001", name="Ken Sato")])
    assert shown("CO-9001") is None and shown(files.npi(802)).website == "https://ken.example"


def test_nothing_an_admin_states_joins_two_people(listed, shown, state, world, publish):
    state("CO-9001", "place", "12 Elm St, Denver, CO 80202")
    world("2026-11-20", csv=[ana("t", name="Ken Sato", phone=OTHER_PHONE)])
    publish()
    assert shown("CO-9001") and shown("t"), "the table's row is another until an admin decides it"


def test_a_place_that_is_no_more_goes_whatever_the_register_says(listed, shown, state, publish):
    state(A, "ended")
    state(A, "place", "12 Elm St, Denver, CO 80202")
    publish()
    (place,) = shown(A).locations
    assert (place.address, place.city) == ("12 Elm St", "Denver")


def test_a_plan_that_is_not_taken_is_told_by_the_admin_before_the_insurers_list(world, shown, state, publish):
    plan = PlanTaken("Elm Health", "Elm Gold", "in")
    payer = Statement(id=A, npi=A, kind="licensed_acupuncturist", name="Ana Kim", insurance=(plan,))
    world(nppes=[ana(npi=A)], **{"plan-net": [payer]})
    state(A, "plan")
    publish()
    (taken,) = shown(A).insurance
    assert isinstance(taken, ListedPlan) and (taken.network_status, taken.source) == ("out", "admin")


def test_a_private_mailbox_that_an_insurer_gave_is_taken_off_the_page_by_a_blank(world, shown, state, publish):
    payer = Statement(id=A, npi=A, kind="licensed_acupuncturist", name="Ana Kim", email="ana.private@mail.example")
    world(nppes=[ana(npi=A)], **{"plan-net": [payer]})
    assert shown(A).email == payer.email
    state(A, "email")
    publish()
    assert shown(A).email is None
    world("2026-12-01", **{"plan-net": [payer]})
    assert shown(A).email is None, "the insurer's next file does not bring it back"
    state(A, "email", payer.email)
    publish()
    assert shown(A).email == payer.email, "it was right after all"


@pytest.mark.parametrize(
    ("what", "value", "words"),
    [
        ("phone", "12", "telephone number with its area code"),
        ("telehealth", "perhaps", "yes or no"),
        ("website", "ana", "address of a website"),
        ("first_visit_fee", "cheap", "price in dollars"),
        ("place", "Elm St", "street, city, state"),
        ("phone-0", "303-555-0199", "listing has changed"),
        ("name", "Ann", "Choose what you state"),
    ],
)
def test_what_cannot_be_stated_is_told_beside_the_form_and_nothing_is_kept(listed, state, imports, what, value, words):
    before = len(imports.snapshots())
    assert words in state(A, what, value, 400).text
    assert len(imports.snapshots()) == before


def test_an_edit_without_source_or_reason_is_none(listed, state, imports):
    before = len(imports.snapshots())
    page = state(A, "phone", "303-555-0199", 400, learned="", why=" ")
    assert "Say why" in page.text and "where you know it from" in page.text
    assert len(imports.snapshots()) == before


@pytest.mark.parametrize("practitioner_id", [A, "CO-9001"])
def test_who_asks_to_be_removed_is_gone_stays_gone_and_comes_back_when_asked(
    boss, listed, shown, publish, world, practitioner_id
):
    address = f"/admin/listings/{practitioner_id}"
    sent = boss.get(address).sent() | LEARNED
    assert "Choose a reason" in boss.post(f"{address}/remove", sent | {"because": ""}, 400).text
    boss.post(f"{address}/remove", sent | {"because": "request"}, 303)
    publish()
    assert shown(practitioner_id) is None
    world("2026-12-01", nppes=[ana(npi=A)], licences=[BOARD])
    assert shown(practitioner_id) is None, "the next file does not bring them back"
    assert "Removed at request" in boss.get(address).text
    assert "Removed at request: 1" in boss.get("/admin/held-back").text
    boss.post(f"{address}/restore", boss.get(address).sent() | LEARNED, 303)
    publish()
    assert shown(practitioner_id)


def test_its_history_tells_what_each_import_changed_and_leaves_out_what_said_the_same(boss, world):
    for day, phone in (("2026-09-01", PHONE), ("2026-10-01", PHONE), ("2026-11-01", OTHER_PHONE)):
        world(day, nppes=[ana(npi=A, phone=phone)])
    page = boss.get(f"/admin/listings/{A}").text
    assert "(303) 555-0101 → (303) 555-0102" in page
    assert "nppes of 2026-10-01" not in page


def test_a_withheld_statement_is_on_the_page_of_whom_it_may_be_about(boss, world):
    world(nppes=[ana(npi=A)], licences=[ana("CO-9001", "9001", "revoked", phone=None)])
    assert "may be somebody else" in boss.get(f"/admin/listings/{A}").text
    assert "it may be about npi:" in boss.get("/admin/held-back?why=standing").text


def test_each_reason_has_its_list(boss, world):
    away = Statement(id="CO-1", kind="licensed_acupuncturist", name="No Place", locations=(Location("", "", "CO"),))
    excluded = Statement(id=A, npi=A, name="Ana Kim", excluded_on="2020-01-01")
    world(nppes=[ana(npi=A)], leie=[excluded], licences=[away])
    page = boss.get("/admin/held-back").text
    assert "Excluded from federal health programs: 1" in page and "no place that can be found: 1" in page
    assert "Ana Kim" in boss.get("/admin/held-back?why=excluded").text
    assert "No Place" in boss.get("/admin/held-back?why=place").text
    boss.get("/admin/held-back?why=nothing", 404)


def test_an_edit_for_a_report_settles_it_and_leads_to_the_answer(boss, listed, state, office):
    with office.transaction():
        mistakes.report_mistake(office, A, "phone", "", "pat@example.org")
    (report,) = mistakes.waiting_mistakes(office, 9)
    to = state(A, "phone", "303-555-0199", report=report.id)
    assert to.endswith(f"/admin/mistakes/{report.id}/answer")
    assert mistakes.mistake_by_id(office, report.id).outcome == "accepted"


def test_a_report_of_another_listing_is_not_settled_by_it(boss, listed, state, office):
    with office.transaction():
        mistakes.report_mistake(office, "CO-9001", "phone", "")
    (report,) = mistakes.waiting_mistakes(office, 9)
    state(A, "phone", "303-555-0199", report=report.id)
    assert mistakes.count_waiting(office) == 1


@pytest.mark.parametrize("address", ["", f"/{A}"])
def test_nobody_but_an_admin_reaches_it(client, ann, listed, address):
    assert "/account/sign-in" in client.get(f"/admin/listings{address}", 303)
    client.sign_in(ann)
    client.get(f"/admin/listings{address}", 403)


def test_of_whom_nothing_is_known_there_is_no_page(boss, listed):
    boss.get("/admin/listings/2999999999", 404)
    assert boss.plain.get(f"/admin/listings?id={A}").location.endswith(A)


def test_rules_past_their_review_date_are_shown_with_the_change_as_text(boss, listed, monkeypatch):
    monkeypatch.setattr("directory.core.dates.today", lambda: "2026-11-28")
    assert "All are within their review dates." in boss.get("/admin/rules").text
    monkeypatch.setattr("directory.core.dates.today", lambda: "2028-01-01")
    page = boss.get("/admin/rules").text
    assert "National Coverage Determination" in page and "+as_of = 2028-01-01" in page


class TestApart:
    """Two people who were joined without a question, since they share a telephone number and nearly a name."""

    DAUGHTER = ana("t9", name="Ana Reyes Kim")

    @pytest.fixture
    def joined(self, world, boss):
        world(nppes=[ana(npi=A)], csv=[self.DAUGHTER])
        return boss

    def test_an_admin_tells_them_apart_as_a_pair_like_any_other(self, joined, shown, publish, imports):
        page = joined.get(f"/admin/listings/{A}")
        pair = joined.post("/admin/matches/apart", page.sent() | {"ref": "csv:t9"}, 303)
        sent = joined.get(pair).sent() | {"answer": "different", "why": "she is her daughter"}
        joined.post(f"{pair}/decide", sent, 303)
        assert shown("t9") is None, "never before a publish"
        publish()
        assert shown("t9").name == "Ana Reyes Kim"
        joined.post(f"{pair}/take-back", joined.get(pair).sent(), 303)
        publish()
        assert shown("t9") is None

    def test_who_has_joined_nobody_is_offered_no_button_and_is_no_pair(self, joined, world):
        assert joined.get(f"/admin/listings/{A}").text.count("tell them apart") == 1
        sent = joined.get(f"/admin/listings/{A}").sent()
        for ref in (f"nppes:{A}", "csv:nobody", ""):
            joined.post("/admin/matches/apart", sent | {"ref": ref}, 404)

    def test_two_without_an_npi_are_told_apart_too(self, world, boss, publish, shown):
        world(csv=[ana("t1")], roster=[ana("m1", name="Ana Reyes Kim")])
        first, second = ("t1", "m1") if shown("t1") else ("m1", "t1")
        source = "csv" if second == "t1" else "roster"
        sent = boss.get(f"/admin/listings/{first}").sent() | {"ref": f"{source}:{second}"}
        pair = boss.post("/admin/matches/apart", sent, 303)
        boss.post(f"{pair}/decide", boss.get(pair).sent() | {"answer": "different"}, 303)
        publish()
        assert shown(first) and shown(second)
