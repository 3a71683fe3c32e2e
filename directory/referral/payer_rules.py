"""Warnings about who pays: Medicare's rule (NCD 30.3.3), TRICARE, VA."""

from directory.core.i18n import N_, Message
from directory.core.icd10 import LOW_BACK_PAIN_CODES
from directory.referral.code_groups import groups_of
from directory.referral.letter import Letter
from directory.referral.notices import NCD, Concern, WarningSource
from directory.referral.questions import FIRST_VISITS, MEDICARE, MIN_WEEKS, YEARLY_VISITS

TRICARE_EXCLUSIONS = WarningSource(
    "TRICARE, exclusions", "http://tricare.mil/CoveredServices/Exclusions.aspx?p=1", "2026-11-22", "primary"
)
VA_REFERRAL = WarningSource(
    "VA Whole Health, acupuncture (Directive 1137)",
    "https://va.gov/WHOLEHEALTH/professional-resources/Acupuncture.asp",
    "2026-11-25",
    "primary",
)


def is_medicare(letter: Letter) -> bool:
    """Whether Medicare pays, or a plan that must follow its rule."""
    return letter.patient.payer in MEDICARE


def too_early(letter: Letter) -> Concern:
    """Pain shorter than Medicare's rule asks for, or of unknown length."""
    if not is_medicare(letter) or (letter.weeks is not None and letter.weeks >= MIN_WEEKS):
        return None
    if letter.weeks is None:
        return N_(
            "Medicare's rule asks for low back pain of 12 weeks or longer. The letter does not say when it began."
        ), NCD
    return Message(
        "Medicare's rule asks for low back pain of 12 weeks or longer. This pain began %(weeks)d weeks ago.",
        weeks=letter.weeks,
    ), NCD


def another_diagnosis(letter: Letter) -> Concern:
    """No code of low back pain."""
    if not is_medicare(letter) or any(each.code in LOW_BACK_PAIN_CODES for each in letter.diagnoses):
        return None
    return N_(
        "Medicare's rule is for chronic low back pain only, and no code here says so. "
        "Its list of codes is not public in one place: ask the payer."
    ), NCD


def another_cause(letter: Letter) -> Concern:
    """A cause that the rule excludes, by an answer or by a code."""
    answers = (*letter.causes.values(), letter.precaution("pregnancy"))
    coded = any(group.is_other_cause for _, group in groups_of(each.code for each in letter.diagnoses))
    if not is_medicare(letter) or not (coded or any(answer.said == "yes" for answer in answers)):
        return None
    return N_(
        "Medicare's rule is for low back pain without a known systemic cause, not linked to surgery or pregnancy. "
        "The letter names such a cause."
    ), NCD


def unknown_cause(letter: Letter) -> Concern:
    """A cause that nobody has ruled out."""
    is_open = any(answer.said == "unknown" for answer in letter.causes.values())
    if not is_medicare(letter) or not is_open or another_cause(letter):
        return None
    return N_(
        "Medicare's rule is for pain without a known systemic cause. The letter leaves causes at “not known”: "
        "answer them."
    ), NCD


def too_many(letter: Letter) -> Concern:
    """More visits at once than a first course."""
    if (letter.visits or 0) <= FIRST_VISITS or too_many_in_a_year(letter):
        return None
    return Message(
        "You ask for %(visits)d visits. Medicare's rule allows 12 in 90 days, and 8 more only for those who improve; "
        "other plans have limits of their own.",
        visits=letter.visits,
    ), NCD


def too_many_in_a_year(letter: Letter) -> Concern:
    """Visits that were had and those asked for together are more than Medicare's year has."""
    if not is_medicare(letter) or not letter.visits_used or _in_all(letter) <= YEARLY_VISITS:
        return None
    return Message(
        "%(used)d visits in the last 12 months and the %(visits)d asked for are %(total)d. "
        "Medicare's rule has 20 a year at most.",
        used=letter.visits_used,
        visits=letter.visits or 0,
        total=_in_all(letter),
    ), NCD


def without_improvement(letter: Letter) -> Concern:
    """Visits beyond the first course without improvement on record."""
    is_further = bool(letter.visits_used) and _in_all(letter) > FIRST_VISITS
    if not is_medicare(letter) or not is_further or letter.improved != "unknown":
        return None
    return N_(
        "Beyond 12 visits Medicare's rule wants improvement on record. The letter does not say whether there is any."
    ), NCD


def _in_all(letter: Letter) -> int:
    return (letter.visits_used or 0) + (letter.visits or 0)


def excluded_by_tricare(letter: Letter) -> Concern:
    """TRICARE does not pay for acupuncture."""
    if letter.patient.payer != "tricare":
        return None
    return N_(
        "TRICARE has acupuncture on its list of exclusions: the patient would pay. A military hospital may offer it."
    ), TRICARE_EXCLUSIONS


def without_authorization(letter: Letter) -> Concern:
    """VA pays for what it has authorized."""
    if letter.patient.payer != "va_community_care" or letter.patient.authorization:
        return None
    return N_(
        "VA sends veterans to the community by a referral of its own. The letter has no VA authorization number."
    ), VA_REFERRAL
