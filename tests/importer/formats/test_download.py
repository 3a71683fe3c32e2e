"""Downloads: broken off, gone on with, changed meanwhile, kept."""

import gzip
import os
import time

import pytest
from download_server import (
    DATA,
    HALF,
    NAME,
    answers,
    cut,
    files,
    get,
    ranged,
    refusal,
    stall,
    whole,
)

from directory.importer.formats import download, web_request
from directory.importer.formats.download import DownloadOptions, downloaded, fetched
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
