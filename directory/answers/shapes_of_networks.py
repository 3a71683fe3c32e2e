"""The shape of the answer to "is this practitioner in this plan's list?"."""

from typing import Annotated, Literal

from msgspec import Meta, Struct

from directory.answers.shapes import EditionShape

Text = str | None
Level = Literal["plan", "network", "company"]
LEVEL = (
    "plan: the list names the plan by its number; network: by a name alone, which may be a network's; company: the "
    "company, and not which of its plans"
)
ANSWERS = (
    "listed: the insurer's own list has them in its network; out: that list, or else somebody, says that they are not; "
    "said: somebody else says that they take it; company_only: only the company is named, not this plan; not_stated: "
    "nobody states it, which is no “no”"
)


class AskedNetwork(Struct):
    """A payer of this directory, and one plan of it or null for any."""

    payer: str
    plan: Text


class AskedPlan(Struct):
    """What the words typed for a plan were taken for. networks: none where no list here names it."""

    asked: str
    name: str
    is_guess: Annotated[bool, Meta(description="true where it does not go by this name: show for what it was taken")]
    program: Text
    networks: list[AskedNetwork]
    offered: Annotated[list[str], Meta(description="names that may be meant, where no list names what was typed")]


class NetworkWord(Struct):
    """What a source says now."""

    payer: str
    plan: Text
    plan_id: Text
    tier: Text
    network_status: str
    starts_on: Text
    ends_on: Text
    level: Annotated[Level, Meta(description=LEVEL)]
    source: str
    said_by: str
    as_of: str


class ListedDay(Struct):
    """Whether a list of a day had them. named: false is said of files only that were the whole of a list."""

    as_of: str
    source: str
    payer: str
    plan: Text
    named: bool


class NetworkAnswer(Struct):
    """Whether a practitioner is in a plan's list, as of when, by whose word; and in which lists before."""

    edition: EditionShape
    npi: str
    id: str
    name: str
    plan: AskedPlan
    answer: Annotated[
        Literal["listed", "out", "said", "company_only", "not_stated"],
        Meta(description=ANSWERS),
    ]
    level: Annotated[Level | None, Meta(description=LEVEL)]
    source: Text
    said_by: Text
    as_of: Text
    says: Annotated[str, Meta(description="the same in plain sentences")]
    statements: Annotated[list[NetworkWord], Meta(description="every word of it, the one that decides first")]
    history: Annotated[list[ListedDay], Meta(description="the newest first, up to 24 files of each list")]
