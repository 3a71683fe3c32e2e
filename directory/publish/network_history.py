"""In which of an insurer's lists somebody was named and in which not, of the files that were imported.

Only files that were the whole of a list say that somebody is not in it; a file of changes says that those in it are.
Whoever is named by the very file, and in doubt, is told neither as named nor as not named.
"""

from collections.abc import Iterable, Iterator
from itertools import groupby, islice
from operator import attrgetter
from typing import NamedTuple

from directory.core.network_lists import ListFile, NamedIn, PastPlan
from directory.core.practitioner import PlanTaken
from directory.core.sources import SOURCES
from directory.store.imports.database import Imports
from directory.store.imports.list_files import FileOfList, Record, list_files, names_in, plan_lists, recorded

LISTING = tuple(source.name for source in SOURCES if source.lists_networks and "insurance" in source.states)
MOST_FILES = 24  # of a list, the newest: two years of monthly ones
NAMES_AT_ONCE = 5000  # read


class NetworkHistory(NamedTuple):
    """All that lists have said. files: complete once all of `named` is read."""

    named: Iterator[NamedIn]
    files: set[ListFile]


def network_history(imports: Imports, owners: dict[str, str]) -> NetworkHistory:
    """What the lists of all sources have said of whomever. owners: see StatementReader.current."""
    files: set[ListFile] = set()
    return NetworkHistory(_with_names(imports, _all_named(imports, owners, files)), files)


def _with_names(imports: Imports, named: Iterator[tuple[NamedIn, int]]) -> Iterator[NamedIn]:
    """Each with the name that its content, of this number, has."""
    while batch := list(islice(named, NAMES_AT_ONCE)):
        names = names_in(imports.connection, {content for _, content in batch})
        yield from (each._replace(name=names[content]) for each, content in batch)


def _all_named(imports: Imports, owners: dict[str, str], files: set[ListFile]) -> Iterator[tuple[NamedIn, int]]:
    """Everybody in a list, and the number of the content that says so; without their names."""
    plans: dict[int, tuple[PastPlan, ...]] = {}
    numbers: dict[tuple[str, str], int] = {}
    for source, its_files in sorted(list_files(imports.connection, LISTING).items()):
        plans = plans or _past_plans(imports)
        reader = _SourceReader(source, its_files, owners, plans, numbers, files)
        for statement_id, records in groupby(recorded(imports.connection, reader.kept), key=attrgetter("id")):
            yield from reader.named(statement_id, {each.snapshot: each for each in records})


def _past_plans(imports: Imports) -> dict[int, tuple[PastPlan, ...]]:
    """Every list of plans, without prices, by its number; the same tuple for those that are then the same."""
    same: dict[tuple[PastPlan, ...], tuple[PastPlan, ...]] = {}
    found = ((number, tuple(dict.fromkeys(map(_past_plan, plans)))) for number, plans in plan_lists(imports.connection))
    return {number: same.setdefault(plans, plans) for number, plans in found}


def _past_plan(plan: PlanTaken) -> PastPlan:
    return PastPlan(*[getattr(plan, field) for field in PastPlan.__struct_fields__])


class _Event(NamedTuple):
    """What a file says of somebody: who that is, the plans, and in imports.db the numbers of their list and of the
    content; plans None: it does not name them.
    """

    as_of: str
    practitioner_id: str
    plans: tuple[PastPlan, ...] | None
    plan_list: int
    content: int


class _SourceReader:
    """Reads what one source's lists say. plans: all lists of plans; numbers: of the lists of practitioners so far, by
    source and part; files: see NetworkHistory.

    kept: the files that are looked at, by their numbers.
    """

    def __init__(
        self,
        source: str,
        all_files: list[FileOfList],
        owners: dict[str, str],
        plans: dict[int, tuple[PastPlan, ...]],
        numbers: dict[tuple[str, str], int],
        files: set[ListFile],
    ):
        self.source, self.owners, self.plans, self.numbers, self.files = source, owners, plans, numbers, files
        self.noted: set[tuple[int, str, int]] = set()  # of which list, day and list of plans `files` has all
        parts = {part for file in all_files for part in file.parts}
        self.whole = {part: _newest_wholes(all_files, part) for part in {*parts, ""}}
        kept = {file.snapshot: file for wholes in self.whole.values() for file in wholes}
        first = min((file.turn for file in kept.values()), default=0)
        self.kept = kept | {each.snapshot: each for each in all_files if not each.is_whole and each.turn > first}

    def named(self, statement_id: str, records: dict[int, Record]) -> Iterator[tuple[NamedIn, int]]:
        """When a statement's practitioner was in the list of its part. records: by the files that have them."""
        part, dash, _ = statement_id.partition("-")
        part = part if dash and part in self.whole else ""
        number = self.numbers.setdefault((self.source, part), len(self.numbers))
        is_withheld = self.owners.get(f"{self.source}:{statement_id}") == ""  # it waits for an admin
        for events in self._runs(statement_id, part, number, records):
            first, last = events[0], events[-1]
            shown = None if is_withheld else last.plans
            named = NamedIn(last.practitioner_id, number, self.source, first.as_of, last.as_of, shown, "")
            yield named, last.content

    def _runs(self, statement_id: str, part: str, number: int, records: dict[int, Record]) -> Iterator[list[_Event]]:
        """What one file after the other says the same of somebody whom it names."""
        wholes = {file.snapshot for file in self.whole[part]}
        days: dict[str, _Event] = {}
        for snapshot in sorted({*wholes, *records}, key=lambda each: self.kept[each].turn):
            event = self._event(statement_id, self.kept[snapshot], records.get(snapshot))
            days[event.as_of] = event  # of two files of one day the later counts
            if event.plans and snapshot in wholes and (number, event.as_of, event.plan_list) not in self.noted:
                self._note_plans(number, event)
        for (_, plans), run in groupby(days.values(), key=lambda each: (each.practitioner_id, each.plans)):
            if plans is not None:
                yield list(run)

    def _event(self, statement_id: str, file: FileOfList, record: Record | None) -> _Event:
        if record is None or record.content is None or record.plan_list is None:
            return _Event(file.as_of, "", None, 0, 0)
        owner = record.npi or self.owners.get(f"{self.source}:{statement_id}") or statement_id
        return _Event(file.as_of, owner, self.plans[record.plan_list], record.plan_list, record.content)

    def _note_plans(self, number: int, event: _Event) -> None:
        self.noted.add((number, event.as_of, event.plan_list))
        for plan in event.plans or ():
            for name in {plan.plan or "", ""}:
                self.files.add(ListFile(number, self.source, event.as_of, plan.payer, name))


def _newest_wholes(files: Iterable[FileOfList], part: str) -> list[FileOfList]:
    """The newest files that were the whole of a part, "" of what is of none."""
    wholes = [file for file in files if file.is_whole and (part in file.parts or not file.parts)]
    return sorted(wholes, key=lambda file: file.turn)[-MOST_FILES:]
