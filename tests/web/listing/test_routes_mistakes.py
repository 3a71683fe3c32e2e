"""A visitor tells what is wrong with a listing, and programs that fill in forms do not get through."""

import re

import pytest

from directory.accounts import signing_in
from directory.store.office import mistakes, people
from directory.store.office.database import Office
from directory.web.shell import session


@pytest.fixture
def app(own_app, settings):
    """The site of this test's own, with an office that is there already."""
    Office(settings.office, settings.key_file).connection.close()
    return own_app


@pytest.fixture
def page(sample_directory):
    """The address of a listing."""
    return f"/practitioners/{sample_directory.listings([0])[0].id}"


@pytest.fixture
def reported(settings):
    """Gives what waits in the queue: (listing, what) pairs."""

    def waiting():
        with Office(settings.office, settings.key_file) as office:
            return [(each.listing, each.kind, each.more) for each in mistakes.waiting_mistakes(office, 99)]

    return waiting


@pytest.fixture
def report(client, page, clock):
    """Fills the form in so many seconds after it was shown: the page, or the address it leads to."""

    def send(status=303, seconds=20, **typed):
        form = client.get(f"{page}/mistake").sent()
        clock.pass_(seconds=seconds)
        return client.post(
            f"{page}/mistake", {"stamp": form["stamp"], "website": form["website"], "kind": "phone"} | typed, status
        )

    return send


def test_from_the_listing_to_the_queue_and_thanks(client, page, report, reported):
    assert any(link.startswith(f"{page}/mistake") for link in client.get(page).links)
    where = report(kind="moved", more="Now at 12 Pier Rd")
    assert "Your report arrived" in client.get(where).text
    assert reported() == [(page.split("/")[-1], "moved", "Now at 12 Pier Rd")]


def test_what_is_missing_or_too_long_is_said_and_what_was_typed_stays(client, report, reported, page):
    assert "Choose what is wrong" in report(400, kind="").text
    assert "There is room for 500" in report(400, more="x" * 501).text
    assert report(400, kind="", more="new number").text.count("new number") == 1
    assert reported() == []


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"website": "http://spam.example"}, "only programs"),
        ({"seconds": 0.5}, "press the button once more"),
        ({"seconds": 13 * 3600}, "open for too long"),
        ({"stamp": ""}, "open for too long"),
        ({"stamp": "2026-11-25T08:00:00+00:00 00"}, "open for too long"),
        ({"stamp": "x zz"}, "open for too long"),
    ],
)
def test_programs_are_kept_out_and_people_told_what_to_do(report, reported, typed, words):
    assert words in report(400, **typed).text
    assert reported() == []


def test_a_person_who_was_quick_sends_it_once_more(client, page, report, clock, reported):
    form = report(400, seconds=0.5).sent()
    clock.pass_(seconds=4)
    client.post(f"{page}/mistake", form | {"kind": "phone"}, 303)
    assert len(reported()) == 1


def test_the_stamp_of_another_listing_is_none(client, page, clock, sample_directory):
    other = f"/practitioners/{sample_directory.listings([1])[0].id}/mistake"
    form = client.get(f"{page}/mistake").sent()
    clock.pass_(seconds=20)
    client.post(other, form | {"kind": "phone"}, 400)


def test_after_five_from_one_network_there_is_a_wait(report, clock):
    for _ in range(5):
        report()
    clock.pass_(seconds=-19)
    assert "wait a minute" in report(429, seconds=4).text


def test_when_so_many_wait_no_more_are_taken_and_it_says_so(report, monkeypatch):
    monkeypatch.setattr(mistakes, "MOST_WAITING", 0)
    assert "no more can be taken" in report(429).text


def test_nobody_can_report_who_is_not_listed_and_search_engines_stay_out(client, page):
    client.get("/practitioners/nobody/mistake", 404)
    assert client.plain.get(f"{page}/mistake").headers["X-Robots-Tag"] == "noindex"


def test_nothing_says_who_reported(report, settings, app):
    report(more="CANARY-TEXT")
    with Office(settings.office, settings.key_file) as office:
        dump = "\n".join(office.connection.iterdump())
    assert "127.0.0.1" not in dump and not re.search("CANARY", dump)
    assert b"CANARY-TEXT" not in settings.office_db.read_bytes()


def test_looking_at_the_form_founds_no_office_and_the_first_report_does(
    own_app, settings, client, page, clock, reported
):
    settings.office_db.unlink()
    form = client.get(f"{page}/mistake").sent()
    client.post(f"{page}/mistake", form | {"kind": "phone"}, 400)
    clock.pass_(seconds=20)
    client.post(f"{page}/mistake", form | {"kind": ""}, 400)
    assert not settings.office_db.exists()
    client.post(f"{page}/mistake", form | {"kind": "phone"}, 303)
    assert len(reported()) == 1


def test_an_admin_reads_what_waits_and_settles_it(client, page, report, office, reported):
    report(kind="moved", more="Now at <b>12 Pier Rd</b>")
    with office.transaction():
        begun = signing_in.begin_session(office, people.add_person(office, "root@example.org", "admin"), "a browser")
    client.plain.set_cookie(session.SESSION_COOKIE, begun.session)
    assert "They moved, or the address is wrong" in client.get("/admin/mistakes").text
    (waiting,) = [link for link in client.get("/admin/mistakes").links if link.startswith("/admin/mistakes/")]
    assert "Now at <b>12 Pier Rd</b>" in client.get(waiting).text
    client.send(waiting, form="dismiss", why="it is right")
    assert "No report waits" in client.get("/admin/mistakes").text and reported() == []
