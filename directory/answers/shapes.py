"""The shapes of all answers, as types: the API's description is made of them, and tests hold each answer to its own."""

from typing import Annotated, Any, get_type_hints

import msgspec
from msgspec import UNSET, Meta, Struct, UnsetType

from directory.answers.listings import MORE_FACTS
from directory.core.facts import BY_NAME, Facts
from directory.core.practitioner import ListedLicence, ListedLocation, ListedPlan
from directory.core.taxonomy import Kind
from directory.search.results_json import API_FACTS

Text = str | None
Maybe = str | UnsetType
CURSOR = "what `cursor` takes for the next page; null on the last one"
NEXT = "the address of the next page; null on the last one"


class EditionShape(Struct):
    """Which edition of the directory answered, and on which day: listings are judged on the day they are read."""

    version: Annotated[str, Meta(description="a hash of all listings: the same edition, the same text")]
    published_at: str
    day: str
    made_up: Annotated[bool, Meta(description="true: the sample directory, in which nobody is real")]


class PlaceShape(Struct):
    """Where distances are measured from."""

    label: str
    latitude: float
    longitude: float
    precision: Annotated[str, Meta(description="zip, city, county, region, state or point")]


class NetworkShape(Struct):
    """An insurer, and one plan of it or null for any."""

    payer: str
    plan: Text


class InsuranceShape(Struct):
    """What the insurance typed was taken for. Without networks no listing names it, and it narrows nothing."""

    name: str
    program: Text
    networks: list[NetworkShape]


class LocationShape(Struct):
    """The practice's nearest place. A member that is absent is not stated by anybody."""

    address: str
    city: str
    state: str
    postal_code: Text
    latitude: float | None
    longitude: float | None
    precision: Annotated[Text, Meta(description="rooftop, street, zip or city: how exact the point is")]
    phone: Annotated[Text, Meta(description="E.164")]
    hours: Maybe = UNSET
    hours_by: Maybe = UNSET
    hours_as_of: Maybe = UNSET
    phone_by: Maybe = UNSET
    phone_as_of: Maybe = UNSET
    on_file: bool | UnsetType = UNSET


class InsurerOfListing(Struct):
    """With plans=summary: an insurer, how many of its plans are named, and how many of them in network."""

    payer: str
    plans: int
    in_network: int
    as_of: str


class PriceShape(Struct):
    """What so many minutes in the office cost at the lowest price that a plan has agreed."""

    dollars: float
    minutes: int


class LostShape(Struct):
    """What another source states, and the rule by which it is not shown."""

    value: Any
    source: str
    as_of: str
    rule: str


class FactShape(Struct):
    """A fact, whose word it is, of which day, and what lost."""

    value: Any
    source: str
    as_of: str
    lost: list[LostShape]
    agreeing: list[str] | UnsetType = UNSET


def _fact_fields(names: tuple[str, ...]) -> list[tuple[str, Any, Any]]:
    """Fields for these facts of the table of facts; all may be absent, where `fields` leaves them out."""
    types = get_type_hints(Facts) | {"credentials": str, "other_names": list[str], "languages": list[str]}
    found = []
    for name in names:
        bare = Kind if name == "kind" else types[name]
        found.append((name, Annotated[bare, Meta(description=BY_NAME[name].label)] | UnsetType, UNSET))
    return found


_LISTED: list[tuple[str, Any] | tuple[str, Any, Any]] = [
    ("id", Annotated[str, Meta(description="the NPI where there is one, else STATE-LICENSENUMBER; never changes")]),
    *_fact_fields(API_FACTS),
    ("verified_on", Annotated[Text, Meta(description="the newest day on which somebody confirmed a fact")], None),
    ("sources", list[str] | UnsetType, UNSET),
    ("licences", list[ListedLicence] | UnsetType, UNSET),
    ("insurance", list[ListedPlan] | UnsetType, UNSET),
    ("insurers", list[InsurerOfListing] | UnsetType, UNSET),
]
ResultShape = msgspec.defstruct(
    "ResultShape",
    [
        *_LISTED,
        ("distance_miles", float | None, None),
        ("location", LocationShape | None, None),
        ("agreed_price", PriceShape | UnsetType, UNSET),
    ],
    namespace={"__doc__": "Somebody found. Members that `fields` leaves out are absent."},
)
_WHOLE: list[tuple[str, Any] | tuple[str, Any, Any]] = [
    *_LISTED,
    *_fact_fields(MORE_FACTS),
    ("locations", list[ListedLocation] | UnsetType, UNSET),
    ("facts", dict[str, FactShape] | UnsetType, UNSET),
]
ListingShape = msgspec.defstruct(
    "ListingShape", _WHOLE, namespace={"__doc__": "Everything shown of one, and who says it."}
)
OneListing = msgspec.defstruct(
    "OneListing", [("edition", EditionShape), *_WHOLE], namespace={"__doc__": "A listing, and the edition it is of."}
)


class SearchAnswer(Struct):
    """A page of who is found. Where nobody is, `nearest` has the nearest beyond the radius."""

    edition: EditionShape
    place: PlaceShape | None
    radius_miles: float | None
    total: int
    page: int
    pages: int
    results: list[ResultShape]  # type: ignore[valid-type]  # made above, of the table of facts
    nearest: list[ResultShape]  # type: ignore[valid-type]
    cursor: Annotated[Text, Meta(description=CURSOR)]
    next: Annotated[Text, Meta(description=NEXT)]
    insurance: InsuranceShape | UnsetType = UNSET


class ListingsAnswer(Struct):
    """A page of all listings, in the order of their ids."""

    edition: EditionShape
    total: int
    results: list[ListingShape]  # type: ignore[valid-type]
    cursor: Annotated[Text, Meta(description=CURSOR)]
    next: Annotated[Text, Meta(description=NEXT)]


class InsurerShape(Struct):
    """An insurer, how many of its plans listings name, and how many practitioners take one or stand in its own list."""

    payer: str
    plans: int
    practitioners: int
    in_its_list: int


class InsurersAnswer(Struct):
    """A page of the insurers that listings name."""

    edition: EditionShape
    total: int
    results: list[InsurerShape]
    cursor: Annotated[Text, Meta(description=CURSOR)]
    next: Annotated[Text, Meta(description=NEXT)]


class PlanShape(Struct):
    """A plan, its numbers (HIOS), how many take it, and how many of them stand in the insurer's own list."""

    payer: str
    plan: str
    plan_ids: list[str]
    practitioners: int
    in_its_list: int


class PlansAnswer(Struct):
    """A page of an insurer's plans."""

    edition: EditionShape
    total: int
    results: list[PlanShape]
    cursor: Annotated[Text, Meta(description=CURSOR)]
    next: Annotated[Text, Meta(description=NEXT)]
