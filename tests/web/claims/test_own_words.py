"""What a practice may state besides: languages, new patients place by place, what is not theirs, a new place."""

import re

import pytest
from msgspec.structs import replace
from namesakes import ana
from owners import NPI, kept, shown

from directory.core.practitioner import Location, PlanTaken
from directory.publish import build
from directory.store.imports.database import Imports
from directory.store.office import claims, mistakes

ELM = Location("12 Elm St", "Denver", "CO", "80202", "+13035550101")
OAK = Location("9 Oak Ave", "Denver", "CO", "80203", "+13035550102")


@pytest.fixture
def listed(settings, gazetteer):
    """Ana Kim at two places by NPPES; an insurer's directory gives languages, a website and a plan."""
    settings.directory_db.unlink()
    by_insurer = replace(
        ana(npi=NPI),
        locations=(),
        languages=("Spanish", "Korean"),
        website="https://old.example.org",
        insurance=(PlanTaken("Acme Health", "Silver", "in", "A1"), PlanTaken("Oak Health", None, "in")),
        confirmed_on="2026-10-01",
    )
    with Imports(settings.imports_db) as imports, imports.transaction():
        for source, stated in (("nppes", replace(ana(npi=NPI), locations=(ELM, OAK))), ("plan-net", by_insurer)):
            snapshot = imports.new_snapshot(source, "", False, True, source, "")
            imports.write(snapshot, [(stated.id, stated)])
            imports.finish(snapshot, "2026-11-01", True, [], {"source": source, "rows_read": 1, "listings": 1})
        build.publish(imports, settings.directory_db, gazetteer)
    return NPI


def keep(client, **changed):
    return client.plain.post(f"/account/listings/{NPI}", data=kept(client) | changed)


class TestLanguages:
    def test_a_practice_adds_one_and_takes_out_what_nobody_there_speaks_for_good(self, client, owner, work, settings):
        assert keep(client, languages="Spanish, mandarin").status_code == 303
        work()
        assert set(shown(settings).languages) == {"Spanish", "Mandarin"}
        keep(client)
        work()
        assert set(shown(settings).languages) == {"Spanish", "Mandarin"}, "confirmed again, Korean stays away"

    def test_all_can_be_taken_out(self, client, owner, work, settings):
        keep(client, languages="")
        work()
        assert shown(settings).languages == ()

    @pytest.mark.parametrize("text", ["Spanish, https://x.example", "<b>Spanish</b>", "1234"])
    def test_what_is_no_language_is_asked_again(self, client, owner, text):
        answer = keep(client, languages=text)
        assert answer.status_code == 400 and 'id="languages-error"' in answer.text


class TestNotOurs:
    def test_a_website_that_is_another_persons_now_stays_away_until_a_source_names_another(
        self, client, owner, work, settings
    ):
        assert shown(settings).website == "https://old.example.org"
        keep(client, website="")
        work()
        assert shown(settings).website is None
        keep(client)
        work()
        assert shown(settings).website is None, "and after the next confirmation"

    def test_a_plan_that_they_do_not_take_is_shown_with_their_word_beside_the_insurers(
        self, client, owner, work, settings
    ):
        page = client.get(f"/account/listings/{NPI}")
        assert "Acme Health" in page.text
        keep(client, not_taken="Acme Health")
        work()
        silver = next(plan for plan in shown(settings).insurance if plan.plan == "Silver")
        assert silver.network_status == "in" and silver.also[0].network_status == "out"
        page = client.another_browser().get(f"/practitioners/{NPI}").text
        assert page.count("that it does not take it") == 1
        again = client.plain.get(f"/account/listings/{NPI}").text
        assert re.search(r'value="Acme Health" checked', again) and not re.search(r'value="Oak Health" checked', again)
        assert 'id="plans" name="plans" value=""' in again, "a plan not taken is none that they take"


class TestEmail:
    def test_the_address_of_who_keeps_the_listing_is_not_shown_unless_they_write_it(
        self, client, owner, work, settings
    ):
        assert 'name="email" value=""' in client.plain.get(f"/account/listings/{NPI}").text
        keep(client)
        work()
        assert shown(settings).email is None
        assert owner.email not in client.another_browser().get(f"/practitioners/{NPI}").text
        keep(client, email="office@elm.example")
        work()
        assert shown(settings).email == "office@elm.example"
        keep(client, email="")
        work()
        assert shown(settings).email is None

    @pytest.mark.parametrize("text", ["a@elm.example, b@elm.example", "no-reply@elm.example", "call us"])
    def test_what_is_not_one_address_is_asked_again(self, client, owner, text):
        answer = keep(client, email=text)
        assert answer.status_code == 400 and 'id="email-error"' in answer.text


class TestPlaces:
    def test_new_patients_are_asked_for_place_by_place(self, client, owner, work, settings):
        form = kept(client)
        assert "accepting_new_patients" not in form
        keep(client, **{"accepting-0": "yes", "accepting-1": "no"})
        work()
        listing = shown(settings)
        assert {place.address: place.accepting for place in listing.locations} == {
            "12 Elm St": True,
            "9 Oak Ave": False,
        }
        assert listing.accepting_new_patients is True
        page = client.another_browser().get(f"/practitioners/{NPI}").text
        assert "Takes new patients here." in page and "Takes no new patients here." in page

    def test_whoever_looks_near_the_place_without_room_reads_so(self, client, owner, work):
        keep(client, **{"accepting-0": "yes", "accepting-1": "no"})
        work()
        card = client.another_browser().get("/search?near=80203&within=1").text
        assert "Not accepting new patients" in card

    def test_where_no_place_takes_any_the_listing_says_no(self, client, owner, work, settings):
        keep(client, **{"accepting-0": "no", "accepting-1": "no"})
        work()
        assert shown(settings).accepting_new_patients is False

    def test_a_new_place_is_shown_and_one_that_is_there_already_is_not_doubled(self, client, owner, work, settings):
        answer = keep(client, new_place="12 Elm Street, Denver, CO 80202")
        assert answer.status_code == 400 and "listed already" in answer.text
        assert keep(client, new_place="Nowhere at all").status_code == 400
        keep(client, new_place="700 Pine St, Boulder, CO 80302", new_phone="303 555 0144")
        work()
        assert ("700 Pine St", "+13035550144") in [(each.address, each.phone) for each in shown(settings).locations]


class TestMoving:
    def test_a_practice_that_moved_says_so_with_two_answers(self, client, owner, work, settings):
        address = f"/account/listings/{NPI}/moved"
        answers = {"left": "0", "new_place": "700 Pine St, Boulder, CO 80302", "new_phone": "303 555 0144"}
        client.send(address, form="moved", **answers)
        work()
        assert {each.address for each in shown(settings).locations} == {"9 Oak Ave", "700 Pine St"}
        page = client.get(f"/practitioners/{NPI}").text
        assert "12 Elm St" not in page.split("Where this comes from")[0]

    def test_it_can_come_back(self, client, owner, work, settings):
        client.send(f"/account/listings/{NPI}/moved", form="moved", left="0")
        work()
        client.send(f"/account/listings/{NPI}/moved", form="moved", new_place="12 Elm St, Denver, CO 80202")
        work()
        assert "12 Elm St" in {each.address for each in shown(settings).locations}

    def test_nothing_said_and_an_old_page_change_nothing(self, client, owner, work, settings):
        address = f"/account/listings/{NPI}/moved"
        old = {"shown": client.get(address).sent()["shown"], **{each: kept(client)[each] for each in ("form_token",)}}
        assert client.plain.post(address, data=old).status_code == 400
        keep(client, **{"phone-0": "303 555 0177"})
        work()
        assert client.plain.post(address, data=old | {"left": "0"}).status_code == 409
        assert len(shown(settings).locations) == 2


class TestNames:
    def test_a_new_name_is_added_by_an_admin_who_saw_it_and_found_by_it(
        self, client, office, owner, root, work, settings
    ):
        client.send(f"/account/listings/{NPI}/renamed", form="renamed", name="Ana Maria Sol")
        (report,) = mistakes.waiting_mistakes(office, 9)
        desk = client.another_browser()
        desk.sign_in(root)
        page = desk.get(f"/admin/mistakes/{report.id}").text
        assert "Ana Maria Sol" in page and "owner 1" in page
        stated = {"what": "other_names", "value": "Ana Maria Sol", "learned": "the board's list", "why": "married"}
        sent = desk.get(f"/admin/listings/{NPI}?report={report.id}").forms
        form = next(each["sent"] for each in sent if each["action"].endswith("/edit"))
        assert desk.plain.post(f"/admin/listings/{NPI}/edit", data=form | stated).status_code == 303
        client.send(f"/account/listings/{NPI}/moved", form="moved", left="1")
        work()
        listing = shown(settings)
        assert listing.name == "Ana Kim" and "Ana Maria Sol" in listing.other_names
        assert mistakes.count_waiting(office) == 0

    @pytest.mark.parametrize("name", ["", "see www.cheap.example"])
    def test_a_name_leads_nowhere(self, client, owner, office, name):
        client.send(f"/account/listings/{NPI}/renamed", form="renamed", status=400, name=name)
        assert mistakes.count_waiting(office) == 0


class TestPromises:
    @pytest.mark.parametrize(
        "text", ["We cure back pain.", "Results guaranteed!", "Acupuncture heals.", "Curamos el dolor.", "包治百病"]
    )
    def test_a_description_that_promises_is_asked_again(self, client, office, owner, text):
        answer = keep(client, description=text)
        assert answer.status_code == 400 and 'id="description-error"' in answer.text
        assert claims.owners_of(office, NPI)[0].confirmed_on == ""

    @pytest.mark.parametrize("text", ["A healing arts studio with secure parking.", "I see people with back pain."])
    def test_one_that_does_not_is_taken(self, client, owner, text):
        assert keep(client, description=text).status_code == 303


def test_what_was_typed_before_the_session_ended_is_there_after_signing_in_again(client, owner, clock):
    fields = kept(client) | {"description": "Quiet rooms."}
    clock.pass_(minutes=20)
    answer = client.plain.post(f"/account/listings/{NPI}", data=fields)
    assert "/account/sign-in" in answer.location
    client.sign_in(owner)
    assert "Quiet rooms." in client.plain.get(f"/account/listings/{NPI}").text
