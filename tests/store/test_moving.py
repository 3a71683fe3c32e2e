"""An office moves from office.db to a server and back with every row, or not at all."""

from datetime import timedelta

import pytest

from directory.store.office import (
    accuracy,
    claims,
    emergencies,
    jobs,
    mails,
    maps,
    mistakes,
    moving,
    notices,
    passkeys,
    people,
    practices,
    referrals,
    reminded,
    replies,
    schedules,
    sessions,
)
from directory.store.office.audit import Tampered
from directory.store.office.database import Actor, Office, OfficeMoved
from directory.store.office.empty_searches import add_empty_searches, empty_searches
from directory.store.office.moving import NotMoved, copy_into_file, move_office
from directory.store.office.schedules import ScheduleTerms
from directory.store.vault import NoKey

LETTER = "Canary Jones, born 1970-01-01: 腰痛, 🙂, '\"\\%?"


@pytest.fixture
def filled(office, physicians):
    """The office with something in each table."""
    ann, soon = physicians[0], office.now() + timedelta(days=1)
    office.actor = Actor(ann.id, "192.0.2.1")
    with office.transaction():
        letter = referrals.save_referral(office, 1, ann.id, "2000000011", "draft", LETTER.encode())
        saved = referrals.saved_referral(office, letter, [1])
        replies.save_reply_link(office, saved, b"hash", soon, "2000000011")
        replies.set_recipient_status(office, saved, "2000000011", "accepted")
        reminded.note_reminded(office, saved, "over")
        emergencies.open_in_emergency(office, saved, 2, "why", soon)
        practices.set_practice_logo(office, 1, b"png")
        people.save_invitation(office, ann, b"hash", b"secret", soon)
        people.save_recovery_codes(office, ann.id, [b"code"])
        people.save_profile(office, ann.id, {"name": "Ann"})
        sessions.start_session(office, b"session", ann.id, "a browser")
        sessions.remember_device(office, b"device", ann.id)
        sessions.count_try(office, b"bucket")
        sessions.save_draft(office, ann.id, "/x", [("a", "b")])
        passkeys.add_passkey(office, ann.id, (b"id", b"key", 0), "a phone")
        passkeys.save_challenge(office, b"challenge", None, soon)
        mistakes.report_mistake(office, "2000000011", "phone", "wrong", "pat@example.org")
        claims.ask_claim(office, "2000000011", "call", "(303) 555-0101", "Pat", "pat@example.org", "123456")
        claims.add_owner(office, "2000000011", ann.id, "call")
        notices.add_notice(office, 1, "call", "(303) 555-0101", "ABCD-EFGH")
        notices.add_share(office, "token", 1, ann.id, soon)
        number = schedules.add_schedule(office, ScheduleTerms("t", {"a": None}, 7, soon, True, 3))
        jobs.add_job(office, "import", "a.csv", {"source": "csv"}, number)
        mails.queue_mail(office, ann, "subject", "text")
        drawn = accuracy.keep_round(office, "2026-11-29", 2**40, 1, [("l", "k", "s", "n", "a", "p", True)])
        accuracy.keep_call(office, drawn, accuracy.KeptCall(1, False, "2026-11-29", (), "", ann.id))
        add_empty_searches(office, "WY")
        row = ("m", b"header", "x = 1", ann.id, office.now().isoformat())
        office.connection.execute("INSERT INTO maps VALUES (?, ?, ?, ?, ?)", row)
    assert maps.COLUMNS
    return office


@pytest.fixture
def target(request, filled, tmp_path):
    """Where it goes: to the other kind of database."""
    on_server = not hasattr(filled.database, "parent")
    return tmp_path / "data" / "elsewhere.db" if on_server else request.getfixturevalue("office_server")


@pytest.fixture
def key(tmp_path):
    """The key file of the office."""
    return tmp_path / "data.key"


class TestMoving:
    def test_every_row_is_there_opens_and_goes_on(self, filled, target, key):
        head = filled.verify()
        counts = move_office(filled, target)
        assert all(counts.values()) and counts["audit"] == head.rows + 1, counts
        with Office(target, key) as moved:
            assert moved.verify(head).rows == counts["audit"]
            with moved.transaction():
                (letter,) = referrals.saved_referrals(moved, [1])
                assert referrals.referral_content(moved, letter).decode() == LETTER
                assert referrals.delete_referral(moved, letter) is None, "with all that belongs to it"
                assert people.add_person(moved, "new@example.org", "physician").id == 3
                assert jobs.add_job(moved, "import", "b.csv", {}) == 2
                mail = mails.take_due(moved)
            assert mail.text == "text" and accuracy.places(moved, 1)[0].accepting is True
            assert mistakes.waiting_mistakes(moved, 9)[0].reply_to == "pat@example.org"
            assert [each["searches"] for each in empty_searches(moved.database)] == [10]
            assert schedules.all_schedules(moved)[0].settings == {"a": None} and accuracy.rounds(moved)[0].seed == 2**40

    def test_where_it_was_it_opens_no_more_and_nothing_is_written(self, filled, target, key):
        move_office(filled, target)
        with pytest.raises(OfficeMoved, match="Set OFFICE_DATABASE"):
            Office(filled.database, key)

    def test_it_goes_nowhere_where_an_office_is(self, filled, target, key):
        Office(target, key.with_name("other.key")).connection.close()
        before = filled.verify()
        with pytest.raises(NotMoved, match="an office already"):
            move_office(filled, target)
        assert filled.verify() == before and Office(filled.database, key).connection.close() is None

    def test_what_does_not_arrive_as_it_left_does_not_arrive(self, filled, target, key, monkeypatch):
        before, content = filled.verify(), moving._content
        seen = []

        def one_row_less(opened, select):
            seen.append(select)
            found = content(opened, select)
            return found._replace(rows=found.rows - 1) if len(seen) == 20 else found

        monkeypatch.setattr(moving, "_content", one_row_less)
        with pytest.raises(NotMoved, match="not the same"):
            move_office(filled, target)
        monkeypatch.undo()
        assert filled.verify() == before and not target.exists()
        assert move_office(filled, target), "it can be tried again"

    def test_one_whose_trail_was_changed_stays_where_it_is(self, filled, target, by_another_hand):
        by_another_hand("UPDATE audit SET who = 2 WHERE id = 3")
        with pytest.raises(Tampered, match="row 3"):
            move_office(filled, target)
        assert not target.exists()

    def test_one_with_a_letter_that_does_not_open_stays_where_it_is(self, filled, target):
        filled.connection.execute("UPDATE referrals SET practice = 2")
        with pytest.raises(NoKey, match="changed by another hand"):
            move_office(filled, target)
        assert not target.exists()

    def test_a_file_that_was_not_filled_leaves_nothing(self, filled, target, monkeypatch):
        monkeypatch.setattr(moving, "_open_all", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            move_office(filled, target)
        folder = filled.database.parent if hasattr(filled.database, "parent") else target.parent
        assert {path.name for path in folder.iterdir()} <= {"office.db", "office.db-wal", "office.db-shm"}


def test_a_copy_is_of_one_moment_and_the_office_stays(filled, tmp_path, key):
    copy_into_file(filled, tmp_path / "copy.db")
    head = filled.verify()
    with Office(tmp_path / "copy.db", key) as copied:
        assert copied.verify() == head and mistakes.count_waiting(copied) == 1
    with filled.transaction():
        filled.note("mail sent")
