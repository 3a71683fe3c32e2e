"""What the desk can fetch by itself, at one click or on a schedule, because it is known where the newest file is."""

from typing import NamedTuple

from directory.core.i18n import N_
from directory.core.sources import STATE_LISTS


class KnownFetch(NamedTuple):
    """Something that is known how to fetch.

    source: whose word it is; by_state: a state says which; from_list: a list says where, which somebody has to give.
    """

    name: str
    title: str
    source: str
    by_state: bool = False
    from_list: bool = False


INSURERS = "insurers"
NPPES_WEEKS, NPPES_MONTH, DEACTIVATED, EXCLUDED = "nppes-weeks", "nppes-month", "nppes-deactivated", "leie"
KNOWN_FETCHES = (
    KnownFetch(NPPES_WEEKS, N_("NPPES weekly: what changed since it was read last"), "nppes"),
    KnownFetch(NPPES_MONTH, N_("NPPES monthly: everybody"), "nppes"),
    KnownFetch(DEACTIVATED, N_("CMS’s report of deactivated NPIs"), "nppes-deactivated"),
    KnownFetch(EXCLUDED, N_("The federal list of excluded providers (LEIE)"), "leie"),
    KnownFetch(STATE_LISTS, N_("A state’s list from its open-data portal"), STATE_LISTS, by_state=True),
    KnownFetch(INSURERS, N_("All marketplace insurers of a state, by CMS’s list of them"), "qhp", True, True),
)
DRILL, DRILL_TITLE = "restore-check", N_("Whether a copy can be restored")  # a schedule’s that fetches nothing
FETCH_BY_NAME = {each.name: each for each in KNOWN_FETCHES}
