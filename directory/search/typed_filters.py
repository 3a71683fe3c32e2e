"""The filters whose value is typed or comes from the listings: a name, an insurance, a language."""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from directory.core import languages
from directory.core.i18n import N_, LanguageName, Message
from directory.core.names import folded
from directory.search.bands import InsuranceTerms
from directory.search.called import numbers_called, read_called
from directory.search.choice_filters import Candidates, Choice
from directory.search.insurance import parse_insurance
from directory.search.insurance_index import RequestedInsurance
from directory.store.listings.reader import Directory
from directory.store.reference.files import payers

MEDICARE = "medicare"  # the program that pays nobody who has opted out
LONGEST_LANGUAGE = 100  # characters that are looked at


class NameFilter:
    """Words of a name, in any order, the last letters of long ones left out if you like; see filters.Filter."""

    parameter, title = "name", N_("Name")

    def parse(self, text: str, directory: Directory) -> list[str]:
        """The folded words, without titles and credentials. Raises ValueError where there is none."""
        words = read_called(text).words
        if not words:
            raise ValueError(Message("name may be any part of a name: letters are needed."))
        return list(words)

    def keeps(self, value: list[str], candidates: Candidates) -> np.ndarray:
        """A mask of those who are called so; see called.numbers_called."""
        return candidates.among(numbers_called(value, candidates.directory))

    def sentence(self, value: list[str]) -> str:
        """Named “obrien”."""
        return Message("named “%(words)s”", words=" ".join(value))

    def choices(self, candidates: Candidates) -> list[Choice]:
        """None: it is typed."""
        return []


class InsuranceFilter:
    """Whose insurance they take; see filters.Filter."""

    parameter, title = "insurance", N_("Insurance")

    def parse(self, text: str, directory: Directory) -> RequestedInsurance:
        """See parse_insurance."""
        return parse_insurance(text, directory)

    def keeps(self, value: RequestedInsurance, candidates: Candidates) -> np.ndarray:
        """A mask of those in one of the networks, or who say that they take it; everybody where no listing says."""
        if not value.networks:
            return ~self.refuses(value, candidates)
        terms = candidates.terms or InsuranceTerms(value.networks, candidates.directory)
        return terms.take_it(candidates.numbers)

    def refuses(self, value: RequestedInsurance, candidates: Candidates) -> np.ndarray:
        """A mask of those who are known not to be paid by it, though no listing says so of a plan: who has opted out of
        Medicare.
        """
        if value.program != MEDICARE:
            return np.zeros(len(candidates.bits), bool)
        mask: np.ndarray = candidates.directory.columns["out_of_medicare"][candidates.numbers]
        return mask

    def sentence(self, value: RequestedInsurance) -> str:
        """Who take Acme Health."""
        if value.networks:
            return Message("who take %(payer)s", payer=value.name)
        return Message("paid by: %(payer)s", payer=value.name)

    def choices(self, candidates: Candidates) -> list[Choice]:
        """The payers of the candidates, the commonest first."""
        return _words_with_counts("payer", candidates, payers().named)


class LanguageChoice(NamedTuple):
    """A language, and the numbers in the directory's column of those in which somebody speaks it."""

    language: str
    numbers: tuple[int, ...]


class LanguageFilter:
    """A language they speak besides English; see filters.Filter."""

    parameter, title = "language", N_("Language")

    def parse(self, text: str, directory: Directory) -> LanguageChoice:
        """A language that a listing names, by any of its names and codes, or one of those that it is the general name
        of. Raises ValueError for any other text.
        """
        spoken = directory.words.get("language", [])
        by_name = {folded(language): language for language in spoken}
        for typed in (text, *languages.spoken([text[:LONGEST_LANGUAGE]])):
            choice = _language_choice(by_name.get(folded(typed), typed), spoken)
            if choice.numbers:
                return choice
        known = ", ".join(sorted(spoken)) or "–"
        raise ValueError(Message("language may be one that a listing here names: %(spoken)s.", spoken=known))

    def keeps(self, value: LanguageChoice, candidates: Candidates) -> np.ndarray:
        """A mask of those who speak it."""
        holding = (candidates.directory.holding("language", each, candidates.numbers) for each in value.numbers)
        mask: np.ndarray = np.logical_or.reduce([*holding])
        return mask

    def sentence(self, value: LanguageChoice) -> str:
        """Who speak Spanish."""
        return Message("who speak %(language)s", language=LanguageName(value.language))

    def choices(self, candidates: Candidates) -> list[Choice]:
        """The languages of the candidates, the commonest first; and those that include several of them."""
        counted = {each.value: each for each in _words_with_counts("language", candidates, LanguageName)}
        spoken = candidates.directory.words.get("language", [])
        for language in languages.INCLUDING:
            several = languages.asked_as(language).intersection(counted)
            if len(several) > 1:
                count = int(self.keeps(_language_choice(language, spoken), candidates).sum())
                counted[language] = Choice(language, LanguageName(language), count)
        return sorted(counted.values(), key=lambda choice: (-choice.count, choice.label))


def _language_choice(language: str, spoken: list[str]) -> LanguageChoice:
    """spoken: the words of the directory's column of languages."""
    asked = languages.asked_as(language)
    return LanguageChoice(language, tuple(number for number, each in enumerate(spoken) if each in asked))


def _words_with_counts(column: str, candidates: Candidates, label: Callable[[str], str]) -> list[Choice]:
    """The words of a column of many that the candidates have, the commonest first."""
    directory = candidates.directory
    counts = directory.tallied(column, candidates.numbers).tolist()
    pairs = zip(directory.words.get(column, ()), counts, strict=True)
    choices = [Choice(word, label(word), count) for word, count in pairs if count]
    return sorted(choices, key=lambda choice: (-choice.count, choice.label))
