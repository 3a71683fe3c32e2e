"""What is known of each state, a row for each: what a program pays there, what it asks of patients, its titles."""

from collections.abc import Iterable
from typing import NamedTuple

from directory.core.addresses import MILITARY, STATES, TERRITORIES
from directory.core.guide import StateRule, StateTitle
from directory.core.programs import Program, ProgramId, Rule

# Programs whose rules differ from state to state.
BY_STATE: tuple[ProgramId, ...] = ("medicaid", "marketplace", "workers_comp", "auto")
# The 50 states and the District of Columbia, by name; of the territories nothing is known.
FIFTY_ONE = tuple(sorted(STATES.keys() - TERRITORIES - MILITARY, key=lambda code: STATES[code]))


class StateRow(NamedTuple):
    """A state and the rules known there; none where nobody could say."""

    state: str
    rules: tuple[Rule, ...]

    @property
    def read(self) -> bool:
        """Whether a primary source was read."""
        return any(not rule.second_hand for rule in self.rules)

    @property
    def settled(self) -> bool:
        """Whether the rules come to more than that we do not know."""
        return any(rule.outcome != "unknown" for rule in self.rules)


class KnownShare(NamedTuple):
    """Of how many of the 50 states and the District of Columbia something is known: of how many the rule itself was
    read, of how many what is known settles the question.
    """

    known: int
    read: int
    settled: int

    @property
    def percent(self) -> int:
        """The share of which something is known."""
        return round(100 * self.known / len(FIFTY_ONE))


def share_known(program: Program) -> KnownShare:
    """How much is known of a program, state by state."""
    rows = [row for row in state_rows(program) if row.rules]
    return KnownShare(len(rows), sum(row.read for row in rows), sum(row.settled for row in rows))


def state_rows(program: Program) -> list[StateRow]:
    """A row for each of the 50 states and the District of Columbia, by name."""
    return [StateRow(code, tuple(rule for rule in program.rules if code in rule.states)) for code in FIFTY_ONE]


def cited_rows(statements: Iterable[StateRule | StateTitle]) -> list[tuple[str, StateRule | StateTitle | None]]:
    """Each state with what is said of it; None where nothing is known."""
    known = {statement.state: statement for statement in statements}
    return [(code, known.get(code)) for code in FIFTY_ONE]
