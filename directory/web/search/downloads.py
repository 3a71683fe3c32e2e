"""Results as files: for a spreadsheet, for the contacts of a phone, for a map.

CSV and GeoJSON call things as the API does, whatever the visitor's language. Every record carries its sources and their
dates.
"""

import csv
import io
import json
from collections.abc import Callable
from typing import Any, NamedTuple

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


def record(result: Result, about: dict[str, Any]) -> dict[str, object]:
    """A result as one flat record of COLUMNS; None is not known.

    source and as_of go together: each source, and the newest day of its word. about: what the directory says of itself.
    """
    titles = {source["source"]: source["title"] for source in about["sources"]}
    values = _of_listing(result.listing, titles) | _of_location(result, titles) | _provenance(result.listing, titles)
    on_file = result.location.source if result.location and result.location.on_file else ""
    notes = {
        "made up: not a real practitioner": about["made_up"],
        ON_FILE: on_file == "licences",
        OF_A_PAST_YEAR: on_file not in ("", "licences"),
    }
    values["note"] = "; ".join(note for note, applies in notes.items() if applies)
    return {name: values[name] for name in COLUMNS}


def _of_listing(listing: Practitioner, titles: dict[str, str]) -> dict[str, object]:
    licences = [
        _cited(f"{licence.state} {licence.number} {licence.status}", licence, titles) for licence in listing.licences
    ]
    plans = [_cited(f"{_plan_name(plan)}: network {plan.network_status}", plan, titles) for plan in listing.insurance]
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
    return shown | {"phone": phone, "hours": hours, "distance_miles": round(miles, 2)}


def _provenance(listing: Practitioner, titles: dict[str, str]) -> dict[str, object]:
    """The sources of what is shown, and the newest day on which each says something of it, the newest first."""
    days: dict[str, str] = {}
    cited: list[Origin | ListedLocation | ListedLicence | ListedPlan] = [*listing.facts.values(), *listing.locations]
    cited += [Origin(each.phone_by, each.phone_as_of or "") for each in listing.locations if each.phone_by]
    for entry in (*cited, *listing.licences, *listing.insurance):
        days[entry.source] = max(entry.as_of, days.get(entry.source, ""))
    newest_first = sorted(days.items(), key=lambda pair: pair[1], reverse=True)
    return {
        "source": "; ".join(titles[source] for source, _day in newest_first),
        "as_of": "; ".join(day for _source, day in newest_first),
    }


def _plan_name(plan: ListedPlan) -> str:
    return f"{plan.payer}, {plan.plan}" if plan.plan else plan.payer


def _cited(text: str, entry: ListedLicence | ListedPlan, titles: dict[str, str]) -> str:
    return f"{text} ({titles[entry.source]}, {entry.as_of})"


def as_csv(results: list[Result], about: dict[str, Any]) -> str:
    """A table for spreadsheets, with the mark that makes them read UTF-8; no cell is run as a formula."""
    written = io.StringIO()
    writer = csv.DictWriter(written, COLUMNS)
    writer.writeheader()
    writer.writerows({name: cell(value) for name, value in record(result, about).items()} for result in results)
    return "\ufeff" + written.getvalue()


def cell(value: object) -> object:
    """A value as a cell: yes, no or nothing for an answer; a text that would be run gets an apostrophe before it."""
    if value is None or isinstance(value, bool):
        return {None: "", True: "yes", False: "no"}[value]
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA_STARTS) else value


def as_geojson(results: list[Result], about: dict[str, Any]) -> str:
    """A map file (RFC 7946); precision says whether a point is an address or the center of a ZIP code or a city."""
    features = [_feature(record(result, about)) for result in results]
    collection = {"type": "FeatureCollection", "features": features, "made_up": about["made_up"]}
    return json.dumps(collection, ensure_ascii=False)


def _feature(properties: dict[str, object]) -> dict[str, object]:
    point = [properties.pop("longitude"), properties.pop("latitude")]
    geometry = {"type": "Point", "coordinates": point}
    return {"type": "Feature", "id": properties["id"], "geometry": geometry, "properties": properties}


class FileFormat(NamedTuple):
    """A kind of file: how its name ends, its media type, what it is called, what writes it."""

    suffix: str
    mimetype: str
    title: str
    write: Callable[[list[Result], dict[str, Any]], str]


FORMATS = (
    FileFormat("csv", "text/csv", N_("Spreadsheet (CSV)"), as_csv),
    FileFormat("vcf", "text/vcard", N_("Contacts (vCard)"), as_vcards),
    FileFormat("geojson", "application/geo+json", N_("Map file (GeoJSON)"), as_geojson),
)
