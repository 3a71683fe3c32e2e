"""The record at the centre of everything: what one source states of a practitioner, and what the directory shows.

A `Statement` is one source's word. Resolving finds whose it is, merging makes a `Practitioner` of all about one: a
listing, in which every fact keeps source and date. Dates are ISO text. None: the source does not say, never no.

None of these can hold itself, so Python's collector of what refers to itself passes them over (gc=False): a page of
results is a thousand of them.
"""

from typing import NamedTuple

import msgspec
from msgspec import UNSET, Struct, UnsetType

from directory.core.facts import Facts
from directory.core.medicare_service import MedicareService
from directory.core.negotiated_rate import NegotiatedRate
from directory.core.registration import Registration

Period = tuple[str | None, str | None]  # the first and the last day, None where it is open


# Written with all its fields: msgspec tells whether a text is the default by identity, not by its letters.
class Licence(Struct, frozen=True, gc=False):
    """A state's permission to practise.

    `status` is "unknown" unless a licence board, or an admin's own table, said it.
    """

    state: str
    number: str
    status: str = "unknown"
    expires_on: str | None = None


class Location(Struct, frozen=True, gc=False, omit_defaults=True):
    """A place where patients are seen, never a mailing address. `phone` and `fax` are E.164, the fax for letters only.

    starts_on, ends_on: the first and the last day there, where the source tells. hours: as core.office_hours writes
    them; "" in a practice's own word: what others state is not so. on_file: the address that a licensee gave the board,
    listed only where nobody states a place of practice. accepting: new patients at this very place, where the practice
    says so place by place. phone_unsaid: the practice speaks of the place and not of its phone: others' word stands.
    """

    address: str
    city: str
    state: str
    postal_code: str | None = None
    phone: str | None = None
    starts_on: str | None = None
    ends_on: str | None = None
    on_file: bool = False
    hours: str | None = None
    accepting: bool | None = None
    fax: str | None = None
    phone_unsaid: bool = False


class PlanTaken(Struct, frozen=True, gc=False, omit_defaults=True):
    """A plan and whether the practitioner is in its network: "in", "out" or "unknown".

    plan_id: the plan's number, as a patient's card has it: the marketplace's (HIOS) or the payer's own. tier: the part
    of the network that the practitioner is in, in the payer's own words. starts_on, ends_on: the first and the last day
    of it, where the source tells. rates: what the plan pays them for acupuncture, of each code the price in the office
    first.
    """

    payer: str
    plan: str | None
    network_status: str
    plan_id: str | None = None
    tier: str | None = None
    starts_on: str | None = None
    ends_on: str | None = None
    rates: tuple[NegotiatedRate, ...] = ()


REMOVALS = ("request", "retired", "deceased", "check")  # the last: until somebody has looked


class Statement(Facts, frozen=True, kw_only=True, omit_defaults=True):
    """What one source says of one practitioner.

    id: the NPI where there is one, else the source's own name for the practitioner (a board's: STATE-LICENCENUMBER).
    kind: one of taxonomy.KINDS, "" in a statement that only adds to what others say. other_names: former and
    doing-business-as names. ended_phones: in use no more. confirmed_on: when a licence board, a payer or the
    practitioner last said that it is right. deactivated_on: since when the NPI is not in use. excluded_on: the day
    from which federal health programs pay nothing for what the practitioner does; whoever is excluded is not listed.
    removed_on, removed_because: since when an admin, or their own wish, keeps them out of the directory, and a word why
    (REMOVALS). denied: what others state and the practice or an admin says is not so, (fact, value as text). earlier:
    what a practice said on earlier ISO days, and not anew, without plans; plans_said_on: of its plans, if another day.
    """

    id: str
    credentials: tuple[str, ...] = ()
    other_names: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    locations: tuple[Location, ...] = ()
    ended_phones: tuple[str, ...] = ()
    licences: tuple[Licence, ...] = ()
    insurance: tuple[PlanTaken, ...] = ()
    medicare_services: tuple[MedicareService, ...] = ()
    registrations: tuple[Registration, ...] = ()
    confirmed_on: str | None = None
    deactivated_on: str | None = None
    excluded_on: str | None = None
    removed_on: str | None = None
    removed_because: str = ""
    denied: tuple[tuple[str, str], ...] = ()
    earlier: tuple[tuple[str, "Statement"], ...] = ()
    plans_said_on: str | None = None


class SourcedStatement(NamedTuple):
    """A statement with whose word it is, as of which day, and of whom.

    practitioner_id: whose statement it is. plan_list: the number of its list of plans in imports.db, None where it
    names none; the plans themselves are not in the statement, since thousands share a list.
    """

    practitioner_id: str
    source: str
    as_of: str
    statement: Statement
    plan_list: int | None

    @property
    def ref(self) -> str:
        """Its own name, SOURCE:ID."""
        return f"{self.source}:{self.statement.id}"


class AlsoStated(Struct, frozen=True, gc=False, kw_only=True, omit_defaults=True):
    """What another source says of the same entry of a list: only the values that differ."""

    source: str
    as_of: str
    address: str | UnsetType = UNSET
    city: str | UnsetType = UNSET
    postal_code: str | UnsetType | None = UNSET
    phone: str | UnsetType | None = UNSET
    number: str | UnsetType = UNSET
    status: str | UnsetType = UNSET
    expires_on: str | UnsetType | None = UNSET
    network_status: str | UnsetType = UNSET
    tier: str | UnsetType | None = UNSET
    hours: str | UnsetType | None = UNSET
    accepting: bool | UnsetType | None = UNSET
    fax: str | UnsetType | None = UNSET
    starts_on: str | UnsetType | None = UNSET
    ends_on: str | UnsetType | None = UNSET
    rates: tuple[NegotiatedRate, ...] | UnsetType = UNSET


class ListedLicence(Licence, frozen=True, kw_only=True, omit_defaults=True):
    """A licence as a listing shows it. confirmed_on, confirmed_by: when a board last called it active, and the source
    that says so. counts_from, counts_until: the first and the last day on which this word of it counts before the
    others' (core.freshness); None where it is open, and in every listing as it is read.
    """

    status: str
    source: str
    as_of: str
    confirmed_on: str | None = None
    confirmed_by: str | None = None
    also: tuple[AlsoStated, ...] = ()
    counts_from: str | None = None
    counts_until: str | None = None


class ListedLocation(Location, frozen=True, kw_only=True, omit_defaults=True):
    """A location as a listing shows it, with its point: degrees, and precision "rooftop", "street", "zip" or "city";
    None where it cannot be placed. confirmed_on, confirmed_by: when somebody last said that this very address and
    phone are right, and the source that says so; …_as_of, …_by: of the hours, of new patients, of the fax, and of the
    phone where `source` states none. counts_from, counts_until: see ListedLicence.
    """

    source: str
    as_of: str
    confirmed_on: str | None = None
    confirmed_by: str | None = None
    hours_by: str | None = None
    hours_as_of: str | None = None
    accepting_by: str | None = None
    accepting_as_of: str | None = None
    phone_by: str | None = None
    phone_as_of: str | None = None
    fax_by: str | None = None
    fax_as_of: str | None = None
    also: tuple[AlsoStated, ...] = ()
    latitude: float | None = None
    longitude: float | None = None
    precision: str | None = None
    counts_from: str | None = None
    counts_until: str | None = None


class ListedPlan(PlanTaken, frozen=True, kw_only=True, omit_defaults=True):
    """A plan as a listing shows it. counts_from, counts_until: see ListedLicence."""

    source: str
    as_of: str
    also: tuple[AlsoStated, ...] = ()
    counts_from: str | None = None
    counts_until: str | None = None


class LostValue(Struct, frozen=True, gc=False):
    """A value that another source states and the listing does not show, for another word counts before it."""

    value: str | bool | float
    source: str
    as_of: str


class Origin(Struct, frozen=True, gc=False, omit_defaults=True):
    """Where a fact of a listing comes from, what lost, and which other sources state the same."""

    source: str
    as_of: str
    lost: tuple[LostValue, ...] = ()
    agreeing: tuple[str, ...] = ()


class Turn(Struct, frozen=True, gc=False, omit_defaults=True):
    """The value of a single fact from an ISO day on, since the word before is stale. origin: None on a card."""

    fact: str
    from_day: str
    value: str | bool | float
    origin: Origin | None = None


class Practitioner(Facts, frozen=True, kw_only=True, omit_defaults=True):
    """A listing: what the directory shows of one practitioner or clinic.

    credentials: in one text, as people write them. facts: the origin of each fact but lists whose entries have their
    own. payers: of the plans out of whose network nobody says they are; payer_periods: of those payers all of whose
    plans have a first or a last day, see core.in_force. verified_on: the newest day on which somebody confirmed a
    location or a licence. societies: whose members (core.societies). turns: of single facts, in time. has_turns: some
    day another word counts first (core.freshness), here or in its lists. Neither is in a listing as it is read. A
    card has what `core.facts` puts on it. bare: the register's word alone, of who asked to be removed.
    """

    id: str
    credentials: str = ""
    other_names: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    locations: tuple[ListedLocation, ...] = ()
    licences: tuple[ListedLicence, ...] = ()
    insurance: tuple[ListedPlan, ...] = ()
    medicare_services: tuple[MedicareService, ...] = ()
    registrations: tuple[Registration, ...] = ()
    payers: tuple[str, ...] = ()
    payer_periods: dict[str, tuple[Period, ...]] = msgspec.field(default_factory=dict)
    verified_on: str | None = None
    sources: tuple[str, ...] = ()
    societies: tuple[str, ...] = ()
    facts: dict[str, Origin] = msgspec.field(default_factory=dict)
    turns: tuple[Turn, ...] = ()
    has_turns: bool = False
    bare: bool = False


_encode = msgspec.json.Encoder().encode
_statement = msgspec.json.Decoder(Statement).decode
_practitioner = msgspec.json.Decoder(Practitioner).decode
_plans_taken = msgspec.json.Decoder(tuple[PlanTaken, ...]).decode
_listed_plans = msgspec.json.Decoder(tuple[ListedPlan, ...]).decode


def to_json(record: Statement | Practitioner | tuple[PlanTaken, ...] | tuple[ListedPlan, ...]) -> bytes:
    """A record as JSON; what nobody states is left out."""
    return _encode(record)


def statement_from_json(text: str | bytes) -> Statement:
    """The statement in a JSON text. Raises msgspec.ValidationError where it holds none."""
    return _statement(text)


def practitioner_from_json(text: str | bytes, plans: str | bytes | None = None) -> Practitioner:
    """The listing, or the card, in a JSON text; plans: its list of plans as JSON, where it takes any."""
    listing = _practitioner(text)
    return msgspec.structs.replace(listing, insurance=_listed_plans(plans)) if plans else listing


def listed_plans_from_json(text: str | bytes) -> tuple[ListedPlan, ...]:
    """The list of plans in a JSON text, as a listing shows them."""
    return _listed_plans(text)


def plans_taken_from_json(text: str | bytes) -> tuple[PlanTaken, ...]:
    """The plans in a JSON text, as a statement names them."""
    return _plans_taken(text)
