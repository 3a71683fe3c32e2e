"""The geocoding services that can be asked, each at its pace and patiently.

They are geopy's, and the Census geocoder of this program. What an answer is worth is in precision.py, what becomes of
an address in points.py.
"""

import time
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple, TypeVar

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

from directory.geocoding.census import BatchAddress, BatchMatch, Census

TIMEOUT = 10  # seconds to wait for an answer; geopy's own 1 is too short for a busy public service
RETRY_PAUSES = (2, 10)  # seconds before an address is asked for a second and a third time
LONGEST_PAUSE = 120  # seconds, whatever the service asks for with Retry-After
STOP_AFTER = 10  # addresses in a row without an answer: then the service is left alone until the next import

Answer = TypeVar("Answer")


class Terms(NamedTuple):
    """What a service asks of those who use it, and what is asked of it besides the address.

    pause: least seconds between two questions.
    """

    pause: float
    parameters: Mapping[str, object] = MappingProxyType({})


TERRITORIES = ["us", "pr", "gu", "vi", "as", "mp"]
COUNTRIES = ["USA", "PRI", "GUM", "VIR", "ASM", "MNP"]

SERVICES = {
    "census": Terms(0.25),  # asks for none; four a second is a guess at good manners
    # "No heavy uses (an absolute maximum of 1 request per second)":
    # https://operations.osmfoundation.org/policies/nominatim/
    "nominatim": Terms(1, {"country_codes": TERRITORIES}),
    "photon": Terms(1),  # "be fair": https://photon.komoot.io/
    "pelias": Terms(0.1, {"countries": COUNTRIES}),
    "geocodeearth": Terms(0.1, {"countries": COUNTRIES}),  # Pelias, hosted by its makers
    "arcgis": Terms(0.1, {"out_fields": "Addr_type"}),  # without it an answer does not say how precise it is
    "googlev3": Terms(0.1, {"region": "us"}),
}

# What a failure means, the first that fits. geopy's words are not passed on: some hold the answer, or the password.
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


class GeocodingService:
    """A geocoder asked patiently: its pace kept, a failure that may pass tried again, none of them ever raised.

    given_up: how many addresses were. failure: why the last one was, "" where it was answered. stopped: why the service
    is asked no more ("" while it is asked): it refused this program, or left STOP_AFTER addresses or more in a row
    without an answer.
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

    @property
    def has_batches(self) -> bool:
        """Whether many addresses can be asked for at once."""
        return hasattr(self.geocoder, "geocode_batch")

    def geocode(self, query: str) -> Location | None:
        """Where an address in one line is.

        None where the service does not know it, or where it was given up (`failure` says why).
        """
        return self._ask(lambda: self.geocoder.geocode(query, **self._terms.parameters))

    def geocode_batch(self, addresses: Sequence[BatchAddress]) -> dict[object, BatchMatch | None]:
        """What Census.geocode_batch says; nothing where the batch was given up (`failure` says why)."""
        matches: dict[object, BatchMatch | None] | None
        matches = self._ask(lambda: self.geocoder.geocode_batch(addresses), len(addresses))
        return matches or {}

    def _ask(self, question: Callable[[], Answer], addresses: int = 1) -> Answer | None:
        if self.stopped:
            self._give_up(self.stopped, addresses)
            return None
        for pause in (*RETRY_PAUSES, None):
            try:
                answer: Answer = self._paced(question)
            except Exception as error:  # noqa: BLE001  geopy's parsers raise what they happen to trip over
                if pause is None or not _may_pass(error):
                    self._give_up(self._in_words(error), addresses, isinstance(error, HOPELESS))
                    return None
                self._sleep(max(pause, min(getattr(error, "retry_after", None) or 0, LONGEST_PAUSE)))
            else:
                self.failure, self._in_a_row = "", 0
                return answer
        return None

    def _give_up(self, reason: str, addresses: int, hopeless: bool = False) -> None:
        self.given_up, self._in_a_row, self.failure = self.given_up + addresses, self._in_a_row + addresses, reason
        if hopeless or self._in_a_row >= STOP_AFTER:
            self.stopped = reason

    def _in_words(self, error: Exception) -> str:
        return f"{self.name} {next(words for kind, words in FAILURES if isinstance(error, kind))}"


def _may_pass(error: Exception) -> bool:
    # geopy raises the plain GeocoderServiceError for 500, 502 and a connection that was refused or cut.
    return isinstance(error, PASSING) or type(error) is GeocoderServiceError


def configured(
    name: str | None, settings: Mapping[str, object], sleep: Callable[[float], object] = time.sleep
) -> GeocodingService | None:
    """The service of that name, ready to be asked; None where no name is set.

    settings: user_agent, api_key, domain, scheme, timeout (seconds) and whatever else geopy's class for the service
    takes; empty ones count as not set. Raises ConfigurationError (a ValueError of geopy's) where the name or a setting
    is wrong.
    """
    if not name:
        return None
    if name not in SERVICES:
        known = ", ".join(sorted(SERVICES))
        raise ConfigurationError(f"{name!r} is not a geocoder this program knows. Known: {known}.")
    given = {key: value for key, value in settings.items() if value not in (None, "")}
    try:
        given["timeout"] = float(str(given.get("timeout", TIMEOUT)))
        make: Callable[..., Geocoder] = Census if name == "census" else get_geocoder_for_service(name)
        return GeocodingService(name, make(**given), sleep)
    except (TypeError, ValueError) as error:
        raise ConfigurationError(f"The settings of the geocoder {name} are wrong: {error}") from error
