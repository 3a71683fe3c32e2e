"""Geocoding against a server of this machine that answers, and fails, as the services do."""

import csv
import io
import json
import threading
from email import message_from_bytes
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import pytest
from geopy import exc
from geopy.extra import rate_limiter
from geopy.location import Location
from hypothesis import given
from hypothesis import strategies as st

from directory.geocoding import services
from directory.geocoding.census import Census
from directory.geocoding.services import NotLocated, configured, locate, locate_all, precision_of, street_of

HERE, FAR_OFF = (38.846, -76.928), (34.05, -118.24)
ADDRESS = {"address": "4600 Silver Hill Rd Ste 5", "city": "Suitland", "state": "MD", "postal_code": "20746-1234"}
ONE_LINE = "4600 Silver Hill Rd, Suitland, MD 20746"


def census(*addresses):
    """The Census geocoder's JSON for addresses that fit."""
    matches = [
        {
            "tigerLine": {"tigerLineId": "637135163", "side": "L"},
            "coordinates": {"x": HERE[1], "y": HERE[0]},
            "matchedAddress": address,
        }
        for address in addresses
    ]
    return {"result": {"input": {}, "addressMatches": matches}}


def feature(**properties):
    """The GeoJSON of Photon and of Pelias."""
    point = {"type": "Point", "coordinates": [HERE[1], HERE[0]]}
    return {"type": "FeatureCollection", "features": [{"type": "Feature", "geometry": point, "properties": properties}]}


ANSWERS = {
    "census": census("4600 SILVER HILL RD, SUITLAND, MD, 20746"),
    "nominatim": [
        {
            "lat": str(HERE[0]),
            "lon": str(HERE[1]),
            "display_name": "4600",
            "class": "building",
            "type": "yes",
            "place_rank": 30,
            "osm_type": "way",
        }
    ],
    "photon": feature(type="house", housenumber="4600", street="Silver Hill Road", osm_key="place", osm_type="N"),
    "pelias": feature(layer="address", match_type="exact", accuracy="point", name="4600 Silver Hill Road"),
    "arcgis": {
        "candidates": [
            {"address": "4600", "location": {"x": HERE[1], "y": HERE[0]}, "attributes": {"Addr_type": "PointAddress"}}
        ]
    },
    "googlev3": {
        "status": "OK",
        "results": [
            {
                "formatted_address": "4600",
                "types": ["street_address"],
                "geometry": {"location": {"lat": HERE[0], "lng": HERE[1]}, "location_type": "ROOFTOP"},
            }
        ],
    },
}
NOTHING = {
    "census": census(),
    "nominatim": [],
    "photon": {"features": []},
    "pelias": {"features": []},
    "arcgis": {"candidates": []},
    "googlev3": {"status": "ZERO_RESULTS", "results": []},
}
GARBAGE = [
    "<!doctype html><title>Down for maintenance</title>",
    "{}",
    "null",
    "[3]",
    '{"features": [{}]}',
    "\0\xff",
    "",
    '{"result": {"addressMatches": [{"coordinates": {"x": "?", "y": null}, "matchedAddress": ""}]}}',
    '[{"lat": "here", "lon": 3, "display_name": "x"}]',
    '{"candidates": [7]}',
    '{"status": "OK", "results": [{}]}',
]


class Server(ThreadingHTTPServer):
    """Gives its answers in turn, the last one for ever; "late" is one that does not come. Remembers what was asked."""

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.answers, self.asked, self.closing = [], [], threading.Event()

    def says(self, *answers):
        """What it answers from now on: bodies, or (status, headers, body)."""
        self.answers = list(answers)

    @property
    def domain(self):
        """Where it listens."""
        return f"127.0.0.1:{self.server_port}"


class Handler(BaseHTTPRequestHandler):
    """One request."""

    def do_GET(self):
        """Answers a question about one address, or a batch."""
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        server = self.server
        server.asked.append((self.path, self.headers, body))
        answer = server.answers.pop(0) if len(server.answers) > 1 else server.answers[0]
        if answer == "late":
            server.closing.wait(5)
            return
        status, headers, text = (
            answer if isinstance(answer, tuple) else (200, {}, answer(body) if callable(answer) else answer)
        )
        text = (text if isinstance(text, str) else json.dumps(text)).encode("latin-1")
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    do_POST = do_GET

    def log_message(self, *_):
        """Says nothing."""


@pytest.fixture(scope="module")
def listening():
    server = Server()
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    yield server
    server.closing.set()
    server.shutdown()
    server.server_close()


@pytest.fixture
def server(listening):
    listening.says()
    listening.asked.clear()
    return listening


@pytest.fixture
def clock(monkeypatch):
    """A clock that only sleeping moves; it remembers how long each sleep was."""
    slept = []
    monkeypatch.setattr(rate_limiter, "sleep", slept.append)
    monkeypatch.setattr(rate_limiter, "default_timer", lambda: sum(slept))
    return slept


@pytest.fixture
def service(server, clock):
    """Makes a service that asks the server here."""

    def make(name="census", **settings):
        user = {"user_agent": "test of the directory"} if name != "googlev3" else {"api_key": "secret"}
        return configured(
            name, {"domain": server.domain, "scheme": "http", "timeout": 3, **user, **settings}, clock.append
        )

    return make


def alone(server, **settings):
    """The Census class by itself."""
    return Census(domain=server.domain, scheme="http", timeout=3, **settings)


# --- the Census class


def test_census_asks_as_documented_and_gives_a_location(server):
    server.says(ANSWERS["census"])
    found = alone(server, user_agent="me/1").geocode(ONE_LINE)
    path, headers, _ = server.asked[0]
    assert urlsplit(path).path == "/geocoder/locations/onelineaddress"
    assert parse_qs(urlsplit(path).query) == {
        "address": [ONE_LINE],
        "benchmark": ["Public_AR_Current"],
        "format": ["json"],
    }
    assert headers["User-Agent"] == "me/1"
    assert (found.latitude, found.longitude, found.address) == (*HERE, "4600 SILVER HILL RD, SUITLAND, MD, 20746")


def test_census_gives_none_for_no_match_and_for_a_tie_but_not_for_the_same_address_twice(server):
    server.says(census(), census("1 A ST", "1 A AVE"), census("1 A ST", "1 A ST"), census("1 A ST", "1 A AVE"))
    geocoder = alone(server)
    assert [geocoder.geocode("1 A") and "found" for _ in range(3)] == [None, None, "found"]
    assert [each.address for each in geocoder.geocode("1 A", exactly_one=False)] == ["1 A ST", "1 A AVE"]


FAILURES = [
    ((400, {}, {"errors": ["Address cannot be empty"]}), exc.GeocoderQueryError),
    ((403, {}, ""), exc.GeocoderInsufficientPrivileges),
    ((429, {"Retry-After": "7"}, ""), exc.GeocoderRateLimited),
    ((500, {}, "<html>"), exc.GeocoderServiceError),
    ((503, {}, ""), exc.GeocoderTimedOut),
    *((each, exc.GeocoderParseError) for each in GARBAGE),
]


@pytest.mark.parametrize(("answer", "error"), FAILURES)
def test_census_fails_with_geopys_exceptions(server, answer, error):
    server.says(answer)
    with pytest.raises(error):
        alone(server).geocode("1 A St")


@pytest.mark.parametrize(("answer", "error"), FAILURES)
def test_a_batch_fails_with_geopys_exceptions(server, answer, error):
    server.says(answer)
    if answer == "":
        assert alone(server).geocode_batch([row(1)]) == {}
        return
    with pytest.raises(error):
        alone(server).geocode_batch([row(1)])


def test_census_times_out_in_geopys_words(server):
    server.says("late")
    with pytest.raises(exc.GeocoderTimedOut):
        alone(server).geocode("1 A St", timeout=0.05)
    with pytest.raises(exc.GeocoderTimedOut):
        alone(server).geocode_batch([row(1)], timeout=0.05)


def row(number, street="4600 Silver Hill Rd"):
    """An address of a batch."""
    return {"id": number, "street": street, "city": "Suitland", "state": "MD", "zip": "20746"}


def sent(headers, body):
    """The fields of a multipart form, as another parser reads them."""
    form = message_from_bytes(b"Content-Type: " + headers["Content-Type"].encode() + b"\r\n\r\n" + body)
    return {
        part.get_param("name", header="content-disposition"): part.get_payload(decode=True).decode()
        for part in form.get_payload()
    }


MATCH = '"{}","4600 Silver Hill Rd, Suitland, MD, 20746","Match","{}","4600 SILVER HILL RD, SUITLAND, MD, 20746","-76.928,38.846","637","L"\n'


def test_a_batch_is_sent_as_documented_and_read_whatever_its_order(server):
    server.says(
        MATCH.format("c", "Exact") + '\n"b","x","Tie"\n' + '"7","x","No_Match"\n' + MATCH.format("a", "Non_Exact")
    )
    found = alone(server).geocode_batch([row("a"), row("b", 'Say "1"\r\nSt, rear'), row("c"), row(7), row("d")])
    path, headers, body = server.asked[0]
    fields = sent(headers, body)
    assert path == "/geocoder/locations/addressbatch" and fields["benchmark"] == "Public_AR_Current"
    assert list(csv.reader(io.StringIO(fields["addressFile"])))[1] == [
        "b",
        'Say "1" St, rear',
        "Suitland",
        "MD",
        "20746",
    ]
    assert len(fields["addressFile"].splitlines()) == 5
    address = "4600 SILVER HILL RD, SUITLAND, MD, 20746"
    assert found == {"c": (*HERE, address, True), "b": None, 7: None, "a": (*HERE, address, False)}


def test_a_batch_has_at_most_ten_thousand_rows_and_an_empty_one_is_not_sent(server):
    assert alone(server).geocode_batch([]) == {}
    with pytest.raises(exc.GeocoderQueryError, match="10,001"):
        alone(server).geocode_batch([row(number) for number in range(10_001)])
    assert not server.asked


@pytest.mark.filterwarnings("ignore:Latitude normalization")
@pytest.mark.parametrize(
    "answer",
    [
        '"1","x","Match","Exact","4600 SILVER',
        '"1","x","Match","Exact","A","-76.9"',
        '"1","x","Match","Exact","A","nan,nan"',
        '"1","x","Perhaps"',
        '"9","x","No_Match"',
        '"1"',
        '"1","x","Match","Exact","A","-76.9,138.8"',
        MATCH.format(1, "Exact")[:60],
    ],
)
def test_a_batch_answer_that_is_cut_off_or_wrong_is_refused_whole(server, answer):
    server.says(answer)
    with pytest.raises(exc.GeocoderParseError):
        alone(server).geocode_batch([row(1)])


# --- configured


@pytest.mark.parametrize("name", ANSWERS)
def test_every_service_finds_an_address(server, service, name):
    server.says(ANSWERS[name])
    asked = service(name)
    precision = "street" if name == "census" else "rooftop"
    assert locate(ADDRESS, asked, HERE) == {
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
    assert locate(ADDRESS, asked, HERE) == NotLocated("unknown", f"{name} does not know the address")
    assert (asked.given_up, len(server.asked)) == (0, 1)


@pytest.mark.parametrize("name", ANSWERS)
@pytest.mark.parametrize("answer", GARBAGE)
def test_no_service_can_stop_an_import_with_garbage(server, service, name, answer):
    server.says(answer)
    said = locate(ADDRESS, service(name), HERE)
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


@pytest.mark.parametrize(("name", "pause"), [("nominatim", 1), ("photon", 1), ("census", 0.25)])
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
    assert locate(ADDRESS, asked, HERE) == NotLocated(
        "failed", "census failed or cannot be reached: the next import asks again"
    )
    assert asked.given_up == 1 and len(server.asked) == 3
    assert isinstance(locate(ADDRESS, asked, HERE), dict) and not asked.failure


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


# --- precision


@pytest.mark.parametrize(
    ("raw", "precision"),
    [
        ({"class": "place", "type": "house", "osm_type": "way", "place_rank": 30}, "street"),
        ({"class": "place", "type": "house", "osm_type": "node", "place_rank": 30}, "rooftop"),
        ({"class": "amenity", "type": "clinic", "osm_type": "node", "place_rank": 30}, "rooftop"),
        ({"class": "highway", "type": "residential", "osm_type": "way", "place_rank": 26}, "street"),
        ({"class": "place", "type": "postcode", "osm_type": "relation", "place_rank": 21}, None),
        ({"class": "boundary", "type": "administrative", "place_rank": 16}, None),
        ({"properties": {"type": "house", "osm_key": "place", "osm_type": "W", "housenumber": "4"}}, "street"),
        ({"properties": {"type": "house", "osm_key": "shop", "osm_type": "W", "housenumber": "4"}}, "rooftop"),
        ({"properties": {"type": "house", "osm_key": "historic", "osm_type": "N"}}, None),
        ({"properties": {"type": "street", "osm_key": "highway", "osm_type": "W"}}, "street"),
        ({"properties": {"type": "city", "osm_key": "place", "osm_type": "R"}}, None),
        ({"properties": {"layer": "address", "match_type": "exact", "accuracy": "point"}}, "rooftop"),
        ({"properties": {"layer": "address", "match_type": "interpolated", "accuracy": "point"}}, "street"),
        ({"properties": {"layer": "street", "match_type": "fallback", "accuracy": "centroid"}}, "street"),
        ({"properties": {"layer": "locality", "match_type": "fallback", "accuracy": "centroid"}}, None),
        ({"attributes": {"Addr_type": "Subaddress"}}, "rooftop"),
        ({"attributes": {"Addr_type": "StreetAddress"}}, "street"),
        ({"attributes": {"Addr_type": "StreetName"}}, "street"),
        ({"attributes": {"Addr_type": "Postal"}}, None),
        ({"attributes": {}}, None),
        ({"geometry": {"location_type": "ROOFTOP"}, "types": ["premise"]}, "rooftop"),
        ({"geometry": {"location_type": "RANGE_INTERPOLATED"}}, "street"),
        ({"geometry": {"location_type": "GEOMETRIC_CENTER"}, "types": ["route"]}, "street"),
        ({"geometry": {"location_type": "GEOMETRIC_CENTER"}, "types": ["park"]}, None),
        ({"geometry": {"location_type": "APPROXIMATE"}, "types": ["postal_code"]}, None),
        ({"tigerLine": {"tigerLineId": "1", "side": "L"}}, "street"),
        ({}, None),
        ([], None),
        ("text", None),
    ],
)
def test_precision_is_what_the_service_says(raw, precision):
    assert precision_of(Location("x", HERE, raw)) == precision


KEYS = [
    "class",
    "type",
    "osm_type",
    "place_rank",
    "properties",
    "layer",
    "match_type",
    "attributes",
    "Addr_type",
    "geometry",
    "types",
]
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=3) | st.sampled_from(["house", "place", 30, "ROOFTOP"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=4),
    max_leaves=8,
)


@given(ANYTHING.filter(lambda raw: raw is not None))
def test_precision_can_be_told_of_anything(raw):
    assert precision_of(Location("x", HERE, raw)) in {"rooftop", "street", None}


# --- locate


def test_a_point_far_from_its_zip_is_refused_with_the_miles(server, service):
    server.says(ANSWERS["census"])
    said = locate(ADDRESS, service(), FAR_OFF)
    assert (
        said.kind == "far"
        and said.reason.startswith("census puts the address 2,3")
        and "miles from the center of its ZIP" in said.reason
    )
    assert isinstance(locate(ADDRESS, service(), (HERE[0] + 0.71, HERE[1])), dict)  # 49 miles
    assert locate(ADDRESS, service(), (HERE[0] + 0.74, HERE[1])).kind == "far"  # 51 miles
    assert isinstance(locate(ADDRESS, service(), None), dict)


def test_an_answer_coarser_than_a_street_is_no_pin(server, service):
    server.says(feature(layer="postalcode", match_type="fallback", name="20746"))
    assert locate(ADDRESS, service("pelias"), HERE).kind == "coarse"


@pytest.mark.parametrize(
    ("address", "street"),
    [
        ("4600 Silver Hill Rd", "4600 Silver Hill Rd"),
        ("12 Main St, Suite 5", "12 Main St"),
        ("12 Main St STE B", "12 Main St"),
        ("12 Main St #4", "12 Main St"),
        ("12 Main St Fl 2", "12 Main St"),
        ("12 Main St Apt. 3-B", "12 Main St"),
        ("Suite 5, 12 Main St", "12 Main St"),
        ("Healing Center, 12 Main St", "12 Main St"),
        ("N6543 County Road K", "N6543 County Road K"),
        ("7 Office Park Dr", "7 Office Park Dr"),
        ("9 Floral Ave", "9 Floral Ave"),
        ("PO Box 12", ""),
        ("P.O. BOX 9", ""),
        ("Town Hall", ""),
        ("", ""),
    ],
)
def test_the_house_is_asked_for_not_the_suite(address, street):
    assert street_of(address) == street


def test_an_address_without_a_house_is_not_asked_for(server, service):
    said = locate({**ADDRESS, "address": "PO Box 12"}, service(), HERE)
    assert said.kind == "unknown" and not server.asked


def answering(body):
    """The Census's answer to a batch: the first street is found, the second not, the third left out."""
    rows = csv.reader(io.StringIO(body.split(b"text/csv\r\n\r\n")[1].split(b"\r\n--")[0].decode()))
    said = {
        "4600 Silver Hill Rd": lambda key: MATCH.format(key, "Non_Exact"),
        "1 No St": lambda key: f'"{key}","x","No_Match"\n',
    }
    return "".join(said[street](key) for key, street, *_ in rows if street in said)


def test_a_batch_says_of_every_address_what_became_of_it(server, service, monkeypatch):
    monkeypatch.setattr(services, "LARGEST_BATCH", 2)
    server.says(answering)
    streets = {
        "found": ADDRESS["address"],
        "far": ADDRESS["address"],
        "no": "1 No St",
        "lost": "1 Lost St",
        "box": "PO Box 1",
    }
    addresses = {key: {**ADDRESS, "address": street} for key, street in streets.items()}
    said = dict(locate_all(addresses, service(), {key: FAR_OFF if key == "far" else HERE for key in streets}))
    assert said.pop("found") == {"latitude": HERE[0], "longitude": HERE[1], "precision": "street", "geocoder": "census"}
    assert {key: each.kind for key, each in said.items()} == {
        "far": "far",
        "no": "unknown",
        "lost": "failed",
        "box": "unknown",
    }
    assert "left the address out" in said["lost"].reason and len(server.asked) == 2


def test_a_batch_that_fails_is_given_up_and_no_other_sent(server, service, monkeypatch):
    monkeypatch.setattr(services, "LARGEST_BATCH", 20)
    server.says((500, {}, ""))
    asked = service()
    said = dict(locate_all(dict.fromkeys(range(45), ADDRESS), asked, {}))
    assert (
        {each.kind for each in said.values()} == {"failed"}
        and len(said) == asked.given_up == 45
        and len(server.asked) == 3
    )


def test_services_without_a_batch_are_asked_one_by_one(server, service):
    server.says(ANSWERS["nominatim"], NOTHING["nominatim"])
    said = dict(locate_all({"a": ADDRESS, "b": ADDRESS}, service("nominatim"), {}))
    assert said["a"]["precision"] == "rooftop" and said["b"].kind == "unknown"
