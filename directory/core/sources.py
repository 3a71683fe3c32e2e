"""Every source of statements: how data and addresses name it, how people read it, and who stands behind its word."""

from typing import NamedTuple

from directory.core.i18n import N_


class Source(NamedTuple):
    """A source. name: as the command line and every fact's `source` say it; title: in a sentence for people.

    said_by: whose word it is: "practitioner", "board", "payer", "society", "admin", or "nobody" where it vouches for no listing.
    """

    name: str
    title: str
    said_by: str
    made_up: bool = False


SOURCES = (
    Source("nppes", N_("NPPES, the federal register of health care providers"), "practitioner"),
    Source("nppes-locations", N_("NPPES, further practice locations"), "practitioner"),
    Source("nppes-names", N_("NPPES, further names of organizations"), "practitioner"),
    Source("nppes-deactivated", N_("CMS's report of deactivated NPIs"), "nobody"),
    Source("licences", N_("the state licensing board"), "board"),
    Source("qhp", N_("a marketplace insurer's directory"), "payer"),
    Source("plan-net", N_("a payer’s own directory"), "payer"),
    Source("roster", N_("a society's membership list"), "society"),
    Source("csv", N_("a table imported by the admin"), "admin"),
    Source("sample", N_("the made-up sample"), "nobody", made_up=True),
)
BY_NAME = {source.name: source for source in SOURCES}
REAL = tuple(source.name for source in SOURCES if not source.made_up)
