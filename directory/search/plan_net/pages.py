"""A page of what a search finds: what matches, what comes with it, and where the next page begins."""

from collections.abc import Iterator
from typing import NamedTuple

from directory.core.fhir_values import Resource
from directory.search.plan_net.endpoints import provenance
from directory.search.plan_net.finding import Finder, Pause, Position
from directory.search.plan_net.graph import Graph
from directory.search.plan_net.ids import provenance_target
from directory.search.plan_net.neighbourhood import BUDGET
from directory.search.plan_net.parameters import BY_NAME
from directory.search.plan_net.query import Include, PlanNetSearch
from directory.search.plan_net.refusals import BadSearch, outcome
from directory.search.plan_net.values import Made

MOST_INCLUDED = 1_000
ITERATIONS = 3
CUT = "more belongs to these results than a page holds: ask for the rest by itself"


class FoundPage(NamedTuple):
    """A page. after: the position behind which the next one begins, None on the last; total: where this one has all."""

    matches: list[Resource]
    included: list[Resource]
    outcomes: list[Resource]
    after: Position | None
    total: int | None


def edition_of(graph: Graph) -> str:
    """What tells the order of this version of the directory on this day from others."""
    return f"{graph.directory.about['version'][:16]}{graph.directory.day.replace('-', '')}"


def find_page(search: PlanNetSearch, graph: Graph) -> FoundPage:
    """The page asked for. Raises BadSearch, also where the directory has become another since the page before."""
    if search.edition and search.edition != edition_of(graph):
        raise BadSearch("gone", "the directory has been renewed since this page’s address was given: begin again")
    if search.kind == "Provenance":
        return _provenances(search, graph)
    finder, progress = Finder(graph), Pause(BUDGET // 2)
    found = finder.find(search.kind, search.asked, search.after, progress)
    if search.only_count:
        return _counted(found, progress)
    matches, last, more = list[Made](), search.after, False
    for position, made in found:
        if len(matches) == search.size:
            more = True
            break
        matches.append(made)
        last = position
    after = last if more else progress.reached
    included, cut = _included(matches, search.includes, finder)
    total = len(matches) if after is None and not search.edition else None
    resources = [each.resource if isinstance(each, Made) else each for each in included.values()]
    outcomes = [outcome("too-costly", CUT, "warning")] if cut else []
    return FoundPage([each.resource for each in matches], resources, outcomes, after, total)


def _counted(found: Iterator[tuple[Position, Made]], progress: Pause) -> FoundPage:
    total = sum(1 for _ in found)
    if progress.reached is not None:
        raise BadSearch("too-costly", "there are too many to be counted: ask for less, or take $bulk-publish")
    return FoundPage([], [], [], None, total)


def _included(
    matches: list[Made], includes: tuple[Include, ...], finder: Finder
) -> tuple[dict[str, Made | Resource], bool]:
    """What comes with the matches, by their names, and whether it was cut."""
    seen, included = {each.name for each in matches}, dict[str, Made | Resource]()
    try:
        return included, _include_all(matches, includes, finder, seen, included)
    except BadSearch:  # it costs too much: what is there so far is given, and that there is more is told
        return included, True


def _include_all(
    around: list[Made],
    includes: tuple[Include, ...],
    finder: Finder,
    seen: set[str],
    included: dict[str, Made | Resource],
) -> bool:
    """Fills `included`; whether it was cut."""
    for turn in range(ITERATIONS):
        news = list[Made]()
        for include in includes if turn == 0 else [each for each in includes if each.iterate]:
            for name, found in _with(around, include, finder):
                if name not in seen:
                    if len(included) == MOST_INCLUDED:
                        return True
                    seen.add(name)
                    included[name] = found
                    news += [found] if isinstance(found, Made) else []
        around = news
    return False


def _with(around: list[Made], include: Include, finder: Finder) -> Iterator[tuple[str, Made | Resource]]:
    """What an include adds to some resources."""
    for made in around:
        if include.kind == "Provenance" and include.reverse:
            found = provenance_of(made, finder.graph)
            yield f"Provenance/{found['id']}", found
        elif include.reverse and _leads_to(include, made.resource["resourceType"]):
            for other in finder.referring(include.kind, include.parameter, made.name):
                yield other.name, other
        elif not include.reverse and include.kind == made.resource["resourceType"]:
            for reference in BY_NAME[include.kind][include.parameter].values(made.resource):
                target = finder.graph.read(reference["reference"]) if "reference" in reference else None
                if target:
                    yield target.name, target


def _leads_to(include: Include, kind: str) -> bool:
    return kind in BY_NAME[include.kind][include.parameter].targets and include.target in ("", kind)


def provenance_of(made: Made, graph: Graph) -> Resource:
    """Who states what a resource says."""
    about = graph.directory.about
    titles = {each["source"]: each["title"] for each in about["sources"]}
    return provenance(made, about["published_at"], titles)


def read_resource(graph: Graph, name: str) -> Resource | None:
    """The resource of a name such as Location/0a…; None where there is none."""
    kind, _, resource_id = name.partition("/")
    if kind == "Provenance":
        target = graph.read(provenance_target(resource_id)) if provenance_target(resource_id) else None
        return provenance_of(target, graph) if target else None
    made = graph.read(name)
    return made.resource if made else None


def _provenances(search: PlanNetSearch, graph: Graph) -> FoundPage:
    """Of what is named, by target or by _id."""
    names = [
        name
        for each in search.asked
        if not hasattr(each, "inner") and each.parameter.name in ("target", "_id")
        for name in each.wanted
    ]
    if not names:
        raise BadSearch("required", "Provenance is searched by target, such as Practitioner/2345678901")
    wanted = (name if "/" in name else provenance_target(name) for name in names)
    made = [found for name in wanted if name and (found := graph.read(name))]
    resources = [provenance_of(each, graph) for each in made]
    return FoundPage(resources[: search.size], [], [], None, len(resources))
