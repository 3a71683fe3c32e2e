"""It thinks along: each warning when it should, with its source and date, and silence otherwise."""

from dataclasses import replace

import pytest
from letters import ANN, BO, LETTER

from directory.core.onset import Onset
from directory.core.programs import PROGRAMS
from directory.referral.letter import ScreeningAnswer
from directory.referral.questions import PAYERS
from directory.referral.warnings import RULES, npi_listed_under_another_name, warnings
from directory.store.reference.rulebook import rulebook

STATES = rulebook().states
IN_ORDER = replace(LETTER, causes=dict.fromkeys(LETTER.causes, ScreeningAnswer("no")))
OTHER = replace(LETTER.patient, payer="employer")


def said(letter):
    return [notice.key for notice in warnings(letter, STATES)]


def changed(**fields):
    return replace(IN_ORDER, **fields)


def precaution(key, answer="yes"):
    return {**LETTER.precautions, key: ScreeningAnswer(answer)}


def test_a_letter_in_order_raises_nothing():
    assert said(IN_ORDER) == []


@pytest.mark.parametrize(
    ("fields", "key"),
    [
        ({"onset": Onset("2026-09-10")}, "weeks"),
        ({"onset": None}, "weeks"),
        ({"supervisor": ""}, "supervision"),
        ({"visits": 13}, "visits"),
        ({"visits": 20, "patient": OTHER}, "visits"),
        ({"red_flags": ("cancer",)}, "red-flag"),
        ({"red_flags": ("weight",), "patient": OTHER}, "red-flag"),
        ({"precautions": precaution("implant")}, "electro"),
        ({"precautions": precaution("implant"), "electroacupuncture": "yes"}, "electro"),
        ({"precautions": precaution("seizures"), "patient": OTHER}, "electro"),
        ({"causes": {"infectious": ScreeningAnswer("yes")}}, "cause"),
        ({"causes": {"infectious": ScreeningAnswer("unknown")}}, "cause-unknown"),
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
        {"causes": {"infectious": ScreeningAnswer("unknown")}, "patient": OTHER},
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
        red_flags=("weight",),
        precautions=precaution("implant"),
        causes={"surgery": ScreeningAnswer("yes")},
        diagnoses=(),
        recipients=(replace(ANN, state="TX"),),
    )
    notices = warnings(everything, STATES)
    keys = [notice.key for notice in notices]
    in_order = [key for key, _ in RULES if key in keys]
    assert keys == [*in_order, "state"] and len(keys) == 8
    for notice in notices:
        assert (
            notice.source.address.startswith("http")
            and notice.source.as_of.startswith("2026-")
            and notice.source.confidence in ("primary", "secondary")
        )
        assert "covered" not in notice.text and "will pay" not in notice.text


@pytest.mark.parametrize(
    ("fields", "key", "title", "confidence"),
    [
        ({"red_flags": ("weight",)}, "red-flag", "AHCPR Quick Reference Guide 14, table 1 (1994)", "primary"),
        ({"onset": None}, "weeks", "Medicare NCD 30.3.3", "primary"),
        ({"supervisor": ""}, "supervision", "Medicare NCD 30.3.3", "primary"),
        ({"diagnoses": ()}, "diagnosis", "Medicare NCD 30.3.3", "primary"),
        ({"causes": {"surgery": ScreeningAnswer("yes")}}, "cause", "Medicare NCD 30.3.3", "primary"),
        ({"visits": 13}, "visits", "Medicare NCD 30.3.3", "primary"),
        ({"precautions": precaution("implant")}, "electro", "Medscape", "secondary"),
        ({"precautions": precaution("seizures")}, "electro", "Acupuncture in Medicine, contraindications", "secondary"),
        (
            {"precautions": precaution("pregnancy"), "patient": OTHER},
            "electro",
            "WHO, Guidelines on Safety in Acupuncture (1999)",
            "primary",
        ),
    ],
    ids=str,
)
def test_each_warning_names_who_says_so_and_whether_we_read_it_there(fields, key, title, confidence):
    (notice,) = warnings(changed(**fields), STATES)
    assert (notice.key, notice.source.title, notice.source.confidence) == (key, title, confidence)


@pytest.mark.parametrize(
    ("precaution_key", "reason"),
    [("implant", "an implant"), ("seizures", "a seizure disorder"), ("pregnancy", "pregnancy")],
)
def test_what_speaks_against_current_is_named(precaution_key, reason):
    notice = warnings(changed(precautions=precaution(precaution_key), patient=OTHER), STATES)[0]
    assert notice.text.endswith(f"not excluded in this letter, and {reason} speaks against it.")


def test_an_npi_listed_under_another_name_is_a_warning_with_the_registrys_page():
    notice = npi_listed_under_another_name(LETTER.referrer, "Ann Blauvelt", "2026-11-01")
    assert notice.key == "npi" and notice.source.as_of == "2026-11-01" and notice.source.confidence == "secondary"
    assert notice.text == "The directory lists NPI 2477664843 as Ann Blauvelt, and Ruth Okafor signs with it."
    assert notice.source.address == "https://npiregistry.cms.hhs.gov/provider-view/2477664843"


def test_a_states_own_rule_is_told_with_its_own_source():
    (notice,) = warnings(changed(recipients=(replace(ANN, state="TX"),)), STATES)
    (rule,) = STATES.of(["TX"])
    assert (notice.text, notice.source.address) == (rule.physician, rule.sources[0].url)
    assert notice.source.confidence == {"P": "primary", "S": "secondary"}[rule.sources[0].confidence]


def test_a_state_that_asks_nothing_of_the_clinician_raises_nothing():
    assert said(changed(recipients=(replace(ANN, state="NJ"),))) == []


def test_payers_are_named_as_the_programs_are():
    assert set(PAYERS) - {""} <= set(PROGRAMS)
