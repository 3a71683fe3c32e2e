"""What the words of an insurance's name tell by themselves, whatever is listed: companies, states, kinds of plans."""

import re
from collections.abc import Iterable

from rapidfuzz.distance import OSA

from directory.core.addresses import STATES
from directory.core.names import folded, unspaced
from directory.core.payers import Company, holds
from directory.search.insurance_index import insurance_names
from directory.store.reference.files import payers

LONGEST_TYPED = 100  # characters that are looked at
LETTERS_A_SLIP, MOST_SLIPS = 5, 3  # one slip of the pen is forgiven in so many letters; more are another word
NETWORK_TYPES = frozenset(("ppo", "hmo", "epo", "pos", "hdhp", "hsa"))
METALS = ("bronze", "silver", "gold", "platinum")  # levels of a marketplace plan
MARKS = ("cross", "shield")  # of one association: in some states two competitors have one each

STATE_NAMES = {name: state for code, state in STATES.items() for name in (code.lower(), folded(state))}
MAX_STATE_WORDS = max(len(name.split()) for name in STATE_NAMES)
# Words of which one letter makes another thing: the next state, another network, a dearer plan. Longest first, so that
# Arkansas does not hold Kansas.
_TELLING_WORDS = {*map(unspaced, STATES.values()), *NETWORK_TYPES, *MARKS, *METALS, "medicare", "medicaid", "tricare"}
TELLING = re.compile("|".join(sorted(_TELLING_WORDS, key=len, reverse=True)))


def known_as(text: str) -> str:
    """A company's own name, with the state told, for another name of it: "bcbs", "BCBSIL", "aetna ppo"; else ""."""
    typed = folded(text[:LONGEST_TYPED])
    if sum(mark in typed for mark in MARKS) == 1:  # in some states another company
        return ""
    if found := company_of_state(typed):
        return f"{found[0].name} of {found[1]}"
    company = payers().company(" ".join(telling_words(typed.split())))
    return company.name if company else ""


def telling_words(words: Iterable[str]) -> list[str]:
    """The words of a name but those that tell no insurance from another, such as "health" and "PPO"."""
    return [word for word in words if not is_kind_of_plan([word])]


def says_nothing(typed: str) -> bool:
    """Whether a text cannot tell one insurance from another, such as "my insurance", "PPO" or the name of a state."""
    return typed in STATE_NAMES or insurance_names().is_unspecific(typed) or is_kind_of_plan(typed.split())


def is_kind_of_plan(words: Iterable[str]) -> bool:
    """Whether words tell no more than what kind of plan it is, such as "health" and "PPO"."""
    return all(word in NETWORK_TYPES or word in insurance_names().neutral for word in words)


def company_of_state(typed: str) -> tuple[Company, str] | None:
    """A company, and the state whose part of it is meant: "bcbs of illinois", "bcbsil"; None where none is."""
    words = [word for word in typed.split() if word not in NETWORK_TYPES]
    split = [(words[:-count], words[-count:]) for count in range(1, MAX_STATE_WORDS + 1)]
    split += [(words[count:], words[:count]) for count in range(1, MAX_STATE_WORDS + 1)]
    for company_words, state_words in (*split, ([typed[:-2]], [typed[-2:]])):
        state = STATE_NAMES.get(" ".join(state_words))
        if state and (company := payers().company(" ".join(company_words).removesuffix(" of"))):
            return company, state
    return None


def names_other_brand(typed: str, payers_here: Iterable[str]) -> bool:
    """Whether a name holds a brand that none of these payers goes by: HealthSpring is no network of Cigna's."""
    named = (brand for company in payers().companies for brand in company.brands.values())
    brands = {brand for brand in named if holds(typed, brand)}
    return any(not any(holds(payer, brand) for payer in payers_here) for brand in brands)


def has_other_mark(typed: str, payer: str) -> bool:
    """Whether a payer goes by the Shield where the Cross was typed, or the other way round."""
    asked, theirs = ({mark for mark in MARKS if mark in unspaced(name)} for name in (typed, payer))
    return bool(asked and theirs) and not asked & theirs


def names_state(words: list[str]) -> bool:
    """Whether words are a state, beside what kind of plan it is too ("il ppo"), or hold the name of one."""
    text = " ".join(word for word in words if word not in (*NETWORK_TYPES, *METALS))
    return text.removeprefix("of ") in STATE_NAMES or any(holds(text, state) for state in STATES.values())


def is_strangers(typed: str) -> bool:
    """Whether a name holds that of somebody else with a company's name in it (Company.strangers)."""
    return any(holds(typed, stranger) for company in payers().companies for stranger in company.strangers)


def may_be_slip(words: str, name: str) -> bool:
    """Whether words may be a name (without spaces) with slips of the pen; a swapped pair is one slip.

    What tells plans apart is no slip.
    """
    typed = words.replace(" ", "")
    numbers = [word for word in words.split() if word.isdigit()]
    if not set(TELLING.findall(typed)) <= set(TELLING.findall(name)) or not all(number in name for number in numbers):
        return False
    return _differ_by_slips(typed, name) and _differ_by_slips(*_without_common_end(words, name))


def _differ_by_slips(typed: str, name: str) -> bool:
    return OSA.distance(typed, name) <= min(MOST_SLIPS, max(len(typed), len(name)) // LETTERS_A_SLIP)


def _without_common_end(words: str, name: str) -> tuple[str, str]:
    """Both without a last word that says nothing, where both have it: Star Health is no slip of Oscar Health."""
    *first, last = words.split()
    if first and is_kind_of_plan([last]) and name.endswith(last) and len(name) > len(last):
        return "".join(first), name.removesuffix(last)
    return words.replace(" ", ""), name
