"""What one source says of one practitioner or clinic, once it has been read and put in order.

All dates are ISO text. None means that the source does not say, which is never the same as no.
"""

from dataclasses import dataclass, field


@dataclass
class Licence:
    """A state's permission to practise. `status` is "unknown" unless a licence board, or an admin's own table, said it."""

    state: str
    number: str
    status: str = "unknown"
    expires_on: str | None = None


@dataclass
class Location:
    """A place where patients are seen, never a mailing address. `phone` is E.164."""

    address: str
    city: str
    state: str
    postal_code: str | None = None
    phone: str | None = None


@dataclass
class Insurance:
    """A plan and whether the practitioner is in its network: "in", "out" or "unknown".

    plan_id: the plan's number, as a patient's card has it: the marketplace's (HIOS) or the payer's own. tier: the part of the
    network that the practitioner is in, in the payer's own words.
    """

    payer: str
    plan: str | None
    network_status: str
    plan_id: str | None = None
    tier: str | None = None


@dataclass
class Listing:
    """One source's statement about one practitioner.

    id: the NPI where there is one, else the source's own name for the practitioner (a licence board's is
    STATE-LICENCENUMBER). kind: one of taxonomy.KINDS, "" in a statement that only adds to what others say. other_names: former and
    doing-business-as names. first_visit_fee, later_visit_fee: what the practice itself asks for a visit, US dollars. updated_on: when the source last changed its record. confirmed_on: when a licence board,
    a payer or the practitioner last said that it is right. deactivated_on: the day from which the NPI is not in use.
    """

    id: str
    npi: str | None
    kind: str
    name: str
    other_names: list[str] = field(default_factory=list)
    credentials: list[str] = field(default_factory=list)
    gender: str | None = None
    locations: list[Location] = field(default_factory=list)
    licences: list[Licence] = field(default_factory=list)
    insurance: list[Insurance] = field(default_factory=list)
    languages: list[str] = field(default_factory=list)
    accepting_new_patients: bool | None = None
    telehealth: bool | None = None
    home_visits: bool | None = None
    wheelchair_access: bool | None = None
    first_visit_fee: float | None = None
    later_visit_fee: float | None = None
    updated_on: str | None = None
    confirmed_on: str | None = None
    deactivated_on: str | None = None
