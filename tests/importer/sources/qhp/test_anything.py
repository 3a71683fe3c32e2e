"""Insurers' machine-readable directories (QHP): anything at all gives statements, problems or a refusal."""

import json
import tracemalloc

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from qhp_reading import ANA, KEN, THIS_YEAR, provider

from directory.importer.formats.file_set import FileSet
from directory.importer.normalise import normalise
from directory.importer.record import FileRefused, Problem, RawStatement, ReadContext
from directory.importer.sources.qhp import index as insurer_index
from directory.importer.sources.qhp import source
from directory.importer.sources.qhp.kept import KeptEntries
from directory.importer.sources.qhp.plans import NamedPlan

ANYTHING = some.recursive(
    some.none() | some.booleans() | some.integers() | some.floats() | some.text(max_size=9),
    lambda inner: (
        some.lists(inner, max_size=3)
        | some.dictionaries(
            some.sampled_from(["plan_id", "first", "last", "suffix", "city", "state", "zip", "phone", "address"]),
            inner,
            max_size=3,
        )
    ),
    max_leaves=6,
)


@settings(max_examples=80)
@given(
    some.dictionaries(some.sampled_from([*provider(), "facility_name", "facility_type"]), ANYTHING),
    some.binary(max_size=60),
)
def test_anything_gives_statements_problems_or_a_refusal(tmp_path_factory, values, junk):
    path = tmp_path_factory.getbasetemp() / "fuzzed providers.json"
    whole = json.dumps([provider() | values, provider(**{"npi": KEN} | values)]).encode()
    for data in (whole, junk, b"[" + junk, whole[: len(junk) * 7], whole[:50] + junk + whole[50:]):
        path.write_bytes(data)
        try:
            for item in source.statements(FileSet([path], source.is_source_file), ReadContext(npis={ANA})):
                assert isinstance(item, Problem) or normalise(item)
                assert repr(item).encode()
        except FileRefused as error:
            assert str(error)


@pytest.mark.real_data
def test_the_example_of_cms(real):
    path, context = real / "qhp" / "providers.json", ReadContext(npis={"1234567893"}, whole=False)
    items = source.statements(FileSet([path, *insurer_index.beside(path)], source.is_source_file), context)
    statement, past = items
    assert (past.field, past.value) == ("years", "12345XX9876543") and "as are 1 more" in past.reason
    assert (context.tally.rows_read, context.tally.other_taxonomy) == (3, 2)
    assert [each.plan for each in statement.insurance][:1] == ["Vandelay Insurance Gold Health Plan"] and len(
        statement.insurance
    ) == 2
    for other in ("plans.json", "cms-data-index.json"):
        with pytest.raises(FileRefused, match=r"Give providers\.json"):
            list(source.statements(FileSet([real / "qhp" / other], source.is_source_file), ReadContext()))


def test_what_entries_state_waits_on_the_disk_however_many_plans_they_name():
    kept = KeptEntries()
    tracemalloc.start()
    for person in range(4000):
        plans = tuple(NamedPlan(f"12345OR{person * 45 + each:07}", "PREFERRED", (THIS_YEAR,)) for each in range(45))
        kept.add(RawStatement(person, key=f"12345-{person}", npi=str(person)), plans)
        del plans
    in_memory, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert in_memory < 2_000_000  # as objects they would be fifty times as much
    assert [(raw.row, len(plans)) for raw, plans in kept.joined()] == [(person, 45) for person in range(4000)]
