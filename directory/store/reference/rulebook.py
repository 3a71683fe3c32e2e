"""Reading what data/reference/ tells patients: programs' rules, states' rules, prices, the guide."""

import tomllib
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from directory.core import cited
from directory.core.cited import Cited, StrictModel
from directory.core.guide import Costs, Guide, StateRules
from directory.core.programs import PROGRAMS, Program
from directory.store.reference.files import FOLDER

T = TypeVar("T", bound=StrictModel)


class Rulebook(NamedTuple):
    """All of it. programs: by their ids, in the order of PROGRAMS."""

    programs: dict[str, Program]
    states: StateRules
    costs: Costs
    guide: Guide

    @property
    def statements(self) -> list[tuple[str, Cited]]:
        """Everything that has sources, as (what it is, it) pairs."""
        rules = [(f"coverage {program.id}", each) for program in self.programs.values() for each in program.statements]
        states = [(f"state rule {rule.state}", rule) for rule in self.states.rules]
        return (
            rules
            + states
            + [("costs", each) for each in self.costs.statements]
            + [(f"guide {each.id}", each) for each in self.guide.statements]
        )


def rulebook(folder: Path = FOLDER) -> Rulebook:
    """What the files say. Raises ValueError with the file and what to mend in it."""
    return Rulebook(
        {name: _read(Program, folder / "coverage" / f"{name}.toml", {"id": name}) for name in PROGRAMS},
        _read(StateRules, folder / "state_rules.toml"),
        _read(Costs, folder / "costs.toml"),
        _read(Guide, folder / "guide.toml"),
    )


def _read(shape: type[T], path: Path, more: dict[str, Any] | None = None) -> T:
    try:
        return cited.parse_reference_data(shape, tomllib.loads(path.read_text(encoding="utf-8")) | (more or {}))
    except ValueError as error:  # that TOML cannot be read, or is not UTF-8, are ValueErrors too
        raise ValueError(
            f"data/reference/{path.relative_to(path.parents[1] if path.parent.name == 'coverage' else path.parent)}: {error}"
        ) from None
