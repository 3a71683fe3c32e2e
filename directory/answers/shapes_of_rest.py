"""The shapes of what is not about one listing: sources, status, accuracy, coverage, problems."""

from typing import Annotated, Literal

import msgspec
from msgspec import UNSET, Meta, Struct, UnsetType

from directory.answers.shapes import CURSOR, NEXT, EditionShape
from directory.core.taxonomy import KINDS
from directory.store.listings.quality import MEASURES

Text = str | None
ByKind = msgspec.defstruct("ByKind", [(kind, int) for kind in KINDS], namespace={"__doc__": "Listings of each kind."})
KnownShape = msgspec.defstruct(
    "KnownShape", [(name, int) for name in MEASURES], namespace={"__doc__": "Of how many listings that is known."}
)


class FileAge(Struct):
    """How old the newest file of a source, or of a part of it (a state, an insurer), is, and its limit in days."""

    source: str
    part: str
    as_of: str
    limit_days: int | None
    too_old: bool


class AccuracyShape(Struct):
    """What calls to a random sample of places found. Shares are [share, low, high] of those reached, 95 % intervals."""

    closed_on: str
    drawn_on: str
    population: Annotated[int, Meta(description="places that the sample was drawn from")]
    seed: Annotated[int, Meta(description="the sample can be drawn again with it")]
    places: int
    reached: int
    unreachable: int
    open: int
    wrong: list[float] | None
    preventing: list[float] | None
    at_most_wrong: list[float] | None
    by_worst: dict[str, int]
    called_twice: int
    kappa: float | None
    wrong_weighted: Annotated[
        list[float] | UnsetType | None, Meta(description="as if each state had answered as another")
    ] = UNSET
    preventing_weighted: list[float] | UnsetType | None = UNSET


class StatusAnswer(Struct):
    """How much there is, how old it is, and of how many listings something is known."""

    edition: EditionShape
    made_up: bool
    published_at: str
    listings: int
    locations: int
    by_kind: ByKind  # type: ignore[valid-type]  # made above, of the table of kinds
    sources: list[FileAge]
    known: KnownShape  # type: ignore[valid-type]
    accuracy: AccuracyShape | None


class SourceShape(Struct):
    """A source whose word stands in the directory."""

    source: Annotated[str, Meta(description="as every fact names it")]
    title: str
    said_by: Annotated[str, Meta(description="practitioner, board, payer, society, admin or nobody")]
    as_of: str
    listings: int
    publisher: str
    address: str
    facts: list[str]
    files: list[FileAge]


class SourcesAnswer(Struct):
    """Every source whose word stands in the directory."""

    edition: EditionShape
    results: list[SourceShape]


class AccuracyAnswer(Struct):
    """Every measurement, the newest first; none where it was never measured."""

    edition: EditionShape
    results: list[AccuracyShape]


class EditionChanges(Struct):
    """How many listings changed with an edition."""

    published_at: str
    new: int
    left: int
    changed: int


class ChangeShape(Struct):
    """That a listing is new, left, or says something else; of who left neither name nor reason is told."""

    edition: Annotated[str, Meta(description="when the edition with the change was published")]
    id: str
    change: Literal["new", "left", "changed"]
    state: Annotated[Text, Meta(description="of the first place")]


class ChangesAnswer(Struct):
    """A page of changes, the oldest first. All that changed after `since` is kept; earlier ones are not."""

    edition: EditionShape
    since: str
    editions: list[EditionChanges]
    results: list[ChangeShape]
    cursor: Annotated[Text, Meta(description=CURSOR)]
    next: Annotated[Text, Meta(description=NEXT)]


class CitedFrom(Struct):
    """Where a statement comes from. confidence: P where the rule itself was read, S where somebody reports it."""

    title: str
    url: str
    dated: Text
    confidence: str
    as_of: str
    review_by: str


class CitedStatement(Struct):
    """A sentence, and what it rests on."""

    text: str
    sources: list[CitedFrom]


class RuleShape(CitedStatement):
    """The rule that fits, and the states it is for."""

    states: list[str]


class ProgramShape(Struct):
    """Who pays."""

    id: str
    name: str


class SituationShape(Struct):
    """The situation as it was understood; null where nothing was said."""

    program: Text
    state: Text
    condition: Text
    workers: str | None
    funded: str | None
    weeks: int | None
    cause: Text
    kind: Text
    visits_used: int | None
    better: bool | None


class CoverageShape(Struct):
    """What a plan is likely to pay, as its rule says; never that it is covered."""

    asked: SituationShape
    program: ProgramShape
    verdict: str
    reasons: list[CitedStatement]
    rule: RuleShape
    limits: list[str]
    notes: list[CitedStatement]
    steps: list[CitedStatement]
    questions: list[str]
    instead: list[str]


class WrongParameter(Struct):
    """A parameter at fault, and what it may be."""

    parameter: str
    detail: str


class ProblemShape(Struct):
    """What is wrong, as RFC 9457 writes it."""

    type: str
    title: str
    status: int
    detail: str
    errors: list[WrongParameter] | UnsetType = UNSET
