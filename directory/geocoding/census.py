"""The US Census Bureau's geocoder, free and made for addresses of the United States, as a geocoder of geopy's.

Parameters and answers: "Geocoding Services Web Application Programming Interface (API)", US Census Bureau, 07/2024,
https://geocoding.geo.census.gov/geocoder/Geocoding_Services_API.html. Every point it gives is calculated along a
street's range of house numbers (MAF/TIGER), never measured at the building.
"""

import csv
import io
from collections.abc import Sequence
from copy import copy
from functools import partial
from typing import Any, NamedTuple
from urllib.parse import urlencode
from uuid import uuid4

from geopy.adapters import URLLibAdapter
from geopy.exc import GeocoderParseError, GeocoderQueryError
from geopy.geocoders import options
from geopy.geocoders.base import DEFAULT_SENTINEL, Geocoder
from geopy.location import Location
from geopy.point import Point

# Left to itself, geopy takes the package requests where that is installed: its retries wait as long as a service says.
options.default_adapter_factory = URLLibAdapter

DOMAIN = "geocoding.geo.census.gov"
BENCHMARK = "Public_AR_Current"
LARGEST_BATCH = 10_000  # rows a file may have (ibid., "Batch Geocoding")
BATCH_SECONDS = 900  # a full file takes it several minutes
NO_ANSWER = "not an answer of the Census geocoder"
MATCHED = {"Match": True, "No_Match": False, "Tie": False}


class BatchAddress(NamedTuple):
    """One address of a batch, in the order of the file's columns. id: unique in the batch."""

    id: object
    street: str
    city: str
    state: str
    zip_code: str


class BatchMatch(NamedTuple):
    """One address of a batch, found: degrees, and the address as the Census writes it.

    exact: whether that is the one asked for, letter by letter.
    """

    latitude: float
    longitude: float
    address: str
    exact: bool


class Census(Geocoder):  # type: ignore[misc, unused-ignore]  # geopy has no types
    """Asks the Census geocoder for one address, or for up to 10,000 at once.

    domain and scheme: another server that answers alike. Failures raise geopy's exceptions (geopy.exc):
    GeocoderTimedOut, GeocoderRateLimited, GeocoderQueryError, GeocoderServiceError, and GeocoderParseError where the
    answer is something else.
    """

    def __init__(self, *, domain: str = DOMAIN, benchmark: str = BENCHMARK, **settings: object):
        """settings: what every geocoder of geopy takes.

        They are scheme, timeout (seconds), user_agent, proxies, ssl_context and adapter_factory.
        """
        super().__init__(**settings)
        self.domain, self.benchmark = domain.strip("/"), benchmark
        self.api = f"{self.scheme}://{self.domain}/geocoder/locations"

    def geocode(
        self, query: str, *, exactly_one: bool = True, timeout: object = DEFAULT_SENTINEL
    ) -> Location | list[Location] | None:
        """Where an address in one line is, in degrees; None where it is not known, or where several fit as well.

        With exactly_one=False all that fit, as with geopy's own geocoders.
        """
        question = urlencode({"address": query, "benchmark": self.benchmark, "format": "json"})
        location: Location | list[Location] | None = self._call_geocoder(
            f"{self.api}/onelineaddress?{question}", partial(_locations, exactly_one), timeout=timeout
        )
        return location

    def geocode_batch(
        self, addresses: Sequence[BatchAddress], *, timeout: float | None = BATCH_SECONDS
    ) -> dict[object, BatchMatch | None]:
        """What is known of each address, by its id; None for no match and for a tie.

        An id that is missing was not answered. addresses: at most 10,000. Raises GeocoderQueryError for more.
        """
        if len(addresses) > LARGEST_BATCH:
            raise GeocoderQueryError(f"{len(addresses):,} addresses in a batch: the Census takes {LARGEST_BATCH:,}")
        if not addresses:
            return {}
        boundary = uuid4().hex
        sender = self._sending(_form(_table(addresses), self.benchmark, boundary))
        parse = partial(_matches, {str(address.id): address.id for address in addresses})
        headers = {"Content-Type": f"multipart/form-data; boundary={boundary}"}
        matches: dict[object, BatchMatch | None] = sender._call_geocoder(
            f"{self.api}/addressbatch", parse, timeout=timeout, is_json=False, headers=headers
        )
        return matches

    def _sending(self, body: bytes) -> "Census":
        """This geocoder, but with an adapter that posts: geopy's adapters only get."""
        sender = copy(self)
        sender.adapter = URLLibAdapter(proxies=self.proxies, ssl_context=self.ssl_context)
        sender.adapter.urlopen = partial(sender.adapter.urlopen, data=body)
        return sender


def _locations(exactly_one: bool, answer: Any) -> Location | list[Location] | None:
    try:
        locations = [_location(match) for match in answer["result"]["addressMatches"]]
    except (KeyError, TypeError, ValueError) as error:
        raise GeocoderParseError(f"{NO_ANSWER}: {error!r}") from error
    if not exactly_one:
        return locations or None
    # An address on the border of two street segments comes twice.
    return locations[0] if len({location.address for location in locations}) == 1 else None


def _location(match: Any) -> Location:
    return Location(match["matchedAddress"], (match["coordinates"]["y"], match["coordinates"]["x"]), match)


def _table(addresses: Sequence[BatchAddress]) -> str:
    file = io.StringIO()
    # A service that reads its file line by line would take a line end within a value for the next address.
    csv.writer(file).writerows(map(_one_line, address) for address in addresses)
    return file.getvalue()


def _one_line(value: object) -> str:
    return "" if value is None else " ".join(str(value).split())


def _form(table: str, benchmark: str, boundary: str) -> bytes:
    """The two fields of the request as multipart/form-data (RFC 7578)."""
    lines = (
        f"--{boundary}",
        'Content-Disposition: form-data; name="benchmark"',
        "",
        benchmark,
        f"--{boundary}",
        'Content-Disposition: form-data; name="addressFile"; filename="addresses.csv"',
        "Content-Type: text/csv",
        "",
        table,
        f"--{boundary}--",
        "",
    )
    return "\r\n".join(lines).encode()


def _matches(ids: dict[str, object], text: str) -> dict[object, BatchMatch | None]:
    try:
        return {ids[row[0]]: _match(row) for row in csv.reader(io.StringIO(text, newline="")) if row}
    except (KeyError, ValueError, csv.Error) as error:
        raise GeocoderParseError(f"{NO_ANSWER}: {error!r}") from error


def _match(row: list[str]) -> BatchMatch | None:
    """What a row of the answer says: id, address asked for, one of MATCHED.

    With Match it goes on: Exact or Non_Exact, address, "longitude,latitude", street segment, side.
    """
    _, _, word, *rest = row
    if not MATCHED[word]:
        return None
    exactness, address, place, *_ = rest
    longitude, latitude = place.split(",")
    point = Point(float(latitude), float(longitude))
    return BatchMatch(point.latitude, point.longitude, address, exactness == "Exact")
