"""The cards of known sources: what each is, how old it is here, and what of it can be fetched at one click."""

from typing import NamedTuple

from directory.core.addresses import STATES
from directory.core.dates import days_since
from directory.core.i18n import N_
from directory.core.known_fetches import FETCH_BY_NAME, KNOWN_FETCHES, KnownFetch
from directory.core.licence_layout import LicenceLayout
from directory.core.sources import IMPORTED, SOURCES, STATE_LISTS, Source
from directory.store.imports.last_read import LastRead, last_read_at
from directory.store.reference import files as reference
from directory.web.shell.language import translated
from directory.web.shell.site import site

PUBLISHERS = (  # as core/sources.py has them, to be translated; a test finds what is missing
    N_("CMS: everybody once a month, changes once a week"),
    N_("CMS, in the ZIP of NPPES"),
    N_("CMS, once a month"),
    N_("CMS, twice a month"),
    N_("CMS, twice a week"),
    N_("CMS, once a year"),
    N_("OIG of HHS, once a month"),
    N_("each state’s board"),
    N_("each insurer on HealthCare.gov, once a month; CMS lists them in its Machine-Readable URL PUF"),
    N_("each payer’s FHIR server; Medicare Advantage: an index of each contract; its page says where"),
    N_("each insurer, once a month (Transparency in Coverage); its website says where"),
    N_("the society: ask it for its members"),
    N_("you"),
    N_("you, on the page of a listing under /admin/listings"),
    N_("who has claimed a listing, on their account’s page"),
)


class SourceCard(NamedTuple):
    """A source, or a state's list where it has a layout. read: what was read of it last; fetches: the buttons."""

    source: Source
    layout: LicenceLayout | None
    read: LastRead | None
    fetches: list[KnownFetch]

    @property
    def is_too_old(self) -> bool:
        """Whether what was read is older than the source's limit."""
        limit = self.source.limit_days
        return bool(self.read and limit and days_since(self.read.as_of) > limit)


def source_cards() -> tuple[list[SourceCard], list[SourceCard]]:
    """(a card of each source whose files are published for all or for one, a card of each state's list)."""
    read: dict[object, LastRead] = {}
    for each in last_read_at(site().settings.imports_db):  # the oldest first: the newest stays
        read[each.source] = read[each.source, each.part] = each
    cards = [
        SourceCard(source, None, read.get(source.name), _fetches(source))
        for source in SOURCES
        if source.publisher and source.name in IMPORTED and source.name != STATE_LISTS
    ]
    boards = next(source for source in SOURCES if source.name == STATE_LISTS)
    fetch = FETCH_BY_NAME[STATE_LISTS]
    return cards, [
        SourceCard(boards, layout, read.get((STATE_LISTS, layout.state)), [fetch] if layout.portal else [])
        for layout in reference.licence_layouts()
    ]


def _fetches(source: Source) -> list[KnownFetch]:
    """What of a source needs nothing but a click."""
    return [each for each in KNOWN_FETCHES if each.source == source.name and not each.from_list]


def fetch_title(known: str, states: list[str] | None) -> str:
    """What is fetched, in words for people."""
    fetch, state = FETCH_BY_NAME.get(known), next(iter(states or []), "")
    if not fetch:
        return known
    if fetch.from_list:
        return f"{STATES.get(state, state)}: {translated(fetch.title)}"
    if fetch.by_state and state in reference.licence_states():
        return f"{STATES[state]}: {translated(reference.licence_layout(state).title)}"
    return translated(fetch.title)
