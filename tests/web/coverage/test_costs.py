"""What visits will cost."""

import re

import pytest


def test_an_estimate_shows_its_working_and_the_same_numbers_in_picture_and_table(client):
    page = client.get("/coverage/costs")
    assert "about $990 for 12 visits" in page.text and "anything from $180 to $3,700" in page.text
    assert (
        "The first of 12 visits at $112 and the others at $80 come to $992." in page.text
        and "checked Nov 22, 2026" in page.text
    )
    html = client.plain.get("/coverage/costs").text
    assert html.count('<th scope="row">') == 12
    assert len(re.search('class="paid" points="([^"]+)"', html)[1].split()) == 12


def test_an_estimate_for_medicare_uses_its_amounts_and_share(client):
    page = client.get("/coverage/costs?plan=medicare")
    assert (
        "about $380 for 12 visits" in page.text
        and "If the plan pays nothing: about $790." in page.text
        and "first $283" in page.text
    )


def test_an_estimate_from_what_the_clinic_and_the_plan_said(client):
    page = client.get("/coverage/costs?visits=10&plan=own&first=$150&later=95&deductible=200&copay=25&limit=8")
    assert "about $570 for 10 visits" in page.text  # 150, then 50 and a copay of 25, six copays of 25, two at 95: 565


def test_an_estimate_from_a_listing_begins_with_its_own_prices_and_says_who_gives_them(client, sample_directory):
    asks = next(
        each
        for each in sample_directory.listings(list(range(len(sample_directory))))
        if "first_visit_fee" in each.facts
    )
    first, later = asks.first_visit_fee, asks.later_visit_fee
    page = client.get(f"/practitioners/{asks.id}")
    assert f"First visit: ${first:.0f}" in page.text and f"Each later visit: ${later:.0f}" in page.text
    costs = f"/coverage/costs?practitioner={asks.id}"
    assert costs in page.links
    page = client.get(costs)
    assert f"The first of 12 visits at ${first:.0f} and the others at ${later:.0f}" in page.text
    assert f"Prices of {asks.name}: the made-up sample" in page.text
    page = client.get(f"{costs}&first=10&later=10")
    assert "The first of 12 visits at $10" in page.text and "Prices of" not in page.text
    assert "at $112" in client.get("/coverage/costs?practitioner=nobody").text


@pytest.mark.parametrize(
    "query",
    [
        "visits=abc",
        "visits=1.5",
        "visits=-1",
        "visits=1000",
        "first=free",
        "later=1e99",
        "plan=own&coinsurance=120",
        "plan=own&limit=x",
        "deductible=nan",
        "visits=1,2",
    ],
)
def test_what_cannot_be_counted_is_told_beside_its_field(client, query):
    page = client.get(f"/coverage/costs?{query}", 400)
    assert page.title.startswith("Error:") and "number from 0 to" in page.text


@pytest.mark.parametrize(
    ("typed", "together"), [("20", "$240"), ("2,5", "$30"), ("２０％", "$240"), ("0", "$0"), ("0.2", "")]
)
def test_a_percentage_is_read_as_it_is_written_and_a_fraction_of_one_is_asked_about(client, typed, together):
    query = f"/coverage/costs?visits=12&first=100&later=100&plan=own&coinsurance={typed}"
    page = client.get(query, 200 if together else 400)
    assert (f"about {together}" if together else "whole percents") in page.text


def test_no_visits_cost_nothing_and_draw_nothing(client):
    assert "about $" not in client.get("/coverage/costs?visits=0").text


@pytest.mark.parametrize("plan", ["own", "own&deductible=500", "own&limit=8"])
def test_a_share_that_nobody_knows_is_never_nothing(client, plan):
    alone, page = (client.get(f"/coverage/costs?visits=12&first=100&later=100&plan={each}") for each in ("", plan))
    assert "about $1,200" in alone.text and "about $1,200" in page.text and "about $0" not in page.text
    assert "full price" in page.text and "full price" not in alone.text


@pytest.mark.parametrize(
    ("typed", "unused"),
    [
        ("plan=own&copay=25&coinsurance=20", ["Your share of each visit, in percent"]),
        ("plan=own&deductible=500&limit=8", ["Deductible still to pay, in dollars", "Visits that the plan pays for"]),
        ("plan=own&coinsurance=20&deductible=500&limit=8", []),
        ("plan=medicare&copay=25&deductible=100", ["Copay for a visit, in dollars"]),
        ("plan=&copay=25", ["Copay for a visit, in dollars"]),
        ("plan=&copay=", []),
    ],
)
def test_whatever_was_typed_and_plays_no_part_is_named(client, typed, unused):
    page = client.get(f"/coverage/costs?visits=3&{typed}")
    said = re.search(r"Not used in this: (.*?)\.", page.text)
    assert (said[1].split("; ") if said else []) == unused


def test_a_decimal_comma_is_one(client):
    assert "about $160" in client.get("/coverage/costs?visits=2&first=80,50&later=80,50").text
