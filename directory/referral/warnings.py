"""Warnings on a letter before it goes: each of RULES looks at one thing. The physician may overrule each with a reason.

No rule says that a plan will pay.
"""

import re
from collections.abc import Callable

from directory.core.guide import StateRules
from directory.core.i18n import N_, Message
from directory.referral import clinical_rules, emergency_rules, payer_rules, recipient_rules
from directory.referral.letter import Letter, Referrer
from directory.referral.notices import NCD, Concern, Notice, WarningSource

EMERGENCY = "emergency"
LETTERS_OF_A_REASON = 8  # fewer say nothing: "ok", "x"
NO_LETTER = re.compile(r"[\W\d_]+")

RULES: tuple[tuple[str, Callable[[Letter], Concern]], ...] = (
    (EMERGENCY, emergency_rules.emergency),
    ("red-flag", emergency_rules.red_flag),
    ("contradiction", clinical_rules.contradiction),
    ("answered-twice", clinical_rules.answered_twice),
    ("left-open", clinical_rules.left_open),
    ("bleeding", clinical_rules.bleeding),
    ("unstable", clinical_rules.unstable_spine),
    ("defense", clinical_rules.low_defense),
    ("weeks", payer_rules.too_early),
    ("supervision", recipient_rules.unsupervised),
    ("diagnosis", payer_rules.another_diagnosis),
    ("cause", payer_rules.another_cause),
    ("cause-unknown", payer_rules.unknown_cause),
    ("year", payer_rules.too_many_in_a_year),
    ("visits", payer_rules.too_many),
    ("improvement", payer_rules.without_improvement),
    ("worse", clinical_rules.worse),
    ("license", recipient_rules.bad_standing),
    ("unlicensed", recipient_rules.unlicensed),
    ("chiropractor", recipient_rules.chiropractor),
    ("furnisher", recipient_rules.unnamed_furnisher),
    ("opted-out", recipient_rules.opted_out),
    ("tricare", payer_rules.excluded_by_tricare),
    ("authorization", payer_rules.without_authorization),
    ("electro", clinical_rules.current),
)


def warnings(letter: Letter, states: StateRules) -> list[Notice]:
    """The warnings on this letter, in the order of RULES; states: what each requires."""
    concerns = (*((key, rule(letter)) for key, rule in RULES), ("state", recipient_rules.state_rule(letter, states)))
    return [Notice(key, *concern, is_emergency=key == EMERGENCY) for key, concern in concerns if concern]


def says_why(reason: str) -> bool:
    """Whether a reason against a warning says something: a few letters, of more than one kind.

    They are counted as UTF-8 has them: a Chinese word has few.
    """
    letters = NO_LETTER.sub("", reason)
    return len(letters.encode()) >= LETTERS_OF_A_REASON and len(set(letters.lower())) > 2


def helped_against_the_slip() -> Notice:
    """The warning that a letter says that treatment helped, and the slip that it goes on from says otherwise."""
    return Notice(
        "outcome",
        N_(
            "The letter says that the first visits helped, and the reply slip says the same scores or worse, or no "
            "improvement. Look at the slip."
        ),
        NCD,
    )


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
