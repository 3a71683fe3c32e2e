"""A server of this machine that answers, and fails, as geocoding services do; and what they say of one address."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

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

MATCH = (
    '"{}","4600 Silver Hill Rd, Suitland, MD, 20746","Match","{}","4600 SILVER HILL RD, SUITLAND, MD, 20746",'
    '"-76.928,38.846","637","L"\n'
)


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

    do_POST = do_GET  # noqa: N815  the name that http.server calls

    def log_message(self, *_):
        """Says nothing."""
