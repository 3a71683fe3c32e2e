"""Results as files: for a spreadsheet, for the contacts of a phone, for a map.

CSV and GeoJSON call things as the API does, whatever the visitor's language. Every record carries its sources and their
dates.
"""

import csv
import io
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from typing import Any, NamedTuple

import orjson

from directory.core import phones
from directory.core.facts import FACTS
from directory.core.i18n import N_
from directory.core.practitioner import ListedLicence, ListedLocation, ListedPlan, Origin, Practitioner
from directory.search.find import Result
from directory.web.search.vcards import as_vcards

MAX_PRACTITIONERS = 1000  # in a file
# How a cell begins that spreadsheets run as a formula (owasp.org/www-community/attacks/CSV_Injection).
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
ON_FILE = "the address is the one on file with the licensing board: ask before you go"
OF_A_PAST_YEAR = "the address is from the records of a past year: ask before you go"
WHO = ("id", "npi", "name", "credentials", "kind")
WHERE = ("address", "city", "state", "postal_code")
POINT = ("latitude", "longitude", "precision")
EXPORTED = tuple(fact.name for fact in FACTS if fact.in_exports)
ARRANGED = (*WHO, "accepting_new_patients", "languages")  # facts with a place of their own among COLUMNS
COLUMNS = (
    *WHO,
    *WHERE,
    "phone",
    "hours",
    *POINT,
    "distance_miles",
    "licences",
    "insurance",
    "accepting_new_patients",
    "languages",
    *(name for name in EXPORTED if name not in ARRANGED),
    "verified_on",
    "source",
    "as_of",
    "note",
)


def record(result: Result, about: dict[str, Any], titles: dict[str, str]) -> dict[str, object]:
    """A result as one flat record of COLUMNS; None is not known.

    source and as_of go together: each source, and the newest day of its word. about: what the directory says of itself;
    titles: its sources' (`titles_of`).
    """
    values = _of_listing(result.listing, titles) | _of_location(result, titles) | _provenance(result.listing, titles)
    on_file = result.location.source if result.location and result.location.on_file else ""
    notes = {
        "made up: not a real practitioner": about["made_up"],
        ON_FILE: on_file == "licences",
        OF_A_PAST_YEAR: on_file not in ("", "licences"),
    }
    values["note"] = "; ".join(note for note, applies in notes.items() if applies)
    return {name: values[name] for name in COLUMNS}


def titles_of(about: dict[str, Any]) -> dict[str, str]:
    """The sources' titles by their names."""
    return {source["source"]: source["title"] for source in about["sources"]}


def _of_listing(listing: Practitioner, titles: dict[str, str]) -> dict[str, object]:
    licences = [
        _cited(f"{licence.state} {licence.number} {licence.status}", licence, titles) for licence in listing.licences
    ]
    # In the order of their names: a plan is found, and what neighbors share is next to each other when it is packed.
    plans = sorted(
        [_cited(f"{_plan_name(plan)}: network {plan.network_status}", plan, titles) for plan in listing.insurance]
    )
    plain = {name: getattr(listing, name) for name in ("id", *EXPORTED, "verified_on")}
    lists = {"licences": licences, "insurance": plans, "languages": listing.languages}
    return plain | {name: "; ".join(values) for name, values in lists.items()}


def _of_location(result: Result, titles: dict[str, str]) -> dict[str, object]:
    location, miles = result.location, result.miles
    if location is None or miles is None:
        raise ValueError("somebody found has a location, and miles to it")
    shown = {name: getattr(location, name) for name in (*WHERE, *POINT)}
    phone = location.phone and phones.shown(location.phone)
    hours = location.hours and f"{location.hours} ({titles[location.hours_by or '']}, {location.hours_as_of})"
    accepting = {} if location.accepting is None else {"accepting_new_patients": location.accepting}
    return shown | accepting | {"phone": phone, "hours": hours, "distance_miles": round(miles, 2)}


def _provenance(listing: Practitioner, titles: dict[str, str]) -> dict[str, object]:
    """The sources of what is shown, and the newest day on which each says something of it, the newest first."""
    days: dict[str, str] = {}
    phones_by = [Origin(each.phone_by, each.phone_as_of or "") for each in listing.locations if each.phone_by]
    cited: tuple[Iterable[Origin | ListedLocation | ListedLicence | ListedPlan], ...] = (
        *(listing.facts.values(), listing.locations, phones_by, listing.licences, listing.insurance),
    )
    for entry in chain.from_iterable(cited):
        if entry.as_of >= days.get(entry.source, ""):
            days[entry.source] = entry.as_of
    newest_first = sorted(days.items(), key=lambda pair: pair[1], reverse=True)
    return {
        "source": "; ".join(titles[source] for source, _day in newest_first),
        "as_of": "; ".join(day for _source, day in newest_first),
    }


def _plan_name(plan: ListedPlan) -> str:
    return f"{plan.payer}, {plan.plan}" if plan.plan else plan.payer


def _cited(text: str, entry: ListedLicence | ListedPlan, titles: dict[str, str]) -> str:
    return f"{text} ({titles[entry.source]}, {entry.as_of})"


def as_csv(results: Iterable[Result], about: dict[str, Any]) -> Iterator[str]:
    """A table for spreadsheets, with the mark that makes them read UTF-8; no cell is run as a formula."""
    titles, written = titles_of(about), io.StringIO()
    writer = csv.writer(written)
    writer.writerow(COLUMNS)
    yield "\ufeff" + written.getvalue()
    for result in results:
        written.seek(0)
        written.truncate()
        writer.writerow(map(cell, record(result, about, titles).values()))
        yield written.getvalue()


def cell(value: object) -> object:
    """A value as a cell: yes, no or nothing for an answer; a text that would be run gets an apostrophe before it."""
    if value is None or isinstance(value, bool):
        return {None: "", True: "yes", False: "no"}[value]
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA_STARTS) else value


def as_geojson(results: Iterable[Result], about: dict[str, Any]) -> Iterator[str]:
    """A map file (RFC 7946); precision says whether a point is an address or the center of a ZIP code or a city."""
    titles, before = titles_of(about), ""
    yield f'{{"type":"FeatureCollection","made_up":{_dumped(about["made_up"])},"features":['
    for result in results:
        yield before + _dumped(_feature(record(result, about, titles)))
        before = ",\n"
    yield "]}"


def _dumped(value: object) -> str:
    return orjson.dumps(value).decode()


def _feature(properties: dict[str, object]) -> dict[str, object]:
    point = [properties.pop("longitude"), properties.pop("latitude")]
    geometry = {"type": "Point", "coordinates": point}
    return {"type": "Feature", "id": properties["id"], "geometry": geometry, "properties": properties}


class FileFormat(NamedTuple):
    """A kind of file: how its name ends, its media type, what it is called, what writes it, a text after the other."""

    suffix: str
    mimetype: str
    title: str
    write: Callable[[Iterable[Result], dict[str, Any]], Iterator[str]]


FORMATS = (
    FileFormat("csv", "text/csv", N_("Spreadsheet (CSV)"), as_csv),
    FileFormat("vcf", "text/vcard", N_("Contacts (vCard)"), as_vcards),
    FileFormat("geojson", "application/geo+json", N_("Map file (GeoJSON)"), as_geojson),
)
