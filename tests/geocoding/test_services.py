"""Services are asked at their pace and patiently, whatever they answer."""

from urllib.parse import parse_qs, urlsplit

import pytest
from geocoder_server import ADDRESS, ANSWERS, GARBAGE, HERE, NOTHING, ONE_LINE
from geopy import exc

from directory.geocoding import services
from directory.geocoding.points import NotLocated, point_of
from directory.geocoding.services import configured


@pytest.mark.parametrize("name", ANSWERS)
def test_every_service_finds_an_address(server, service, name):
    server.says(ANSWERS[name])
    asked = service(name)
    precision = "street" if name == "census" else "rooftop"
    assert point_of(ADDRESS, asked, HERE) == {
        "latitude": HERE[0],
        "longitude": HERE[1],
        "precision": precision,
        "geocoder": name,
    }
    assert ONE_LINE in [value for values in parse_qs(urlsplit(server.asked[0][0]).query).values() for value in values]
    assert asked.given_up == 0


@pytest.mark.parametrize("name", ANSWERS)
def test_every_service_may_not_know_an_address(server, service, name):
    server.says(NOTHING[name])
    asked = service(name)
    assert point_of(ADDRESS, asked, HERE) == NotLocated("unknown", f"{name} does not know the address")
    assert (asked.given_up, len(server.asked)) == (0, 1)


@pytest.mark.parametrize("name", ANSWERS)
@pytest.mark.parametrize("answer", GARBAGE)
def test_no_service_can_stop_an_import_with_garbage(server, service, name, answer):
    server.says(answer)
    said = point_of(ADDRESS, service(name), HERE)
    assert isinstance(said, NotLocated) and said.kind in {"failed", "unknown"}
    assert "html" not in said.reason and "secret" not in said.reason


def test_no_name_is_no_geocoder_and_wrong_settings_are_told():
    assert configured(None, {}) is None and configured("", {}) is None
    for name, settings, words in (
        ("nowhere", {}, "census, geocodeearth"),
        ("pelias", {}, "domain"),
        ("nominatim", {}, "user_agent"),
        ("census", {"api_key": "k"}, "api_key"),
        ("photon", {"timeout": "soon"}, "soon"),
        ("photon", {"scheme": "gopher"}, "http"),
    ):
        with pytest.raises(exc.ConfigurationError, match=words):
            configured(name, settings)


def test_empty_settings_count_as_not_set():
    geocoder = configured("photon", {"domain": "", "api_key": None, "timeout": "4", "user_agent": "me"}).geocoder
    assert (geocoder.domain, geocoder.timeout) == ("photon.komoot.io", 4)


@pytest.mark.parametrize(
    ("name", "parameters"),
    [
        ("census", {"benchmark": "Public_AR_Current", "format": "json"}),
        ("nominatim", {"countrycodes": "us,pr,gu,vi,as,mp", "format": "json"}),
        ("photon", {}),
        ("pelias", {"boundary.country": "USA,PRI,GUM,VIR,ASM,MNP"}),
        ("arcgis", {"outFields": "Addr_type", "f": "json"}),
        ("googlev3", {"region": "us"}),
    ],
)
def test_a_service_is_asked_for_what_tells_how_precise_it_is_and_within_the_united_states(
    server, service, name, parameters
):
    """Without it a clinic of Portland lies in Dorset, and a ZIP code's center is taken for a door."""
    server.says(ANSWERS[name])
    service(name).geocode(ONE_LINE)
    asked = {key: values[0] for key, values in parse_qs(urlsplit(server.asked[0][0]).query).items()}
    assert {key: asked.get(key) for key in parameters} == parameters


FAILURES = {
    exc.GeocoderAuthenticationFailure: "refused the key it was given",
    exc.GeocoderInsufficientPrivileges: "refuses to answer this program",
    exc.GeocoderQuotaExceeded: "was asked too much",
    exc.GeocoderRateLimited: "was asked too much",
    exc.GeocoderTimedOut: "did not answer in time",
    exc.GeocoderQueryError: "did not accept the question",
    exc.GeocoderParseError: "answered with something that cannot be read",
    exc.GeocoderUnavailable: "failed or cannot be reached",
    exc.GeocoderServiceError: "failed or cannot be reached",
    KeyError: "answered with something that cannot be read",
}


@pytest.mark.parametrize(("error", "words"), FAILURES.items(), ids=lambda value: getattr(value, "__name__", ""))
def test_each_failure_is_told_as_what_it_is_and_never_in_the_services_own_words(service, monkeypatch, error, words):
    def fails(*_args, **_how):
        raise error("https://user:secret@example.org")

    asked = service("photon")
    monkeypatch.setattr(asked.geocoder, "geocode", fails)
    assert asked.geocode(ONE_LINE) is None and asked.given_up == 1
    assert (asked.stopped or asked.failure).startswith(f"photon {words}") and "secret" not in asked.failure


@pytest.mark.parametrize(
    ("name", "pause"),
    [("nominatim", 1), ("photon", 1), ("census", 0.25), ("pelias", 0.1), ("arcgis", 0.1), ("googlev3", 0.1)],
)
def test_the_pace_is_kept(server, service, clock, name, pause):
    server.says(ANSWERS[name])
    asked = service(name)
    for _ in range(4):
        asked.geocode(ONE_LINE)
    assert clock == [pause] * 3


@pytest.mark.parametrize("failure", [(500, {}, "oops"), (502, {}, ""), (503, {}, ""), (504, {}, ""), (429, {}, "")])
def test_what_may_pass_is_tried_again_after_longer_and_longer(server, service, clock, failure):
    server.says(failure, failure, ANSWERS["census"])
    asked = service()
    assert asked.geocode(ONE_LINE) and asked.given_up == 0 and not asked.failure
    assert clock == [2, 10] and len(server.asked) == 3


def test_a_timeout_is_tried_again(server, service, clock):
    server.says("late", ANSWERS["nominatim"])
    assert service("nominatim", timeout=0.05).geocode(ONE_LINE)
    assert clock == [2]


def test_a_service_is_given_the_time_it_asks_for_within_reason(server, service, clock):
    server.says((429, {"Retry-After": "30"}, ""), (429, {"Retry-After": "86400"}, ""), ANSWERS["census"])
    assert service().geocode(ONE_LINE)
    assert clock == [30, 120]


def test_an_address_is_given_up_and_counted_and_the_next_one_asked(server, service):
    server.says(*[(500, {}, "")] * 3, ANSWERS["census"])
    asked = service()
    assert point_of(ADDRESS, asked, HERE) == NotLocated(
        "failed", "census failed or cannot be reached: the next import asks again"
    )
    assert asked.given_up == 1 and len(server.asked) == 3
    assert isinstance(point_of(ADDRESS, asked, HERE), dict) and not asked.failure


def test_nobody_listening_is_a_failure_too(server, service):
    asked = service(domain="127.0.0.1:1")
    assert asked.geocode(ONE_LINE) is None and asked.given_up == 1 and "cannot be reached" in asked.failure


@pytest.mark.parametrize(("status", "words"), [(401, "refused the key"), (403, "refuses to answer")])
def test_a_refusal_ends_the_asking_at_once(server, service, clock, status, words):
    server.says((status, {}, ""))
    asked = service()
    assert [asked.geocode(ONE_LINE), asked.geocode(ONE_LINE)] == [None, None]
    assert len(server.asked) == 1 and asked.given_up == 2 and words in asked.stopped and not clock


def test_a_service_that_keeps_failing_is_left_alone(server, service):
    server.says((400, {}, ""))
    asked = service()
    for _ in range(30):
        asked.geocode(ONE_LINE)
    assert len(server.asked) == services.STOP_AFTER and asked.given_up == 30
