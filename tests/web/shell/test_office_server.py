"""While the server that the office is on cannot be reached, only what needs the office is closed, and says so."""

import pytest
from postgresql_server import PASSWORD

from directory.store.office.postgresql import ServerProblem
from directory.store.office.server import office_server as server_at


@pytest.fixture
def app(own_app, settings, tmp_path, monkeypatch):
    """The site, whose office is on a server that is away."""
    away = server_at(f"postgresql://office:{PASSWORD.replace(' ', '%20')}@/office?host={tmp_path}")
    object.__setattr__(settings, "office_server", away)
    return own_app


def test_who_searches_notices_nothing_and_who_signs_in_is_told(app, client, logged):
    browser = app.test_client()
    assert browser.get("/").status_code == 200 and browser.get("/search?near=80202").status_code == 200
    answer = browser.post("/account/sign-in", data={"email": "a@example.org"})
    assert answer.status_code == 503 and "Closed for now" in answer.text
    browser.set_cookie("signed_in", "somebody's")
    assert browser.get("/account/").status_code == 503
    (told, *_) = [event for event in logged() if event["event"] == "office closed"]
    assert "cannot be reached" in told["reason"] and PASSWORD not in str(logged())


def test_it_stays_ready_for_everybody_and_says_that_the_office_is_closed(app):
    answer = app.test_client().get("/readyz")
    assert answer.status_code == 200 and answer.json["ready"]
    assert "accounts and letters are closed" in answer.json["note"] and PASSWORD not in answer.text


def test_a_server_that_does_not_answer_at_all_keeps_one_waiting_and_not_the_next(settings, app, monkeypatch):
    from directory.store.office import postgresql

    asked = []

    def connect(**how):
        asked.append(how["connect_timeout"])
        clock.append(clock[-1] + how["connect_timeout"])
        raise postgresql.psycopg.OperationalError("timeout expired")

    clock = [1000.0]
    monkeypatch.setattr(postgresql.psycopg, "connect", connect)
    monkeypatch.setattr(postgresql.time, "monotonic", lambda: clock[-1])
    for _ in range(3):
        with pytest.raises(ServerProblem, match="cannot be reached"):
            postgresql.connect(settings.office_server)
    assert asked == [2]
    clock.append(clock[-1] + 6)
    with pytest.raises(ServerProblem):
        postgresql.connect(settings.office_server)
    assert asked == [2, 2]
