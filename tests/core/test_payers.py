"""Payers by all their names, as tables like those of payers.toml give them."""

import pytest

from directory.core.payers import Payers

TABLES = {
    "program": [
        {
            "key": "va",
            "name": {"en": "VA Care", "es": "Atención VA"},
            "also": ["veterans"],
            "kinds_that_bill": ["clinic"],
        },
        {"key": "cash", "name": {"en": "I'll pay", "es": "Pago yo"}, "also": []},
    ],
    "company": [
        {"name": "United Health", "also": ["UHC"], "brands": ["Óptum"], "strangers": ["United Health of Omaha"]},
        {"name": "Acme", "also": []},
    ],
}
PAYERS = Payers.of(TABLES)


def test_a_program_has_its_spellings_in_every_language_without_spaces():
    va, cash = PAYERS.programs
    assert va == ("va", "VA Care", {"vacare", "atencionva", "veterans"}, ("clinic",))
    assert va.name.texts == {"en": "VA Care", "es": "Atención VA"} and cash.kinds_that_bill == ()


def test_a_company_has_its_names_and_spellings():
    united, acme = PAYERS.companies
    assert (united.aliases, united.spellings) == (("united health", "uhc", "optum"), {"unitedhealth", "uhc"})
    assert united.brands == {"optum": "Óptum"}
    assert acme == ("Acme", ("acme",), {"acme"}, {}, ())


@pytest.mark.parametrize(
    ("payer", "is_named"),
    [
        ("United Health", True),
        ("UnitedHealth of Ohio", False),
        ("The United Health Plan, Inc.", True),
        ("OPTUM Care", True),
        ("Optumal", False),
        ("United Health of Omaha Life", False),
        ("", False),
    ],
)
def test_a_payer_is_the_companys_where_its_name_holds_one_of_the_companys(payer, is_named):
    assert PAYERS.companies[0].names(payer) == is_named


@pytest.mark.parametrize(
    ("typed", "company"),
    [("united  health", "United Health"), ("u.h.c.", "United Health"), ("ACME", "Acme"), ("acme 2", None), ("", None)],
)
def test_a_company_is_found_by_any_of_its_names(typed, company):
    found = PAYERS.company(typed)
    assert (found and found.name) == company


def test_a_program_is_found_by_its_key_and_named_in_each_language():
    assert PAYERS.program("cash") is PAYERS.programs[1] and PAYERS.program("x") is None
    assert PAYERS.named("VA Care").texts["es"] == "Atención VA" and PAYERS.named("Acme") == "Acme"
