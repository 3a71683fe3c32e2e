"""A letter to three practitioners: each has a state and a link of their own, and none learns what another said."""

import pytest
from saved_letters import ACCEPTED, DECLINED, SIGNED, SLIP, file_of, link_in, moved, sent, where


@pytest.fixture
def app(own_app):
    """The site of this test's own."""
    return own_app


@pytest.fixture
def three(sample_directory):
    """The ids of three acupuncturists in a state without a rule of its own."""
    listings = sample_directory.listings(list(range(len(sample_directory))))
    fitting = [
        each.id
        for each in listings
        if each.kind == "licensed_acupuncturist" and each.locations and each.locations[0].state == "CA"
    ]
    return fitting[:3]


@pytest.fixture
def letter(ruth, three):
    """The address of a signed letter to all of them."""
    return where(sent(ruth, "/referrals/write?" + "&".join(f"practitioner={each}" for each in three), SIGNED))


@pytest.fixture
def links(ruth, letter, three):
    """The reply link of each."""
    return [link_in(file_of(ruth, letter, practitioner=each).text) for each in three]


class TestThreeRecipients:
    def test_one_declines_unknown_to_the_others_and_the_first_who_accepts_lets_the_third_go(
        self, client, ruth, letter, links
    ):
        first, second, third = links
        before = client.get(second).text
        client.post(first, DECLINED, 303)
        assert client.get(second).text == before, "a second recipient is told nothing of the first one's no"
        client.post(second, ACCEPTED, 303)
        page = client.get(third, 410).text
        assert "found a practitioner" in page and "Dana" not in page and "declin" not in page.lower()
        for answer in (ACCEPTED, SLIP):
            client.post(third, answer, 410)
        client.post(second, SLIP, 303)
        shown = ruth.get(letter).text
        assert "No room before March." in shown and "Not needed: another accepted" in shown
        assert "Report received" in shown

    def test_declined_by_all_it_is_declined_and_one_may_be_asked_again(self, client, ruth, letter, links, three):
        for link in links:
            assert "· Signed" in ruth.get(letter).title
            client.post(link, DECLINED, 303)
        assert "· Declined" in ruth.get(letter).title
        sent(ruth, f"{letter}/ask-again", {"practitioner": "nobody"}, 400)
        sent(ruth, f"{letter}/ask-again", {"practitioner": three[1]})
        client.get(links[0], 410)
        client.post(links[1], ACCEPTED, 303)
        assert "· Accepted" in ruth.get(letter).title

    def test_what_is_heard_by_phone_counts_as_an_answer_does(self, client, ruth, letter, links, three):
        moved(ruth, letter, "accepted", 400)
        moved(ruth, letter, "declined", practitioner=three[0])
        assert "· Signed" in ruth.get(letter).title and "You declined" in client.get(links[0], 410).text
        moved(ruth, letter, "accepted", practitioner=three[1])
        client.get(links[1])
        assert "found a practitioner" in client.get(links[2], 410).text
        moved(ruth, letter, "scheduled", day="12/1/2026")
        assert "· Scheduled" in ruth.get(letter).title

    def test_one_practitioners_links_are_taken_back_without_the_others(self, client, ruth, letter, links, three):
        sent(ruth, f"{letter}/links/revoke", {"practitioner": three[0]})
        client.get(links[0], 404)
        client.get(links[1])

    def test_a_file_for_somebody_who_is_not_asked_is_none(self, ruth, letter):
        sent(ruth, f"{letter}/file", {"format": "txt", "practitioner": "2000000011"}, 400)

    def test_of_two_who_accept_at_once_one_is_taken(self, client, letter, links, ruth):
        client.post(links[0], ACCEPTED, 303)
        client.post(links[1], ACCEPTED, 410)
        assert ruth.get(letter).text.count("Accepted (") == 1

    def test_what_a_forwarded_link_shows_is_no_ones_earlier_words(self, client, links):
        client.post(links[0], ACCEPTED | {"accept-words": "Tuesdays only"}, 303)
        client.post(links[0], SLIP | {"notes": "Sleeps better"}, 303)
        page = client.plain.get(links[0]).text
        for word in ("Tuesdays", "Sleeps better", "Dana Cho", "Blauvelt"):
            assert word not in page
