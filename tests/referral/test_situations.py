"""Every row of docs/letter-situations.md, a table for clinicians: these notices in this order, from these sources."""

import pytest
from letter_situations import letter_of, situations

from directory.referral.questions import OWN_FLAGS
from directory.referral.warnings import RULES, warnings
from directory.store.reference.rulebook import rulebook

SITUATIONS = situations()
STATES = rulebook().states


@pytest.mark.parametrize("each", SITUATIONS, ids=lambda each: each.situation)
def test_a_situation_has_these_notices_from_these_sources(each):
    notices = warnings(letter_of(each.says), STATES)
    assert tuple(notice.key for notice in notices) == each.notices
    titles = (notice.source.title.replace(";", ",").replace("|", "/") for notice in notices)
    assert tuple(dict.fromkeys(titles)) == each.sources
    assert all(notice.source.as_of for notice in notices)


def test_the_table_has_every_rule_every_state_and_every_red_flag_and_no_row_twice():
    assert len(SITUATIONS) >= 120 and len({each.says for each in SITUATIONS}) == len(SITUATIONS)
    told = {key for each in SITUATIONS for key in each.notices}
    assert {key for key, _ in RULES} | {"state"} == told
    says = " ".join(each.says for each in SITUATIONS)
    assert all(f"in {rule.state}" in says for rule in STATES.rules) and all(flag in says for flag in OWN_FLAGS)
