"""What patients are told about acupuncture, about prices, and what states ask of them: the shapes of guide, costs and state rules."""

from typing import Annotated, Any, Self

from pydantic import Field, model_validator

from directory.core.cited import (
    Cited,
    CitedText,
    IsoDate,
    Localized,
    LocalizedEntry,
    NonBlankText,
    StateCode,
    StrictModel,
)

Dollars = Annotated[float, Field(ge=0, le=10_000)]


class Group(LocalizedEntry):
    """So many people out of 100, and who they are."""

    people: Annotated[int, Field(ge=0, le=100)]


class Passage(CitedText):
    """A statement of the guide; of_100: a picture of it, each group out of 100 people."""

    id: NonBlankText
    of_100: tuple[Group, ...] = ()


class Section(StrictModel):
    """A part of the guide. lead: what to do about it; checklist: whether people tick what is true for them."""

    id: NonBlankText
    title: Localized
    lead: Localized | None = None
    checklist: bool = False
    statements: Annotated[tuple[Passage, ...], Field(min_length=1)]


class Review(StrictModel):
    """A clinician's review that took place: of which role, and when."""

    role: Localized
    on: IsoDate


class Guide(StrictModel):
    """The guide. compiled_by: which role put it together; clinician_review stays empty until there was one."""

    compiled_on: IsoDate
    compiled_by: Localized
    clinician_review: Review | None = None
    sections: tuple[Section, ...]

    @model_validator(mode="after")
    def _no_id_twice(self) -> Self:
        ids = [each.id for section in self.sections for each in (section, *section.statements)]
        if len(ids) != len(set(ids)):
            raise ValueError("an id is there twice")
        return self

    @property
    def statements(self) -> tuple[Passage, ...]:
        """Every statement, in order."""
        return tuple(each for section in self.sections for each in section.statements)

    def section(self, id: str) -> Section:
        """The section of that id. Raises KeyError."""
        return {section.id: section for section in self.sections}[id]

    def statement(self, id: str) -> Passage:
        """The statement of that id. Raises KeyError."""
        return {statement.id: statement for statement in self.statements}[id]


class Price(StrictModel):
    """What one visit costs, in dollars: the lowest and highest found, and one in the middle."""

    low: Dollars
    middle: Dollars
    high: Dollars

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if not self.low <= self.middle <= self.high:
            raise ValueError("low, middle and high are out of order")
        return self


class Prices(CitedText):
    """What visits cost where somebody counted."""

    first: Price
    later: Price


class Share(CitedText):
    """What a program leaves to the patient: a deductible in dollars, then a part of each visit in percent."""

    deductible: Dollars
    coinsurance: Annotated[float, Field(ge=0, le=100)]
    visits: Annotated[int, Field(gt=0)]


class Costs(StrictModel):
    """Published prices without insurance; what Medicare has paid, and what it leaves to the patient."""

    cash: Prices
    medicare: Prices
    medicare_share: Share

    @property
    def statements(self) -> tuple[Cited, ...]:
        """Everything in it that has sources."""
        return (self.cash, self.medicare, self.medicare_share)


class StateRule(CitedText):
    """What a state asks before or during treatment by an acupuncturist, or that it does not license them.

    physician: what it wants of the clinician who refers, where it asks for a diagnosis or a referral.
    """

    state: StateCode
    physician: Localized | None = None


class StateRules(StrictModel):
    """What is known of the states; a state that is not in it is one of which nothing is known here."""

    rules: tuple[StateRule, ...]

    def of(self, states: Any) -> tuple[StateRule, ...]:
        """The rules of these states, in order."""
        return tuple(rule for rule in self.rules if rule.state in states)
