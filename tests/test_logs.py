"""The log holds what an operator needs, as lines or as JSON, and no word of a search, a letter or a person."""

import json
import logging
import re
import sys
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import nppes_files as files
import pytest
from server import serving

from directory import create_app, logs
from directory.settings import BadSetting, Settings

log = logging.getLogger("directory.test")


@pytest.fixture(autouse=True)
def log_as_before():
    """Puts the log back as it was."""
    logger, hook = logging.getLogger("directory"), sys.excepthook
    before = logger.handlers, logger.level
    yield
    logger.handlers, logger.level = before
    sys.excepthook = hook


def lines(text):
    """The JSON lines among what was written."""
    return [json.loads(line) for line in text.splitlines() if line.startswith("{")]


def npis(tmp_path, count):
    """A file of NPPES with so many practitioners, and a row that is refused."""
    rows = [files.row(npi=files.npi(number)) for number in range(1, count + 1)] + [files.row(npi="1")]
    return files.plain(tmp_path / "npidata_pfile_20050523-20240310.csv", rows)


class TestFormats:
    @pytest.mark.parametrize("log_format", ["", "text"])
    def test_in_plain_lines_a_stack_stands_below_its_event(self, capsys, log_format):
        logs.configure(log_format)
        log.error("fault", extra={"route": "search.results", "status": 500, "stack": ["a.py:1 b", "c.py:2 d"]})
        event, *stack = capsys.readouterr().err.splitlines()
        assert re.fullmatch(r"20\d\d-\d\d-\d\dT\S+ ERROR fault route=search\.results status=500", event)
        assert stack == ["  a.py:1 b", "  c.py:2 d"]

    def test_in_json_an_event_is_one_line(self, capsys):
        logs.configure("json")
        log.info("import finished", extra={"source": "nppes", "rows": 3, "stack": ["a\nb"]})
        (line,) = capsys.readouterr().err.splitlines()
        event = json.loads(line)
        assert re.fullmatch(r"20\d\d-\d\d-\d\dT[\d:.]+\+00:00", event.pop("time"))
        assert event == {"level": "info", "event": "import finished", "source": "nppes", "rows": 3, "stack": ["a\nb"]}

    @pytest.mark.parametrize("name", [*logs.FIELDS, "query", "place", "email", "condition"])
    def test_a_field_is_written_if_it_is_one_of_thirteen_that_say_nothing_of_a_person(self, capsys, name):
        logs.configure("json")
        log.error("event", extra={name: "7"})
        written = name in (
            *("command", "source", "snapshot", "rows", "listings", "problems", "seconds", "route", "status", "reason"),
            *("letter_id", "exception", "stack"),
        )
        assert ({name: "7"}.items() <= lines(capsys.readouterr().err)[0].items()) == written
        assert len(logs.FIELDS) == 13

    @pytest.mark.parametrize(("log_format", "written"), [("", False), ("text", True), ("json", True)])
    def test_what_went_well_is_told_to_those_who_ask_for_it(self, capsys, log_format, written):
        logs.configure(log_format)
        log.info("import started")
        log.warning("office closed")
        said = capsys.readouterr().err
        assert ("import started" in said, "office closed" in said) == (written, True)

    @pytest.mark.parametrize("log_format", ["text", "json"])
    def test_a_field_that_is_not_known_is_never_written(self, capsys, log_format):
        logs.configure(log_format)
        log.warning("fault", extra={"query": "near=94110", "patient": "Ann Blauvelt", "route": "search.results"})
        written = capsys.readouterr().err
        assert "search.results" in written and "94110" not in written and "Blauvelt" not in written

    def test_a_closed_standard_error_stops_nothing(self, monkeypatch):
        logs.configure("json")
        with open("/dev/null", "w") as closed:
            pass
        monkeypatch.setattr(sys, "stderr", closed)
        monkeypatch.setattr(logging, "raiseExceptions", False)
        log.error("fault")

    def test_a_fault_outside_a_request_is_an_event_too_without_its_message(self, capsys):
        logs.configure("json")
        try:
            raise ValueError("Ann Blauvelt")
        except ValueError as error:
            sys.excepthook(type(error), error, error.__traceback__)
        written = capsys.readouterr().err
        (event,) = lines(written)
        assert (event["level"], event["event"], event["exception"]) == ("critical", "fault", "ValueError")
        assert event["stack"][-1].startswith("tests/test_logs.py:") and "Blauvelt" not in written
        logs.configure("text")
        assert sys.excepthook is sys.__excepthook__

    @pytest.mark.parametrize(("value", "log_format"), [("", ""), ("json", "json"), ("JSON", "json"), ("text", "text")])
    def test_it_is_set_in_the_environment(self, monkeypatch, value, log_format):
        monkeypatch.setenv("LOG_FORMAT", value)
        assert Settings().log_format == log_format

    def test_a_format_that_is_none_is_refused_in_words(self, run, monkeypatch):
        monkeypatch.setenv("LOG_FORMAT", "xml")
        with pytest.raises(BadSetting):
            Settings()
        code, _, said = run("status")
        assert code == 2 and said == "LOG_FORMAT is not set right: it is text or json, or not set.\n"

    def test_of_the_servers_own_messages_the_first_line_is_written(self, capsys):
        record = logging.LogRecord("_granian", logging.ERROR, "", 0, "%s ended\nTraceback: Canary", ("worker",), None)
        logs.ServerOutput("json").handle(record)
        written = capsys.readouterr().err
        assert json.loads(written)["event"] == "worker ended" and "Canary" not in written


class TestCommands:
    def test_an_import_and_its_publish_log_their_counts(self, run, tmp_path, monkeypatch):
        monkeypatch.setenv("LOG_FORMAT", "json")
        code, _, written = run("import", "nppes", npis(tmp_path, 3))
        events = lines(written)
        assert code == 1 and [event["event"] for event in events] == [
            "import started",
            "import finished",
            "publish started",
            "publish finished",
        ]
        assert events[0]["source"] == "nppes"
        counts = {name: events[1][name] for name in ("source", "snapshot", "rows", "listings", "problems")}
        assert counts == {"source": "nppes", "snapshot": 1, "rows": 4, "listings": 3, "problems": 1}
        assert events[3]["listings"] == 3
        for event in (events[1], events[3]):
            assert 0 <= event["seconds"] < 60

    def test_what_is_refused_is_logged_by_its_class_and_not_its_words(self, run, tmp_path, monkeypatch):
        run("import", "nppes", npis(tmp_path, 1))
        monkeypatch.setenv("LOG_FORMAT", "json")
        code, _, written = run("search", "--near", "Canaryville, ZZ")
        (event,) = lines(written)
        assert (code, event["event"], event["command"], event["exception"]) == (
            2,
            "command not done",
            "search",
            "BadQuery",
        )
        assert "Canary" not in str(event)

    def test_a_search_logs_nothing(self, run, tmp_path, monkeypatch, caplog):
        run("import", "nppes", npis(tmp_path, 1))
        monkeypatch.setenv("LOG_FORMAT", "json")
        caplog.clear()
        with caplog.at_level(logging.DEBUG):
            code, _, written = run("search", "--near", "97214", "--within", "500")
            answer = create_app(Settings()).test_client().get("/search?near=97214&name=Canary")
        assert (code, answer.status_code, lines(written)) == (0, 200, [])
        assert [record for record in caplog.records if record.name.startswith("directory")] == []

    def test_without_being_asked_a_command_says_only_its_own_words(self, run, tmp_path):
        _, _, written = run("import", "nppes", npis(tmp_path, 1))
        assert "import finished" not in written and "publish finished" not in written


def test_a_fault_of_the_production_server_is_a_json_line_without_the_query(sample_data, tmp_path):
    """office.db is broken, which a page finds out once somebody sends a cookie."""
    office = tmp_path / "office"
    office.mkdir()
    (office / "directory.db").symlink_to(sample_data.directory_db)
    with serving(office, tmp_path / "log", LOG_FORMAT="json") as address:
        (office / "office.db").write_bytes(b"no database" * 1000)
        with pytest.raises(HTTPError):
            urlopen(Request(f"{address}/search?near=94110&name=Canary", headers={"Cookie": "signed_in=x"}))
    written = (tmp_path / "log").read_text()
    (event,) = [each for each in lines(written) if each["event"] != "command not done"]  # the worker may end meanwhile
    assert (event["level"], event["event"], event["route"]) == ("error", "fault", "search.results")
    assert event["exception"] == "DatabaseError" and any("session.py" in frame for frame in event["stack"])
    assert "Canary" not in written and "94110" not in written


def test_the_route_is_logged_and_never_the_address(data, monkeypatch, capsys):
    app = create_app(Settings())
    logs.configure("json")
    monkeypatch.setitem(app.config, "PROPAGATE_EXCEPTIONS", False)
    monkeypatch.setattr("directory.web.letters.answering.hash_token", lambda token: {}[token])
    assert app.test_client().get("/reply/CANARYTOKEN").status_code == 500
    written = capsys.readouterr().err
    assert [event["route"] for event in lines(written) if "route" in event] == [
        "reply.answer"
    ] and "CANARYTOKEN" not in written
