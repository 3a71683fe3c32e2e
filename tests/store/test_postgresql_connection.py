"""The connection to the office's server: who is let in, and what is shown to nobody."""

import logging
from contextlib import closing
from datetime import timedelta

import psycopg
import pytest
from postgresql_server import PASSWORD

from directory.settings import BadSetting, Settings
from directory.store.office import opening, people, postgresql, postgresql_steps
from directory.store.office.audit import entries
from directory.store.office.database import Office
from directory.store.office.postgresql import ServerProblem
from directory.store.office.server import office_server as server_at
from directory.store.vault import NoKey, load_keys


@pytest.fixture
def office(office_server, tmp_path):
    """An office on the server."""
    with Office(office_server, tmp_path / "data.key") as opened:
        yield opened


class TestConnection:
    def test_a_machine_with_another_key_founds_nothing_and_gets_in_nowhere(self, office, office_server, tmp_path):
        with pytest.raises(NoKey, match="missing"):
            Office(office_server, tmp_path / "other.key")
        load_keys(tmp_path / "other.key", None, make=True)
        with pytest.raises(NoKey, match="not the one"):
            Office(office_server, tmp_path / "other.key")

    def test_one_that_the_server_ended_is_opened_again_and_until_then_it_is_told_in_words(self, office, postgresql):
        end = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'office' AND usename = 'office'"
        postgresql.run(end)
        with pytest.raises(ServerProblem, match="cannot be reached, or ended"), office.transaction():
            pytest.fail("the connection is gone")
        with closing(postgresql.connect("office")) as other:
            assert other.execute("SELECT count(*) FROM people").fetchone() == (0,)
        office.connection.close()
        office.connection = opening.open_connection(office.database)
        assert office.verify().rows == 1

    def test_a_transaction_of_which_a_statement_failed_is_never_taken_for_written(self, office):
        with pytest.raises(RuntimeError, match="nobody was told"), office.transaction():
            office.note("mail sent")
            with pytest.raises(psycopg.errors.UniqueViolation):
                office.connection.execute("INSERT INTO about VALUES ('key check', '')")
        assert office.verify().rows == 1

    def test_one_that_was_closed_is_anothers_by_then(self, office):
        office.connection.close()
        with pytest.raises(RuntimeError, match="closed"):
            office.connection.execute("SELECT 1")
        office.connection.close()

    def test_what_was_not_ended_is_undone_before_the_connection_serves_again(self, office, office_server):
        office.connection.execute("BEGIN")
        office.connection.execute("DELETE FROM about")
        office.connection.close()
        with closing(postgresql.connect(office_server)) as again:
            assert again.execute("SELECT count(*) FROM about").fetchone() == (2,)

    def test_a_text_with_a_character_that_it_cannot_keep_is_kept_without_it(self, office):
        with office.transaction():
            office.note("map saved", "a\0b")
        assert (
            entries(office.connection, 1)[0]["subject"] == "a\N{REPLACEMENT CHARACTER}b" and office.verify().rows == 2
        )

    def test_texts_are_in_the_order_of_their_bytes_as_in_sqlite(self, office):
        with office.transaction():
            for email in ("b@example.org", "Ä@example.org", "a@example.org", "B@example.org"):
                people.add_person(office, email, "admin")
        in_order = [person.email[0] for person in people.all_people(office)]
        assert in_order == ["B", "a", "b", "Ä"]

    def test_more_rows_than_one_portion_are_read_one_portion_after_the_other(self, office, monkeypatch):
        monkeypatch.setattr(postgresql, "ROWS_AT_ONCE", 2)
        with office.transaction():
            for _ in range(5):
                office.note("mail sent")
        assert office.verify().rows == 6


class TestSecrets:
    WRONG = "postgresql://office:secret-word@/office?host={folder}&port=1"

    def test_no_password_is_shown_by_settings_errors_or_the_log(self, postgresql, tmp_path, monkeypatch, caplog):
        caplog.set_level(logging.DEBUG)
        monkeypatch.setenv("OFFICE_DATABASE", self.WRONG.format(folder=postgresql.folder))
        settings = Settings(tmp_path)
        with pytest.raises(ServerProblem) as refused:
            Office(settings.office, tmp_path / "key")
        shown = f"{settings!r} {settings.office} {refused.value} {refused.value.__cause__} {caplog.text}"
        assert "secret-word" not in shown and "cannot be reached" in shown

    @pytest.mark.parametrize(
        "address",
        [
            "postgresql://office:secret word@/office",
            "office password=secret-word",
            "postgresql://u:secret-word@/o?colour=1",
        ],
    )
    def test_nor_where_the_address_is_no_address(self, address, monkeypatch, tmp_path):
        monkeypatch.setenv("OFFICE_DATABASE", address)
        with pytest.raises(BadSetting, match="such as postgresql://") as refused:
            Settings(tmp_path)
        assert "secret" not in str(refused.value)

    def test_who_is_not_let_in_and_what_is_not_there_is_told_apart(self, postgresql):
        folder = postgresql.folder
        for address, words in (
            (f"postgresql://nobody@/office?host={folder}", "lets nobody in"),
            (f"postgresql://office@/nowhere?host={folder}", "make it there first"),
        ):
            with pytest.raises(ServerProblem, match=words):
                postgresql_steps.is_founded(server_at(address))

    def test_over_a_network_nothing_is_said_without_tls(self, monkeypatch):
        asked = {}

        def connect(**how):
            asked.update(how)
            raise psycopg.OperationalError("server does not support SSL, but SSL was required")

        monkeypatch.setattr(psycopg, "connect", connect)
        for address, mode in (("office@db.example.org/o", "require"), ("db.example.org/o?sslmode=disable", "disable")):
            with pytest.raises(ServerProblem):
                postgresql.connect(server_at(f"postgresql://{address}"))
            assert asked["sslmode"] == mode

    def test_nor_where_a_service_of_libpq_named_the_server(self, monkeypatch, office_server):
        monkeypatch.setattr(postgresql, "_is_remote", lambda _: True)
        with pytest.raises(ServerProblem, match="no TLS"):
            postgresql.connect(server_at(office_server.address + "&sslmode=prefer"))

    def test_what_was_typed_is_in_no_log_of_the_server(self, postgresql, office):
        with pytest.raises(psycopg.errors.CheckViolation), office.transaction():
            people.add_person(office, "canary-ann@example.org", "nonsense")
        log = (postgresql.folder / "log").read_text()
        assert "people_role_check" in log
        assert "canary-ann" not in log and PASSWORD not in log


def test_a_password_is_asked_for_by_the_server_and_known_by_libpq(postgresql, office_server, tmp_path, monkeypatch):
    """pg_service.conf and .pgpass say who, where and the password; the address then holds none."""
    (tmp_path / "service").write_text(f"[office]\nhost={postgresql.folder}\ndbname=office\nuser=office\n")
    monkeypatch.setenv("PGSERVICEFILE", str(tmp_path / "service"))
    with Office(server_at("postgresql:///?service=office"), tmp_path / "key") as office:
        assert people.all_people(office) == [] and office.now() - timedelta(1) < office.now()
