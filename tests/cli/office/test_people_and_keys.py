"""Commands of the office: people, keys, the audit trail."""

import json
import re
import sqlite3

from office_commands import CANARY, read

from directory.settings import Settings
from directory.store.vault import load_keys


class TestUsers:
    def test_adding_somebody_prints_their_link_and_says_where_the_key_is(self, run, data, monkeypatch):
        code, out, err = run("user", "add", "Ann@example.org", "--role", "physician")
        assert code == 0 and re.fullmatch(r"http://127.0.0.1:8000/account/invitation/[\w-]{43}\n", out)
        assert "SITE_ADDRESS" in err and str(Settings().key_file) in err
        monkeypatch.setenv("SITE_ADDRESS", "https://directory.example/")
        assert run("user", "reset", "ann@example.org")[1].startswith("https://directory.example/account/invitation/")

    def test_what_cannot_be_done_ends_with_2_and_one_line(self, run):
        run("user", "add", "ann@example.org", "--role", "admin")
        for words in (
            ("add", "ann@example.org", "--role", "admin"),
            ("add", "x", "--role", "admin"),
            ("add", "b@example.org", "--role", "king"),
            ("add", "b@example.org"),
            ("reset", "nobody@example.org"),
            ("disable", "nobody@example.org"),
            (),
        ):
            code, out, err = run("user", *words)
            assert (code, out, err.count("\n")) == (2, "", 1), words

    def test_an_editor_keeps_a_state_or_a_societys_members(self, run):
        for limit in (("--state", "co"), ("--roster",)):
            assert run("user", "add", f"{limit[0][2:]}@example.org", "--role", "editor", *limit)[0] == 0
        assert run("user", "add", "both@example.org", "--role", "editor", "--state", "CO", "--roster")[0] == 2

    def test_who_is_not_invited_founds_no_office(self, run, data):
        for words in (("x", "--role", "admin"), ("ann@example.org", "--role", "editor")):
            assert run("user", "add", *words)[0] == 2
        assert not (data / "office.db").exists()

    def test_the_list_says_who_can_sign_in(self, run):
        run("user", "add", "ann@example.org", "--role", "physician")
        run("user", "add", "bob@example.org", "--role", "admin")
        run("user", "disable", "bob@example.org")
        assert [(each["email"], each["state"]) for each in json.loads(run("user", "list", "--json")[1])] == [
            ("ann@example.org", "invited"),
            ("bob@example.org", "disabled"),
        ]
        run("user", "enable", "bob@example.org")
        assert "disabled" not in run("user", "list")[1]


class TestKeys:
    def test_without_the_right_key_everything_is_refused_in_one_line(self, run, letter):
        file = Settings().key_file
        for break_it in (
            lambda: file.rename(file.with_name("away")),
            lambda: load_keys(file, None, make=True),
            lambda: file.write_text("x"),
            lambda: file.chmod(0o644),
        ):
            break_it()
            for words in (
                ("serve", "--port", "0"),
                ("user", "list"),
                ("keys", "rotate"),
                ("audit", "verify"),
                ("audit", "show"),
                ("backup", "x.zip"),
            ):
                code, out, err = run(*words)
                assert (code, out, err.strip().count("\n")) == (2, "", 0), (words, err)
                assert "key" in err

    def test_a_rotated_key_opens_what_the_old_one_sealed(self, run, letter):
        code, out, err = run("keys", "rotate")
        assert code == 0 and out.startswith("2 sealed again") and "older" in err
        assert read(letter) == CANARY and run("audit", "verify")[0] == 0

    def test_a_key_of_the_environment_is_rotated_by_putting_a_new_one_first(self, run, data, monkeypatch):
        monkeypatch.setenv("DIRECTORY_KEY", "0" * 64)
        run("user", "add", "ann@example.org", "--role", "physician")
        assert not Settings().key_file.exists()
        monkeypatch.setenv("DIRECTORY_KEY", f"{'1' * 64} {'0' * 64}")
        assert run("keys", "rotate")[1].startswith("1 sealed again")
        monkeypatch.setenv("DIRECTORY_KEY", "1" * 64)
        assert run("user", "list")[0] == 0

    def test_no_command_prints_a_key(self, run, letter, tmp_path):
        said = "".join(
            "".join(map(str, run(*words)))
            for words in (("user", "list"), ("keys", "rotate"), ("audit", "show"), ("backup", tmp_path / "b.zip"))
        )
        assert not any(key.hex() in said for key in load_keys(Settings().key_file, None, make=False))


class TestAudit:
    def test_verify_says_how_far_the_trail_goes_and_holds_it_against_a_head_noted_before(self, run, letter):
        head = re.search(r"Head: (\S+)", run("audit", "verify")[1])[1]
        run("user", "disable", "ann@example.org")
        assert run("audit", "verify", "--noted", head)[0] == 0
        assert run("audit", "verify", "--noted", "99:00")[0] == 2
        assert run("audit", "verify", "--noted", "nonsense")[0] == 2

    def test_a_changed_row_ends_with_2_and_is_named(self, run, letter):
        with sqlite3.connect(Settings().office_db) as other:
            other.executescript("DROP TRIGGER audit_is_not_changed; UPDATE audit SET who = 7 WHERE id = 3")
        code, _, err = run("audit", "verify")
        assert code == 2 and "row 3" in err

    def test_show_names_people_and_deeds(self, run, letter):
        assert "letter kept" in run("audit", "show", "--last", "1")[1]
        assert json.loads(run("audit", "show", "--last", "2", "--json")[1])[0]["what"] == "letter kept"

    def test_without_an_office_there_is_nothing_to_show_and_none_is_founded(self, run, data):
        for words in (("audit", "verify"), ("audit", "show"), ("keys", "rotate")):
            assert run(*words)[0] == 2
        assert not Settings().office_db.exists() and not Settings().key_file.exists()
