"""A geocoding service that a test tells what to answer, and a clock that only waiting moves."""

import pytest
from geocoder_server import Server
from geopy.extra import rate_limiter
from server import answering

from directory.geocoding.services import configured


@pytest.fixture(scope="module")
def listening():
    with answering(Server()) as server:
        yield server
        server.closing.set()


@pytest.fixture
def server(listening):
    listening.says()
    listening.asked.clear()
    return listening


@pytest.fixture
def clock(monkeypatch):
    """A clock that only sleeping moves; it remembers how long each sleep was."""
    slept = []
    monkeypatch.setattr(rate_limiter, "sleep", slept.append)
    monkeypatch.setattr(rate_limiter, "default_timer", lambda: sum(slept))
    return slept


@pytest.fixture
def service(server, clock):
    """Makes a service that asks the server here."""

    def make(name="census", **settings):
        user = {"user_agent": "test of the directory"} if name != "googlev3" else {"api_key": "secret"}
        return configured(
            name, {"domain": server.domain, "scheme": "http", "timeout": 3, **user, **settings}, clock.append
        )

    return make
