"""All marketplace insurers of a state, from servers that behave as insurers' do."""

import gzip
import time

import pytest
from insurer_server import answers, cut, redirect, serving, versioned
from registry_files import GOLD, KEN, an_index, as_json, elm, provider, taken


def html(handler):
    """A page that says sorry, as a success."""
    handler.send(b"<!DOCTYPE html><html>Sorry</html>", Content_Type="application/json")


def slow(handler):
    """Says nothing for longer than anybody waits."""
    time.sleep(1)


PEOPLE = as_json([provider(), provider(KEN)])


FAULTS = {
    "403": (answers(403), "403"),
    "404": (None, "no such file (404)"),
    "500": (answers(500), "in trouble (500)"),
    "a page with 200": (html, "web page"),
    "a time-out": (slow, "nothing came"),
    "a redirect in a circle": (lambda handler: redirect(handler.path)(handler), "redirects"),
    "a redirect to a file of this machine": (redirect("file:///etc/passwd"), "redirects"),
    "cut off on the way": (cut(PEOPLE, 50), "cut off"),
    "empty": (b"", "empty"),
    "no JSON": (b"\x00\x01 nothing", "not the list of providers"),
}


class TestWhatInsurersDo:
    @pytest.mark.parametrize(("page", "why"), FAULTS.values(), ids=FAULTS)
    def test_one_insurers_fault_is_told_and_stops_no_other(self, run, read, page, why):
        oak = {path.replace("elm", "oak"): content for path, content in elm("22222").items()}
        oak["/oak/providers.json"] = page
        with serving(elm() | oak) as server:
            code, report, _ = read(
                ("OR", 22222, "Oak Health", f"{server.url}/oak/index.json"),
                ("OR", 11111, "Elm Mutual", f"{server.url}/elm/index.json"),
            )
            status = {each["insurer"]: each["status"] for each in report["insurers"]}
            told = " ".join(each["reason"] for each in report["insurers"][0]["missing"])
            assert (code, status["Elm Mutual"], taken(run)["Ana"]) == (1, "imported", [GOLD])
            assert why in told, told
            server.pages["/oak/providers.json"] = as_json([provider(issuer="22222")])
            again = read(
                ("OR", 22222, "Oak Health", f"{server.url}/oak/index.json"),
                ("OR", 11111, "Elm Mutual", f"{server.url}/elm/index.json"),
            )
        assert (again[0], [each["status"] for each in again[1]["insurers"]]) == (0, ["imported", "unchanged"])

    @pytest.mark.parametrize(
        ("page", "why"), [*FAULTS.values(), (b"{}", "names no list"), (b"[" * 9000, "names no list")]
    )
    def test_the_same_of_its_index(self, read, page, why):
        with serving(elm() | {"/oak/index.json": page}) as server:
            code, report, _ = read(
                ("OR", 22222, "Oak Health", f"{server.url}/oak/index.json"),
                ("OR", 11111, "Elm Mutual", f"{server.url}/elm/index.json"),
            )
        oak, good = report["insurers"]
        why = {"empty": "names no list", "not the list of providers": "names no list"}.get(why, why)
        assert (code, oak["status"], good["status"]) == (1, "not had", "imported") and why in oak["missing"][0][
            "reason"
        ]

    def test_packed_files_are_read_with_and_without_a_header_that_says_so(self, run, read):
        pages = elm() | {
            "/elm/index.json": gzip.compress(an_index("providers.json", "more.json")),
            "/elm/providers.json": gzip.compress(as_json([provider()])),
            "/elm/more.json": versioned(gzip.compress(as_json([provider(KEN)])), Content_Encoding="gzip"),
        }
        with serving(pages) as server:
            code, _, _ = read(("OR", 11111, "Elm Mutual", f"{server.url}/elm/index.json"))
        assert code == 0 and taken(run) == {"Ana": [GOLD], "Ken": [GOLD]}

    def test_relative_addresses_belong_to_where_the_index_was_found(self, run, read):
        pages = elm() | {"/old/index.json": redirect("/elm/index.json", 302)}
        with serving(pages) as server:
            assert read(("OR", 11111, "Elm Mutual", f"{server.url}/old/index.json"))[0] == 0
        assert taken(run)["Ana"] == [GOLD]

    def test_an_index_that_names_itself_another_and_files_that_are_not_there(self, run, read):
        names = (
            "index.json",
            "/oak/index.json",
            "providers.json",
            "gone.json",
            "javascript:alert(1)",
            "http://[",
            "drugs.json",
        )
        pages = elm() | {
            "/elm/index.json": an_index(*names),
            "/elm/drugs.json": as_json([{"rxnorm_id": "1"}]),
            "/oak/index.json": an_index("/elm/index.json"),
        }
        with serving(pages) as server:
            row = ("OR", 11111, "Elm Mutual", f"{server.url}/elm/index.json")
            code, report, _ = read(row)
            (insurer,) = report["insurers"]
            assert (code, insurer["status"], len(insurer["missing"])) == (1, "imported", 5) and insurer[
                "extent"
            ] == "update"
            assert taken(run)["Ana"] == [GOLD]
            code, report, _ = read(row)
            assert (code, report["insurers"][0]["status"]) == (1, "unchanged"), "what is as it was is not read again"
            assert [each["address"].rpartition("/")[2] for each in report["insurers"][0]["missing"]] == [
                "gone.json",
                "javascript:alert(1)",
                "[",
            ]
            server.pages["/elm/gone.json"] = as_json([])
            assert ("GET", "/elm/providers.json") not in server.asked[-6:]

    def test_whom_a_missing_or_damaged_file_names_keeps_the_plans(self, run, read):
        pages = elm() | {
            "/elm/index.json": an_index("a.json", "b.json"),
            "/elm/a.json": as_json([provider()]),
            "/elm/b.json": as_json([provider(KEN)]),
        }
        with serving(pages) as server:
            row = ("OR", 11111, "Elm Mutual", f"{server.url}/elm/index.json")
            read(row)
            newer = as_json([provider(last_updated_on="2026-02-05")])
            server.pages |= {"/elm/a.json": versioned(newer, "2"), "/elm/b.json": answers(404)}
            assert read(row)[0] == 1 and taken(run) == {"Ana": [GOLD], "Ken": [GOLD]}
            whole = as_json([provider(last_updated_on="2026-03-05"), provider(KEN)])
            server.pages["/elm/b.json"] = versioned(whole[: len(whole) - 40], "3")
            code, report, _ = read(row)
        assert (code, report["insurers"][0]["damaged"]) == (1, ["b.json"]) and taken(run) == {
            "Ana": [GOLD],
            "Ken": [GOLD],
        }

    def test_a_server_that_fails_twice_is_asked_no_more(self, read):
        pages = elm() | {"/elm/index.json": an_index(*(f"p{each}.json" for each in range(3000)), "providers.json")}
        pages |= {f"/elm/p{each}.json": answers(503) for each in range(3000)}
        with serving(pages) as server:
            code, report, err = read(("OR", 11111, "Elm Mutual", f"{server.url}/elm/index.json"))
        assert code == 2 and "None of the 1 insurers" in err and len(server.asked) < 10
        assert len(report["insurers"][0]["missing"]) > 3000

    def test_a_certificate_that_nobody_vouches_for_is_told(self, read, expired):
        with serving(elm(), expired) as server:
            code, report, _ = read(("OR", 11111, "Elm Mutual", f"{server.url}/elm/index.json"))
        assert code == 2 and "no secure connection" in report["insurers"][0]["missing"][0]["reason"]
