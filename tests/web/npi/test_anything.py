"""Whatever is asked: an answer with status 200 that has either errors or results, of everybody once, 200 at most."""

import json
import threading
import tracemalloc
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlencode

import pytest
import registered_people as people
from hypothesis import given
from hypothesis import strategies as some

from directory.core.names import folded
from directory.search.registry_query import CRITERIA, RIGHT

SEEN = [
    "finch",
    "jeff*",
    "o'brien",
    "lark*",
    "acupuncturist",
    "portland",
    "97214",
    "94*",
    "OR",
    "ca",
    "US",
    "elm*",
    "ann",
]
WORDS = some.sampled_from([*SEEN, "", "NPI-1", "NPI-2", "AO", "true", "0", "10", "*", "1", "-1", "ZZ", people.MAEVE])
PARAMETERS = some.sampled_from([*CRITERIA, *RIGHT, "within", "pretty", "version", "anything"])
QUESTIONS = some.dictionaries(PARAMETERS, WORDS | some.text(max_size=30), max_size=6)


@given(QUESTIONS)
def test_any_question_gets_errors_or_results(registry, parameters):
    query = urlencode({"version": "2.1"} | parameters, errors="surrogatepass")
    response = registry.test_client().get(f"/api/npi/?{query}")
    assert (response.status_code, response.mimetype) == (200, "application/json")
    answer = response.json
    if "Errors" in answer:
        assert list(answer) == ["Errors"] and answer["Errors"]
        assert all(set(each) == {"description", "field", "number"} and each["number"] for each in answer["Errors"])
        return
    results, total = answer["results"], int(response.headers["X-Total-Count"])
    npis = [each["number"] for each in results]
    assert list(answer) == ["result_count", "results"] and answer["result_count"] == len(npis) <= min(200, total)
    assert len(set(npis)) == len(npis) and people.EXCLUDED not in npis


@given(some.integers(1, 400), some.integers(0, 300))
def test_the_limit_and_the_skip_hold(ask, limit, skip):
    answer, total = ask(taxonomy_description="acupuncturist", limit=str(limit), skip=str(skip))
    assert answer["result_count"] == max(0, min(limit, 200, total - skip))


@given(some.text("abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=6))
def test_a_wildcard_finds_all_that_begin_so_and_needs_two_letters(ask, letters):
    answer, total = ask(last_name=f"{letters}*")
    if len(letters) < 2:
        assert answer["Errors"][0]["number"] == "03"
        return
    names = {"larka", "finch", "o'brien", "o'casey", "abernathy", "de la cruz", "abbott"}
    names |= {f"lark{chr(97 + place)}" for place in range(26)}
    assert (total > 0) == any(folded(name).startswith(letters) for name in names)


HOSTILE = [
    "last_name=" + "a" * 6_000,
    "last_name=" + "%F0%9F%98%80" * 100,
    "&".join(["last_name=lark*"] * 800),
    "limit=1000000000&skip=1000000000000000000&last_name=lark*",
    "near=" + "9" * 5_000,
    "near=" + "(" * 2_000,
    "near=1e309,1e309&within=nan",
    "near=45,-122&within=500&limit=200",
    "last_name=la*&first_name=je*&state=or&city=po*&postal_code=97*&taxonomy_description=ac*&limit=200",
    "city=aa*&first_name=%00%00*",
    "first_name=%C3%28&last_name=%ED%A0%80",
    "postal_code=" + "0" * 10 + "*",
    "last_name=%25%27%3B--&city=%27%20OR%201%3D1",
    "country_code=%C4%B0%C4%B0&state=%C3%9F%C3%9F",
    "version=2.1&version=2.0&number[]=1",
]


def test_hostile_questions_are_answered_and_leave_nothing_in_memory(registry):
    client = registry.test_client()

    def ask_all():
        for query in HOSTILE:
            response = client.get(f"/api/npi/?version=2.1&{query}")
            assert response.status_code == 200, query[:80]
            assert len(response.json) in (1, 2)

    ask_all()
    tracemalloc.start()
    ask_all()
    before = tracemalloc.get_traced_memory()[0]
    for _ in range(2):
        ask_all()
    grown = tracemalloc.get_traced_memory()[0] - before
    tracemalloc.stop()
    assert grown < 1_000_000, f"{grown:,} bytes more after 30 questions"


def test_a_thousand_questions_at_once_are_all_answered_alike(registry):
    questions = ["last_name=lark*&limit=3", "state=OR", "near=97214&limit=2", f"number={people.CLINIC}"]
    own = threading.local()

    def answered(number):
        if not hasattr(own, "client"):
            own.client = registry.test_client()
        response = own.client.get(f"/api/npi/?version=2.1&{questions[number % 4]}")
        return number % 4, response.status_code, response.text

    with ThreadPoolExecutor(8) as threads:
        answers = set(threads.map(answered, range(1000)))
    assert {status for _, status, _ in answers} == {200} and len(answers) == len(questions)


@pytest.mark.parametrize("query", ["last_name=Canary", "near=Canaryville,+ZZ", "near=97214&first_name=Canary"])
def test_no_question_is_logged(registry, caplog, capfd, query):
    with caplog.at_level("DEBUG"):
        assert registry.test_client().get(f"/api/npi/?version=2.1&{query}").status_code == 200
    assert "anary" not in caplog.text + "".join(capfd.readouterr())


def test_a_fault_tells_nothing_of_the_question(registry, monkeypatch, logged, caplog):
    monkeypatch.setitem(registry.config, "PROPAGATE_EXCEPTIONS", False)
    monkeypatch.setattr("directory.web.npi.routes.find_registered", lambda query, directory: {}[query])
    response = registry.test_client().get("/api/npi/?version=2.1&last_name=Canary")
    assert response.status_code == 500 and "anary" not in response.text + json.dumps(logged()) + caplog.text
