"""Admins are told by mail what a schedule's run came to."""

from dataclasses import replace

import pytest
from insurer_server import answers
from scheduled_files import NAME, all_jobs, people
from source_files import GOOD

from directory.settings import MailSettings
from directory.store.office import jobs, mails


class TestMail:
    """Somebody is told by mail that a run needs them; what a server says is told on the desk alone."""

    @pytest.fixture
    def settings(self, settings):
        """The site's, with a mail server."""
        return replace(settings, mail=MailSettings("mail.example.org", 587, "directory@example.org"))

    def waiting(self, office):
        found = []
        while mail := mails.take_due(office):
            found.append(mail)
        return [(mail.email, mail.subject, mail.text) for mail in found]

    def test_each_admin_is_told_of_a_failure_and_nobody_else(self, office, root, ann, scheduled, publisher, work):
        publisher.pages[publisher.path] = answers(404)
        scheduled()
        work()
        ((email, subject, text),) = self.waiting(office)
        assert (email, subject) == ("root@example.org", "Failed: the weekly file")
        assert "/admin/imports/1" in text and "404" not in text

    def test_what_waits_for_a_look_is_told_and_what_was_published_is_not(
        self, office, root, published, scheduled, publisher, clock, work
    ):
        publisher.pages[publisher.path] = GOOD["nppes"].content.replace(b'"DENVER"', b'"BOULDER"', 1)
        scheduled()
        work()
        assert all_jobs(office)[-1].phase == "published" and self.waiting(office) == []
        publisher.pages[publisher.path] = people(20)
        clock.pass_(days=7)
        work()
        assert [subject for _, subject, _ in self.waiting(office)] == ["Waits for a look: the weekly file"]

    def test_what_somebody_asked_for_is_not_told(self, office, root, publisher, work):
        publisher.pages[publisher.path] = answers(404)
        with office.transaction():
            jobs.add_job(office, "import", NAME, {"source": "nppes", "files": [publisher.address]})
        work()
        assert all_jobs(office)[0].phase == "failed" and self.waiting(office) == []

    def test_an_admin_sees_how_mail_stands_and_tries_it(self, boss, office, root):
        assert "directory@example.org" in boss.get("/admin/schedules/").text
        boss.send("/admin/schedules/")
        assert "1 mail waits." in boss.get("/admin/schedules/").text
        assert [email for email, _, _ in self.waiting(office)] == ["root@example.org"]


def test_without_mail_nothing_is_queued_for_a_later_day(office, root, scheduled, publisher, work, settings):
    publisher.pages[publisher.path] = answers(404)
    scheduled()
    work()
    assert mails.mail_state(settings.office).waiting == 0
