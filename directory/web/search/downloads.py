"""The results of a search as files: for a spreadsheet, for the contacts of a phone, for a map.

CSV and GeoJSON call things as the API does, whatever the visitor's language. Every record carries its sources and their dates.
"""

import csv
import io
import json
from collections.abc import Callable
from typing import NamedTuple

from flask import Blueprint, Response
from flask.typing import ResponseReturnValue

from directory.core import phones
from directory.core.i18n import N_
from directory.search import find, query
from directory.search.find import Result
from directory.search.query import BadQuery
from directory.web.search.routes import asked, to_mend
from directory.web.search.vcards import as_vcards
from directory.web.shell.guard import public
from directory.web.shell.site import directory, site

downloads = Blueprint("downloads", __name__)
MOST = 1000  # practitioners in a file
FORMULA = (
    "=",
    "+",
    "-",
    "@",
    "\t",
    "\r",
    "\n",
    "＝",
    "＋",
    "－",
    "＠",
)  # how a cell that spreadsheets run begins (owasp.org/www-community/attacks/CSV_Injection)
COLUMNS = (
    "id",
    "npi",
    "name",
    "credentials",
    "kind",
    "address",
    "city",
    "state",
    "postal_code",
    "phone",
    "latitude",
    "longitude",
    "precision",
    "distance_miles",
    "licences",
    "insurance",
    "accepting_new_patients",
    "languages",
    "telehealth",
    "home_visits",
    "wheelchair_access",
    "verified_on",
    "source",
    "as_of",
    "note",
)
PLAIN = (
    "id",
    "npi",
    "name",
    "credentials",
    "kind",
    "accepting_new_patients",
    "telehealth",
    "home_visits",
    "wheelchair_access",
    "verified_on",
)
OF_LOCATION = ("address", "city", "state", "postal_code", "latitude", "longitude", "precision")


def record(result: Result, about: dict) -> dict[str, object]:
    """A result as one flat record of COLUMNS; None is not known. source and as_of go together: each source, the newest day of its word."""
    listing, location = result.listing, result.location
    titles = {each["source"]: each["title"] for each in about["sources"]}
    days = _days(listing)
    values = (
        {name: listing[name] for name in PLAIN}
        | {name: location[name] for name in OF_LOCATION}
        | {
            "phone": location["phone"] and phones.shown(location["phone"]),
            "distance_miles": round(result.miles, 2),
            "licences": "; ".join(
                _cited(f"{each['state']} {each['number']} {each['status']}", each, titles)
                for each in listing["licences"]
            ),
            "insurance": "; ".join(
                _cited(f"{_plan(each)}: network {each['network_status']}", each, titles)
                for each in listing["insurance"]
            ),
            "languages": "; ".join(listing["languages"]),
            "source": "; ".join(titles[source] for source in days),
            "as_of": "; ".join(days.values()),
            "note": "made up: not a real practitioner" if about["made_up"] else "",
        }
    )
    return {name: values[name] for name in COLUMNS}


def _days(listing: dict) -> dict[str, str]:
    """The newest day on which each source says something that is shown, the newest first."""
    days: dict[str, str] = {}
    for each in (*listing["facts"].values(), *listing["locations"], *listing["licences"], *listing["insurance"]):
        days[each["source"]] = max(each["as_of"], days.get(each["source"], ""))
    return dict(sorted(days.items(), key=lambda pair: pair[1], reverse=True))


def _plan(taken: dict) -> str:
    return f"{taken['payer']}, {taken['plan']}" if taken["plan"] else taken["payer"]


def _cited(text: str, entry: dict, titles: dict[str, str]) -> str:
    return f"{text} ({titles[entry['source']]}, {entry['as_of']})"


def as_csv(results: list[Result], about: dict) -> str:
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
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value


def as_geojson(results: list[Result], about: dict) -> str:
    """A map file (RFC 7946); precision says whether a point is an address or only the center of a ZIP code or a city."""
    features = [_feature(record(result, about)) for result in results]
    return json.dumps(
        {"type": "FeatureCollection", "features": features, "made_up": about["made_up"]}, ensure_ascii=False
    )


def _feature(properties: dict[str, object]) -> dict:
    point = [properties.pop("longitude"), properties.pop("latitude")]
    return {
        "type": "Feature",
        "id": properties["id"],
        "geometry": {"type": "Point", "coordinates": point},
        "properties": properties,
    }


class Format(NamedTuple):
    """A kind of file: how its name ends, its media type, what it is called, what writes it."""

    suffix: str
    mimetype: str
    title: str
    write: Callable[[list[Result], dict], str]


FORMATS = (
    Format("csv", "text/csv", N_("Spreadsheet (CSV)"), as_csv),
    Format("vcf", "text/vcard", N_("Contacts (vCard)"), as_vcards),
    Format("geojson", "application/geo+json", N_("Map file (GeoJSON)"), as_geojson),
)


@downloads.get("/search.<any(csv, vcf, geojson):suffix>")
@public
def results(suffix: str) -> ResponseReturnValue:
    """Everybody whom the search with the same parameters finds, at most MOST, as a file; or the form with what is wrong."""
    try:
        found = find.find_all(query.parse_query(asked(), site().gazetteer, directory()), directory(), MOST)
    except BadQuery as error:
        return to_mend(error)
    form = next(each for each in FORMATS if each.suffix == suffix)
    response = Response(form.write(found, directory().about), mimetype=form.mimetype)
    response.headers["Content-Disposition"] = f"attachment; filename=acupuncture.{suffix}"
    return response
