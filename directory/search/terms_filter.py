"""The filter by the terms on which the insurance asked for is taken."""

from collections.abc import Callable
from dataclasses import dataclass
from operator import attrgetter

import numpy as np

from directory.core.i18n import N_, Message
from directory.search.choice_filters import Candidates, Choice
from directory.store.listings.reader import Directory


@dataclass(frozen=True, eq=False)
class TermsOption:
    """One value of the filter. keeps: a mask of the candidates, where an insurance is asked for."""

    label: str
    sentence: str
    keeps: Callable[[Candidates], np.ndarray]


TERMS = {
    "listed": TermsOption(N_("In the insurer's own list"), N_("in the insurer's own list"), attrgetter("are_listed")),
    "priced": TermsOption(N_("Agreed price known"), N_("whose agreed price is known"), attrgetter("are_priced")),
}


class TermsFilter:
    """See filters.Filter. Where no insurance is asked for that some listings name, it offers nothing and is dropped."""

    parameter, title, options = "terms", N_("How they take it"), TERMS

    def parse(self, text: str, directory: Directory) -> str:
        """One of TERMS. Raises ValueError for any other text."""
        if text not in TERMS:
            raise ValueError(
                Message("%(parameter)s may be %(options)s.", parameter=self.parameter, options=", ".join(TERMS))
            )
        return text

    def keeps(self, value: str, candidates: Candidates) -> np.ndarray:
        """A mask of the candidates who take the insurance on these terms."""
        if candidates.terms is None:
            return np.ones(len(candidates.directory), bool)[candidates.numbers]
        return TERMS[value].keeps(candidates)

    def sentence(self, value: str) -> str:
        """Its words."""
        return TERMS[value].sentence

    def choices(self, candidates: Candidates) -> list[Choice]:
        """Both, where an insurance is asked for that some listings name."""
        if candidates.terms is None:
            return []
        return [Choice(name, each.label, int(np.count_nonzero(each.keeps(candidates)))) for name, each in TERMS.items()]
