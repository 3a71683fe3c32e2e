"""FHIR R4 resources out of files: a resource, a Bundle or an array of any size, NDJSON, one after the other."""

import json
import re
from collections.abc import Iterator
from typing import NamedTuple

from directory.core.i18n import N_
from directory.importer.formats.archive import Opened
from directory.importer.formats.json_entries import EntryReader
from directory.importer.formats.json_stream import AGAIN, DAMAGED
from directory.importer.formats.json_values import JsonObject, scrubbed
from directory.importer.record import Problem

NDJSON = (".ndjson", ".jsonl")  # how the names of such files end
NAME = re.compile(r"(?:^|/)([A-Za-z]+/[^/?#]+)(?:/_history/[^/]*)?$")  # the resource's name, at the end of a reference
NO_TYPE = N_("not a FHIR resource: it has no resourceType")
NO_JSON = N_("not JSON: the line is damaged, or the file is no NDJSON")

Value = tuple[int, object, str]  # its number in the file, the value itself, the address that a Bundle gives it or ""


class NamedResource(NamedTuple):
    """A resource with its number in the file and the names that references call it by.

    names: the first is its own, "" where it has none.
    """

    number: int
    names: tuple[str, ...]
    resource: JsonObject

    @property
    def type(self) -> str:
        """Its resourceType."""
        return str(self.resource["resourceType"])


def resources(opened: Opened) -> Iterator[NamedResource | Problem]:
    """Every resource of the file, contained ones too; a Bundle itself comes after its entries and without them.

    A line of NDJSON that cannot be read is a Problem, unless the file ends in it. Raises FileRefused then, and for any
    other damage.
    """
    text = EntryReader(opened)
    for item in _lines(text) if opened.name.lower().endswith(NDJSON) else _document(text):
        yield from [item] if isinstance(item, Problem) else _resources_in(*item)
    yield from text.told_once()


def target(reference: object, within: str) -> str:
    """The name that a Reference calls its resource by, "" where it gives none. within: the name of the referring one.

    "https://payer.example/fhir/Location/7/_history/2" and "Location/7" are one; "#p1" is contained in `within`.
    """
    written = reference.get("reference") if isinstance(reference, dict) else None
    if not isinstance(written, str):
        return ""
    written = scrubbed(written)
    if written.startswith("#"):
        return within.partition("#")[0] + written
    name = None if written.startswith("urn:") else NAME.search(written)
    return name[1] if name else written


def _lines(text: EntryReader) -> Iterator[Value | Problem]:
    number = 0
    while (line := text.line()) is not None:
        number += 1
        if not line.strip():
            continue
        try:
            yield text.row(number), json.loads(line, strict=False), ""
        except (ValueError, RecursionError):
            if not text.line_ended:
                raise text.refusal(DAMAGED, AGAIN) from None
            yield Problem(text.row(number), "line", line.strip()[:60], NO_JSON, refused=True)


def _document(text: EntryReader) -> Iterator[Value | Problem]:
    place = 0
    while first := text.next():
        place += 1
        if first == "[":
            for item in text.array():
                yield item if isinstance(item, Problem) else (*item, "")
        elif first == "{":
            yield from _object(text, text.row(place))
        else:
            raise text.refusal(N_("this is not JSON"))


def _object(text: EntryReader, number: int) -> Iterator[Value | Problem]:
    """A resource; of a Bundle, which alone has entries, each entry as it comes, so that it may be of any size."""
    others: dict[str, object] = {}
    for name in text.members():
        if name == "entry" and text.next() == "[":
            for item in text.array():
                yield item if isinstance(item, Problem) else (item[0], *_entry(item[1]))
        else:
            others[name] = text.value()
    yield number, others, ""


def _entry(entry: object) -> tuple[object, str]:
    """The resource of a Bundle's entry, and its address."""
    address = entry.get("fullUrl") if isinstance(entry, dict) else ""
    return (entry.get("resource") if isinstance(entry, dict) else entry), address if isinstance(address, str) else ""


def _resources_in(number: int, value: object, address: str) -> Iterator[NamedResource | Problem]:
    """What a value holds: a resource with those that it contains, or a Bundle with its entries."""
    waiting = [(value, address)]
    while waiting:
        value, address = waiting.pop()
        if not isinstance(value, dict) or not isinstance(value.get("resourceType"), str):
            yield Problem(number, "resource", "", NO_TYPE, refused=True)
            continue
        if value["resourceType"] == "Bundle":
            entries = value.pop("entry", None)
            waiting += [_entry(entry) for entry in reversed(entries if isinstance(entries, list) else [])]
        yield from _with_contained(NamedResource(number, _names(value, address), value))


def _with_contained(outer: NamedResource) -> Iterator[NamedResource]:
    yield outer
    contained = outer.resource.pop("contained", None)
    for inner in contained if isinstance(contained, list) else ():
        if isinstance(inner, dict) and isinstance(inner.get("resourceType"), str):
            yield NamedResource(outer.number, (scrubbed(f"{outer.names[0]}#{inner.get('id')}"),), inner)


def _names(resource: JsonObject, address: str) -> tuple[str, ...]:
    resource_id = resource.get("id")
    named = isinstance(resource_id, str) and resource_id
    own = scrubbed(f"{resource['resourceType']}/{resource_id}") if named else ""
    return tuple(dict.fromkeys(filter(None, (own, target({"reference": address}, ""))))) or ("",)
