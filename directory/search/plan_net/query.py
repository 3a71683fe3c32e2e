"""From the parameters of an address to a search, or to what is wrong with it.

What is not known is left out, and told to whoever asks for it with Prefer: handling=strict; what is wrong is refused.
"""

import re
from collections.abc import Iterable
from typing import NamedTuple

from directory.search.plan_net.conditions import Asked, Condition, Referred
from directory.search.plan_net.finding import START, Position
from directory.search.plan_net.matching import MODIFIERS, matcher
from directory.search.plan_net.near import Circle
from directory.search.plan_net.parameters import BY_NAME, SearchParameter
from directory.search.plan_net.refusals import BadSearch

USUAL_COUNT, MAX_COUNT = 20, 200
MAX_PARAMETERS, MAX_TEXT, MAX_VALUES, MAX_CHAIN = 40, 1_000, 50, 4
FORMATS = ("json", "application/json", "application/fhir+json", "text/json")
SPLIT = re.compile(r"(?<!\\),")
ESCAPED = re.compile(r"\\([,$|\\])")
CURSOR = re.compile(r"([0-9a-f]{1,32})_(-?\d{1,9})_(-?\d{1,10})", re.ASCII)
ABOUT_ANSWERS = ("_format", "_pretty", "_count", "_cursor", "_include", "_revinclude", "_summary", "_total")
INCLUDES = ("_include", "_include:iterate", "_include:recurse", "_revinclude", "_revinclude:iterate")


class Include(NamedTuple):
    """What comes with what is found. kind, parameter: of the reference; target: the type that it leads to, "" for any;
    reverse: those that refer to what is found, else those that it refers to; iterate: of what is included too.
    """

    kind: str
    parameter: str
    target: str
    reverse: bool
    iterate: bool


class PlanNetSearch(NamedTuple):
    """A search. size: of a page; after: the position behind which the page begins; understood: the parameters that
    count, for links; ignored: those that do not; edition: of which the cursor was, "" without one.
    """

    kind: str
    asked: tuple[Asked, ...]
    size: int
    after: Position
    includes: tuple[Include, ...]
    understood: tuple[tuple[str, str], ...]
    ignored: tuple[str, ...]
    edition: str = ""
    only_count: bool = False


def parse_search(kind: str, given: Iterable[tuple[str, str]], base: str, strict: bool = False) -> PlanNetSearch:
    """The search for a type that parameters ask for. base: our own address, which references may begin with.

    Raises BadSearch for what is wrong, and with `strict` for what is not known.
    """
    pairs = [(name, text) for name, text in given if text.strip()]
    if len(pairs) > MAX_PARAMETERS or any(len(name) + len(text) > MAX_TEXT for name, text in pairs):
        raise BadSearch("too-costly", f"at most {MAX_PARAMETERS} parameters of {MAX_TEXT} characters each")
    conditions, understood, ignored = list[Asked](), list[tuple[str, str]](), list[str]()
    for name, text in pairs:
        if name.partition(":")[0] in ABOUT_ANSWERS:
            understood += [(name, text)] if name != "_cursor" else []
            continue
        try:
            conditions.append(_condition(kind, name, text, base))
            understood.append((name, text))
        except UnknownParameter as unknown:
            if strict:
                raise BadSearch("not-supported", unknown.words) from None
            ignored.append(name[:60])
    about = dict(pairs)
    edition, after = _cursor(about.get("_cursor", ""))
    includes = tuple(_include(name, text) for name, text in pairs if name in INCLUDES)
    only_count = about.get("_summary") == "count" or about.get("_count") == "0"
    count = _count(about.get("_count", str(USUAL_COUNT)))
    _check_format(about.get("_format", "json"))
    return PlanNetSearch(
        kind, tuple(conditions), count, after, includes, tuple(understood), tuple(ignored), edition, only_count
    )


class UnknownParameter(Exception):
    """A parameter that nobody here knows. words: which."""

    def __init__(self, kind: str, name: str):
        known = ", ".join(BY_NAME[kind])
        super().__init__(name)
        self.words = f"{kind} is not searched by “{name[:60]}”, but by: {known}"


def _condition(kind: str, name: str, text: str, base: str, depth: int = 0) -> Asked:
    """Raises UnknownParameter, BadSearch."""
    if depth > MAX_CHAIN:
        raise BadSearch("too-costly", f"a chain of more than {MAX_CHAIN} references")
    if name.startswith("_has:"):
        return _referred(kind, name, text, base, depth)
    head, dot, rest = name.partition(".")
    plain, _, modifier = head.partition(":")
    parameter = BY_NAME[kind].get(plain)
    if not parameter:
        raise UnknownParameter(kind, plain)
    if parameter.kind != "reference":
        if dot:
            raise BadSearch("invalid", f"{plain} is no reference, so nothing can be chained to it")
        return _plain(kind, parameter, modifier, text, base)
    if dot:
        return Condition(kind, parameter, "", (), _chained(parameter, modifier, rest, text, base, depth))
    return _plain(kind, parameter, modifier, text, base)


def _chained(parameter: SearchParameter, target: str, rest: str, text: str, base: str, depth: int) -> Condition:
    """What is asked of what a reference leads to."""
    if not parameter.targets or (target and target not in parameter.targets):
        raise BadSearch("invalid", f"{parameter.name} leads to {' or '.join(parameter.targets) or 'any type'}")
    inner = _condition(parameter.targets[0], rest, text, base, depth + 1)
    if isinstance(inner, Referred):
        raise BadSearch("not-supported", "_has stands at the beginning of a parameter")
    return inner


def _referred(kind: str, name: str, text: str, base: str, depth: int) -> Referred:
    _, other, reference, rest = [*name.split(":", 3), "", "", ""][:4]
    parameter = BY_NAME.get(other, {}).get(reference)
    if not parameter or parameter.kind != "reference" or kind not in parameter.targets or not rest:
        raise BadSearch("invalid", f"“{name[:60]}” is not _has:TYPE:REFERENCE:PARAMETER of a reference to {kind}")
    return Referred(kind, parameter, _condition(other, rest, text, base, depth + 1))


def _plain(kind: str, parameter: SearchParameter, modifier: str, text: str, base: str) -> Condition:
    values = tuple(ESCAPED.sub(r"\1", each).strip() for each in SPLIT.split(text))
    if len(values) > MAX_VALUES:
        raise BadSearch("too-costly", f"at most {MAX_VALUES} values of {parameter.name}")
    if parameter.kind == "reference" and modifier in (*parameter.targets, *(BY_NAME if not parameter.targets else ())):
        values, modifier = tuple(each if "/" in each else f"{modifier}/{each}" for each in values), ""
    if modifier not in MODIFIERS[parameter.kind]:
        raise BadSearch("not-supported", f"{parameter.name} has no modifier “{modifier[:20]}”")
    if modifier == "missing" and values not in (("true",), ("false",)):
        raise BadSearch("value", f"{parameter.name}:missing may be true or false")
    if parameter.kind == "reference" and modifier != "missing":
        values = tuple(_reference(parameter, each, base) for each in values)
    elif parameter.kind == "special":
        for each in values:
            Circle.of(each)
    elif modifier != "missing":
        for each in values:
            matcher(parameter, modifier, each)
    return Condition(kind, parameter, modifier, values)


def _reference(parameter: SearchParameter, text: str, base: str) -> str:
    """The name of what is referred to; of an address elsewhere the address, which nothing has."""
    name = text.removeprefix(f"{base}/")
    return name if "/" in name or not parameter.targets else f"{parameter.targets[0]}/{name}"


def _count(text: str) -> int:
    if not (text.isascii() and text.isdigit()):
        raise BadSearch("value", f"_count may be a whole number; more than {MAX_COUNT} count as {MAX_COUNT}")
    return min(int(text[:9]), MAX_COUNT)


def _check_format(text: str) -> None:
    if text.partition(";")[0].strip().replace(" ", "+") not in FORMATS:
        raise BadSearch("not-supported", "_format may be json; nothing else is written here")


def _cursor(text: str) -> tuple[str, Position]:
    if not text:
        return "", START
    match = CURSOR.fullmatch(text)
    if not match:
        raise BadSearch("value", "_cursor is none that a link of ours has")
    return match[1], Position(int(match[2]), int(match[3]))


def _include(name: str, text: str) -> Include:
    """Raises BadSearch for what is no reference."""
    kind, parameter, target = [*text.split(":"), "", ""][:3]
    known = BY_NAME.get(kind, {}).get(parameter)
    if not (known and known.kind == "reference"):
        references = [f"{each}:{other.name}" for each, all_of in BY_NAME.items() for other in all_of.values()
                      if other.kind == "reference"]  # fmt: skip
        raise BadSearch("not-supported", f"{name} may be one of {', '.join(references)}")
    if target and known.targets and target not in known.targets:
        raise BadSearch("invalid", f"{kind}:{parameter} leads to {' or '.join(known.targets)}")
    return Include(kind, parameter, target, name.startswith("_revinclude"), ":" in name)
