"""A table of one's own: columns are told apart and found, whatever their order, case and encoding."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from table_maps import PLAIN, mapped

from directory.core import table_fields, table_map
from directory.importer.record import FileRefused


@pytest.mark.parametrize(
    "text",
    [
        "\ufeffName,City,State\nJane Example,Portland,OR\n",
        "Name;City;State\r\nJane Example;Portland;OR\r\n",
        "Name\tCity\tState\nJane Example\tPortland\tOR",
        ' NAME ,city,STATE\n"Jane Example",Portland,Oregon\n',
        "Name|City|State\nJane Example|Portland|OR\n",
        "State,City,Name\nOR,Portland,Jane Example\n",
        "Name,City,State\nJane Example,Portland,OR\n".encode("utf-16"),
    ],
)
def test_delimiters_encodings_and_the_order_and_case_of_columns_do_not_matter(statements_of, text):
    (statement,), problems = statements_of(text, PLAIN)
    assert (statement.name, statement.locations[0].city, statement.locations[0].state, problems) == (
        "Jane Example",
        "Portland",
        "OR",
        [],
    )


@pytest.mark.parametrize(
    ("field", "name"), [("name", "Ann Lee"), ("last_name", "Lee"), ("organisation_name", "Elm Clinic")]
)
def test_one_column_that_names_somebody_is_enough(statements_of, field, name):
    (listing,), problems = statements_of(f"Called\n{name}\n", mapped(**{field: "Called"}))
    assert (listing.name, problems) == (name, [])


@pytest.mark.parametrize("fields", [{"city": "City"}, {"first_name": "Name"}, {"npi": "Name"}, {}])
def test_a_map_without_any_column_that_names_somebody_is_refused(statements_of, fields):
    with pytest.raises(
        FileRefused, match=r"\[columns\] has no name: it needs one of name, last_name, organisation_name"
    ):
        statements_of("Name,City\nJane Example,Portland\n", mapped(**fields))


def test_two_odd_headers_that_differ_in_a_sign_only_are_told_apart(statements_of):
    (listing,), _ = statements_of("#,%,Name\nSalem,OR,Jane Example\n", mapped(name="Name", city="#", state="%"))
    assert (listing.locations[0].city, listing.locations[0].state) == ("Salem", "OR")


@pytest.mark.parametrize(
    ("phone", "number"),
    [("Phone", None), ("Phone (1)", None), ("Phone (2)", "+13035550101"), ("Column 4", "+13035550102")],
)
def test_a_map_can_mean_the_second_of_two_columns_and_one_without_a_name(statements_of, phone, number):
    text = "Name,Phone,Phone,,City,State\nAnn Lee,,303-555-0101,303-555-0102,Denver,CO\n"
    (listing,), problems = statements_of(text, mapped(name="Name", city="City", state="State", phone=phone))
    assert (listing.locations[0].phone, problems) == (number, [])


@settings(max_examples=60)
@given(
    some.lists(some.sampled_from(["", " ", "A", "A ", "A (1)", "A (2)", "Column 1", "Column 2 (2)", "b"]), max_size=9)
)
def test_every_column_has_a_name_of_its_own_and_a_map_by_it_finds_it(header):
    names = table_fields.unique_names(header)
    assert len(set(names)) == len(names) == len(header)
    for place, name in enumerate(names):
        assert table_map.parse_table_map({"columns": {"name": name}}).places(header) == {"name": [place]}
