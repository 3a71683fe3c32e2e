"""The filters whose value is typed or comes from the listings: a name, an insurance, a language."""

from operator import attrgetter
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
from directory.store.listings.reader import Directory, once_a_version
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
        if candidates.is_nobody:
            return []
        counts = candidates.directory.tallied("payer", candidates.numbers).tolist()
        labelled = _payers_by_label(candidates.directory)
        choices = [Choice(payer, label, counts[number]) for label, number, payer in labelled if counts[number]]
        return sorted(choices, key=attrgetter("count"), reverse=True)


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
        directory = candidates.directory
        speaking: np.ndarray = _languages_of_sets(directory).table[:, list(value.numbers)].max(axis=1) > 0
        return speaking[directory.columns["language"][candidates.numbers]]

    def sentence(self, value: LanguageChoice) -> str:
        """Who speak Spanish."""
        return Message("who speak %(language)s", language=LanguageName(value.language))

    def choices(self, candidates: Candidates) -> list[Choice]:
        """The languages of the candidates, the commonest first; and those that include several of them."""
        if candidates.is_nobody:
            return []
        spoken, of_sets = candidates.directory.words.get("language", []), _languages_of_sets(candidates.directory)
        times = np.bincount(candidates.directory.columns["language"][candidates.numbers])
        sets = times.nonzero()[0]
        counts = (times.take(sets) @ of_sets.table.take(sets, axis=0)).astype(int).tolist()
        counted = {language: count for language, count in zip(spoken, counts, strict=False) if count}
        for general, count in zip(of_sets.general, counts[len(spoken) :], strict=True):
            if sum(counts[number] > 0 for number in general.numbers) > 1:
                counted[general.language] = count
        choices = [Choice(language, of_sets.labels[language], count) for language, count in counted.items()]
        return sorted(choices, key=lambda choice: (-choice.count, choice.label))


def _language_choice(language: str, spoken: list[str]) -> LanguageChoice:
    """spoken: the words of the directory's column of languages."""
    asked = languages.asked_as(language)
    return LanguageChoice(language, tuple(number for number, each in enumerate(spoken) if each in asked))


class _LanguagesOfSets(NamedTuple):
    """table: a row for each set of languages in a directory's column, with 1.0 for each language that it holds, then
    for each of `general` of which it holds any; general: those that include several which are spoken here. labels: of
    both, as choices show them.
    """

    table: np.ndarray
    general: list[LanguageChoice]
    labels: dict[str, LanguageName]


@once_a_version
def _languages_of_sets(directory: Directory) -> _LanguagesOfSets:
    asked = (_language_choice(each, directory.words.get("language", [])) for each in languages.INCLUDING)
    general = [choice for choice in asked if len(choice.numbers) > 1]
    held = directory.held_by_sets("language")
    parts = [held[:, list(choice.numbers)].any(axis=1) for choice in general]
    shown = (*directory.words.get("language", []), *(choice.language for choice in general))
    labels = {language: LanguageName(language) for language in shown}
    return _LanguagesOfSets(np.column_stack([held, *parts]).astype(float), general, labels)


@once_a_version
def _payers_by_label(directory: Directory) -> list[tuple[str, int, str]]:
    """The directory's payers in the order of their labels: (label, number in the column, payer)."""
    labelled = ((payers().named(payer), number, payer) for number, payer in enumerate(directory.words.get("payer", ())))
    return sorted(labelled, key=lambda each: each[:2])
