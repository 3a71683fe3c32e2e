"""What the guard refuses, and what it lets pass: for every rule, whom it would harm if it were wrong."""

import pytest

from directory.core.practitioner import AlsoStated, ListedLicence, Practitioner
from directory.publish.counts import known_licences
from directory.publish.guard import Loss, TooManyLost, refuse_great_loss


def edition(listings=100, licences=None, plans=None, **about):
    """What an edition says of itself."""
    return {
        "made_up": False,
        "listings": listings,
        "counts": {"licences": licences or {}, "plans": plans or {}},
    } | about


def refused(old, new, snapshots=()):
    """What the guard says would be lost; [] where it lets the new edition pass."""
    try:
        refuse_great_loss(old, new, snapshots)
    except TooManyLost as lost:
        return lost.losses
    return []


class TestListings:
    @pytest.mark.parametrize(("before", "after"), [(10, 7), (3, 1), (2, 0), (1, 0), (50_000, 39_999)])
    def test_more_than_a_fifth_is_a_great_loss(self, before, after):
        assert refused(edition(before), edition(after)) == [Loss("listings", "", "", before, after)]

    @pytest.mark.parametrize(("before", "after"), [(10, 8), (3, 2), (2, 1), (0, 0), (10, 400), (50_000, 40_000)])
    def test_a_fifth_is_none_nor_is_one_alone_such_as_two_that_an_admin_has_joined(self, before, after):
        assert not refused(edition(before), edition(after))


class TestStatesAndSources:
    @pytest.mark.parametrize(("before", "after"), [(20, 2), (3, 0), (5, 1), (10, 5), (41, 1), (1000, 797)])
    @pytest.mark.parametrize("by", ["state", "source"])
    @pytest.mark.parametrize("what", ["licences", "plans"])
    def test_most_of_what_one_gives_is_a_great_loss_though_no_listing_goes(self, what, by, before, after):
        old, new = (edition(10_000, **{what: {by: {"it": count, "other": 9000}}}) for count in (before, after))
        assert refused(old, new) == [Loss(what, by, "it", before, after)]

    @pytest.mark.parametrize(("before", "after"), [(1, 0), (2, 1), (2, 0), (3, 1), (10, 6), (20, 14), (1000, 798)])
    def test_of_few_some_come_and_go_in_every_update(self, before, after):
        old, new = (edition(licences={"state": {"WY": count}}) for count in (before, after))
        assert not refused(old, new)

    def test_a_state_that_is_gone_altogether_is_missed(self):
        old = edition(licences={"state": {"CA": 20}})
        assert refused(old, edition()) == [Loss("licences", "state", "CA", 20, 0)]

    def test_a_source_that_is_new_takes_nothing(self):
        old, new = edition(), edition(licences={"state": {"CA": 20}, "source": {"licences": 20}})
        assert not refused(old, new)

    def test_the_greatest_losses_are_named_and_the_rest_counted(self):
        states = {"CA": 400, "TX": 90, "OR": 60, "WA": 50}
        with pytest.raises(TooManyLost) as caught:
            refuse_great_loss(edition(licences={"state": states, "source": {"licences": 600}}), edition(), [7])
        assert (
            "This would take the license standing of 600 of 600 that the state licensing board (licences) gives, the "
            "license standing of 400 of 400 in California and 3 more like these, so the directory stays as it was. "
            "Import 7 is here and not published." in str(caught.value)
        )


class TestPayers:
    OLD = edition(plans={"payer": {"qhp": {"Elm Health": 41, "Oak Health": 900}, "csv": {"Elm Health": 12}}})

    def now(self, **payers):
        return edition(plans={"payer": {"qhp": payers, "csv": {"Elm Health": 12}}})

    def test_one_whose_listings_are_gone_is_missed_among_many_others(self):
        (loss,) = refused(self.OLD, self.now(**{"Elm Health": 1, "Oak Health": 900}))
        assert loss.in_words() == "the Elm Health plans of 40 of 41 listings (qhp)"

    def test_the_same_insurer_under_another_name_has_lost_nothing(self):
        assert not refused(self.OLD, self.now(**{"Elm Health of Oregon": 40, "Oak Health": 900}))

    def test_another_that_had_been_there_before_does_not_make_up_for_it(self):
        assert refused(self.OLD, self.now(**{"Oak Health": 941}))

    def test_a_new_name_with_fewer_listings_does_not_either(self):
        assert refused(self.OLD, self.now(**{"Elm Health of Oregon": 5, "Oak Health": 900}))


class TestWhatIsNotCompared:
    def test_of_the_made_up_sample_nothing_is_lost(self):
        assert not refused(edition(600, licences={"state": {"CA": 60}}, made_up=True), edition(3))

    def test_when_the_sample_comes_back_everything_real_is(self):
        sample = edition(600, licences={"state": {"CA": 60}}, made_up=True)
        assert Loss("listings", "", "", 300, 0) in refused(edition(300), sample)

    def test_where_nothing_stands_nothing_is_lost(self):
        assert not refused({}, edition())

    @pytest.mark.parametrize("kept", [{}, {"counts": {}}, {"counts": {"licences": {"state": {"CA": 5}}}}])
    def test_what_an_older_version_did_not_count_is_not_missed(self, kept):
        old = {"made_up": False, "listings": 100} | kept
        assert not refused(old, edition(licences={"state": {"CA": 5}}))


class TestKnownLicences:
    def stated(self, status, also=(), **values):
        licence = ListedLicence(
            state="CA", number="AC1", status=status, source="licences", as_of="2026-01-05", also=also, **values
        )
        return set(known_licences(Practitioner(id="1", kind="licensed_acupuncturist", name="Ana", licences=(licence,))))

    def test_a_bad_standing_is_known_too_and_time_alone_takes_none_away(self):
        assert self.stated("active", expires_on="2020-01-31") == self.stated("revoked") == {"CA licences"}

    def test_one_that_nobody_tells_is_not(self):
        assert self.stated("unknown") == set()

    def test_whoever_tells_it_counts_so_that_another_whose_word_comes_first_takes_nothing(self):
        agrees = AlsoStated(source="csv", as_of="2026-01-07")
        silent = AlsoStated(source="nppes", as_of="2026-01-07", status="unknown")
        assert self.stated("active", (agrees, silent)) == {"CA licences", "CA csv"}
        assert self.stated("unknown", (AlsoStated(source="csv", as_of="2026-01-07", status="active"),)) == {"CA csv"}


class TestOrderers:
    @pytest.mark.parametrize(("before", "after", "is_much"), [(100, 77, True), (100, 80, False), (3, 1, False)])
    def test_a_list_of_who_may_order_that_lost_many_is_refused(self, before, after, is_much):
        old, new = edition(orderers={"count": before}), edition(orderers={"count": after})
        assert refused(old, new) == [Loss("orderers", "", "", before, after)] * is_much

    def test_one_that_comes_or_goes_is_not_for_of_nobody_anything_is_told_then(self):
        assert not refused(edition(orderers={"count": 100}), edition())
        assert not refused(edition(), edition(orderers={"count": 100}))
