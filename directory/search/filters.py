"""What narrows a search besides the place. Each filter is one object: whom it keeps, its values, and its words in the search's sentence.

Filters are asked about some practitioners at a time (`People`): those within the radius.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache, reduce
from typing import NamedTuple, Protocol

import numpy as np

from directory.core.facts import ANSWERS, GENDERS
from directory.core.i18n import N_, LanguageName, Message
from directory.core.licences import STANDINGS
from directory.core.names import folded
from directory.core.taxonomy import KINDS
from directory.search import insurance
from directory.store.listings.reader import Directory
from directory.store.reference.files import payers

LONGEST = 100  # characters
FRESH_DAYS = 90  # how often plans have to confirm their directories, 42 USC 300gg-115(a)(2)


class Choice(NamedTuple):
    """A value to choose, how many of the practitioners at hand it would leave, and how it is called."""

    value: str
    label: str
    count: int


class People:
    """Some practitioners of a directory: their `numbers` into its columns; everybody, where these are left out."""

    def __init__(self, directory: Directory, numbers: np.ndarray | slice = slice(None)):
        self.directory, self.numbers = directory, numbers

    @cached_property
    def bits(self) -> np.ndarray:
        """For each, which options of all the OneOf filters keep them, a bit an option."""
        return _bits(self.directory, date.today().toordinal())[self.numbers]

    @cached_property
    def counts(self) -> list[int]:
        """How many each option keeps."""
        return (self.bits & EACH_BIT != 0).sum(axis=1).tolist()

    def among(self, chosen: np.ndarray) -> np.ndarray:
        """For each, whether their number is among these."""
        mask = np.zeros(len(self.directory), bool)
        mask[chosen] = True
        return mask[self.numbers]


class Filter(Protocol):
    """parameter: its name in an address, in the API and on the command line; title: over its choices."""

    parameter: str
    title: str

    def read(self, text: str, directory: Directory) -> object:
        """The value typed; raises ValueError with what it may be."""

    def keeps(self, value: object, people: People) -> np.ndarray:
        """For each of these practitioners, whether they stay."""

    def sentence(self, value: object) -> str:
        """The value as it reads after "practitioners within 10 miles of Tucson, AZ"."""

    def choices(self, people: People) -> list[Choice]:
        """What may be chosen, with what it would leave of these practitioners; empty where the value is typed."""


@dataclass(frozen=True, eq=False)
class Option:
    """One value of a OneOf. keeps: whom, of all in a directory; today is the day's number (date.toordinal)."""

    label: str
    sentence: str
    keeps: Callable[[Directory, int], np.ndarray]


class OneOf:
    """A filter with a few fixed values."""

    def __init__(self, parameter: str, title: str, options: dict[str, Option]):
        self.parameter, self.title, self.options = parameter, title, options

    def read(self, text: str, directory: Directory) -> str:
        """One of the options' names."""
        if text not in self.options:
            raise ValueError(
                Message("%(parameter)s may be %(options)s.", parameter=self.parameter, options=", ".join(self.options))
            )
        return text

    def keeps(self, value: str, people: People) -> np.ndarray:
        """As the option says."""
        return people.bits & np.uint32(1 << BIT[self.options[value]]) != 0

    def sentence(self, value: str) -> str:
        """The option's words."""
        return self.options[value].sentence

    def choices(self, people: People) -> list[Choice]:
        """Every option."""
        return [Choice(name, option.label, people.counts[BIT[option]]) for name, option in self.options.items()]


def _is(column: str, place: int) -> Callable:
    return lambda directory, today: directory.columns[column] == place


def _answered_yes(column: str) -> Callable:
    return _is(column, ANSWERS.index(True))


def _not_lapsed(directory: Directory, today: int) -> np.ndarray:
    return directory.columns["standing"] != STANDINGS.index("lapsed")


def _fresh(directory: Directory, today: int) -> np.ndarray:
    return directory.columns["confirmed"] >= today - FRESH_DAYS


def _all(directory: Directory, today: int) -> np.ndarray:
    return np.ones(len(directory), bool)


MANY_OF_KIND = {
    "licensed_acupuncturist": N_("licensed acupuncturists"),
    "medical_acupuncturist": N_("physicians who practice acupuncture"),
    "other_clinician": N_("other clinicians who list acupuncture"),
    "clinic": N_("clinics"),
}


class Name:
    """Words of a name, in any order, the last letters of long ones left out if you like."""

    parameter, title = "name", N_("Name")

    def read(self, text: str, directory: Directory) -> list[str]:
        """The folded words."""
        words = folded(text[:LONGEST]).split()
        if not words:
            raise ValueError(Message("name may be any part of a name: letters are needed."))
        return words

    def keeps(self, value: list[str], people: People) -> np.ndarray:
        """Those whose names have all the words; one of three letters or more may be a beginning."""
        return np.logical_and.reduce([people.among(people.directory.named(word, len(word) < 3)) for word in value])

    def sentence(self, value: list[str]) -> str:
        """Named “obrien”."""
        return Message("named “%(words)s”", words=" ".join(value))

    def choices(self, people: People) -> list[Choice]:
        """None: it is typed."""
        return []


class Insurance:
    """Whose insurance they take."""

    parameter, title = "insurance", N_("Insurance")

    def read(self, text: str, directory: Directory) -> insurance.Meant:
        """See insurance.read."""
        return insurance.read(text, directory)

    def keeps(self, value: insurance.Meant, people: People) -> np.ndarray:
        """Those who are in one of the networks, or say that they take it; everybody where nobody here says."""
        if not value.networks:
            return np.ones(len(people.bits), bool)
        return people.among(np.concatenate([people.directory.takers(*network) for network in value.networks]))

    def sentence(self, value: insurance.Meant) -> str:
        """Who take Acme Health."""
        return (
            Message("who take %(payer)s", payer=value.name)
            if value.networks
            else Message("paid by: %(payer)s", payer=value.name)
        )

    def choices(self, people: People) -> list[Choice]:
        """The payers of those practitioners, the commonest first."""
        return _counted("payer", people, payers().named)


class Language:
    """A language they speak besides English."""

    parameter, title = "language", N_("Language")

    def read(self, text: str, directory: Directory) -> "Spoken":
        """One that a listing names."""
        spoken = directory.words.get("language", [])
        for number, language in enumerate(spoken):
            if folded(language) == folded(text):
                return Spoken(language, number)
        raise ValueError(
            Message(
                "language may be one that a listing here names: %(spoken)s.", spoken=", ".join(sorted(spoken)) or "–"
            )
        )

    def keeps(self, value: "Spoken", people: People) -> np.ndarray:
        """Those who speak it."""
        return people.directory.holding("language", value.number, people.numbers)

    def sentence(self, value: "Spoken") -> str:
        """Who speak Spanish."""
        return Message("who speak %(language)s", language=LanguageName(value.language))

    def choices(self, people: People) -> list[Choice]:
        """The languages of those practitioners, the commonest first."""
        return _counted("language", people, LanguageName)


class Spoken(NamedTuple):
    """A language and its number in the directory's column."""

    language: str
    number: int


KIND = OneOf(
    "kind",
    N_("Who"),
    {kind: Option(label, MANY_OF_KIND[kind], _is("kind", place)) for place, (kind, label) in enumerate(KINDS.items())},
)
LICENSE = OneOf(
    "license",
    N_("License"),
    {
        "active": Option(N_("None that has lapsed"), N_("without a lapsed license"), _not_lapsed),
        "any": Option(N_("Lapsed ones too"), N_("whatever their license"), _all),
    },
)
FILTERS: tuple[Filter, ...] = (
    KIND,
    Insurance(),
    OneOf(
        "accepting",
        N_("New patients"),
        {
            "yes": Option(
                N_("Accepting new patients"), N_("accepting new patients"), _answered_yes("accepting_new_patients")
            ),
        },
    ),
    Language(),
    OneOf(
        "gender",
        N_("Gender"),
        {
            "female": Option(N_("Woman"), N_("who are women"), _is("gender", GENDERS.index("female"))),
            "male": Option(N_("Man"), N_("who are men"), _is("gender", GENDERS.index("male"))),
        },
    ),
    OneOf(
        "visits",
        N_("Visits"),
        {
            "telehealth": Option(N_("Telehealth"), N_("who offer telehealth"), _answered_yes("telehealth")),
            "home": Option(N_("Home visits"), N_("who visit at home"), _answered_yes("home_visits")),
        },
    ),
    OneOf(
        "access",
        N_("Access"),
        {
            "wheelchair": Option(
                N_("Wheelchair access"), N_("with wheelchair access"), _answered_yes("wheelchair_access")
            ),
        },
    ),
    OneOf(
        "confirmed",
        N_("Freshness"),
        {
            str(FRESH_DAYS): Option(N_("Confirmed in the last 90 days"), N_("confirmed in the last 90 days"), _fresh),
        },
    ),
    LICENSE,
    Name(),
)


OPTIONS = tuple(option for each in FILTERS if isinstance(each, OneOf) for option in each.options.values())
BIT = {option: place for place, option in enumerate(OPTIONS)}
EACH_BIT = np.uint32(1) << np.arange(len(OPTIONS), dtype=np.uint32)[:, np.newaxis]


@lru_cache(maxsize=1)
def _bits(directory: Directory, today: int) -> np.ndarray:
    """For everybody, whom each of OPTIONS keeps, a bit an option: worked out once for each version of the directory and day."""
    return reduce(
        np.bitwise_or, (option.keeps(directory, today).astype(np.uint32) << place for option, place in BIT.items())
    )


def _counted(column: str, people: People, called: Callable[[str], str]) -> list[Choice]:
    words, counts = people.directory.words.get(column, ()), people.directory.tallied(column, people.numbers).tolist()
    found = [Choice(word, called(word), count) for word, count in zip(words, counts, strict=True) if count]
    return sorted(found, key=lambda choice: (-choice.count, choice.label))
