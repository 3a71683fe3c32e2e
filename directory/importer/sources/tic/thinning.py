"""An in-network file without what does not matter here: the same JSON, with far fewer providers and services in it.

Of a file of 100 GB one service in ten thousand is acupuncture, and one provider in a hundred is listed here; to take
the rest apart as JSON would take twenty times as long as inflating it. So the bytes are searched for the codes that
matter, and only the services that hold one are passed on; who is in which group is told apart (group_scan.py). Where a
service or a group begins is told by how the file writes the beginning of the first: the brace and the first name in it.
One that begins otherwise belongs to the piece before it, so nothing that matters is left out. What cannot be told so is
`Unusual`, and the file is then read as it is.
"""

import re
from collections.abc import Generator, Iterator

from directory.importer.formats.byte_search import find, places
from directory.importer.sources.tic.group_scan import GroupScan
from directory.importer.sources.tic.prices import CODES

SECTION = re.compile(rb'"(in_network|provider_references)"\s*:\s*\[\s*(\{\s*"(\w+)")')
REFERENCES = re.compile(rb'"provider_references"\s*:\s*\[\s*\{')
REFERENCE_NAMES = (b"provider_group_id", b"provider_groups", b"network_name", b"location")  # of no object in one
GROUP_ID = b'"provider_group_id"'
CODE, CODE_VALUE = b'"billing_code"', re.compile(rb'"billing_code"\s*:\s*"?\s*(\w*)')
IN_NETWORK, PRICES = b'"in_network"', b'"negotiated_prices"'
PRICES_DEPTH = 5  # brackets around the name: of the file, in_network, a service, negotiated_rates, a rate
BRACKETS = re.compile(rb'"(?:[^"\\]|\\.)*"|[][{}]', re.DOTALL)
WANTED = {code.encode() for code in CODES}
OVERLAP = 1 << 10  # bytes that the beginning of a section, or a code, is shorter than
WINDOW = 1 << 16  # bytes in which a service's name and code stand, and the end of the last one
LARGEST_GROUP = 1 << 26  # bytes


class Unusual(Exception):
    """The file is not written in the way that this module can tell apart."""


class Thinned:
    """The thinning of one file."""

    def __init__(self, blocks: Iterator[bytes], groups: GroupScan):
        """groups: finds who is in the provider groups."""
        self._coming, self._groups = blocks, groups
        self._data, self._has_references = b"", False

    def blocks(self) -> Iterator[bytes]:
        """The JSON that is left, block by block. Raises Unusual."""
        while start := (yield from self._up_to_a_section()):
            name, first = start
            if name == b"in_network":
                yield from self._services(first)
            else:
                self._has_references = True
                yield from self._references(first)

    def _more(self) -> bool:
        """Reads another block; False at the end."""
        block = next(self._coming, b"")
        self._data += block
        return bool(block)

    def _up_to_a_section(self) -> Generator[bytes, None, tuple[bytes, bytes] | None]:
        """Passes on all up to the first object of a section; the section's name and how the object begins."""
        while True:
            for match in SECTION.finditer(self._data):
                if match[1] == b"in_network" or match[3] in REFERENCE_NAMES:
                    yield self._taken(match.start(2))
                    return match[1], match[2]
            yield self._taken(max(len(self._data) - OVERLAP, 0))
            if not self._more():
                yield self._taken(len(self._data))
                return None

    def _taken(self, count: int) -> bytes:
        taken, self._data = self._data[:count], self._data[count:]
        return taken

    def _references(self, first: bytes) -> Iterator[bytes]:
        """Passes on the groups that have to be, and the last one with what comes after it."""
        ended = False
        while not ended:
            section_end = find(self._data, IN_NETWORK)
            last = self._data.rfind(first, 0, section_end if section_end >= 0 else None)
            yield self._groups.rest(self._data, max(last, 0), first)
            self._data = self._data[max(last, 0) :]
            if len(self._data) > LARGEST_GROUP:
                raise Unusual
            ended = section_end >= 0 or not self._more()

    def _services(self, first: bytes) -> Iterator[bytes]:
        """Passes on the services with a code that matters, and what comes after the last service."""
        at = 0
        while True:
            end = -1 if self._has_references else find(self._data, GROUP_ID, at)
            found = _next_code(self._data, at, end if end >= 0 else len(self._data))
            if found >= 0:
                start = self._data.rfind(first, 0, found)
                if start < 0:
                    raise Unusual
                self._taken(start)
                if not (yield from self._service(found - start, first)):
                    return
                at = 0
                continue
            self._taken(max(len(self._data) - WINDOW, 0) if end < 0 else 0)
            at = max(len(self._data) - OVERLAP, 0)
            if end >= 0 or not self._up_to_what_matters():
                self._taken(_end_of_services(self._data, end if end >= 0 else len(self._data)))
                self._data = b"null" + self._data  # in place of a service: before it stands a comma
                return

    def _up_to_what_matters(self) -> bool:
        """Reads on, and keeps no more than a window, until a block holds what matters; False at the end."""
        while block := next(self._coming, b""):
            joint = self._data[-OVERLAP:] + block[:OVERLAP]
            if self._matters(joint) or self._matters(block):
                self._data += block
                return True
            self._data = block[-WINDOW:] if len(block) >= WINDOW else (self._data + block)[-WINDOW:]
        return False

    def _matters(self, data: bytes) -> bool:
        return _next_code(data, 0, len(data)) >= 0 or not (self._has_references or find(data, GROUP_ID) < 0)

    def _service(self, at: int, first: bytes) -> Generator[bytes, None, bool]:
        """Passes on the service that stands here; whether another one follows. at: where its code stands."""
        stop = re.compile(re.escape(first) + b"|" + REFERENCES.pattern)
        while not (match := stop.search(self._data, at)):
            passed = max(len(self._data) - OVERLAP, 0)
            at = max(at - passed, 0)
            yield self._taken(passed)
            if not self._more():
                return False
        yield self._taken(match.start())
        return self._data.startswith(first)


def _next_code(data: bytes, at: int, end: int) -> int:
    """Where the next code that matters stands, -1 where none does."""
    for place in places(data, CODE, at, end):
        if (match := CODE_VALUE.match(data, place)) and match[1] in WANTED:
            return place
    return -1


def _end_of_services(data: bytes, end: int) -> int:
    """Where the bracket stands that ends in_network. Raises Unusual where it cannot be told."""
    depth, start = PRICES_DEPTH, data.rfind(PRICES, 0, end)
    for bracket in BRACKETS.finditer(data, start) if start >= 0 else ():
        depth += {b"{": 1, b"[": 1, b"}": -1, b"]": -1}.get(bracket[0], 0)
        if depth == 1:
            return bracket.start()
    raise Unusual
