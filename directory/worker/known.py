"""Fetching what is known how to fetch (core/known_fetches.py): where the newest files are, and whether they are new."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from directory.core import dates
from directory.core.i18n import Message
from directory.core.known_fetches import DEACTIVATED, EXCLUDED, FETCH_BY_NAME, NPPES_MONTH, NPPES_WEEKS
from directory.core.portals import Portal
from directory.core.sources import BY_NAME, NPPES_FILES, STATE_LISTS
from directory.importer.fetching import Downloads
from directory.importer.formats.download import DownloadOptions
from directory.importer.formats.small_file import small_file
from directory.importer.formats.socrata import download_rows, rows_updated_at
from directory.importer.record import FileRefused, WordedError
from directory.importer.sources.nppes import listing
from directory.store.imports.database import Imports, Snapshot
from directory.store.imports.last_read import LastRead, last_read
from directory.store.reference import files as reference
from directory.worker.orders import JobOrder


class NothingNew(WordedError):
    """What would be fetched is here already. The text says of which day."""


class PortalList(NamedTuple):
    """A state's list as its portal has it. imported: the list that stands, if any."""

    portal: Portal
    version: datetime
    name: str
    imported: LastRead | None

    @property
    def day(self) -> str:
        """The ISO day on which its rows last changed."""
        return f"{self.version:%Y-%m-%d}"

    @property
    def is_newer(self) -> bool:
        """Whether it is newer than what stands: of a later day, or the same list's later version of the same day.

        Of the same day nothing else is: its mended rows, or the list as somebody downloaded it, would be lost.
        """
        if not self.imported:
            return True
        same_list = self.name.rpartition("_")[0] == self.imported.file.rpartition("_")[0]
        of_same_day = self.day == self.imported.as_of and same_list and self.name > self.imported.file
        return self.day > self.imported.as_of or of_same_day

    def download(self, folder: Path) -> Path:
        """Writes it into a folder; its path."""
        path = folder / self.name
        download_rows(self.portal, self.version, path)
        return path


def portal_list(state: str, portal: Portal, imports: Imports | None) -> PortalList:
    """A state's list as its portal has it now. The version is part of its name. Raises FileRefused."""
    version = rows_updated_at(portal)
    return PortalList(portal, version, f"{state}_{portal.dataset}_{version:%Y%m%dT%H%M%SZ}.csv", _list(state, imports))


def _list(state: str, imports: Imports | None) -> LastRead | None:
    """The newest list of a state that stands. An update of some rows is none: it stands beside whatever list."""
    newest = last_read(imports.connection, whole=True) if imports else []
    return next((each for each in newest if (each.source, each.part) == (STATE_LISTS, state)), None)


def fetch_known(order: JobOrder, imports: Imports, given: Path, downloads: Downloads) -> JobOrder:
    """The order with what it fetches: addresses of files, or files in the folder `given`.

    Raises NothingNew, and FileRefused where it cannot be found out.
    """
    fetch = FETCHES[order.known]
    source = FETCH_BY_NAME[order.known].source
    return replace(order, source=source, files=fetch(order, imports, given, downloads))


def _state_list(order: JobOrder, imports: Imports, given: Path, _downloads: Downloads) -> list[str]:
    state = next(iter(order.states or []), "")
    portal = reference.licence_layout(state).portal if state in reference.licence_states() else None
    if not portal:
        raise FileRefused("No open-data portal is known for %(state)s.", state=state)
    found = portal_list(state, portal, imports)
    if not found.is_newer:
        raise NothingNew("The list of %(state)s last changed on %(day)s, and is here.", state=state, day=found.day)
    shutil.rmtree(given, ignore_errors=True)
    given.mkdir(parents=True)
    return [str(found.download(given))]


def _nppes_weeks(_order: JobOrder, imports: Imports, _given: Path, downloads: Downloads) -> list[str]:
    until = listing.read_until(each["file"] for each in _standing(imports, "nppes"))
    needed = listing.needed_files(_listed(downloads), until)
    if not needed:
        here = Message("All that CMS lists is here, until %(day)s.", day=dates.in_words(until)) if until else None
        raise NothingNew(here or listing.NO_FILES)
    return [file.address for file in needed]


def _nppes_month(_order: JobOrder, imports: Imports, _given: Path, downloads: Downloads) -> list[str]:
    month = listing.newest_of("month", _listed(downloads))
    return _unless_read("nppes", month, imports)


def _deactivated(_order: JobOrder, imports: Imports, _given: Path, downloads: Downloads) -> list[str]:
    report = listing.newest_of("report", _listed(downloads))
    return _unless_read("nppes-deactivated", report, imports)


def _unless_read(source: str, file: listing.ListedFile | None, imports: Imports) -> list[str]:
    """A file's address. Raises NothingNew where a whole file of its day, or of a later one, stands."""
    if not file:
        raise FileRefused(listing.NO_FILES, NPPES_FILES)
    read = max((each["as_of"] for each in _standing(imports, source) if each["whole"]), default="")
    if read >= file.last:
        raise NothingNew("The newest one is here, as of %(day)s.", day=dates.in_words(read))
    return [file.address]


def _excluded(_order: JobOrder, _imports: Imports, _given: Path, _downloads: Downloads) -> list[str]:
    return [BY_NAME["leie"].newest]


def _listed(downloads: Downloads) -> list[listing.ListedFile]:
    options = DownloadOptions(downloads.folder, most=listing.LARGEST_PAGE, public=downloads.public)
    page = small_file(NPPES_FILES, options, may_be_page=True)
    return listing.listed_files(page.address, page.content)


def _standing(imports: Imports, source: str) -> list[Snapshot]:
    return [each for each in imports.snapshots() if each["source"] == source and not each["withdrawn"]]


FETCHES: dict[str, Callable[[JobOrder, Imports, Path, Downloads], list[str]]] = {
    NPPES_WEEKS: _nppes_weeks,
    NPPES_MONTH: _nppes_month,
    DEACTIVATED: _deactivated,
    EXCLUDED: _excluded,
    STATE_LISTS: _state_list,
}
