"""What calls come to: shares, their intervals, agreement of two callers, and who counts as unreachable."""

import pytest

from directory.accuracy.figures import kappa, place_state, summary, wilson, worst
from directory.store.office.accuracy import KeptCall

# statsmodels 0.15.0: proportion_confint(found, of, alpha=0.05, method="wilson"); so says scipy 1.17.1's binomtest.
WILSON = [
    (0, 1, 0.0000000000, 0.7934506856),
    (0, 385, 0.0000000000, 0.0098792419),
    (1, 10, 0.0178762131, 0.4041500268),
    (5, 10, 0.2365930905, 0.7634069095),
    (10, 10, 0.7224672001, 1.0000000000),
    (37, 371, 0.0732227681, 0.1344422513),
    (188, 385, 0.4387434188, 0.5381109011),
    (385, 385, 0.9901207581, 1.0000000000),
    (12, 4000, 0.0017169926, 0.0052366940),
]


def call(place, deficiencies=(), day="2026-11-02", second=False):
    return KeptCall(place, second, day, deficiencies if deficiencies is None else tuple(deficiencies), "", None)


@pytest.mark.parametrize(("found", "of", "low", "high"), WILSON)
def test_an_interval_is_that_of_statsmodels_and_scipy(found, of, low, high):
    assert wilson(found, of) == pytest.approx((found / of, low, high), abs=1e-9)


def test_of_nothing_there_is_no_share():
    with pytest.raises(ValueError, match="nothing was counted"):
        wilson(0, 0)


def test_agreement_of_two_callers_is_what_is_beyond_chance():
    pairs = [(True, True)] * 20 + [(True, False)] * 5 + [(False, True)] * 10 + [(False, False)] * 15
    assert kappa(pairs) == pytest.approx(0.4)  # statsmodels, cohens_kappa([[20, 5], [10, 15]])
    assert kappa([]) is None and kappa([(False, False)] * 3) is None


def test_the_worst_of_several_deficiencies_counts():
    assert worst(("suite", "phone", "name")) == "phone" and worst(()) is None


def test_a_place_is_unreachable_after_three_days_and_not_before_nor_once_somebody_answered():
    none = [call(1, None, f"2026-11-0{day}") for day in (2, 3, 4)]
    assert place_state(none).unreachable and not place_state(none[:2]).unreachable
    assert not place_state([none[0]] * 3).unreachable, "three tries on one day are one"
    assert place_state([*none, call(1, ("phone",), "2026-11-05")]) == (("phone",), False)


def test_the_last_call_that_reached_somebody_counts_and_the_second_callers_does_not():
    calls = [
        call(1, ("phone",)),
        call(1, (), "2026-11-03"),
        call(1, None, "2026-11-04"),
        call(1, ("suite",), second=True),
    ]
    assert place_state(calls).deficiencies == ()


def test_a_round_of_which_nobody_was_called_claims_nothing():
    assert summary(5, []) == {
        "places": 5,
        "reached": 0,
        "unreachable": 0,
        "open": 5,
        "wrong": None,
        "preventing": None,
        "wrong_weighted": None,
        "preventing_weighted": None,
        "at_most_wrong": None,
        "by_worst": {},
        "called_twice": 0,
        "kappa": None,
    }


def test_a_round_counts_each_place_once_and_says_what_may_keep_somebody_from_care():
    lost = [call(5, None, f"2026-11-0{day}") for day in (2, 3, 4)]
    calls = [call(1), call(2, ("suite", "name")), call(3, ("phone", "suite")), call(4, ()), *lost, call(6, None)]
    calls += [call(1, second=True), call(2, (), second=True), call(3, ("phone",), second=True)]
    found = summary(7, calls)
    assert (found["reached"], found["unreachable"], found["open"]) == (4, 1, 2)
    assert found["wrong"][0] == 0.5 and found["preventing"][0] == 0.25 and found["at_most_wrong"][0] == 0.6
    assert found["by_worst"] == {"phone": 1, "suite": 1}
    assert found["called_twice"] == 3 and found["kappa"] == pytest.approx(0.4)


class TestWeights:
    """Where fewer were reached in one state than in another, its share of the figure stays what was drawn."""

    STRATA = dict.fromkeys(range(1, 7), "OR") | dict.fromkeys(range(7, 13), "WA")

    def test_a_state_that_answers_less_counts_as_much(self):
        oregon = [call(place) for place in range(1, 7)]
        washington = [call(7, ("phone",)), call(8, ("suite",))]
        found = summary(12, [*oregon, *washington], self.STRATA)
        assert found["wrong"][0] == 0.25 and found["wrong_weighted"][0] == 0.5
        assert found["preventing_weighted"][0] == 0.25
        assert found["wrong_weighted"] == pytest.approx(wilson(3, 6), abs=1e-4), "12 ** 2 / (6 * 1 + 2 * 9) = 6 places"

    def test_alike_answers_weigh_nothing(self):
        calls = [call(place, ("phone",) if place % 2 else ()) for place in self.STRATA]
        found = summary(12, calls, self.STRATA)
        assert found["wrong_weighted"] == found["wrong"]

    def test_of_a_state_in_which_nobody_was_reached_nothing_is_made_up(self):
        assert summary(12, [call(1)], self.STRATA)["wrong_weighted"] is None
        assert summary(12, [call(1)])["wrong_weighted"] is None
