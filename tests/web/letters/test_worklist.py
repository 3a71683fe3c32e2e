"""The list of a practice's letters: searched by patient, narrowed, paged, as a table; and who hears of an answer."""

import csv
import io

import pytest
from saved_letters import ACCEPTED, SIGNED, SLIP, file_of, link_in, person_of, practice_of, sent, signed_in, where

from directory.accounts import passwords
from directory.settings import MailSettings
from directory.store.office import mails, people, practices
from directory.store.office.audit import entries
from directory.web.letters import worklist
from directory.web.shell.app import site_over


@pytest.fixture
def app(own_app):
    """The site of this test's own."""
    return own_app


@pytest.fixture
def other_letter(ruth, account_form):
    """A letter of another patient, whose name a spreadsheet would run."""
    return where(sent(ruth, account_form, SIGNED | {"patient_name": "=Nguyễn Minh", "born_on": "1/2/1990"}))


def found(browser, **asked):
    """The patients in the list asked for."""
    page = sent(browser, "/referrals", asked, 200)
    return [name for name in ("Ann Blauvelt", "=Nguyễn Minh") if name in page.text]


class TestWorklist:
    def test_a_patient_is_found_by_name_birth_date_or_document(self, ruth, letter, other_letter, office):
        for typed, expected in (
            ("blauv", ["Ann Blauvelt"]),
            ("ann blau", ["Ann Blauvelt"]),
            ("nguyen", ["=Nguyễn Minh"]),
            ("3/15/1958", ["Ann Blauvelt"]),
            (other_letter.split("/")[-1], ["=Nguyễn Minh"]),
            ("auvelt", []),
            ("", ["Ann Blauvelt", "=Nguyễn Minh"]),
        ):
            assert found(ruth, patient=typed) == expected, typed
        assert "letters searched" in [entry["what"] for entry in entries(office.connection, 5)]

    def test_no_address_searches_for_a_name(self, ruth, letter, other_letter):
        assert "Ann Blauvelt" in ruth.get("/referrals?patient=nguyen").text

    def test_it_is_narrowed_by_what_is_mine_open_or_new(self, ruth, client, office, letter, other_letter):
        sent(ruth, f"{letter}/move", {"to": "cancelled"})
        assert found(ruth, status="open") == ["=Nguyễn Minh"] and found(ruth, news="1") == []
        eva = signed_in(client, office, "eva", practice=practice_of(office, "ruth"))
        assert found(eva, mine="1") == [] and len(found(eva)) == 2

    def test_a_long_list_has_pages(self, ruth, letter, other_letter, monkeypatch):
        monkeypatch.setattr(worklist, "ROWS_SHOWN", 1)
        monkeypatch.setattr("directory.web.letters.routes_worklist.ROWS_SHOWN", 1)
        first, second = found(ruth, page="1"), found(ruth, page="2")
        assert sorted(first + second) == ["=Nguyễn Minh", "Ann Blauvelt"]
        for beyond in ("99", "0", "-1", "x"):
            assert len(found(ruth, page=beyond)) == 1

    def test_as_a_table_no_value_is_a_formula_and_the_trail_says_so(self, ruth, letter, other_letter, office):
        answer = ruth.plain.post("/referrals/table", data=ruth.get("/account/").forms[0]["sent"])
        assert answer.mimetype == "text/csv" and answer.headers["Cache-Control"] == "no-store"
        rows = list(csv.DictReader(io.StringIO(answer.text.removeprefix("\ufeff"))))
        assert {row["patient"] for row in rows} == {"Ann Blauvelt", "'=Nguyễn Minh"}
        assert {row["document"] for row in rows} == {each.split("/")[-1] for each in (letter, other_letter)}
        assert "letters downloaded as a table" in [entry["what"] for entry in entries(office.connection, 3)]

    def test_a_charts_letters_are_one_patients(self, ruth, letter, other_letter):
        answer = ruth.plain.post(f"{letter}/chart", data=ruth.get("/account/").forms[0]["sent"])
        assert letter.split("/")[-1].encode() in answer.data and other_letter.split("/")[-1].encode() not in answer.data


class TestNews:
    def test_an_answer_is_new_until_a_physician_has_looked_not_only_staff(self, client, ruth, link, letter, office):
        staff = signed_in(client, office, "sam", "staff", practice_of(office, "ruth"))
        client.post(link, ACCEPTED, 303)
        staff.get(letter)
        for browser in (ruth, staff):
            assert "1 has something new" in browser.get("/account/").text
        ruth.get(letter)
        assert "something new" not in ruth.get("/account/").text

    @pytest.fixture
    def mail(self, app, settings, monkeypatch):
        """Has mail set up."""
        server = MailSettings("mail.example", 587, "directory@site.example")
        object.__setattr__(settings, "mail", server)
        object.__setattr__(settings, "site_address", "http://site.example")
        monkeypatch.setitem(app.extensions, "site", site_over(settings))

    def waiting(self, office):
        """The mails that wait: (person, text)."""
        found = []
        with office.transaction():
            while mail := mails.take_due(office):
                found.append((mail.person, mail.subject + mail.text))
        return found

    def with_password(self, office, *names):
        """Gives people a password: to others no mail goes."""
        with office.transaction():
            for name in names:
                people.set_password_hash(office, person_of(office, name), passwords.hash_password("x"), "set")

    def test_the_physician_gets_one_mail_until_they_look_with_no_word_of_it(
        self, client, ruth, link, letter, office, mail
    ):
        signed_in(client, office, "eva", practice=practice_of(office, "ruth"))
        self.with_password(office, "ruth", "eva")
        client.post(link, ACCEPTED, 303)
        client.post(link, SLIP, 303)
        ((person, text),) = self.waiting(office)
        assert person == person_of(office, "ruth") and "An answer is waiting" in text
        for word in ("Blauvelt", "Dana", "Okafor", "acupunct", letter.split("/")[-1], link.split("/")[-1]):
            assert word not in text.replace("http://site.example", ""), word
        ruth = signed_in(client, office, "ruth")
        ruth.get(letter)
        client.post(link, SLIP, 303)
        assert len(self.waiting(office)) == 1

    def test_of_one_who_has_left_the_practice_hears(self, client, ruth, link, letter, office, mail):
        here = practice_of(office, "ruth")
        signed_in(client, office, "eva", practice=here)
        self.with_password(office, "ruth", "eva")
        with office.transaction():
            practices.leave_practice(office, person_of(office, "ruth"), here)
        client.post(link, ACCEPTED, 303)
        assert [person for person, _ in self.waiting(office)] == [person_of(office, "eva")]


def test_links_of_a_renewal_are_its_own(ruth, client, letter, link):
    client.post(link, SLIP, 303)
    renewed = where(sent(ruth, f"{letter}/renew", SIGNED | {"visits": "8", "visits_used": "12"}))
    assert link_in(file_of(ruth, renewed).text) != link
