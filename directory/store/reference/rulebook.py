"""Reading what data/reference/ tells patients: programs' rules, states' rules, prices, the guide."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from directory.core import cited
from directory.core.cited import Cited, StrictModel
from directory.core.guide import GUIDES, Costs, Guide, GuideId, SharedSections, StateRules, StateTitles
from directory.core.i18n import N_
from directory.core.indications import Indications
from directory.core.insurance_names import InsuranceNames
from directory.core.programs import PROGRAMS, Condition, Program, Rule
from directory.core.review import ReviewStatement, ReviewText
from directory.store.reference.files import FOLDER

AnyShape = TypeVar("AnyShape", bound=StrictModel)


class Rulebook(NamedTuple):
    """All of it. programs, guides: by their ids, in the order of PROGRAMS and GUIDES."""

    programs: dict[str, Program]
    states: StateRules
    titles: StateTitles
    costs: Costs
    guides: dict[GuideId, Guide]
    insurance_names: InsuranceNames
    indications: Indications

    @property
    def guide(self) -> Guide:
        """The guide's page on low back pain, the commonest reason to look for acupuncture."""
        return self.guides["low_back_pain"]

    def rules_naming(self, condition: Condition) -> list[tuple[Program, Rule]]:
        """The rules that name a condition, each with its program, in the order of PROGRAMS."""
        return [(each, rule) for each in self.programs.values() for rule in each.rules if condition in rule.conditions]

    @property
    def review_texts(self) -> dict[str, ReviewText]:
        """What a clinician can review, by its name: each page of the guide, each program's rules, the states' rules,
        what the letter says of each reason to refer.
        """
        texts = [
            *(ReviewText(f"guide-{_dashed(each.id)}", each.title, _pairs(each)) for each in self.guides.values()),
            *(ReviewText(f"coverage-{_dashed(each.id)}", each.name, _said_by(each)) for each in self.programs.values()),
            ReviewText("states", N_("States with rules of their own"), _pairs(self.states)),
            ReviewText("letter", N_("What the letter says of each reason to refer"), _said_of(self.indications)),
        ]
        return {each.id: each for each in texts}

    @property
    def statements(self) -> list[tuple[str, Cited]]:
        """Everything that has sources, as (what it is, it) pairs."""
        return [
            *((f"coverage {program.id}", rule) for program in self.programs.values() for rule in program.statements),
            *((f"state rule {rule.state}", rule) for rule in self.states.rules),
            *((f"state title {title.state}", title) for title in self.titles.titles),
            *(("costs", price) for price in self.costs.statements),
            *((f"guide {guide.id}", part) for guide in self.guides.values() for part in guide.statements),
            *((f"insurance {explained.name}", explained) for explained in self.insurance_names.explained),
            *self.indications.statements,
        ]


def _dashed(name: str) -> str:
    return name.replace("_", "-")


def _pairs(page: Guide | StateRules) -> tuple[ReviewStatement, ...]:
    cited = page.statements if isinstance(page, Guide) else page.rules
    return tuple(ReviewStatement(each.text, each.sources) for each in cited)


def _said_of(reasons: Indications) -> tuple[ReviewStatement, ...]:
    """Red flags, courses and evidence of all reasons to refer."""
    parts = [part for each in reasons.indications for part in (*each.red_flags, *each.course, *each.evidence)]
    return tuple(ReviewStatement(*each) for each in dict.fromkeys((part.text, part.sources) for part in parts))


def _said_by(program: Program) -> tuple[ReviewStatement, ...]:
    rules = [(each.text, each.sources) for rule in program.rules for each in rule.parts]
    says = [(rule.says, rule.sources) for rule in program.rules]
    return tuple(ReviewStatement(*each) for each in dict.fromkeys([*says, *rules]))


@cache
def rulebook(folder: Path = FOLDER) -> Rulebook:
    """What the files say, read once and kept. Raises ValueError with the file and what to mend in it."""
    return Rulebook(
        {name: _load(Program, folder, f"coverage/{name}.toml", {"id": name}) for name in PROGRAMS},
        _load(StateRules, folder, "state_rules.toml"),
        _load(StateTitles, folder, "state_titles.toml"),
        _load(Costs, folder, "costs.toml"),
        _guides(folder),
        insurance_names(folder),
        indications(folder),
    )


@cache
def indications(folder: Path = FOLDER) -> Indications:
    """What the letter knows of reasons to refer: indications.toml. Raises ValueError with what to mend in it."""
    return _load(Indications, folder, "indications.toml")


@cache
def insurance_names(folder: Path = FOLDER) -> InsuranceNames:
    """The names of insurances that are explained: insurance_names.toml. Raises ValueError with what to mend in it."""
    return _load(InsuranceNames, folder, "insurance_names.toml")


def _guides(folder: Path) -> dict[GuideId, Guide]:
    shared = _load(SharedSections, folder, "guide/shared.toml")
    pages = {name: _load(Guide, folder, f"guide/{name}.toml", {"id": name}) for name in GUIDES}
    return {name: page.completed(shared) for name, page in pages.items()}


def _load(shape: type[AnyShape], folder: Path, name: str, more: dict[str, Any] | None = None) -> AnyShape:
    try:
        return cited.parse_reference_data(
            shape, tomllib.loads((folder / name).read_text(encoding="utf-8")) | (more or {})
        )
    except ValueError as error:  # that TOML cannot be read, or is not UTF-8, are ValueErrors too
        raise ValueError(f"data/reference/{name}: {error}") from None
