"""In which of an insurer's lists somebody was named and in which not, of the files that were imported.

Only files that were the whole of a list say that somebody is not in it; a file of changes says that those in it are.
Whoever is named by the very file, and in doubt, is told neither as named nor as not named.
"""

from collections.abc import Iterable, Iterator
from itertools import groupby, islice
from operator import attrgetter
from typing import NamedTuple

from directory.core.hashing import content_hash
from directory.core.network_lists import ListFile, NamedIn, PastPlan, past_plans_to_json
from directory.core.sources import SOURCES
from directory.store.imports.database import Imports
from directory.store.imports.list_files import FileOfList, Record, list_files, names_in, past_plans, recorded

LISTING = tuple(source.name for source in SOURCES if source.lists_networks and "insurance" in source.states)
MOST_FILES = 24  # of a list, the newest: two years of monthly ones
NAMES_AT_ONCE = 5000  # read


class _PastList(NamedTuple):
    """A list of plans. digest: tells it from others; networks: the payer and plan, "" for any, of each."""

    digest: bytes
    networks: tuple[tuple[str, str], ...]


class _Named(NamedTuple):
    """See NamedIn. is_told: whether it is they whom the list names; content, plan_list: what says so, by its numbers in
    imports.db.
    """

    practitioner_id: str
    number: int
    source: str
    first_day: str
    last_day: str
    is_told: bool
    content: int
    plan_list: int


class NetworkHistory:
    """All that the lists of all sources have said of whomever. owners: see StatementReader.current.

    made_of: the same where no list has said anything else, and nothing is of somebody else than before. files: complete
    once everybody in `named` is read.
    """

    def __init__(self, imports: Imports, owners: dict[str, str]):
        self.imports = imports
        self.owners = {ref: owner for ref, owner in owners.items() if ref.partition(":")[0] in LISTING}
        self.lists = sorted(list_files(imports.connection, LISTING).items())
        self.files: set[ListFile] = set()
        # The turns of files among all are others with each file of another source: only which follows which counts.
        in_time = [(source, sorted(files, key=attrgetter("turn"))) for source, files in self.lists]
        said = [(source, *each[:3], sorted(each.parts)) for source, files in in_time for each in files]
        self.made_of = content_hash(repr((said, sorted(self.owners.items()))).encode()).hex()

    def named(self, only: set[str] | None = None) -> Iterator[NamedIn]:
        """Everybody in a list; or of these practitioners alone, which is soon told of few."""
        connection, found = self.imports.connection, self._named(only)
        while batch := list(islice(found, NAMES_AT_ONCE)):
            names = names_in(connection, {each.content for each in batch})
            plans = dict(past_plans(connection, {each.plan_list for each in batch}))
            for each in batch:
                told = plans[each.plan_list] if each.is_told else None
                yield NamedIn(*each[:5], told, names[each.content])

    def _named(self, only: set[str] | None) -> Iterator[_Named]:
        numbers = _list_numbers(self.lists)
        for source, its_files in self.lists:
            reader = _SourceReader(source, its_files, self.owners, numbers, self.files)
            for statement_id, group in groupby(self._records(reader, only), key=attrgetter("id")):
                for each in reader.named(statement_id, {record.snapshot: record for record in group}):
                    if only is None or each.practitioner_id in only:
                        yield each

    def _records(self, reader: "_SourceReader", only: set[str] | None) -> Iterable[Record]:
        """The records of a source's files, whose lists of plans are read."""
        if only is None:
            reader.read_plans(self.imports)
            return recorded(self.imports.connection, reader.kept)
        records = list(recorded(self.imports.connection, reader.kept, self._ids(reader.source, only)))
        reader.read_plans(self.imports, {each.plan_list for each in records if each.plan_list is not None})
        return records

    def _ids(self, source: str, practitioners: set[str]) -> set[str]:
        """Under which ids a source may speak of these."""
        refs = (ref for ref, owner in self.owners.items() if owner in practitioners)
        return practitioners | {ref.removeprefix(f"{source}:") for ref in refs if ref.startswith(f"{source}:")}


def _list_numbers(lists: Iterable[tuple[str, list[FileOfList]]]) -> dict[tuple[str, str], int]:
    """The number of each list, by its source and part, "" of what is of none."""
    known = {(source, part) for source, files in lists for file in files for part in (*file.parts, "")}
    return {each: number for number, each in enumerate(sorted(known))}


def _past_list(plans: tuple[PastPlan, ...], known: dict[tuple[str, str], tuple[str, str]]) -> _PastList:
    """known: the networks so far, each of which is kept once."""
    named = [(plan.payer, plan.plan or "") for plan in plans]
    networks = tuple([known.setdefault(each, each) for each in named])
    return _PastList(content_hash(past_plans_to_json(plans)), networks)


class _Event(NamedTuple):
    """What a file says of somebody: who that is, the plans, and in imports.db the numbers of their list and of the
    content; plans None: it does not name them.
    """

    as_of: str
    practitioner_id: str
    plans: _PastList | None
    plan_list: int
    content: int


class _SourceReader:
    """Reads what one source's lists say. numbers: of the lists of practitioners, by source and part; files: see
    NetworkHistory.

    kept: the files that are looked at, by their numbers.
    """

    def __init__(
        self,
        source: str,
        all_files: list[FileOfList],
        owners: dict[str, str],
        numbers: dict[tuple[str, str], int],
        files: set[ListFile],
    ):
        self.source, self.owners, self.numbers, self.files = source, owners, numbers, files
        self.plans: dict[int, _PastList] = {}
        self.noted: set[tuple[int, str, int]] = set()  # of which list, day and list of plans `files` has all
        parts = {part for file in all_files for part in file.parts}
        self.whole = {part: _newest_wholes(all_files, part) for part in {*parts, ""}}
        kept = {file.snapshot: file for wholes in self.whole.values() for file in wholes}
        first = min((file.turn for file in kept.values()), default=0)
        self.kept = kept | {each.snapshot: each for each in all_files if not each.is_whole and each.turn > first}

    def read_plans(self, imports: Imports, numbers: set[int] | None = None) -> None:
        """Reads the lists of plans with these numbers in imports.db, or all that there are."""
        known: dict[tuple[str, str], tuple[str, str]] = {}  # of a million lists, each with thirty of few thousand
        self.plans = {number: _past_list(plans, known) for number, plans in past_plans(imports.connection, numbers)}

    def named(self, statement_id: str, records: dict[int, Record]) -> Iterator[_Named]:
        """When a statement's practitioner was in the list of its part. records: by the files that have them."""
        part, dash, _ = statement_id.partition("-")
        part = part if dash and part in self.whole else ""
        number = self.numbers[self.source, part]
        is_withheld = self.owners.get(f"{self.source}:{statement_id}") == ""  # it waits for an admin
        for events in self._runs(statement_id, part, number, records):
            first, last = events[0], events[-1]
            days = first.as_of, last.as_of
            yield _Named(
                last.practitioner_id, number, self.source, *days, not is_withheld, last.content, last.plan_list
            )

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
        for payer, plan in event.plans.networks if event.plans else ():
            for name in {plan, ""}:
                self.files.add(ListFile(number, self.source, event.as_of, payer, name))


def _newest_wholes(files: Iterable[FileOfList], part: str) -> list[FileOfList]:
    """The newest files that were the whole of a part, "" of what is of none."""
    wholes = [file for file in files if file.is_whole and (part in file.parts or not file.parts)]
    return sorted(wholes, key=lambda file: file.turn)[-MOST_FILES:]
