"""Fifty physicians write at once, through the pages of the production server with several workers.

No letter is lost, and none is somebody else's.
"""

import re
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from threading import Barrier
from urllib.parse import urlencode, urlsplit

from server import serving

from directory.accounts import signing_in
from directory.referral.saved_referral import from_json
from directory.store.office import people, practices, referrals
from directory.store.office.audit import entries
from directory.store.office.database import Office
from directory.web.shell import session

PHYSICIANS, WORKERS, PATIENCE, TRIES = 50, 2, 60, 20  # PATIENCE: seconds that anything may take
LETTER = {"born_on": "3/15/1958", "reason": "Back pain", "sender_name": "Ruth Okafor", "fax": "6195550112"}


class Physician:
    """Somebody signed in, at a browser that keeps its connection."""

    def __init__(self, office, number):
        self.name = f"Nr{number:02}x"
        with office.transaction():
            self.id = people.add_person(office, f"{self.name}@example.org", "physician").id
            self.practice = practices.home_practice(office, self.id).id
            self.cookie = signing_in.begin_session(office, people.person_by_id(office, self.id), "a browser").session

    def ask(self, method, path, fields=None):
        """An answer: (body, where it leads). Fails where it is no success."""
        headers = {
            "Cookie": f"{session.SESSION_COOKIE}={self.cookie}",
            "Content-Type": "application/x-www-form-urlencoded",
        }
        for _ in range(TRIES):  # on a busy machine the office may be, and the page says so: then they send it again
            self.line.request(method, path, urlencode(fields) if fields else None, headers)
            answer = self.line.getresponse()
            body = answer.read().decode()
            if answer.status != 503:
                break
        assert answer.status in (200, 303), (self.name, path, answer.status)
        return body, answer.headers.get("Location", "").split("?")[0]

    def write(self, address, form, begin):
        """Keeps three letters, two by way of a draft, at the same time as everybody else; what the list shows then."""
        self.line = HTTPConnection(urlsplit(address).netloc, timeout=PATIENCE)
        token = re.search(r'name="form_token" value="(\w+)"', self.ask("GET", form)[0])[1]
        begin.wait(PATIENCE)
        typed = [
            LETTER | {"form_token": token, "patient_name": f"{self.name} {letter}"}
            for letter in ("first", "second", "third")
        ]
        drafts = [self.ask("POST", form, each | {"keep": "draft", "tried": "not yet"})[1] for each in typed[:2]]
        for draft, each in zip(drafts, typed, strict=False):
            assert "not yet" in self.ask("GET", f"{draft}/write")[0]
            assert self.ask("POST", f"{draft}/write", each | {"keep": "signed"})[1] == draft
        self.ask("POST", form, typed[2] | {"keep": "signed"})
        shown = self.ask("GET", "/referrals")[0]
        self.line.close()
        return sorted(re.findall(r"Nr\d\dx \w+", shown))

    @property
    def letters(self):
        """The names of the patients in their letters, in order."""
        return sorted(f"{self.name} {letter}" for letter in ("first", "second", "third"))


def test_fifty_physicians_at_once_none_lost_none_crossed(settings, sample_directory, tmp_path):
    listings = sample_directory.listings(list(range(100)))
    form = "/referrals/write?practitioner=" + next(
        each.id for each in listings if each.kind == "licensed_acupuncturist" and each.locations[0].state == "CA"
    )
    with Office(settings.office, settings.key_file) as office:
        physicians = [Physician(office, number) for number in range(PHYSICIANS)]
        begin = Barrier(PHYSICIANS)
        with (
            serving(settings.data, tmp_path / "log", "--workers", str(WORKERS)) as address,
            ThreadPoolExecutor(PHYSICIANS) as everybody,
        ):
            shown = [
                each.result(PATIENCE)
                for each in [everybody.submit(physician.write, address, form, begin) for physician in physicians]
            ]
            logged = (tmp_path / "log").read_text()
        assert shown == [physician.letters for physician in physicians]
        for physician in physicians:
            with office.transaction():
                kept = [
                    (letter.status, from_json(content))
                    for letter, content in referrals.referral_contents(office, [physician.practice])
                ]
            assert sorted(each.letter.patient.name for status, each in kept if status == "signed") == physician.letters
        trail = [entry["what"] for entry in entries(office.connection, 1_000_000)]
        assert (trail.count("letter kept"), trail.count("letter signed")) == (3 * PHYSICIANS, 2 * PHYSICIANS)
        office.verify()
    told = [line for line in logged.splitlines() if line.strip() and "office busy" not in line]
    assert len(told) == 1, "more than its address: something went wrong"
