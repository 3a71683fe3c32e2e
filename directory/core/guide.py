"""The shapes of guide/*.toml, costs.toml and state_rules.toml in data/reference/: advice, prices, states' rules."""

from collections.abc import Container
from typing import Annotated, Literal, Self, get_args

from pydantic import Field, model_validator

from directory.core.cited import (
    CitedText,
    IsoDate,
    Localized,
    LocalizedEntry,
    NonBlankText,
    StateCode,
    StrictModel,
)
from directory.core.programs import Condition

GuideId = Literal[  # in the order in which they are offered; one file each
    "low_back_pain",
    "neck_pain",
    "migraine",
    "knee_osteoarthritis",
    "chemotherapy_nausea",
    "surgery_nausea",
    "hot_flashes",
    "insomnia_anxiety",
    "pregnancy_pelvic_pain",
    "shoulder_pain",
    "allergic_rhinitis",
    "fertility",
]
GUIDES: tuple[GuideId, ...] = get_args(GuideId)
SECTIONS = (  # the order of a page
    "emergency",
    "doctor_first",
    "what",
    "for",
    "against",
    "course",
    "safe",
    "visit",
    "after",
    "related",
    "tell",
    "choose",
)
Dollars = Annotated[float, Field(ge=0, le=10_000)]


class Group(LocalizedEntry):
    """A number of people out of 100, or of something else that is counted, and who or what they are."""

    people: Annotated[int, Field(ge=0, le=100)]


class Amount(LocalizedEntry):
    """An amount that is drawn beside others, and what it is of."""

    amount: Annotated[float, Field(gt=0)]


class Passage(CitedText):
    """A statement of the guide. of_100: groups out of 100, to be drawn; amounts: to be drawn beside each other, where
    they are no part of 100.
    """

    id: NonBlankText
    of_100: tuple[Group, ...] = ()
    amounts: tuple[Amount, ...] = ()


class Section(StrictModel):
    """A part of a page. lead: what to do about it; checklist: whether readers tick what is true for them; signs:
    whether its statements, where it is one of those that cannot wait, are signs that somebody may have.
    """

    id: NonBlankText
    title: Localized
    lead: Localized | None = None
    checklist: bool = False
    signs: bool = True
    statements: Annotated[tuple[Passage, ...], Field(min_length=1)]


class SharedSections(StrictModel):
    """What every page of the guide says alike."""

    sections: tuple[Section, ...]


class Guide(StrictModel):
    """The guide's page for one problem.

    condition: what coverage rules call it, where they have a word for it. compiled_by: the role of its author.
    """

    id: GuideId
    name: Localized
    title: Localized
    condition: Condition | None = None
    compiled_on: IsoDate
    compiled_by: Localized
    sections: tuple[Section, ...]

    @model_validator(mode="after")
    def _check_ids(self) -> Self:
        _check_unique(self)
        if unknown := {section.id for section in self.sections} - set(SECTIONS):
            raise ValueError(f"a section should be one of {', '.join(SECTIONS)}, not {', '.join(sorted(unknown))}")
        return self

    @property
    def statements(self) -> tuple[Passage, ...]:
        """Every statement, in order."""
        return tuple(each for section in self.sections for each in section.statements)

    def section(self, section_id: str) -> Section:
        """The section of that id. Raises KeyError."""
        return {section.id: section for section in self.sections}[section_id]

    def statement(self, statement_id: str) -> Passage:
        """The statement of that id. Raises KeyError."""
        return {statement.id: statement for statement in self.statements}[statement_id]

    def completed(self, shared: SharedSections) -> Self:
        """The whole page: its sections in order, each followed by what is shared. Raises ValueError: an id is there
        twice.
        """
        own = {section.id: section for section in self.sections}
        for section in shared.sections:
            first = own.get(section.id, section)
            more = section.statements if first is not section else ()
            own[section.id] = first.model_copy(update={"statements": (*first.statements, *more)})
        whole = self.model_copy(update={"sections": tuple(own[name] for name in SECTIONS if name in own)})
        _check_unique(whole)
        return whole


def _check_unique(guide: Guide) -> None:
    ids = [*(section.id for section in guide.sections), *(passage.id for passage in guide.statements)]
    if len(ids) != len(set(ids)):
        raise ValueError("an id is there twice")


class Price(StrictModel):
    """What one visit costs, in dollars: the lowest, a middle and the highest price published."""

    low: Dollars
    middle: Dollars
    high: Dollars

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if not self.low <= self.middle <= self.high:
            raise ValueError("low, middle and high are out of order")
        return self


class Prices(CitedText):
    """What a first and a later visit cost in one survey."""

    first: Price
    later: Price


class Share(CitedText):
    """What a program leaves to the patient: a deductible in dollars, then a part of each visit in percent."""

    deductible: Dollars
    coinsurance: Annotated[float, Field(ge=0, le=100)]
    visits: Annotated[int, Field(gt=0)]


class VisitUnits(CitedText):
    """How a visit is billed. shortest, longest: the quarters of an hour of a usual one."""

    shortest: Annotated[int, Field(gt=0)]
    longest: Annotated[int, Field(gt=0)]


class Costs(StrictModel):
    """Published prices without insurance; what Medicare has paid, and what it leaves to the patient; how a visit is
    billed.
    """

    cash: Prices
    medicare: Prices
    medicare_share: Share
    visit: VisitUnits

    @property
    def statements(self) -> tuple[CitedText, ...]:
        """Everything in it that has sources."""
        return (self.cash, self.medicare, self.medicare_share, self.visit)


class StateRule(CitedText):
    """What a state requires before or during treatment by an acupuncturist, or that it does not license them.

    physician: what it requires of the referring clinician, where it wants a diagnosis or a referral; licenses: whether
    it licenses acupuncturists at all.
    """

    state: StateCode
    licenses: bool = True
    physician: Localized | None = None


class StateRules(StrictModel):
    """The rules known; nothing is known of a state that is not among them."""

    rules: tuple[StateRule, ...]

    def of(self, states: Container[str]) -> tuple[StateRule, ...]:
        """The rules of these states, in order."""
        return tuple(rule for rule in self.rules if rule.state in states)

    @property
    def without_licences(self) -> frozenset[str]:
        """The states that are reported to license no acupuncturists."""
        return frozenset(rule.state for rule in self.rules if not rule.licenses)


class StateTitle(CitedText):
    """What a state's law says of the titles of those whom it licenses for acupuncture.

    letters: those that it names, as they stand after a name.
    """

    state: StateCode
    letters: tuple[NonBlankText, ...] = ()


class StateTitles(StrictModel):
    """The titles known; of a state that is not among them we have not read the law."""

    titles: tuple[StateTitle, ...]

    @model_validator(mode="after")
    def _one_for_each_state(self) -> Self:
        states = [title.state for title in self.titles]
        if len(states) != len(set(states)):
            raise ValueError("a state is there twice")
        return self
