"""Asking a geocoding service where an address is: at its pace, patiently, and believing only what it can know.

Services are geopy's, and the Census geocoder of this program. What an answer is worth is told from the service's own words for it
(PRECISION), and a point far from the center of the address's ZIP code is refused.
"""

import re
import time
from collections.abc import Callable, Iterator
from itertools import islice
from typing import NamedTuple

from geopy.exc import (
    ConfigurationError,
    GeocoderAuthenticationFailure,
    GeocoderInsufficientPrivileges,
    GeocoderParseError,
    GeocoderQueryError,
    GeocoderQuotaExceeded,
    GeocoderServiceError,
    GeocoderTimedOut,
    GeocoderUnavailable,
)
from geopy.extra.rate_limiter import RateLimiter
from geopy.geocoders import get_geocoder_for_service
from geopy.geocoders.base import Geocoder
from geopy.location import Location

from directory.core.geo import miles_between
from directory.geocoding.census import LARGEST_BATCH, Census, Match

FAR = 50  # miles from the center of its ZIP code at which a point is taken for a mistake
SECONDS = 10  # to wait for an answer; geopy's own 1 is too short for a busy public service
WAITS = (2, 10)  # seconds before an address is asked for a second and a third time
LONGEST_WAIT = 120  # seconds, whatever the service asks for with Retry-After
STOP_AFTER = 10  # addresses in a row without an answer: then the service is left alone until the next import


class Terms(NamedTuple):
    """What a service asks of those who use it, and what is asked of it besides the address.

    pause: least seconds between two questions.
    """

    pause: float
    asks: dict[str, object] = {}


TERRITORIES = ["us", "pr", "gu", "vi", "as", "mp"]
COUNTRIES = ["USA", "PRI", "GUM", "VIR", "ASM", "MNP"]

SERVICES = {
    "census": Terms(0.25),  # asks for none; four a second is a guess at good manners
    # "No heavy uses (an absolute maximum of 1 request per second)": https://operations.osmfoundation.org/policies/nominatim/
    "nominatim": Terms(1, {"country_codes": TERRITORIES}),
    "photon": Terms(1),  # "be fair": https://photon.komoot.io/
    "pelias": Terms(0.1, {"countries": COUNTRIES}),
    "geocodeearth": Terms(0.1, {"countries": COUNTRIES}),  # Pelias, hosted by its makers
    "arcgis": Terms(0.1, {"out_fields": "Addr_type"}),  # without it an answer does not say how precise it is
    "googlev3": Terms(0.1, {"region": "us"}),
}

ANY = object()

# Which answers are worth what: the first line all of whose values an answer has. An answer that fits none is coarser than a street.
PRECISION = (
    # Census: "calculated along an address range" (Geocoding_Services_API.html, "Geocoding Definition")
    ({"tigerLine.tigerLineId": ANY}, "street"),
    # Nominatim: a house number on a way is interpolated, from OpenStreetMap or TIGER, https://nominatim.org/release-docs/latest/library/
    # Result-Handling/; ranks: …/customize/Ranking/ (30: house numbers and points of interest; 26 and 27: streets)
    ({"class": {"place"}, "type": {"house"}, "osm_type": {"way"}}, "street"),
    ({"place_rank": {30}}, "rooftop"),
    ({"place_rank": {26, 27}}, "street"),
    # Photon: the same data under other names; without a house number it is a shop or a monument of that name
    ({"properties.type": {"house"}, "properties.osm_key": {"place"}, "properties.osm_type": {"W"}}, "street"),
    ({"properties.type": {"house"}, "properties.housenumber": ANY}, "rooftop"),
    ({"properties.type": {"street"}}, "street"),
    # Pelias: https://github.com/pelias/documentation/blob/master/result_quality.md (its `accuracy` is "point" for interpolated ones too)
    ({"properties.layer": {"address"}, "properties.match_type": {"exact"}}, "rooftop"),
    ({"properties.layer": {"address", "street"}}, "street"),
    # ArcGIS: Addr_type, https://developers.arcgis.com/rest/geocode/api-reference/geocoding-service-output.htm
    ({"attributes.Addr_type": {"Subaddress", "PointAddress"}}, "rooftop"),
    (
        {
            "attributes.Addr_type": {
                "StreetAddress",
                "StreetAddressExt",
                "StreetInt",
                "StreetMidBlock",
                "StreetBetween",
                "StreetName",
            }
        },
        "street",
    ),
    # Google: https://developers.google.com/maps/documentation/geocoding/requests-geocoding (location_type)
    ({"geometry.location_type": {"ROOFTOP"}}, "rooftop"),
    ({"geometry.location_type": {"RANGE_INTERPOLATED"}}, "street"),
    ({"geometry.location_type": {"GEOMETRIC_CENTER"}, "types": {"route", "intersection"}}, "street"),
)

# What a failure means, the first that fits. geopy's own words are not passed on: some hold the whole answer, or the password.
FAILURES = (
    (GeocoderAuthenticationFailure, "refused the key it was given: check the geocoder's settings"),
    (
        GeocoderInsufficientPrivileges,
        "refuses to answer this program: check the geocoder's settings and its terms of use",
    ),
    (GeocoderQuotaExceeded, "was asked too much: the next import asks again"),
    (GeocoderTimedOut, "did not answer in time: the next import asks again"),
    (GeocoderQueryError, "did not accept the question"),
    (GeocoderParseError, "answered with something that cannot be read"),
    (GeocoderServiceError, "failed or cannot be reached: the next import asks again"),
    (Exception, "answered with something that cannot be read"),
)
HOPELESS = (GeocoderAuthenticationFailure, GeocoderInsufficientPrivileges)
PASSING = (GeocoderTimedOut, GeocoderUnavailable, GeocoderQuotaExceeded)


class NotLocated(NamedTuple):
    """Why an address has no pin, in words for the admin.

    kind: "unknown" and "coarse" are answers to keep; "far" is a Problem to report; "failed" is no answer: to be asked again.
    """

    kind: str
    reason: str


NO_HOUSE = NotLocated("unknown", "the address has no house number to look for")


class Service:
    """A geocoder asked patiently: its pace kept, a failure that may pass tried again, none of them ever raised.

    given_up: how many addresses were. failure: why the last one was, "" where it was answered. stopped: why the service is
    asked no more ("" while it is asked): it refused this program, or left STOP_AFTER addresses or more in a row without an answer.
    """

    def __init__(self, name: str, geocoder: Geocoder, sleep: Callable[[float], object] = time.sleep):
        """name: one of SERVICES. sleep: waits that many seconds before a question is asked again."""
        self.name, self.geocoder, self._sleep, self._terms = name, geocoder, sleep, SERVICES[name]
        self.given_up, self.failure, self.stopped, self._in_a_row = 0, "", "", 0
        pause = self._terms.pause
        self._paced = RateLimiter(
            lambda question: question(),
            min_delay_seconds=pause,
            max_retries=0,
            error_wait_seconds=pause,
            swallow_exceptions=False,
        )

    def geocode(self, query: str) -> Location | None:
        """Where an address in one line is; None where the service does not know it, or where it was given up (`failure` says why)."""
        return self._answer(lambda: self.geocoder.geocode(query, **self._terms.asks))

    def geocode_batch(self, addresses: list[dict]) -> dict[object, Match | None]:
        """What Census.geocode_batch says; nothing where the batch was given up (`failure` says why)."""
        return self._answer(lambda: self.geocoder.geocode_batch(addresses), len(addresses)) or {}

    def _answer(self, question: Callable[[], object], addresses: int = 1) -> object | None:
        if self.stopped:
            return self._give_up(self.stopped, addresses)
        for wait in (*WAITS, None):
            try:
                answer = self._paced(question)
            except Exception as error:  # geopy's parsers raise what they happen to trip over
                if wait is None or not _may_pass(error):
                    return self._give_up(self._in_words(error), addresses, isinstance(error, HOPELESS))
                self._sleep(max(wait, min(getattr(error, "retry_after", None) or 0, LONGEST_WAIT)))
            else:
                self.failure, self._in_a_row = "", 0
                return answer

    def _give_up(self, why: str, addresses: int, hopeless: bool = False) -> None:
        self.given_up, self._in_a_row, self.failure = self.given_up + addresses, self._in_a_row + addresses, why
        if hopeless or self._in_a_row >= STOP_AFTER:
            self.stopped = why

    def _in_words(self, error: Exception) -> str:
        return f"{self.name} {next(words for kind, words in FAILURES if isinstance(error, kind))}"


def _may_pass(error: Exception) -> bool:
    # geopy raises the plain GeocoderServiceError for 500, 502 and a connection that was refused or cut.
    return isinstance(error, PASSING) or type(error) is GeocoderServiceError


def configured(name: str | None, settings: dict, sleep: Callable[[float], object] = time.sleep) -> Service | None:
    """The service of that name, ready to be asked; None where no name is set.

    settings: user_agent, api_key, domain, scheme, timeout (seconds) and whatever else geopy's class for the service takes; empty
    ones count as not set. Raises ConfigurationError (a ValueError of geopy's) where the name or a setting is wrong.
    """
    if not name:
        return None
    if name not in SERVICES:
        raise ConfigurationError(
            f"{name!r} is not a geocoder this program knows. Known: {', '.join(sorted(SERVICES))}."
        )
    given = {key: value for key, value in settings.items() if value not in (None, "")}
    try:
        given["timeout"] = float(given.get("timeout", SECONDS))
        return Service(name, (Census if name == "census" else get_geocoder_for_service(name))(**given), sleep)
    except (TypeError, ValueError) as error:
        raise ConfigurationError(f"The settings of the geocoder {name} are wrong: {error}") from error


def precision_of(location: Location) -> str | None:
    """How close a service's point is to the door: "rooftop", "street", or None for anything coarser or not understood (PRECISION)."""
    for wanted, precision in PRECISION:
        if all(_fits(location.raw, path, values) for path, values in wanted.items()):
            return precision
    return None


def _fits(raw: object, path: str, values: object) -> bool:
    for key in path.split("."):
        raw = raw.get(key) if isinstance(raw, dict) else None
    found = raw if isinstance(raw, list) else [raw]
    return raw is not None and (values is ANY or any(isinstance(each, (str, int)) and each in values for each in found))


# With a suite's number Nominatim finds nothing (https://github.com/osm-search/Nominatim/issues/80); a pin is the building's anyway.
UNIT = re.compile(
    r"(#|\b(STE|SUITE|UNIT|APT|APARTMENT|FL|FLOOR|RM|ROOM|BLDG|BUILDING|OFC|OFFICE|DEPT|SPC|LOT)\b\.?\s*#?\s*([A-Z]?\d|[A-Z]\b)).*",
    re.I,
)
POST_BOX = re.compile(r"\s*P\.?\s*O\.?\s*BOX\b", re.I)


def street_of(address: str) -> str:
    """House number and street, without the suite; "" where there is no house to look for: no number, or a post office box."""
    parts = (" ".join(UNIT.sub("", part).split()) for part in address.split(",") if not POST_BOX.match(part))
    return next((part for part in parts if re.search(r"\d", part)), "")


def locate(address: dict, geocoder: Service, zip_point: tuple[float, float] | None) -> dict | NotLocated:
    """latitude, longitude (degrees), precision ("rooftop" or "street") and geocoder (its name) of an address, or why there is no pin.

    address: address, city, state, postal_code. zip_point: latitude and longitude of the center of its ZIP code; without one no
    point can be told to be too far away.
    """
    street = street_of(address["address"])
    if not street:
        return NO_HOUSE
    found = geocoder.geocode(f"{street}, {address['city']}, {address['state']} {_zip(address)}".strip())
    if found is None:
        return NotLocated("failed", geocoder.failure) if geocoder.failure else _not_known(geocoder)
    return _believed(found.latitude, found.longitude, precision_of(found), geocoder.name, zip_point)


def locate_all(addresses: dict, geocoder: Service, zip_points: dict) -> Iterator[tuple[object, dict | NotLocated]]:
    """Each key of addresses with what `locate` says of it, as soon as it is known: ten thousand at once where the service can.

    zip_points: key → the center of its ZIP code, where known.
    """
    if not hasattr(geocoder.geocoder, "geocode_batch"):
        yield from ((key, locate(address, geocoder, zip_points.get(key))) for key, address in addresses.items())
        return
    waiting = iter(addresses.items())
    while batch := dict(islice(waiting, LARGEST_BATCH)):
        yield from _batch(batch, geocoder, zip_points)


def _batch(addresses: dict, geocoder: Service, zip_points: dict) -> Iterator[tuple[object, dict | NotLocated]]:
    rows = [
        {
            "id": place,
            "street": street_of(each["address"]),
            "city": each["city"],
            "state": each["state"],
            "zip": _zip(each),
        }
        for place, each in enumerate(addresses.values())
    ]
    answers = geocoder.geocode_batch([row for row in rows if row["street"]])
    for row, key in zip(rows, addresses, strict=True):
        match = answers.get(row["id"])
        if match:
            yield key, _believed(match.latitude, match.longitude, "street", geocoder.name, zip_points.get(key))
        elif not row["street"]:
            yield key, NO_HOUSE
        elif row["id"] in answers:
            yield key, _not_known(geocoder)
        else:
            yield key, NotLocated("failed", geocoder.failure or f"{geocoder.name} left the address out of its answer")


def _zip(address: dict) -> str:
    return (address["postal_code"] or "")[:5]


def _not_known(geocoder: Service) -> NotLocated:
    return NotLocated("unknown", f"{geocoder.name} does not know the address")


def _believed(
    latitude: float, longitude: float, precision: str | None, name: str, zip_point: tuple | None
) -> dict | NotLocated:
    if precision is None:
        return NotLocated("coarse", f"{name} knows the town or ZIP code of the address, not its street")
    if zip_point and (miles := miles_between((latitude, longitude), zip_point)) > FAR:
        return NotLocated("far", f"{name} puts the address {miles:,.0f} miles from the center of its ZIP code")
    return {"latitude": latitude, "longitude": longitude, "precision": precision, "geocoder": name}
