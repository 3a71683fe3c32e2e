"""Warnings on a letter before it goes: each of RULES looks at one thing. The physician may overrule each with a reason.

No rule says that a plan will pay.
"""

from collections.abc import Callable
from typing import NamedTuple

from directory.core.cited import CitedSource
from directory.core.guide import StateRules
from directory.core.i18n import N_, Message
from directory.core.icd10 import LOW_BACK_PAIN
from directory.referral.letter import Letter, Referrer
from directory.referral.questions import (
    ELECTRO_PAGE,
    FIRST_VISITS,
    MEDICARE,
    MEDSCAPE,
    MIN_WEEKS,
    RED_FLAGS_SOURCE,
    SCHOOL,
)


class WarningSource(NamedTuple):
    """The source of a rule. as_of: the day it was read; confidence: "primary", or "secondary" for a report of it."""

    title: str
    address: str
    as_of: str
    confidence: str


class Notice(NamedTuple):
    """A warning. key: its name, and that of the field for the reason given against it."""

    key: str
    text: str
    source: WarningSource


NCD = WarningSource(
    "Medicare NCD 30.3.3",
    "https://www.cms.gov/Medicare-Coverage-Database/view/ncd.aspx?ncdid=373&ncdver=1",
    "2026-11-22",
    "primary",
)
RED_FLAGS = WarningSource("AHCPR Quick Reference Guide 14, table 1 (1994)", RED_FLAGS_SOURCE, "2026-11-25", "primary")
AGAINST_CURRENT = {  # precautions against current through the needles (electroacupuncture)
    "implant": (N_("an implant"), WarningSource("Medscape", MEDSCAPE, "2026-11-22", "secondary")),
    "seizures": (N_("a seizure disorder"), WarningSource("acupuntura.com", ELECTRO_PAGE, "2026-11-22", "secondary")),
    "pregnancy": (
        N_("pregnancy"),
        WarningSource("acupunctureschoolonline.com, on WHO 1999", SCHOOL, "2026-11-22", "secondary"),
    ),
}

Concern = tuple[str, WarningSource] | None


def warnings(letter: Letter, states: StateRules) -> list[Notice]:
    """The warnings on this letter, in the order of RULES; states: what each requires."""
    concerns = (*((key, rule(letter)) for key, rule in RULES), ("state", _state(letter, states)))
    return [Notice(key, *concern) for key, concern in concerns if concern]


def _too_early(letter: Letter) -> Concern:
    if letter.patient.payer not in MEDICARE or (letter.weeks is not None and letter.weeks >= MIN_WEEKS):
        return None
    if letter.weeks is None:
        return N_(
            "Medicare's rule asks for low back pain of 12 weeks or longer. The letter does not say when it began."
        ), NCD
    return Message(
        "Medicare's rule asks for low back pain of 12 weeks or longer. This pain began %(weeks)d weeks ago.",
        weeks=letter.weeks,
    ), NCD


def _unsupervised(letter: Letter) -> Concern:
    alone = any(each.kind == "licensed_acupuncturist" for each in letter.recipients)
    if letter.patient.payer not in MEDICARE or not alone or letter.supervisor:
        return None
    return N_(
        "Acupuncturists cannot bill Medicare. Its rule wants a physician, PA or NP who supervises, "
        "and somebody who may bill. The letter names nobody."
    ), NCD


def _too_many(letter: Letter) -> Concern:
    if (letter.visits or 0) <= FIRST_VISITS:
        return None
    return Message(
        "You ask for %(visits)d visits. Medicare's rule allows 12 in 90 days, and 8 more only for those who improve; "
        "other plans have limits of their own.",
        visits=letter.visits,
    ), NCD


def _another_cause(letter: Letter) -> Concern:
    answers = (*letter.causes.values(), letter.precaution("pregnancy"))
    if letter.patient.payer not in MEDICARE or not any(answer.said == "yes" for answer in answers):
        return None
    return N_(
        "Medicare's rule is for low back pain without a known systemic cause, not linked to surgery or pregnancy. "
        "The letter names such a cause."
    ), NCD


def _another_diagnosis(letter: Letter) -> Concern:
    if letter.patient.payer not in MEDICARE or set(letter.diagnoses) & set(LOW_BACK_PAIN):
        return None
    return N_(
        "Medicare's rule is for chronic low back pain only, and no code here says so. "
        "Its list of codes is not public in one place: ask the payer."
    ), NCD


def _current(letter: Letter) -> Concern:
    if letter.electroacupuncture == "no":
        return None
    for key, (words, source) in AGAINST_CURRENT.items():
        if letter.precaution(key).said == "yes":
            return Message(
                "Electroacupuncture is not excluded in this letter, and %(reason)s speaks against it.",
                reason=Message(words),
            ), source
    return None


def _red_flag(letter: Letter) -> Concern:
    if not letter.red_flags:
        return None
    return N_("A red flag is ticked: it may point to a serious condition. Look into it before acupuncture."), RED_FLAGS


def npi_listed_under_another_name(sender: Referrer, listed_as: str, as_of: str) -> Notice:
    """The warning that the sender's NPI is listed under another name. as_of: the ISO day of that listing."""
    text = Message(
        "The directory lists NPI %(npi)s as %(listed_as)s, and %(name)s signs with it.",
        npi=sender.npi,
        listed_as=listed_as,
        name=sender.name,
    )
    return Notice(
        "npi",
        text,
        WarningSource(
            "NPI registry", f"https://npiregistry.cms.hhs.gov/provider-view/{sender.npi}", as_of, "secondary"
        ),
    )


def _state(letter: Letter, states: StateRules) -> Concern:
    """States' rules on diagnosis and referral are for acupuncturists; a physician makes the diagnosis."""
    rules = states.of([each.state for each in letter.recipients if each.kind != "medical_acupuncturist"])
    return next(((rule.physician, _source(rule.sources[0])) for rule in rules if rule.physician), None)


def _source(cited: CitedSource) -> WarningSource:
    confidence = {"P": "primary", "S": "secondary"}[cited.confidence]
    return WarningSource(cited.title, cited.url, cited.as_of, confidence)


RULES: tuple[tuple[str, Callable[[Letter], Concern]], ...] = (
    ("red-flag", _red_flag),
    ("weeks", _too_early),
    ("supervision", _unsupervised),
    ("diagnosis", _another_diagnosis),
    ("cause", _another_cause),
    ("visits", _too_many),
    ("electro", _current),
)
