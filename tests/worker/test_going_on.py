"""One of several that fails keeps nothing from the others: hours, mails, letters, owners, removals, what is sealed."""

import json

import pytest

from directory.core.practitioner import Practitioner
from directory.settings import MailSettings, Settings
from directory.store.connection import Busy
from directory.store.office import claims, mails, mistakes, people
from directory.worker import asking_again, process, removing

pytestmark = pytest.mark.usefixtures("on_both")


@pytest.fixture
def settings(data):
    """An office with mail."""
    settings = Settings(data)
    object.__setattr__(settings, "mail", MailSettings("127.0.0.1", 9, "directory@site.example"))
    object.__setattr__(settings, "site_address", "http://site.example")
    return settings


def added(office, name):
    return people.add_person(office, f"{name}@example.org", "admin")


def spoil(office, table, column, number):
    """Another hand changes what is sealed in one row."""
    with office.transaction():
        office.connection.execute(f"UPDATE {table} SET {column} = ? WHERE id = ?", (b"spoilt" * 9, number))


@pytest.mark.parametrize("failure", (ValueError("typed@example.org"), Busy("an import is at work")))
def test_an_hourly_task_that_fails_leaves_the_others_to_be_done(monkeypatch, settings, caplog, failure):
    done = []

    def fails(settings):
        raise failure

    def works(settings):
        done.append(1)

    monkeypatch.setattr(process, "HOURLY", (fails, works, fails, works))
    process._do_hourly(settings)
    assert len(done) == 2
    assert [record.message.partition(" ")[0] for record in caplog.records] == ["fails", "fails"]
    assert "typed@example.org" not in caplog.text


def test_a_mail_that_does_not_open_is_given_up_and_the_next_is_sent(office):
    with office.transaction():
        ann, bob = added(office, "ann"), added(office, "bob")
        spoilt = mails.queue_mail(office, ann, "One", "one")
        mails.queue_mail(office, bob, "Two", "two")
    spoil(office, "mails", "content", spoilt)
    with office.transaction():
        taken = mails.take_due(office)
        assert taken.text == "two" and mails.given_up_for(office) == {ann.id}
        mails.note_sent(office, taken)
    with office.transaction():
        assert mails.take_due(office) is None


def test_a_report_a_claim_or_a_notice_that_does_not_open_hides_no_other(office, caplog):
    with office.transaction():
        for listing in ("t1", "t2"):
            mistakes.report_mistake(office, listing, "phone", "")
            claims.ask_claim(office, listing, "call", "+13035550101", "Ana", "ana@example.org", "123456")
    first = mistakes.waiting_mistakes(office)[0].id
    spoil(office, "mistakes", "what", first)
    spoil(office, "claims", "content", claims.waiting_claims(office)[0].id)
    assert [each.id == first for each in mistakes.waiting_mistakes(office)] == [False]
    assert [each.listing for each in claims.waiting_claims(office)] == ["t2"]
    assert "not opened" in caplog.text


def test_an_owner_who_cannot_be_asked_is_asked_the_next_hour_and_the_others_now(office, settings, clock, monkeypatch):
    with office.transaction():
        for listing in ("t1", "t2"):
            claims.add_owner(office, listing, added(office, listing).id, "call")
    clock.pass_(days=80)

    class Listings:
        broken = True

        def listing(self, practitioner_id):
            if practitioner_id == "t1" and self.broken:
                raise json.JSONDecodeError("", "", 0)
            return Practitioner(id=practitioner_id, kind="licensed_acupuncturist", name=practitioner_id)

    listings = Listings()
    monkeypatch.setattr(asking_again, "Current", lambda path: type("C", (), {"get": lambda self: listings})())
    assert asking_again.ask_owners_again(settings) == 1
    listings.broken = False
    assert [asking_again.ask_owners_again(settings) for _ in range(2)] == [1, 0]


def test_a_removal_that_fails_keeps_no_other_and_is_done_the_next_hour(office, settings, clock, monkeypatch):
    with office.transaction():
        for number, listing in enumerate(("t1", "t2", "t3"), start=1):
            claims.add_owner(office, listing, added(office, listing).id, "call")
            mistakes.report_mistake(office, listing, "removal", str(number))
    clock.pass_(days=30)
    settings.data.mkdir(exist_ok=True)
    settings.imports_db.touch()
    gone, failing = [], {"t1"}

    def remove(settings, office, report):
        if report.listing in failing:
            raise ValueError
        gone.append(report.listing)
        mistakes.settle_mistake(office, report.id, "accepted", "")
        return True

    monkeypatch.setattr(removing, "_remove", remove)
    assert removing.remove_who_asked(settings) == 2 and sorted(gone) == ["t2", "t3"]
    failing.clear()
    assert removing.remove_who_asked(settings) == 1 and gone[-1] == "t1"
