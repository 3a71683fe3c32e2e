"""An insurance is understood however people write it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.search.insurance import Network, read, suggestions
from directory.store.reference.files import payers


class Listed:
    """A directory of which only the insurance matters here."""

    insurance = [
        ("Anthem Blue Cross", "", ()),
        ("Blue Shield of California", "", ()),
        ("Acme Health", "", ()),
        ("Acme Health", "Acme Gold PPO", ("12345CA0010001",)),
        ("UnitedHealthcare", "", ()),
        ("Medicare", "", ()),
        ("Regional One", "", ()),
    ]


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
    assert read(typed, Listed).networks == (Network(payer, ""),)


@pytest.mark.parametrize("typed", ["BCBS", "blue cross blue shield", "blue cros", "Blue Cross", "bluecross", "anthem"])
def test_a_company_with_many_local_names_means_all_of_them_that_are_here(typed):
    assert {network.payer for network in read(typed, Listed).networks} == {
        "Anthem Blue Cross",
        "Blue Shield of California",
    }


def test_a_plan_is_known_by_its_name_and_by_the_number_on_the_card():
    for typed in ("Acme Gold PPO", "acme gold", "12345CA0010001", "12345ca0010001-01", "12345CA001000101"):
        assert read(typed, Listed).networks == (Network("Acme Health", "Acme Gold PPO"),), typed
    with pytest.raises(ValueError, match="number 99999CA0010001"):
        read("99999CA0010001", Listed)


@pytest.mark.parametrize("program", payers().programs, ids=lambda program: program.key)
def test_a_program_can_always_be_asked_for_in_both_languages_and_narrows_only_where_listings_name_it(program):
    for name in program.name.texts.values():
        meant = read(name, Listed)
        assert meant.program == program.key
        assert bool(meant.networks) == (program.key == "medicare")


def test_an_insurance_that_nobody_here_names_is_an_error_that_names_those_known():
    with pytest.raises(ValueError, match="Known are: Acme Health|Known are: Anthem"):
        read("Imaginary Mutual of Nowhere", Listed)


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


@pytest.mark.parametrize(("typed", "offered"), [("lth", "Acme Health"), ("dof", "Blue Shield of California")])
def test_letters_inside_a_name_are_enough_with_or_without_its_spaces(typed, offered):
    assert suggestions(typed, Listed)[0] == offered


@given(st.text(max_size=200))
def test_whatever_is_typed_is_understood_or_refused_in_words(typed):
    assert len(suggestions(typed, Listed)) <= 8
    try:
        assert read(typed, Listed).name
    except ValueError as error:
        assert str(error)


def test_spellings_alike_are_offered_only_where_nothing_plainer_is():
    assert suggestions("regional on", Listed) == ["Regional One"]
    assert "Regional One" in suggestions("reginal one", Listed)
    assert suggestions("zzz", Listed) == []


def test_a_name_is_offered_once_however_often_it_holds_what_was_typed():
    assert suggestions("acme", Listed) == ["Acme Health", "Acme Gold PPO"]
