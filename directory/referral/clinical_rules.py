"""Warnings about the patient: serious precautions, and what a letter says twice otherwise, or leaves open."""

from directory.core.i18n import N_, Message
from directory.referral.code_groups import CodeGroup, groups_of
from directory.referral.emergency_rules import RED_FLAGS
from directory.referral.letter import Letter
from directory.referral.notices import NCD, Concern, WarningSource
from directory.referral.questions import (
    DOCSARAHB,
    FLAG_TEXTS,
    IN_MEDICINE,
    MEDSCAPE,
    PRECAUTIONS,
    WHO_PREGNANCY,
)
from directory.referral.told_elsewhere import counted_low, is_short_steroid, told_of_flags, told_of_precautions

PLATELETS = WarningSource(
    "Cybularz et al., Medical Acupuncture 2015, on guidelines that differ",
    "https://pmc.ncbi.nlm.nih.gov/articles/PMC4491150",
    "2026-11-29",
    "primary",
)
LOW_COUNTS = WarningSource(
    "OncoLink, acupuncture when blood counts are low (2011)",
    "http://www.oncolink.org/experts/article1.cfm?id=2800&c=125",
    "2026-11-29",
    "secondary",
)
UNSTABLE = WarningSource("docsarahb.co.uk, contraindications", DOCSARAHB, "2026-11-22", "secondary")
BESIDE = N_("“%(question)s” is answered with no, and “%(detail)s” is written beside it. Mend one of the two.")
ELSEWHERE = N_("“%(question)s” is answered with no, and the letter says “%(detail)s” elsewhere. Mend one of the two.")
AGAINST_CURRENT = {  # precautions against current through the needles (electroacupuncture)
    "implant": (N_("an implant"), WarningSource("Medscape", MEDSCAPE, "2026-11-22", "secondary")),
    "seizures": (
        N_("a seizure disorder"),
        WarningSource("Acupuncture in Medicine, contraindications", IN_MEDICINE, "2026-11-22", "secondary"),
    ),
    "pregnancy": (
        N_("pregnancy"),
        WarningSource("WHO, Guidelines on Safety in Acupuncture (1999)", WHO_PREGNANCY, "2026-11-29", "primary"),
    ),
}


def contradiction(letter: Letter) -> Concern:
    """A code that says that something is there beside an answer that it is not."""
    codes = groups_of(each.code for each in letter.diagnoses)
    wrong = dict.fromkeys(code for code, group in codes if _is_denied(letter, group))
    if not wrong:
        return None
    return Message(
        "What %(codes)s says is answered with no elsewhere in the letter. Mend one of the two.",
        codes=", ".join(wrong),
    ), RED_FLAGS


def _is_denied(letter: Letter, group: CodeGroup) -> bool:
    cause = letter.causes.get(group.cause)
    return (
        (bool(group.red_flag) and letter.red_flag(group.red_flag) == "no")
        or letter.precaution(group.precaution).said == "no"
        or (cause is not None and cause.said == "no")
    )


def answered_twice(letter: Letter) -> Concern:
    """A "no" beside which something is written, or which the medicines or the letter's words gainsay."""
    told = told_of_precautions(letter)
    for asked in PRECAUTIONS:
        answer = letter.precaution(asked.key)
        if answer.said == "no" and answer.detail:
            return _twice(BESIDE, asked.label, answer.detail)
        if answer.said == "no" and asked.key in told:
            return _twice(ELSEWHERE, asked.label, told[asked.key])
    flags = told_of_flags(letter).items()
    return next((_twice(ELSEWHERE, FLAG_TEXTS[key], word) for key, word in flags if letter.red_flag(key) == "no"), None)


def _twice(text: str, question: str, detail: str) -> Concern:
    return Message(text, question=Message(question), detail=detail), RED_FLAGS


def left_open(letter: Letter) -> Concern:
    """A precaution that nobody answered, though a code, the medicines or the letter's words do."""
    codes = groups_of(each.code for each in letter.diagnoses)
    told = {group.precaution: code for code, group in reversed(codes)} | told_of_precautions(letter)
    for asked in PRECAUTIONS:
        if asked.key in told and letter.asks(asked.key) and letter.precaution(asked.key).said == "unknown":
            return Message(
                "“%(question)s” is left at “not known”, and the letter says %(detail)s elsewhere. Answer it.",
                question=Message(asked.label),
                detail=told[asked.key],
            ), RED_FLAGS
    return None


def bleeding(letter: Letter) -> Concern:
    """A bleeding disorder, or few platelets: who treats it has a say."""
    if letter.precaution("bleeding").said != "yes" and not counted_low(letter, "platelets"):
        return None
    return N_(
        "A bleeding disorder is named. Severe hemophilia speaks against needles, and under 50,000 platelets "
        "sources differ. "
        "Agree with whoever treats it first, and write what was agreed."
    ), PLATELETS


def unstable_spine(letter: Letter) -> Concern:
    """An unstable spine."""
    if letter.precaution("instability").said != "yes":
        return None
    return N_(
        "An unstable spine is named: muscles that relax may no longer protect the cord. "
        "Ask whoever treats it whether needles near that level are safe, and write what was said."
    ), UNSTABLE


def low_defense(letter: Letter) -> Concern:
    """Immunosuppression or neutropenia, or few neutrophils."""
    answer = letter.precaution("immunosuppression")
    is_named = answer.said == "yes" and not is_short_steroid(answer.detail)
    if not is_named and not counted_low(letter, "neutrophils"):
        return None
    return N_(
        "Immunosuppression or neutropenia is named. Ask whoever treats it, give the newest count, "
        "and choose somebody who knows such patients."
    ), LOW_COUNTS


def current(letter: Letter) -> Concern:
    """Electroacupuncture that something speaks against."""
    if letter.electroacupuncture == "no":
        return None
    for key, (words, source) in AGAINST_CURRENT.items():
        if letter.precaution(key).said == "yes":
            return Message(
                "Electroacupuncture is not excluded in this letter, and %(reason)s speaks against it.",
                reason=Message(words),
            ), source
    return None


def worse(letter: Letter) -> Concern:
    """Further visits although the first ones did not help."""
    if not letter.visits or letter.improved != "no":
        return None
    return N_(
        "The first visits brought no improvement, and more are asked for. Consider ending or changing the treatment."
    ), NCD
