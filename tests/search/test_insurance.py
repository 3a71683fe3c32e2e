"""An insurance is understood however people write it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.search.insurance import parse_insurance, suggestions
from directory.search.insurance_index import Network
from directory.store.reference.files import payers


class Listed:
    """A directory of which only the insurance matters here."""

    insurance = (
        ("Anthem Blue Cross", "", ()),
        ("Blue Shield of California", "", ()),
        ("Acme Health", "", ()),
        ("Acme Health", "Acme Gold PPO", ("12345CA0010001",)),
        ("UnitedHealthcare", "", ()),
        ("Medicare", "", ()),
        ("Regional One", "", ()),
    )


NETWORKS = [Network(payer, plan) for payer, plan, _ in Listed.insurance]


@pytest.mark.parametrize(
    ("typed", "payer"),
    [
        ("Acme Health", "Acme Health"),
        ("acme", "Acme Health"),
        ("ACME HELTH", "Acme Health"),
        ("acme healt", "Acme Health"),
        ("united health care", "UnitedHealthcare"),
        ("UHC", "UnitedHealthcare"),
        ("united", "UnitedHealthcare"),
        ("unitedhelthcare", "UnitedHealthcare"),
        ("medicare part b", "Medicare"),
        ("medicar", "Medicare"),
        ("Regional 0ne", "Regional One"),
    ],
)
def test_a_payer_is_known_by_its_names_beginnings_and_slips(typed, payer):
    assert parse_insurance(typed, Listed).networks == (Network(payer, ""),)


@pytest.mark.parametrize("typed", ["BCBS", "blue cross blue shield", "blue cros", "Blue Cross", "bluecross"])
def test_a_company_with_many_local_names_means_all_of_them_that_are_here(typed):
    assert {network.payer for network in parse_insurance(typed, Listed).networks} == {
        "Anthem Blue Cross",
        "Blue Shield of California",
    }


def test_a_plan_is_known_by_its_name_and_by_the_number_on_the_card():
    for typed in ("Acme Gold PPO", "acme gold", "12345CA0010001", "12345ca0010001-01", "12345CA001000101"):
        assert parse_insurance(typed, Listed).networks == (Network("Acme Health", "Acme Gold PPO"),), typed
    assert parse_insurance("99999CA0010001", Listed) == ("99999CA0010001", (), "")


@pytest.mark.parametrize("program", payers().programs, ids=lambda program: program.key)
def test_a_program_can_always_be_asked_for_in_both_languages_and_narrows_only_where_listings_name_it(program):
    for name in program.name.texts.values():
        meant = parse_insurance(name, Listed)
        assert meant.program == program.key
        assert bool(meant.networks) == (program.key == "medicare")


def test_an_insurance_that_nobody_here_names_is_kept_as_it_was_typed_and_narrows_nothing():
    assert parse_insurance("  Imaginary   Mutual of Nowhere ", Listed) == ("Imaginary Mutual of Nowhere", (), "")
    assert parse_insurance("x" * 50, Listed) == ("x" * 40, (), "")

    class Nobody:
        insurance = ()

    assert parse_insurance("Acme", Nobody) == ("Acme", (), "")


class Brands:
    """Payers under one mark, of one owner, and of like names."""

    insurance = tuple(
        (payer, "", ())
        for payer in (
            "Anthem Blue Cross",
            "Blue Shield of California",
            "Blue Cross and Blue Shield of Illinois",
            "Premera",
            "Ambetter from Sunshine Health",
            "Wellcare",
            "Aetna Health Inc. (a PA corp.)",
            "Aetna Better Health of Texas",
            "United of Omaha",
            "UnitedHealthcare",
            "Oxford Health Plans",
            "Health Partners",
        )
    )


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Anthem", ["Anthem Blue Cross"]),  # Blue Shield of California is its competitor
        ("blue shield of california", ["Blue Shield of California"]),
        ("premera", ["Premera"]),
        ("Ambetter", ["Ambetter from Sunshine Health"]),  # Wellcare is another network of the owner
        ("Wellcare", ["Wellcare"]),
        ("Centene", ["Ambetter from Sunshine Health", "Wellcare"]),
        ("united", ["UnitedHealthcare", "Oxford Health Plans"]),
        ("United of Omaha", ["United of Omaha"]),
        ("oxford", ["Oxford Health Plans"]),
        ("Sunshine Health", ["Ambetter from Sunshine Health"]),
        ("Aetna PPO", ["Aetna Health Inc. (a PA corp.)", "Aetna Better Health of Texas"]),
        ("aetna better health", ["Aetna Better Health of Texas"]),
        ("BCBS of Illinois", ["Blue Cross and Blue Shield of Illinois"]),
        ("BCBSIL", ["Blue Cross and Blue Shield of Illinois"]),
        ("bcbs il", ["Blue Cross and Blue Shield of Illinois"]),
        ("BCBSTX", []),  # not here: no other state's is meant
        ("Health Plan", []),  # kinds of plan alone mean nobody
        ("PPO", []),
    ],
)
def test_a_company_a_brand_and_what_a_card_says_each_mean_no_more_than_they_say(typed, meant):
    assert [network.payer for network in parse_insurance(typed, Brands).networks] == meant


@pytest.mark.parametrize("word", ["PPO", "HMO", "EPO", "POS", "HDHP", "HSA", "plan", "plans", "insurance", "health"])
def test_a_kind_of_plan_beside_a_payers_name_is_left_out(word):
    for typed in (f"Premera {word}", f"{word} premera"):
        assert [network.payer for network in parse_insurance(typed, Brands).networks] == ["Premera"], typed


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("acm", "Acme Health"),
        ("gold", "Acme Gold PPO"),
        ("bleu shield", "Blue Shield of California"),
        ("uhc", "UnitedHealthcare"),
        ("va", "VA Community Care"),
    ],
)
def test_suggestions_hold_what_was_probably_meant(typed, offered):
    assert offered in suggestions(typed, Listed)


@given(st.text(max_size=200))
def test_whatever_is_typed_is_understood_or_kept(typed):
    assert len(suggestions(typed, Listed)) <= 8
    meant = parse_insurance(typed, Listed)
    companies = {company.name for company in payers().companies}
    kept = " ".join(typed.split())[:40]
    assert meant.networks or meant.program or meant.name == kept or meant.name.split(" of ")[0] in companies


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("cigna hmo", "Cigna"),
        ("kaiser washington", "Kaiser Permanente of Washington"),
        ("bcbs il", "Blue Cross Blue Shield of Illinois"),
        ("BCBSIL", "Blue Cross Blue Shield of Illinois"),
        ("blue shield of oregon", "blue shield of oregon"),  # the Shield alone is another company in some states
        ("cigna medicare", "cigna medicare"),
        ("Sunshine Health", "Sunshine Health"),
    ],
)
def test_a_company_that_nobody_here_names_is_called_by_its_own_name(typed, kept):
    meant = parse_insurance(typed, Listed)
    assert (meant.name, meant.networks) == (kept, ())


@pytest.mark.parametrize("typed", ["Sunshine Health", "Bright Health Plan", "sunshine helth"])
def test_a_name_is_not_offered_for_a_word_that_many_have(typed):
    assert "Acme Health" not in suggestions(typed, Listed)


def test_spellings_alike_are_offered_only_where_nothing_plainer_is():
    assert suggestions("regional on", Listed) == ["Regional One"]
    assert "Regional One" in suggestions("reginal one", Listed)
    assert suggestions("zzz", Listed) == []


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("acmegold", ["Acme Gold PPO"]),  # without spaces
        ("gold ppo", ["Acme Gold PPO"]),  # words from the middle
        ("old", ["Acme Gold PPO"]),  # letters from the middle
        ("ro", ["Auto insurance", "Anthem Blue Cross"]),  # "seguro de auto": programs come first
        ("g", ["Acme Gold PPO", "Medicare Advantage", "Auto insurance", "I'll pay myself", "Regional One"]),
        ("blueshield", ["Anthem Blue Cross", "Blue Shield of California"]),  # the company's other name means both
        ("12345CA0010001", ["Acme Gold PPO"]),
        ("99999CA0010001", []),
        ("regional0ne", ["Regional One"]),  # spelled alike
        ("xacm", ["Acme Health", "Acme Gold PPO"]),  # the beginning of a name, with a letter before it
        ("xac", []),
        ("zz", []),
        ("zzzzzz", []),
    ],
)
def test_suggestions_come_in_order_of_how_plainly_they_hold_what_was_typed(typed, offered):
    assert suggestions(typed, Listed) == offered


def test_nothing_typed_offers_the_first_names():
    assert suggestions("", Listed) == suggestions("  ", Listed) and len(suggestions("", Listed)) == 8


class Many:
    """A directory of many payers, each with a plan that begins as the next payer does."""

    insurance = tuple(
        entry
        for number in range(15)
        for entry in ((f"Payer {number:02}", "", ()), (f"Payer {number:02}", f"Payer {number + 1:02} Plan", ()))
    )


def test_payers_come_before_plans_of_the_same_beginning():
    assert suggestions("payer 03", Many) == ["Payer 03", "Payer 03 Plan"]
    assert parse_insurance("payer 03", Many).networks == (Network("Payer 03", ""),)
    assert parse_insurance("payer 03 p", Many).networks == (Network("Payer 02", "Payer 03 Plan"),)
    assert suggestions("payer", Many) == [f"Payer {number:02}" for number in range(8)]


def test_an_employers_name_means_all_of_its_plans():
    class Employers:
        insurance = tuple(
            ("Acme Health", plan, ()) for plan in ("", "Elm Auto: Choice", "Elm Auto: Gold", "Elm Autoworks: Gold")
        )

    assert parse_insurance("elm auto", Employers) == (
        "Elm Auto",
        (Network("Acme Health", "Elm Auto: Choice"), Network("Acme Health", "Elm Auto: Gold")),
        "",
    )
    assert parse_insurance("Elm Auto: Gold", Employers).networks == (Network("Acme Health", "Elm Auto: Gold"),)


def test_a_plans_name_at_two_payers_means_both_and_a_payers_only_the_payer():
    class Twice:
        insurance = (("One", "", ()), ("One", "Gold", ()), ("Two", "Gold", ()), ("Gold Health", "", ()))

    assert parse_insurance("gold", Twice).networks == (Network("One", "Gold"), Network("Two", "Gold"))
    assert parse_insurance("one", Twice) == ("One", (Network("One", ""),), "")
    assert suggestions("gold", Twice) == ["Gold Health", "Gold"]


def test_a_number_of_two_plans_is_called_by_itself():
    class Twice:
        insurance = (("One", "A", ("12345CA0010001-01",)), ("Two", "B", ("12345CA0010001", "99999CA0010001")))

    meant = parse_insurance(" 12345ca0010001-04 ", Twice)
    assert meant == ("12345CA0010001-04", (Network("One", "A"), Network("Two", "B")), "")
    assert parse_insurance("99999CA0010001", Twice) == ("B", (Network("Two", "B"),), "")


@pytest.mark.parametrize(
    ("typed", "is_known"), [("uh", False), ("ac", True), ("acme helt", True), ("amce hlath", False)]
)
def test_a_slip_of_the_pen_is_forgiven_and_no_more(typed, is_known):
    assert parse_insurance(typed, Listed).networks == ((Network("Acme Health", ""),) if is_known else ())


def test_a_name_is_offered_once_however_often_it_holds_what_was_typed():
    assert suggestions("acme", Listed) == ["Acme Health", "Acme Gold PPO"]
