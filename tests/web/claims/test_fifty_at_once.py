"""Fifty practices confirm their listings at once, by the links of their mails, at the production server."""

import shutil
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from threading import Barrier
from time import sleep
from urllib.parse import urlsplit

from server import serving

from directory.accounts import claims as rules
from directory.store.imports.database import Imports
from directory.store.office import claims, people

PRACTICES, PATIENCE, TRIES = 50, 120, 200  # PATIENCE: seconds that anything may take
PAUSE = 0.3  # seconds before somebody presses again


def confirm(address, link, begin):
    """Presses the button at the end of a link when everybody is there; how the site answers."""
    line = HTTPConnection(urlsplit(address).netloc, timeout=PATIENCE)
    begin.wait(PATIENCE)
    for _ in range(TRIES):  # on a busy machine the page may say that it is: then they press again
        line.request("POST", link, headers={"Sec-Fetch-Site": "same-origin"})
        answer = line.getresponse()
        answer.read()
        if answer.status != 503:
            break
        sleep(PAUSE)  # the site answers at once while it knows that it is busy
    line.close()
    return answer.status


def test_fifty_practices_confirm_at_once_and_none_is_lost(settings, office, sample_data, sample_directory, tmp_path):
    shutil.copy(sample_data.imports_db, settings.imports_db)
    listings = [each.id for each in sample_directory.listings(list(range(PRACTICES)))]
    with office.transaction():
        for listing in listings:
            person = people.add_person(office, f"{listing.lower()}@example.org", "practitioner")
            claims.add_owner(office, listing, person.id, "call")
    owners = [claims.owners_of(office, listing)[0] for listing in listings]
    links = [f"/claims/still-right/{each.id}/{rules.still_right_signature(office, each)}" for each in owners]
    begin = Barrier(PRACTICES)
    with (
        serving(settings.data, tmp_path / "log", "--workers", "2") as address,
        ThreadPoolExecutor(PRACTICES) as everybody,
    ):
        waiting = [everybody.submit(confirm, address, link, begin) for link in links]
        answers = [each.result(PATIENCE) for each in waiting]
    assert set(answers) == {200}
    assert all(claims.owners_of(office, listing)[0].confirmed_on for listing in listings)
    with Imports(settings.imports_db) as imports:
        sql = "SELECT count(*) FROM snapshots WHERE source = 'claims' AND NOT withdrawn"
        assert imports.connection.execute(sql).fetchone() == (PRACTICES,)
