"""Which insurance is meant: a program, a payer, a plan or a plan's number, however it is written."""

import re
from collections.abc import Iterable, Iterator

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from directory.core.names import folded, unspaced
from directory.core.payers import Company, holds
from directory.search.insurance_index import (
    InsuranceIndex,
    Network,
    RequestedInsurance,
    insurance_index,
    insurance_names,
    together,
)
from directory.search.insurance_words import (
    LONGEST_TYPED,
    STATE_NAMES,
    TELLING,
    company_of_state,
    has_other_mark,
    is_kind_of_plan,
    is_strangers,
    known_as,
    may_be_slip,
    names_other_brand,
    names_state,
    says_nothing,
    telling_words,
)
from directory.store.listings.reader import Directory
from directory.store.reference.files import payers

MIN_SIMILARITY = 75  # of 100: below it nothing is compared letter by letter
MIN_OFFERED_SIMILARITY = 82  # of 100: what is only offered
MAX_SUGGESTIONS = 8
FEWEST_LETTERS = 4  # of fewer, a spelling with MIN_OFFERED_SIMILARITY can only be one that holds them
EXACT_LETTERS = 2  # so few letters are no slip of others
LONGEST_NAME_KEPT = 40  # characters of what nobody here names
HIOS_ID = re.compile(r"\d{5}[A-Za-z]{2}\d{7}(-?\d{2})?")  # issuer, state, product and plan; then the variant


def parse_insurance(text: str, directory: Directory) -> RequestedInsurance:
    """What `text` means in this directory; what nobody here names is kept, without networks: there are people nearby to
    ask.
    """
    ways = (_by_number_or_name, _by_words, _by_similar_name, _with_more_words)
    requested = next(filter(None, (way(text, directory) for way in ways)), None)
    return requested or RequestedInsurance(known_as(text) or " ".join(text.split())[:LONGEST_NAME_KEPT], ())


def is_guess(text: str, taken_for: RequestedInsurance, directory: Directory) -> bool:
    """Whether what `text` was taken for does not go by this name, so that a page has to say for what it was taken."""
    return bool(taken_for.networks) and not insurance_index(directory).meanings.get(unspaced(text[:LONGEST_TYPED]))


def _by_number_or_name(text: str, directory: Directory) -> RequestedInsurance | None:
    """What is meant by a plan's number, by a name, or by the beginning of a payer's name or else a plan's."""
    if match := HIOS_ID.fullmatch(text.strip()):
        return _by_number(text.strip(), match[1] or "", directory)
    return _by_name(folded(text[:LONGEST_TYPED]), insurance_index(directory))


def _by_name(typed: str, index: InsuranceIndex) -> RequestedInsurance | None:
    """typed: folded."""
    if meant := index.meanings.get(typed.replace(" ", "")):
        return meant
    return None if says_nothing(typed) else _by_beginning(typed, index)


def _by_number(number: str, variant: str, directory: Directory) -> RequestedInsurance:
    """The plans with this number; listings may give it with any variant."""
    plan_id = number.removesuffix(variant).upper()
    networks = tuple(
        Network(payer, plan)
        for payer, plan, ids in directory.insurance
        if any(listed.startswith(plan_id) for listed in ids)
    )
    return RequestedInsurance(networks[0].name if len(networks) == 1 else number.upper(), networks)


def _by_beginning(typed: str, index: InsuranceIndex) -> RequestedInsurance | None:
    """All payers whose names begin with these words, else all such plans; with a part of a word, one alone."""
    if len(typed) < EXACT_LETTERS:
        return None
    begun = [
        (name, network)
        for name, network in zip(index.network_names, index.networks, strict=True)
        if name.startswith(typed)
    ]
    at_payers = [pair for pair in begun if not pair[1].plan] or begun
    whole = [network for name, network in at_payers if name.startswith(f"{typed} ")]
    is_one = len({network.name for _, network in at_payers}) == 1 and not payers().knows(typed)
    alone = [at_payers[0][1]] if is_one else []
    return together(typed, whole or alone)


def _by_words(text: str, directory: Directory) -> RequestedInsurance | None:
    """What a card says in other words: a payer's name inside a longer one, a company of one state."""
    index, typed = insurance_index(directory), folded(text[:LONGEST_TYPED])
    if says_nothing(typed):
        return None
    inside = [network for network in index.payers if len(typed) >= FEWEST_LETTERS and holds(network.payer, typed)]
    return together(text.strip(), inside) or _of_state(typed, index)


def _of_state(typed: str, index: InsuranceIndex) -> RequestedInsurance | None:
    """A company's payer of one state: "BCBS of Illinois", "BCBSIL", "Illinois Blue Cross"."""
    if not (found := company_of_state(typed)):
        return None
    company, state = found
    named = [each for each in index.payers if company.names(each.payer) and holds(each.payer, state)]
    named = [each for each in named if not has_other_mark(typed, each.payer)]
    return together(f"{company.name} of {state}", named) or _national(company, index)


def _national(company: Company, index: InsuranceIndex) -> RequestedInsurance | None:
    """The payer that goes by the company's own name, in every state."""
    return together(company.name, [each for each in index.payers if unspaced(each.payer) in company.spellings])


def _with_more_words(text: str, directory: Directory) -> RequestedInsurance | None:
    """A name with further words before or after it: "UHC Choice Plus", "Oregon Medicaid".

    The longest name that is known decides: "Aetna Better Health" is not Aetna where no listing names it.
    """
    index, typed = insurance_index(directory), folded(text[:LONGEST_TYPED])
    words = typed.split()
    for count in range(len(words), 0, -1):
        for name, more in ((words[:count], words[count:]), (words[-count:], words[:-count])):
            if found := _meant_with(" ".join(name), more, index):
                return found
        if "".join(words[:count]) in index.meanings:
            return None
    return None


def _meant_with(name: str, more: list[str], index: InsuranceIndex) -> RequestedInsurance | None:
    """What a name means together with more words. It may be a beginning where these are a kind of plan alone."""
    meant = _by_name(name, index) if is_kind_of_plan(more) else index.meanings.get(unspaced(name))
    if meant is None:
        return None
    return _program(meant, more) if meant.program else _of_payers(meant, f"{name} {' '.join(more)}", more, index)


def _program(meant: RequestedInsurance, more: list[str]) -> RequestedInsurance | None:
    """A program whose other words are a state or say nothing; with others it may be something else."""
    is_same = (
        insurance_names().neutral.issuperset(more)
        or " ".join(more).removeprefix("of ").removeprefix("de ") in STATE_NAMES
    )
    return meant if is_same else None


def _of_payers(
    meant: RequestedInsurance, typed: str, more: list[str], index: InsuranceIndex
) -> RequestedInsurance | None:
    """The plans of some payers that hold the other words, else the payers, where these words do not tell of others."""
    here = {network.payer for network in meant.networks if not network.plan}
    telling = telling_words(more)
    names = [
        network
        for network in index.networks
        if network.payer in here and _holds_all(network, telling) and not has_other_mark(typed, network.payer)
    ]
    if telling and names:
        return together(typed, names)
    is_of_others = insurance_names().other_markets.intersection(more) or is_strangers(typed) or names_state(more)
    is_of_others = is_of_others or names_other_brand(typed, here)
    whole = tuple(network for network in meant.networks if not network.plan)
    return None if is_of_others or not whole else meant._replace(networks=whole)


def _holds_all(network: Network, words: list[str]) -> bool:
    return all(holds(f"{network.payer} {network.plan}", word) for word in words)


def _by_similar_name(text: str, directory: Directory) -> RequestedInsurance | None:
    """What has the most similar spelling of all that can be asked for, within a few slips of the pen."""
    meanings, words = insurance_index(directory).meanings, folded(text[:LONGEST_TYPED])
    typed = words.replace(" ", "")
    if len(typed) <= EXACT_LETTERS or says_nothing(words) or payers().knows(words):
        return None  # a company's own name is no slip of another's: Medica, Medicaid
    alike = process.extract(typed, meanings.keys(), scorer=fuzz.ratio, score_cutoff=MIN_SIMILARITY)
    slips = [(OSA.distance(typed, name), -score, name) for name, score, _ in alike if may_be_slip(words, name)]
    return meanings[min(slips)[2]] if slips else None


def suggestions(text: str, directory: Directory) -> list[str]:
    """Names to offer while somebody types, at most MAX_SUGGESTIONS; programs and payers come before plans.

    First those with a word that begins so, then what is meant, then those that hold what was typed; where there are
    none of these, those spelled alike. A program is known by its name in any language.
    """
    return _first_different(_containing(text, directory)) or _first_different(_similar(text, directory))


def _first_different(names: Iterable[str]) -> list[str]:
    different: dict[str, None] = {}
    for name in names:
        different[name] = None
        if len(different) == MAX_SUGGESTIONS:
            break
    return list(different)


def _containing(text: str, directory: Directory) -> Iterator[str]:
    index, typed = insurance_index(directory), folded(text[:LONGEST_TYPED])
    word = f" {typed}"
    for name, spelling in zip(index.offered, index.folded, strict=True):
        if spelling.startswith(typed) or word in spelling:
            yield name
    yield from _names(_by_number_or_name(text, directory) or _by_words(text, directory))
    if typed:
        part = typed.replace(" ", "")
        yield from (name for name, spelling in zip(index.offered, index.bare, strict=True) if part in spelling)


def _similar(text: str, directory: Directory) -> Iterator[str]:
    index, typed = insurance_index(directory), folded(text[:LONGEST_TYPED])
    yield from _names(_by_similar_name(text, directory) or _with_more_words(text, directory))
    if len(typed) >= FEWEST_LETTERS:
        matches = process.extract(
            typed, index.folded, scorer=fuzz.partial_ratio, limit=MAX_SUGGESTIONS, score_cutoff=MIN_OFFERED_SIMILARITY
        )
        asked = set(TELLING.findall(typed.replace(" ", "")))
        for name, _, place in matches:
            is_level = not asked or asked.issuperset(TELLING.findall(name.replace(" ", "")))
            if is_level and _are_alike(telling_words(typed.split()), telling_words(name.split())):
                yield index.offered[place]


def _are_alike(typed: list[str], name: list[str]) -> bool:
    """Whether names are spelled alike by more than words that many have, as Sunshine Health and Acme Health are not."""
    return not typed or fuzz.partial_ratio(" ".join(typed), " ".join(name)) >= MIN_OFFERED_SIMILARITY


def _names(requested: RequestedInsurance | None) -> list[str]:
    if requested is None or not (requested.networks or requested.program):
        return []
    return [network.name for network in requested.networks] or [requested.name]
