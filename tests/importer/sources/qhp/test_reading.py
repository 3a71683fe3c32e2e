"""Insurers' machine-readable directories (QHP): broken files are refused in a line, and blocks make no difference."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from qhp_reading import KEN, provider

from directory.importer.formats import json_entries, json_stream
from directory.importer.formats.archive import Opened
from directory.importer.record import FileRefused
from directory.importer.sources.qhp import source


def test_what_is_no_provider_is_refused_and_the_rest_is_read(statements_of):
    statements, problems, tally = statements_of([7, provider(None), [[]], provider()])
    assert [(problem.row, problem.refused) for problem in problems] == [(1, True), (2, True), (3, True)]
    assert (len(statements), tally.rows_read) == (1, 4)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("", "empty"),
        ("<!DOCTYPE html><p>Not found", "web page"),
        ('{"provider_urls": []}', "Give providers.json"),
        ([{"plan_id": "1", "marketing_name": "x"}], "Give providers.json"),
        ("[" * 200_000, "nested too deeply"),
        ('[{"a":' * 200_000, "nested too deeply"),
        ('[{"npi":' + "9" * 9000 + "}]", "too long"),
        ("[1", "cut off"),
        ("[1,", "cut off"),
        ("[", "cut off"),
        (json.dumps([provider()])[:-40], "cut off"),
    ],
)
def test_a_broken_file_is_refused_in_one_line(statements_of, content, words):
    with pytest.raises(FileRefused, match=words) as refused:
        statements_of(content)
    assert "\n" not in str(refused.value)


def test_invalid_utf_8_and_halves_of_characters_are_replaced_and_reported_once(statements_of):
    data = (
        json.dumps([provider(languages=["AA", "\ud800"]), provider(KEN, languages=["AA"])])
        .encode()
        .replace(b"AA", b"\xff\xfe")
    )
    statements, problems, _ = statements_of(data)
    assert [problem.field for problem in problems] == ["encoding"]
    assert json.dumps([statement.languages for statement in statements], ensure_ascii=False).encode()


def test_values_are_the_same_wherever_the_file_is_cut_into_blocks(tmp_path, monkeypatch):
    path, content = tmp_path / "providers.json", [provider(), 12345, "é", [], {}, 1.5, None, True]
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1), encoding="utf-8")
    monkeypatch.setattr("directory.importer.formats.archive.BLOCK_SIZE", 3)
    with Opened(path, source.is_source_file) as opened:
        assert [value for _, value in json_entries.values(opened)] == content


TEXTS = some.sampled_from(("Ana", "}, {", '},\n{"npi": "', '\\"}, {\\"npi\\": ', "\\", '"', "é", "\ud800", ""))


SCALARS = TEXTS | some.integers(-(2**63), 2**64 - 1) | some.none() | some.booleans() | some.floats(allow_nan=False)


INNER = some.fixed_dictionaries({"npi": SCALARS}) | some.dictionaries(TEXTS, SCALARS, max_size=2)


ENTRIES = (
    some.fixed_dictionaries({"npi": SCALARS, "plans": some.lists(INNER, max_size=4)})
    | SCALARS
    | some.lists(INNER, max_size=2)
)


@settings(max_examples=100)
@given(some.lists(ENTRIES, max_size=12), some.sampled_from((None, 0, 1)), some.integers(1, 900))
def test_values_are_those_that_the_standard_library_reads(tmp_path_factory, content, indent, block):
    path = tmp_path_factory.mktemp("values") / "providers.json"
    path.write_text(json.dumps(content, indent=indent), encoding="utf-8")
    with pytest.MonkeyPatch.context() as patched, Opened(path, source.is_source_file) as opened:
        patched.setattr("directory.importer.formats.archive.BLOCK_SIZE", block)
        assert [value for _, value in json_entries.values(opened)] == content


def test_a_value_without_an_end_does_not_fill_the_memory(tmp_path, monkeypatch):
    monkeypatch.setattr("directory.importer.formats.archive.BLOCK_SIZE", 1000)
    monkeypatch.setattr(json_stream, "LONGEST_VALUE", 5000)
    path = tmp_path / "providers.json"
    path.write_text('["' + "a" * 1_000_000)
    with Opened(path, source.is_source_file) as opened:
        with pytest.raises(FileRefused):
            list(json_entries.values(opened))
        assert opened.done < 10_000


def test_names_of_files():
    assert [
        source.is_source_file(name)
        for name in ("providers.json", "Providers_1.JSON", "plans.json", "index.json", "._a.json", "a.csv")
    ] == [True] * 4 + [False] * 2
    assert (
        source.is_full("providers.json"),
        source.is_full("cms-data-index.json, providers.json"),
        source.day_in_name("providers-2026-01-05.json"),
    ) == (False, True, "2026-01-05")
