"""Whether a value of a resource is what a search asks for (FHIR R4, 3.1.1.4)."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

from directory.core.names import folded
from directory.search.plan_net.parameters import SearchParameter
from directory.search.plan_net.refusals import BadSearch

MODIFIERS = {
    "string": ("", "exact", "contains", "missing"),
    "token": ("", "not", "text", "missing"),
    "reference": ("", "missing"),
    "date": ("", "missing"),
    "special": ("",),
}
PREFIXES = ("eq", "ne", "gt", "ge", "lt", "le", "sa", "eb", "ap")
LAST_DAY = date.max
Span = tuple[date, date]  # from the first day on, until before the second


def matcher(parameter: SearchParameter, modifier: str, wanted: str) -> Callable[[Any], bool]:
    """What tells whether a value is the one wanted. Raises BadSearch where it cannot be understood."""
    if parameter.kind == "string":
        return _string(modifier, wanted)
    if parameter.kind == "token":
        return _token(modifier, wanted)
    if parameter.kind == "date":
        return _date(parameter.name, wanted)
    raise BadSearch("not-supported", f"{parameter.name} cannot be compared so")


def _string(modifier: str, wanted: str) -> Callable[[Any], bool]:
    if modifier == "exact":
        return lambda value: wanted in _texts(value)
    key = folded(wanted)
    if not key:
        return lambda value: False
    if modifier == "contains":
        return lambda value: any(key in folded(text) for text in _texts(value))
    return lambda value: any(folded(text).startswith(key) for text in _texts(value))


def _texts(value: Any) -> Iterator[str]:
    """The texts of a string, a HumanName or an Address."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name in ("text", "family", "city", "state", "postalCode", "country", "district"):
            if name in value:
                yield value[name]
        for name in ("given", "suffix", "prefix", "line"):
            yield from value.get(name, ())


def _token(modifier: str, wanted: str) -> Callable[[Any], bool]:
    if modifier == "text":
        key = folded(wanted)
        return lambda value: any(key and folded(text).startswith(key) for text in _displays(value))
    system, bar, code = wanted.rpartition("|")
    return lambda value: any(
        (not code or code == each) and (not bar or system == of) for of, each in _codes(value) if code or system
    )


def _codes(value: Any) -> Iterator[tuple[str, str]]:
    """(system, code) of a code, a Coding, a CodeableConcept or an Identifier."""
    if isinstance(value, bool):
        yield "", str(value).lower()
    elif isinstance(value, str):
        yield "", value
    elif isinstance(value, dict):
        for coding in value.get("coding", ()):
            yield coding.get("system", ""), coding.get("code", "")
        for name in ("code", "value"):
            if isinstance(value.get(name), str):
                yield value.get("system", ""), value[name]


def _displays(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        yield from (text for text in (value.get("text"), value.get("display")) if isinstance(text, str))
        for coding in value.get("coding", ()):
            yield coding.get("display", "")


def _date(name: str, wanted: str) -> Callable[[Any], bool]:
    prefix, text = (wanted[:2], wanted[2:]) if wanted[:2] in PREFIXES else ("eq", wanted)
    try:
        asked = _span(text)
    except (ValueError, OverflowError):  # no date, or one after the last that there is
        words = f"{name} may be a day, a month or a year such as ge2026-11-01, not “{wanted[:40]}”"
        raise BadSearch("value", words) from None
    return lambda value: _compared(prefix, _span_of(value), asked)


def _compared(prefix: str, own: Span, asked: Span) -> bool:
    """Whether a span of days stands so to the one asked for."""
    equal = asked[0] <= own[0] and own[1] <= asked[1]
    later, earlier = own[1] > asked[1], own[0] < asked[0]
    answers = {"ne": not equal, "gt": later, "ge": later or equal, "lt": earlier, "le": earlier or equal}
    answers |= {"sa": own[0] >= asked[1], "eb": own[1] <= asked[0], "ap": own[0] < asked[1] and own[1] > asked[0]}
    return answers.get(prefix, equal)


def _span_of(value: Any) -> Span:
    """The days of an instant, or of a Period, which may be open."""
    if isinstance(value, dict):
        first = _span(value["start"])[0] if "start" in value else date.min
        return first, _span(value["end"])[1] if "end" in value else LAST_DAY
    return _span(value)


def _span(text: str) -> Span:
    """The days of a year, a month, a day or an instant. Raises ValueError for anything else."""
    year, month, day = [*text.partition("T")[0].split("-"), "", ""][:3]
    if not (len(year) == 4 and text.isascii() and len(text) <= 40 and text.count("-") <= 3):
        raise ValueError(text)
    if not month:
        return date(int(year), 1, 1), date(int(year) + 1, 1, 1)
    if not day:
        first = date(int(year), int(month), 1)
        return first, (first + timedelta(31)).replace(day=1)
    first = date.fromisoformat(f"{year}-{month}-{day}")
    return first, first + timedelta(1)
