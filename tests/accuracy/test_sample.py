"""Which places are called: a fair share of each stratum, and the same ones for whoever draws again."""

from collections import Counter
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.accuracy import sample
from directory.accuracy.sample import SampledPlace, draw, sample_size
from directory.core.practitioner import ListedLocation, Practitioner


def place(number, stratum="OR, nppes, not confirmed"):
    return SampledPlace(f"{number}", "a", stratum, f"Person {number}", "1 Elm St", "5035550101", None)


@pytest.mark.parametrize(
    ("places", "size"),
    # Cochran's formula by hand: n = 385 / (1 + 384 / N), rounded up.
    [(0, 0), (1, 1), (20, 20), (100, 80), (1_000, 279), (10_000, 371), (1_000_000, 385)],
)
def test_385_of_very_many_are_called_and_fewer_of_few(places, size):
    assert sample_size(places) == size


def test_every_stratum_has_its_share_and_a_rare_one_is_not_drowned():
    places = [place(n, "CA") for n in range(900)] + [place(n, "WY") for n in range(900, 1000)]
    drawn = Counter(each.stratum for each in draw(places, 100, 7))
    assert drawn == {"CA": 90, "WY": 10}


@given(st.integers(0, 10**6), st.integers(1, 300), st.integers(0, 60), st.randoms())
def test_the_same_seed_draws_the_same_places_in_whatever_order_they_come_none_twice(seed, many, size, random):
    places = [place(n, f"stratum {n % 7}") for n in range(many)]
    drawn = draw(places, size, seed)
    shuffled = places[:]
    random.shuffle(shuffled)
    assert draw(shuffled, size, seed) == drawn
    assert len(set(drawn)) == len(drawn) == min(size, many)


def test_only_places_where_patients_are_seen_and_can_be_called_are_drawn(monkeypatch):
    office, silent, home = (
        ListedLocation(
            f"{number} Elm St", "Denver", "CO", phone=phone, on_file=on_file, source="licences", as_of="2026-11-01"
        )
        for number, (phone, on_file) in enumerate((("+13035550101", False), (None, False), ("+13035550103", True)), 1)
    )
    listed = Practitioner(id="1", name="Ana Kim", kind="licensed_acupuncturist", locations=(office, silent, home))
    monkeypatch.setattr(sample, "cards", lambda directory: [listed])
    drawn = list(sample.population(SimpleNamespace(day="2026-11-29")))
    assert [(each.address, each.phone) for each in drawn] == [("1 Elm St, Denver, CO", "+13035550101")]


def test_every_place_has_about_the_same_chance():
    places = [place(n) for n in range(50)]
    drawn = Counter(each.listing for seed in range(2_000) for each in draw(places, 5, seed))
    assert len(drawn) == 50
    assert min(drawn.values()) > 150 and max(drawn.values()) < 250, "200 each, give or take chance"
