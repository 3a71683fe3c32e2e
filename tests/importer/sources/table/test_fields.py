"""A table of one's own: every field of a row is read by the map, or reported."""

import pytest
from table_maps import NPI, mapped

EVERYTHING = mapped(
    '[languages]\nseparator = "/"\n[values]\nyes = ["open"]\nno = ["full"]\n'
    '[values.kind]\nNeedler = "licensed_acupuncturist"\n'
    '[values.licence_status]\nCurrent = "active"\n[dates]\nformats = ["%d.%m.%Y"]',
    npi="ID",
    first_name="Given",
    last_name="Family",
    credentials="Letters",
    kind="What",
    gender="Sex",
    address_1="Street",
    city="Town",
    state="St",
    postal_code="Zip",
    phone="Call",
    fax="Send",
    licence_number="Lic",
    licence_state="St",
    licence_status="Lic is",
    licence_expires_on="Until",
    languages="Speaks",
    accepting_new_patients="Books",
    payer="Insurer",
    plan="Plan",
    confirmed_on="Checked",
)


def test_every_field_is_read_by_the_map(statements_of):
    text = (
        "Checked;ID;Given;Family;Letters;What;Sex;Street;Town;St;Zip;Call;Send;Lic;Lic is;Until;Speaks;Books;Insurer;"
        "Plan\n"
        f"03.02.2026;{NPI};Jane;Example;LAc;needler;Female;12 Elm St;Portland;OR;97214;503-555-0123;"
        "fax 503-555-0124;AC 12;CURRENT;31.12.2027;Korean / English;open;Acme;Gold\n"
    )
    (statement,), problems = statements_of(text, EVERYTHING)
    assert (statement.id, statement.npi, statement.name, statement.kind, statement.gender) == (
        NPI,
        NPI,
        "Jane Example",
        "licensed_acupuncturist",
        "female",
    )
    assert (statement.credentials, statement.languages, statement.accepting_new_patients) == (
        ["L.Ac."],
        ["Korean"],
        True,
    )
    assert [vars(place) for place in statement.locations] == [
        {
            "address": "12 Elm St",
            "city": "Portland",
            "state": "OR",
            "postal_code": "97214",
            "phone": "+15035550123",
            "accepting": None,
            "fax": "+15035550124",
            "phone_unsaid": False,
        }
    ]
    assert [vars(licence) for licence in statement.licences] == [
        {"state": "OR", "number": "AC 12", "status": "active", "expires_on": "2027-12-31"}
    ]
    assert [vars(taken) for taken in statement.insurance] == [
        {"payer": "Acme", "plan": "Gold", "network_status": "unknown", "plan_id": None, "tier": None}
    ]
    assert (statement.confirmed_on, problems) == ("2026-02-03", [])


def test_what_cannot_be_read_is_a_problem_and_the_row_stays(statements_of):
    text = (
        "Checked;ID;Given;Family;Letters;What;Sex;Street;Town;St;Zip;Call;Send;Lic;Lic is;Until;Speaks;Books;Insurer;"
        "Plan\n"
        "01.01.2098;;Jane;Example;LAc;wizard;?;12 Elm St;Portland;OR;97214;503-555-0123;ask us;AC 12;so so;"
        "soon;;maybe;;Gold\n"
    )
    (statement,), problems = statements_of(text, EVERYTHING)
    assert {problem.field for problem in problems} == {
        "confirmed_on",
        "kind",
        "gender",
        "licence_status",
        "licence_expires_on",
        "accepting_new_patients",
        "plan",
        "fax",
    }
    assert not any(problem.refused for problem in problems)
    assert (statement.id, statement.licences[0].status, statement.confirmed_on, statement.insurance) == (
        "OR-AC12",
        "unknown",
        None,
        [],
    )


def test_what_the_practice_asks_for_a_visit_is_read_or_reported(statements_of):
    map_text = mapped(name="Name", city="City", state="State", first_visit_fee="New", later_visit_fee="Follow-up")
    (statement,), problems = statements_of(
        "Name,City,State,New,Follow-up\nAna Lopez,Salem,OR,$120,sliding scale\n", map_text
    )
    assert (statement.first_visit_fee, statement.later_visit_fee) == (120, None)
    assert [(problem.field, problem.reason) for problem in problems] == [
        ("later_visit_fee", "not a price in dollars, from 0 to 10,000")
    ]


def test_the_website_of_a_practice_is_read_or_reported(statements_of):
    rows = "Ana Lopez,Salem,OR,www.Example.com/\nBo Kim,Salem,OR,javascript:alert(1)\nCy Park,Salem,OR,\n"
    statements, problems = statements_of(
        "Name,City,State,Web\n" + rows, mapped(name="Name", city="City", state="State", website="Web")
    )
    assert [statement.website for statement in statements] == ["https://www.example.com", None, None]
    assert [(problem.row, problem.field, problem.value) for problem in problems] == [
        (3, "website", "javascript:alert(1)")
    ]


def test_the_address_that_a_practice_publishes_is_read_or_reported(statements_of):
    rows = "Ana Lopez,Salem,OR,Office@Elm.example\nBo Kim,Salem,OR,a@elm.example; b@elm.example\nCy Park,Salem,OR,\n"
    statements, problems = statements_of(
        "Name,City,State,Mail\n" + rows, mapped(name="Name", city="City", state="State", email="Mail")
    )
    assert [statement.email for statement in statements] == ["Office@elm.example", None, None]
    assert [(problem.row, problem.field) for problem in problems] == [(3, "email")]


@pytest.mark.parametrize(
    ("row", "key"),
    [
        (f"{NPI},AC-12,OR", NPI),
        (",AC-12,OR", "OR-AC12"),
        (",ac 12,oregon", "OR-AC12"),
        (",,OR", "csv-"),
        (",AC12,Narnia", "csv-"),
    ],
)
def test_the_key_is_the_npi_else_the_license_else_name_and_place(statements_of, row, key):
    map_text = mapped(npi="NPI", licence_number="No", licence_state="St", name="Name", city="City")
    (one,), _ = statements_of(f"Name,City,NPI,No,St\nJane Example,Portland,{row}\n", map_text)
    (again,), _ = statements_of(f"Name,City,NPI,No,St\nJANE EXAMPLE,portland,{row}\n", map_text)
    assert one.id == again.id and one.id.startswith(key)
