"""Who of those listed is in the provider groups of an in-network file, told from the bytes of blocks of groups.

Half of a file may be groups of people of whom one in a hundred is listed. So the groups are cut where the file writes
the beginning of one, and only those that hold a listed NPI are taken apart, as far as is needed to be sure of it.
"""

import json
import re
from collections.abc import Callable, Iterator

import numpy as np
from msgspec import MsgspecError, Raw, Struct
from msgspec import json as quick_json

from directory.importer.formats.byte_search import count, find, places_of_pair, starting_with
from directory.importer.sources.tic.membership import Networks, group_number
from directory.importer.sources.tic.npi_finder import DIGITS, NpiFinder

LOCATION = b'"location"'
NETWORK = b'"network_name"'
NETWORK_NAMES = re.compile(rb'"network_name"\s*:\s*(\[(?:[^]"]|"(?:[^"\\]|\\.)*")*\]|"(?:[^"\\]|\\.)*")')
NAME = rb'"network_name"\s*:\s*\[\s*"[^"\\]*"\s*\]'
USUAL = re.compile(  # how nearly all files begin a group
    rb'\{\s*"provider_group_id"\s*:\s*([0-9]{1,18})\s*,\s*(?:(' + NAME + rb')\s*,\s*)?"provider_groups"'
    rb'\s*:\s*\[\s*\{\s*"npi"\s*:\s*\['
)
NAMES_OF_GROUPS = b'"provider_group'  # how names begin that stand in it once each
PAIR = NETWORK.index(b"k_")  # where a pair of bytes stands in it that no other name of a group has
NPIS = re.compile(rb'("npi"\s*:\s*\[)\s*')
BEFORE_NUMBER, AFTER_NUMBER = b"[, \t\r\n", b"], \t\r\n"  # of a list
BETWEEN = b", \t\r\n"  # what stands between groups
GROUPS_WHOLE = 1 << 19  # bytes of groups that are passed on as they are, so that all who are in them can be counted
MOST_NETWORKS = 10_000  # more are none

Found = tuple[int, int, Networks]  # a group's number, somebody listed who is in it, and its networks
Add = Callable[[list[Found]], None]


class _ProviderGroup(Struct):
    npi: Raw = Raw(b"")


class _Reference(Struct):
    """One of `provider_references`, as far as it is decoded."""

    provider_group_id: Raw
    provider_groups: list[_ProviderGroup]
    network_name: list[str] | str | None = None


_decode = quick_json.Decoder(_Reference).decode


class GroupScan:
    """The groups of one file.

    no_npi: groups that are known by a tax number only; left_out: whether any groups were; networks: the names of all
    networks by what the file writes, None where that could not be read.
    """

    def __init__(self, finder: NpiFinder, add: Add):
        """add: told who is in the groups that could be read so."""
        self._finder, self._add = finder, add
        self._passed = 0  # bytes
        self._npis = b""  # how the file begins a list of NPIs
        self._no_npi = b""  # the same of a contract that knows only the tax number
        self.no_npi, self.left_out = 0, False
        self.networks: dict[bytes, Networks | None] = {}

    def rest(self, data: bytes, end: int, first: bytes) -> bytes:
        """Those of the groups up to `end` that have to be taken apart as JSON. first: how a group begins."""
        room = max(GROUPS_WHOLE - self._passed, 0)
        has_files = find(data, LOCATION, 0, end) >= 0  # of their own, which tell who is in a group
        whole = end if end <= room or has_files else max(data.rfind(first, 0, room), 0)
        self._passed += end
        return data[:whole] + self._left(data[whole:end] if whole else data, end - whole, first)

    def _left(self, data: bytes, end: int, first: bytes) -> bytes:
        """Those of the groups up to `end` that hold somebody and could not be read."""
        if not end:
            return b""
        self.left_out = True
        self._count_without_npi(data, end)
        self._note_networks(data, end)
        found, rest = list[Found](), list[bytes]()
        for start, stop, places in self._pieces(data, end, first):
            in_piece = self._usual(data, start, stop, places) or self._decoded(data, start, stop, places)
            found += in_piece
            if not in_piece:
                rest.append(data[start:stop])
        self._add(found)
        return b"".join(rest)

    def _count_without_npi(self, data: bytes, end: int) -> None:
        if not self._no_npi and (match := NPIS.search(data)):
            self._npis, self._no_npi = match[1], match[0] + b"0"
        self.no_npi += count(data, self._no_npi, end) if self._no_npi else 0

    def _note_networks(self, data: bytes, end: int) -> None:
        places = np.maximum(places_of_pair(data, NETWORK[PAIR : PAIR + 2], end) - PAIR, 0)
        for written in self.networks:
            places = places[~starting_with(data, written, places)]
        while len(places) and len(self.networks) <= MOST_NETWORKS:
            place, places = int(places[0]), places[1:]
            if match := NETWORK_NAMES.match(data, place):
                self.networks[match[0]] = _names(match[1])
                places = places[~starting_with(data, match[0], places)]

    def _pieces(self, data: bytes, end: int, first: bytes) -> Iterator[tuple[int, int, list[int]]]:
        """(where it begins, where it ends, where listed NPIs stand in it) of each group that holds one."""
        start, stop, places = 0, 0, list[int]()
        for place in self._finder.found(data, end):
            if place >= stop:
                if places:
                    yield start, stop, places
                start, places = data.rfind(first, stop, place), []
                stop = data.find(first, place, end)
                stop = stop if stop >= 0 else end
            places.append(place)
        if places:
            yield start, stop, places

    def _usual(self, data: bytes, start: int, stop: int, places: list[int]) -> list[Found]:
        """Who is in a piece that is one group and written as nearly all are; none where it has to be decoded."""
        head = USUAL.match(data, start, stop)
        names: Networks | None = (self.networks.get(head[2]) if head[2] else ()) if head else None
        if head is None or names is None:
            return []
        number, opening, npis = int(head[1]), head.end(), set[int]()
        end = _end_of_list(data, opening, stop)
        for place in places:
            if place > end >= 0:
                opening = data.rfind(b"[", end, place) + 1
                is_list = data.startswith(self._npis, opening - len(self._npis))
                if not opening or not is_list or _goes_on(data, end, opening):
                    return []
                end = _end_of_list(data, opening, stop)
            if end < 0 or data[place - 1] not in BEFORE_NUMBER or data[place + DIGITS] not in AFTER_NUMBER:
                return []
            npis.add(int(data[place : place + DIGITS]))
        return [] if _goes_on(data, end, stop) else [(number, npi, names) for npi in npis]

    def _decoded(self, data: bytes, start: int, stop: int, places: list[int]) -> list[Found]:
        """Who is in a piece that is one group, and could be read; else none."""
        try:
            group = _decode(data[start:stop].rstrip(BETWEEN))
        except (MsgspecError, RecursionError):
            return []
        number = group_number(_id(bytes(group.provider_group_id)))
        if number is None or not _in_lists(data, places, [bytes(each.npi) for each in group.provider_groups]):
            return []
        names = group.network_name or ()
        networks = (names,) if isinstance(names, str) else tuple(names)
        return [(number, npi, networks) for npi in {int(data[place : place + DIGITS]) for place in places}]


def _goes_on(data: bytes, start: int, stop: int) -> bool:
    """Whether anything is told here of a group besides who is in it.

    What looks like a name stands in no text: there, a quote has a backslash before it.
    """
    return data.find(NAMES_OF_GROUPS, start, stop) >= 0 or data.find(NETWORK, start, stop) >= 0


def _end_of_list(data: bytes, start: int, stop: int) -> int:
    """Where a list of numbers ends that begins here; -1 where it holds anything else."""
    end = data.find(b"]", start, stop)
    return end if data.find(b'"', start, end) < 0 and data.find(b"{", start, end) < 0 else -1


def _in_lists(data: bytes, places: list[int], lists: list[bytes]) -> bool:
    """Whether the number at each of these places, which are in order, is an element of one of these lists."""
    end = 0
    for place in places:
        if data[place - 1] not in BEFORE_NUMBER or data[place + DIGITS] not in AFTER_NUMBER:
            return False
        if place > end:
            end = data.find(b"]", place) + 1
            if data[data.rfind(b"[", 0, place) : end] not in lists:
                return False
    return True


def _id(written: bytes) -> object:
    return int(written) if written.isdigit() else json.loads(written, parse_float=str)


def _names(written: bytes) -> Networks | None:
    try:
        named = json.loads(written)
    except ValueError:
        return None
    return tuple([name for name in (named if isinstance(named, list) else [named]) if isinstance(name, str)])
