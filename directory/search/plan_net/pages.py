"""A page of what a search finds: what matches, what comes with it, and where the next page begins."""

from collections.abc import Iterator
from typing import NamedTuple

from directory.core.fhir_values import Resource
from directory.search.plan_net.conditions import Condition
from directory.search.plan_net.endpoints import provenance
from directory.search.plan_net.finding import NOT_OF_LISTINGS, Finder, Pause, Position
from directory.search.plan_net.graph import Graph
from directory.search.plan_net.ids import SHORT, provenance_target
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
    finder, progress = Finder(graph), Pause(BUDGET // 2)
    if search.kind == "Provenance":
        found = _provenances(search, finder)
    else:
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
    outcomes = [outcome("too-costly", CUT, "warning")] if cut else []
    return FoundPage([each.resource for each in matches], [each.resource for each in included], outcomes, after, total)


def _counted(found: Iterator[tuple[Position, Made]], progress: Pause) -> FoundPage:
    total = sum(1 for _ in found)
    if progress.reached is not None:
        raise BadSearch("too-costly", "there are too many to be counted: ask for less, or take $bulk-publish")
    return FoundPage([], [], [], None, total)


def _included(matches: list[Made], includes: tuple[Include, ...], finder: Finder) -> tuple[list[Made], bool]:
    """What comes with the matches, and whether it was cut."""
    seen, included = {each.name for each in matches}, list[Made]()
    try:
        return included, _include_all(matches, includes, finder, seen, included)
    except BadSearch:  # it costs too much: what is there so far is given, and that there is more is told
        return included, True


def _include_all(
    around: list[Made], includes: tuple[Include, ...], finder: Finder, seen: set[str], included: list[Made]
) -> bool:
    """Fills `included`; whether it was cut."""
    for turn in range(ITERATIONS):
        news = list[Made]()
        for include in includes if turn == 0 else [each for each in includes if each.iterate]:
            for found in _with(around, include, finder):
                if found.name not in seen:
                    if len(included) == MOST_INCLUDED:
                        return True
                    seen.add(found.name)
                    included.append(found)
                    news.append(found)
        around = news
    return False


def _with(around: list[Made], include: Include, finder: Finder) -> Iterator[Made]:
    """What an include adds to some resources."""
    for made in around:
        kind = made.resource["resourceType"]
        if include.reverse and _leads_to(include, kind):
            if include.kind == "Provenance":
                yield provenance_of(made, finder.graph)
            else:
                yield from finder.referring(include.kind, include.parameter, made.name)
        elif not include.reverse and include.kind == kind:
            for reference in BY_NAME[include.kind][include.parameter].values(made.resource):
                target = finder.graph.read(reference["reference"]) if "reference" in reference else None
                if target and include.target in ("", target.resource["resourceType"]):
                    yield target


def _leads_to(include: Include, kind: str) -> bool:
    """Whether the reference of an include may lead to a type; one that names none to all that have a Provenance."""
    targets = BY_NAME[include.kind][include.parameter].targets or SHORT
    return kind in targets and include.target in ("", kind)


def provenance_of(made: Made, graph: Graph) -> Made:
    """Who states what a resource says."""
    about = graph.directory.about
    titles = {each["source"]: each["title"] for each in about["sources"]}
    return Made(provenance(made, about["published_at"], titles), ())


def read_resource(graph: Graph, name: str) -> Resource | None:
    """The resource of a name such as Location/0a…; None where there is none."""
    kind, _, resource_id = name.partition("/")
    made = graph.read(provenance_target(resource_id) if kind == "Provenance" else name)
    if made and kind == "Provenance":
        made = provenance_of(made, graph)
    return made.resource if made else None


def _provenances(search: PlanNetSearch, finder: Finder) -> Iterator[tuple[Position, Made]]:
    """Of what is named, by target or by _id, in the order of the names; each is made when it is asked for."""
    naming = (each for each in search.asked if isinstance(each, Condition) and not each.modifier)
    named = next((each for each in naming if each.parameter.name in ("target", "_id")), None)
    if not named:
        raise BadSearch("required", "Provenance is searched by target, such as Practitioner/2345678901")
    names = map(provenance_target, named.wanted) if named.parameter.name == "_id" else named.wanted
    for place, name in enumerate(dict.fromkeys(names)):
        position = Position(NOT_OF_LISTINGS, place)
        if position > search.after and (target := finder.graph.read(name)):
            made = provenance_of(target, finder.graph)
            if all(finder.holds(each, made) for each in search.asked):
                yield position, made
