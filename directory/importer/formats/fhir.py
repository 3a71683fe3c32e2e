"""FHIR R4 resources out of files: a resource, a Bundle or an array of any size, NDJSON, one after the other."""

import json
import re
from collections.abc import Iterator
from typing import NamedTuple

from directory.importer.formats.archive import Opened
from directory.importer.formats.json_stream import DAMAGED, Text
from directory.importer.formats.json_values import scrubbed
from directory.importer.record import Problem

LINES = (".ndjson", ".jsonl")
NAMED = re.compile(r"(?:^|/)([A-Za-z]+/[^/?#]+)(?:/_history/[^/]*)?$")  # how a reference to a resource ends


class Found(NamedTuple):
    """A resource: its number in the file, the names that references call it by (the first its own, "" where it has none), and what it says."""

    number: int
    names: tuple[str, ...]
    resource: dict

    @property
    def type(self) -> str:
        """Its resourceType."""
        return self.resource["resourceType"]


def resources(opened: Opened) -> Iterator[Found | Problem]:
    """Every resource of the file, contained ones too; a Bundle itself comes after its entries and without them.

    A line of NDJSON that cannot be read is a Problem, unless the file ends in it: that and any other damage is FileRefused.
    """
    text = Text(opened)
    each_value = _lines(text) if opened.name.lower().endswith(LINES) else _document(text)
    for item in each_value:
        yield from [item] if isinstance(item, Problem) else _found(*item)
    yield from text.replacements()


def target(reference: object, within: str) -> str:
    """The name that a Reference calls its resource by, "" where it gives none. within: the resource that refers to it.

    "https://payer.example/fhir/Location/7/_history/2" and "Location/7" are one; "#p1" is contained in the referring one.
    """
    written = reference.get("reference") if isinstance(reference, dict) else None
    if not isinstance(written, str):
        return ""
    written = scrubbed(written)
    if written.startswith("#"):
        return within.partition("#")[0] + written
    named = None if written.startswith("urn:") else NAMED.search(written)
    return named[1] if named else written


def _lines(text: Text) -> Iterator[tuple[int, object, str] | Problem]:
    number = 0
    while (line := text.line()) is not None:
        number += 1
        if not line.strip():
            continue
        try:
            yield text.row(number), json.loads(line), ""
        except (ValueError, RecursionError):
            if not text.whole:
                raise text.refusal(DAMAGED) from None
            yield Problem(
                text.row(number),
                "line",
                line.strip()[:60],
                "not JSON: the line is damaged, or the file is no NDJSON",
                refused=True,
            )


def _document(text: Text) -> Iterator[tuple[int, object, str]]:
    place = 0
    while first := text.next():
        place += 1
        if first == "[":
            yield from ((number, value, "") for number, value in text.array())
        elif first == "{":
            yield from _object(text, text.row(place))
        else:
            raise text.refusal("this is not JSON")


def _object(text: Text, number: int) -> Iterator[tuple[int, object, str]]:
    """A resource; of a Bundle, which alone has entries, each entry as it comes, so that it may be of any size."""
    around: dict[str, object] = {}
    for name in text.members():
        if name == "entry" and text.next() == "[":
            for number, entry in text.array():
                yield number, *_entry(entry)
        else:
            around[name] = text.value()
    yield number, around, ""


def _entry(entry: object) -> tuple[object, str]:
    address = entry.get("fullUrl") if isinstance(entry, dict) else ""
    return (entry.get("resource") if isinstance(entry, dict) else entry), address if isinstance(address, str) else ""


def _found(number: int, value: object, address: str) -> Iterator[Found | Problem]:
    """What a value holds: a resource with those that it contains, or a Bundle with its entries."""
    waiting = [(value, address)]
    while waiting:
        value, address = waiting.pop()
        kind = value.get("resourceType") if isinstance(value, dict) else None
        if not isinstance(kind, str):
            yield Problem(number, "resource", "", "not a FHIR resource: it has no resourceType", refused=True)
            continue
        if kind == "Bundle":
            entries = value.pop("entry", None)
            waiting += [_entry(each) for each in reversed(entries if isinstance(entries, list) else [])]
        yield from _with_contained(Found(number, _names(value, address), value))


def _with_contained(found: Found) -> Iterator[Found]:
    yield found
    contained = found.resource.pop("contained", None)
    for inner in contained if isinstance(contained, list) else ():
        if isinstance(inner, dict) and isinstance(inner.get("resourceType"), str):
            yield Found(found.number, (scrubbed(f"{found.names[0]}#{inner.get('id')}"),), inner)


def _names(resource: dict, address: str) -> tuple[str, ...]:
    id = resource.get("id")
    own = scrubbed(f"{resource['resourceType']}/{id}") if isinstance(id, str) and id else ""
    return tuple(dict.fromkeys(filter(None, (own, target({"reference": address}, ""))))) or ("",)
