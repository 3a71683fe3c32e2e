"""The insurers and plans that listings name."""

from collections.abc import Callable, Mapping
from typing import Any

from directory.answers.cursors import cursor_at, place_of
from directory.answers.editions import edition
from directory.answers.listings import parse_limit
from directory.core.names import folded
from directory.search.query import BadQuery
from directory.store.listings.reader import Directory

LONGEST_TYPED = 100  # characters of a name that are looked at


def insurers_answer(asked: Mapping[str, str], directory: Directory) -> dict[str, Any]:
    """The insurers whose plans are taken on this day, in the order of their names. Raises BadQuery."""
    wanted = folded(asked.get("like", "")[:LONGEST_TYPED])
    plans: dict[str, int] = {}
    for payer, plan, _ids in directory.insurance:
        plans[payer] = plans.get(payer, 0) + bool(plan)
    names = sorted(payer for payer in plans if wanted in folded(payer))
    return _page(names, asked, directory, lambda name: _insurer(name, plans[name], directory))


def _insurer(payer: str, plans: int, directory: Directory) -> dict[str, Any]:
    listed = len(directory.takers(payer, "", listed_only=True))
    return {"payer": payer, "plans": plans, "practitioners": len(directory.takers(payer, "")), "in_its_list": listed}


def plans_answer(asked: Mapping[str, str], directory: Directory) -> dict[str, Any]:
    """The plans of an insurer, in the order of their names. Raises BadQuery."""
    payer = asked.get("payer", "").strip()
    ids = {plan: numbers for name, plan, numbers in directory.insurance if name == payer and plan}
    if not any(name == payer for name, _plan, _ids in directory.insurance):
        raise BadQuery({"payer": "payer may be the name of an insurer, as insurers has it."})
    return _page(sorted(ids), asked, directory, lambda plan: _plan(payer, plan, ids[plan], directory))


def _plan(payer: str, plan: str, ids: tuple[str, ...], directory: Directory) -> dict[str, Any]:
    listed = len(directory.takers(payer, plan, listed_only=True))
    taking = len(directory.takers(payer, plan))
    return {"payer": payer, "plan": plan, "plan_ids": list(ids), "practitioners": taking, "in_its_list": listed}


def _page(
    names: list[str], asked: Mapping[str, str], directory: Directory, entry: Callable[[str], dict[str, Any]]
) -> dict[str, Any]:
    """A page of entries in the order of their names, which a cursor goes on behind in any edition."""
    most, behind = parse_limit(asked), place_of(asked, None)
    rest = [name for name in names if name > behind] if behind else names
    cursor = cursor_at(rest[most - 1], asked, None) if len(rest) > most else None
    results = [entry(name) for name in rest[:most]]
    return {"edition": edition(directory), "total": len(names), "results": results, "cursor": cursor}
