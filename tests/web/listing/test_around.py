"""The context stays: the office nearest to the search and the visitor's plan first, the way back, who else is there."""

from urllib.parse import urlencode

import pytest

from directory.core import phones
from directory.core.geo import miles_between


@pytest.fixture(scope="module")
def with_offices(sample_directory):
    """A listing with two placed offices, not the first of which is nearer to where somebody looks from the second."""
    listings = sample_directory.listings(list(range(len(sample_directory))))
    return next(
        each
        for each in listings
        if len(each.locations) > 1
        and all(place.latitude and place.phone for place in each.locations)
        and miles_between(*((place.latitude, place.longitude) for place in each.locations[:2])) > 1
    )


def test_the_office_nearest_to_the_search_comes_first_with_its_phone_and_distance(client, with_offices):
    last = with_offices.locations[-1]
    near = urlencode({"near": f"{last.latitude},{last.longitude}"})
    page = client.get(f"/practitioners/{with_offices.id}?{near}")
    calls = [text for text in page.texts if text.startswith("Call ")]
    assert calls[0] == f"Call {phones.shown(last.phone)}" and "from the point" in page.text
    assert "from the point" not in client.get(f"/practitioners/{with_offices.id}").text


def test_results_lead_to_a_listing_that_leads_back_to_its_card_with_all_that_was_asked(client):
    asked = {"near": "Portland, OR", "within": "50", "insurance": "Acme Health", "language": "Spanish"}
    results = client.get(f"/search?{urlencode(asked)}")
    listing = next(link for link in results.links if link.startswith("/practitioners/"))
    back = next(link for link in client.get(listing).links if link.startswith("/search?") and "#result-1" in link)
    again = client.get(back.partition("#")[0])
    assert again.title == results.title and "result-1" in again.ids


@pytest.mark.parametrize("near", ["Nowhere at all", "", "Maeve O'Brien"])
def test_a_place_that_is_none_changes_nothing(client, with_offices, near):
    page = client.get(f"/practitioners/{with_offices.id}?{urlencode({'near': near, 'at': 'x'})}")
    assert "Back to the results" not in page.text and with_offices.name in page.text


def test_the_shortlist_keeps_the_place_and_the_plan(client, with_offices):
    taken = with_offices.insurance[-1].payer if with_offices.insurance else "Acme Health"
    asked = urlencode({"near": "Portland, OR", "insurance": taken})
    for address in (f"/search?{asked}", f"/practitioners/{with_offices.id}?{asked}"):
        link = next(link for link in client.get(address).links if link.startswith("/shortlist"))
        assert "near=Portland" in link and "insurance=" in link
    page = client.get(f"/compare?id={with_offices.id}&{asked}")
    assert "Distance from" in page.text


def test_others_at_the_very_address_are_named(client, sample_directory, gazetteer):
    """The sample has hardly a house with two: whoever has one names the other, and nobody names themselves."""
    listings = sample_directory.listings(list(range(len(sample_directory))))
    houses = {}
    for each in listings:
        for place in each.locations:
            if place.address and place.latitude:
                houses.setdefault((place.address.partition(",")[0].lower(), place.city), []).append(each)
    shared = next((found for found in houses.values() if len({each.id for each in found}) > 1), None)
    alone = next(found[0] for found in houses.values() if len(found) == 1 and len(found[0].locations) == 1)
    assert "Others at this address" not in client.get(f"/practitioners/{alone.id}").text
    if shared:
        assert shared[1].name in client.get(f"/practitioners/{shared[0].id}").text


def test_nobody_is_called_licensed_at_any_door_of_whom_no_license_is_stated(client, sample_directory):
    """Called licensed falsely is who a patient trusts for a proof that nobody gave."""
    listings = sample_directory.listings(list(range(len(sample_directory))))
    people = [each for each in listings if each.kind == "licensed_acupuncturist" and each.locations]
    for is_licensed in (False, True):
        each = next(each for each in people if bool(each.licences) is is_licensed)
        place, word = each.locations[0], "Licensed acupuncturist" if is_licensed else "Acupuncturist"
        page = client.plain.get(f"/practitioners/{each.id}").text
        assert f'<p class="kind">{word} ' in page
        letter = client.plain.get(f"/referrals/new?practitioner={each.id}").text
        assert f'<span class="quiet">{word}' in letter and (is_licensed or "Licensed acupuncturist" not in letter)
        cards = client.plain.get(f"/search.vcf?near={place.latitude},{place.longitude}&within=5&license=any").text
        (card,) = (text for text in cards.split("BEGIN:VCARD") if f"UID:{each.id}\r\n" in text)
        assert f"TITLE:{word}\r\n" in card
    page = client.plain.get("/search?near=97214&within=500").text
    assert '>Acupuncturist <span class="count">' in page and '>Licensed acupuncturist <span class="count">' not in page
