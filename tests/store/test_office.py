"""The office keeps letters for their owners, whoever else is at work."""

import re
import stat
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from many_at_once import PATIENCE, keep_letters, processes

from directory.core.spreadsheets import escape_formula
from directory.store.office import claims, emergencies, mails, mistakes, notices, people, referrals, replies, sessions
from directory.store.office.audit import entries
from directory.store.office.database import SEALED, Actor, Office
from directory.store.office.migrations import MIGRATIONS
from directory.store.vault import NoKey, add_key, load_keys

ON_SQLITE = pytest.mark.parametrize("office_database", ["SQLite"], indirect=True)
CANARY = "Canary Jones, born 1970-01-01"
OURS, THEIRS = 1, 2  # the practices of the two physicians, with which each of them begins


@pytest.fixture
def letter(office, physicians):
    """A letter of the first physician."""
    with office.transaction():
        return referrals.saved_referral(
            office,
            referrals.save_referral(office, OURS, physicians[0].id, "2000000011", "draft", CANARY.encode()),
            [OURS],
        )


class TestLetters:
    def test_a_letter_is_there_for_its_practice_and_for_nobody_else(self, office, letter):
        with office.transaction():
            assert referrals.referral_content(office, letter) == CANARY.encode()
        assert referrals.saved_referrals(office, [OURS]) == [letter]
        for others in ([THEIRS], []):
            assert referrals.saved_referrals(office, others) == []
            assert referrals.saved_referral(office, letter.id, others) is None

    def test_its_id_is_in_a_table_as_it_is_everywhere_else(self, office, physicians, monkeypatch):
        monkeypatch.setattr("secrets.token_bytes", b"\xfb\xef\xbe".__mul__)  # "----" in base64 for addresses
        with office.transaction():
            letter_id = referrals.save_referral(office, OURS, physicians[0].id, "2000000011", "draft", b"x")
        assert escape_formula(letter_id) == letter_id and "-" not in letter_id

    def test_given_to_another_practice_behind_our_back_it_does_not_open(self, office, letter):
        office.connection.execute("UPDATE referrals SET practice = ?", [THEIRS])
        with pytest.raises(NoKey, match="changed by another hand"):
            referrals.referral_content(office, referrals.saved_referral(office, letter.id, [THEIRS]))

    def test_nothing_that_was_typed_is_in_the_files(self, request, office, physicians, letter):
        with office.transaction():
            referrals.change_referral(office, letter, CANARY.encode() * 2)
            mistakes.report_mistake(office, "2000000011", "other", CANARY)
            people.save_profile(office, physicians[0].id, {"name": CANARY})
            sessions.save_draft(office, physicians[0].id, "/referrals/new", [("name", CANARY)])
        if isinstance(office.database, Path):
            files = list(office.database.parent.iterdir())
            assert len(files) >= 2 and all(stat.S_IMODE(file.stat().st_mode) == 0o600 for file in files)
        else:
            server = request.getfixturevalue("postgresql")
            server.run("CHECKPOINT")
            files = [file for file in server.folder.rglob("*") if file.is_file()]
            assert server.folder / "log" in files and any(file.parent.name == "pg_wal" for file in files)
        assert not [file for file in files if b"Canary Jones" in file.read_bytes()]

    def test_it_moves_once_from_the_status_that_was_seen_and_every_move_is_kept(self, office, physicians, letter):
        office.actor = Actor(physicians[0].id, "192.0.2.1")
        with office.transaction():
            assert referrals.change_status(office, letter, "signed")
            assert not referrals.change_status(office, letter, "cancelled"), "it is not a draft any longer"
        (begun, moved) = referrals.status_events(office, letter)
        assert (begun.before, begun.after, moved.who, moved.before, moved.after) == (
            "",
            "draft",
            physicians[0].id,
            "draft",
            "signed",
        )

    def test_a_deleted_letter_leaves_only_its_trail(self, office, physicians, letter):
        with office.transaction():
            replies.save_reply_link(office, letter, b"hash", office.now() + timedelta(days=1), "2000000011")
            replies.set_recipient_status(office, letter, "2000000011", "accepted")
            emergencies.open_in_emergency(office, letter, physicians[1].id, CANARY, office.now())
            assert emergencies.emergencies_of(office, letter)[0].reason == CANARY
            referrals.delete_referral(office, letter)
        for table in ("referrals", "referral_events", "reply_links", "recipients", "emergencies"):
            assert office.connection.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,), table
        assert [entry["what"] for entry in entries(office.connection, 4) if letter.id in entry["subject"]] == [
            "letter deleted",
            "letter opened in an emergency",
            "reply link made",
            "letter kept",
        ]

    def test_a_reply_link_serves_again_and_not_after_it_was_taken_back_or_has_expired(self, office, letter):
        soon, before = office.now() + timedelta(days=1), office.now() - timedelta(seconds=1)
        with office.transaction():
            for token_hash, until in ((b"one", soon), (b"other", soon), (b"expired", before)):
                replies.save_reply_link(office, letter, token_hash, until, token_hash.decode())
            link, answered = replies.open_link(office, b"one")
            assert answered == letter and replies.open_link(office, b"expired") is None
            assert replies.note_answer(office, link) and replies.note_answer(office, link)
            replies.revoke_reply_links(office, letter, "one")
            assert replies.open_link(office, b"one") is None and not replies.note_answer(office, link)
            assert replies.open_link(office, b"other") and replies.open_link(office, b"unknown") is None
            replies.revoke_reply_links(office, letter)
            assert replies.open_link(office, b"other") is None


@ON_SQLITE
def test_fifty_physicians_at_once_none_lost_none_crossed(tmp_path, open_office):
    office, context, each = open_office(), processes(), 4
    with office.transaction():
        owners = [people.add_person(office, f"p{n}@example.org", "physician").id for n in range(50)]
    barrier = context.Barrier(len(owners))
    workers = [
        context.Process(target=keep_letters, args=(office.database, tmp_path / "data.key", owner, barrier, each))
        for owner in owners
    ]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(2 * PATIENCE)
    assert [worker.exitcode for worker in workers] == [0] * len(owners)
    for owner in owners:
        with office.transaction():
            texts = {
                referrals.referral_content(office, letter).decode()
                for letter in referrals.saved_referrals(office, [owner])
            }
        assert texts == {f"letter {n} of {owner}" for n in range(each)}
    assert office.verify().rows == 1 + len(owners) + 2 * len(owners) * each


@ON_SQLITE
def test_opening_it_again_ends_no_lock_that_this_process_holds(open_office, office):
    """Else another program that closes it last, as it believes, removes the write-ahead log that is in use here."""
    open_office().connection.close()
    with office.transaction():
        people.add_person(office, "ann@example.org", "physician")
    program = "import sqlite3, sys; sqlite3.connect(sys.argv[1]).execute('SELECT * FROM about').close()"
    subprocess.run([sys.executable, "-c", program, office.database], check=True)
    assert office.database.with_name("office.db-wal").exists()


class TestKeys:
    def test_with_another_key_or_none_the_office_stays_shut_and_no_new_key_is_made(self, office, tmp_path):
        file = tmp_path / "data.key"
        file.rename(tmp_path / "away")
        with pytest.raises(NoKey, match="missing"):
            Office(office.database, file)
        assert not file.exists()
        load_keys(file, None, make=True)
        with pytest.raises(NoKey, match="not the one"):
            Office(office.database, file)

    def test_after_a_rotation_everything_is_sealed_with_the_new_key_alone(
        self, open_office, office, physicians, letter, tmp_path
    ):
        with office.transaction():
            mistakes.report_mistake(office, "2000000011", "phone", "wrong: 555", "pat@example.org")
            people.save_profile(office, physicians[0].id, {"name": "Ann"})
            people.save_invitation(office, physicians[0], b"hash", b"secret", office.now())
            sessions.save_draft(office, physicians[0].id, "/x", [("a", "b")])
            mails.queue_mail(office, physicians[0], "a", "link")
            claims.ask_claim(office, "2000000011", "call", "(303) 555-0101", "Pat", "pat@example.org", "123456")
            claims.add_owner(office, "2000000011", physicians[0].id, "call")
            notices.add_notice(office, 1, "letter", "12 Elm St", "ABCD-2345")
            emergencies.open_in_emergency(office, letter, physicians[1].id, "why", office.now())
            office.connection.execute(
                "UPDATE people SET totp = ? WHERE id = 1", [office.vault.seal(b"t", "people", "totp", 1)]
            )
        add_key(tmp_path / "data.key")
        assert open_office().reseal() == len(SEALED)
        (tmp_path / "data.key").write_text(load_keys(tmp_path / "data.key", None, make=False)[0].hex())
        with_new = open_office()
        with with_new.transaction():
            assert referrals.referral_content(with_new, letter) == CANARY.encode()
        assert people.saved_profile(with_new, 1) == {"name": "Ann"} and people.person_by_id(with_new, 1).totp == b"t"
        assert people.saved_invitation(with_new, b"hash").totp == b"secret"
        assert sessions.take_draft(with_new, 1, "/x") == [("a", "b")]
        assert mistakes.waiting_mistakes(with_new, 9)[0].more == "wrong: 555"
        assert emergencies.emergencies_of(with_new, letter)[0].reason == "why"
        assert claims.claim_by_number(with_new, 1).code == "123456"
        assert notices.notice_by_number(with_new, 1).code == "ABCD-2345"
        with with_new.transaction():
            assert mails.take_due(with_new).text == "link"

    def test_with_both_keys_the_trail_from_before_a_rotation_still_verifies(self, open_office, letter, tmp_path):
        add_key(tmp_path / "data.key")
        again = open_office()
        again.reseal()
        assert again.verify().rows > 3

    def test_every_sealed_column_is_known_to_the_rotation(self):
        schema, sealed = "".join(step.read_text() for step in MIGRATIONS), set()
        for table, columns in re.findall(r"CREATE TABLE (?:IF NOT EXISTS )?(\w+?)(?:_now)? \((.*?)\n\)", schema, re.S):
            sealed |= {(table, column) for column in re.findall(r"(\w+) +BLOB.*-- sealed", columns)}
        sealed |= set(re.findall(r"ALTER TABLE (\w+) ADD COLUMN (\w+).*-- sealed", schema))
        assert sealed == {(each.table, each.column) for each in SEALED}


class TestMistakes:
    def test_a_report_is_kept_short_with_its_day_only_and_leaves_the_queue_when_settled(self, office):
        with office.transaction():
            mistakes.report_mistake(office, "2000000011", "other", "x" * 900)
        (report,) = mistakes.waiting_mistakes(office, 9)
        assert (report.kind, len(report.more), len(report.received_on)) == ("other", 500, 10)
        with office.transaction():
            assert mistakes.settle_mistake(office, report.id, "dismissed", "it is right")
            assert not mistakes.settle_mistake(office, report.id, "accepted", "")
        assert mistakes.count_waiting(office) == 0 and mistakes.waiting_mistakes(office, 9) == []
        assert entries(office.connection, 1)[0]["subject"] == f"mistake {report.id}"

    def test_no_stranger_fills_the_disk(self, office, monkeypatch):
        monkeypatch.setattr(mistakes, "MOST_WAITING", 1)
        mistakes.report_mistake(office, "2000000011", "other", "x")
        with pytest.raises(mistakes.TooManyReports):
            mistakes.report_mistake(office, "2000000011", "other", "x")
