"""The answers in docs/api.md are what the sample directory answers."""

import re
import sys

import pytest
from conftest import ROOT

from directory.core import dates

sys.path.append(str(ROOT / "docs"))

import make_answers


def test_the_page_has_five_requests_with_their_answers(client, monkeypatch):
    monkeypatch.setattr(dates, "today", lambda: make_answers.DAY)
    page = make_answers.PAGE.read_text(encoding="utf-8")
    assert len(make_answers.ASKED.findall(page)) == 5
    assert make_answers.written(page, client.json) == page, "python3 docs/make_answers.py"


def test_every_door_has_a_page_that_is_linked():
    page = make_answers.PAGE.read_text(encoding="utf-8")
    for path in (ROOT / "docs").glob("api-*.md"):
        assert f"({path.name})" in page, path.name
    assert all((ROOT / "docs" / name).is_file() for name in ("api-npi.md", "api-fhir.md", "api-mcp.md"))


def asked_of(page):
    """The addresses that a page of docs/ has asked with curl, without their host."""
    found = re.findall(r"^    curl 'https?://[^/]+(/[^']+)'", (ROOT / "docs" / page).read_text(encoding="utf-8"), re.M)
    return [path for path in found if "?" in path and "$" not in path]


def test_the_commands_of_other_doors_find_somebody_in_the_sample(client):
    npi, fhir = asked_of("api-npi.md"), asked_of("api-fhir.md")
    assert len(npi) == 1 and len(fhir) == 4
    assert client.json(npi[0])["result_count"]
    for path in fhir:
        assert client.plain.get(path).json.get("entry"), path


@pytest.mark.parametrize(("value", "text"), [([], "[]"), ({"a": [1, 2]}, '{"a": [1, 2]}')])
def test_what_is_short_stays_on_a_line(value, text):
    assert make_answers.dumped(value) == text
