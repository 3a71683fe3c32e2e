"""What a practice or an admin says is not so, of what others state: a page that is another's now, a language."""

from collections.abc import Sequence
from typing import Any

from msgspec.structs import replace

from directory.core.practitioner import SourcedStatement
from directory.core.sources import CLAIMS, ON_PAGES


def without_denied(statements: Sequence[SourcedStatement]) -> Sequence[SourcedStatement]:
    """The statements without the values that the practice or an admin denies. They deny a value, not a source: what
    others state otherwise later is shown, and the practice's own word stands.
    """
    denied = {pair for each in statements if each.source in ON_PAGES for pair in each.statement.denied}
    if not denied:
        return statements
    return [each if each.source == CLAIMS else _without(each, denied) for each in statements]


def _without(sourced: SourcedStatement, denied: set[tuple[str, str]]) -> SourcedStatement:
    changed: dict[str, Any] = {}
    for name in {name for name, _ in denied}:
        value = getattr(sourced.statement, name)
        if isinstance(value, tuple):
            changed[name] = tuple([each for each in value if (name, as_text(each)) not in denied])
        elif (name, as_text(value)) in denied:
            changed[name] = None
    return sourced._replace(statement=replace(sourced.statement, **changed)) if changed else sourced


def as_text(value: object) -> str:
    """A value as `Statement.denied` has it."""
    return f"{value:g}" if isinstance(value, float) else str(value)
