"""California's list as text of fixed width, by the places in DCA's own record layout. Everybody is made up."""

import tomllib

import pytest
from licence_lists import text

from directory.core.licence_layout import parse_layout
from directory.importer.normalise import normalise
from directory.importer.record import FileRefused
from directory.store.reference import files

ROW = {
    (1, 9): "U20260102",
    (10, 13): "6500",
    (14, 16): "AC",
    (17, 24): "00090001",
    (25, 25): "P",
    (26, 60): "EXAMPLE",
    (61, 75): "JANE",
    (76, 87): "Q",
    (91, 130): "12 ELM ST, STE 3",
    (171, 195): "OAKLAND",
    (203, 204): "CA",
    (205, 213): "946071234",
    (263, 270): "20270131",
    (287, 296): "Current",
}


def line(**values):
    """A line of the file; values: by the first place, as at26="SMITH"."""
    cells = {places: values.get(f"at{places[0]}", value) for places, value in ROW.items()}
    characters = [" "] * 296
    for (first, last), value in cells.items():
        characters[first - 1 : last] = value.ljust(last - first + 1)[: last - first + 1]
    return "".join(characters) + "\r\n"


def test_a_line_becomes_a_statement(statements_of):
    (raw,), problems, parts, tally = statements_of("CA", line() + line(at14="CEP", at17="00000077"))
    assert (problems, parts, tally.rows_read, tally.other_taxonomy) == ([], {"CA"}, 2, 1)
    statement, complaints = normalise(raw)
    assert (statement.id, statement.name, complaints) == ("CA-00090001", "Jane Q. Example", [])
    (licence,), (place,) = statement.licences, statement.locations
    assert (licence.number, licence.status, licence.expires_on) == ("00090001", "active", "2027-01-31")
    assert (place.address, place.city, place.postal_code) == ("12 Elm St, Ste 3", "Oakland", "94607-1234")


def test_a_day_may_be_written_either_way_round(statements_of):
    (raw,), *_ = statements_of("CA", line(at263="01312027"))
    assert raw.licences[0].expires_on == "2027-01-31"


def test_a_firm_is_a_clinic(statements_of):
    (raw,), *_ = statements_of("CA", line(at25="B", at26="ELM ACUPUNCTURE INC", at61="", at76=""))
    assert (raw.organisation, raw.organisation_name) == (True, "ELM ACUPUNCTURE INC")


def test_a_status_code_that_nobody_has_explained_is_told_and_no_standing_is_made_of_it(statements_of):
    (raw,), (problem,), *_ = statements_of("CA", line(at287="0000000020"))
    assert (raw.licences[0].status, raw.confirmed_on) == ("unknown", "")
    assert (problem.row, problem.field, problem.value, problem.refused) == (1, "licence_status", "0000000020", False)


def test_a_line_that_ends_before_its_status_is_refused_and_the_rest_is_read(statements_of):
    statements, (problem,), *_ = statements_of(
        "CA", line() + line(at17="00090002")[:200] + "\n" + line(at17="00090003")
    )
    assert [raw.licences[0].number for raw in statements] == ["00090001", "00090003"]
    assert (problem.row, problem.refused) == (2, True)


def test_the_same_state_in_its_other_forms_is_read_as_before(statements_of):
    for content in (text("CA", {}), text("CA", {}).replace("\t", ",")):
        (raw,), problems, *_ = statements_of("CA", content)
        assert (raw.last_name, problems) == ("EXAMPLE", [])


def test_a_header_with_a_column_missing_is_no_line_of_fixed_width(statements_of):
    header = "\t".join(["Agency Name", "Org/Last Name", *("Some Column" for _ in range(40))])
    with pytest.raises(FileRefused, match="“License Number” is missing"):
        statements_of("CA", header + "\n")


def test_fixed_width_of_another_board_is_refused_with_what_it_holds(statements_of):
    with pytest.raises(FileRefused, match=r"license types begin: RN / 6500\."):
        statements_of("CA", line(at14="RN"))


@pytest.mark.parametrize(
    "places", [[24, 17], [0, 4], [1], [1, 2, 3], ["1", "2"], [True, 2], [1, 1_000_000], "17-24", 17]
)
def test_places_that_are_none_are_refused_with_the_columns_name(places):
    values = tomllib.loads((files.FOLDER / "licences" / "CA.toml").read_text(encoding="utf-8"))
    values["fixed_width"]["Zip"] = places
    with pytest.raises(ValueError, match=r"\[fixed_width\] needs the first and the last place of “Zip”"):
        parse_layout(values)


def test_fixed_width_that_is_no_table_is_refused():
    values = tomllib.loads((files.FOLDER / "licences" / "CA.toml").read_text(encoding="utf-8"))
    with pytest.raises(ValueError, match="fixed_width"):
        parse_layout(values | {"fixed_width": [1, 2]})


@pytest.mark.parametrize("shift", [lambda text: f" {text}", lambda text: text[1:]], ids=["right", "left"])
def test_a_file_whose_columns_are_shifted_gives_nobody_anothers_license(statements_of, shift):
    with pytest.raises(FileRefused, match=r"no row can be read\. Row 1: its columns do not stand where .*Indiv/Org"):
        statements_of("CA", shift(line()) + shift(line(at17="00090002")))


def test_a_line_shifted_behind_its_name_is_told_by_its_day(statements_of):
    shifted = line(at17="00090002")[:61] + line()[62:].rstrip() + " \r\n"
    (raw,), (problem,), *_ = statements_of("CA", line() + shifted)
    assert raw.licences[0].number == "00090001" and "Expiration Date" in problem.reason


@pytest.mark.parametrize("patterns", [{"Zip code": "."}, {"Zip": 5}, {"Zip": "("}, ["Zip"]])
def test_patterns_that_are_none_are_refused(patterns):
    values = tomllib.loads((files.FOLDER / "licences" / "CA.toml").read_text(encoding="utf-8"))
    with pytest.raises(ValueError):
        parse_layout(values | {"fixed_width_values": patterns})
