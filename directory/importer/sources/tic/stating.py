"""What in-network files state of each practitioner: the plans or networks they are in, with prices.

A statement is about one plan of one payer, or, where a file names none, about one network. Its key begins with a digest
of these, the part of which a newer file is the whole.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from directory.core.dates import DATE_IN_NAME
from directory.core.hashing import content_hash
from directory.core.names import folded
from directory.core.practitioner import PlanTaken
from directory.importer.cleaning import clean
from directory.importer.formats.json_values import scrubbed
from directory.importer.record import RawStatement, ReadContext, ReportedPlan
from directory.importer.sources.tic.group_rates import MOST_RATES, RateSets
from directory.importer.sources.tic.membership import UNNAMED, Membership
from directory.importer.sources.tic.network_file import NetworkFile
from directory.importer.sources.tic.prices import unpacked

NO_PAYER = "insurer not named"
MOST_NETWORKS = 8  # names of networks told of one plan


class Part(NamedTuple):
    """What a statement is about. file: its name without the day, where neither a plan nor a network is named."""

    payer: str
    plan: str
    plan_id: str
    network: str
    file: str = ""

    @property
    def digest(self) -> str:
        """What keys of statements about it begin with."""
        return content_hash("\n".join(map(folded, self)).encode()).hex()[:16]


class FileMembers(NamedTuple):
    """Who is in the networks of one file, and the names of these and the prices by their numbers."""

    members: dict[int, frozenset[Membership]]
    networks: list[tuple[str, ...]]
    prices: RateSets

    def names(self, membership: Membership) -> tuple[str, ...]:
        """The networks' names, none where the file has none."""
        return () if membership.network == UNNAMED else self.networks[membership.network]


class Stating:
    """Collects files, and states what all of them say of each plan or network."""

    def __init__(self, context: ReadContext):
        self.context = context
        self.files_of: dict[Part, list[FileMembers]] = {}

    def add(self, file: NetworkFile, name: str, plans: Iterable[ReportedPlan]) -> None:
        """Adds a file. plans: whose file it is, as a table of contents says; none where its own head tells."""
        members, prices = file.said.members()
        networks = [tuple(filter(None, map(_tidy, names))) for names in file.said.networks]
        found = FileMembers(members, networks, prices)
        for part in self._parts(file, found, name, plans):
            self.files_of.setdefault(part, []).append(found)

    def _parts(self, file: NetworkFile, found: FileMembers, name: str, plans: Iterable[ReportedPlan]) -> Iterator[Part]:
        payer = _tidy(self.context.payer or file.head.get("reporting_entity_name", "")) or NO_PAYER
        if plans := tuple(plans) or own_plans(file):
            for plan in plans:
                yield Part(_tidy(self.context.payer or plan.issuer) or payer, title(plan), _tidy(plan.number), "")
            return
        named = {network for networks in found.networks for network in networks}
        yield from (Part(payer, "", "", network) for network in sorted(named))
        yield Part(payer, "", "", "", _undated(name))

    def statements(self) -> Iterator[RawStatement]:
        """A statement for each practitioner of each plan or network."""
        for part, files in self.files_of.items():
            self.context.parts.add(part.digest)
            taken = lru_cache(1 << 14)(lambda memberships, part=part, files=files: _taken(part, files, memberships))
            for npi in sorted({npi for file in files for npi in file.members}):
                plan = taken(tuple([file.members.get(npi, frozenset()) for file in files]))
                if plan:
                    self.context.tally.rows_read += 1
                    yield RawStatement(1, str(npi), f"{part.digest}-{npi}", adds_only=True, insurance=plan)


def _taken(
    part: Part, files: list[FileMembers], memberships: tuple[frozenset[Membership], ...]
) -> tuple[PlanTaken, ...]:
    """The plan or network with the prices of somebody with these memberships in each file; none where not in it."""
    networks: set[str] = set()
    rates: set[bytes] = set()
    is_in = False
    for file, some in zip(files, memberships, strict=True):
        for each in some:
            names = file.names(each)
            if part.plan or part.network in (names or ("",)):
                is_in = True
                networks.update(names)
                rates.update(file.prices.packed_of(each.prices))
    if not is_in:
        return ()
    tier = ", ".join(sorted(networks)[:MOST_NETWORKS]) if part.plan else ""
    name, in_order = part.plan or part.network or None, tuple(map(unpacked, sorted(rates)[:MOST_RATES]))
    return (PlanTaken(part.payer, name, "in", part.plan_id or None, tier or None, rates=in_order),)


def own_plans(file: NetworkFile) -> tuple[ReportedPlan, ...]:
    """The plan that a file's head names, if it names one."""
    names = ("plan_name", "issuer_name", "plan_sponsor_name", "plan_id")
    plan = ReportedPlan(*(file.head.get(name, "") for name in names))
    return (plan,) if _tidy(plan.name) else ()


def title(plan: ReportedPlan) -> str:
    """A plan's name, after its employer's, by which people know it."""
    name, sponsor = _tidy(plan.name), _tidy(plan.sponsor)
    return f"{sponsor}: {name}" if sponsor and folded(sponsor) not in folded(name) else name


def _tidy(text: str) -> str:
    return clean(scrubbed(text))


def _undated(name: str) -> str:
    return DATE_IN_NAME.sub("", name)
