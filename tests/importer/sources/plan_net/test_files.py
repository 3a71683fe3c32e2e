"""Payers' Plan-Net directories are read whatever their files' form and order, or refused in a line."""

import gzip
import json
import random
import zipfile

import plan_net_files as made
import pytest
from plan_net_files import to
from plan_net_reading import changed, statements_in

from directory.importer.record import FileRefused
from directory.importer.sources.plan_net import source


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("payer.json", True),
        ("Payer.JSON", True),
        ("payer.ndjson", True),
        ("._payer.json", False),
        ("._payer.ndjson", False),
        ("payer.xml", False),
    ],
)
def test_of_a_folder_the_resources_are_read_but_not_what_a_mac_puts_beside_them(name, wanted):
    assert source.is_source_file(name) == wanted


def test_the_order_of_files_and_resources_and_the_form_do_not_matter(statements_of, tmp_path):
    everything = made.everything()
    expected = [vars(each) for each in statements_of(everything)[0]]
    for turn in range(6):
        random.Random(turn).shuffle(everything)
        folder = tmp_path / f"turn {turn}"
        folder.mkdir()
        for place, resource in enumerate(everything):
            (folder / f"{place}.json").write_text(json.dumps(resource, indent=turn or None))
        bundled, packed, together = tmp_path / f"{turn}.json", tmp_path / f"{turn}.ndjson.gz", tmp_path / f"{turn}.zip"
        bundled.write_text(json.dumps(made.bundle(*everything)))
        packed.write_bytes(
            b"".join(gzip.compress(made.lines(each).encode()) for each in everything)
        )  # several streams end to end
        with zipfile.ZipFile(together, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("a/people.ndjson.gz", gzip.compress(made.lines(*everything[:3]).encode()))
            archive.writestr("b/others.json", json.dumps(everything[3:]))
            archive.writestr("read me.txt", "not of concern")
        for path in (folder, bundled, packed, together):
            assert [vars(each) | {"locations": each.locations} for each in statements_in(path)[0]] == expected, path


def test_references_by_address_urn_version_and_containment(statements_of):
    urn = "urn:uuid:0f3e8b1c-0000-4000-8000-000000000001"
    does = made.role(who=urn, location=[to("https://payer.example/fhir/Location/l1/_history/7")])
    does["contained"] = [made.network("n9", "Contained Network")]
    does["extension"].append(made.extension("network-reference", valueReference=to("#n9")))
    entries = made.bundle(*changed(Practitioner=None, PractitionerRole=does))["entry"]
    (statement,), problems, _ = statements_of(
        {"resourceType": "Bundle", "entry": [*entries, {"fullUrl": urn, "resource": made.practitioner()}]}
    )
    assert (len(statement.locations), [each.plan for each in statement.insurance], problems) == (
        1,
        ["Acme Gold", "Contained Network"],
        [],
    )


def test_what_is_wrong_in_one_of_several_files_says_in_which(statements_of):
    _, problems, _ = statements_of(
        [*changed(Practitioner=made.practitioner(birthDate=5, gender=[7]))],
        "not JSON\n",
        names=["one.ndjson", "two.ndjson"],
    )
    assert sorted((problem.row, problem.field, problem.reason.rpartition(" (in ")[2]) for problem in problems) == [
        (1, "line", "two.ndjson)"),
        (len(made.everything()), "gender", "one.ndjson)"),
    ]


def test_a_page_of_several_is_told_and_replaces_nothing(statements_of):
    page = made.bundle(
        *made.everything(),
        link=[{"relation": "self", "url": "x"}, {"relation": "next", "url": "https://payer.example/fhir?page=2"}],
    )
    (_,), (problem,), context = statements_of(page)
    assert (problem.field, problem.value, context.whole) == ("Bundle.link", "https://payer.example/fhir?page=2", False)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("", "no FHIR resource"),
        ("<!DOCTYPE html><p>Sign in", "web page"),
        ("{", "cut off"),
        ('{"resourceType": "Practitioner"', "cut off"),
        ("hello", "not JSON"),
        (
            '{"resourceType":"OperationOutcome","issue":[{"severity":"error","diagnostics":"Too many requests"}]}',
            "Too many requests",
        ),
        ('{"resourceType":"Location","id":"1"}', "but Location"),
        ("[" * 100_000, "nested too deeply"),
        ('{"a":' * 100_000, "nested too deeply"),
        (json.dumps(made.bundle(*made.everything()))[:-30], "cut off"),
        ('{"entry":[{"resource":{"resourceType":"Practitioner","id":' + "9" * 9000 + "}}]}", "too long"),
        ('{"resourceType":"Practitioner","id":"1"}}', "not JSON"),
        ("{5:6}", "cut off or damaged"),
        ('[{"resourceType":"Practitioner","id":"1"}', "cut off"),
    ],
)
def test_a_file_without_practitioners_is_refused_in_one_line(statements_of, content, words):
    with pytest.raises(FileRefused, match=words) as refused:
        statements_of(content)
    assert "\n" not in str(refused.value)


def test_a_damaged_line_is_told_and_the_others_are_read(statements_of):
    text = made.lines(*made.everything()).replace("\n", "\n{broken\n\n[]\n" + "[" * 5000 + "\n7\n", 1)
    statements, problems, context = statements_of(text, names=["all.ndjson"])
    assert (len(statements), [problem.row for problem in problems], context.tally.rows_read) == (1, [2, 4, 5, 6], 10)
    assert all(problem.refused for problem in problems)


def test_packed_files_that_are_cut_off_are_refused(tmp_path):
    packed = gzip.compress(made.lines(*made.everything()).encode())
    for cut in (5, 30, len(packed) - 4):
        (tmp_path / "cut.ndjson.gz").write_bytes(packed[:cut])
        with pytest.raises(FileRefused, match="cut off or damaged"):
            statements_in(tmp_path / "cut.ndjson.gz")


def test_a_folder_with_nothing_of_the_kind_is_refused(tmp_path):
    (tmp_path / "notes.txt").write_text("x")
    with pytest.raises(FileRefused, match="no file of this source"):
        statements_in(tmp_path)


def test_invalid_utf_8_is_replaced_and_reported_once(tmp_path):
    data = (
        made.lines(*made.everything())
        .replace("Acme Gold", "Acme AA")
        .replace("ELM", "BB\\ud800")
        .encode()
        .replace(b"AA", b"\xff")
        .replace(b"BB", b"\xfe")
    )
    (tmp_path / "all.ndjson").write_bytes(data)
    (statement,), (problem,), _ = statements_in(tmp_path / "all.ndjson")
    assert problem.field == "encoding" and statement.insurance[0].plan == "Acme \ufffd"
    assert json.dumps(statement, default=vars, ensure_ascii=False).encode()
