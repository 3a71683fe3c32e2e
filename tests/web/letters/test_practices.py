"""Letters belong to a practice: who signs, prepares, covers, has left, breaks the glass; and who deletes."""

import pytest
from office_people import PASSWORD
from saved_letters import SIGNED, file_of, moved, person_of, practice_of, sent, signed_in, where

from directory.accounts import passwords
from directory.store.office import people, practices
from directory.store.office.audit import entries

COVERING = {"email": "bob@example.org", "until": "2026-12-10", "old": PASSWORD}
EMERGENCY = {
    "patient": "Ann Blauvelt",
    "born_on": "3/15/1958",
    "reason": "Unconscious in our emergency room, bleeding.",
    "old": PASSWORD,
}


@pytest.fixture
def app(own_app):
    """The site of this test's own."""
    return own_app


@pytest.fixture
def staff(client, office, ruth):
    """A browser of the staff of Ruth's practice."""
    return signed_in(client, office, "sam", "staff", practice_of(office, "ruth"))


@pytest.fixture
def bob(client, office):
    """A physician's browser, of another practice."""
    return signed_in(client, office, "bob", sender_name="Bob Ray", sender_npi="")


def knows_password(office, name):
    """Gives somebody the password of the tests."""
    with office.transaction():
        people.set_password_hash(office, person_of(office, name), passwords.hash_password(PASSWORD), "password changed")


def pressed(browser, address, fields, status=303):
    """Sends a form with the token of a page that everybody signed in has."""
    token = browser.get("/account/").forms[0]["sent"]
    return browser.page(browser.plain.post(address, data=token | fields), status)


class TestStaff:
    def test_they_prepare_with_the_physicians_letterhead_and_the_physician_signs(self, staff, ruth, account_form):
        page = staff.plain.get(account_form).text
        assert 'value="Ruth Okafor"' in page and 'value="signed"' not in page
        letter = where(sent(staff, account_form, SIGNED | {"keep": "prepared"}))
        assert "Ready to sign" in staff.get(letter).text
        assert "Ready to sign" in ruth.get("/referrals?reminder=sign").text
        assert "Ready to sign: 1" in ruth.get("/account/").text
        assert where(sent(ruth, f"{letter}/write", SIGNED)) == letter
        assert "Signed" in ruth.get(letter).title

    def test_they_never_sign_not_even_with_warnings_answered(self, staff, account_form):
        for keep in ({"keep": "signed"}, {}):
            sent(staff, account_form, {name: text for name, text in SIGNED.items() if name != "keep"} | keep, 403)
        letter = where(sent(staff, account_form, SIGNED | {"keep": "prepared"}))
        sent(staff, f"{letter}/write", SIGNED, 403)
        assert "Ready to sign" in staff.get(letter).title

    def test_they_send_and_enter_slips(self, staff, ruth, letter):
        assert "Ann Blauvelt" in file_of(staff, letter).text
        moved(staff, letter, "sent")
        sent(staff, f"{letter}/slip", {"seen": "yes", "visits": "6"})
        assert "Report received (sam@example.org)" in ruth.get(letter).text

    def test_where_several_sign_they_say_for_whom(self, staff, client, office, account_form):
        signed_in(client, office, "eva", practice=practice_of(office, "ruth"), sender_name="Eva Lund")
        page = staff.get(account_form)
        (eva,) = [link for link in page.links if f"for={person_of(office, 'eva')}" in link]
        assert 'value="Eva Lund"' in staff.plain.get(eva).text
        staff.get(eva.replace(f"for={person_of(office, 'eva')}", "for=999"), 403)


class TestSigning:
    def test_nobody_signs_with_a_colleagues_name_or_npi(self, client, office, ruth, account_form):
        eva = signed_in(
            client, office, "eva", practice=practice_of(office, "ruth"), sender_name="Eva Lund", sender_npi="2888888882"
        )
        for wrong in ({}, {"sender_name": "Eva Lund"}):
            assert "You sign as" in sent(eva, account_form, SIGNED | wrong, 400).text
        own = SIGNED | {"sender_name": "eva lund", "sender_npi": "2888888882", "because-npi": "Listed late, see NPPES."}
        assert "Signed" in eva.get(where(sent(eva, account_form, own))).title


class TestWhoReads:
    def test_a_colleague_reads_and_who_has_left_does_not_while_the_practice_still_does(
        self, client, office, ruth, letter
    ):
        here = practice_of(office, "ruth")
        eva = signed_in(client, office, "eva", practice=here)
        assert "Ann Blauvelt" in eva.get(letter).text
        with office.transaction():
            practices.leave_practice(office, person_of(office, "ruth"), here)
        ruth.get(letter, 404)
        assert "Blauvelt" not in ruth.get("/referrals").text
        for path in ("file", "chart", "delete", "links/revoke"):
            pressed(ruth, f"{letter}/{path}", {"format": "txt"}, 404)
        assert "Ann Blauvelt" in eva.get(letter).text and "Ann Blauvelt" in eva.get("/referrals").text

    def test_who_covers_reads_and_signs_until_the_day_ends_and_deletes_nothing(
        self, bob, client, office, ruth, letter, clock
    ):
        knows_password(office, "ruth")
        ruth = signed_in(client, office, "ruth")
        bob.get(letter, 404)
        pressed(ruth, "/practice/cover", COVERING | {"old": "wrong"}, 400)
        pressed(ruth, "/practice/cover", COVERING | {"email": "nobody@example.org"}, 400)
        pressed(ruth, "/practice/cover", COVERING | {"until": "2030-01-01"}, 400)
        pressed(ruth, "/practice/cover", COVERING)
        assert "Ann Blauvelt" in bob.get(letter).text
        bob.get(f"{letter}/delete", 403)
        pressed(bob, "/practice/cover", COVERING | {"email": "ruth@example.org"}, 400)
        clock.pass_(days=15)
        assert "Ann Blauvelt" in signed_in(client, office, "bob").get(letter).text
        clock.pass_(days=1)
        signed_in(client, office, "bob").get(letter, 404)

    def test_a_cover_ends_early_when_the_practice_says_so(self, bob, client, office, ruth, letter):
        knows_password(office, "ruth")
        ruth = signed_in(client, office, "ruth")
        pressed(ruth, "/practice/cover", COVERING)
        bob.get(letter)
        pressed(ruth, f"/practice/cover/{person_of(office, 'bob')}/end", {})
        bob.get(letter, 404)
        pressed(ruth, f"/practice/cover/{person_of(office, 'ruth')}/end", {}, 404)

    def test_each_look_and_each_download_is_a_row_of_its_own(self, ruth, letter, office):
        ruth.get(letter)
        file_of(ruth, letter)
        pressed_file = ruth.plain.post(f"{letter}/chart", data=ruth.get("/account/").forms[0]["sent"])
        assert pressed_file.mimetype == "application/zip"
        trail = [entry["what"] for entry in entries(office.connection, 30)]
        shown = ruth.get(f"{letter}/trail").text
        for what in ("letter viewed", "letter downloaded as txt", "letter exported with its chart"):
            assert what in trail and f"{what} ruth@example.org" in shown

    def test_who_looked_is_for_the_practices_own_physicians(self, ruth, staff, bob, letter):
        staff.get(f"{letter}/trail", 403)
        bob.get(f"{letter}/trail", 404)


class TestName:
    def test_its_physicians_say_what_it_is_called_and_nobody_else_does(self, ruth, staff, bob, office):
        pressed(ruth, "/practice/name", {"name": " "}, 400)
        pressed(staff, "/practice/name", {"name": "Ours"}, 403)
        pressed(ruth, "/practice/name", {"name": "Harbor Family Medicine"})
        assert "Harbor Family Medicine" in staff.get("/practice/").text
        assert "Harbor" not in bob.get("/practice/").text


class TestEmergency:
    def test_with_a_reason_a_physician_reads_for_an_hour_and_the_practice_is_told(
        self, bob, client, office, ruth, letter, clock
    ):
        knows_password(office, "bob")
        bob = signed_in(client, office, "bob")
        for wrong in ({"reason": "x" * 30}, {"reason": "short"}, {"born_on": ""}, {"old": "wrong"}, {"patient": ""}):
            pressed(bob, "/referrals/emergency", EMERGENCY | wrong, 400)
        bob.get(letter, 404)
        assert (
            "No signed letter" in pressed(bob, "/referrals/emergency", EMERGENCY | {"born_on": "3/16/1958"}, 200).text
        )
        assert letter in pressed(bob, "/referrals/emergency", EMERGENCY, 200).links
        page = bob.get(letter)
        assert "Ann Blauvelt" in page.text and [form["id"] for form in page.forms if form["method"] == "post"] == [
            "sign-out"
        ]
        for path in ("file", "chart", "move", "links/revoke", "slip", "delete"):
            pressed(bob, f"{letter}/{path}", {"format": "txt", "to": "sent"}, 404)
        assert "Blauvelt" not in bob.get("/referrals").text
        assert "something new" in ruth.get("/referrals").text
        shown = ruth.get(letter).text
        assert "bob@example.org" in shown and "bleeding" in shown
        clock.pass_(hours=1)
        signed_in(client, office, "bob").get(letter, 404)
        trail = [(entry["what"], entry["who"]) for entry in entries(office.connection, 30)]
        assert ("letter viewed in an emergency", person_of(office, "bob")) in trail

    def test_who_works_nowhere_or_is_staff_has_none(self, bob, staff, office):
        staff.get("/referrals/emergency", 403)
        with office.transaction():
            practices.leave_practice(office, person_of(office, "bob"), practice_of(office, "bob"))
        bob.get("/referrals/emergency", 403)

    def test_guessing_is_slowed(self, bob, client, office):
        knows_password(office, "bob")
        bob = signed_in(client, office, "bob")
        for _ in range(5):
            pressed(bob, "/referrals/emergency", EMERGENCY, 200)
        assert "tried too often" in pressed(bob, "/referrals/emergency", EMERGENCY, 400).text


class TestDeleting:
    def test_one_angry_person_deletes_no_signed_letter_and_somebody_else_confirms(
        self, client, office, ruth, staff, letter
    ):
        for _ in range(2):
            pressed(ruth, f"{letter}/delete", {})
            assert "Somebody else has to confirm" in ruth.get(letter).text
        new = signed_in(client, office, "friend", practice=practice_of(office, "ruth"))
        assert letter.split("/")[-1] in " ".join(new.get("/practice/").links)
        pressed(staff, f"{letter}/delete", {"keep": "1"})
        assert "has to confirm" not in ruth.get(letter).text
        pressed(ruth, f"{letter}/delete", {})
        pressed(staff, f"{letter}/delete", {})
        ruth.get(letter, 404)

    def test_who_came_after_it_was_asked_for_is_no_second_person(self, client, office, ruth, letter, clock):
        pressed(ruth, f"{letter}/delete", {})
        clock.pass_(seconds=1)
        friend = signed_in(client, office, "friend", practice=practice_of(office, "ruth"))
        pressed(friend, f"{letter}/delete", {})
        friend.get(letter)

    def test_a_draft_goes_at_once(self, ruth, account_form):
        letter = where(sent(ruth, account_form, {"keep": "draft"}))
        pressed(ruth, f"{letter}/delete", {})
        ruth.get(letter, 404)

    def test_an_admin_is_the_second_for_who_works_alone_and_reads_nothing(self, client, office, ruth, letter):
        root = signed_in(client, office, "root", "admin")
        knows_password(office, "root")
        root = signed_in(client, office, "root")
        here, number = f"/admin/practices/{practice_of(office, 'ruth')}", letter.split("/")[-1]
        pressed(root, f"{here}/deletions/{number}", {"delete-old": PASSWORD}, 404)
        pressed(ruth, f"{letter}/delete", {})
        assert "Blauvelt" not in root.get(here).text
        pressed(root, f"{here}/deletions/{number}", {"delete-old": "wrong"}, 400)
        ruth.get(letter)
        pressed(root, f"{here}/deletions/{number}", {"delete-old": PASSWORD})
        ruth.get(letter, 404)


class TestAdmin:
    def test_practices_are_merged_and_both_read_everything(self, client, office, ruth, bob, letter):
        signed_in(client, office, "root", "admin")
        knows_password(office, "root")
        root, into = signed_in(client, office, "root"), practice_of(office, "bob")
        here = f"/admin/practices/{practice_of(office, 'ruth')}"
        pressed(root, f"{here}/merge", {"merge-into": into, "merge-old": PASSWORD})
        for browser in (ruth, bob):
            assert "Ann Blauvelt" in browser.get(letter).text
        assert office.verify()

    def test_a_practice_is_named_and_how_long_letters_are_kept(self, client, office, ruth):
        signed_in(client, office, "root", "admin")
        knows_password(office, "root")
        root, here = signed_in(client, office, "root"), f"/admin/practices/{practice_of(office, 'ruth')}"
        changed = {"name": "Harbor Family Medicine", "keep_years": "10", "old": PASSWORD}
        pressed(root, f"{here}/change", changed | {"keep_years": "0"}, 400)
        pressed(root, f"{here}/change", changed)
        assert "kept for 10 years" in ruth.get("/practice/").text
        assert "Harbor Family Medicine" in root.get("/admin/practices/").text

    def test_a_practice_whose_letters_nobody_can_read_any_more_is_named(self, client, office, ruth, letter):
        signed_in(client, office, "root", "admin")
        root = signed_in(client, office, "root")
        assert "Nobody reads" not in root.get("/admin/practices/").text
        with office.transaction():
            people.set_disabled(office, person_of(office, "ruth"), True)
        assert "Nobody reads" in root.get("/admin/practices/").text

    def test_staff_have_a_practice(self, client, office, ruth):
        signed_in(client, office, "root", "admin")
        knows_password(office, "root")
        root = signed_in(client, office, "root")
        invited = {"email": "sam@example.org", "role": "staff", "old": PASSWORD}
        assert "Choose the practice" in pressed(root, "/admin/people/", invited, 400).text
        pressed(root, "/admin/people/", invited | {"practice": practice_of(office, "ruth")}, 200)
        assert "sam@example.org" in ruth.get("/practice/").text
