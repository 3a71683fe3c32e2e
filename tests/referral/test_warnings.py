"""It thinks along: each warning when it should, with its source and date, and silence otherwise."""

from dataclasses import replace

import pytest
from letters import ANN, BO, LETTER

from directory.core.programs import PROGRAMS
from directory.referral.letter import Onset, ScreeningAnswer
from directory.referral.questions import PAYERS
from directory.referral.warnings import RULES, warnings
from directory.store.reference.rulebook import rulebook

STATES = rulebook().states
OTHER = replace(LETTER.patient, payer="employer")


def said(letter):
    return [notice.key for notice in warnings(letter, STATES)]


def changed(**fields):
    return replace(LETTER, **fields)


def precaution(key, answer="yes"):
    return {**LETTER.precautions, key: ScreeningAnswer(answer)}


def test_a_letter_in_order_raises_nothing():
    assert said(LETTER) == []


@pytest.mark.parametrize(
    ("fields", "key"),
    [
        ({"onset": Onset("2026-09-10")}, "weeks"),
        ({"onset": None}, "weeks"),
        ({"supervisor": ""}, "supervision"),
        ({"visits": 13}, "visits"),
        ({"visits": 20, "patient": OTHER}, "visits"),
        ({"red_flags": ("cancer",)}, "red-flag"),
        ({"red_flags": ("fever",), "patient": OTHER}, "red-flag"),
        ({"precautions": precaution("implant")}, "electro"),
        ({"precautions": precaution("implant"), "electroacupuncture": "yes"}, "electro"),
        ({"precautions": precaution("seizures"), "patient": OTHER}, "electro"),
        ({"causes": {"infectious": ScreeningAnswer("yes")}}, "cause"),
        ({"diagnoses": ()}, "diagnosis"),
        ({"diagnoses": LETTER.diagnoses[1:]}, "diagnosis"),
    ],
)
def test_each_rule_speaks_when_it_should(fields, key):
    assert said(changed(**fields)) == [key]


@pytest.mark.parametrize(
    "fields",
    [
        {"onset": Onset("2026-09-02")},
        {"onset": Onset("2026-11-20"), "patient": OTHER},
        {"supervisor": "", "patient": OTHER},
        {"supervisor": "", "recipients": (BO,)},
        {"visits": 12},
        {"visits": None},
        {"precautions": precaution("implant"), "electroacupuncture": "no"},
        {"precautions": precaution("implant", "unknown"), "electroacupuncture": "yes"},
        {"causes": {"infectious": ScreeningAnswer("unknown")}},
        {"diagnoses": (), "patient": OTHER},
    ],
)
def test_and_is_silent_otherwise(fields):
    assert said(changed(**fields)) == []


def test_twelve_weeks_to_the_day_are_long_enough_and_a_day_less_is_not():
    assert said(changed(onset=Onset("2026-09-02"))) == []
    assert said(changed(onset=Onset("2026-09-03"))) == ["weeks"]
    assert "began 11 weeks ago" in warnings(changed(onset=Onset("2026-09-03")), STATES)[0].text


def test_pregnancy_under_medicare_is_a_cause_and_speaks_against_current():
    assert said(changed(precautions=precaution("pregnancy"))) == ["cause", "electro"]


@pytest.mark.parametrize("state", ["TX", "VA", "PA", "MO", "LA"])
def test_a_states_own_rule_is_told_for_acupuncturists_and_not_for_physicians(state):
    assert said(changed(recipients=(replace(ANN, state=state),))) == ["state"]
    assert said(changed(recipients=(replace(BO, state=state),))) == []


def test_every_warning_has_a_source_a_date_and_how_sure_it_is_and_none_promises_payment():
    everything = changed(
        onset=None,
        supervisor="",
        visits=20,
        red_flags=("fever",),
        precautions=precaution("implant"),
        causes={"surgery": ScreeningAnswer("yes")},
        diagnoses=(),
        recipients=(replace(ANN, state="TX"),),
    )
    notices = warnings(everything, STATES)
    assert [notice.key for notice in notices] == [*(key for key, _ in RULES), "state"]
    for notice in notices:
        assert (
            notice.source.address.startswith("http")
            and notice.source.as_of.startswith("2026-")
            and notice.source.confidence in ("primary", "secondary")
        )
        assert "covered" not in notice.text and "will pay" not in notice.text


def test_a_state_that_asks_nothing_of_the_clinician_raises_nothing():
    assert said(changed(recipients=(replace(ANN, state="NJ"),))) == []


def test_payers_are_named_as_the_programs_are():
    assert set(PAYERS) - {""} <= set(PROGRAMS)
