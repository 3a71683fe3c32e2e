"""A practitioner claims their listing, keeps it true, shares it, is asked again, and has a stranger taken away."""

import dataclasses
import re

import pytest
from owners import NPI, TYPED, Proved, ask, code, kept, shown

from directory.accounts import claims as rules
from directory.accounts.removing import asked_by
from directory.core import dates
from directory.settings import MailSettings
from directory.store.office import claims, mails, mistakes
from directory.worker.asking_again import ask_owners_again


class TestClaiming:
    def test_a_code_goes_only_where_a_register_or_a_board_said(self, client, listed):
        page = client.get(f"/practitioners/{NPI}/claim")
        assert "We call (303) 555-0101" in page.text and "12 Elm St, Denver, CO 80202" in page.text
        table = next(each for each in ("csv-t9", "t9") if client.plain.get(f"/practitioners/{each}").status_code == 200)
        page = client.get(f"/practitioners/{table}/claim")
        assert "We call" not in page.text and "photo ID" in page.text, "a table proves nothing"

    def test_the_right_code_opens_an_account_that_keeps_the_listing(self, client, office, listed):
        address = ask(client)
        page = client.get(address).text
        assert "say six digits" in page and "write them down. Keep the address" in page
        where = client.send(address, form="typed-code", code=f" {code(office)[:3]}-{code(office)[3:]}")
        assert "/account/invitation/" in where
        (owned,) = claims.owners_of(office, NPI)
        assert owned.proof == "call"
        assert office.connection.execute("SELECT content FROM claims").fetchone() == (None,), "the code is gone"

    def test_five_wrong_codes_end_a_claim_and_then_the_right_one_is_useless(self, client, office, listed):
        address = ask(client)
        right = code(office)
        wrong = f"{(int(right) + 1) % 10**6:06}"
        for _ in range(5):
            client.send(address, form="typed-code", status=400, code=wrong)
        claim = claims.claim_by_number(office, 1)
        assert not rules.try_code(office, claim, right)
        assert "too many codes were wrong" in client.get(address).text
        assert claims.owners_of(office, NPI) == []

    def test_an_old_claim_is_over(self, client, office, clock, listed):
        address = ask(client)
        right = code(office)
        clock.pass_(days=31)
        assert "over" in client.get(address).text
        assert not rules.try_code(office, claims.claim_by_number(office, 1), right)

    @pytest.mark.parametrize(
        "wrong", [{"way": ""}, {"way": "call-7"}, {"name": " "}, {"email": "ana"}, {"website": "https://spam.example"}]
    )
    def test_what_is_missing_or_a_program_is_refused(self, client, office, listed, wrong):
        client.send(f"/practitioners/{NPI}/claim", form="claim", status=400, **{"way": "call-0"} | TYPED | wrong)
        assert claims.waiting_claims(office) == []

    def test_three_from_one_network_wait_for_a_listing_and_keep_nobody_of_another_out(self, client, office, listed):
        for number in range(3):
            ask(client, email=f"ana{number}@example.org")
        page = client.send(f"/practitioners/{NPI}/claim", form="claim", status=400, way="call-0", **TYPED)
        assert "So many claims wait" in page.text and len(claims.waiting_claims(office)) == 3
        client.plain.environ_base["REMOTE_ADDR"] = "192.0.2.7"
        assert "/claims/" in ask(client) and len(claims.waiting_claims(office)) == 4

    def test_neither_code_nor_address_stands_in_the_office_in_the_clear_or_in_a_log(
        self, client, office, settings, listed, caplog
    ):
        ask(client)
        right = code(office)
        stored = b"".join(path.read_bytes() for path in settings.data.glob("office.db*"))
        assert b"ana@example.org" not in stored and right.encode() not in stored
        assert "ana@example.org" not in caplog.text and right not in caplog.text


class TestTheDesk:
    def test_an_admin_reads_the_code_out_or_prints_the_letter_or_looks_at_a_document(
        self, client, office, root, listed
    ):
        ask(client), ask(client, way="letter-0"), ask(client, way="document", email="bo@example.org")
        client.sign_in(root)
        call, letter, document = claims.waiting_claims(office)
        said = f"{call.code[:3]} {call.code[3:]}"
        assert said not in client.get(f"/admin/claims/{call.id}").text, "nobody has it before it is given out"
        assert letter.reached_at in client.get(f"/admin/claims/{letter.id}").text
        client.send(f"/admin/claims/{call.id}", form="sent", deed="sent")
        assert said in client.get(f"/admin/claims/{call.id}").text
        assert claims.claim_by_number(office, call.id).sent_on == "2026-11-25"
        client.send(f"/admin/claims/{document.id}", form="seen", deed="seen")
        assert claims.owners_of(office, NPI) == [], "a document alone may be lent"
        client.send(f"/admin/claims/{letter.id}", form="refused", deed="refused")
        assert [each.id for each in claims.waiting_claims(office)] == [call.id, document.id]

    def test_nobody_else_sees_the_claims(self, client, ann, listed):
        ask(client)
        client.sign_in(ann)
        assert client.plain.get("/admin/claims/").status_code == 403
        assert client.plain.get("/admin/claims/1").status_code == 403


class TestKeeping:
    def test_one_button_confirms_all_as_it_is_and_the_page_says_so(self, client, office, owner, work, settings):
        sent = client.plain.post(f"/account/listings/{NPI}", data=kept(client))
        assert sent.status_code == 303
        work()
        (place,) = shown(settings).locations
        assert (place.source, place.phone, place.confirmed_on) == ("claims", "+13035550101", dates.today())
        assert claims.owners_of(office, NPI)[0].confirmed_on == "2026-11-25"
        assert "the practice" in client.get(f"/practitioners/{NPI}").text

    def test_a_change_is_the_practices_word_and_comes_before_the_registers(self, client, owner, work, settings):
        changes = {"phone-0": "303 555 0177", "hours-0": "Mon-Fri 9 am - 5 pm", "accepting_new_patients": "no"}
        client.plain.post(f"/account/listings/{NPI}", data=kept(client) | changes | {"first_visit_fee": "95"})
        work()
        listing = shown(settings)
        assert listing.locations[0].phone == "+13035550177" and listing.locations[0].hours
        assert listing.accepting_new_patients is False and listing.first_visit_fee == 95
        assert listing.facts["first_visit_fee"].source == "claims"

    def test_what_a_practice_says_of_itself_is_shown_as_its_word(self, client, owner, work, settings):
        said = {
            "description": "Small, quiet rooms. I see people with back pain & headaches.",
            "getting_there": "Bus 15 stops at the door; two free parking places.",
            "booking_link": "book.needles.example.org/ana",
            "sliding_scale": "yes",
            "plans": "Aetna, Oak Health; Aetna",
        }
        chosen = {"techniques": ["cupping", "needles", "miracles"], "conditions": ["low_back_pain"]}
        client.plain.post(f"/account/listings/{NPI}", data=kept(client) | said | chosen)
        work()
        listing = shown(settings)
        assert (listing.techniques, listing.conditions, listing.sliding_scale) == (
            "needles cupping",
            "low_back_pain",
            True,
        )
        assert [(plan.payer, plan.network_status, plan.source) for plan in listing.insurance] == [
            ("Aetna", "unknown", "claims"),
            ("Oak Health", "unknown", "claims"),
        ]
        page = client.get(f"/practitioners/{NPI}")
        assert "back pain & headaches" in page.text and "acupuncture with needles, cupping" in page.text
        assert "book.needles.example.org" in page.text and "said to be accepted; ask before you book" in page.text
        assert "Bus 15" in client.plain.get(f"/account/listings/{NPI}").text

    @pytest.mark.parametrize(
        "field, text",
        [("description", "see www.cheap.example"), ("getting_there", "<b>left</b>"), ("plans", "Aetna pending")],
    )
    def test_what_leads_elsewhere_or_is_no_insurer_is_asked_again(self, client, owner, office, field, text):
        sent = client.plain.post(f"/account/listings/{NPI}", data=kept(client) | {field: text})
        assert sent.status_code == 400 and 'aria-invalid="true"' in sent.text
        assert claims.owners_of(office, NPI)[0].confirmed_on == ""

    def test_a_place_that_was_left_goes(self, client, owner, work, settings):
        client.plain.post(f"/account/listings/{NPI}", data=kept(client) | {"is-here-0": "not ours"})
        work()
        assert shown(settings).locations == ()

    @pytest.mark.parametrize(
        ("field", "text"),
        [("phone-0", "555"), ("hours-0", "whenever"), ("website", "javascript:alert(1)"), ("first_visit_fee", "lots")],
    )
    def test_what_cannot_be_read_is_asked_again_with_all_that_was_typed(self, client, office, owner, field, text):
        answer = client.plain.post(
            f"/account/listings/{NPI}", data=kept(client) | {field: text, "accepting_new_patients": "no"}
        )
        assert answer.status_code == 400 and f'id="{field}-error"' in answer.text
        assert re.search(r'name="accepting_new_patients" value="no" checked', answer.text)
        assert claims.owners_of(office, NPI)[0].confirmed_on == ""

    def test_another_practitioners_listing_is_not_theirs(self, client, owner, ann):
        assert client.plain.get("/account/listings/t9").status_code == 404
        other = client.another_browser()
        other.sign_in(ann)
        for path in (f"/account/listings/{NPI}", f"/account/listings/{NPI}/share"):
            assert other.plain.get(path).status_code in (404, 405)

    def test_asking_to_be_removed_is_due_in_two_business_days(self, client, office, owner):
        client.send(f"/account/listings/{NPI}", form="remove", why="request")
        (report,) = mistakes.waiting_mistakes(office, 9)
        assert (report.listing, asked_by(report)) == (NPI, (1, "")) and report.due_on == "2026-11-27"


class TestOwners:
    def test_a_colleague_may_keep_it_and_can_be_taken_away_with_what_they_said(
        self, client, office, owner, clock, work, settings
    ):
        page = client.send(f"/account/listings/{NPI}", form="share", status=200, email="desk@example.org")
        assert "/account/invitation/" in page.text
        _first, colleague = claims.owners_of(office, NPI)
        assert colleague.proof == "delegated"
        desk = client.another_browser()
        desk.sign_in(Proved(office, clock, "desk@example.org"))
        desk.plain.post(f"/account/listings/{NPI}", data=kept(desk) | {"phone-0": "303 555 0177"})
        work()
        assert shown(settings).locations[0].phone == "+13035550177"
        answer = desk.plain.post(f"/account/listings/{NPI}/share", data=kept(desk) | {"email": "more@example.org"})
        assert answer.status_code == 403, "who was let in lets nobody in"
        client.plain.post(f"/account/listings/{NPI}/take-away/{colleague.id}", data=kept(client))
        work()
        assert shown(settings).locations[0].phone == "+13035550101"
        assert desk.plain.get(f"/account/listings/{NPI}").status_code == 404

    def test_who_kept_it_before_is_told_of_another_owner_and_takes_them_away_within_seven_days(
        self, client, office, owner, clock, work, settings
    ):
        stranger = client.another_browser()
        address = ask(stranger, email="mallory@example.org")
        stranger.send(address, form="typed-code", code=code(office))
        _first, other = claims.owners_of(office, NPI)
        assert office.connection.execute("SELECT count(*) FROM mails").fetchone() == (1,)
        assert rules.may_revert(office, _first, other) and not rules.may_revert(office, other, _first)
        page = client.get(f"/account/listings/{NPI}")
        assert "mallory@example.org" in page.text
        client.plain.post(f"/account/listings/{NPI}/take-away/{other.id}", data=kept(client))
        assert [each.id for each in claims.owners_of(office, NPI)] == [_first.id]

    def test_after_seven_days_a_new_owner_stays(self, office, client, owner, clock):
        claims_before = claims.owners_of(office, NPI)[0]
        stranger = client.another_browser()
        stranger.send(ask(stranger, email="bo@example.org"), form="typed-code", code=code(office))
        clock.pass_(days=8)
        assert not rules.may_revert(office, claims_before, claims.owners_of(office, NPI)[1])


class TestAskingAgain:
    def test_an_owner_is_asked_by_mail_with_a_link_that_needs_no_sign_in(self, client, office, owner, clock, settings):
        server = MailSettings("127.0.0.1", 2525, "directory@example.org")
        settings = dataclasses.replace(settings, mail=server, site_address="https://directory.example.org")
        assert ask_owners_again(settings) == 0
        clock.pass_(days=76)
        assert (ask_owners_again(settings), ask_owners_again(settings)) == (1, 0), "once"
        with office.transaction():
            mail = mails.take_due(office)
        assert mail.email == "ana@example.org" and "Ana Kim" in mail.text
        link = re.search(r"https://directory.example.org(/claims/still-right/\S+)", mail.text)[1]
        assert "All right as of today" in client.another_browser().get(link).text

    def test_the_days_on_which_an_owner_is_asked(self, office, owner, clock):
        asked = []
        for day in range(1, 120):
            clock.pass_(days=1)
            for who, days in claims.due_to_be_asked(office, rules.ASKED_AFTER):
                asked.append((day, days))
                claims.note_reminded(office, who, days)
        assert asked == [(75, 75), (90, 90), (105, 105)]

    def test_the_link_of_a_mail_confirms_without_signing_in_and_serves_once(
        self, client, office, owner, clock, work, settings
    ):
        (who,) = claims.owners_of(office, NPI)
        link = f"/claims/still-right/{who.id}/{rules.still_right_signature(office, who)}"
        somebody = client.another_browser()
        assert "12 Elm St" in somebody.get(link).text
        assert claims.owners_of(office, NPI)[0].confirmed_on == "", "looking confirms nothing"
        somebody.send(link, form="right", status=200)
        work()
        assert shown(settings).locations[0].confirmed_on == dates.today()
        assert somebody.get(link, status=404).text.count("used") == 1

    def test_a_link_that_somebody_made_up_is_none(self, client, office, owner):
        (who,) = claims.owners_of(office, NPI)
        right = rules.still_right_signature(office, who)
        for signature in ("00", "zz", right[:-2] + ("00" if right[-2:] != "00" else "11")):
            client.another_browser().get(f"/claims/still-right/{who.id}/{signature}", status=404)
