"""What a directory cannot answer yet is said, with the command that would change it."""

import json

import nppes_files as files
import pytest

from directory.store.listings.gaps import POINTS

BOARD = "lastName,firstName,city,state,licenseType,licenseNumber,licenseExpirationDate,licenseStatusDescription"


@pytest.fixture
def told(run):
    """What `status` says is not known: {what: (count, of)}."""

    def read():
        return {
            each["what"]: (each["lacking"], each["listings"])
            for each in json.loads(run("status", "--json")[1])["cannot_answer"]
        }

    return read


def imported(run, tmp_path, source, name, text, *words):
    path = tmp_path / name
    path.write_text(text)
    code, _, err = run("import", source, path, *words)
    assert code == 0, err


def test_a_register_alone_knows_no_insurance_no_boards_word_and_nobody_who_takes_new_patients(run, told, tmp_path):
    rows = [files.row(npi=files.npi(number), last_name=name) for number, name in ((1, "LOPEZ"), (2, "SATO"))]
    run("import", "nppes", files.plain(tmp_path / "npidata_pfile_20240304-20240310.csv", rows))
    assert told() == {
        "No insurance is known": (2, 2),
        "No board has confirmed a license": (2, 2),
        "Nobody states whether new patients are accepted": (2, 2),
        POINTS: (2, 2),
    }
    line = next(line for line in run("status")[1].splitlines() if "insurance" in line)
    assert line == (
        "  No insurance is known for 100% of 2: python3 run.py import qhp --registry PUF.xlsx --state XX, "
        "or import plan-net index.json, or import tic index.json --plans NAME; sources says where they are"
    )


def test_licenses_that_have_run_out_since_their_list_are_told(run, told, tmp_path):
    row = files.row(("171100000X", "9001", "CO", "Y"), npi=files.npi(1), last_name="LOPEZ", first_name="ANA")
    run("import", "nppes", files.plain(tmp_path / "npidata_pfile_20240304-20240310.csv", [row]))
    board = f"{BOARD}\nLopez,Ana,Portland,CO,ACU,9001,01/31/2025,Active\n"
    imported(run, tmp_path, "licences", "co_20241105.csv", board, "--state", "CO")
    assert told()["A license has run out since its board's list was read"] == (1, 1)
    assert "No board has confirmed a license" not in told()


def test_of_the_made_up_sample_nothing_is_lacking(sample_directory):
    from directory.store.listings.gaps import gaps

    assert gaps(sample_directory) == []


@pytest.mark.parametrize(
    ("states", "commands"),
    [
        ({"OR": 2}, ["python3 run.py import licences FILE --state OR"]),
        ({"WA": 2}, ["python3 run.py fetch licences --state WA"]),
        (
            {"OR": 2, "CO": 1},
            ["python3 run.py fetch licences --state CO", "python3 run.py import licences FILE --state OR"],
        ),
    ],
)
def test_where_boards_lists_are_lacking_the_command_names_the_state_where_most_are(run, tmp_path, states, commands):
    """Pasted, it is of a state where people are listed, and fetches where that state's portal can be asked."""
    rows = [
        files.row(npi=files.npi(place), state=state, postal_code="", last_name=f"LOPEZ{place}")
        for place, state in enumerate(state for state, count in states.items() for _ in range(count))
    ]
    run("import", "nppes", files.plain(tmp_path / "npidata_pfile_20240304-20240310.csv", rows))
    line = next(line for line in run("status")[1].splitlines() if "No board" in line)
    assert line.split(": ", 1)[1] == ", or ".join(commands) + "; sources lists the states"


def test_where_most_are_placed_by_their_zip_codes_an_import_offers_the_geocoder_in_one_line(run, tmp_path):
    path = files.plain(tmp_path / "npidata_pfile_20240304-20240310.csv", [files.row()])
    err = run("import", "nppes", path)[2]
    assert [line for line in err.splitlines() if "GEOCODER=census" in line and POINTS in line]
    assert "GEOCODER=census" in run("status")[1]
