"""The import of insurers whose files are on the web.

What changed since it was read is fetched and imported, one insurer after the other, each in a transaction of its own,
so that what is done stays done. Nothing here knows a terminal: the command line and a job call import_insurer.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

from directory.core import dates
from directory.core.gazetteer import Gazetteer
from directory.core.i18n import N_
from directory.importer import run
from directory.importer.formats.archive import Opened
from directory.importer.formats.download import Downloaded, DownloadOptions, NoRoom, downloaded, version_of
from directory.importer.formats.small_file import small_file
from directory.importer.formats.web_request import Unreachable, check_address, without_query
from directory.importer.insurer_files import FetchedInsurer, InsurerFiles, InsurerReport, Missing, OtherKind
from directory.importer.record import FileRefused, KnownIssuers
from directory.importer.report import Report, report_from_json
from directory.importer.sources.qhp import index
from directory.importer.sources.qhp.registry import Insurer
from directory.importer.sources.qhp.source import DRUGS, INDEX, kind_of_file
from directory.store.connection import savepoint
from directory.store.imports.database import Imports

SOURCE = "qhp"
MOST_FILES = 100_000  # that an index may name; the largest known names some hundred
MOST_FAILURES = 2  # of one web server in one run, after which it is asked no more
GOOD_FOR = timedelta(days=1)  # how long files count as read whose server tells no version
LONG_AGO = "2000-01-01T00:00+00:00"  # in place of when files were asked for, where nobody noted it
GONE = "!"  # in place of the version of a file that cannot be had
NO_ADDRESS = N_("it has given CMS no address: ask the insurer, or look again when CMS has a newer list")
NOT_ASKED = N_("not asked for: this server failed before")


@dataclass
class Fetching:
    """How the files of a run's insurers are fetched. failures: of each web server so far."""

    options: DownloadOptions
    failures: Counter[str] = field(default_factory=Counter)
    tell: Callable[[str], None] = lambda line: None

    def ask(self, address: str, get: Callable[[str, DownloadOptions], Any]) -> Any:
        """What `get` gives. Raises FileRefused, for a server that failed twice without asking it."""
        check_address(address, loopback=not self.options.public)
        server = urlsplit(address).netloc
        if self.failures[server] >= MOST_FAILURES:
            raise Unreachable(NOT_ASKED)
        try:
            return get(address, self.options)
        except Unreachable:
            self.failures[server] += 1
            raise


def chosen(insurers: Iterable[Insurer], states: Iterable[str]) -> list[Insurer]:
    """Those who sell in one of the states."""
    return [each for each in insurers if set(each.states) & set(states)]


def import_insurer(
    imports: Imports,
    insurer: Insurer,
    elsewhere: frozenset[str],
    fetching: Fetching,
    gazetteer: Gazetteer,
    options: run.ImportOptions,
) -> InsurerReport:
    """Imports an insurer's files, unless the same version of them stands; what could not be had is in the report.

    Where files are missing or damaged, the others add and change, and nobody loses a plan by it. elsewhere: the issuers
    for whom other insurers' files speak. Raises NoRoom, OSError and Busy: what no other insurer would be spared.
    """
    fetched = fetch_insurer(imports, insurer, fetching, options)
    if isinstance(fetched, InsurerReport):
        return fetched
    with imports.transaction():
        report = import_fetched(imports, fetched, elsewhere, gazetteer, options)
    if report.status == "not had" or not fetched.files.unreachable:
        _remove(fetched.had)  # else they need not be sent again when the others can be had
    return report


def fetch_insurer(
    imports: Imports, insurer: Insurer, fetching: Fetching, options: run.ImportOptions
) -> FetchedInsurer | InsurerReport:
    """An insurer's files, fetched; a report where none can be had or the same version of them stands."""
    files = _named(insurer, fetching)
    if not files.addresses:
        return InsurerReport(insurer, "not had", files.missing)
    if earlier := _earlier(imports, insurer, _of_insurer(insurer, frozenset(), options)):
        missing = _unchanged(earlier, files, fetching)
        if missing is not None:
            return InsurerReport(insurer, "unchanged", missing, earlier)
    return FetchedInsurer(insurer, files, _download(files, fetching))


def import_fetched(
    imports: Imports,
    fetched: FetchedInsurer,
    elsewhere: frozenset[str],
    gazetteer: Gazetteer,
    options: run.ImportOptions,
) -> InsurerReport:
    """Imports an insurer's files that were fetched, within the caller's transaction; none where they are refused."""
    insurer, files, had = fetched
    try:
        with savepoint(imports.connection):
            report = _import(imports, insurer, files, had, gazetteer, _of_insurer(insurer, elsewhere, options))
    except FileRefused as refusal:
        files.add_missing(insurer.addresses[0], refusal)
        return InsurerReport(insurer, "not had", files.missing)
    return InsurerReport(insurer, "unchanged" if report.skipped else "imported", files.missing, report)


def _of_insurer(insurer: Insurer, elsewhere: frozenset[str], options: run.ImportOptions) -> run.ImportOptions:
    return replace(options, issuers=KnownIssuers(_names(insurer), elsewhere), lenient=True)


def _names(insurer: Insurer) -> dict[str, str]:
    return {number: name for number, name in insurer.issuers.items() if name}


def _remove(had: dict[str, Downloaded]) -> None:
    for file in had.values():
        file.remove()


def _named(insurer: Insurer, fetching: Fetching) -> InsurerFiles:
    """The files that an insurer's indexes name, each once; relative addresses belong to where the index was found."""
    files, addresses = InsurerFiles(), dict[str, None]()
    if not insurer.addresses:
        files.missing.append(Missing("", NO_ADDRESS))
    for address in insurer.addresses:
        try:
            found = fetching.ask(address, lambda at, how: small_file(at, replace(how, most=index.LARGEST_INDEX)))
            named = [_joined(found.address, each) for each in index.addresses_in(found.content)]
            if not named:
                raise FileRefused("its index names no list of providers.")
            if len(named) > MOST_FILES:
                raise FileRefused(
                    "its index names %(count)s files, and no insurer has so many.", count=f"{len(named):,}"
                )
            addresses |= dict.fromkeys(each for each in named if each not in (address, found.address))
        except FileRefused as refusal:
            files.add_missing(address, refusal)
    files.addresses = list(addresses)
    return files


def _joined(base: str, address: str) -> str:
    try:
        return urljoin(base, address.strip())
    except ValueError:
        return address


def _earlier(imports: Imports, insurer: Insurer, options: run.ImportOptions) -> Report | None:
    """The report of the newest snapshot of these indexes, if it stands, was read in the same manner, and no NPPES came
    after it.
    """
    nppes, manner = imports.newest("nppes"), options.manner(whole=True)["issuer_names"]
    for each in imports.snapshots():
        if each["source"] != SOURCE or each["withdrawn"]:
            continue
        report = report_from_json(each["counts"])
        if report.indexes == list(insurer.addresses):
            return report if each["id"] > nppes and (report.issuer_names or None) == manner else None
    return None


def _unchanged(earlier: Report, files: InsurerFiles, fetching: Fetching) -> list[Missing] | None:
    """What cannot be had, as it could not when the files were read, where all else is the same; None if it is not."""
    asked = InsurerFiles(files.addresses, missing=list(files.missing))
    for place, address in enumerate(files.addresses, 1):
        fetching.tell(f"  is it new? file {place:,} of {len(files.addresses):,}")
        try:
            asked.versions[address] = fetching.ask(address, version_of)
        except FileRefused as refusal:
            asked.add_missing(address, refusal)
    recent = datetime.fromisoformat(earlier.asked_at or LONG_AGO) > datetime.now(UTC) - GOOD_FOR
    same = earlier.version == _version(asked)
    return asked.missing if same and (recent or all(asked.versions.values())) else None


def _version(files: InsurerFiles) -> str:
    """One name for the versions of all files, and for what is missing."""
    versions = [[address, files.versions.get(address, GONE)] for address in files.addresses]
    return hashlib.sha256(json.dumps(versions).encode()).hexdigest()


def _download(files: InsurerFiles, fetching: Fetching) -> dict[str, Downloaded]:
    """{address: file} of those that could be had and are of use."""
    had: dict[str, Downloaded] = {}
    for place, address in enumerate(files.addresses, 1):
        fetching.tell(f"  file {place:,} of {len(files.addresses):,}: {without_query(address)}")
        try:
            file = fetching.ask(address, downloaded)
        except NoRoom:
            _remove(had)  # room for the office's database
            raise
        except FileRefused as refusal:
            files.add_missing(address, refusal)
            continue
        files.versions[address] = file.version
        try:
            with Opened(file.path, lambda name: True) as opened:
                if kind_of_file(opened) in (INDEX, DRUGS):
                    raise OtherKind("it lists neither practitioners nor plans.")
            had[address] = file
        except FileRefused as refusal:
            file.remove()
            files.add_missing(address, refusal)
    return had


def _import(
    imports: Imports,
    insurer: Insurer,
    files: InsurerFiles,
    had: dict[str, Downloaded],
    gazetteer: Gazetteer,
    options: run.ImportOptions,
) -> Report:
    if not had:
        raise FileRefused("none of the files that its index names can be read.")
    origin = {
        "indexes": list(insurer.addresses),
        "version": _version(files),
        "asked_at": datetime.now(UTC).isoformat(timespec="seconds"),
    }
    options = replace(options, whole=files.whole, origin=origin, fetched_on=dates.today())
    paths: list[Path] = [file.path for file in had.values()]
    report = run.import_files(imports, SOURCE, paths, gazetteer, options)
    if report.skipped:
        imports.note(report.snapshot, origin)
    return report
