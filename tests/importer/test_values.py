"""What a row of NPPES says of a practitioner, as the command line tells it afterwards."""

import nppes_files as files
import pytest

NOBODY, WEEK = files.npi(99), "npidata_pfile_20240304-20240310.csv"


@pytest.fixture
def told(run, tmp_path):
    """Imports rows that differ in one column: of each value, what is told of its practitioner.

    And the import's report.
    """

    def imported(column, values):
        rows = [files.row(npi=files.npi(place), **{column: value}) for place, value in enumerate(values)]
        code, *report = run("import", "nppes", files.plain(tmp_path / WEEK, [*rows, files.row(npi=NOBODY)]))
        assert code in (0, 1)
        return {value: run("why", files.npi(place))[1].splitlines() for place, value in enumerate(values)}, "".join(
            report
        )

    return imported


def facts(lines, name):
    """What is told of a fact, a text for each value."""
    return [line.partition(": ")[2].partition("  [")[0] for line in lines if line.startswith(f"{name}: ")]


def test_a_gender_is_told_where_one_is_given(told):
    lines, _ = told("gender", ["F", "M", "m", "U", "X", ""])
    assert {value: facts(said, "gender") for value, said in lines.items()} == {
        "F": ["female"],
        "M": ["male"],
        "m": ["male"],
        "U": [],
        "X": [],
        "": [],
    }


HOME = ["", "US", "us", "USA", "United States", "PR", "GU", "VI", "AS", "MP"]


def test_the_united_states_and_their_territories_are_at_home_and_no_other_country_is(told):
    lines, report = told("country", [*HOME, "CA", "CN", "GB", "FM"])
    assert [value for value, said in lines.items() if facts(said, "locations")] == HOME
    assert "4 refused" in report


def test_a_place_without_its_city_is_no_place_to_go_to_and_is_reported(told):
    lines, report = told("city", ["", "<UNAVAIL>", "Salem"])
    assert [len(facts(said, "locations")) for said in lines.values()] == [0, 0, 1]
    assert "no American city and state" in report


def test_a_place_without_its_state_is_no_place_to_go_to_and_a_mistyped_one_is_that_of_the_zip_code(told):
    lines, report = told("state", ["", "ZZ", "ON", "OR"])
    assert [len(facts(said, "locations")) for said in lines.values()] == [0, 1, 0, 1]
    assert "taken for OR" in report and "the place is left out (ON)" in report
    assert facts(lines["ZZ"], "locations") == facts(lines["OR"], "locations")


TWICE = {  # names as a program that took UTF-8 for Windows' encoding has written them
    "LÃ³pez": "López",
    "NuÃ±ez": "Nuñez",
    "O’Neil": "O’Neil",
    "Núñez": "Núñez",
    "São": "São",
    "Müller": "Müller",
}


def test_a_name_whose_letters_a_program_has_taken_apart_is_put_together_and_no_other(told):
    lines, _ = told("last_name", list(TWICE))
    assert {value: facts(said, "name") for value, said in lines.items()} == {
        written: [f"Maeve {name}"] for written, name in TWICE.items()
    }
