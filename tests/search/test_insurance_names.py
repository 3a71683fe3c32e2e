"""A name never leads to another company's network, and names that are no insurer's explain themselves."""

import pytest
from national_payers import Country

from directory.search.insurance import is_guess, parse_insurance, suggestions
from directory.store.reference.files import payers
from directory.store.reference.rulebook import insurance_names


def names_meant(typed):
    meant = parse_insurance(typed, Country)
    return [network.name for network in meant.networks] or meant.program or "nothing"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("blue cross of california", ["Anthem Blue Cross"]),  # the Shield is its competitor there
        ("anthem california", ["Anthem Blue Cross"]),
        ("blue cross of idaho", "nothing"),  # only the Shield is here
        ("blue shield of idaho", ["Regence BlueShield of Idaho"]),
        ("bcbs of kansas", "nothing"),  # not Arkansas
        ("bcbs of arkansas", ["Arkansas Blue Cross and Blue Shield"]),
        ("north carolina blue cross", ["Blue Cross and Blue Shield of North Carolina"]),
        ("bcbs south carolina", "nothing"),
        ("molina ohio", ["Molina Healthcare of Ohio"]),
        ("molina of utah", "nothing"),
        ("blue cross blue shield of alaska", "nothing"),  # not all of them, because "blue cross" is known too
        ("blue cross and blue shield of alaska", "nothing"),
        ("bcbs alaska gold", "nothing"),
        ("bcbs of district of columbia", "nothing"),
        ("bcbs of tx", "nothing"),
    ],
)
def test_the_company_of_one_state_or_mark_is_not_anothers(typed, meant):
    assert names_meant(typed) == meant


@pytest.mark.parametrize(
    "typed",
    ["insurance", "my insurance", "mi seguro", "aseguranza", "PPO", "HMO plan", "texas", "a", "obamacare", "no sé"],
)
def test_words_that_name_no_insurance_mean_none(typed):
    assert names_meant(typed) == "nothing"


@pytest.mark.parametrize(
    ("typed", "program"),
    [
        ("no insurance", "none"),
        ("no tengo seguro", "none"),
        ("i don't have insurance", "none"),
        ("medicare hmo", "medicare_advantage"),
        ("Medicare Part C", "medicare_advantage"),
        ("medigap", ["Medicare"]),
        ("medicare plan", ["Medicare"]),  # not Medicaid, one letter or two away
        ("oregon medicaid", "medicaid"),
        ("Medicaid of Texas", "medicaid"),
        ("medicaid dental", "nothing"),
        ("medica", "nothing"),  # Minnesota's insurer, and no slip of Medicaid
        ("optum va", "va_community_care"),
        ("humana military", "tricare"),
        ("TRICARE Prime", "tricare"),
        ("triwest", "nothing"),  # two programs: asked which
    ],
)
def test_programs_and_those_who_run_them_are_told_from_companies_of_like_names(typed, program):
    assert names_meant(typed) == program


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("atena", ["Aetna"]),  # a swapped pair is one slip
        ("oskar", ["Oscar"]),
        ("kiaser", ["Kaiser Permanente"]),
        ("UHC choice plus", ["UnitedHealthcare", "Optum"]),  # that plan is not here: the company's answer
        ("uhc choice", ["Choice EPO"]),
        ("aetna ppo", ["Aetna"]),
        ("aetna medicare", ["Aetna Medicare Eagle (PPO)"]),
        ("humana medicare", "nothing"),  # what it sells beside its usual plans has a list of its own
        ("united healthcare community plan", "nothing"),
        ("united of omaha", "nothing"),
        ("aetna better health", "nothing"),  # a brand that no listing names is not its owner
        ("acme silver", ["Acme Silver PPO"]),
        ("acme silver hmo", "nothing"),  # another network than the PPO
        ("acme gold 1000", "nothing"),
        ("acme gold 150", ["Acme Gold 1500"]),  # not yet typed to the end
        ("ash network", ["American Specialty Health"]),
    ],
)
def test_a_slip_or_a_further_word_never_leads_to_another_network(typed, meant):
    assert names_meant(typed) == meant


def test_what_is_offered_beside_a_name_is_no_other_program():
    offered = suggestions("evergreen medicare", Country)
    assert "Medicare" in offered and not {"TRICARE", "Medicaid"}.intersection(offered)


def test_a_page_is_told_when_a_name_was_guessed():
    guesses = {
        typed: is_guess(typed, parse_insurance(typed, Country), Country)
        for typed in ("atena", "UHC choice plus", "aetna", "uhc", "zzyzx mutual")
    }
    assert [typed for typed, is_guessed in guesses.items() if is_guessed] == ["atena", "UHC choice plus"]


@pytest.mark.parametrize("explained", insurance_names().explained, ids=lambda each: each.name)
def test_what_is_explained_offers_only_what_can_be_asked_for(explained):
    known = payers()
    for choice in explained.choices:
        assert parse_insurance(choice, Country).program or known.company(choice), choice
    for name in (explained.name, *explained.also):
        assert insurance_names().explanation(name) == explained


BLUES = (
    "Anthem Blue Cross",
    "Blue Shield of California",
    "Regence BlueShield of Idaho",
    "Blue Cross Blue Shield of Ohio",
)


class Blues:
    """Companies of one mark in four states, and what is spelled like their plans."""

    insurance = tuple((payer, "", ()) for payer in (*BLUES, "Cigna", "Oscar", "HMSA", "Humana"))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        (
            "bcbs oh ppo",
            ["Blue Cross Blue Shield of Ohio"],
        ),  # was all of them: Californians' networks for a card of Ohio
        ("bcbs ohio hmo", ["Blue Cross Blue Shield of Ohio"]),
        ("bcbs tx ppo", []),
        ("bcbs tx gold", []),
        ("cigna healthspring", []),  # another company's since 2025
        ("star health", []),  # Medicaid in Texas, not Oscar with a slip
        ("oscr health", ["Oscar"]),
        ("hmsa quest", []),  # its Medicaid plan
        ("humana chip", []),
    ],
)
def test_more_words_beside_a_company_lead_to_nobody_elses_network(typed, meant):
    assert [network.name for network in parse_insurance(typed, Blues).networks] == meant


@pytest.mark.parametrize(
    ("typed", "program"),
    [
        *((name, "medicaid") for name in ("denali kidcare", "hip 2.0", "turquoise care", "cardinal care", "star+plus")),
        *((name, "medicaid") for name in ("green mountain care", "husky d", "soonerselect", "medicaid expansion")),
        *((name, "none") for name in ("no insurance at all", "nothing", "i dont have any", "not insured")),
        ("medigap plan g", "medicare"),
        ("labor and industries", "workers_comp"),
    ],
)
def test_programs_are_known_by_the_names_that_states_and_people_give_them(typed, program):
    assert parse_insurance(typed, Blues).program == program


@pytest.mark.parametrize("typed", ["bluecard", "out of state bcbs", "champva", "medi-share", "liberty healthshare"])
def test_what_is_no_insurers_own_network_explains_itself(typed):
    told = insurance_names().explanation(typed)
    assert told.sources and all(told.text.texts.get(language) for language in ("en", "es", "zh"))


def test_a_card_of_another_state_means_the_blue_companies_here():
    assert {network.name for network in parse_insurance("out of state bcbs", Blues).networks} == {*BLUES}
