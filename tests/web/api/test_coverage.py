"""GET /api/v1/coverage, and the page that lists every rule."""

import pytest

from directory.store.reference.rulebook import rulebook


def test_it_answers_a_situation(client):
    answer = client.json("/api/v1/coverage?program=workers_comp&state=WA&condition=migraine&visits_used=3")
    assert answer["verdict"] == "depends" and "24 sessions" in answer["rule"]["text"]
    assert client.json("/api/v1/coverage?program=auto&state=FL&lang=es")["program"]["name"].startswith("Seguro")


@pytest.mark.parametrize(("asked", "parameter"), [("program=x", "program"), ("program=auto&weeks=x", "weeks")])
def test_what_cannot_be_read_is_a_problem_that_names_the_parameter(client, asked, parameter):
    problem = client.json(f"/api/v1/coverage?{asked}", 400)
    assert [each["parameter"] for each in problem["errors"]] == [parameter]


def test_the_page_of_sources_has_every_rule_with_its_source_and_days(client):
    page = client.get("/coverage/sources")
    book = rulebook()
    for _what, cited in book.statements:
        if _what.startswith(("coverage", "state rule", "costs")):
            assert all(source.url in page.links and source.title in page.text for source in cited.sources)
    for program in book.programs.values():
        assert program.id in page.ids and all(rule.says in page.text for rule in program.rules)
    assert client.get("/coverage/sources?lang=es").language == "es"
