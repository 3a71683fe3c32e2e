"""Payers' Plan-Net directories: anything at all, and the real ones, give statements, problems or a refusal."""

import gzip
import json

import plan_net_files as made
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from plan_net_files import ANA
from plan_net_reading import statements_in

from directory.importer.record import FileRefused

ANYTHING = some.recursive(
    some.none()
    | some.booleans()
    | some.integers()
    | some.floats()
    | some.text(max_size=9)
    | some.sampled_from(["Organization/n1", "#x", "urn:uuid:1", "171100000X", "network-reference"]),
    lambda inner: (
        some.lists(inner, max_size=3)
        | some.dictionaries(
            some.sampled_from(
                [
                    "reference",
                    "coding",
                    "code",
                    "system",
                    "value",
                    "url",
                    "extension",
                    "valueReference",
                    "valueCodeableConcept",
                    "resource",
                    "line",
                    "id",
                    "display",
                ]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=8,
)


@settings(max_examples=60)
@given(
    some.dictionaries(
        some.tuples(
            some.integers(0, 5),
            some.sampled_from(
                [
                    "id",
                    "meta",
                    "identifier",
                    "name",
                    "qualification",
                    "communication",
                    "extension",
                    "specialty",
                    "location",
                    "telecom",
                    "address",
                    "type",
                    "partOf",
                    "network",
                    "ownedBy",
                    "contained",
                    "practitioner",
                    "period",
                    "status",
                    "resourceType",
                    "healthcareService",
                    "organization",
                    "active",
                    "entry",
                    "link",
                ]
            ),
        ),
        ANYTHING,
        max_size=5,
    ),
    some.binary(max_size=60),
    some.integers(0, 3000),
    some.integers(0, 7),
)
def test_anything_gives_statements_problems_or_a_refusal(tmp_path_factory, values, junk, where, bit):
    resources = made.everything()
    for (place, field), value in values.items():
        resources[place][field] = value
    path = tmp_path_factory.getbasetemp() / "fuzzed.json"
    lined, whole = (
        made.lines(*resources).encode(),
        json.dumps({"resourceType": "Bundle", "entry": [{"resource": each} for each in resources]}).encode(),
    )
    flipped = bytearray(lined)
    flipped[where % len(lined)] ^= 1 << bit
    for data, name in (
        (lined, "f.ndjson"),
        (whole, "f.json"),
        (bytes(flipped), "f.ndjson"),
        (junk, "f.json"),
        (whole[:where], "f.json"),
        (lined[:where] + junk + lined[where:], "f.ndjson"),
        (gzip.compress(lined)[:where] + junk, "f.ndjson.gz"),
    ):
        path = path.with_name(name)
        path.write_bytes(data)
        try:
            statements, problems, _ = statements_in(path, npis=[ANA])
            assert json.dumps([statements, problems], default=vars, ensure_ascii=False).encode()
        except FileRefused as error:
            assert str(error).encode()


@pytest.mark.real_data
def test_the_reference_servers_practitioners_and_a_real_payers_answers(real):
    statements, problems, context = statements_in(real / "plan-net")
    assert sorted(
        (each.name, each.kind, each.insurance[0].payer, [taken.plan_id for taken in each.insurance])
        for each in statements
    ) == [
        ("Garland Conroy", "medical_acupuncturist", "Green Circle Ins", ["HPID280000", "HPID400000", "HPID490000"]),
        (
            "Kyung Shawna Swaniawski",
            "medical_acupuncturist",
            "Acme Insurance Co",
            ["HPID240000", "HPID360000", "HPID450000"],
        ),
    ]
    assert (context.tally.rows_read, context.tally.other_taxonomy, context.whole) == (
        5090,
        5074,
        False,
    )  # one answer of the payer's is a page of many
    assert sorted({problem.field for problem in problems}) == ["Bundle.link", "NPI", "fax", "reference"]
