"""Records while the sample is being made: with the fields of core.practitioner, and changed until they are written."""

from dataclasses import MISSING, Field, dataclass, field, fields, is_dataclass


@dataclass
class Licence:
    """As core.practitioner.Licence."""

    state: str
    number: str
    status: str = "unknown"
    expires_on: str | None = None


@dataclass
class Location:
    """As core.practitioner.Location."""

    address: str
    city: str
    state: str
    postal_code: str | None = None
    phone: str | None = None
    hours: str | None = None


@dataclass
class NegotiatedRate:
    """As core.practitioner.NegotiatedRate."""

    code: str
    amount: float
    kind: str


@dataclass
class PlanTaken:
    """As core.practitioner.PlanTaken."""

    payer: str
    plan: str | None
    network_status: str
    rates: list[NegotiatedRate] = field(default_factory=list)


@dataclass
class Draft:
    """As core.practitioner.Statement."""

    id: str
    npi: str | None
    kind: str
    name: str
    other_names: list[str] = field(default_factory=list)
    credentials: list[str] = field(default_factory=list)
    gender: str | None = None
    locations: list[Location] = field(default_factory=list)
    licences: list[Licence] = field(default_factory=list)
    insurance: list[PlanTaken] = field(default_factory=list)
    languages: list[str] = field(default_factory=list)
    accepting_new_patients: bool | None = None
    telehealth: bool | None = None
    home_visits: bool | None = None
    wheelchair_access: bool | None = None
    website: str | None = None
    email: str | None = None
    first_visit_fee: float | None = None
    later_visit_fee: float | None = None
    updated_on: str | None = None
    confirmed_on: str | None = None


def stated(thing: object) -> object:
    """A dataclass as JSON values, without the fields that have their default."""
    if isinstance(thing, list):
        return [stated(each) for each in thing]
    if not is_dataclass(thing):
        return thing
    values = {field: getattr(thing, field.name) for field in fields(thing)}
    return {field.name: stated(value) for field, value in values.items() if value != default(field)}


def default(field: Field) -> object:
    """What a dataclass field is when nobody says; MISSING where it has to be said."""
    return field.default if field.default_factory is MISSING else field.default_factory()
