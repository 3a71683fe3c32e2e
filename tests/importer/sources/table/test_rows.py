"""A table of one's own: which rows are clinics, which are one practitioner's, which are refused."""

import pytest
from table_maps import NPI, PLAIN, mapped


@pytest.mark.parametrize(
    ("zip_code", "phone", "npi"),
    [
        ("2139", "6175550123.0", f"{NPI}.0"),
        ("2139.0", "6175550123", NPI),
        ('="02139"', '="617-555-0123"', f'="{NPI}"'),
        ("02139", "617.555.0123", f"NPI {NPI[:4]}-{NPI[4:7]}-{NPI[7:]}"),
    ],
)
def test_what_a_spreadsheet_has_mangled_is_mended(statements_of, zip_code, phone, npi):
    (statement,), problems = statements_of(
        f"Name\tZip\tCity\tState\tPhone\tNPI\nJane Example\t{zip_code}\tCambridge\tMA\t{phone}\t{npi}\n",
        PLAIN + 'postal_code = "Zip"\nphone = "Phone"\nnpi = "NPI"\n',
    )
    (place,) = statement.locations
    assert (place.postal_code, place.phone, statement.npi, problems) == ("02139", "+16175550123", NPI, [])


def test_a_row_that_names_only_a_business_or_is_told_to_be_one_is_a_clinic(statements_of):
    map_text = mapped(name="Name", organisation_name="Practice", kind="Kind")
    statements, _ = statements_of(
        'Name,Practice,Kind\n,Elm Clinic,\n"Oak Clinic, LLC",,Clinic\nJane Example,Elm Clinic,\n', map_text
    )
    assert [(statement.name, statement.kind) for statement in statements] == [
        ("Elm Clinic", "clinic"),
        ("Oak Clinic, LLC", "clinic"),
        ("Jane Example", "other_clinician"),
    ]
    assert statements[2].other_names == ["Elm Clinic"]


def test_a_map_can_say_what_a_blank_kind_is_even_without_such_a_column(statements_of):
    (statement,), _ = statements_of(
        "Name,City,State\nJane Example,Salem,OR\n", PLAIN + '[values.kind]\n"" = "licensed_acupuncturist"\n'
    )
    assert statement.kind == "licensed_acupuncturist"


class TestRowsOfOnePractitioner:
    MAP = mapped(npi="NPI", name="Name", city="City", state="State", accepting_new_patients="Open", payer="Payer")

    def test_they_are_one_statement_with_all_they_say(self, statements_of):
        (statement,), problems = statements_of(
            f"NPI,Name,City,State,Open,Payer\n{NPI},Jane Example,Portland,OR,,Acme\n"
            f"{NPI},Jane B. Example,Salem,OR,yes,Apex\n",
            self.MAP,
        )
        assert [place.city for place in statement.locations] == ["Portland", "Salem"]
        assert ([taken.payer for taken in statement.insurance], statement.accepting_new_patients, problems) == (
            ["Acme", "Apex"],
            True,
            [],
        )

    def test_where_they_disagree_it_is_said(self, statements_of):
        (statement,), (problem,) = statements_of(
            f"NPI,Name,City,State,Open,Payer\n{NPI},Jane Example,Salem,OR,no,\n{NPI},Jane Example,Salem,OR,yes,\n",
            self.MAP,
        )
        assert (statement.accepting_new_patients, problem.row, problem.field, problem.refused) == (
            False,
            3,
            "accepting_new_patients",
            False,
        )

    def test_another_name_under_the_same_number_is_refused(self, statements_of):
        statements, (problem,) = statements_of(
            f"NPI,Name,City,State,Open,Payer\n{NPI},Jane Example,Salem,OR,,\n{NPI},Ken Other,Salem,OR,,\n", self.MAP
        )
        assert len(statements) == 1 and (problem.row, problem.refused) == (3, True) and "row 2" in problem.reason


def test_rows_without_a_name_with_a_wrong_npi_or_out_of_shape_are_refused_one_by_one(statements_of):
    map_text = mapped(npi="NPI", name="Name", city="City", state="State")
    text = (
        "NPI,Name,City,State\n,,Salem,OR\n,-,Salem,OR\n123,Jane Example,Salem,OR\n123,Jane Example,Salem,OR\n"
        f"x\n1,2,3,4,5\n{NPI},Jane Example,Salem,OR\n"
    )
    statements, problems = statements_of(text, map_text)
    assert len(statements) == 1
    assert [(problem.row, problem.refused) for problem in problems] == [(row, True) for row in range(2, 8)]
