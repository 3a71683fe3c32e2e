"""After letters were made, refused and gone wrong, no word of them is in any file or log that the program wrote."""

import re
import urllib.error
import urllib.request
from urllib.parse import quote, urlencode

import pytest
from saved_letters import SLIP
from server import serving

from directory.accounts import signing_in
from directory.store.office import people
from directory.store.office.database import Office
from directory.web.shell import session

CANARIES = [
    "Canarina Zufallsname",
    "1958-03-15",
    "3/15/1958",
    "CANARY-MEMBER-77",
    "kanarienvogelschmerz",
    "6195550177",
    "Kanari Fuchsschwanz",
    "chronische zeisigplage",
    "AKTE-ZEISIG-4711",
    "zeisig@nirgendwo.example",
    "12 Zeisigweg",
    "Zeisigleiden seit jeher",
]
LETTER = {
    "patient_name": CANARIES[0],
    "born_on": CANARIES[2],
    "member_id": CANARIES[3],
    "reason": CANARIES[4],
    "patient_phone": CANARIES[5],
    "sender_name": CANARIES[6],
    "fax": "6195550112",
    "tried": CANARIES[7],
    "record_number": CANARIES[8],
    "patient_email": CANARIES[9],
    "patient_address": CANARIES[10],
    "problems": CANARIES[11],
    "sex": "female",
}


@pytest.fixture(scope="module")
def server(sample_data, tmp_path_factory):
    """A production server whose output and temporary files go to a folder of this module: (address, folder)."""
    folder = tmp_path_factory.mktemp("server")
    temporary = folder / "tmp"
    temporary.mkdir()
    with serving(
        sample_data.data, folder / "log", TMPDIR=str(temporary), HOME=str(temporary), XDG_CACHE_HOME=str(temporary)
    ) as address:
        yield address, folder


def send(address, fields):
    """What the server answers: (status, body)."""
    try:
        with urllib.request.urlopen(address, urlencode(fields).encode(), timeout=30) as answer:
            return answer.status, answer.read()
    except urllib.error.HTTPError as refused:
        return refused.code, refused.read()


def traces(folders):
    """Files that hold a canary, as written or as an address would hold it."""
    wanted = [
        form
        for canary in CANARIES
        for form in (canary.encode(), quote(canary).encode(), canary.replace(" ", "+").encode())
    ]
    files = [path for folder in folders for path in folder.rglob("*") if path.is_file()]
    assert files
    return [(path, word) for path in files for word in wanted if word in path.read_bytes()]


def test_no_word_of_a_letter_is_in_any_file_or_log(server, sample_directory, sample_data):
    address, folder = server
    listing = next(each for each in sample_directory.listings(list(range(50))) if each.kind == "licensed_acupuncturist")
    form = f"{address}/referrals/new?practitioner={listing.id}"
    for name in ("pdf", "docx", "txt", "json", "transaction.json"):
        status, body = send(form, LETTER | {"format": name})
        assert status == 200 and body
        assert name == "pdf" or name == "docx" or CANARIES[0].encode() in body
    assert send(form, LETTER | {"born_on": "", "npi": "1"})[0] == 400
    assert send(form, LETTER | {"visits": "40"})[0] == 200
    assert send(form, LETTER | {"patient_name": CANARIES[0] + " ᚠ"})[0] == 400
    assert send(form, LETTER | {"find": CANARIES[4], "look": "codes"})[0] == 200
    chart = f'{{"resourceType": "Patient", "name": [{{"text": "{CANARIES[0]}"}}]}}'
    assert CANARIES[0].encode() in send(form, {"chart": chart, "look": "chart"})[1]
    assert send(f"{address}/referrals/diagnoses", {"like": CANARIES[4]})[0] == 200
    assert send(f"{address}/referrals/new?practitioner=nobody", LETTER)[0] == 404
    assert send(f"{address}/search", LETTER)[0] == 405
    assert traces([folder, sample_data.data]) == []


def test_no_word_of_a_letter_that_is_kept_is_in_the_clear(server, sample_directory, sample_data):
    address, folder = server
    listing = next(each for each in sample_directory.listings(list(range(50))) if each.kind == "licensed_acupuncturist")
    with Office(sample_data.office, sample_data.key_file) as office, office.transaction():
        begun = signing_in.begin_session(
            office, people.add_person(office, "canary@example.org", "physician"), "a browser"
        )
    form = f"{address}/referrals/write?practitioner={listing.id}"
    browser = urllib.request.build_opener()
    browser.addheaders = [("Cookie", f"{session.SESSION_COOKIE}={begun.session}")]

    def press(where, **fields):
        token = re.search(rb'name="form_token" value="(\w+)"', browser.open(form, timeout=30).read())[1].decode()
        return browser.open(where, urlencode(fields | {"form_token": token}).encode(), timeout=30)

    because = {f"because-{key}": CANARIES[4] for key in ("state", "weeks", "visits")}
    press(form, **LETTER, keep="draft")
    letter = press(form, **LETTER, **because, keep="signed").url.split("?")[0]
    text = press(f"{letter}/file", format="txt").read().decode()
    assert CANARIES[0] in text
    press(f"{letter}/file", format="pdf")
    for path in ("", "/table"):
        assert CANARIES[0] in press(f"{address}/referrals{path}", patient=CANARIES[0]).read().decode()
    press(f"{letter}/chart")
    link = re.search(r"/reply/[\w-]+", text)[0]
    assert send(address + link, SLIP | {"notes": CANARIES[7]})[0] == 200
    assert CANARIES[7] in browser.open(letter, timeout=30).read().decode()
    assert press(f"{address}/account/rest?page=/referrals/write", **LETTER).status == 204
    assert traces([folder, sample_data.data]) == []
    assert not [
        path
        for folder in (folder, sample_data.data)
        for path in folder.rglob("*")
        if path.is_file() and link[-32:].encode() in path.read_bytes()
    ]


def test_the_search_for_traces_finds_one(tmp_path):
    (tmp_path / "log").write_text("x=" + quote(CANARIES[0]))
    assert traces([tmp_path])
