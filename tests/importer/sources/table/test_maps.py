"""A table of one's own: maps that are none are refused, and those proposed can be used."""

import tomllib
from collections import Counter

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as some
from table_maps import PLAIN, mapped

from directory.core import table_fields, table_map, table_map_text, table_proposal
from directory.core.licence_layout import column_key
from directory.importer.formats.archive import Opened
from directory.importer.normalise import normalise
from directory.importer.record import FileRefused, RawStatement, ReadContext
from directory.importer.sources import table
from directory.importer.sources.table_maps import LARGEST_MAP, read_map

HOSTILE = {
    "no TOML": "columns: name",
    "not UTF-8": b'[columns]\nname = "\xff"',
    "no columns": "",
    "columns that are no table": "columns = 3",
    "a field nobody knows": PLAIN + 'shoe_size = "Shoe"',
    "a section nobody knows": PLAIN + "[colour]",
    "no name": '[columns]\ncity = "City"',
    "a column that is a number": "[columns]\nname = 3",
    "a blank column": '[columns]\nname = " "',
    "a column the file lacks": '[columns]\nname = "Nom"',
    "a kind nobody knows": PLAIN + '[values.kind]\nx = "wizard"',
    "a kind that is a list": PLAIN + '[values.kind]\nx = ["clinic"]',
    "a status nobody knows": PLAIN + '[values.licence_status]\nx = "fine"',
    "yes that is no": PLAIN + '[values]\nyes = ["on"]\nno = ["ON"]',
    "words that are no list": PLAIN + '[values]\nyes = "on"',
    "values that are no table": PLAIN + "[[values]]",
    "an empty separator": PLAIN + '[languages]\nseparator = ""',
    "a separator that is a number": PLAIN + "[languages]\nseparator = 1",
    "a format without a year": PLAIN + '[dates]\nformats = ["%d/%m"]',
    "a format twice over": PLAIN + '[dates]\nformats = ["%Y %Y %m %d"]',
    "no format": PLAIN + '[dates]\nformats = ["%Q"]',
    "a format with a zero byte": PLAIN + '[dates]\nformats = ["\\u0000%Y-%m-%d"]',
    "lists without end": "a = " + "[" * 50_000,
    "a number without end": "a = " + "9" * 9_000,
    "more than a map": "#" * (LARGEST_MAP + 1),
    "line ends in names": PLAIN + '"a\\nb" = "x"',
}


@pytest.mark.parametrize("what", HOSTILE)
def test_a_map_that_is_none_is_refused_in_one_line(statements_of, what):
    with pytest.raises(FileRefused) as refusal:
        statements_of("Name,City,State\nJane Example,Salem,OR\n", HOSTILE[what])
    assert "\n" not in str(refusal.value) and len(str(refusal.value)) < 700


def test_the_refusal_names_the_column_that_lacks_and_the_fields_that_are_allowed(statements_of):
    with pytest.raises(FileRefused, match=r'no column "Nom".*"Name", "City"'):
        statements_of("Name,City\nJane,Salem\n", HOSTILE["a column the file lacks"])
    with pytest.raises(FileRefused, match=r'"shoe_size".*allowed there: npi, name'):
        statements_of("Name,City\nJane,Salem\n", HOSTILE["a field nobody knows"])


def test_no_word_of_the_synonyms_means_two_fields_and_each_is_written_as_columns_are_compared():
    words = Counter(word for known in table_fields.SYNONYMS.values() for word in known)
    assert [word for word, times in words.items() if times > 1 or column_key(word) != word] == []


@settings(max_examples=60)
@given(some.text(max_size=30), some.lists(some.text(max_size=20), max_size=6))
@example('a"\n[x]', ["Name", 'Lic\x7f"#\n', "ZIP\\"])
def test_whatever_the_header_a_proposal_is_toml_that_names_its_columns(file, header):
    columns = table_proposal.propose_columns(header)
    values = tomllib.loads(table_map_text.as_toml(file, columns, header))
    assert values["columns"] == columns
    if {"name", "last_name", "organisation_name"} & set(columns):
        assert table_map.parse_table_map(values).places(header)


def fuzzed(path, data, map_file=None):
    path.write_bytes(data)
    with Opened(path, table.is_source_file) as opened:
        return list(table.statements(opened, ReadContext(map_file=map_file)))


@settings(max_examples=60)
@given(some.binary(max_size=300), some.lists(some.text(max_size=30), min_size=11, max_size=11))
def test_any_bytes_give_statements_problems_or_a_refusal(tmp_path_factory, tail, words):
    base = tmp_path_factory.getbasetemp()
    map_file, path = base / "fuzzed.toml", base / "fuzzed table.csv"
    fields = (
        "npi",
        "name",
        "organisation_name",
        "kind",
        "city",
        "state",
        "licence_number",
        "licence_state",
        "confirmed_on",
        "languages",
        "payer",
    )
    map_file.write_text(mapped(**{field: field for field in fields}))
    header = ",".join(fields).encode() + b"\n"
    for data in (tail, header + tail, header + ",".join(words).encode(errors="replace") + b"\n" + tail):
        try:
            items = fuzzed(path, data, map_file)
            assert all(normalise(item)[0] for item in items if isinstance(item, RawStatement)), (
                "a row of ours is never refused later, where it would stand for others"
            )
        except FileRefused as error:
            assert str(error)


@settings(max_examples=100)
@given(
    some.one_of(
        some.binary(max_size=200), some.text(max_size=200).map(lambda text: (PLAIN + text).encode(errors="replace"))
    )
)
def test_any_bytes_are_a_map_or_a_refusal(tmp_path_factory, data):
    map_file = tmp_path_factory.getbasetemp() / "fuzzed map.toml"
    map_file.write_bytes(data)
    try:
        assert read_map(map_file).columns
    except FileRefused as error:
        assert "\n" not in str(error).replace(str(map_file), "")
