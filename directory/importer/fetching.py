"""The files that an admin names: on this machine, or on the web."""

from collections.abc import Callable
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urljoin

from directory.importer.formats.download import MAX_SIZE, DownloadOptions, Progress, fetched
from directory.importer.formats.partial_file import file_name
from directory.importer.formats.web_request import check_address, is_loopback, without_query
from directory.importer.record import Fetch, FileRefused, PlanEdition, ReportedPlan
from directory.importer.sources.plan_net.edition import edition_of
from directory.importer.sources.qhp import index
from directory.importer.sources.tic import index as contents

NO_EDITION = (
    "{index}: neither its address nor those in it tell the contract and the plan year (…/H1234/2026/index.json), so "
    "its plans have no last day, and it only adds to what is known."
)
LARGEST_RATES = 10**12  # bytes of an insurer's file of rates


class LocalFile(NamedTuple):
    """A file on this machine.

    plans: whose file it is, where a table of contents says so (tic); edition: which directory it is of, where an index
    says so (plan-net).
    """

    path: Path
    plans: tuple[ReportedPlan, ...] = ()
    edition: PlanEdition | None = None


@dataclass(frozen=True)
class Downloads:
    """Where files from the web are put, and who is told meanwhile.

    folder: of downloads; kept: closed when the files are no longer needed; tell: a line for whoever waits; progress:
    see formats.download.fetched; public: only from public addresses, as for whoever does not sit at this machine;
    named_public: the same for what a file names, which whoever typed a command has not chosen.
    """

    folder: Path
    kept: ExitStack
    tell: Callable[[str], None] = lambda line: None
    progress: Progress = lambda done, total: None
    public: bool = False
    named_public: bool = False

    def of_named(self, *files: str) -> "Downloads":
        """Where what these files name is put; from this machine's own server where they came from it too."""
        return replace(self, public=self.public or (self.named_public and not any(map(is_loopback, files))))


def local_files(file: str, source: str, plans: list[str] | None, downloads: Downloads) -> list[LocalFile]:
    """A file that an import names, and those that it names itself: an insurer's index (qhp), or a table of contents.

    plans: what chooses among those of a table of contents (tic). See local_file.
    """
    path = local_file(file, downloads, LARGEST_RATES if source == "tic" else MAX_SIZE)
    if source == "tic" and (chosen := contents.chosen_files(path, plans or [])) is not None:
        return _files_of_plans(file, path, chosen, downloads.of_named(file))
    if plans:
        raise FileRefused(
            "“Plans” chooses from a table of contents, and this file is none. Leave it empty.",
            path,
            command="--plans chooses from a table of contents, and this is none. Leave it out.",
        )
    if source == "plan-net":
        return _files_of_editions(file, path, downloads.of_named(file))
    if source != "qhp":
        return [LocalFile(path)]
    if path.suffix.lower() == ".xlsx":
        raise FileRefused(
            "if this is CMS’s list of insurers, give it under “All marketplace insurers of a state”.",
            path,
            command="if this is CMS’s list of insurers: import qhp --registry %(path)s --state XX",
            path=path,
        )
    if "://" not in file:
        return list(map(LocalFile, [path, *index.beside(path)]))
    named = [urljoin(file, address) for address in index.addresses(path)]  # never a path of this machine
    for address in named:
        downloads.tell(f"{path.name} names {address}: fetching it.")
    return [LocalFile(path), *(LocalFile(local_file(each, downloads.of_named(file))) for each in named)]


def _files_of_editions(file: str, path: Path, downloads: Downloads) -> list[LocalFile]:
    """The files that an index of a payer's Bundles names, or each index in a folder; what is no index, by itself."""
    indexes = {each: named for each in _may_be_indexes(path) if (named := index.addresses(each))}
    found: dict[Path, LocalFile] = {}
    for each, named in indexes.items():
        at = file if "://" in file else str(each.absolute())
        edition = edition_of(at, named)
        if not edition:
            downloads.tell(NO_EDITION.format(index=without_query(at)))
        if "://" in file:
            downloads.tell(f"{path.name} names {len(named):,} files: fetching them.")
            beside = [local_file(urljoin(file, address), downloads) for address in named]
        else:
            beside = index.beside(each)
        found |= {each: LocalFile(each, edition=edition) for each in beside}
    return list(found.values()) if indexes else [LocalFile(path)]


def _may_be_indexes(path: Path) -> list[Path]:
    return sorted(path.rglob(f"*{index.NAME}*.json")) if path.is_dir() else [path]


def _files_of_plans(file: str, path: Path, chosen: contents.Chosen, downloads: Downloads) -> list[LocalFile]:
    """The files that a table of contents names, which lie beside it, or come from the web."""
    found: dict[Path, LocalFile] = {}
    for location, plans in chosen.items():
        beside = path.parent / file_name(location)
        if "://" not in file and beside.is_file():
            local = beside
        elif "://" in (address := urljoin(file, location) if "://" in file else location):
            downloads.tell(f"{path.name} names {without_query(address)}: fetching it.")
            local = local_file(address, downloads, LARGEST_RATES)
        else:
            raise FileRefused(
                "it names another file, %(other)s. Give the address of the list on the web, so that both are fetched.",
                path,
                command="it names %(other)s, and that file is not beside it. Put it there.",
                other=location[:200],
            )
        if local in found:
            raise FileRefused(
                "it names two files %(other)s. Give the table’s own https address.", path, other=local.name
            )
        found[local] = LocalFile(local, plans)
    return list(found.values())


def fetcher(files: list[str], folder: Path, public: bool = False) -> Fetch:
    """Gets files that imported ones name, into a folder; from this machine's own server only where `files` came from
    it too. public: see Downloads.
    """
    return partial(_fetched, folder, any(map(is_loopback, files)) and not public, public)


def _fetched(folder: Path, loopback: bool, public: bool, address: str) -> AbstractContextManager[Path]:
    check_address(address, loopback)
    return fetched(address, DownloadOptions(folder, public=public))


def local_file(file: str, downloads: Downloads, most: int = MAX_SIZE) -> Path:
    """The path of a file that was named by its path or its https address. most: bytes.

    A download is kept until `downloads.kept` is closed. Raises OSError or FileRefused where the file cannot be had.
    """
    if "://" in file:
        check_address(file, not downloads.public)
        options = DownloadOptions(downloads.folder, downloads.progress, most=most, public=downloads.public)
        return downloads.kept.enter_context(fetched(file, options))
    if not Path(file).is_dir():
        open(file, "rb").close()
    return Path(file)
