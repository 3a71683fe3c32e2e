"""What a page says of the words typed for an insurance: what they were taken for, and what else may be meant."""

import re
from urllib.parse import urlencode

import pytest


def results(client, typed, near="34.05,-118.25"):
    return client.get("/search?" + urlencode({"near": near, "within": "100", "insurance": typed}))


def test_a_guess_is_shown_as_one_and_a_name_is_not(client):
    assert "Acme Health for “acme helth”" in results(client, "acme helth").text
    assert "for “" not in results(client, "Acme Health").text


def test_the_page_says_whether_the_answer_stands_for_a_company_or_a_plan(client):
    assert "with any of its plans" in results(client, "Acme Health").text
    plan = results(client, "Acme Bronze EPO").text
    assert "a plan of Acme Health" in plan and "with any of its plans" not in plan


@pytest.mark.parametrize(
    ("typed", "offered"),
    [("triwest", {"VA Community Care", "TRICARE"}), ("aarp", {"Medicare", "Medicare Advantage"})],
)
def test_a_name_of_two_programs_asks_which_and_shows_everybody_meanwhile(client, typed, offered):
    page = results(client, typed)
    chips = {link for link in page.links if "insurance=" in link}
    for name in offered:
        assert any(urlencode({"insurance": name}) in link for link in chips), name
    assert "Source:" in page.text or "Reported by" in page.text
    assert any("/practitioners/" in link for link in page.links)


def test_a_manager_explains_that_the_insurer_on_the_card_counts(client):
    text = results(client, "evicore").text
    assert "eviCore is no insurer" in text and "checked" in text


def test_what_names_no_insurance_asks_for_the_name_on_the_card_and_shows_everybody(client):
    page = results(client, "mi seguro")
    assert "does not say which insurance" in page.text and any("/practitioners/" in link for link in page.links)


def test_what_was_typed_is_shown_as_text(client):
    page = client.plain.get("/search?" + urlencode({"near": "97214", "insurance": "acme <b>helth"}))
    assert b"<b>helth" not in page.data


def test_where_nobody_near_is_said_to_take_it_those_near_come_before_those_hundreds_of_miles_away(client):
    """Medicaid is another in each state: who takes California's is no help in Denver."""
    asked = "/search?near=Denver,+CO&insurance=Medicaid"
    text = client.get(asked).text
    near, far = text.index("nobody states whether they take Medicaid"), text.index("The nearest are about")
    assert "Nobody within 25 miles is said to take Medicaid" in text and near < far
    numbers = [int(each) for each in re.findall(r'id="result-(\d+)"', client.plain.get(asked).text)]
    assert numbers == list(range(1, len(numbers) + 1)) and len(numbers) >= 10
