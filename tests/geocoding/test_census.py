"""The Census geocoder, as a geocoder of geopy's: one address, or ten thousand at once."""

import csv
import io
from email import message_from_bytes
from urllib.parse import parse_qs, urlsplit

import pytest
from geocoder_server import ANSWERS, GARBAGE, HERE, MATCH, ONE_LINE, census
from geopy import exc

from directory.geocoding.census import BatchAddress, Census


def alone(server, **settings):
    """The Census class by itself."""
    return Census(domain=server.domain, scheme="http", timeout=3, **settings)


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
    return BatchAddress(number, street, "Suitland", "MD", "20746")


def sent(headers, body):
    """The fields of a multipart form, as another parser reads them."""
    form = message_from_bytes(b"Content-Type: " + headers["Content-Type"].encode() + b"\r\n\r\n" + body)
    return {
        part.get_param("name", header="content-disposition"): part.get_payload(decode=True).decode()
        for part in form.get_payload()
    }


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


def test_a_batch_may_be_as_large_as_the_limit(server, monkeypatch):
    monkeypatch.setattr("directory.geocoding.census.LARGEST_BATCH", 2)
    server.says(MATCH.format(1, "Exact"))
    assert set(alone(server).geocode_batch([row(1), row(2)])) == {1}
    with pytest.raises(exc.GeocoderQueryError):
        alone(server).geocode_batch([row(1), row(2), row(3)])


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
