"""The table of facts: everything a listing says of a practitioner, declared once.

A row says what a value may be, how text becomes it, whose word counts first and for how long, and where it is shown.
Merging, search columns, cards, pages, exports, the API and `why` read this table. To add a fact that has one value: a
row in `Facts`, the sources that state it (core/sources.py), and the template that shows it.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Annotated, Any, Literal, get_type_hints

from msgspec import Struct

from directory.core import dates, direct_addresses, email_addresses, money, names, offered, websites
from directory.core.hashing import content_hash
from directory.core.i18n import N_
from directory.core.licences import comparable as comparable_number
from directory.core.sources import SOURCES
from directory.core.streets import comparable as comparable_street
from directory.core.streets import place_key

YEAR = 365  # days
FRESH_DAYS = 90  # within which a plan has to confirm its directory (42 USC 300gg-115(a)(2))
ANSWERS = (None, True, False)  # unknown, yes, no
GENDERS = (None, "female", "male")

Combine = Literal["first", "all", "entries"]


@dataclass(frozen=True)
class Fact:
    """One row.

    label: what pages call it. ranks: the sources that may state it, the one whose word counts first before the others.
    fresh_days: a statement keeps its rank until it is older than this on the day of reading (None: always); after that
    any newer one comes before it, see core.freshness. A statement is as old as its record, see Source.dated_by.
    confirming: the sources whose confirmation is one of this fact, and confirmed_with: the fields of an entry in which
    they have to agree with what is shown. silent_where: the field of an entry, and its value, by which nothing is said
    of what people ask; however fresh, such a word comes after all others. filled: the fields of an entry that a later
    word gives where the first does not state them. combine: "first", one value, the first statement's; "all", every
    value that is stated; "entries", a list whose entries keep their own sources. same: what makes two entries one.
    clean: the value that a source's text stands for; raises ValueError where it stands for none.
    choices: the values that a search column distinguishes, () where it is not searched. on_card: a search result shows
    it. in_exports, in_api: CSV and GeoJSON files, results of the API have it, under its name. shows_lost: a page tells
    what other sources say.
    """

    label: str
    ranks: tuple[str, ...]
    fresh_days: int | None = None
    confirming: tuple[str, ...] = ()
    confirmed_with: tuple[str, ...] = ()
    silent_where: tuple[str, str | bool] | None = None
    filled: tuple[str, ...] = ()
    combine: Combine = "first"
    same: Callable[[Any], tuple[object, ...]] | None = None
    clean: Callable[[str], Any] | None = None
    choices: tuple[object, ...] = ()
    on_card: bool = False
    in_exports: bool = False
    in_api: bool = False
    shows_lost: bool = True
    name: str = ""


def gender_of(text: str) -> str | None:
    """The gender that F or M stands for; None for anything else, which registers use for "not told"."""
    return {"F": "female", "M": "male"}.get(text.upper())


def same_location(place: Any) -> tuple[object, ...]:
    """What two places have in common that are one: street, city and state, as they are compared."""
    return comparable_street(place.address), place_key(place.city), place.state


def _same_licence(licence: Any) -> tuple[object, ...]:
    return licence.state, comparable_number(licence.state, licence.number)


def _same_plan(taken: Any) -> tuple[object, ...]:
    return taken.payer, taken.plan, taken.plan_id


# People know best who they are; a payer knows what it pays, and asks its practitioners every FRESH_DAYS whether they
# take new patients; a table that an admin imported counts last, for nobody knows how it came about.
# What an admin states on a listing's own page mends what the others say, with its reason, and so counts first.
NAMING = ("nppes", "licences", "roster", "csv", "plan-net", "qhp", "part-b", "sample")
REGISTERED = (
    *("nppes", "nppes-names", "nppes-locations", "nppes-endpoints", "csv", "plan-net", "qhp", "tic"),
    *("nppes-deactivated", "leie", "opt-out", "part-b", "doctors", "admin", "claims", "sample"),
)
# A practice knows best where and when it can be reached. What an admin states mends what others say; of a practice that
# states what is wrong, the admin takes its word back.
PAGES = ("claims", "admin")
OWN = ("claims", "sample")  # what only the practice can know
ANSWERING = ("plan-net", "qhp", "csv", "sample")


class Facts(Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """The facts that have one value each, as statements and listings hold them; None or "" where nobody states them."""

    npi: Annotated[str | None, Fact("NPI", REGISTERED, in_exports=True, in_api=True)] = None
    name: Annotated[str, Fact(N_("name"), (*NAMING, "doctors"), on_card=True, in_exports=True, in_api=True)] = ""
    kind: Annotated[
        str,
        Fact(  # a society knows a physician whom NPPES has as an acupuncturist
            N_("kind of practitioner"),
            ("roster", "nppes", "licences", "csv", "plan-net", "qhp", "part-b", "sample"),
            on_card=True,
            in_exports=True,
            in_api=True,
        ),
    ] = ""
    gender: Annotated[
        str | None,
        Fact(N_("gender"), ("nppes", "csv", "plan-net", "qhp", "sample"), clean=gender_of, choices=GENDERS),
    ] = None
    accepting_new_patients: Annotated[
        bool | None,
        Fact(N_("new patients"), (*PAGES, *ANSWERING), YEAR // 2, choices=ANSWERS, on_card=True, in_exports=True),
    ] = None
    telehealth: Annotated[
        bool | None,
        Fact(N_("telehealth"), (*PAGES, "plan-net", "csv", "sample"), YEAR, choices=ANSWERS, in_exports=True),
    ] = None
    home_visits: Annotated[
        bool | None, Fact(N_("home visits"), (*PAGES, "csv", "sample"), YEAR, choices=ANSWERS, in_exports=True)
    ] = None
    wheelchair_access: Annotated[
        bool | None,
        Fact(
            N_("wheelchair access"), (*PAGES, "plan-net", "csv", "sample"), 2 * YEAR, choices=ANSWERS, in_exports=True
        ),
    ] = None
    website: Annotated[
        str | None,
        Fact(
            N_("website"),
            (*PAGES, "plan-net", "csv", "nppes-endpoints", "sample"),
            2 * YEAR,
            clean=websites.website,
            in_exports=True,
            in_api=True,
        ),
    ] = None
    email: Annotated[  # what the practice publishes: no register's, and never that by which somebody signs in
        str | None,
        Fact(
            N_("e-mail address"),
            (*PAGES, "plan-net", "csv", "sample"),
            2 * YEAR,
            clean=email_addresses.of_practice,
            in_exports=True,
            in_api=True,
        ),
    ] = None
    first_visit_fee: Annotated[
        float | None, Fact(N_("price of the first visit"), (*PAGES, "csv", "sample"), YEAR, clean=money.dollars)
    ] = None
    later_visit_fee: Annotated[
        float | None, Fact(N_("price of a later visit"), (*PAGES, "csv", "sample"), YEAR, clean=money.dollars)
    ] = None
    sliding_scale: Annotated[bool | None, Fact(N_("sliding scale by income"), OWN, YEAR)] = None
    booking_link: Annotated[str | None, Fact(N_("page to book at"), OWN, YEAR, clean=websites.website)] = None
    getting_there: Annotated[str | None, Fact(N_("parking and transit"), OWN, 2 * YEAR, clean=offered.way_there)] = None
    techniques: Annotated[str | None, Fact(N_("techniques"), OWN, 2 * YEAR, clean=offered.techniques)] = None
    conditions: Annotated[
        str | None, Fact(N_("conditions that it says it treats"), OWN, 2 * YEAR, clean=offered.conditions)
    ] = None
    description: Annotated[str | None, Fact(N_("its own description"), OWN, 2 * YEAR, clean=offered.description)] = None
    photograph: Annotated[
        str | None, Fact(N_("photograph"), ("claims",), clean=offered.photograph, shows_lost=False)
    ] = None
    photograph_words: Annotated[
        str | None,
        Fact(N_("what the photograph shows"), ("claims",), clean=offered.photograph_words, shows_lost=False),
    ] = None
    accepts_assignment: Annotated[
        bool | None, Fact(N_("takes what Medicare approves as the whole price"), ("doctors",), YEAR)
    ] = None
    direct_address: Annotated[
        str | None, Fact(N_("Direct address"), ("nppes-endpoints",), clean=direct_addresses.direct_address)
    ] = None
    medicare_opt_out_starts_on: Annotated[
        str | None, Fact(N_("first day out of Medicare"), ("opt-out",), clean=dates.iso, shows_lost=False)
    ] = None
    medicare_opt_out_ends_on: Annotated[
        str | None, Fact(N_("last day out of Medicare"), ("opt-out",), clean=dates.iso, shows_lost=False)
    ] = None
    parent_organization: Annotated[
        str | None, Fact(N_("parent organization"), ("nppes",), clean=names.readable_organisation, shows_lost=False)
    ] = None
    updated_on: Annotated[
        str | None,
        Fact(N_("day of the last change"), ("nppes", "licences", "plan-net", "sample"), shows_lost=False),
    ] = None


def _declared() -> tuple[Fact, ...]:
    hints = get_type_hints(Facts, include_extras=True)
    return tuple(replace(hints[name].__metadata__[0], name=name) for name in Facts.__struct_fields__)


SINGLE_FACTS = _declared()
FACTS = (
    *SINGLE_FACTS,
    Fact(
        N_("credentials"),
        NAMING,  # letters stand in names as well
        combine="all",
        on_card=True,
        in_exports=True,
        in_api=True,
        name="credentials",
    ),
    Fact(
        N_("other names"),
        ("admin", "nppes", "nppes-names", "licences", "csv", "plan-net", "sample"),
        combine="all",
        name="other_names",
    ),
    Fact(N_("languages"), ("claims", *ANSWERING), combine="all", in_exports=True, name="languages"),
    Fact(N_("registration in NPPES"), ("nppes", "nppes-names"), combine="all", name="registrations"),
    Fact(N_("what Medicare was billed for"), ("part-b",), combine="all", name="medicare_services"),
    Fact(
        N_("locations"),
        (
            *(*PAGES, "nppes", "nppes-locations", "plan-net", "qhp", "doctors", "licences", "roster", "csv"),
            *("part-b", "sample"),
        ),
        2 * YEAR,
        confirming=("claims", "admin", "nppes", "plan-net", "qhp", "csv", "sample"),
        confirmed_with=("phone",),
        silent_where=("phone_unsaid", True),
        filled=("phone", "hours", "fax"),
        combine="entries",
        same=same_location,
        on_card=True,
        name="locations",
    ),
    Fact(
        N_("licenses"),
        ("licences", "nppes", "csv", "plan-net", "sample"),
        2 * YEAR,
        confirming=("licences", "sample"),  # nobody else can
        confirmed_with=("status",),
        silent_where=("status", "unknown"),
        combine="entries",
        same=_same_licence,
        on_card=True,
        name="licences",
    ),
    Fact(
        N_("insurance"),
        # A payer's own word before what the practice or a table says of it.
        ("admin", "plan-net", "qhp", "tic", "claims", "csv", "sample"),
        YEAR,
        combine="entries",
        same=_same_plan,
        name="insurance",
    ),
)
BY_NAME = {fact.name: fact for fact in FACTS}


def entry_key(fact: Fact, entry: Any) -> str:
    """What names an entry of a listing's list, also where another publish has put it elsewhere in it."""
    assert fact.same
    return content_hash(repr(fact.same(entry)).encode()).hex()


def check_ranks(facts: tuple[Fact, ...] = FACTS) -> None:
    """Raises ValueError where a source may state a fact for which it has no rank, or has a rank for one that it never
    states.
    """
    for fact in facts:
        stating = {source.name for source in SOURCES if fact.name in source.states}
        if stating != set(fact.ranks):
            wrong = ", ".join(sorted(stating ^ set(fact.ranks)))
            raise ValueError(f"core/facts.py and core/sources.py disagree about who states “{fact.name}”: {wrong}")


check_ranks()
