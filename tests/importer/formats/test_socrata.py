"""All rows of a portal's answer are in the file, of one version, or nothing is, and one line says why."""

import csv
import io
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as some
from portal_server import DAY, NOVEMBER_4, complaint, running, sends

from directory.core.portals import Portal
from directory.importer.formats import socrata
from directory.importer.formats.web_request import Interrupted
from directory.importer.record import FileRefused

COLUMNS = ["number", "name", "type"]
VERSION = datetime(2024, 11, 4, 10, tzinfo=UTC)
WHERE = "upper(type) like '%ACUPUNCT%'"
DEEP = b"[" * 100_000


def people(count):
    """Acupuncturists, each with a nurse in the next row."""
    listed = [{"number": f"AC{n}", "name": f'Ann "{n}"\nÉ, Jr.', "type": "Acupuncturist"} for n in range(count)]
    return [row for one in listed for row in (one, {"number": "N1", "name": "Bo", "type": "Nurse"})]


@pytest.fixture
def portal(monkeypatch):
    """A portal with seven acupuncturists, asked for three rows at once, with waits that a test can bear."""
    monkeypatch.setattr(socrata, "PAGE_ROWS", 3)
    monkeypatch.setattr(socrata, "PAUSES", (0, 0, 0))
    monkeypatch.setattr(socrata, "STALL", 0.3)
    with running() as server:
        server.holds(COLUMNS, people(7))
        server.asking = Portal(server.address, "abcd-1234", WHERE)
        yield server


def downloaded(portal, tmp_path):
    """The rows of the file that comes of it, with the header."""
    socrata.download_rows(portal.asking, VERSION, tmp_path / "list.csv")
    with (tmp_path / "list.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def refusal(portal, tmp_path):
    """What the admin reads: one line."""
    with pytest.raises(FileRefused) as refused:
        downloaded(portal, tmp_path)
    message = str(refused.value)
    assert message.endswith(".") and "\n" not in message
    return message


def test_a_list_of_several_pages_is_one_table_of_the_rows_asked_for(portal, tmp_path):
    header, *rows = downloaded(portal, tmp_path)
    assert header == COLUMNS
    assert rows == [list(row.values()) for row in people(7)[::2]]


def test_pages_are_asked_for_in_one_order(portal, tmp_path):
    downloaded(portal, tmp_path)
    pages = [(asked["$limit"], asked["$offset"]) for asked in portal.asked if asked.get("$order") == ":id"]
    assert pages == [("3", "0"), ("3", "3"), ("3", "6")]
    assert all(asked["$where"] == WHERE for asked in portal.asked if asked)


def test_the_version_is_when_the_rows_last_changed(portal):
    assert socrata.rows_updated_at(portal.asking) == VERSION


def test_a_list_dated_in_the_future_is_refused_for_every_later_one_would_count_as_older(portal):
    portal.updated_at = NOVEMBER_4 + 100 * 365 * DAY
    with pytest.raises(FileRefused, match="a day that has not come"):
        socrata.rows_updated_at(portal.asking)


@pytest.mark.parametrize("answer", ["{}", '{"rowsUpdatedAt": "yesterday"}', "[]", '{"rowsUpdatedAt": 99999999999999}'])
def test_a_list_without_a_day_is_refused(portal, answer):
    portal.trouble = [sends(answer, "application/json")]
    with pytest.raises(FileRefused, match="does not say when its list last changed"):
        socrata.rows_updated_at(portal.asking)


def test_nobody_is_no_list(portal, tmp_path):
    portal.holds(COLUMNS, people(7)[1::2])
    message = refusal(portal, tmp_path)
    assert "no row of the list meets" in message and "nobody would be licensed any more" in message


def test_a_portal_that_forgets_the_question_gives_too_many_to_be_asked_for(portal, tmp_path, monkeypatch):
    monkeypatch.setattr(socrata, "MAX_ROWS", 6)
    assert "7 rows meet" in refusal(portal, tmp_path)
    assert not any("$limit" in asked for asked in portal.asked)


@pytest.mark.parametrize(
    "trouble",
    [
        sends("", status=429),
        sends("", status=503),
        complaint("Too many requests", status=429),
        sends('{"code": "accepted"}', "application/json", 202),
        sends("", length=5000),
        sends('"number","name","type"\n"AC0","Ann'),
        sends('"number","name","type"\n"AC0","Ann"\n'),
        sends('"number","name","type"\n"AC0","Ann","Acupuncturist"\n' * 2 + '"AC0","Ann","Acu"'),
        sends('"number","name","type"\n"AC0","Ann","Acupuncturist\n'),
        sends(b'"number","name","type"\n"\xff","",""\n'),
        sends(""),
    ],
    ids=[
        "throttled",
        "down",
        "throttled in words",
        "at work",
        "cut off",
        "cut off in a value",
        "cut off in a row",
        "cut off before its end",
        "cut off at a line in a value",
        "no UTF-8",
        "nothing",
    ],
)
def test_what_passes_is_asked_again_and_what_stays_is_told(portal, tmp_path, trouble):
    portal.trouble = [None, trouble, trouble]
    assert len(downloaded(portal, tmp_path)) == 8
    portal.trouble = [None, *[trouble] * 4]
    assert "Tried 4 times; try again later." in refusal(portal, tmp_path)


@pytest.mark.parametrize(
    "counted",
    ['"count"\n', '"count"\n"7"\n"7"\n', '"count"\n"many"\n', '"count"\n"-7"\n', '"count"\n"7.5"\n', '"count"\n""\n'],
    ids=["none", "two", "a word", "negative", "a fraction", "empty"],
)
def test_a_count_that_is_no_number_is_asked_for_again_and_never_guessed(portal, tmp_path, counted):
    portal.trouble = [sends(counted)]
    assert len(downloaded(portal, tmp_path)) == 8
    portal.trouble = [sends(counted)] * 4
    assert "cut off or not in order" in refusal(portal, tmp_path)


@pytest.mark.parametrize("status", [200, 400, 404])
def test_a_question_that_the_portal_refuses_is_told_in_its_own_words_at_once(portal, tmp_path, status):
    portal.trouble = [complaint("No such column: type\n\x1b[2J", status=status)]
    message = refusal(portal, tmp_path)
    assert "No such column: type??[2J" in message and "data/reference/licences/" in message
    assert len(portal.asked) == 1


def test_the_words_of_an_older_portal_which_does_not_call_it_an_error_are_told_too(portal, tmp_path):
    old = '{"errorCode": "query.soql.no-such-column", "message": "No such column: type"}'
    portal.trouble = [sends(old, "application/json", 400)]
    assert "“No such column: type”" in refusal(portal, tmp_path)


def test_a_table_may_begin_with_a_byte_order_mark(portal, tmp_path):
    portal.trouble = [
        sends('\ufeff"count"\n"1"\n'),
        sends('\ufeff"number","name","type"\n"AC0","Ann","Acupuncturist"\n'),
    ]
    assert downloaded(portal, tmp_path)[0] == COLUMNS


def test_a_column_of_the_question_that_was_renamed_is_named(portal, tmp_path):
    portal.holds(["number", "name", "kind"], people(1))
    assert "no such column: type" in refusal(portal, tmp_path)


@pytest.mark.parametrize("status", [200, 403])
def test_a_web_page_is_no_list(portal, tmp_path, status):
    portal.trouble = [sends("<!DOCTYPE html><title>Are you human?</title>", "text/html", status)]
    assert "Download the file with a browser" in refusal(portal, tmp_path)


@pytest.mark.parametrize("body", [DEEP, b'{"error": ' + DEEP, b"\xff"], ids=["deep", "deep within", "no UTF-8"])
def test_json_that_no_portal_sends_is_refused_without_a_traceback(portal, tmp_path, body):
    portal.trouble = [sends(body, "application/json")]
    assert "answers with application/json" in refusal(portal, tmp_path)
    portal.trouble = [sends(body, "application/json", 400)]
    assert "(400)" in refusal(portal, tmp_path)
    portal.trouble = [sends(body, "application/json")] * 4
    with pytest.raises(FileRefused):
        socrata.rows_updated_at(portal.asking)


def test_an_answer_larger_than_any_page_is_not_read_to_its_end(portal, tmp_path, monkeypatch):
    monkeypatch.setattr(socrata, "MAX_ANSWER", 1 << 20)
    portal.trouble = [sends("x" * (1 << 20) + "x")]
    assert "more than 1 MB" in refusal(portal, tmp_path)


@pytest.mark.parametrize(
    "page",
    [
        '"number","name","type"\n',
        '"number","name","type"\n"AC3","Ann","Acupuncturist"\n',
        '"number","name","type"\n' + '"AC3","Ann","Acupuncturist"\n' * 4,
        '"number","type","name"\n' + '"AC3","Acupuncturist","Ann"\n' * 3,
    ],
    ids=["no rows", "fewer rows", "more rows", "other columns"],
)
def test_a_page_that_does_not_fit_the_others_is_refused_and_no_list_is_short_of_somebody(portal, tmp_path, page):
    portal.trouble = [None, None, sends(page)]
    assert "do not make one list" in refusal(portal, tmp_path)


def test_a_portal_that_gives_the_first_page_again_and_again_is_found_out(portal, tmp_path, monkeypatch):
    selected = portal.selected
    portal.holds(COLUMNS, people(6))
    monkeypatch.setattr(
        portal, "selected", lambda query: selected(query | ({"$offset": 0} if "$limit" in query else {}))
    )
    assert "do not make one list" in refusal(portal, tmp_path)


def test_a_list_that_changes_while_it_is_fetched_is_not_taken_half_old_half_new(portal, tmp_path):
    portal.updated_at += 1
    assert "may be changing it just now" in refusal(portal, tmp_path)


def test_rows_older_than_the_version_are_not_taken_for_it_or_a_suspension_would_be_missed(portal, tmp_path):
    portal.lags = True
    assert "has a newer list than it gives out yet. Try again in some hours." in refusal(portal, tmp_path)
    assert len(portal.asked) == 1


def test_an_answer_never_comes_from_an_unsafe_address():
    with pytest.raises(FileRefused, match="only https"):
        socrata.rows_updated_at(Portal("http://data.example.org", "abcd-1234", WHERE))


TEXT = some.text(some.characters(exclude_categories=("Cs",)), max_size=5)


@given(
    some.integers(1, 4).flatmap(lambda width: some.lists(some.lists(TEXT, min_size=width, max_size=width), min_size=1))
)
def test_whatever_stands_in_a_cell_arrives_as_it_is(table):
    file = io.StringIO()
    csv.writer(file, quoting=csv.QUOTE_ALL, lineterminator="\n").writerows(table)
    assert [*socrata._page(file.getvalue().encode())] == [table[0], table[1:]]


@given(some.binary(max_size=60) | TEXT.map(str.encode))
def test_any_bytes_are_a_whole_table_or_asked_for_again(body):
    try:
        header, rows = socrata._page(body)
    except Interrupted:
        return
    assert all(len(row) == len(header) for row in rows)


@given(some.lists(some.tuples(TEXT, TEXT), min_size=1, max_size=4), some.integers(1, 40))
def test_a_table_cut_off_anywhere_is_short_of_whole_rows_or_asked_for_again(table, cut):
    file = io.StringIO()
    csv.writer(file, quoting=csv.QUOTE_ALL, lineterminator="\n").writerows(table)
    try:
        header, rows = socrata._page(file.getvalue().encode()[:-cut])
    except Interrupted:
        return
    assert [header, *rows] == [list(row) for row in table[: 1 + len(rows)]]
