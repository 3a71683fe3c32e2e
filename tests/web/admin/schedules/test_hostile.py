"""What is fetched again and again, from servers that mean harm or have changed."""

from dataclasses import replace

import pytest
from scheduled_files import FORM, all_jobs

from directory.cli.errors import in_words
from directory.store.listings.about import about_at
from directory.store.office import schedules
from directory.worker import process


class TestHostile:
    """An address is asked each time anew, and may have changed since somebody typed it."""

    @pytest.mark.parametrize("place", ["127.0.0.1", "10.0.0.7", "169.254.169.254", "::1", "fd00::1"])
    def test_a_name_that_leads_into_a_private_network_by_now_is_not_asked(
        self, scheduled, office, settings, monkeypatch, place
    ):
        monkeypatch.setattr("socket.getaddrinfo", lambda *_, **__: [(0, 0, 0, "", (place, 443))])
        scheduled(files=["https://publisher.example/list.csv"])
        closed = replace(settings, private_networks=False)
        process.start_due(closed)
        process.do_next(closed, in_words)
        job = all_jobs(office)[-1]
        assert job.phase == "failed" and "private network" in job.reason

    @pytest.mark.parametrize("content", [b"", b"<!DOCTYPE html><p>Moved</p>", b"%PDF-1.7", bytes(range(256)) * 9])
    def test_what_is_another_file_by_now_fails_and_changes_nothing(
        self, published, scheduled, publisher, office, settings, work, content
    ):
        publisher.pages[publisher.path] = content
        scheduled()
        work()
        assert all_jobs(office)[-1].phase == "failed" and about_at(settings.directory_db)["listings"] == 6

    def test_a_file_that_never_ends_is_given_up_at_its_limit(self, scheduled, publisher, office, work, monkeypatch):
        monkeypatch.setattr("directory.importer.fetching.MAX_SIZE", 100_000)
        monkeypatch.setattr("directory.importer.fetching.local_file.__defaults__", (100_000,))

        def endless(handler):
            handler.start(200)
            while True:
                handler.wfile.write(b"x" * 10_000)

        publisher.pages[publisher.path] = endless
        scheduled()
        work()
        job = all_jobs(office)[-1]
        assert job.phase == "failed" and "has more than" in job.reason


class TestPublicAddresses:
    @pytest.fixture
    def settings(self, settings):
        """The site's, as it is unless somebody says otherwise."""
        return replace(settings, private_networks=False)

    @pytest.mark.parametrize("known", ["", "insurers"])
    def test_no_schedule_is_made_of_an_address_inside_this_network(self, boss, office, known):
        sent = boss.get("/admin/schedules/new").sent()
        typed = FORM | {"known": known, "state": "CO", "address": "https://127.0.0.1/list.csv"}
        page = boss.page(boss.plain.post("/admin/schedules/new", data=sent | typed), 400)
        assert "an address of this server" in page.text and not schedules.all_schedules(office)
