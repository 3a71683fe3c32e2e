"""The answers in docs/api.md are what the sample directory answers."""

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


@pytest.mark.parametrize(("value", "text"), [([], "[]"), ({"a": [1, 2]}, '{"a": [1, 2]}')])
def test_what_is_short_stays_on_a_line(value, text):
    assert make_answers.dumped(value) == text
