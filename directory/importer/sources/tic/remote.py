"""Provider groups in files of their own, at the web addresses that an in-network file of schema 1.0 names."""

from collections import Counter
from collections.abc import Iterator

from directory.core.i18n import N_, Message
from directory.importer.formats.archive import Opened
from directory.importer.formats.json_walk import JsonWalk
from directory.importer.record import Fetch, FileRefused, Problem
from directory.importer.sources.tic.network_file import NetworkFile

MOST_FAILURES = 2  # of one web server, after which it is asked no more
NOT_FETCHED = N_("provider groups are in files of their own, which only an import can fetch that may use the web")
NOT_HAD = N_("provider groups with prices of acupuncture could not be fetched: who is in them is not told")
NO_GROUPS = N_("this file has no “provider_groups”.")
NOT_NEEDED = N_("provider groups are in files of their own, and have no price of acupuncture: these were not fetched")


def add_groups(opened: Opened, file: NetworkFile, fetch: Fetch | None) -> Iterator[Problem]:
    """Adds the groups that have prices of acupuncture, each address asked once; what could not be had."""
    priced = set(file.said.priced().tolist())
    by_address: dict[str, list[int]] = {}
    for group, address in file.remote.items():
        if group in priced or group in file.said.dropped:
            by_address.setdefault(address, []).append(group)
    needed, row = sum(map(len, by_address.values())), opened.row(1)
    if unneeded := len(file.remote) - needed:
        yield Problem(row, "provider_references", f"{unneeded:,}", NOT_NEEDED)
    if needed and fetch is None:
        yield Problem(row, "provider_references", f"{needed:,}", NOT_FETCHED)
    elif fetch:
        yield from _fetched(row, by_address, file, fetch)


def _fetched(row: int, by_address: dict[str, list[int]], file: NetworkFile, fetch: Fetch) -> Iterator[Problem]:
    failures, missing = Counter[str](), 0
    for address, groups in by_address.items():
        server = address.partition("://")[2].partition("/")[0]
        if failures[server] >= MOST_FAILURES:
            missing += len(groups)
            continue
        try:
            with fetch(address) as path, Opened(path, lambda name: True) as opened:
                _add(opened, groups, file)
        except FileRefused as refusal:
            failures[server] += 1
            missing += len(groups)
            yield Problem(
                row,
                "location",
                "",
                Message("provider groups in a file of their own: %(refusal)s", refusal=str(refusal)),
            )
    if missing:
        yield Problem(row, "provider_references", f"{missing:,}", NOT_HAD)


def _add(opened: Opened, groups: list[int], file: NetworkFile) -> None:
    text, found = JsonWalk(opened), False
    for name in text.members() if text.next() == "{" else ():
        value = text.value()
        if name == "provider_groups":
            found = True
            for group in groups:
                file.add_group(group, {name: value})
    if not found:
        raise FileRefused(NO_GROUPS, opened.name)
