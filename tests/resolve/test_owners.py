"""Whose the statements without an NPI are: by work that grows with their number, not with its square, and by what
admins have decided.
"""

import json

import nppes_files as files
import pytest

from directory.core.practitioner import Licence, Location, Statement
from directory.resolve import blocks, doubts
from directory.resolve.identity import identity

MAP = """[columns]
name = "Name"
address_1 = "Street"
city = "City"
state = "State"
postal_code = "Zip"
phone = "Phone"
licence_number = "License"
licence_state = "State"
"""
COLUMNS = ("Name", "Street", "City", "State", "Zip", "Phone", "License")
LETTERS = "abcdefghijklmnopqrstuvwxyz"


def word(number):
    """A name of its own for each number, that no slip of the pen makes another's."""
    return "".join(LETTERS[number // 26**place % 26] * 2 for place in range(3)).title()


def row(number, **values):
    """A row of a table about one of many people who have nothing in common."""
    own = {
        "Name": f"{word(number)} {word(number + 7919)}",
        "Street": f"{number} Elm St",
        "City": "Denver",
        "State": "CO",
        "Zip": "80202",
        "Phone": f"303-555-{number:04}",
        "License": "",
    }
    return own | values


CROWDS = {
    "one telephone number": lambda n: row(n, Phone="303-555-0100"),
    "one address": lambda n: row(n, Street="1 Elm St"),
    "a last name and a telephone number": lambda n: row(n, Phone="303-555-0100", Name=f"{word(n)} Kim"),
    "a name, and licenses of their own": lambda n: row(n, Name="Ana Kim", License=str(n)),
    "everything but the middle name": lambda n: row(
        n, Name=f"Ana {word(n)} Kim", Phone="303-555-0100", Street="1 Elm St"
    ),
    "a license number that is none": lambda n: row(n, License="PENDING"),
}


def statement(row):
    return Statement(
        id="1",
        kind="licensed_acupuncturist",
        name=row["Name"],
        licences=(Licence(row["State"], row["License"]),) if row["License"] else (),
        locations=(Location(row["Street"], row["City"], row["State"], row["Zip"], row["Phone"]),),
    )


def compared(rows):
    """How many pairs are compared of these rows."""
    people = [identity(f"csv:{place}", statement(each)) for place, each in enumerate(rows)]
    return sum(1 for _ in blocks.Blocks(people, ()).pairs(people))


@pytest.mark.parametrize("crowd", CROWDS)
def test_twice_as_many_statements_are_not_four_times_the_work_whatever_they_share(crowd):
    some, twice = (compared(map(CROWDS[crowd], range(1, size))) for size in (1000, 2000))
    assert twice <= 2.5 * some + 100 and twice <= 2000 * 4 * blocks.CROWD


def test_up_to_a_crowd_each_is_compared_with_each():
    size = blocks.CROWD
    assert compared([row(n, Phone="303-555-0100", Name=f"Ana {word(n)}") for n in range(size)]) == size * (size - 1)


@pytest.fixture
def table(run, tmp_path):
    """Imports a table of one's own: what the command said."""
    (tmp_path / "own.toml").write_text(MAP)

    def do(rows, name="own_20260101.csv"):
        lines = [COLUMNS, *([each[column] for column in COLUMNS] for each in rows)]
        (tmp_path / name).write_text("".join(",".join(values) + "\n" for values in lines))
        code, out, err = run("import", "csv", tmp_path / name, "--map", tmp_path / "own.toml")
        assert code == 0, err
        return out

    return do


@pytest.fixture
def waiting(run):
    """The pairs that wait for a decision."""
    return lambda: json.loads(run("matches", "--json")[1])


def test_in_a_crowd_those_who_agree_in_full_are_still_found_and_an_admin_is_told_that_slips_are_not(
    run, table, waiting
):
    crowd = [row(n, Phone="303-555-0100", Name=f"Ana {word(n)}") for n in range(blocks.CROWD + 1)]
    told = table(
        [
            *crowd,
            row(900, Phone="303-555-0100", Name="Ana Walker", City="Boulder"),
            row(901, Phone="303-555-0100", Name="Ana Walker", City="Aurora"),
            row(902, Phone="303-555-0100", Name="Ana Wakler", City="Lakewood"),
        ]
    )
    (pair,) = waiting()
    assert (pair["other"], pair["reason"]) == (
        "53 others, by telephone number",
        f"over {blocks.CROWD} have one in common, {doubts.TOO_MANY}",
    )
    assert (
        f"{pair['one']} and {pair['other']}: {pair['reason']}\n"
        "Statements that may be about one practitioner, for you to decide: 1. See: python3 run.py matches" in told
    )
    assert "53 listings" in run("status")[1], "Ana Walker is one"
    assert run("decide", pair["id"], "different")[0] == 0
    assert waiting() == [] and "53 listings" in run("status")[1]


def test_a_decision_holds_when_the_two_have_nothing_in_common_any_more(run, table, waiting, tmp_path):
    run(
        "import",
        "nppes",
        files.plain(
            tmp_path / "npidata_pfile_20240304-20240310.csv",
            [
                files.row(
                    ("171100000X", "", "", "Y"),
                    npi=files.npi(1),
                    last_name="KIM",
                    first_name="ANA",
                    city="DENVER",
                    state="CO",
                    postal_code="80202",
                )
            ],
        ),
    )
    table([row(1, Name="Ana Kim")])
    (pair,) = waiting()
    run("decide", pair["id"], "same")
    before = json.loads(run("status", "--json")[1])["listings"]
    table([row(1, Name="Ana Kim"), row(2, Name="Bo Lee")], "own_20260201.csv")
    run(
        "import",
        "nppes",
        files.plain(
            tmp_path / "npidata_pfile_20240311-20240317.csv",
            [
                files.row(
                    ("171100000X", "", "", "Y"),
                    npi=files.npi(1),
                    last_name="OKAFOR",
                    first_name="ANA",
                    city="BOULDER",
                    state="CO",
                    postal_code="80301",
                )
            ],
        ),
    )
    assert (before, json.loads(run("status", "--json")[1])["listings"]) == (1, 2)


def test_a_statement_that_fits_two_without_an_npi_is_in_doubt_about_both(table, waiting, run):
    ana = {"Name": "Ana Kim", "Phone": "303-555-0101"}
    table(
        [
            row(1, **ana),
            row(2, **ana | {"City": "Boulder", "Zip": "80301", "Street": "2 Oak St", "Phone": "303-555-0102"}),
        ]
    )
    assert waiting() == []
    table(
        [
            row(1, **ana),
            row(2, **ana | {"City": "Boulder", "Zip": "80301", "Street": "2 Oak St", "Phone": "303-555-0102"}),
            row(3, **ana | {"Name": "Ana M Kim", "City": "Boulder", "Zip": "80301", "Street": "2 Oak St"}),
        ],
        "own_20260102.csv",
    )
    assert [each["reason"] for each in waiting()] == [doubts.SEVERAL] * 2
    assert json.loads(run("status", "--json")[1])["listings"] == 3


@pytest.mark.parametrize("decision", [None, "different", "same"])
def test_an_npi_with_a_wholly_different_name_is_no_word_about_its_owner_before_somebody_says_so(
    run, tmp_path, waiting, decision
):
    ana = files.row(
        ("171100000X", "", "", "Y"), npi=files.npi(1), last_name="KIM", first_name="ANA", city="DENVER", state="CO"
    )
    run("import", "nppes", files.plain(tmp_path / "npidata_pfile_20240304-20240310.csv", [ana]))
    (tmp_path / "own.toml").write_text(MAP + 'npi = "NPI"\n')
    (tmp_path / "own_20260101.csv").write_text(
        "Name,NPI,Street,City,State,Zip,Phone,License\n"
        f"Boris Okafor,{files.npi(1)},1 Elm St,Denver,CO,80202,303-555-0199,\n"
    )
    run("import", "csv", tmp_path / "own_20260101.csv", "--map", tmp_path / "own.toml")
    (pair,) = waiting()
    assert pair["reason"] == doubts.OTHER_NAME
    if decision:
        assert run("decide", pair["id"], decision)[0] == 0
    told = run("why", files.npi(1))[1]
    assert "Ana Kim" in told
    assert ("+13035550199" in told) == (decision == "same")
    assert len(waiting()) == (0 if decision else 1)
