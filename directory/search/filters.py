"""What narrows a search besides the place. Each filter is one object: whom it keeps, its values, and its words in the search's sentence.

Filters are asked about some practitioners at a time (`numbers`, into the directory's columns): those within the radius.
"""

from collections.abc import Callable
from datetime import date
from typing import NamedTuple, Protocol

import numpy as np

from directory.core.names import folded
from directory.core.taxonomy import KINDS
from directory.core.words import N_, LanguageName, Said
from directory.search import insurance
from directory.store.columns import ANSWERS, GENDERS, STANDINGS
from directory.store.listings import Directory
from directory.store.reference import payers

LONGEST = 100  # characters
FRESH_DAYS = 90  # how often plans have to confirm their directories, 42 USC 300gg-115(a)(2)


class Choice(NamedTuple):
    """A value to choose, how many of the practitioners at hand it would leave, and how it is called."""

    value: str
    label: str
    count: int


class Filter(Protocol):
    """parameter: its name in an address, in the API and on the command line; title: over its choices."""

    parameter: str
    title: str

    def read(self, text: str, directory: Directory) -> object:
        """The value typed; raises ValueError with what it may be."""

    def keeps(self, value: object, directory: Directory, numbers: np.ndarray) -> np.ndarray:
        """For each of these practitioners, whether they stay."""

    def sentence(self, value: object) -> str:
        """The value as it reads after "practitioners within 10 miles of Tucson, AZ"."""

    def choices(self, directory: Directory, numbers: np.ndarray) -> list[Choice]:
        """What may be chosen, with what it would leave of these practitioners; empty where the value is typed."""


Keeps = Callable[[Directory, np.ndarray], np.ndarray]


class Option(NamedTuple):
    """One value of a OneOf."""

    label: str
    sentence: str
    keeps: Keeps


class OneOf:
    """A filter with a few fixed values."""

    def __init__(self, parameter: str, title: str, options: dict[str, Option]):
        self.parameter, self.title, self.options = parameter, title, options

    def read(self, text: str, directory: Directory) -> str:
        """One of the options' names."""
        if text not in self.options:
            raise ValueError(Said("%(parameter)s may be %(options)s.", parameter=self.parameter, options=", ".join(self.options)))
        return text

    def keeps(self, value: str, directory: Directory, numbers: np.ndarray) -> np.ndarray:
        """As the option says."""
        return self.options[value].keeps(directory, numbers)

    def sentence(self, value: str) -> str:
        """The option's words."""
        return self.options[value].sentence

    def choices(self, directory: Directory, numbers: np.ndarray) -> list[Choice]:
        """Every option."""
        return [Choice(name, option.label, int(option.keeps(directory, numbers).sum())) for name, option in self.options.items()]


def _is(column: str, place: int) -> Keeps:
    return lambda directory, numbers: directory.columns[column][numbers] == place


def _answered_yes(column: str) -> Keeps:
    return _is(column, ANSWERS.index(True))


def _not_lapsed(directory: Directory, numbers: np.ndarray) -> np.ndarray:
    return directory.columns["standing"][numbers] != STANDINGS.index("lapsed")


def _fresh(directory: Directory, numbers: np.ndarray) -> np.ndarray:
    return directory.columns["confirmed"][numbers] >= date.today().toordinal() - FRESH_DAYS


def _all(directory: Directory, numbers: np.ndarray) -> np.ndarray:
    return np.ones(len(numbers), bool)


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
            raise ValueError(Said("name may be any part of a name: letters are needed."))
        return words

    def keeps(self, value: list[str], directory: Directory, numbers: np.ndarray) -> np.ndarray:
        """Those whose names have all the words."""
        return _among(directory, directory.named(value), numbers)

    def sentence(self, value: list[str]) -> str:
        """Named “obrien”."""
        return Said("named “%(words)s”", words=" ".join(value))

    def choices(self, directory: Directory, numbers: np.ndarray) -> list[Choice]:
        """None: it is typed."""
        return []


class Insurance:
    """Whose insurance they take."""

    parameter, title = "insurance", N_("Insurance")

    def read(self, text: str, directory: Directory) -> insurance.Meant:
        """See insurance.read."""
        return insurance.read(text, directory)

    def keeps(self, value: insurance.Meant, directory: Directory, numbers: np.ndarray) -> np.ndarray:
        """Those who are in one of the networks, or say that they take it; everybody where nobody here says."""
        if not value.networks:
            return _all(directory, numbers)
        takers = [directory.takers(*network) for network in value.networks]
        return _among(directory, np.concatenate(takers), numbers)

    def sentence(self, value: insurance.Meant) -> str:
        """Who take Acme Health."""
        return Said("who take %(payer)s", payer=value.name) if value.networks else Said("paid by: %(payer)s", payer=value.name)

    def choices(self, directory: Directory, numbers: np.ndarray) -> list[Choice]:
        """The payers of those practitioners, the commonest first."""
        return _counted("payer", directory, numbers, payers().named)


class Language:
    """A language they speak besides English."""

    parameter, title = "language", N_("Language")

    def read(self, text: str, directory: Directory) -> "Spoken":
        """One that a listing names."""
        spoken = directory.words.get("language", [])
        for number, language in enumerate(spoken):
            if folded(language) == folded(text):
                return Spoken(language, number)
        raise ValueError(Said("language may be one that a listing here names: %(spoken)s.", spoken=", ".join(sorted(spoken)) or "–"))

    def keeps(self, value: "Spoken", directory: Directory, numbers: np.ndarray) -> np.ndarray:
        """Those who speak it."""
        return directory.holding("language", value.number, numbers)

    def sentence(self, value: "Spoken") -> str:
        """Who speak Spanish."""
        return Said("who speak %(language)s", language=LanguageName(value.language))

    def choices(self, directory: Directory, numbers: np.ndarray) -> list[Choice]:
        """The languages of those practitioners, the commonest first."""
        return _counted("language", directory, numbers, LanguageName)


class Spoken(NamedTuple):
    """A language and its number in the directory's column."""

    language: str
    number: int


KIND = OneOf("kind", N_("Who"), {
    kind: Option(label, MANY_OF_KIND[kind], _is("kind", place)) for place, (kind, label) in enumerate(KINDS.items())
})
LICENSE = OneOf("license", N_("License"), {
    "active": Option(N_("None that has lapsed"), N_("without a lapsed license"), _not_lapsed),
    "any": Option(N_("Lapsed ones too"), N_("whatever their license"), _all),
})
FILTERS: tuple[Filter, ...] = (
    KIND,
    Insurance(),
    OneOf("accepting", N_("New patients"), {
        "yes": Option(N_("Accepting new patients"), N_("accepting new patients"), _answered_yes("accepting_new_patients")),
    }),
    Language(),
    OneOf("gender", N_("Gender"), {
        "female": Option(N_("Woman"), N_("who are women"), _is("gender", GENDERS.index("female"))),
        "male": Option(N_("Man"), N_("who are men"), _is("gender", GENDERS.index("male"))),
    }),
    OneOf("visits", N_("Visits"), {
        "telehealth": Option(N_("Telehealth"), N_("who offer telehealth"), _answered_yes("telehealth")),
        "home": Option(N_("Home visits"), N_("who visit at home"), _answered_yes("home_visits")),
    }),
    OneOf("access", N_("Access"), {
        "wheelchair": Option(N_("Wheelchair access"), N_("with wheelchair access"), _answered_yes("wheelchair_access")),
    }),
    OneOf("confirmed", N_("Freshness"), {
        str(FRESH_DAYS): Option(N_("Confirmed in the last 90 days"), N_("confirmed in the last 90 days"), _fresh),
    }),
    LICENSE,
    Name(),
)


def _among(directory: Directory, chosen: np.ndarray, numbers: np.ndarray) -> np.ndarray:
    mask = np.zeros(len(directory), bool)
    mask[chosen] = True
    return mask[numbers]


def _counted(column: str, directory: Directory, numbers: np.ndarray, called: Callable[[str], str]) -> list[Choice]:
    counts = directory.tallied(column, numbers)
    found = [Choice(word, called(word), int(count)) for word, count in zip(directory.words.get(column, ()), counts, strict=True) if count]
    return sorted(found, key=lambda choice: (-choice.count, choice.label))
