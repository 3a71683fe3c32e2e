"""A download ends as the file that the server has, or as one line that says what to do, whatever the server does."""

import gzip
import os
import time
from types import SimpleNamespace

import pytest
from download_server import (
    DATA,
    HALF,
    NAME,
    answers,
    cut,
    endless,
    files,
    get,
    ranged,
    refusal,
    stall,
    whole,
)
from hypothesis import given
from hypothesis import strategies as st

from directory.importer.formats import download, web_request
from directory.importer.formats.download import DownloadOptions, downloaded, fetched
from directory.importer.formats.partial_file import unsigned
from directory.importer.record import FileRefused


def test_a_file_keeps_its_name_and_is_gone_afterwards(server, folder):
    seen = []
    assert get(server.says(whole()), folder, progress=lambda *at: seen.append(at)) == (NAME, DATA)
    assert not list(folder.iterdir())
    assert seen[-1] == (len(DATA), len(DATA)) and seen == sorted(seen)
    assert server.asked[0]["User-Agent"] == web_request.AGENT and "Range" not in server.asked[0]


@pytest.mark.parametrize("broken", [cut(), stall], ids=["cut off", "stalled"])
def test_a_broken_download_goes_on_where_it_stopped(server, folder, broken):
    assert get(server.says(broken, ranged()), folder) == (NAME, DATA)
    assert server.asked[1]["Range"] == f"bytes={HALF}-"
    assert server.asked[1]["If-Range"] == '"one"'


def test_the_day_of_the_last_change_serves_where_the_etag_is_weak(server, folder):
    day = "Sun, 12 Nov 2023 08:00:00 GMT"
    assert get(server.says(cut(ETag='W/"one"', Last_Modified=day), ranged(day)), folder) == (NAME, DATA)
    assert [asked["If-Range"] for asked in server.asked] == [None, day]


def test_without_a_validator_it_starts_again_from_the_beginning(server, folder):
    message = refusal(server.says(cut(ETag="")), folder)
    assert "kept" not in message and not files(folder)
    assert [asked["Range"] for asked in server.asked] == [None] * 4


def test_a_server_that_ignores_range_sends_it_all_again(server, folder):
    assert get(server.says(cut(), whole(ETag='"one"')), folder) == (NAME, DATA)


def test_a_file_that_changed_meanwhile_is_begun_again(server, folder):
    new = DATA[::-1]
    assert get(server.says(cut(), ranged('"two"', new)), folder) == (NAME, new)


def test_a_changed_file_sent_as_a_rest_is_not_glued_to_the_old_half(server, folder):
    new = DATA[::-1]
    rest = whole(new[HALF:], 206, Content_Range=f"bytes {HALF}-{len(new) - 1}/{len(new)}", ETag='"two"')
    assert get(server.says(cut(), rest, ranged('"two"', new)), folder) == (NAME, new)
    assert "Range" not in server.asked[2]


@pytest.mark.parametrize(
    "span", ["bytes 0-9/300011", "bytes 150001-300010/300011", "pages 3-4/5", "bytes x", "bytes 150000-/*"]
)
def test_a_rest_that_begins_elsewhere_is_not_used(server, folder, span):
    assert get(server.says(cut(), whole(DATA[HALF:], 206, Content_Range=span, ETag='"one"'), whole()), folder) == (
        NAME,
        DATA,
    )


def test_a_rest_in_several_parts_is_put_together(server, folder):
    part = whole(DATA[HALF:200_000], 206, Content_Range=f"bytes {HALF}-199999/{len(DATA)}", ETag='"one"')
    assert get(server.says(cut(), part, ranged()), folder) == (NAME, DATA)
    assert server.asked[2]["Range"] == "bytes=200000-"


def test_what_came_of_a_failed_download_is_kept_and_used_by_the_next_command(server, folder):
    message = refusal(server.says(cut(), answers(503)), folder)
    assert "503" in message and "Tried 4 times" in message and "150,000 bytes) is kept" in message
    assert files(folder) == [NAME, "~validator"]
    assert get(server.says(ranged()), folder) == (NAME, DATA)
    assert server.asked[-1]["Range"] == f"bytes={HALF}-"
    assert not list(folder.iterdir())


def test_stopping_the_program_keeps_what_came(server, folder):
    def stop(done, total):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        get(server.says(ranged()), folder, progress=stop)
    assert get(server.says(ranged()), folder) == (NAME, DATA)
    assert server.asked[-1]["Range"]


def test_a_file_whose_import_was_stopped_is_not_sent_again(server, folder):
    with pytest.raises(KeyboardInterrupt), fetched(server.says(ranged()), DownloadOptions(folder)):
        raise KeyboardInterrupt
    assert get(server.says(ranged()), folder) == (NAME, DATA)
    assert server.asked[-1]["If-None-Match"] == '"one"' and server.asked[-1]["Range"] is None


def test_a_whole_file_is_not_read_again_from_a_server_that_knows_no_conditions(server, folder):
    options = DownloadOptions(folder, pauses=())
    address = server.says(whole(ETag='"one"'), cut(0))
    assert [downloaded(address, options).path.read_bytes() for _ in range(2)] == [DATA, DATA]


@pytest.mark.parametrize(("age", "times"), [(3600, 1), (90_000, 2)])
def test_a_whole_file_whose_server_tells_no_version_is_good_for_a_day(server, folder, age, times):
    options = DownloadOptions(folder, pauses=())
    address = server.says(whole())
    file = downloaded(address, options)
    then = time.time() - age
    os.utime(file.path.parent / "~whole", (then, then))
    assert downloaded(address, options) == file and len(server.asked) == times


def test_a_file_that_its_server_packs_is_kept_packed_where_its_reader_takes_it_so(server, folder):
    packed = gzip.compress(DATA)
    address = server.says(whole(packed, Content_Encoding="gzip"))
    assert downloaded(address, DownloadOptions(folder, packed=True)).path.read_bytes() == packed


def test_a_server_that_drips_is_given_up(monkeypatch, server, folder):
    monkeypatch.setattr(download, "PATIENCE", 0)
    monkeypatch.setattr(download, "SLOWEST", 10**12)
    assert "bytes a second" in refusal(server.says(whole(ETag='"one"')), folder)


@pytest.mark.parametrize("new", [DATA[:-5], DATA[::-1]], ids=["shorter", "as long"])
def test_a_file_that_is_here_but_changed_there_is_fetched_again(server, folder, new):
    with pytest.raises(KeyboardInterrupt), fetched(server.says(ranged()), DownloadOptions(folder)):
        raise KeyboardInterrupt
    careless = answers(416, Content_Range=f"bytes */{len(new)}", ETag='"two"')
    assert get(server.says(careless, ranged('"two"', new)), folder) == (NAME, new)


def test_nothing_left_to_send_is_not_believed_where_nothing_is_here(server, folder):
    assert "Tried 4 times" in refusal(server.says(answers(416, Content_Range="bytes */0")), folder)


def test_a_file_that_the_importer_refuses_is_not_kept(server, folder):
    with pytest.raises(FileRefused, match="damaged"), fetched(server.says(ranged()), DownloadOptions(folder)):
        raise FileRefused("damaged")
    assert not files(folder)


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (404, "no such file (404). Check the address"),
        (410, "no such file (410)"),
        (400, "refuses to give the file to this program (400)"),
        (403, "browser"),
        (401, "browser"),
        (451, "browser"),
        (304, "redirects"),
        (204, "without a file (204)"),
        (202, "without a file (202)"),
    ],
)
def test_a_refusal_is_told_at_once(server, folder, status, words):
    address = server.says(answers(status))
    message = refusal(f"{address}?key=secret", folder)
    assert message.startswith(f"{address}: ") and words in message and "secret" not in message
    assert len(server.asked) == 1 and not files(folder)


@pytest.mark.parametrize("status", [500, 502, 503, 429, 408])
def test_a_server_in_trouble_is_asked_again(server, folder, status):
    assert get(server.says(answers(status), whole()), folder) == (NAME, DATA)
    assert f"({status}). Tried 4 times; try again later" in refusal(server.says(answers(status)), folder)


@pytest.mark.parametrize(
    "step",
    [
        whole(b"{}", Content_Type="text/html; charset=utf-8"),
        whole(b"{}", Content_Type="application/xhtml+xml"),
        whole(b"\xef\xbb\xbf\r\n <!DOCTYPE HTML><title>Sign in</title>", Content_Type="application/zip"),
        whole(b"<html>" + DATA),
    ],
)
def test_a_web_page_is_refused_at_once_and_costs_nothing_that_came(server, folder, step):
    assert "web page" in refusal(server.says(step), folder)
    assert len(server.asked) == 1 and not files(folder)
    message = refusal(server.says(cut(), step), folder)
    assert "web page" in message and "150,000 bytes) is kept" in message
    assert get(server.says(ranged()), folder) == (NAME, DATA)


def test_a_length_promised_and_not_kept_is_told(server, folder):
    message = refusal(server.says(whole(Content_Length="400000")), folder)
    assert "cut off (300,011 bytes of 400,000 bytes)" in message


def test_no_more_than_the_length_promised_is_kept(server, folder):
    assert get(server.says(whole(Content_Length="100000")), folder) == (NAME, DATA[:100_000])


@pytest.mark.parametrize("length", ["-5", "many", "9" * 5000])
def test_a_length_that_makes_no_sense_is_not_believed(server, folder, length):
    assert get(server.says(whole(Content_Length=length)), folder) == (NAME, DATA)


@pytest.mark.parametrize("length", [0, 1, 600])
def test_small_files_come_whole(server, folder, length):
    assert get(server.says(whole(DATA[:length])), folder) == (NAME, DATA[:length])


def test_chunks_are_put_together_and_missing_ones_noticed(server, folder):
    def chunks(handler, end=b"0\r\n\r\n"):
        handler.start(200, Transfer_Encoding="chunked", ETag='"one"')
        handler.wfile.write(b"%x\r\n" % len(DATA) + DATA + b"\r\n" + end)

    assert get(server.says(chunks), folder) == (NAME, DATA)
    assert "cut off" in refusal(server.says(lambda handler: chunks(handler, b"ff\r\nabc")), folder)
    assert "cut off" in refusal(server.says(lambda handler: chunks(handler, b"zz\r\n")), folder)


def test_too_large_a_file_is_refused_before_it_is_fetched(server, folder):
    message = refusal(server.says(whole(Content_Length=str(10**12))), folder)
    assert "more than 20,000 MB" in message and len(server.asked) == 1 and not files(folder)


def test_a_body_without_end_is_stopped(server, folder):
    assert "more than 1 MB" in refusal(server.says(endless), folder, most=10**6)
    assert len(server.asked) == 1 and not files(folder)


def test_a_full_disk_is_noticed_before_starting(server, folder, monkeypatch):
    assert "cut off" in refusal(server.says(cut()), folder, pauses=())
    monkeypatch.setattr(download.shutil, "disk_usage", lambda path: SimpleNamespace(free=200_000))
    assert get(server.says(ranged()), folder) == (NAME, DATA)  # half was here, and there is room for the rest
    assert "300,011 bytes, and the disk has room for 200,000 bytes" in refusal(server.says(whole()), folder)
    assert not files(folder)


def test_a_disk_that_fills_up_meanwhile_is_emptied_again(server, folder, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(download.PartialFile, "begin", full)
    with pytest.raises(FileRefused, match=r"No space left on device\. See that there is room"):
        get(server.says(whole()), folder)
    assert not files(folder)


def test_two_imports_of_one_address_do_not_mix_their_bytes(server, folder):
    def meddle(done, total):
        if len(server.asked) == 1:
            with next(folder.rglob(NAME)).open("ab") as file:
                file.write(b"more")

    assert get(server.says(ranged()), folder, progress=meddle) == (NAME, DATA)
    assert len(server.asked) == 2


def test_a_folder_that_cannot_be_written_is_told(server, folder):
    folder.write_text("a file where the folder should be")
    with pytest.raises(FileRefused, match="See that there is room"):
        get(server.says(whole()), folder)


def test_packing_that_nobody_asked_for_is_told(server, folder):
    assert "packs the file on the way (gzip)" in refusal(server.says(whole(Content_Encoding="gzip")), folder)
    assert server.asked[0]["Accept-Encoding"] == "identity"


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("https://example.org/a/npidata_20240108.csv?key=1#top", "npidata_20240108.csv"),
        ("https://example.org/", "download"),
        ("https://example.org", "download"),
        ("https://example.org/..", "download"),
        ("https://example.org/a/%2e%2e%2fetc%2Fpasswd", "passwd"),
        ("https://example.org/..%5c..%5cx.csv", "x.csv"),
        ("https://example.org/.htaccess", "htaccess"),
        ("https://example.org/-rf", "rf"),
        ("https://example.org/List%20of%20%E9%87%9D.csv", "List of 針.csv"),
        ("https://example.org/x%00.csv", "x.csv"),
        ("https://example.org/~validator", "validator"),
        (f"https://example.org/{'a' * 400}.csv", "a" * 96 + ".csv"),
    ],
)
def test_file_names_are_harmless(address, name):
    assert download.file_name(address) == name


@given(st.text(alphabet=st.characters(min_codepoint=33, max_codepoint=126), max_size=300))
def test_no_address_gives_a_name_that_leaves_its_folder(tail):
    name = download.file_name(f"https://example.org/{tail}")
    assert 0 < len(name) <= 100 and not set(name) & set('/\\~:*?"<>|') and name not in (".", "..")


def test_two_addresses_with_one_file_name_do_not_meet(server, folder):
    address = server.says(whole())
    options = DownloadOptions(folder)
    with fetched(address, options) as one, fetched(f"{address}?edition=2", options) as other:
        assert one.name == other.name and one.parent != other.parent


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("file=a&sig=1&se=2026-10-01", "file=a&sig=2&se=2026-11-01"),
        ("X-Amz-Signature=1&X-Amz-Date=20261001&v=7", "X-Amz-Signature=2&X-Amz-Date=20261101&v=7"),
        ("Expires=1&Signature=a&Key-Pair-Id=K", "Expires=2&Signature=b&Key-Pair-Id=K"),
    ],
)
def test_a_download_goes_on_under_another_signature_of_the_same_address(server, folder, first, second):
    address = server.says(cut(), answers(403), ranged())
    refusal(f"{address}?{first}", folder)
    assert get(f"{address}?{second}", folder) == (NAME, DATA)
    assert server.asked[-1]["Range"] == f"bytes={HALF}-"


@pytest.mark.parametrize(
    ("one", "other"),
    [("file=a&sig=1", "file=b&sig=1"), ("st=WA", "st=OR"), ("sig=", "x=1"), ("expires=1", "expires=2")],
)
def test_addresses_of_two_files_stay_two(one, other):
    assert unsigned(f"https://acme.example/get?{one}") != unsigned(f"https://acme.example/get?{other}")
