"""The answer to a search as the API and the command line give it."""

from typing import Any

from directory.core.entry_values import WHOSE_WORD, entry_values
from directory.core.facts import FACTS
from directory.core.practitioner import ListedLocation, Practitioner
from directory.search.find import Result, Results
from directory.search.insurance_index import RequestedInsurance
from directory.search.people import People

LOCATION_FIELDS = (
    "address",
    "city",
    "state",
    "postal_code",
    "latitude",
    "longitude",
    "precision",
    "phone",
)  # of the JSON
WHERE_KNOWN = ("hours", *WHOSE_WORD, "on_file")
API_FACTS = tuple(fact.name for fact in FACTS if fact.in_api)


def results_as_json(results: Results) -> dict[str, Any]:
    """The answer as plain values."""
    place = results.query.place
    insurance = results.query.insurance
    return {
        "place": {name: getattr(place, name) for name in ("label", "latitude", "longitude", "precision")},
        **({"insurance": _insurance_as_json(insurance)} if insurance else {}),
        "radius_miles": results.query.miles,
        "total": results.total,
        "page": results.query.page,
        "pages": results.pages,
        "results": [_result_as_json(result) for result in results.results],
        "nearest": [_result_as_json(result) for result in results.nearest],
    }


def people_as_json(found: People) -> dict[str, Any]:
    """The answer to a search for a name without a place: as `results_as_json`, without distances."""
    return {
        "place": None,
        "radius_miles": None,
        **{name: getattr(found, name) for name in ("total", "page", "pages")},
        "results": [listing_as_json(each.listing) | _at(each.location, None) for each in found.results],
        "nearest": [],
    }


def _insurance_as_json(insurance: RequestedInsurance) -> dict[str, Any]:
    """What an insurance was taken for. Without networks no listing names it, and it narrows nothing."""
    return {
        "name": str(insurance.name),
        "program": insurance.program or None,
        "networks": [{"payer": network.payer, "plan": network.plan or None} for network in insurance.networks],
    }


def _result_as_json(result: Result) -> dict[str, Any]:
    listing, location, miles, _listed, cents = result
    price = {"agreed_price": {"dollars": cents / 100, "minutes": 30}} if cents is not None else {}
    return listing_as_json(listing) | _at(location, round(miles, 2)) | price


def listing_as_json(listing: Practitioner) -> dict[str, Any]:
    """What every answer has of a listing, wherever it is."""
    return {
        "id": listing.id,
        **{name: getattr(listing, name) for name in API_FACTS},
        "verified_on": listing.verified_on,
        "sources": list(listing.sources),
        "licences": [entry_values(each) for each in listing.licences],
        "insurance": [entry_values(each) for each in listing.insurance],
    }


def _at(location: ListedLocation | None, miles: float | None) -> dict[str, Any]:
    return {"distance_miles": miles, "location": _location_as_json(location) if location else None}


def _location_as_json(location: ListedLocation) -> dict[str, Any]:
    """A location; "hours" and "on_file" only where known, and whose word hours are, and a phone that the location's own
    source does not state ("hours_by", "hours_as_of", "phone_by", "phone_as_of").
    """
    known = {name: value for name in WHERE_KNOWN if (value := getattr(location, name))}
    return {name: getattr(location, name) for name in LOCATION_FIELDS} | known
