"""Mail is queued sealed, sent once, tried again with longer and longer pauses, and never sent where others hear it."""

import shutil
import socket
import ssl
import subprocess
import threading
from dataclasses import replace
from datetime import timedelta

import pytest
from mail_server import fall_silent, hang_up, receiving
from server import free_port

from directory.settings import BadSetting, MailSettings, Settings
from directory.store.office import audit, mails, people
from directory.store.office.database import Office
from directory.worker import mail

pytestmark = pytest.mark.usefixtures("on_both")


@pytest.fixture
def settings(data):
    """An office whose mail goes to a port of this machine at which nobody answers yet."""
    return replace(Settings(data), mail=MailSettings("127.0.0.1", free_port(), "directory@example.org"))


@pytest.fixture
def ann(office):
    """Somebody with an account."""
    with office.transaction():
        return people.add_person(office, "ann@example.org", "admin")


@pytest.fixture
def queued(office, ann):
    """A mail that waits."""
    with office.transaction():
        return mails.queue_mail(office, ann, "A schedule failed", "See https://directory.example/admin/imports/3\n")


@pytest.fixture
def postbox(settings):
    """A server that takes what comes."""
    with receiving(settings.mail.port) as postbox:
        yield postbox


def state(settings):
    return mails.mail_state(settings.office)


def send(settings):
    return mail.send_next(settings, settings.mail)


class TestSending:
    def test_what_waits_is_sent_once_and_then_gone(self, settings, queued, postbox, office):
        assert send(settings) and not send(settings)
        (message,) = postbox.messages
        assert (message["From"], message["To"], message["Subject"]) == (
            "directory@example.org",
            "ann@example.org",
            "A schedule failed",
        )
        assert message["Auto-Submitted"] == "auto-generated" and "/admin/imports/3" in message.get_content()
        assert state(settings) == (0, "", 0)
        assert "mail sent" in [each["what"] for each in audit.entries(office.connection, 5)]

    def test_it_is_sealed_while_it_waits(self, settings, queued):
        stored = b"".join(path.read_bytes() for path in settings.data.glob("office.db*"))
        assert b"schedule failed" not in stored and b"/admin/imports/3" not in stored

    def test_it_goes_to_where_somebody_is_reached_today_and_to_nobody_disabled(
        self, settings, office, ann, queued, postbox
    ):
        office.connection.execute("UPDATE people SET email = 'new@example.org'")
        assert send(settings) and postbox.messages[0]["To"] == "new@example.org"
        with office.transaction():
            mails.queue_mail(office, ann, "x", "y")
            people.set_disabled(office, ann.id, True)
        assert not send(settings) and state(settings).waiting == 0

    def test_a_subject_of_two_lines_is_no_header_of_its_own(self, settings, office, ann, postbox):
        with office.transaction():
            mails.queue_mail(office, ann, "x\r\nBcc: eve@example.org", "y")
        assert send(settings) and not postbox.messages and state(settings).given_up == 1


class TestTrouble:
    """Each is tried again after a pause, and the desk says why."""

    def test_nobody_answers(self, settings, queued):
        send(settings)
        assert state(settings) == (1, "The mail server cannot be reached (MAIL_HOST, MAIL_PORT).", 0)

    @pytest.mark.parametrize(
        "trouble, words",
        [
            ("451 Try later ann@example.org", "refuses the mail (451)"),
            ("552 Too much", "refuses the mail (552)"),
            (hang_up, "ended the connection"),
            (fall_silent, "does not answer"),
        ],
    )
    def test_broken_in_the_middle_it_is_sent_the_next_time_as_the_same_mail(
        self, settings, queued, postbox, clock, monkeypatch, trouble, words
    ):
        monkeypatch.setattr(mail, "STALL", 0.5)
        postbox.trouble = [trouble]
        assert send(settings) and not postbox.messages
        assert words in state(settings).problem and "ann@" not in state(settings).problem
        assert not send(settings), "tried again at once"
        clock.pass_(minutes=1)
        assert send(settings) and len(postbox.messages) == 1
        assert postbox.messages[0]["Message-ID"] == f"<{queued}.20261125090000@example.org>"

    def test_an_address_that_is_refused_for_now_is_tried_again(self, settings, queued, postbox):
        postbox.recipient_trouble = ["450 Busy"]
        send(settings)
        assert state(settings) == (1, "The mail server does not take the address (450).", 0)

    def test_one_refused_for_good_is_given_up_with_what_it_said(self, settings, queued, postbox, office):
        postbox.recipient_trouble = ["550 No such mailbox"]
        send(settings)
        assert state(settings) == (0, "The mail server does not take the address (550).", 1)
        assert office.connection.execute("SELECT content FROM mails").fetchone() == (None,)

    def test_pauses_grow_and_after_the_last_it_is_given_up(self, settings, queued, clock):
        tries, began = 0, clock.time
        while state(settings).waiting:
            tries += send(settings)
            clock.pass_(minutes=30)
        assert tries == len(mails.PAUSES) + 1 and state(settings).given_up == 1
        assert timedelta(days=1) < clock.time - began < timedelta(days=3), "an invitation stands for three"

    def test_killed_in_between_it_is_sent_again(self, settings, queued, postbox, clock, monkeypatch):
        def killed(*_):
            raise KeyboardInterrupt

        monkeypatch.setattr(mail, "send", killed)
        with pytest.raises(KeyboardInterrupt):
            send(settings)
        monkeypatch.undo()
        monkeypatch.setattr(Office, "now", staticmethod(lambda: clock.time))
        clock.pass_(minutes=1)
        assert send(settings) and len(postbox.messages) == 1

    def test_a_server_that_speaks_no_smtp_is_told_in_words(self, settings, queued):
        with socket.create_server(("127.0.0.1", settings.mail.port)) as server:
            server.settimeout(5)

            def talk():
                opened, _ = server.accept()
                opened.sendall(b"SSH-2.0-OpenSSH_9.2\r\n" * 3)
                opened.close()

            thread = threading.Thread(target=talk)
            thread.start()
            send(settings)
            thread.join()
        assert state(settings).waiting == 1 and state(settings).problem


class TestSecrecy:
    @pytest.fixture
    def elsewhere(self, settings, monkeypatch):
        """The same server under a name that is not this machine's."""
        asked = socket.getaddrinfo
        monkeypatch.setattr(
            socket,
            "getaddrinfo",
            lambda host, *more, **named: asked("127.0.0.1" if host == "mail.example.org" else host, *more, **named),
        )
        return replace(settings, mail=replace(settings.mail, host="mail.example.org"))

    @pytest.fixture
    def certificate(self, tmp_path):
        """(a TLS context of mail.example.org, the file of its certificate)."""
        if not shutil.which("openssl"):
            pytest.skip("openssl, which makes the certificate, is not here")
        files = ["-keyout", str(tmp_path / "key"), "-out", str(tmp_path / "certificate")]
        name = ["-subj", "/CN=mail.example.org", "-addext", "subjectAltName=DNS:mail.example.org"]
        command = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
        subprocess.run([*command, "-days", "2", *files, *name], check=True, capture_output=True)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(tmp_path / "certificate", tmp_path / "key")
        return context, tmp_path / "certificate"

    def test_without_tls_nothing_is_handed_to_another_machine(self, elsewhere, queued, postbox):
        send(elsewhere)
        assert not postbox.messages and state(elsewhere).problem == mail.NO_TLS

    def test_through_tls_it_is_sent_with_name_and_password(self, elsewhere, queued, certificate, monkeypatch, tmp_path):
        context, file = certificate
        monkeypatch.setenv("SSL_CERT_FILE", str(file))
        (tmp_path / "password").write_text("right\n")
        server = replace(elsewhere.mail, user="directory", password_file=tmp_path / "password")
        with receiving(elsewhere.mail.port, context) as postbox:
            mail.send_next(elsewhere, server)
            assert len(postbox.messages) == 1 and postbox.logins == [(b"directory", b"right")]

    def test_a_wrong_password_is_told_and_not_repeated(self, elsewhere, queued, certificate, monkeypatch, tmp_path):
        context, file = certificate
        monkeypatch.setenv("SSL_CERT_FILE", str(file))
        (tmp_path / "password").write_text("wrong-word")
        server = replace(elsewhere.mail, user="directory", password_file=tmp_path / "password")
        with receiving(elsewhere.mail.port, context):
            mail.send_next(elsewhere, server)
        assert "does not take the name and the password" in state(elsewhere).problem
        assert "wrong-word" not in state(elsewhere).problem

    def test_a_certificate_that_nobody_vouches_for_is_refused(self, elsewhere, queued, certificate):
        with receiving(elsewhere.mail.port, certificate[0]) as postbox:
            send(elsewhere)
            assert not postbox.messages
        assert "certificate is not right" in state(elsewhere).problem

    def test_a_password_file_that_is_not_there_is_named_as_a_setting(self, settings, queued, postbox, tmp_path):
        send(replace(settings, mail=replace(settings.mail, user="x", password_file=tmp_path / "none")))
        assert "MAIL_PASSWORD_FILE" in state(settings).problem and str(tmp_path) not in state(settings).problem


class TestSettings:
    GOOD = (("MAIL_HOST", "mail.example.org"), ("MAIL_FROM", "directory@example.org"))

    @pytest.fixture
    def told(self, monkeypatch):
        """The mail settings of these variables."""

        def settings(**variables):
            for name, value in (dict(self.GOOD) | variables).items():
                monkeypatch.setenv(name, value)
            return Settings().mail

        return settings

    def test_unset_there_is_no_mail_and_status_says_so(self, run, sample_data, monkeypatch):
        monkeypatch.setenv("DIRECTORY_DATA", str(sample_data.data))
        assert Settings().mail is None and "Mail is not set up" in run("status")[1]

    def test_set_status_says_where_it_goes_and_nothing_secret(self, run, told, sample_data, monkeypatch):
        monkeypatch.setenv("DIRECTORY_DATA", str(sample_data.data))
        assert told(MAIL_USER="me", MAIL_PASSWORD_FILE="/x/password").port == 587
        out = run("status")[1]
        assert "Mail goes by mail.example.org:587: 0 waiting" in out and "/x/password" not in out

    @pytest.mark.parametrize(
        "variables",
        [
            {"MAIL_FROM": ""},
            {"MAIL_HOST": ""},
            {"MAIL_FROM": "Directory"},
            {"MAIL_FROM": "a@b\r\nBcc: c@d"},
            {"MAIL_PORT": "smtp"},
            {"MAIL_PORT": "0"},
            {"MAIL_PORT": "65536"},
            {"MAIL_USER": "me"},
            {"MAIL_PASSWORD_FILE": "/x"},
        ],
    )
    def test_half_set_it_is_refused_in_words(self, told, variables):
        with pytest.raises(BadSetting, match="MAIL_"):
            told(**variables)
