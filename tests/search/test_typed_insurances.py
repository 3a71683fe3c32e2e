"""What patients type for an insurance, and what it has to be taken for: written before it was tried."""

import pytest
from national_payers import Country

from directory.search.insurance import parse_insurance
from directory.store.reference.rulebook import insurance_names

EXPLAINED = {
    "Empire Plan (NYSHIP)": "NYSHIP; Empire Plan; NYSHIP Empire Plan",
    "CalPERS": "CalPERS; CalPERS PERS Gold; pers platinum",
    "PEEHIP": "PEEHIP; peehip insurance",
    "PEBB or SEBB (Washington)": "PEBB; SEBB; Uniform Medical Plan",
    "PEIA (West Virginia)": "PEIA; wv peia",
    "GEHA": "GEHA; geha standard; my geha plan",
    "Federal employees’ plan (FEHB)": "FEHB; MHBP; NALC; APWU; Compass Rose; PSHB; federal employee",
    "Federal Employee Program (FEP Blue)": "FEP; federal blue cross; federal employee blue cross blue shield",
    "1199SEIU Benefit Funds": "SEIU 1199; 1199SEIU; 1199 seiu national benefit fund",
    "Union health fund": "UFCW; ufcw local 555 trust; Teamsters; Central States Teamsters; union insurance; "
    "IBEW Local 134; teamsters local 710 health and welfare; carpenters union; UNITE HERE; 32BJ; "
    "SAG-AFTRA health plan; Taft-Hartley",
}
PROGRAMS = {
    "medicare": "red white and blue card; railroad medicare; tengo medicare; I have Medicare; medicare part b",
    "medicaid": "medicaid de illinois; illinois medicaid; Medi-Cal; BadgerCare; Soonercare; Apple Health",
    "va_community_care": "seguro de veteranos; VA; veteran; optum va",
    "tricare": "tricare prime; tricare for life",
    "none": "self pay; cash; pago yo; sin seguro; credit card; efectivo; out of pocket; no tengo seguro",
}
UNSPECIFIC = "HSA; FSA; hsa card; health savings account; out of network; del trabajo; seguro del gobierno; ppo"
NOBODYS = (
    "Walmart; blue shield of nevada; united of omaha; uhc community plan; wellcare; HealthSpring; molina mi; Devoted"
)


def typed_as(table):
    return [(typed.strip(), meant) for meant, names in table.items() for typed in names.split(";")]


@pytest.mark.parametrize(("typed", "meant"), typed_as(EXPLAINED))
def test_a_name_that_is_no_insurers_explains_itself(typed, meant):
    assert insurance_names().explanation(typed).name == meant


@pytest.mark.parametrize(("typed", "meant"), typed_as(PROGRAMS))
def test_a_public_program_and_paying_oneself_are_known_by_what_people_call_them(typed, meant):
    assert parse_insurance(typed, Country).program == meant


@pytest.mark.parametrize("typed", UNSPECIFIC.split("; "))
def test_a_word_that_names_no_insurance_says_nothing(typed):
    assert insurance_names().is_unspecific(typed) and not parse_insurance(typed, Country).networks


@pytest.mark.parametrize(
    "typed", [*NOBODYS.split("; "), *(typed for typed, meant in typed_as(EXPLAINED) if "FEP" not in meant)]
)
def test_nobody_is_sent_to_another_companys_network(typed):
    """The Empire Plan is not Empire Blue Cross, and a union's fund is no insurer: its members would pay in full."""
    assert parse_insurance(typed, Country).networks == ()
