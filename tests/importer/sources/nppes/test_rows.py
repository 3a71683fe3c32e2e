"""NPPES's provider file: what a row says of a practitioner, in every layout."""

import csv
import json

import nppes_files as files
import pytest

ACUPUNCTURE = "171100000X"


@pytest.mark.parametrize("layout", files.LAYOUTS)
@pytest.mark.parametrize("quoting", [csv.QUOTE_ALL, csv.QUOTE_MINIMAL])
def test_every_layout_gives_the_same_statements(imported, layout, quoting):
    rows = [files.row(npi=files.npi(1)), files.other(npi=files.npi(2)), files.deactivated(files.npi(3))]
    report = imported(rows, columns=files.LAYOUTS[layout], quoting=quoting, newline="\r\n")
    assert (report["rows_read"], report["listings"]) == (3, 1)
    assert report["passed_over"] == {"other_taxonomy": 1, "deactivated": 1, "repeated": 0}
    (statement,) = report["said"].values()
    assert (statement["name"], statement["gender"]) == ("Maeve O'Brien", "female")


def test_columns_are_found_by_name_in_any_order_and_spacing(imported):
    columns = [f" {name.replace(' ', '  ')} " for name in reversed(files.V1)]
    rows = [
        {f" {name.replace(' ', '  ')} ": value for name, value in row.items()}
        for row in (files.row(), files.other(), files.deactivated(files.npi()))
    ]
    report = imported(rows, columns=columns)
    assert (report["listings"], report["passed_over"]["deactivated"]) == (1, 1)


FAXES = {"Practice Location": "5035550124", "Mailing": "5035550199"}


def test_the_practice_address_is_shown_never_the_mailing_one(statement):
    faxes = {f"Provider Business {kind} Address Fax Number": fax for kind, fax in FAXES.items()}
    (location,) = statement(files.row() | faxes)["locations"]
    assert location == {
        "address": "12 SE Elm St Ste 4",
        "city": "Portland",
        "state": "OR",
        "postal_code": "97214-1234",
        "phone": "+15035550123",
        "accepting": None,
        "fax": "+15035550124",
        "phone_unsaid": False,
    }


def test_acupuncture_counts_in_any_of_the_fifteen_slots(imported):
    others = [("207Q00000X", "1", "OR", "N")] * 14
    report = imported([files.row(*others[:place], (ACUPUNCTURE, "9", "OR", "N")) for place in range(15)])
    assert report["listings"] == 15


def test_the_code_elsewhere_in_a_row_makes_no_statement(imported):
    report = imported([files.other(address_1=f"SUITE {ACUPUNCTURE}")])
    assert (report["listings"], report["passed_over"]["other_taxonomy"]) == (0, 1)


def test_licences_are_those_of_acupuncture_slots_one_for_each_state(statement):
    row = files.row(
        (ACUPUNCTURE, "AC900001", "CA", "Y"),
        ("225700000X", "41", "CA", "N"),
        (ACUPUNCTURE, "9-1", "NY", "N"),
        (ACUPUNCTURE, "AC900001", "CA", "N"),
        (ACUPUNCTURE, "", "", "N"),
    )
    assert [(licence["state"], licence["number"], licence["status"]) for licence in statement(row)["licences"]] == [
        ("CA", "AC900001", "unknown"),
        ("NY", "9-1", "unknown"),
    ]


def test_a_physician_with_the_code_is_a_medical_acupuncturist(statement):
    row = files.row((ACUPUNCTURE, "1", "NY", "N"), ("2081P2900X", "1", "NY", "Y"), credentials="M.D.")
    assert statement(row)["kind"] == "medical_acupuncturist"


def test_an_organisation_is_a_clinic_with_its_trade_name(statement):
    row = files.row(
        entity="2",
        organisation_name="ELM STREET ACUPUNCTURE LLC",
        other_organisation_name="ELM CLINIC",
        last_name="",
        first_name="",
    )
    clinic = statement(row)
    assert (clinic["kind"], clinic["name"], clinic["other_names"]) == (
        "clinic",
        "Elm Street Acupuncture LLC",
        ["Elm Clinic"],
    )


def test_a_former_name_is_kept_for_finding(statement):
    assert statement(files.row(other_last_name="MCDONALD"))["other_names"] == ["Maeve McDonald"]


@pytest.mark.parametrize("mask", ["<UNAVAIL>", "=========", "$$$$$$$$$", "********", "_________"])
def test_a_mask_is_never_shown(statement, mask):
    shown = statement(files.row(middle_name=mask, credentials=mask, address_2=mask, phone=mask, other_last_name=mask))
    assert mask not in json.dumps(shown)
    assert shown["name"] == "Maeve O'Brien"


def test_na_is_a_family_name(statement):
    assert statement(files.row(last_name="NA", first_name="EUN YOUNG"))["name"] == "Eun Young Na"


def test_a_reactivated_registration_is_active_a_deactivated_one_is_not(imported):
    report = imported(
        [files.row(deactivated_on="01/02/2020", reactivated_on="02/03/2021"), files.row(deactivated_on="01/02/2020")]
    )
    assert (report["listings"], report["passed_over"]["deactivated"]) == (1, 1)
