"""The questions and facts of the form with which a practice keeps its listing, and what they are called there."""

import re
from typing import Any

from directory.core import languages, offered
from directory.core.facts import BY_NAME
from directory.core.i18n import N_
from directory.core.practitioner import ListedPlan
from directory.core.sources import CLAIMS
from directory.web.listing import stated_values
from directory.web.shell.language import translated

ACCEPTING = "accepting_new_patients"
QUESTIONS = (ACCEPTING, "telehealth", "home_visits", "wheelchair_access", "sliding_scale")
# What promises a result. State boards and the Federal Trade Commission (15 USC 52) take it for false advertising where
# it is not proved; whoever is ill and reads it puts off what helps.
PROMISES = re.compile(
    r"\b(?:cur(?:e|es|ed|ing)|guarant\w+|heals|miracle\w*|cur[ao]|curamos|garanti[zc]\w*|milagro\w*)\b"
    r"|\b100\s?%|治愈|根治|包治",
    re.IGNORECASE,
)
LANGUAGES = re.compile(r"[^\W\d_][\w\s().'’-]{1,40}")
OWN_LABELS = {  # where the practice itself is asked, not told of
    "conditions": N_("problems that you treat"),
    "description": N_("your own description"),
    "email": N_("e-mail address for patients"),
    "languages": N_("languages besides English"),
    "sliding_scale": N_("do you have a sliding scale by income?"),
    ACCEPTING: N_("do you take new patients?"),
    "telehealth": N_("do you offer telehealth?"),
    "home_visits": N_("do you visit patients at home?"),
    "wheelchair_access": N_("can a wheelchair get in?"),
}


def label(name: str) -> str:
    """What a question or fact is called where the practice is asked."""
    text = translated(OWN_LABELS.get(name, BY_NAME[name].label))
    return text[0].upper() + text[1:]


def description(text: str) -> str:
    """What a practice says of itself, without a promise. Raises ValueError."""
    words = stated_values.description(text)
    if PROMISES.search(words):
        raise ValueError(
            N_("This reads as a promise. Say whom you treat and how, without words such as cure, heals or guarantee.")
        )
    return words


def spoken(text: str) -> tuple[str, ...]:
    """The languages in a text with commas between them, but English. Raises ValueError."""
    found = [each for each in languages.spoken([text]) if each != languages.ENGLISH]
    if any(not LANGUAGES.fullmatch(each) for each in found):
        raise ValueError(N_("Write names of languages with commas between them, such as Spanish, Mandarin."))
    return tuple(found)


READS: dict[str, Any] = {
    "languages": spoken,
    "website": stated_values.website,
    "email": stated_values.email,
    "booking_link": stated_values.website,
    "first_visit_fee": stated_values.dollars,
    "later_visit_fee": stated_values.dollars,
    "getting_there": stated_values.way_there,
    "description": description,
    "photograph_words": stated_values.photograph_words,
}
DENIABLE = ("languages", "website", "email", "first_visit_fee", "later_visit_fee")  # others state these too
CHOICES = {"techniques": offered.TECHNIQUES, "conditions": offered.CONDITIONS}  # several of each may be chosen


def own_word(plan: ListedPlan) -> str:
    """What the practice itself says of a plan, as PlanTaken.network_status has it; "" where it says nothing."""
    if plan.source == CLAIMS:
        return plan.network_status
    stated = next((each for each in plan.also if each.source == CLAIMS), None)
    return "" if not stated else stated.network_status or plan.network_status
