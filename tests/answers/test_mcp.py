"""Assistants are answered over both ways of the Model Context Protocol; the official client asks."""

import json
import os
import sys
import threading
from contextlib import contextmanager

import pytest
from conftest import ROOT
from server import run_apart
from werkzeug.serving import make_server

from directory.answers.mcp_protocol import LARGEST_MESSAGE, answer
from directory.answers.tools import TOOLS, Known
from directory.store.reference.rulebook import rulebook


@pytest.fixture
def known(sample_directory, gazetteer):
    """What answers are made of."""
    return Known(lambda: sample_directory, gazetteer, rulebook())


@pytest.fixture
def ask(known):
    """Asks one message: the answer, taken apart."""

    def asked(method, number=1, **params):
        message = {"jsonrpc": "2.0", "id": number, "method": method, "params": params}
        return json.loads(answer(json.dumps(message).encode(), known))

    return asked


@contextmanager
def served(app):
    """The site at an address of this machine."""
    server = make_server("127.0.0.1", 0, app)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()


async def conversation(server):
    """What the official client hears: the tools, a search, the listing first found, what a plan pays, a mistake."""
    from mcp import Client  # here: it takes 4 seconds, which every worker that collects this file would wait

    async with Client(server) as client:
        tools = (await client.list_tools()).tools
        found = await client.call_tool("search_acupuncturists", {"near": "97214", "within": 100})
        first = found.structured_content["results"][0]["id"]
        listing = await client.call_tool("get_listing", {"id": first})
        asked = {"program": "workers_comp", "state": "WA", "condition": "migraine"}
        covered = await client.call_tool("coverage_answer", asked)
        mistake = await client.call_tool("search_acupuncturists", {"near": "nowhere at all"})
        return tools, found, listing, covered, mistake


def check_conversation(heard):
    tools, found, listing, covered, mistake = heard
    assert [each.name for each in tools] == [each.name for each in TOOLS]
    assert all(each.annotations.read_only_hint for each in tools)
    for answered in (found, listing, covered):
        assert not answered.is_error
        assert json.loads(answered.content[0].text) == answered.structured_content
    assert found.structured_content["total"] > 10 and found.structured_content["results"][0]["distance_miles"] < 100
    for answered in (found, listing):
        said = answered.structured_content
        assert said["edition"]["made_up"] and said["directory_sources"][0]["as_of"] == "2026-10-31"
    assert listing.structured_content["facts"]["name"]["source"] == "sample"
    assert covered.structured_content["verdict"] == "depends"
    assert covered.structured_content["rule"]["sources"][0]["as_of"]
    assert mistake.is_error and "near" in mistake.content[0].text


def test_the_official_client_is_answered_over_standard_input_and_output(sample_data):
    from mcp import StdioServerParameters

    environment = os.environ | {"DIRECTORY_DATA": str(sample_data.data)}
    server = StdioServerParameters(command=sys.executable, args=[str(ROOT / "run.py"), "mcp"], env=environment)
    check_conversation(run_apart(conversation(server)))


def test_the_official_client_is_answered_over_http(sample_data):
    from directory import create_app

    with served(create_app(sample_data)) as address:
        check_conversation(run_apart(conversation(f"{address}/mcp")))


def test_a_version_that_is_known_is_spoken_and_for_others_the_newest_is_offered(ask):
    assert ask("initialize", protocolVersion="2025-03-26")["result"]["protocolVersion"] == "2025-03-26"
    assert ask("initialize", protocolVersion="1999-01-01")["result"]["protocolVersion"] == "2025-11-25"


@pytest.mark.parametrize(
    ("message", "code"),
    [
        (b"", -32700),
        (b"\xff\xfe{", -32700),
        (b"[" * 2000, -32700),
        (b"[]", -32600),
        (b'{"jsonrpc": "1.0", "id": 1, "method": "ping"}', -32600),
        (b'{"jsonrpc": "2.0", "id": {}, "method": "ping"}', -32600),
        (b'{"jsonrpc": "2.0", "id": 1, "method": "resources/list"}', -32601),
        (b'{"jsonrpc": "2.0", "id": 1, "method": ["ping"]}', -32601),
        (b'{"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": []}', -32602),
        (b'{"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": {"name": "x"}}', -32602),
        (b'{"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": {"name": ["get_listing"]}}', -32602),
        (b'{"jsonrpc": "2.0", "id": 1, "x": "' + b"x" * LARGEST_MESSAGE + b'"}', -32600),
    ],
)
def test_what_is_no_message_is_answered_by_its_fault(known, message, code):
    assert json.loads(answer(message, known))["error"]["code"] == code


def test_a_note_that_wants_no_answer_gets_none(known):
    assert answer(b'{"jsonrpc": "2.0", "method": "notifications/initialized"}', known) is None


@pytest.mark.parametrize(
    ("name", "given", "told"),
    [
        ("search_acupuncturists", {"nere": "97214"}, "nere"),
        ("search_acupuncturists", {"near": ["97214"]}, "near"),
        ("search_acupuncturists", {"near": "97214", "within": -1}, "within"),
        ("search_acupuncturists", {"near": "97214", "plans": "full"}, "plans"),
        ("search_acupuncturists", {}, "near"),
        ("search_acupuncturists", {"near": "\x00" * 9000}, "near"),
        ("get_listing", {}, "id"),
        ("get_listing", {"id": "nobody"}, "no listing"),
        ("coverage_answer", {"program": "x"}, "program"),
        ("coverage_answer", {"program": "auto", "weeks": 1e300}, "weeks"),
    ],
)
def test_a_call_that_cannot_be_answered_says_what_may_be_asked(ask, name, given, told):
    result = ask("tools/call", name=name, arguments=given)["result"]
    assert result["isError"] and told in result["content"][0]["text"]


def test_numbers_may_be_numbers_and_an_answer_is_no_larger_than_a_page(ask):
    answered = ask("tools/call", name="search_acupuncturists", arguments={"near": "Portland, OR", "within": 100.0})
    found = answered["result"]["structuredContent"]
    assert found["radius_miles"] == 100 and len(found["results"]) == 19 == found["total"]
    assert len(json.dumps(found)) < 40_000 and not any("insurance" in each for each in found["results"])


class TestOverHttp:
    @pytest.fixture
    def client(self, sample_data):
        from directory import create_app

        return create_app(sample_data).test_client()

    def test_a_note_is_accepted_a_stream_is_not_there_and_another_version_is_refused(self, client):
        note = {"jsonrpc": "2.0", "method": "notifications/initialized"}
        assert client.post("/mcp", json=note).status_code == 202
        refused = client.get("/mcp")
        assert refused.status_code == 405 and "POST" in refused.headers["Allow"]
        ping = {"jsonrpc": "2.0", "id": 1, "method": "ping"}
        assert client.post("/mcp", json=ping).json["result"] == {}
        assert client.post("/mcp", json=ping, headers={"MCP-Protocol-Version": "1"}).status_code == 400

    def test_a_page_of_another_site_may_not_ask(self, client):
        ping = {"jsonrpc": "2.0", "id": 1, "method": "ping"}
        for headers in ({"Origin": "https://example.org"}, {"Sec-Fetch-Site": "cross-site"}):
            assert client.post("/mcp", json=ping, headers=headers).status_code == 403

    def test_too_much_is_refused_before_it_is_read(self, client):
        assert client.post("/mcp", data=b"x" * (1 << 20)).status_code == 413
