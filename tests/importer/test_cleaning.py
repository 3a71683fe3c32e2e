"""Values as people and boards write them: telephone numbers, days, addresses."""

import json

import nppes_files as files
import pytest
from unclean_files import ANA, BOARD, ENTRY, WEEK

from directory.importer.cleaning import clean


@pytest.fixture
def phones(imports, run):
    """The telephone numbers that are listed of members of a society whose phone columns are these, None for none."""

    def listed(*written):
        rows = [
            f'Ana {"ABCDEFGHIJKLMNOP"[at]}lder,LAc,12 Elm St,Portland,OR,97214,"{each}"'
            for at, each in enumerate(written)
        ]
        header = "Name,Credentials,Address,City,State,Zip,Phone\n"
        imports("roster", "members 2026-01-05.csv", header + "\n".join(rows) + "\n")
        found = json.loads(run("search", "--near", "97214", "--json")[1])["results"]
        by_name = {each["name"]: each["location"]["phone"] for each in found}
        return [by_name[f"Ana {'ABCDEFGHIJKLMNOP'[at]}lder"] for at in range(len(written))]

    return listed


def test_a_telephone_number_is_listed_whatever_words_and_numbers_are_beside_it(phones):
    written = (
        "503-555-0123 (cell)",
        "503-555-0123 / 503-555-0199",
        "503-555-0123 ext.",
        "5035550123.0",
        "fax 503-555-0199",
    )
    assert phones(*written, "503-555-0123 ext. 4") == ["+15035550123"] * 4 + [None, "+15035550123;ext=4"]


@pytest.mark.parametrize("day", ["12/31/9999", "01/01/1900", "9999-12-31", "12/31/2099 12:00:00 AM"])
def test_a_license_that_ends_on_no_real_day_has_no_end_and_its_row_counts_as_current(day, imports, why):
    rows = [
        f"198.900001,N,Alder,Amy,,,,,Chicago,IL,60614,{end},01/05/2026,LICENSED ACUPUNCTURIST,ACUPUNCTURIST,{status}\n"
        for end, status in ((day, "ACTIVE"), ("06/30/2020", "NOT RENEWED"))
    ]
    report = imports("licences", "IL 2026-01-05.csv", BOARD + "".join(rows), "--state", "IL")
    (licence,) = why("IL-198900001")["licences"]
    assert "0 problems" in report or "problem" not in report
    assert "9999" not in licence and "1900" not in licence and "2099" not in licence


@pytest.mark.parametrize("day", ["2026-01-04T00:00:00", "2026-01-04T15:54:46.786-07:00", "01/04/2026 12:00:00 AM"])
def test_an_insurers_day_with_a_time_confirms_as_a_day_does(day, imports, run):
    entry = ENTRY | {"last_updated_on": day}
    assert "problem" not in imports("qhp", "providers.json", json.dumps([entry]))
    (found,) = json.loads(run("search", "--near", "97214", "--json")[1])["results"]
    assert found["verified_on"] == "2026-01-04"


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (("12 ELM ST STE 4", "STE 4", "PORTLAND"), "12 Elm St Ste 4, Portland"),
        (("12 ELM ST", "PORTLAND, OR 97214", "PORTLAND"), "12 Elm St, Portland"),
        (("12 ELM ST", "12 ELM ST", "PORTLAND, OR"), "12 Elm St, Portland"),
        (("OAK CLINIC", "12 ELM ST", "PORTLAND OR 97214"), "12 Elm St, Portland"),
        (("12 ELM ST", "FL 2", "PORTLAND"), "12 Elm St, Fl 2, Portland"),
    ],
)
def test_an_address_is_told_once_as_somebody_would_look_for_it(lines, told, imports, why):
    row = files.row(npi=ANA, **dict(zip(("address_1", "address_2", "city"), lines, strict=True)))
    report = imports("nppes", WEEK, files.text([row]))
    assert why(ANA)["locations"][0].startswith(f"{told}, OR, 97214") and "problem" not in report


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("<b>Ana</b> Lopez", "Ana Lopez"),
        ("<script>alert(1)</script>Lopez", "Lopez"),
        ('<img src=x onerror="go()">Acme Health', "Acme Health"),
        ("A < B and C > D", "A < B and C > D"),
        ("Ages <18", "Ages <18"),
        ("<UNAVAIL>", ""),
    ],
)
def test_tags_of_a_web_page_are_no_part_of_a_value(written, kept):
    """An insurer's file is as it is published: a name with tags is read to patients as it stands, and to screens."""
    assert clean(written) == kept
