"""Warnings about the patient: emergencies, red flags, serious precautions, and what a letter says twice otherwise."""

import re

from directory.core.i18n import N_, Message
from directory.referral.code_groups import CodeGroup, groups_of
from directory.referral.letter import Letter
from directory.referral.notices import NCD, Concern, WarningSource, source_of
from directory.referral.questions import (
    DOCSARAHB,
    IN_MEDICINE,
    MEDSCAPE,
    OWN_FLAGS,
    PRECAUTIONS,
    RED_FLAGS_SOURCE,
    WHO_PREGNANCY,
)

RED_FLAGS = WarningSource("AHCPR Quick Reference Guide 14, table 1 (1994)", RED_FLAGS_SOURCE, "2026-11-25", "primary")
CAUDA_EQUINA = WarningSource(
    "BMJ Best Practice, cauda equina syndrome",
    "https://bestpractice.bmj.com/topics/en-gb/3000164/diagnosis-approach",
    "2026-11-29",
    "secondary",
)
SUDDEN_HEADACHE = WarningSource(
    "Relias Media, sudden onset headache (2017)",
    "https://reliasmedia.com/articles/141172-sudden-onset-headache",
    "2026-11-29",
    "secondary",
)
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
CAUDA_EQUINA_CODE = "G83.4"
ANTICOAGULANT = next(each for each in PRECAUTIONS if each.key == "anticoagulant")
BLOOD_THINNERS = re.compile(  # by their names and the commonest brands in the United States
    r"\b(?:warfarin|coumadin|jantoven|apixaban|eliquis|rivaroxaban|xarelto|dabigatran|pradaxa|edoxaban|savaysa|heparin"
    r"|enoxaparin|lovenox|dalteparin|fragmin|fondaparinux|clopidogrel|plavix|prasugrel|effient|ticagrelor|brilinta)\b",
    re.IGNORECASE,
)
CAUDA_EQUINA_WORDS = re.compile(
    r"cauda equina|saddle (?:area|an(?:a?e)sthesia|numb|paresth)|numb\w* in (?:the |her |his )?(?:saddle|groin|perine)"
    r"|(?:cannot|can't|unable to) (?:pee|urinate|void|pass urine)|urinary retention|(?:new|sudden) incontinence",
    re.IGNORECASE,
)
HEADACHE_WORDS = re.compile(r"thunderclap|worst headache (?:of|in) (?:her|his|their|my) life", re.IGNORECASE)
DENIED = re.compile(
    r"\b(?:no|not|nor|never|without|den(?:y|ies|ied)|negative|ruled out|excluded|resolved)\b", re.IGNORECASE
)
SENTENCE_ENDS = re.compile(r"[.;\n]+")
SPINE = ("M4", "M50", "M51", "M53", "M54")  # how codes of pain and disease of the spine begin


def emergency(letter: Letter) -> Concern:
    """What must be seen the same day, whatever else is planned."""
    told = {"saddle", "bladder"}.intersection(letter.red_flags) or _has_code(letter, CAUDA_EQUINA_CODE)
    if told or _says(letter, CAUDA_EQUINA_WORDS):
        return N_(
            "Emergency: this may be cauda equina syndrome. Do not send to acupuncture first: "
            "hospital within hours, with MRI."
        ), CAUDA_EQUINA
    if "weakness" in letter.red_flags:
        return N_(
            "Emergency: weakness that is severe or getting worse. Do not send to acupuncture first: "
            "examination and imaging today."
        ), CAUDA_EQUINA
    if "headache" in letter.red_flags or _says(letter, HEADACHE_WORDS):
        return N_(
            "Emergency: a new, sudden, severe headache may be a bleed or meningitis. Do not send to acupuncture first."
        ), SUDDEN_HEADACHE
    if "fever" in letter.red_flags and (not letter.diagnoses or _has_code(letter, *SPINE)):
        return N_(
            "Emergency: fever with spine pain may be an infection of the spine. Do not send to acupuncture first."
        ), RED_FLAGS
    return _own_emergency(letter)


def _own_emergency(letter: Letter) -> Concern:
    """A red flag of an indication that must be seen the same day; any letter in which it is ticked has it."""
    flag = next((OWN_FLAGS[key] for key in letter.red_flags if key in OWN_FLAGS and OWN_FLAGS[key].emergency), None)
    if not flag:
        return None
    return Message("Emergency: %(flag)s. Do not send to acupuncture first.", flag=flag.text), source_of(flag.sources[0])


def _says(letter: Letter, words: re.Pattern[str]) -> bool:
    """Whether a sentence of the reason, the findings or the request has such words, and none that denies them."""
    text = ". ".join((letter.reason, letter.findings, letter.question))
    return any(words.search(part) and not DENIED.search(part) for part in SENTENCE_ENDS.split(text))


def _has_code(letter: Letter, *prefixes: str) -> bool:
    return any(each.code.startswith(prefixes) for each in letter.diagnoses)


def red_flag(letter: Letter) -> Concern:
    """A red flag that is no emergency by itself."""
    if not letter.red_flags or emergency(letter):
        return None
    if own := next((OWN_FLAGS[key] for key in letter.red_flags if key in OWN_FLAGS), None):
        return Message("A red flag is ticked: %(flag)s. Look into it before acupuncture.", flag=own.text), source_of(
            own.sources[0]
        )
    return N_("A red flag is ticked: it may point to a serious condition. Look into it before acupuncture."), RED_FLAGS


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
    """A "no" beside which something is written, or which the medicines gainsay."""
    thinner = BLOOD_THINNERS.search(letter.medicines)
    written = [(each, letter.precaution(each.key).detail) for each in PRECAUTIONS]
    written += [(ANTICOAGULANT, thinner.group())] if thinner else []
    for asked, detail in written:
        if detail and letter.precaution(asked.key).said == "no":
            return Message(
                "“%(question)s” is answered with no, and “%(detail)s” is written beside it. Mend one of the two.",
                question=Message(asked.label),
                detail=detail,
            ), RED_FLAGS
    return None


def bleeding(letter: Letter) -> Concern:
    """A bleeding disorder: who treats it has a say."""
    if letter.precaution("bleeding").said != "yes":
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
    """Immunosuppression or neutropenia."""
    if letter.precaution("immunosuppression").said != "yes":
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
