"""Downloads: what is refused, given up or limited, and told in words."""

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
    whole,
)
from hypothesis import given
from hypothesis import strategies as st

from directory.importer.formats import download
from directory.importer.formats.download import DownloadOptions, fetched
from directory.importer.formats.partial_file import unsigned
from directory.importer.record import FileRefused


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
