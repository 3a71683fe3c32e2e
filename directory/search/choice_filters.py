"""The filters with a few fixed values. Each option says whom it keeps; all options are bits of one number.

Filters are asked about some practitioners at a time (`Candidates`): those within the radius.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property, reduce

import numpy as np
from msgspec import Struct

from directory.core.dates import ordinal
from directory.core.facts import ANSWERS, FRESH_DAYS, GENDERS
from directory.core.i18n import N_, Message
from directory.core.licences import STANDINGS
from directory.core.taxonomy import KINDS, Kind
from directory.search.bands import InsuranceTerms
from directory.store.listings.columns import are_among
from directory.store.listings.reader import Directory, once_a_version

MANY = 2_000  # candidates: a product of more takes several processors
SELDOM = 0.2  # of those found: where fewer state it, a page says so


class Choice(Struct, frozen=True, gc=False):
    """A value of a filter: how it is called, and how many of the candidates it would leave."""

    value: str
    label: str
    count: int


class Candidates:
    """Some practitioners of a directory: their `numbers`, indexes into its columns; all of them by default.

    terms: on which terms everybody takes the insurance asked for; None where none is that some listings name.
    """

    def __init__(
        self, directory: Directory, numbers: np.ndarray | slice = slice(None), terms: InsuranceTerms | None = None
    ):
        self.directory, self.numbers, self.terms = directory, numbers, terms

    @property
    def is_nobody(self) -> bool:
        """Whether there are none, so that nothing has to be counted."""
        return isinstance(self.numbers, np.ndarray) and not len(self.numbers)

    @cached_property
    def bits(self) -> np.ndarray:
        """For each candidate a number: bit n is set where option n of OPTIONS keeps them."""
        bits: np.ndarray = _option_bits(self.directory)[self.numbers]
        return bits

    @cached_property
    def are_listed(self) -> np.ndarray:
        """A mask of the candidates: whom the insurer's own list names; nobody where no insurance is asked for."""
        if self.terms is None:
            return np.zeros(len(self.bits), bool)
        return self.terms.are_listed(self.numbers)

    @property
    def are_priced(self) -> np.ndarray:
        """A mask of the candidates: with whom the insurance asked for has agreed a price."""
        return np.zeros(len(self.bits), bool) if self.terms is None else self.terms.are_priced(self.numbers)

    @cached_property
    def counts(self) -> list[int]:
        """How many candidates each of OPTIONS keeps, and then how many state what each filter of STATED_IN asks."""
        return _counts(self, [np.ones(len(self.bits), bool)])[0]

    def parts(self, masks: Sequence[np.ndarray]) -> list["Candidates"]:
        """The candidates that each of these masks keeps; their counts are worked out together."""
        return [_Part(self, mask, counts) for mask, counts in zip(masks, _counts(self, masks), strict=True)]

    def among(self, chosen: np.ndarray) -> np.ndarray:
        """A mask of the candidates: whether their number is among these, which ascend."""
        return are_among(self.numbers, [chosen], len(self.directory))


class _Part(Candidates):
    """Those of some candidates whom a mask keeps. Most are only counted: who they are is worked out when asked for."""

    def __init__(self, whole: Candidates, mask: np.ndarray, counts: list[int]):
        self.whole, self.mask, self.counts = whole, mask, counts
        self.directory, self.terms = whole.directory, whole.terms

    @cached_property
    def numbers(self) -> np.ndarray:  # type: ignore[override]
        """Their numbers."""
        numbers = self.whole.numbers
        places = self.mask.nonzero()[0]
        return places if isinstance(numbers, slice) else numbers.take(places)

    @cached_property
    def are_listed(self) -> np.ndarray:
        """As those of the whole."""
        return self.whole.are_listed.take(self.mask.nonzero()[0])


@dataclass(frozen=True, eq=False)
class Option:
    """One value of a ChoiceFilter. keeps: a mask of all in a directory."""

    label: str
    sentence: str
    keeps: Callable[[Directory], np.ndarray]


class ChoiceFilter:
    """A filter with a few fixed values; see filters.Filter."""

    def __init__(self, parameter: str, title: str, options: dict[str, Option]):
        self.parameter, self.title, self.options = parameter, title, options

    def parse(self, text: str, directory: Directory) -> str:
        """One of the options' names. Raises ValueError for any other text."""
        if text not in self.options:
            raise ValueError(
                Message("%(parameter)s may be %(options)s.", parameter=self.parameter, options=", ".join(self.options))
            )
        return text

    def keeps(self, value: str, candidates: Candidates) -> np.ndarray:
        """A mask of the candidates that the option keeps."""
        mask: np.ndarray = candidates.bits & np.uint32(1 << BIT[self.options[value]]) != 0
        return mask

    def sentence(self, value: str) -> str:
        """The option's words."""
        return self.options[value].sentence

    def choices(self, candidates: Candidates) -> list[Choice]:
        """Every option that somebody in the directory fits, wherever they are."""
        counts = candidates.counts
        return [Choice(name, label, counts[bit]) for name, label, bit in _offered(candidates.directory)[self.parameter]]


def _has(column: str, code: int) -> Callable[[Directory], np.ndarray]:
    return lambda directory: directory.columns[column] == code


def _answered_yes(column: str) -> Callable[[Directory], np.ndarray]:
    return _has(column, ANSWERS.index(True))


def _not_lapsed(directory: Directory) -> np.ndarray:
    mask: np.ndarray = directory.columns["standing"] != STANDINGS.index("lapsed")
    return mask


def _fresh(directory: Directory) -> np.ndarray:
    mask: np.ndarray = directory.columns["confirmed"] >= ordinal(directory.day) - FRESH_DAYS
    return mask


def _everybody(directory: Directory) -> np.ndarray:
    return np.ones(len(directory), bool)


def _kind_option(kind: Kind) -> Option:
    return Option(KINDS[kind], MANY_OF_KIND[kind], _has("kind", tuple(KINDS).index(kind)))


MANY_OF_KIND: dict[Kind, str] = {
    "licensed_acupuncturist": N_("acupuncturists"),
    "medical_acupuncturist": N_("physicians who practice acupuncture"),
    "other_clinician": N_("other clinicians who list acupuncture"),
    "clinic": N_("clinics"),
}
ACCEPTING = Option(N_("Accepting new patients"), N_("accepting new patients"), _answered_yes("accepting_new_patients"))
WOMEN = Option(N_("Woman"), N_("who are women"), _has("gender", GENDERS.index("female")))
MEN = Option(N_("Man"), N_("who are men"), _has("gender", GENDERS.index("male")))
TELEHEALTH = Option(N_("Telehealth"), N_("who offer telehealth"), _answered_yes("telehealth"))
HOME_VISITS = Option(N_("Home visits"), N_("who visit at home"), _answered_yes("home_visits"))
WHEELCHAIR = Option(N_("Wheelchair access"), N_("with wheelchair access"), _answered_yes("wheelchair_access"))
CONFIRMED = Option(
    N_("Address confirmed in the last 90 days"), N_("whose address was confirmed in the last 90 days"), _fresh
)
NOT_LAPSED = Option(N_("None that has lapsed"), N_("without a lapsed license"), _not_lapsed)
ANY_LICENSE = Option(N_("Lapsed ones too"), N_("whatever their license"), _everybody)

KIND_FILTER = ChoiceFilter("kind", N_("Who"), {kind: _kind_option(kind) for kind in KINDS})
ACCEPTING_FILTER = ChoiceFilter("accepting", N_("New patients"), {"yes": ACCEPTING})
GENDER_FILTER = ChoiceFilter("gender", N_("Gender"), {"female": WOMEN, "male": MEN})
VISITS_FILTER = ChoiceFilter("visits", N_("Visits"), {"telehealth": TELEHEALTH, "home": HOME_VISITS})
ACCESS_FILTER = ChoiceFilter("access", N_("Access"), {"wheelchair": WHEELCHAIR})
CONFIRMED_FILTER = ChoiceFilter("confirmed", N_("Freshness"), {str(FRESH_DAYS): CONFIRMED})
LICENSE_FILTER = ChoiceFilter("license", N_("License"), {"active": NOT_LAPSED, "any": ANY_LICENSE})
CHOICE_FILTERS = (
    KIND_FILTER,
    ACCEPTING_FILTER,
    GENDER_FILTER,
    VISITS_FILTER,
    ACCESS_FILTER,
    CONFIRMED_FILTER,
    LICENSE_FILTER,
)

# The columns in which a filter's facts are stated; their first value is that nobody states it.
STATED_IN = {
    ACCEPTING_FILTER.parameter: ("accepting_new_patients",),
    GENDER_FILTER.parameter: ("gender",),
    VISITS_FILTER.parameter: ("telehealth", "home_visits"),
    ACCESS_FILTER.parameter: ("wheelchair_access",),
}

OPTIONS = tuple(option for each in CHOICE_FILTERS for option in each.options.values())
BIT = {option: place for place, option in enumerate(OPTIONS)}
STATED_BIT = {parameter: place for place, parameter in enumerate(STATED_IN, len(OPTIONS))}
EACH_BIT = np.uint32(1) << np.arange(len(OPTIONS) + len(STATED_IN), dtype=np.uint32)


@once_a_version
def _option_bits(directory: Directory) -> np.ndarray:
    """`Candidates.bits` of everybody: computed once for each version of the directory and each day."""
    bits = (option.keeps(directory).astype(np.uint32) << place for option, place in BIT.items())
    return reduce(np.bitwise_or, bits)


@once_a_version
def _patterns(directory: Directory) -> tuple[np.ndarray, np.ndarray]:
    """A row for each different set of bits that somebody has, with 1.0 where a bit is set; and everybody's row."""
    stated = ([directory.columns[name] > 0 for name in names] for names in STATED_IN.values())
    bits = (reduce(np.logical_or, each).astype(np.uint32) << place for place, each in enumerate(stated, len(OPTIONS)))
    different, which = np.unique(reduce(np.bitwise_or, bits, _option_bits(directory)), return_inverse=True)
    return (different[:, np.newaxis] & EACH_BIT != 0).astype("f4"), which.astype(np.uint32)


def _counts(candidates: Candidates, masks: Sequence[np.ndarray]) -> list[list[int]]:
    """`Candidates.counts` of those whom each of some masks keeps, all as one product."""
    patterns, which = _patterns(candidates.directory)
    rows = which[candidates.numbers]
    if len(rows) > MANY:  # they share patterns: how many have each is counted first
        times = [np.bincount(rows[mask], minlength=len(patterns)) for mask in masks]
    else:
        times, patterns = list(masks), patterns.take(rows, axis=0)
    counts: list[list[int]] = (np.array(times, "f4") @ patterns).astype(int).tolist()
    return counts


@once_a_version
def _offered(directory: Directory) -> dict[str, list[tuple[str, str, int]]]:
    """Of each filter (name, label, bit) of the options that somebody in a directory fits."""
    kept = np.bitwise_or.reduce(_option_bits(directory), initial=np.uint32(0))
    possible = (kept & EACH_BIT != 0).tolist()
    return {
        each.parameter: [
            (name, option.label, BIT[option]) for name, option in each.options.items() if possible[BIT[option]]
        ]
        for each in CHOICE_FILTERS
    }


def seldom_stated(candidates: Candidates) -> list[str]:
    """The filters that so few of the candidates state that they leave out many who would fit."""
    counts = candidates.counts
    few = SELDOM * counts[BIT[ANY_LICENSE]]
    return [parameter for parameter, bit in STATED_BIT.items() if counts[bit] < few]
