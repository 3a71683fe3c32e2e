"""The precautions and the letter's warnings, as a clinician gets them to review."""

from dataclasses import replace

import pytest

from directory.core.guide import StateRules
from directory.referral.clinician_texts import LETTER, precautions_text, review_texts
from directory.referral.letter import ScreeningAnswer
from directory.referral.questions import OWN_FLAGS, PRECAUTIONS, RED_FLAGS
from directory.referral.warnings import warnings
from directory.store.reference.rulebook import rulebook

TEXT = precautions_text(rulebook())
SAID = [str(statement.text) for statement in TEXT.statements]


def test_it_is_among_what_can_be_reviewed():
    assert review_texts(rulebook()).keys() == {*rulebook().review_texts, "precautions"}


@pytest.mark.parametrize("precaution", PRECAUTIONS, ids=lambda each: each.key)
def test_each_precaution_is_there_with_its_reason_and_what_the_letter_then_says(precaution):
    (statement,) = [each for each in TEXT.statements if str(each.text).startswith(f"Asked: {precaution.label}.")]
    assert precaution.why in statement.text and precaution.advice in statement.text
    assert [source.url for source in statement.sources] == ([precaution.source] if precaution.source else [])


@pytest.mark.parametrize("flag", [*RED_FLAGS, *(key for key, own in OWN_FLAGS.items() if own.emergency)])
def test_what_a_red_flag_makes_the_letter_say_is_there_in_the_same_words(flag):
    told = warnings(replace(LETTER, red_flags=(flag,)), StateRules(rules=()))
    assert told and f"Warning: {told[0].text}" in SAID


def test_what_speaks_against_needles_or_current_is_warned_of():
    for key in ("bleeding", "instability", "immunosuppression", "implant", "seizures", "pregnancy"):
        letter = replace(LETTER, precautions={key: ScreeningAnswer("yes")})
        assert {f"Warning: {each.text}" for each in warnings(letter, StateRules(rules=()))} & set(SAID), key


def test_each_warning_has_a_source_that_was_read_on_a_day():
    warned = [each for each in TEXT.statements if str(each.text).startswith("Warning: ")]
    assert len(warned) > 15 and all(each.sources[0].url and each.sources[0].as_of for each in warned)
