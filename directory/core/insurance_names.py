"""Names typed for an insurance that are not one insurer's: those that say nothing, and those that need a sentence."""

from functools import cached_property
from typing import Annotated

from pydantic import Field

from directory.core.cited import CitedText, NonBlankText, StrictModel
from directory.core.names import folded, unspaced


class ExplainedName(CitedText):
    """A name with the sentence that explains it (`text`).

    also: its other names. choices: the programs or companies that may be meant by it; none where it means what listings
    and payers.toml say.
    """

    name: NonBlankText
    also: tuple[NonBlankText, ...] = ()
    choices: tuple[NonBlankText, ...] = ()

    @property
    def spellings(self) -> frozenset[str]:
        """All its names, folded and without spaces."""
        return frozenset(unspaced(name) for name in (self.name, *self.also))


class InsuranceNames(StrictModel):
    """insurance_names.toml. unspecific: names that say that there is an insurance, but not which; neutral: words that
    tell no insurance from another; of_funds: words beside the name of a union's fund; other_markets: words for what a
    company sells beside its usual plans.
    """

    unspecific: Annotated[tuple[NonBlankText, ...], Field(min_length=1)]
    neutral: Annotated[frozenset[NonBlankText], Field(min_length=1)]
    of_funds: frozenset[NonBlankText] = frozenset()
    other_markets: Annotated[frozenset[NonBlankText], Field(min_length=1)]
    explained: Annotated[tuple[ExplainedName, ...], Field(min_length=1)]

    @cached_property
    def _unspecific(self) -> frozenset[str]:
        return frozenset(unspaced(name) for name in self.unspecific)

    @cached_property
    def _by_spelling(self) -> dict[str, ExplainedName]:
        return {spelling: each for each in self.explained for spelling in each.spellings}

    def is_unspecific(self, typed: str) -> bool:
        """Whether a text says nothing of which insurance is meant: "my insurance", "PPO"."""
        return unspaced(typed) in self._unspecific

    def explanation(self, typed: str) -> ExplainedName | None:
        """The name that a text is a spelling of, with its explanation; a fund's may have a local's number beside it."""
        if found := self._by_spelling.get(unspaced(typed)):
            return found
        beside = self.neutral | self.of_funds
        words = [word for word in folded(typed).split() if word not in beside and not word.isdecimal()]
        return self._by_spelling.get("".join(words)) if words else None
