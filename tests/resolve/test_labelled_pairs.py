"""Made-up pairs of which it is known whether they are one person: nobody is merged with a stranger, and hardly anybody
is missed.
"""

import pytest
from labelled_pairs import IN_DOUBT, ONE_PERSON, TWO, labelled_pairs

from directory.resolve.evidence import Verdict
from directory.resolve.identity import blocking_keys, identity
from directory.resolve.match import compare


@pytest.fixture(scope="module")
def labelled():
    """The pairs: {(category, whether they are one person): [(statement, statement)]}."""
    return labelled_pairs()


def judged(pairs):
    """The verdict on each pair; None for one that would not be compared."""
    for one, other in pairs:
        ours, theirs = identity("a:1", one), identity("b:1", other)
        yield compare(ours, theirs).verdict if blocking_keys(ours) & blocking_keys(theirs) else None


def test_there_are_enough_of_them(labelled):
    assert len(labelled) >= 20 and sum(map(len, labelled.values())) >= 3000


@pytest.mark.parametrize("category", TWO)
def test_different_people_are_never_merged(labelled, category):
    assert Verdict.YES not in set(judged(labelled[category, False]))


@pytest.mark.parametrize("category", ONE_PERSON)
def test_one_person_told_of_twice_is_found(labelled, category):
    verdicts = list(judged(labelled[category, True]))
    assert verdicts.count(Verdict.YES) >= 0.9 * len(verdicts)
    assert verdicts.count(Verdict.NO) + verdicts.count(None) <= 0.02 * len(verdicts), "two listings without a doubt"


@pytest.mark.parametrize("category", IN_DOUBT)
def test_one_person_of_whom_nobody_could_tell_is_asked_about(labelled, category):
    verdicts = list(judged(labelled[category, None]))
    assert verdicts.count(Verdict.CANT_TELL) >= 0.98 * len(verdicts)


@pytest.mark.parametrize("same", [True, False, None])
def test_whoever_is_not_told_apart_shares_a_blocking_key(labelled, same):
    for (category, of), pairs in labelled.items():
        if of is same:
            for one, other in pairs:
                ours, theirs = identity("a:1", one), identity("b:1", other)
                if not blocking_keys(ours) & blocking_keys(theirs):
                    assert compare(ours, theirs).verdict is Verdict.NO, category
