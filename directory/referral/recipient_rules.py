"""Warnings about whom a letter asks: their license, whom Medicare pays, what their state asks for."""

import re

from directory.core.addresses import STATES
from directory.core.dates import in_words
from directory.core.guide import StateRules
from directory.core.i18n import N_, Message
from directory.core.licences import BAD_STANDINGS
from directory.core.names import folded
from directory.referral.letter import Letter, Recipient
from directory.referral.notices import NCD, Concern, WarningSource, source_of
from directory.referral.payer_rules import is_medicare
from directory.store.reference.rulebook import rulebook

CHIROPRACTOR = re.compile(r"\bD\.?C\b\.?")
MEDICAL = re.compile(r"\b(?:M\.?D|D\.?O|N\.?P|[A-Z]NP|P\.?A|PA-C|APRN|CNS)\b|\b(?:physician|nurse practitioner)\b")
OTHER_PROFESSIONS = re.compile(r"\b(?:D\.?C|L\.? ?Ac|Lic\.? ?Ac|Dipl\.? ?Ac|D\.?P\.?T|N\.?D|R\.?N|LMT)\b")
CHIROPRACTIC = WarningSource(
    "Noridian Medicare, chiropractic services",
    "https://med.noridianmedicare.com/web/jfb/specialties/chiropractic",
    "2026-11-29",
    "primary",
)
AFFIDAVITS = ("CMS, opt-out affidavits, as imported here", "https://data.cms.gov/provider-characteristics")


def bad_standing(letter: Letter) -> Concern:
    """A license that a board calls expired, on probation, suspended or worse, and none that it calls active."""
    for recipient in letter.recipients:
        licence = next((each for each in recipient.licences if each.status in BAD_STANDINGS), None)
        if licence and not _is_active(recipient):
            return Message(
                "The license %(state)s %(number)s of %(name)s is listed as %(status)s. "
                "Ask the board before the patient goes.",
                state=licence.state,
                number=licence.number,
                name=recipient.name,
                status=Message(licence.status),
            ), WarningSource(licence.said_by, "", licence.as_of, "secondary")
    return None


def unlicensed(letter: Letter) -> Concern:
    """Medicare wants a full, active license of whoever is no physician; here a board's word on it is missing."""
    if not is_medicare(letter):
        return None
    for recipient in letter.recipients:
        if recipient.kind != "licensed_acupuncturist":
            continue
        if recipient.state in rulebook().states.without_licences and not _is_active(recipient):
            return Message(
                "%(state)s is reported to license no acupuncturists, and Medicare's rule wants a state's full, active "
                "license of whoever gives the treatment: ask %(name)s.",
                state=STATES[recipient.state],
                name=recipient.name,
            ), NCD
        if not _is_active(recipient) and not _has_bad_standing(recipient):
            return Message(
                "Medicare's rule wants a full, active and unrestricted license. "
                "No board's word on one of %(name)s is known here: ask for it.",
                name=recipient.name,
            ), NCD
    return None


def _is_active(recipient: Recipient) -> bool:
    return any(each.status == "active" for each in recipient.licences)


def _has_bad_standing(recipient: Recipient) -> bool:
    return any(each.status in BAD_STANDINGS for each in recipient.licences)


def unsupervised(letter: Letter) -> Concern:
    """An acupuncturist whom nobody supervises and bills for."""
    alone = any(each.kind == "licensed_acupuncturist" for each in letter.recipients)
    if not is_medicare(letter) or not alone:
        return None
    if letter.supervisor and not _may_supervise(letter):
        return Message(
            "Medicare's rule wants a physician, PA or NP who supervises. The letter names %(supervisor)s, "
            "who does not seem to be one.",
            supervisor=letter.supervisor,
        ), NCD
    if letter.supervisor:
        return None
    return N_(
        "Acupuncturists cannot bill Medicare. Its rule wants a physician, PA or NP who supervises, "
        "and somebody who may bill. The letter names nobody."
    ), NCD


def _may_supervise(letter: Letter) -> bool:
    """Whether nothing speaks against who is named: another profession alone, or the acupuncturist themself."""
    named = letter.supervisor
    asked = [each for each in letter.recipients if each.kind == "licensed_acupuncturist"]
    is_asked = any(folded(each.name) in folded(named) for each in asked)
    return bool(MEDICAL.search(named)) or not (is_asked or OTHER_PROFESSIONS.search(named))


def chiropractor(letter: Letter) -> Concern:
    """A chiropractor, whom Medicare pays for one thing."""
    chiropractors = [each for each in letter.recipients if CHIROPRACTOR.search(each.credentials.upper())]
    if not is_medicare(letter) or not any(each.kind == "other_clinician" for each in chiropractors):
        return None
    return Message(
        "Medicare pays a chiropractor for manipulation of the spine only: "
        "acupuncture by %(name)s would be the patient's to pay.",
        name=chiropractors[0].name,
    ), CHIROPRACTIC


def unnamed_furnisher(letter: Letter) -> Concern:
    """A clinic, or a clinician of another profession, of whom it is not known that they may furnish it."""
    asked = next((each for each in letter.recipients if each.kind in ("clinic", "other_clinician")), None)
    if not is_medicare(letter) or asked is None or chiropractor(letter):
        return None
    return Message(
        "Medicare pays for acupuncture by a physician, or by a PA, NP or supervised person who holds a degree in "
        "acupuncture and a license to practice it. The letter does not say who at %(name)s would give it: "
        "ask, and name them.",
        name=asked.name,
    ), NCD


def opted_out(letter: Letter) -> Concern:
    """Somebody who has left Medicare for a time."""
    left = next((each for each in letter.recipients if each.opted_out_until), None)
    if not is_medicare(letter) or left is None:
        return None
    return Message(
        "%(name)s has opted out of Medicare until %(day)s: Medicare pays nothing, "
        "and the patient would sign a private contract.",
        name=left.name,
        day=in_words(left.opted_out_until),
    ), WarningSource(*AFFIDAVITS, left.opted_out_as_of or letter.written_on, "primary")


def state_rule(letter: Letter, states: StateRules) -> Concern:
    """What a state asks of whoever refers to an acupuncturist; a physician who treats makes the diagnosis."""
    rules = states.of([each.state for each in letter.recipients if each.kind != "medical_acupuncturist"])
    return next(((rule.physician, source_of(rule.sources[0])) for rule in rules if rule.physician), None)
