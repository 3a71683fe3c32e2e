"""The questions and facts of the form with which a practice keeps its listing, and what they are called there."""

import re
from typing import Any

from directory.core import languages, offered
from directory.core.facts import BY_NAME
from directory.core.i18n import N_
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
FIRST_LETTER = re.compile(r"[^\W\d_]")  # behind "¿" in Spanish
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
    "plans": N_("insurance that you take"),
}


def label(name: str) -> str:
    """What a question or fact is called where the practice is asked."""
    text = translated(OWN_LABELS.get(name) or BY_NAME[name].label)
    return FIRST_LETTER.sub(lambda letter: letter[0].upper(), text, count=1)


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


HINTS = {  # beside the fields in which they are written
    "hours": N_("such as Mon-Fri 9 am - 5 pm"),
    "languages": N_("names with commas between them; take out what nobody there speaks"),
    "email": N_(
        "shown to everybody; leave it empty if patients should call. It is not the address by which you sign in."
    ),
    "plans": N_("names with commas between them; shown as your word, beside the insurers’ own lists"),
}
MODES = {  # the keys of a telephone's screen
    "phone": "tel",
    "website": "url",
    "booking_link": "url",
    "email": "email",
    "first_visit_fee": "decimal",
    "later_visit_fee": "decimal",
}
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
DENIABLE = (*QUESTIONS[:-1], "languages", "website", "email", "first_visit_fee", "later_visit_fee")  # others state them
CHOICES = {"techniques": offered.TECHNIQUES, "conditions": offered.CONDITIONS}  # several of each may be chosen
