"""A saved referral: whose it is, what becomes of it, renewed, deleted."""

import json
import re

import pytest
from office_people import all_rows
from saved_letters import SIGNED, SLIP, file_of, moved, sent, signed_in, where

from directory.store.office.audit import entries


@pytest.fixture
def app(own_app):
    """The site of this test's own."""
    return own_app


@pytest.fixture
def form(account_form):
    """The address of the form whose letter is saved."""
    return account_form


class TestOwner:
    def test_for_everybody_else_it_is_not_there(self, client, office, letter):
        bob = signed_in(client, office, "bob")
        for path in ("", "/write", "/renew", "/slip", "/delete"):
            bob.get(letter + path, 404)
        for path in ("/move", "/file", "/links/revoke", "/delete", "/slip"):
            sent(bob, letter + path, {"to": "sent", "format": "pdf"}, 404)
        assert "Blauvelt" not in bob.get("/referrals").text

    def test_no_word_of_the_patient_is_in_the_clear(self, letter, link, client, settings, office):
        client.post(link, SLIP | {"notes": "Zeisigplage"}, 303)
        office.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        for path in settings.data.rglob("*"):
            if path.name.startswith("office"):
                assert not [
                    word
                    for word in (b"Blauvelt", b"1958", b"M54.50", b"Zeisigplage", b"MRI clear")
                    if word in path.read_bytes()
                ], path
        trail = json.dumps(entries(office.connection, 99))
        assert (
            "Blauvelt" not in trail and link.split("/")[-1] not in trail and link.split("/")[-1] not in all_rows(office)
        )


class TestFollowingUp:
    def test_it_moves_as_it_may_with_who_and_when(self, ruth, letter):
        for status, label in (
            ("sent", "Sent"),
            ("accepted", "Accepted"),
            ("scheduled", "Scheduled"),
            ("no_show", "Did not come"),
            ("scheduled", "Scheduled"),
            ("in_treatment", "In treatment"),
            ("closed", "Closed"),
        ):
            moved(ruth, letter, status)
            assert f"{label} (you)" in ruth.get(letter).text
        moved(ruth, letter, "sent", 400)

    @pytest.mark.parametrize("to", ["draft", "signed", "closed", "report_received", "nonsense", ""])
    def test_and_not_otherwise(self, ruth, letter, to):
        moved(ruth, letter, to, 400)

    def test_the_day_of_the_first_visit_is_kept_or_what_is_wrong_said(self, ruth, letter):
        assert "Write the date as" in moved(ruth, letter, "scheduled", 400, day="soon").text
        moved(ruth, letter, "scheduled", day="12/1/2026")
        assert "first visit Dec 1, 2026" in ruth.get("/referrals").text

    def test_after_14_days_without_an_answer_it_is_raised(self, ruth, letter, clock, office):
        clock.pass_(days=13)
        ruth = signed_in(ruth, office, "ruth")
        assert "No answer in 14 days" not in ruth.get(letter).text
        clock.pass_(days=1)
        ruth = signed_in(ruth, office, "ruth")
        assert "No answer in 14 days" in ruth.get(letter).text
        assert "Ann Blauvelt" in ruth.get("/referrals?reminder=unanswered").text
        assert "No answer in 14 days: 1" in ruth.get("/account/").text
        moved(ruth, letter, "accepted")
        assert "No letter is like that" in ruth.get("/referrals?reminder=unanswered").text

    def test_the_list_is_narrowed(self, ruth, letter, form):
        assert "Ann Blauvelt" in ruth.get("/referrals?status=signed&practitioner=" + form.split("=")[1]).text
        for nothing in ("status=sent", "status=nonsense", "practitioner=nobody"):
            assert "No letter is like that" in ruth.get(f"/referrals?{nothing}").text

    def test_the_slip_is_entered_and_drawn_and_the_renewal_written_from_it(self, ruth, letter):
        assert "Say whether" in sent(ruth, f"{letter}/slip", {"pain_last": "30"}, 400).text
        sent(ruth, f"{letter}/slip", SLIP)
        page = ruth.get(letter)
        assert (
            "Pain: 7 before, 3 now, from 0 to 10. Lower is better." in page.texts
            and "RMDQ (Roland-Morris): 14 before, 6 now, from 0 to 24. Lower is better." in page.texts
        )
        assert "12 visits were had" in page.text
        written = ruth.plain.get(f"{letter}/renew").text
        assert (
            "MRI clear.\nReply slip of" in written
            and "Pain 7 before, 3 now (of 10)." in written
            and 'name="visits" type="text" value="8"' in written
        )
        renewed = where(sent(ruth, f"{letter}/renew", SIGNED | {"visits": "8", "visits_used": "12"}))
        assert renewed != letter and "12 visits already" in ruth.get(renewed).text
        assert letter in ruth.get(renewed).links and renewed in ruth.get(letter).links, "a course's letters are linked"

    def test_a_renewal_that_says_it_helped_where_the_slip_says_worse_is_asked_about(self, ruth, letter):
        sent(ruth, f"{letter}/slip", SLIP | {"pain_last": "9", "score_last": "20"})
        better = SIGNED | {"visits": "8", "visits_used": "12", "improved": "yes"}
        page = sent(ruth, f"{letter}/renew", better, 200)
        assert "because-outcome" in page.fields
        assert where(sent(ruth, f"{letter}/renew", better | {"because-outcome": "The second scale fits better."}))

    def test_the_fhir_task_follows(self, ruth, letter):
        moved(ruth, letter, "accepted")
        task = next(
            entry["resource"]
            for entry in file_of(ruth, letter, "json").json["entry"]
            if entry["resource"]["resourceType"] == "Task"
        )
        assert (task["status"], task["businessStatus"]["coding"][0]["code"]) == ("accepted", "3.0")
        assert "reply link back" not in ruth.get(letter).text

    def test_deleted_it_is_gone_and_its_trail_stays(self, ruth, letter, office, link, client, clock):
        clock.pass_(days=7 * 365 + 3)
        ruth = signed_in(ruth, office, "ruth")
        ruth.get(f"{letter}/delete")
        sent(ruth, f"{letter}/delete", {})
        ruth.get(letter, 404)
        client.get(link, 404)
        assert "letter deleted" in [entry["what"] for entry in entries(office.connection, 3)]
        office.verify()

    def test_another_language_keeps_what_is_typed_into_each_form(self, ruth, letter, client, link):
        for address, browser in (("/account/profile", ruth), (f"{letter}/slip", ruth), (link, client)):
            html = browser.plain.get(address).text
            (form, there), *_ = re.findall(
                r'<button class="here" form="([^"]*)" name="look" value="language" formaction="([^"]*)" lang="es">',
                html,
            )
            assert 'name="look"' not in re.search(rf'<button[^>]* form="{form}"[^>]*>', html)[0], (
                "Enter in a field presses the first button"
            )
            token = (
                re.findall(rf'id="{form}".*?name="form_token" value="(\w+)"', html, re.DOTALL)
                if browser is ruth
                else [""]
            )
            answer = browser.plain.post(there, data={"look": "language", "form_token": token[0], "visits": "many"})
            assert answer.status_code == 200 and '<html lang="es">' in answer.text and 'value="many"' in answer.text, (
                address
            )
        assert "Reply slip of" not in ruth.get(letter).text
