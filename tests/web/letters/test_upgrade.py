"""Letters that an earlier version kept are read, sent and followed up by today's."""

import pytest
from database_versions import VERSIONS, load
from saved_letters import SLIP, file_of, link_in, sent

from directory.accounts import signing_in
from directory.store.office import people
from directory.store.office.database import Office
from directory.web.shell import session
from directory.web.shell.app import site_over

KEY = "ab" * 32  # of the offices in store/versions


@pytest.fixture
def app(own_app):
    """The site of this test's own."""
    return own_app


@pytest.fixture(params=sorted(path.stem for path in VERSIONS.glob("office-*.sql")))
def ann(request, client, app, settings, monkeypatch):
    """The browser of the physician of an earlier version's office."""
    load(request.param, settings.office_db, "PRAGMA journal_mode = WAL")
    object.__setattr__(settings, "key", KEY)
    monkeypatch.setitem(app.extensions, "site", site_over(settings))
    with Office(settings.office, settings.key_file, KEY) as office, office.transaction():
        begun = signing_in.begin_session(office, people.person_by_id(office, 1), "a browser")
    client.plain.set_cookie(session.SESSION_COOKIE, begun.session)
    return client


def test_they_are_listed_shown_made_into_files_and_answered(ann):
    page = ann.get("/referrals?status=signed")
    (letter,) = [link for link in page.links if link.startswith("/referrals/")]
    shown = ann.get(letter)
    assert "Canary Jones" in shown.text and "Reply slip of" in shown.text
    assert "SHA-256" not in shown.text, "it was signed before signatures were kept"
    text = file_of(ann, letter).text
    assert "María Nguyễn-O'Hara" in text and "Signature: ____" in text
    stranger = type(ann)(ann.app)
    stranger.post(link_in(text), SLIP, 303)
    assert "Report received" in ann.get(letter).title
    sent(ann, f"{letter}/delete", {})
    assert "has to confirm" in ann.get(letter).text
