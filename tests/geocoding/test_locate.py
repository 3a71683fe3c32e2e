"""A geocoding service is asked once for each address, and believed only as far as it can be."""

import csv
import json
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import nppes_files as files
import pytest
from server import answering

from directory.store.imports.database import Imports
from directory.store.imports.geocodes import Answer, answers, keep

WEEK = "npidata_pfile_20240304-20240310.csv"


@pytest.fixture
def photon(monkeypatch):
    """A local service that speaks Photon; `asked` are the questions it got, `point` what it answers."""

    class Service(BaseHTTPRequestHandler):
        asked, point, status = [], [-122.6528, 45.5203], 200

        def do_GET(self):
            Service.asked.append(self.path)
            feature = {
                "type": "Feature",
                "geometry": {"type": "Point", "coordinates": Service.point},
                "properties": {
                    "osm_key": "place",
                    "osm_value": "house",
                    "type": "house",
                    "housenumber": "12",
                    "street": "Elm",
                    "countrycode": "US",
                },
            }
            body = json.dumps({"type": "FeatureCollection", "features": [feature]}).encode()
            self.send_response(Service.status)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Service)
    monkeypatch.setenv("GEOCODER", "photon")
    monkeypatch.setenv("GEOCODER_DOMAIN", f"127.0.0.1:{server.server_port}")
    monkeypatch.setenv("GEOCODER_SCHEME", "http")
    monkeypatch.setenv("GEOCODER_USER_AGENT", "the-tests")
    with answering(server):
        yield Service


def location(run):
    return json.loads(run("search", "--near", "97214", "--json")[1])["results"][0]["location"]


def test_an_address_is_asked_for_once_and_its_point_is_published(photon, run, tmp_path):
    path = files.plain(tmp_path / WEEK, [files.row(npi=files.npi(1)), files.row(npi=files.npi(2))])
    report = json.loads(run("import", "nppes", path, "--json")[1])
    assert (report["geocoded"]["asked"], report["geocoded"]["placed"], len(photon.asked)) == (1, 1, 1)
    assert location(run)["latitude"] == 45.5203 and location(run)["precision"] in ("rooftop", "street")
    moved = files.plain(
        tmp_path / "npidata_pfile_20240311-20240317.csv", [files.row(npi=files.npi(2), address_1="14 SE ELM ST")]
    )
    run("import", "nppes", moved)
    assert len(photon.asked) == 2, "only the new address is asked for"


def test_a_point_far_from_its_zip_code_is_not_believed(photon, run, tmp_path):
    photon.point = [-73.98, 40.75]
    report = json.loads(run("import", "nppes", files.plain(tmp_path / WEEK, [files.row()]), "--json")[1])
    assert (report["geocoded"]["placed"], len(report["geocoded"]["far"])) == (0, 1)
    assert location(run)["precision"] == "zip"
    with open(report["geocoded"]["report"], encoding="utf-8-sig", newline="") as file:
        (row,) = csv.DictReader(file)
    assert row["address"].startswith("12 se elm st") and "miles from the center of its ZIP code" in row["reason"]


def test_what_was_answered_before_an_import_was_stopped_is_not_asked_for_again(tmp_path):
    def stopped():
        for number in range(250):
            yield f"{number} elm st", Answer(45.5, -122.6, "street", "census", None)
        raise KeyboardInterrupt

    with Imports(tmp_path / "imports.db") as imports, pytest.raises(KeyboardInterrupt):
        keep(imports.connection, stopped())
    with Imports(tmp_path / "imports.db") as imports:
        assert len(answers(imports.connection)) == 200


def test_a_service_that_refuses_leaves_zip_codes_and_is_asked_again_next_time(photon, run, tmp_path):
    photon.status = 403
    path = files.plain(tmp_path / WEEK, [files.row()])
    code, out, _ = run("import", "nppes", path, "--json")
    assert code == 0 and json.loads(out)["geocoded"]["given_up"] == 1
    assert location(run)["precision"] == "zip"
    photon.status = 200
    run("import", "nppes", path)
    assert location(run)["precision"] in ("rooftop", "street")


def test_without_a_setting_nobody_is_asked(run, tmp_path):
    assert "geocoded" not in json.loads(
        run("import", "nppes", files.plain(tmp_path / WEEK, [files.row()]), "--json")[1]
    )


def test_a_service_that_is_not_known_is_one_clear_line(run, tmp_path, monkeypatch):
    monkeypatch.setenv("GEOCODER", "carrier-pigeon")
    code, _, err = run("import", "nppes", files.plain(tmp_path / WEEK, [files.row()]))
    assert (code, err.count("\n")) == (2, 1)
