"""Figures for what watches the site: rules of addresses and numbers, never what somebody looked for."""

import json
import re
import shutil
import subprocess
import urllib.error
import urllib.request
from importlib.util import find_spec

import pytest
from conftest import ROOT
from server import free_port, serving, wait_for

DEPLOY = ROOT / "docs" / "deploy"
LOOKED_FOR = ("97214", "Zzyzx", "Kimberley")


@pytest.fixture(scope="module")
def told(sample_data, tmp_path_factory):
    """What is told after some requests to a real server of two processes."""
    folder, port = tmp_path_factory.mktemp("watched"), free_port()
    (folder / "data").mkdir()
    for each in (sample_data.directory_db, sample_data.imports_db):  # no office that a test before has left there
        shutil.copy(each, folder / "data")
    with serving(folder / "data", folder / "log", METRICS_PORT=str(port)) as site:
        for address in ("/search?near=97214", "/search?near=97214&name=Zzyzx", "/practitioners/Kimberley", "/healthz"):
            try:
                urllib.request.urlopen(site + address).close()
            except urllib.error.HTTPError as error:
                error.close()
        wait_for(f"http://127.0.0.1:{port}/metrics")
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics") as answer:
            text = answer.read().decode()
        with pytest.raises(urllib.error.HTTPError):
            urllib.request.urlopen(f"{site}/metrics")
    return text


def value(told, series):
    """The figure of a series as it is written."""
    return float(re.search(rf"^{re.escape(series)} (\S+)$", told, re.M)[1])


def test_answers_are_counted_by_rule_over_all_processes(told):
    assert value(told, 'directory_requests_total{rule="/search",status="200"}') == 2
    assert value(told, 'directory_requests_total{rule="/practitioners/<practitioner_id>",status="404"}') == 1
    assert value(told, 'directory_request_seconds_count{rule="/search"}') == 2
    assert value(told, "directory_searches_without_result_total") == 1


def test_what_somebody_looked_for_is_nowhere(told):
    assert not [word for word in LOOKED_FOR if word in told]


def test_the_data_is_told_of(told, sample_directory):
    assert value(told, 'directory_listings{kind="clinic"}') == sample_directory.about["by_kind"]["clinic"]
    assert value(told, "directory_published_timestamp_seconds") > 1.7e9
    assert value(told, 'directory_import_problems{source="sample"}') == 0
    assert value(told, "directory_disk_free_bytes") > 0


def test_alerts_and_the_dashboard_ask_for_figures_that_are_told(told):
    known = set(re.findall(r"^# TYPE (\S+)", told, re.M))
    for name in ("alerts.yml", "dashboard.json"):
        asked = set(re.findall(r"\bdirectory_[a-z_]+", (DEPLOY / name).read_text()))
        plain = {re.sub(r"_(bucket|count|sum)$", "", each) for each in asked}
        assert asked and plain <= known, plain - known
    assert len(json.loads((DEPLOY / "dashboard.json").read_text())["panels"]) > 10


@pytest.mark.skipif(not shutil.which("promtool"), reason="promtool is not installed (Debian: prometheus)")
def test_prometheus_reads_figures_and_rules(told):
    subprocess.run(["promtool", "check", "rules", DEPLOY / "alerts.yml"], check=True)
    subprocess.run(["promtool", "check", "metrics"], input=told, text=True, check=True)


def test_without_a_port_nothing_is_loaded_or_counted(sample_data):
    from directory import create_app

    app = create_app(sample_data)
    assert (
        app.extensions["figures"] is None and app.test_client().get("/search?near=97214&name=Zzyzx").status_code == 200
    )


@pytest.mark.skipif(not find_spec("opentelemetry.sdk"), reason="OpenTelemetry is an extra (requirements-tracing.txt)")
def test_no_span_holds_a_query_or_who_asked(sample_data):
    from flask import Flask
    from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

    from directory import create_app
    from directory.web.shell import tracing

    app, kept = create_app(sample_data), InMemorySpanExporter()
    assert isinstance(app, Flask)
    tracing.register(app, "in this process", kept)
    browser = app.test_client()
    for address in ("/search?near=97214&name=Zzyzx", "/practitioners/Kimberley", "/nothing/97214"):
        browser.get(address, headers={"User-Agent": "Zzyzx", "Referer": "http://localhost/?near=97214"})
    app.extensions["traces"][2].force_flush()
    spans = [span.to_json() for span in kept.get_finished_spans()]
    assert len(spans) == 3 and not [word for word in LOOKED_FOR for span in spans if word in span]
    assert {span.name for span in kept.get_finished_spans()} == {"/search", "/practitioners/<practitioner_id>", "none"}
