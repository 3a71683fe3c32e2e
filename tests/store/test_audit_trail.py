"""The audit trail of the office says who did what, and shows any change to it."""

import sqlite3

import psycopg
import pytest

from directory.store.office import referrals
from directory.store.office.audit import Tampered, TrailHead, entries
from directory.store.office.database import Actor

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


class TestAudit:
    def test_it_says_who_did_what_to_which_letter_when_and_from_where(self, office, physicians):
        office.actor = Actor(physicians[1].id, "192.0.2.7")
        with office.transaction():
            letter_id = referrals.save_referral(office, THEIRS, physicians[1].id, "2000000011", "draft", b"x")
        (entry,) = entries(office.connection, 1)
        assert (entry["who"], entry["what"], entry["subject"], entry["network"]) == (
            physicians[1].id,
            "letter kept",
            f"letter {letter_id}",
            "192.0.2.7",
        )

    def test_a_deed_that_was_undone_leaves_no_row(self, office, physicians):
        before = office.verify()
        with pytest.raises(ZeroDivisionError), office.transaction():
            referrals.save_referral(office, OURS, physicians[0].id, "2000000011", "draft", b"x")
            raise ZeroDivisionError
        assert office.verify() == before

    @pytest.mark.parametrize(
        "sql",
        [
            "UPDATE audit SET who = 9",
            "DELETE FROM audit",
            "INSERT INTO audit SELECT * FROM audit WHERE id = 2 ON CONFLICT (id) DO UPDATE SET who = 9",
        ],
    )
    def test_the_database_itself_refuses_to_change_it(self, office, letter, sql):
        with pytest.raises((sqlite3.IntegrityError, psycopg.errors.RaiseException), match="only ever added to"):
            office.connection.execute(sql)

    @pytest.mark.parametrize(
        ("office_database", "sql", "refusal"),
        [
            ("SQLite", "INSERT OR REPLACE INTO audit SELECT * FROM audit WHERE id = 2", sqlite3.IntegrityError),
            ("PostgreSQL", "TRUNCATE audit", psycopg.errors.RaiseException),
        ],
        indirect=["office_database"],
    )
    def test_nor_by_the_ways_that_one_database_alone_has(self, office, letter, sql, refusal):
        with pytest.raises(refusal, match="only ever added to"):
            office.connection.execute(sql)

    @pytest.mark.parametrize(
        "sql",
        [
            "UPDATE audit SET who = 9 WHERE id = 3",
            "UPDATE audit SET at = '2020-01-01' WHERE id = 1",
            "UPDATE audit SET network = '' WHERE id = 4",
            "DELETE FROM audit WHERE id = 1",
            "DELETE FROM audit WHERE id = 3",
            "DELETE FROM audit WHERE id > 3",
            "DELETE FROM audit WHERE id = 4",
            "DELETE FROM audit",
            "DELETE FROM about WHERE name = 'audit head'",
            "UPDATE audit SET id = 99 WHERE id = 2; UPDATE audit SET id = 2 WHERE id = 3;"
            "UPDATE audit SET id = 3 WHERE id = 99",
            "DELETE FROM audit WHERE id = 2; UPDATE audit SET id = id - 1 WHERE id > 2",
            "INSERT INTO audit SELECT 5, at, who, what, subject, network, mac FROM audit WHERE id = 4",
            "UPDATE audit SET mac = (SELECT mac FROM audit WHERE id = 2) WHERE id = 3",
        ],
    )
    def test_any_change_removal_or_reordering_is_found(self, office, letter, by_another_hand, sql):
        assert office.verify().rows == 4
        by_another_hand(sql)
        with pytest.raises(Tampered):
            office.verify()

    def test_an_older_copy_put_back_is_found_by_a_head_noted_before(self, office, physicians, letter, by_another_hand):
        office.connection.execute("CREATE TABLE older AS SELECT * FROM audit")
        office.connection.execute("CREATE TABLE older_about AS SELECT * FROM about")
        with office.transaction():
            referrals.delete_referral(office, letter)
        noted = office.verify()
        by_another_hand(
            "DELETE FROM audit; INSERT INTO audit SELECT * FROM older; DROP TABLE older;"
            "DELETE FROM about; INSERT INTO about SELECT * FROM older_about; DROP TABLE older_about"
        )
        assert office.verify().rows == noted.rows - 1
        with pytest.raises(Tampered, match="older copy"):
            office.verify(noted)

    def test_another_trail_of_the_same_length_is_found_by_a_head_noted_before(self, office, letter):
        with pytest.raises(Tampered, match="another audit trail"):
            office.verify(TrailHead(2, "00"))
