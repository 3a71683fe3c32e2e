"""From what a source gives to what imports.db keeps: statements put in order one by one, problems written down for the
report.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from directory.core import npi
from directory.core.gazetteer import Gazetteer
from directory.core.i18n import N_
from directory.core.orderers import Orderers
from directory.core.practitioner import Statement
from directory.geocoding.locate import locate
from directory.importer.normalise import normalise
from directory.importer.record import FileRefused, Problem, RawStatement, ReadContext, Removed
from directory.store.imports import orderers
from directory.store.imports.database import Imports

PROBLEMS_IN_MEMORY = 1000  # before they are written
MAX_PROBLEMS = 1 << 20  # in one file: as many as a spreadsheet has rows, so that the report can be opened

UNKNOWN_PLACE = N_("neither the ZIP code nor the city is known: no search by place finds this listing")
NO_PLACE = N_("no American city and state: no search by place finds this listing")


@dataclass
class Collector:
    """What one snapshot takes in. newest: the newest date in its statements, "" where they hold none."""

    imports: Imports
    gazetteer: Gazetteer
    context: ReadContext
    snapshot: int
    newest: str = ""
    problem_count: int = 0
    unwritten: list[Problem] = field(default_factory=list)

    def records(
        self, items: Iterable[Statement | RawStatement | Removed | Problem | Orderers]
    ) -> Iterator[tuple[str, Statement | None]]:
        """What to write down for each item: (id, statement), or (id, None) where the source no longer lists the
        practitioner. A packed list is written as it is.
        """
        for item in items:
            if isinstance(item, Problem):
                self.note(item)
            elif isinstance(item, Orderers):
                orderers.write(self.imports.connection, self.snapshot, item)
            elif isinstance(item, Removed):
                yield item.id, None
            else:
                yield from self._statement(item)

    def _statement(self, item: Statement | RawStatement) -> Iterator[tuple[str, Statement | None]]:
        """The same for one statement; a row refused takes older statements of its NPI with it."""
        statement, problems = (item, []) if isinstance(item, Statement) else self._normalised(item)
        for problem in problems:
            self.note(problem)
        if statement:
            self.newest = max(self.newest, statement.updated_on or "", statement.confirmed_on or "")
            yield statement.id, statement
        elif isinstance(item, RawStatement) and (item.key or npi.is_valid(item.npi)):
            yield item.key or item.npi, None

    def _normalised(self, raw: RawStatement) -> tuple[Statement | None, list[Problem]]:
        statement, problems = normalise(raw)
        if statement and (raw.locations or not self.context.state):  # few boards tell where anybody practises
            problems += unplaced(raw.row, statement, self.gazetteer)
        return statement, problems

    def note(self, problem: Problem) -> None:
        """Keeps a problem for the report.

        Raises FileRefused where there are so many that the file is something else.
        """
        self.context.tally.refused += problem.refused
        self.problem_count += 1
        if self.problem_count > MAX_PROBLEMS:
            raise FileRefused(
                "The file has over %(most)s problems, the last in row %(row)s (%(field)s: %(reason)s). It is "
                "damaged, or of another source.",
                most=f"{MAX_PROBLEMS:,}",
                row=f"{problem.row:,}",
                field=problem.field,
                reason=problem.reason,
            )
        self.unwritten.append(problem._replace(field=problem.field.replace("_", " ").replace("licence", "license")))
        if len(self.unwritten) >= PROBLEMS_IN_MEMORY:
            self.flush()

    def flush(self) -> None:
        """Writes the problems kept so far."""
        self.imports.write_problems(self.snapshot, self.unwritten)
        self.unwritten.clear()


def unplaced(row: int, statement: Statement, gazetteer: Gazetteer) -> list[Problem]:
    """A problem when no search by place can find whom the statement lists."""
    if not statement.kind or statement.excluded_on:
        return []
    if not statement.locations:
        return [Problem(row, "city", "", NO_PLACE)]
    place = statement.locations[0]
    if locate(place, gazetteer).precision:
        return []
    return [Problem(row, "address", f"{place.city}, {place.state} {place.postal_code or ''}".strip(), UNKNOWN_PLACE)]
