"""A table of contents: which in-network files are whose plan's, and the choice of some among millions of plans."""

from collections.abc import Iterator
from pathlib import Path

from directory.core.i18n import Message
from directory.core.names import folded
from directory.importer.formats.archive import Opened, members
from directory.importer.formats.json_walk import JsonWalk
from directory.importer.record import FileRefused, ReportedPlan
from directory.importer.sources.tic.stating import title

STRUCTURE, NETWORK = "reporting_structure", ("in_network", "provider_references", "out_of_network")
FIELDS = ("plan_name", "issuer_name", "plan_sponsor_name", "plan_id")
MOST_PLANS = 200  # that are chosen at once: each is stated of everybody in its network
MOST_FILES = 2_000  # of the plans chosen
MOST_SHOWN = 5  # plans named in a refusal

Chosen = dict[str, tuple[ReportedPlan, ...]]  # {where a file is: the plans chosen whose it is}


def chosen_files(path: Path, texts: list[str]) -> Chosen | None:
    """The files of the plans that `texts` choose from a table of contents; None where the file is none.

    A text is part of a plan's, issuer's or employer's name, from the beginning of a word on, or a plan's whole number
    (HIOS's, or an employer's tax number). Raises FileRefused where nothing is chosen, or too much, or the table is
    damaged.
    """
    if path.is_dir() or len(members(path, _is_json)) > 1:
        return None
    with Opened(path, _is_json) as opened:
        text = JsonWalk(opened)
        if text.next() != "{":
            return None
        for name in text.members():
            if name in NETWORK:
                return None
            if name == STRUCTURE and text.next() == "[":
                return _Choice(opened.name, texts).of(text)
            text.value()
    return None


class _Choice:
    """The choice among the plans of one table of contents."""

    def __init__(self, name: str, texts: list[str]):
        self.name, self.texts = name, texts
        self.wanted = [(folded(text), _digits(text)) for text in texts]
        self.files: dict[str, dict[ReportedPlan, None]] = {}
        self.plans: set[ReportedPlan] = set()
        self.seen, self.first = 0, list[ReportedPlan]()

    def of(self, text: JsonWalk) -> Chosen:
        """The files of the plans chosen. Raises FileRefused."""
        for _ in text.elements():
            if text.next() != "{":
                text.value()
                continue
            self._add_structure(text)
        if not self.texts or not self.plans:
            raise FileRefused(self._nothing_chosen(), self.name)
        if not self.files:
            raise FileRefused("the plans chosen have no in-network files.", self.name)
        return {location: tuple(plans) for location, plans in self.files.items()}

    def _add_structure(self, text: JsonWalk) -> None:
        """Adds the files of one structure if plans of it are chosen; whichever of both comes first in it."""
        plans: list[ReportedPlan] = []
        locations: list[str] = []
        for name in text.members():
            if name == "reporting_plans" and text.next() == "[":
                plans += [plan for plan in _plans(text) if self._is_wanted(plan)]
            elif name == "in_network_files" and text.next() == "[":
                locations += _locations(text)
            else:
                text.value()
        if plans:
            self.plans.update(plans)
            for location in locations:
                self.files.setdefault(location, {}).update(dict.fromkeys(plans))
        if len(self.plans) > MOST_PLANS or len(self.files) > MOST_FILES:
            raise FileRefused(
                "“Plans” chooses more than %(plans)s plans or %(files)s files. Say more of the plan’s or the "
                "employer’s name, or give its number.",
                self.name,
                command=(
                    "--plans chooses more than %(plans)s plans or %(files)s files. Say more of the plan’s or the "
                    "employer’s name, or give its number."
                ),
                plans=f"{MOST_PLANS:,}",
                files=f"{MOST_FILES:,}",
            )

    def _is_wanted(self, plan: ReportedPlan) -> bool:
        self.seen += 1
        if len(self.first) < MOST_SHOWN:
            self.first.append(plan)
        names = f" {folded(plan.name)} | {folded(plan.issuer)} | {folded(plan.sponsor)}"
        number = _digits(plan.number)
        return any((name and f" {name}" in names) or (digits and digits == number) for name, digits in self.wanted)

    def _nothing_chosen(self) -> Message:
        some = "; ".join(f"{title(plan)[:60]} ({plan.number[:20]})" for plan in self.first)
        count = f"{self.seen:,}"
        named = Message("it names %(count)s plans, such as %(some)s", count=count, some=some)
        named = named if self.seen else Message("it names no plan")
        if self.texts:
            return Message("no plan has this name or number; %(named)s.", named=named)
        return Message(
            "this is a table of contents: %(named)s. Give it again, and say which under “Plans”, by name or number.",
            command="this is a table of contents: %(named)s. Say which with --plans, by name or number.",
            named=named,
        )


def _plans(text: JsonWalk) -> Iterator[ReportedPlan]:
    for value in text.array():
        if isinstance(value, dict):
            yield ReportedPlan(*(str(value.get(field) or "") for field in FIELDS))


def _locations(text: JsonWalk) -> Iterator[str]:
    for value in text.array():
        location = value.get("location") if isinstance(value, dict) else None
        if isinstance(location, str) and location.strip():
            yield location.strip()


def _is_json(name: str) -> bool:
    return name.lower().endswith(".json")


def _digits(text: str) -> str:
    """A plan's number without the dash that a tax number may have; "" where it is none."""
    bare = text.strip().replace("-", "")
    return bare.upper() if any(map(str.isdigit, bare)) and bare.isalnum() else ""
