"""Who of those listed is in the provider groups of an in-network file, told from the bytes of blocks of groups.

Half of a file may be groups of people of whom one in a hundred is listed. So the groups are cut where the file writes
the beginning of one, only those that hold a listed NPI are looked at, and of these only the id and the network's name.
"""

import json
import re
from collections.abc import Callable, Iterator

from directory.importer.formats.byte_search import count, find
from directory.importer.sources.tic.membership import group_number
from directory.importer.sources.tic.npi_finder import NpiFinder

GROUP_ID, GROUPS, LOCATION = b'"provider_group_id"', b'"provider_groups"', b'"location"'
ID_VALUE = re.compile(rb'"provider_group_id"\s*:\s*("(?:[^"\\]|\\.)*"|[^\s,}]+)')
NETWORK, NETWORK_NAMES = b'"network_name"', re.compile(rb'"network_name"\s*:\s*(\[[^]]*\]|"(?:[^"\\]|\\.)*")')
NO_NPI = b"[0]"  # where a contract knows only the tax number
GROUPS_WHOLE = 1 << 21  # bytes of groups that are passed on as they are, so that all who are in them can be counted
FEW_NETWORKS, MOST_NETWORKS = 8, 10_000  # names that are quicker counted than read; more are none

Networks = tuple[str, ...]
Add = Callable[[int, set[int], Networks], None]  # a group's number, who of those listed is in it, and its networks


class GroupScan:
    """The groups of one file.

    no_npi: groups that are known by a tax number only; left_out: whether any groups were; networks: the names of all
    networks by what the file writes, None where that could not be read.
    """

    def __init__(self, finder: NpiFinder, add: Add):
        """add: told of each group that holds somebody and could be read so."""
        self._finder, self._add = finder, add
        self._passed = 0  # bytes
        self.no_npi, self.left_out = 0, False
        self.networks: dict[bytes, Networks | None] = {}

    def rest(self, groups: bytes, first: bytes) -> bytes:
        """Those of some groups that have to be taken apart as JSON. first: how a group begins."""
        self._passed += len(groups)
        if self._passed <= GROUPS_WHOLE or find(groups, LOCATION) >= 0:  # whom a file of its own holds is not told here
            return groups
        self.left_out = True
        self.no_npi += count(groups, NO_NPI)
        self._note_networks(groups)
        return b"".join(self._unread(groups, first))

    def _note_networks(self, groups: bytes) -> None:
        if len(self.networks) <= FEW_NETWORKS and groups.count(NETWORK) == sum(map(groups.count, self.networks)):
            return
        for match in NETWORK_NAMES.finditer(groups):
            if match[0] not in self.networks and len(self.networks) <= MOST_NETWORKS:
                self.networks[match[0]] = _names(match[1])

    def _unread(self, groups: bytes, first: bytes) -> Iterator[bytes]:
        """The groups that hold somebody and could not be read."""
        end, start, npis = 0, 0, set[int]()
        for place, npi in self._finder.found(groups):
            if place >= end:
                if npis and not self._is_read(groups[start:end], npis):
                    yield groups[start:end]
                start, npis = groups.rfind(first, end, place), set()
                end = groups.find(first, place)
                end = end if end >= 0 else len(groups)
            npis.add(int(npi))
        if npis and not self._is_read(groups[start:end], npis):
            yield groups[start:end]

    def _is_read(self, group: bytes, npis: set[int]) -> bool:
        """Whether the piece is one group, and its id and networks could be read: then it has been added."""
        written = ID_VALUE.search(group)
        if not written or group.count(GROUP_ID) != 1 or group.count(GROUPS) != 1:
            return False
        number, networks = group_number(_id(written[1])), self._networks(group)
        if number is None or networks is None:
            return False
        self._add(number, npis, networks)
        return True

    def _networks(self, group: bytes) -> Networks | None:
        at = group.find(NETWORK)
        if at < 0:
            return ()
        match = NETWORK_NAMES.match(group, at)
        once = match and group.find(NETWORK, match.end()) < 0
        return self.networks.get(match[0]) if match and once else None


def _id(written: bytes) -> object:
    if written.isdigit():
        return int(written)
    try:
        return json.loads(written, parse_float=str)
    except ValueError:
        return None


def _names(written: bytes) -> Networks | None:
    try:
        named = json.loads(written)
    except ValueError:  # a name with a bracket in it
        return None
    return tuple([name for name in (named if isinstance(named, list) else [named]) if isinstance(name, str)])
