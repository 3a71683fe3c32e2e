"""The lists behind a letter: their keys are in stored letters and in addresses, so that none may change or go."""

import pytest

from directory.referral.questions import (
    ANSWERS,
    CAUSES,
    ELECTRO,
    FIRST_VISITS,
    INDICATIONS,
    MEDICARE,
    MIN_WEEKS,
    PAYERS,
    PRECAUTIONS,
    RED_FLAGS,
    RED_FLAGS_SOURCE,
    SCALES,
    URGENCIES,
    WORST_PAIN,
    YEARLY_VISITS,
)
from directory.referral.saved_referral import ADVERSE_EVENTS, NEXT_STEPS
from directory.referral.status import STATUSES

KEYS = {
    "answers": (ANSWERS, "unknown no yes"),
    "urgencies": (URGENCIES, "routine urgent"),
    "electroacupuncture": (ELECTRO, "decide no yes"),
    "payers": (
        PAYERS,
        " medicare medicare_advantage medicaid marketplace employer fehb va_community_care tricare workers_comp auto"
        " none",
    ),
    "red flags": (RED_FLAGS, "saddle bladder weakness fever weight cancer trauma drugs steroids headache"),
    "causes": (CAUSES, "metastatic inflammatory infectious surgery"),
    "precautions": (
        {each.key: each.label for each in PRECAUTIONS},
        "anticoagulant bleeding pregnancy implant immunosuppression valve lymphoedema seizures diabetes skin fainting"
        " metal instability",
    ),
    "scales": (
        SCALES,
        "rmdq odi peg promis_pain ndi hit6 headache_days koos_pain koos_jr spadi hot_flashes isi gad7 fps_r",
    ),
    "indications": (
        INDICATIONS,
        "low_back neck headache knee shoulder chemotherapy hot_flashes pregnancy_pain anxiety_insomnia child",
    ),
    "next steps": (NEXT_STEPS, " continue goal no_improvement other"),
    "adverse events": (ADVERSE_EVENTS, " none yes"),
}


@pytest.mark.parametrize(("entries", "keys"), KEYS.values(), ids=KEYS)
def test_every_key_is_the_one_that_stored_letters_have(entries, keys):
    assert list(entries) == keys.split(" ") and all(entries.values())


@pytest.mark.parametrize("each", PRECAUTIONS, ids=lambda each: each.key)
def test_a_precaution_says_what_to_add_why_and_who_says_so(each):
    assert each.label and each.detail and each.why.endswith(".")
    assert each.source.startswith("http") or (each.key, each.source) == ("metal", "")


def test_the_figures_of_medicare_and_of_the_scales():
    """NCD 30.3.3; Roland-Morris has 24 statements; Oswestry and pain are out of 100 and 10."""
    assert (MIN_WEEKS, FIRST_VISITS, YEARLY_VISITS) == (12, 12, 20)
    assert MEDICARE == ("medicare", "medicare_advantage") and set(MEDICARE) < set(PAYERS)
    ranges = {key: (each.low, each.high, each.higher_is_better) for key, each in SCALES.items()}
    assert ranges["rmdq"] == (0, 24, False) and ranges["odi"] == (0, 100, False) and ranges["ndi"] == (0, 50, False)
    assert ranges["hit6"] == (36, 78, False) and ranges["koos_pain"] == (0, 100, True)
    assert WORST_PAIN == 10 and RED_FLAGS_SOURCE.startswith("https://www.ncbi.nlm.nih.gov/")


CODES = {  # Task.status of FHIR R4, and the code and display of BSeR's TaskBusinessStatusCS
    "draft": ("draft", "2.0", "Service Request Created"),
    "prepared": ("draft", "2.0", "Service Request Created"),
    "signed": ("requested", "2.0", "Service Request Created"),
    "sent": ("requested", "2.0", "Service Request Created"),
    "accepted": ("accepted", "3.0", "Service Request Accepted"),
    "declined": ("rejected", "4.0", "Service Request Declined"),
    "scheduled": ("in-progress", "5.1.1", "Serivce Request Event Scheduled"),
    "no_show": ("in-progress", "5.1.2", "Scheduled Service Request Event Unattended"),
    "in_treatment": ("in-progress", "5.1.4", "Service Request Event Completed"),
    "report_received": ("in-progress", "5.1.4", "Service Request Event Completed"),
    "closed": ("completed", "7.0", "Service Request Fulfillment Completed"),
    "cancelled": ("cancelled", "6.0", "Service Request Fulfillment Cancelled"),
}


@pytest.mark.parametrize("status", CODES)
def test_each_status_has_the_codes_that_hl7_names(status):
    assert (STATUSES[status].task, *STATUSES[status].code) == CODES[status] and set(CODES) == set(STATUSES)


def test_a_status_to_which_a_button_leads_has_words_for_it():
    assert [status for status, each in STATUSES.items() if not each.move] == ["draft", "prepared", "signed"]
