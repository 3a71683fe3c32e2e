"""Membership lists: names with their credentials in one string. Everybody here is made up."""

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from records import spread_out

from directory.importer.formats.archive import Opened
from directory.importer.normalise import normalise
from directory.importer.record import FileRefused, Problem, RawStatement, ReadContext
from directory.importer.sources import roster

HEADER = ["Name", "City", "State", "Phone"]


@pytest.fixture
def statements_of(tmp_path):
    """What a list gives: (statements, problems)."""

    def read_file(rows, header=HEADER, name="members 2026-01-05.csv"):
        file = io.StringIO()
        csv.writer(file).writerows([header, *rows])
        path = tmp_path / name
        path.write_text(file.getvalue(), encoding="utf-8")
        with Opened(path, roster.is_source_file) as opened:
            items = list(roster.statements(opened, ReadContext()))
        raws = [item for item in items if isinstance(item, RawStatement)]
        return [spread_out(normalise(raw)[0]) for raw in raws], [item for item in items if isinstance(item, Problem)]

    return read_file


def test_a_member_is_a_medical_acupuncturist_and_nothing_is_confirmed(statements_of):
    (statement,), problems = statements_of([["Jane Q. Example, MD, FAAMA", "Portland", "OR", "(503) 555-0123"]])
    assert (statement.name, statement.credentials, statement.kind) == (
        "Jane Q. Example",
        ["M.D.", "FAAMA"],
        "medical_acupuncturist",
    )
    assert (statement.locations[0].city, statement.locations[0].phone) == ("Portland", "+15035550123")
    assert (statement.npi, statement.licences, statement.confirmed_on, problems) == (None, [], None, [])


@pytest.mark.parametrize(
    ("letters", "kind"),
    [
        ("FAAMA", "medical_acupuncturist"),
        ("DABMA", "medical_acupuncturist"),
        ("D.O.", "medical_acupuncturist"),
        ("M.D.", "medical_acupuncturist"),
        ("L.Ac.", "licensed_acupuncturist"),
        ("DC", "other_clinician"),
        ("MD (China), LAc", "licensed_acupuncturist"),
    ],
)
def test_the_credentials_tell_the_kind(statements_of, letters, kind):
    assert statements_of([[f"Jane Example, {letters}", "Portland", "OR", ""]])[0][0].kind == kind


@pytest.mark.parametrize(
    ("typed", "name", "letters"),
    [
        ("Jane Q. Example, MD, FAAMA", "Jane Q. Example", ["M.D.", "FAAMA"]),
        ("Example, Jane Q., MD", "Jane Q. Example", ["M.D."]),
        ("De la Cruz, Juan, DO", "Juan De la Cruz", ["D.O."]),
        ("Jane Example MD FAAMA", "Jane Example", ["M.D.", "FAAMA"]),
        ("Jane Q. Example, Jr., D.O.", "Jane Q. Example Jr.", ["D.O."]),
        ("Jane Example, ABIHM", "Jane Example", ["ABIHM"]),
        ("EXAMPLE, JANE", "Jane Example", []),
        ("Anh Do", "Anh Do", []),
        ("ANH VAN DO", "Anh Van Do", []),
        ("Anh Van Do", "Anh Van Do", []),
    ],
)
def test_name_and_credentials_are_parted(statements_of, typed, name, letters):
    (statement,), _ = statements_of([[typed, "Portland", "OR", ""]])
    assert (statement.name, statement.credentials) == (name, letters)


@pytest.mark.parametrize("typed", ["Kim, Do Young", "Kim, Do Hyun", "Tran, Lac", "ANH VAN DO", "Vu, Dac", "Ma, Andrew"])
def test_nobody_is_a_physician_or_licensed_by_a_given_name(statements_of, typed):
    """A license that somebody does not have would be shown, and their name lost."""
    (statement,), problems = statements_of([[typed, "Portland", "OR", ""]])
    assert (statement.credentials, statement.kind, problems) == ([], "other_clinician", [])
    assert set(statement.name.lower().split()) == set(typed.replace(",", "").lower().split())


@pytest.mark.parametrize(
    ("typed", "name"),
    [("Jane Example LAc", "Jane Example"), ("Joan Sample L.Ac.", "Joan Sample"), ("BOB O'NEIL LAC", "Bob O'Neil")],
)
def test_letters_without_a_comma_are_letters(statements_of, typed, name):
    (statement,), _ = statements_of([[typed, "Portland", "OR", ""]])
    assert (statement.name, statement.credentials, statement.kind) == (name, ["L.Ac."], "licensed_acupuncturist")


@pytest.mark.parametrize("typed", ["Unknown", "NONE", "N/A", "FNU LNU", "Test Test", "(NMN)"])
def test_a_member_without_a_name_is_told_of(tmp_path, typed):
    path = tmp_path / "members.csv"
    path.write_text(f"Name,City,State\n{typed},Salem,OR\n")
    with Opened(path, roster.is_source_file) as opened:
        (item,) = roster.statements(opened, ReadContext())
    statement, (problem,) = (None, [item]) if isinstance(item, Problem) else normalise(item)
    assert (statement, problem.reason, problem.refused) == (None, "no name", True)


def test_the_header_may_use_other_words_and_e_mail_is_not_read(statements_of):
    header = ["E-mail", "Member Name", "Office Phone", "Zip Code", "ST", "City", "Street Address"]
    (statement,), problems = statements_of(
        [["jane@example.org", "Jane Example, MD", "503-555-0123", "97214", "OR", "Portland", "12 Elm St"]], header
    )
    (place,) = statement.locations
    assert (place.address, place.postal_code, place.state, problems) == ("12 Elm St", "97214", "OR", [])
    assert "example.org" not in repr(statement)


def test_credentials_may_stand_in_a_column_of_their_own(statements_of):
    (statement,), _ = statements_of(
        [["Jane Example", "DO, DABMA", "Portland", "OR"]], ["Name", "Credentials", "City", "State"]
    )
    assert (statement.kind, statement.credentials) == ("medical_acupuncturist", ["D.O.", "DABMA"])


def test_the_key_stays_and_tells_two_of_one_name_apart(statements_of):
    one, other, again = statements_of(
        [
            [name, city, "OR", ""]
            for name, city in [
                ("Jane Example, MD", "Portland"),
                ("Jane Example, MD", "Salem"),
                ("JANE EXAMPLE, MD, FAAMA", "PORTLAND"),
            ]
        ]
    )[0]
    assert one.id == again.id != other.id
    assert one.id == "roster-" + one.id[7:] and len(one.id) == 23


def test_a_row_without_a_name_or_cut_short_is_refused_and_the_rest_is_read(statements_of):
    statements, problems = statements_of(
        [[", MD", "Portland", "OR", ""], ["Jane"], ["Jane Example, MD", "Portland", "OR", ""]]
    )
    assert len(statements) == 1
    assert [(problem.row, problem.refused) for problem in problems] == [(2, True), (3, True)]


@pytest.mark.parametrize("header", [["Name", "Phone"], ["City", "State", "Phone"], ["a", "b"]])
def test_a_table_without_name_city_or_state_is_refused(statements_of, header):
    with pytest.raises(FileRefused, match="The header begins"):
        statements_of([["x"] * len(header)], header)


def test_a_list_names_everybody_as_of_the_day_in_its_name():
    assert (
        roster.day_in_name("members 2026-01-05.csv"),
        roster.day_in_name("members.csv"),
        roster.is_full("members.csv"),
    ) == (
        "2026-01-05",
        None,
        True,
    )
    assert [roster.is_source_file(name) for name in ("a.CSV", "._a.csv", "a.pdf")] == [True, False, False]


@settings(max_examples=60)
@given(some.binary(max_size=300), some.text(max_size=60))
def test_any_bytes_give_members_problems_or_a_refusal(tmp_path_factory, tail, name):
    path = tmp_path_factory.getbasetemp() / "fuzzed roster.csv"
    for data in (
        tail,
        b"Name,City,State,Phone\n" + tail,
        f"Name,City,State\n{name},{name},OR\n".encode(errors="replace"),
    ):
        path.write_bytes(data)
        try:
            with Opened(path, roster.is_source_file) as opened:
                for item in roster.statements(opened, ReadContext()):
                    assert isinstance(item, Problem) or normalise(item)
        except FileRefused as error:
            assert str(error)


def test_members_of_one_name_in_one_city_are_two_where_neither_street_nor_telephone_is_the_same(statements_of):
    header = ["Name", "Address", "City", "State", "Phone"]
    rows = [
        ["Young Kim", "1 Oak St", "Denver", "CO", "303-555-0101"],
        ["Young Kim", "9 Ash Ave", "Denver", "CO", "303-555-0102"],
        ["Young Kim", "1 Oak Street #4", "Denver", "CO", "303-555-0103"],
        ["Young Kim", "", "Denver", "CO", ""],
    ]
    one, other, moved_in, without = (statement.id for statement in statements_of(rows, header)[0])
    assert one == moved_in == without != other
