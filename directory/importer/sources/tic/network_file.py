"""Reading one in-network file: its head, the provider groups, and the prices of acupuncture."""

from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass, field

from directory.core.i18n import N_, Message
from directory.importer.formats.archive import Opened
from directory.importer.formats.json_values import JsonObject
from directory.importer.formats.json_walk import JsonWalk
from directory.importer.record import FileRefused, empty
from directory.importer.sources.tic import prices
from directory.importer.sources.tic.group_rates import GroupTable, TooManyNames
from directory.importer.sources.tic.group_scan import GroupScan
from directory.importer.sources.tic.membership import GroupsAndPrices, group_number
from directory.importer.sources.tic.npi_finder import NpiFinder
from directory.importer.sources.tic.npis import npis_in
from directory.importer.sources.tic.thinning import Thinned, Unusual

HEAD = ("reporting_entity_name", "last_updated_on", "plan_name", "issuer_name", "plan_sponsor_name", "plan_id")
OTHER_FILES = {
    "reporting_structure": Message(
        "this is a table of contents; give it alone, and say under “Plans” which of its plans.",
        command="this is a table of contents; it is imported alone, and --plans says which of its plans.",
    ),
    "out_of_network": N_("this is a list of amounts paid out of network, which says nothing of who is in one."),
}
NO_RATES = N_("this is no in-network file of Transparency in Coverage: it has no “in_network”.")
BEFORE_JSON = b"\xef\xbb\xbf \t\r\n"  # a byte order mark and white space
MOST_REMOTE = 1 << 18  # groups in files of their own
MOST_NETWORKS = 10_000
MOST_WAITING = 100_000  # prices of a service whose code comes after them, or groups and prices before its arrangement
TOO_MANY_NAMES = N_(
    "its prices have more different places, modifiers and last days than there can be: it is damaged. Download it "
    "again."
)
TOO_MANY_WAIT = N_("a service has more than %(most)s prices before its code, which are more than can be kept.")


@dataclass
class NetworkFile:
    """What an in-network file says.

    listed: the NPIs of whom the directory lists. head: the values of its head that are text. codes: how many services
    it has for acupuncture; no_npi: groups that are known by a tax number only; unreadable: prices left out; remote:
    where groups are told that are in files of their own; described: the groups that come here; scan: what tells who is
    in groups before the others come here, if anything does.
    """

    listed: frozenset[int]
    head: dict[str, str] = field(default_factory=dict)
    said: GroupsAndPrices = field(default_factory=GroupsAndPrices)
    scan: GroupScan | None = None
    codes: int = 0
    no_npi: int = 0
    unreadable: int = 0
    remote: dict[int, str] = field(default_factory=dict)
    described: GroupTable = field(default_factory=GroupTable)

    @property
    def whole(self) -> bool:
        """Whether all groups come here, and not only those with somebody listed."""
        return not (self.scan and self.scan.left_out)

    def add_reference(self, value: object) -> None:
        """Adds one of `provider_references`."""
        if not isinstance(value, dict):
            return
        group, location = group_number(value.get("provider_group_id")), value.get("location")
        if group is None:
            return
        self.described.add(group)
        self.add_group(group, value)
        if isinstance(location, str) and "provider_groups" not in value and len(self.remote) < MOST_REMOTE:
            self.remote[group] = location

    def add_group(self, group: int, holder: JsonObject) -> None:
        """Adds who is in the `provider_groups` of a reference, or of a file of their own."""
        networks = _networks(holder)
        if len(self.said.networks) > MOST_NETWORKS:
            raise FileRefused(
                "the file names more than %(most)s networks: it is damaged. Download it again.",
                most=f"{MOST_NETWORKS:,}",
            )
        self.said.add_group(group, *self._in(holder), networks)

    def inline_groups(self, holder: JsonObject) -> list[int]:
        """Adds who is in the `provider_groups` of a price. Returns the number of these, if somebody there is listed."""
        return self.said.add_inline(*self._in(holder))

    def _in(self, holder: JsonObject) -> tuple[set[int], set[int]]:
        """Who is in `provider_groups`: those that are listed, and those that are not."""
        listed, others = set[int](), set[int]()
        provider_groups = holder.get("provider_groups")
        for each in provider_groups if isinstance(provider_groups, list) else ():
            npis = npis_in(each) if isinstance(each, dict) else None
            if npis:
                known = npis & self.listed
                listed |= known
                others |= npis - known
            else:
                self.no_npi += 1
        return listed, others

    def unmatched(self) -> int:
        """How many groups have prices and are described nowhere, as far as that is known."""
        if not self.whole:
            return 0
        kept = [group for group in self.said.priced().tolist() if group >= 0 and group not in self.described]
        return len(kept) + self.said.dropped.count_outside(self.described)


class RatesOnly(NetworkFile):
    """The second reading of a file whose groups are known."""

    def add_reference(self, value: object) -> None:
        """Nothing is added."""

    def inline_groups(self, holder: JsonObject) -> list[int]:
        """Nothing is added: their prices are known."""
        return []


def _networks(holder: JsonObject) -> tuple[str, ...]:
    named = holder.get("network_name")
    return tuple([name for name in (named if isinstance(named, list) else [named]) if isinstance(name, str)])


def network_file(opened: Opened, finder: NpiFinder, thin: bool = True) -> NetworkFile:
    """What a file says. thin: whether what does not matter is left out first, where that can be.

    Raises FileRefused where it is no in-network file, or is damaged.
    """
    with suppress(Unusual, FileRefused):  # it is then read as it is, and refused where it must be
        if thin and _is_thinned(opened, finder, file := NetworkFile(_numbers(finder))):
            return file
    return _read(JsonWalk(opened, parse_float=str), NetworkFile(_numbers(finder)))


def read_missed_rates(opened: Opened, file: NetworkFile, thin: bool = True) -> None:
    """Reads a file again if it had too many prices to keep, and told only after them who of those listed has some."""
    if not file.said.missed:
        return
    file.said.read_again()
    with suppress(Unusual):
        if thin and _is_thinned(opened, NpiFinder(()), RatesOnly(frozenset(), said=file.said)):
            return
    _read(JsonWalk(opened, parse_float=str), RatesOnly(frozenset(), said=file.said))


def _is_thinned(opened: Opened, finder: NpiFinder, file: NetworkFile) -> bool:
    """Adds to `file` what a file says without what is left out; False where it is small, and so is the work, or is
    none of this kind.
    """
    with closing(opened.blocks(ahead=False)) as blocks:
        first, second = next(blocks, b""), next(blocks, b"")
        if not second or not first.lstrip(BEFORE_JSON).startswith(b"{"):
            return False
        file.scan = scan = GroupScan(
            finder, file.said.add_listed
        )  # which does not lead back to it: memory is free at once
        thinned = Thinned(_chained(first, second, blocks), scan)
        _read(JsonWalk(opened, thinned.blocks(), str), file)
        file.no_npi += scan.no_npi
        for networks in filter(None, scan.networks.values()):
            file.said.networks.setdefault(networks, len(file.said.networks))
        if len(file.said.networks) > MOST_NETWORKS:
            raise Unusual
        return True


def _numbers(finder: NpiFinder) -> frozenset[int]:
    return frozenset(map(int, finder.npis))


def _chained(first: bytes, second: bytes, blocks: Iterator[bytes]) -> Iterator[bytes]:
    yield first
    yield second
    yield from blocks


def _read(text: JsonWalk, file: NetworkFile) -> NetworkFile:
    names = set()
    if (first := text.next()) != "{":
        raise FileRefused(NO_RATES, text.name) if first else empty(text.name)
    for name in text.members():
        names.add(name)
        if name in OTHER_FILES:
            raise FileRefused(OTHER_FILES[name], text.name)
        if name == "provider_references" and text.next() == "[":
            for value in text.array():
                file.add_reference(value)
        elif name == "in_network" and text.next() == "[":
            for _ in text.elements():
                _Service(text, file).take()
        elif isinstance(value := text.value(), str) and name in HEAD:
            file.head[name] = value
    if text.next():
        raise text.refusal(N_("there is something after its end"))
    if "in_network" not in names:
        raise FileRefused(NO_RATES, text.name)
    return file


class _Service:
    """One object of `in_network`. Its code and arrangement may come after its prices: these then wait for them.

    Of a service with more prices than can wait it is taken that they are by the visit, as nearly all are.
    """

    def __init__(self, text: JsonWalk, file: NetworkFile):
        self.text, self.file = text, file
        self.code: str | None = None
        self.code_type: str | None = None
        self.arrangement: str | None = None
        self.unreadable = self.held = 0
        self.waiting: list[tuple[JsonObject, list[int], list[bytes]]] = []

    def take(self) -> None:
        """Takes the object from the text, and adds its prices to the file where they are of acupuncture."""
        if self.text.next() != "{":
            self.text.value()
            return
        for name in self.text.members():
            if name == "negotiated_rates" and self.text.next() == "[":
                self._take_rates()
            else:
                value = self.text.value()
                if name == "billing_code":
                    self.code = str(value).strip()
                elif name == "billing_code_type":
                    self.code_type = str(value).strip().upper()
                elif name == "negotiation_arrangement":
                    self.arrangement = str(value).strip().lower()
        self.code_type = self.code_type or prices.CODE_TYPES[0]
        self._settle()
        if self._matters():
            self.file.codes += 1
            self.file.unreadable += self.unreadable

    def _matters(self) -> bool:
        is_acupuncture = self.code in prices.CODES and self.code_type in prices.CODE_TYPES
        return is_acupuncture and self.arrangement not in prices.NOT_BY_VISIT

    def _take_rates(self) -> None:
        for _ in self.text.elements():
            if self.text.next() != "{" or not (self.code is None or self.code in prices.CODES):
                self.text.value()
                continue
            self.waiting.append(rate := self._rate())
            self.held += len(rate[1]) + len(rate[2])
            if self.code and self.code_type and (self.arrangement or self.held > MOST_WAITING):
                self._settle()
            if len(self.waiting) > MOST_WAITING:
                raise FileRefused(TOO_MANY_WAIT, self.text.name, most=f"{MOST_WAITING:,}")

    def _rate(self) -> tuple[JsonObject, list[int], list[bytes]]:
        """The groups inside a rate, the numbers of others, and the prices."""
        inline: JsonObject = {}
        groups: list[int] = []
        found: list[bytes] = []
        for name, value in self._rate_members():
            if name == "provider_references" and isinstance(value, list | Iterator):
                groups += [number for number in map(group_number, value) if number is not None]
            elif name == "negotiated_prices" and isinstance(value, list):
                found = self._prices(value)
            elif name == "provider_groups":
                inline = {name: value}
        return inline, groups, found

    def _rate_members(self) -> Iterator[tuple[str, object]]:
        """The members of a rate; of one that is long, for it may name millions of groups, these one by one."""
        rate = self.text.short_value()
        if isinstance(rate, dict):
            yield from rate.items()
            return
        for name in self.text.members():
            if name == "provider_references" and self.text.next() == "[":
                yield name, self.text.array()
            else:
                yield name, self.text.value()

    def _prices(self, priced: list[object]) -> list[bytes]:
        """The prices that can be read, packed without their code."""
        rates = [prices.rate("", price) for price in priced if isinstance(price, dict)]
        self.unreadable += rates.count(None)
        return [prices.packed(rate) for rate in rates if rate]

    def _settle(self) -> None:
        """Adds the prices that wait, if they matter; the groups that stand inside them too."""
        code = (self.code or "").encode()
        for inline, groups, found in self.waiting if self._matters() else ():
            inside = self.file.inline_groups(inline) if inline else []
            try:
                self.file.said.add_rates([*groups, *inside], [code + rate for rate in found], not self.file.whole)
            except TooManyNames:
                raise FileRefused(TOO_MANY_NAMES, self.text.name) from None
        self.waiting, self.held = [], 0
