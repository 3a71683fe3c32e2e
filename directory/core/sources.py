"""Every source of statements: how data and addresses name it, how people read it, and who stands behind its word."""

from typing import Literal, NamedTuple

from directory.core.i18n import N_


class Source(NamedTuple):
    """A source. name: as the command line and every fact's `source` say it; title: in a sentence for people.

    said_by: whose word it is: "practitioner", "board", "payer", "society", "admin", or "nobody" where it vouches for no
    listing. states: the facts (core/facts.py) that its statements may hold; none where it makes no statements
    (core/orderers.py). dated_by: "file" where a statement is as of its file's day; "record" where it has a day of its
    own, of its last change or confirmation; "nppes" where it is part of what NPPES's main file says, and as old as
    that. publisher: whom its files come from, and how often; address:
    where they are found, "" where nobody publishes them for all; newest: the newest one, where that is always at the
    same address; command: what imports a new one. limit_days: how old
    the day that its newest file speaks of may be before somebody should see to it: one edition may be missed, two not;
    None where there is no next edition to wait for.
    """

    name: str
    title: str
    said_by: str
    states: frozenset[str]
    dated_by: Literal["file", "record", "nppes"] = "file"
    made_up: bool = False
    publisher: str = ""
    address: str = ""
    newest: str = ""
    command: str = ""
    limit_days: int | None = None

    @property
    def lists_networks(self) -> bool:
        """Whether "in network" is the payer's own word; the made-up sample plays a payer, too."""
        return self.said_by == "payer" or self.made_up


PRACTICE = frozenset(
    ("npi", "name", "kind", "gender", "credentials", "languages", "locations", "insurance", "accepting_new_patients")
)
OFFERED = frozenset(
    ("telehealth", "home_visits", "wheelchair_access", "website", "email", "first_visit_fee", "later_visit_fee")
)
OWN = frozenset(("sliding_scale", "booking_link", "getting_there", "techniques", "conditions", "description"))
PHOTOGRAPH = frozenset(("photograph", "photograph_words"))
NPPES_FILES = "https://download.cms.gov/nppes/NPI_Files.html"
# Days. Two editions, and some for their being published: CMS's weekly file speaks of the Sunday before, monthly ones of
# days up to two weeks back. The yearly file of a year comes in the middle of the year after next.
WEEKLY_LIMIT, MONTHLY_LIMIT, YEARLY_LIMIT, ROSTER_LIMIT = 21, 75, 1000, 400

SOURCES = (
    Source(
        "nppes",
        N_("NPPES, the federal register of health care providers"),
        "practitioner",
        frozenset(
            (
                *("npi", "name", "kind", "gender", "credentials", "other_names", "locations", "licences", "updated_on"),
                *("registrations", "parent_organization"),
            )
        ),
        dated_by="record",
        publisher="CMS: everybody once a month, changes once a week",
        address=NPPES_FILES,
        command="import nppes FILE",
        limit_days=WEEKLY_LIMIT,
    ),
    Source(
        "nppes-locations",
        N_("NPPES, further practice locations"),
        "practitioner",
        frozenset(("npi", "locations")),
        dated_by="nppes",
        publisher="CMS, in the ZIP of NPPES",
        address=NPPES_FILES,
        command="import nppes FILE",
        limit_days=MONTHLY_LIMIT,
    ),
    Source(
        "nppes-names",
        N_("NPPES, further names of organizations"),
        "practitioner",
        frozenset(("npi", "other_names", "registrations")),
        dated_by="nppes",
        publisher="CMS, in the ZIP of NPPES",
        address=NPPES_FILES,
        command="import nppes FILE",
        limit_days=MONTHLY_LIMIT,
    ),
    Source(
        "nppes-endpoints",
        N_("NPPES, addresses of electronic mail"),
        "practitioner",
        frozenset(("npi", "direct_address", "website")),
        dated_by="nppes",
        publisher="CMS, in the ZIP of NPPES",
        address=NPPES_FILES,
        command="import nppes FILE",
        limit_days=MONTHLY_LIMIT,
    ),
    Source(
        "nppes-deactivated",
        N_("CMS's report of deactivated NPIs"),
        "nobody",
        frozenset(("npi",)),
        publisher="CMS, once a month",
        address=NPPES_FILES,
        command="import nppes-deactivated FILE",
        limit_days=MONTHLY_LIMIT,
    ),
    Source(
        "leie",
        N_("the federal list of excluded providers (LEIE)"),
        "nobody",
        frozenset(("npi",)),
        publisher="OIG of HHS, once a month",
        address="https://oig.hhs.gov/exclusions/exclusions_list.asp",
        newest="https://oig.hhs.gov/exclusions/downloadables/UPDATED.csv",
        command="import leie FILE",
        limit_days=MONTHLY_LIMIT,
    ),
    Source(
        "opt-out",
        N_("CMS's list of opt-out affidavits"),
        "practitioner",
        frozenset(("npi", "medicare_opt_out_starts_on", "medicare_opt_out_ends_on")),
        publisher="CMS, once a month",
        address="https://data.cms.gov/search?keywords=opt+out+affidavits",
        command="import opt-out FILE",
        limit_days=MONTHLY_LIMIT,
    ),
    Source(
        "order-and-referring",
        N_("Medicare's list of who may order and refer"),
        "nobody",
        frozenset(),
        publisher="CMS, twice a week",
        address="https://data.cms.gov/search?keywords=order+and+referring",
        command="import order-and-referring FILE",
        limit_days=WEEKLY_LIMIT,
    ),
    Source(
        "part-b",
        N_("Medicare's yearly file of what was billed"),
        "payer",
        frozenset(("npi", "name", "kind", "credentials", "locations", "medicare_services")),
        publisher="CMS, once a year",
        address="https://data.cms.gov/search?keywords=by+provider+and+service",
        command="import part-b FILE",
        limit_days=YEARLY_LIMIT,
    ),
    Source(
        "doctors",
        N_("Medicare's list of doctors and clinicians"),
        "practitioner",
        frozenset(("npi", "name", "locations", "accepts_assignment")),
        publisher="CMS, twice a month",
        address="https://data.cms.gov/provider-data/dataset/mj5m-pzi6",
        command="import doctors FILE",
        limit_days=MONTHLY_LIMIT,
    ),
    Source(
        "licences",
        N_("the state licensing board"),
        "board",
        frozenset(("name", "kind", "credentials", "other_names", "locations", "licences", "updated_on")),
        publisher="each state’s board",
        command="import licences FILE --state XX",
        limit_days=MONTHLY_LIMIT,
    ),
    Source(
        "qhp",
        N_("a marketplace insurer's directory"),
        "payer",
        PRACTICE,
        dated_by="record",
        publisher="each insurer on HealthCare.gov, once a month; CMS lists them in its Machine-Readable URL PUF",
        address="https://www.cms.gov/marketplace/resources/data/public-use-files",
        command="import qhp --registry PUF.xlsx --state XX",
        limit_days=MONTHLY_LIMIT,
    ),
    Source(
        "plan-net",
        N_("a payer’s own directory"),
        "payer",
        PRACTICE | {"other_names", "licences", "telehealth", "wheelchair_access", "website", "email", "updated_on"},
        dated_by="record",
        publisher="each payer’s FHIR server; Medicare Advantage: an index of each contract; its page says where",
        command="import plan-net https://…/H1234/2026/index.json",
        limit_days=MONTHLY_LIMIT,
    ),
    Source(
        "tic",
        N_("an insurer’s file of the rates it has agreed"),
        "payer",
        frozenset(("npi", "insurance")),
        publisher="each insurer, once a month (Transparency in Coverage); its website says where",
        command="import tic https://…/index.json --plans NAME",
        limit_days=MONTHLY_LIMIT,
    ),
    Source(
        "roster",
        N_("a society's membership list"),
        "society",
        frozenset(("name", "kind", "credentials", "locations")),
        publisher="the society: ask it for its members",
        command="import roster FILE",
        limit_days=ROSTER_LIMIT,
    ),
    Source(
        "csv",
        N_("a table imported by the admin"),
        "admin",
        PRACTICE | OFFERED | {"other_names", "licences"},
        dated_by="record",
        publisher="you",
        command="import csv FILE --map MAP",
    ),
    Source(
        "admin",
        N_("the admin of this directory"),
        "admin",
        OFFERED | {"npi", "other_names", "locations", "insurance", "accepting_new_patients"},
        publisher="you, on the page of a listing under /admin/listings",
    ),
    Source(
        "claims",
        N_("the practice itself"),
        "practitioner",
        OFFERED | OWN | PHOTOGRAPH | {"npi", "locations", "accepting_new_patients", "insurance", "languages"},
        publisher="who has claimed a listing, on their account’s page",
    ),
    Source(
        "sample",
        N_("the made-up sample"),
        "nobody",
        PRACTICE | OFFERED | OWN | {"other_names", "licences", "updated_on"},
        made_up=True,
    ),
)
ADMIN = "admin"  # the source of what admins state on a listing's own page
ROSTER = "roster"  # the source whose files are societies' lists of their members
CLAIMS = "claims"  # the source of what a practice states of its own listing
ON_PAGES = frozenset((ADMIN, CLAIMS))  # whose statements are made of a listing, and follow it
ORDERERS = "order-and-referring"  # the source of who may order and refer for Medicare's patients
STATE_LISTS = "licences"  # the source whose files are each one state's list
BY_NAME = {source.name: source for source in SOURCES}
INSURERS = tuple(source.name for source in SOURCES if source.said_by == "payer" and "insurance" in source.states)
REAL = tuple(source.name for source in SOURCES if source.command)  # whose files can be imported
WORD_OF = {"nppes-api": "nppes"}  # what else can be imported, and the source whose word it is
IMPORTED = (*REAL, *WORD_OF)


def stated_by(imported: str) -> str:
    """The source that states what is in files which are imported under this name."""
    return WORD_OF.get(imported, imported)
