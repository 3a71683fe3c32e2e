"""A download ends as the file that the server has, or as one line that says what to do: against a server that misbehaves."""

import random
import shutil
import socket
import ssl
import subprocess
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import SimpleNamespace
from urllib.request import Request

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.importer.formats import download
from directory.importer.formats.download import fetched
from directory.importer.record import FileRefused

DATA = b"NPI,Entity\n" + random.Random(1).randbytes(300_000)
HALF = 150_000
NAME = "NPPES_Data_Dissemination_111323_111923_Weekly.zip"


class Handler(BaseHTTPRequestHandler):
    """Answers each request with the next step of the server's script, the last one again and again."""

    def do_GET(self):
        steps = self.server.steps
        self.server.asked.append(self.headers)
        step = steps.pop(0) if len(steps) > 1 else steps[0]
        try:
            step(self)
        except ConnectionError:
            pass

    def log_message(self, *_):
        """Says nothing."""

    def start(self, status, **headers):
        """The beginning of an answer."""
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()


def whole(data=DATA, status=200, **headers):
    """Sends everything, whatever was asked."""

    def step(handler):
        handler.start(status, **{"Content_Length": str(len(data)), **headers})
        handler.wfile.write(data)

    return step


def cut(at=HALF, **headers):
    """Promises everything and hangs up half-way."""

    def step(handler):
        handler.start(200, **{"Content_Length": str(len(DATA)), "ETag": '"one"', **headers})
        handler.wfile.write(DATA[:at])

    return step


def stall(handler):
    """Sends a half and then nothing more."""
    cut()(handler)
    handler.wfile.flush()
    handler.server.released.wait(10)


def ranged(etag='"one"', data=DATA):
    """Does what RFC 9110 says of Range and If-Range."""

    def step(handler):
        wanted = handler.headers["Range"]
        if not wanted or handler.headers["If-Range"] != etag:
            return whole(data, ETag=etag)(handler)
        first = int(wanted.removeprefix("bytes=").removesuffix("-"))
        if first >= len(data):
            return handler.start(416, Content_Range=f"bytes */{len(data)}", ETag=etag)
        whole(data[first:], 206, Content_Range=f"bytes {first}-{len(data) - 1}/{len(data)}", ETag=etag)(handler)

    return step


def answers(status, **headers):
    """Sends a status and no file."""
    return lambda handler: handler.start(status, **headers)


def endless(handler):
    """Never stops."""
    handler.start(200, ETag='"one"')
    while True:
        handler.wfile.write(DATA)


@pytest.fixture
def server():
    """A server on this machine; `says` gives it its script and returns the address of the file."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.asked, server.released = [], threading.Event()
    server.url = f"http://127.0.0.1:{server.server_port}"

    def says(*steps):
        server.steps = list(steps)
        return f"{server.url}/files/{NAME}"

    server.says = says
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    yield server
    server.released.set()
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def folder(tmp_path):
    """Where downloads go."""
    return tmp_path / "downloads"


def get(address, folder, **options):
    """The name and the bytes of a download, with waits that a test can bear."""
    with fetched(address, folder, **{"stall": 0.3, "pauses": (0, 0, 0), **options}) as path:
        assert path.parent.parent == folder
        return path.name, path.read_bytes()


def refusal(address, folder, **options):
    """What the admin reads: one line, with the address in it."""
    with pytest.raises(FileRefused) as refused:
        get(address, folder, **options)
    message = str(refused.value)
    assert message.endswith(".") and "\n" not in message
    return message


def files(folder):
    """What is left in the folder."""
    return sorted(path.name for path in folder.rglob("*") if path.is_file()) if folder.exists() else []


def test_a_file_keeps_its_name_and_is_gone_afterwards(server, folder):
    seen = []
    assert get(server.says(whole()), folder, progress=lambda *at: seen.append(at)) == (NAME, DATA)
    assert not list(folder.iterdir())
    assert seen[-1] == (len(DATA), len(DATA)) and seen == sorted(seen)
    assert server.asked[0]["User-Agent"] == download.AGENT and "Range" not in server.asked[0]


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
    with pytest.raises(KeyboardInterrupt), fetched(server.says(ranged()), folder):
        raise KeyboardInterrupt
    assert get(server.says(ranged()), folder) == (NAME, DATA)
    assert server.asked[-1]["Range"] == f"bytes={len(DATA)}-"


@pytest.mark.parametrize("new", [DATA[:-5], DATA[::-1]], ids=["shorter", "as long"])
def test_a_file_that_is_here_but_changed_there_is_fetched_again(server, folder, new):
    with pytest.raises(KeyboardInterrupt), fetched(server.says(ranged()), folder):
        raise KeyboardInterrupt
    careless = answers(416, Content_Range=f"bytes */{len(new)}", ETag='"two"')
    assert get(server.says(careless, ranged('"two"', new)), folder) == (NAME, new)


def test_nothing_left_to_send_is_not_believed_where_nothing_is_here(server, folder):
    assert "Tried 4 times" in refusal(server.says(answers(416, Content_Range="bytes */0")), folder)


def test_a_file_that_the_importer_refuses_is_not_kept(server, folder):
    with pytest.raises(FileRefused, match="damaged"), fetched(server.says(ranged()), folder):
        raise FileRefused("damaged")
    assert not files(folder)


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (404, "no such file (404). Check the address"),
        (410, "no such file (410)"),
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

    monkeypatch.setattr(download._Kept, "begin", full)
    with pytest.raises(FileRefused, match="No space left on device. See that there is room"):
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


def test_redirects_are_followed_and_the_name_is_that_of_the_address_given(server, folder):
    address = server.says(
        answers(302, Location="/elsewhere.bin"), answers(308, Location="again.bin?x=1"), cut(), ranged()
    )
    assert get(address, folder) == (NAME, DATA)


@pytest.mark.parametrize(
    "target",
    [
        "http://example.org/x.zip",
        "http://127.0.0.1.example.org/x.zip",
        "ftp://127.0.0.1/x.zip",
        "https://me:word@example.org/x.zip",
        "http://me@127.0.0.1/x.zip",
    ],
)
def test_a_redirect_to_where_no_download_may_come_from_is_refused(server, folder, target):
    message = refusal(server.says(answers(302, Location=target)), folder)
    assert "does not follow" in message and "word" not in message.replace("password", "")
    assert len(server.asked) == 1


@pytest.mark.parametrize("target", ["file:///etc/hosts", "data:,x", "javascript:1", None])
def test_a_redirect_to_no_web_address_is_refused(server, folder, target):
    assert "redirects (302)" in refusal(server.says(answers(302, **({"Location": target} if target else {}))), folder)


def test_a_redirect_that_cannot_be_read_is_no_traceback(server, folder):
    assert "not in order" in refusal(server.says(answers(302, Location="http://[::1/x")), folder)


def test_redirects_without_end_are_given_up(server, folder):
    def onward(handler):
        handler.start(302, Location=f"/{len(handler.server.asked)}")

    assert "redirects (302) do not end" in refusal(server.says(onward), folder)
    assert len(server.asked) == 6
    assert "redirects (301) do not end" in refusal(server.says(answers(301, Location="/same")), folder)
    assert len(server.asked) == 8


def test_the_web_cannot_send_a_download_to_this_machine():
    answer = SimpleNamespace(close=lambda: None)
    with pytest.raises(FileRefused, match="only https"):
        download._Redirects().redirect_request(
            Request("https://example.org/x"), answer, 302, "Found", {}, "http://127.0.0.1:8000/x"
        )


@pytest.mark.parametrize(
    "address",
    [
        "http://example.org/x.zip",
        "ftp://example.org/x.zip",
        "file:///etc/hosts",
        "data:text/csv,NPI",
        "https:///x.zip",
        "https://",
        "example.org/x.zip",
        "",
        "https://example.org/a b.zip",
        "https://exämple.org/x",
        "https://example.org/\nx",
        "https://example.org:x/",
        "https://example.org:99999/",
        "https://[::1/x",
        f"https://{'a' * 70}.org/x",
        "https://a..org/x",
        "https://me:word@example.org/x.zip",
        "https://me@example.org/x",
        "http://127.0.0.1@example.org/x",
        "http://localhost.example.org/x",
        "http://[::1]/x",
        "https://\x00/",
    ],
)
def test_other_addresses_are_refused_before_anything_is_asked(folder, address, monkeypatch):
    monkeypatch.setattr(socket, "create_connection", None)
    message = refusal(address, folder)
    assert "me:" not in message and ":word" not in message and not folder.exists()


def test_a_name_that_nobody_has_is_told_at_once(folder, monkeypatch):
    def unknown(*_, **__):
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    for proxy in ("https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(proxy, raising=False)
    assert "no computer of this name" in refusal("https://example.org/x.zip", folder)


def test_nobody_listening_is_told(folder):
    with socket.create_server(("127.0.0.1", 0)) as free:
        address = f"http://127.0.0.1:{free.getsockname()[1]}/x.zip"
    assert "cannot be reached" in refusal(address, folder)


def test_a_server_that_never_answers_is_given_up(folder):
    with socket.create_server(("127.0.0.1", 0)) as silent:
        assert "nothing came for 0.1 seconds" in refusal(
            f"http://127.0.0.1:{silent.getsockname()[1]}/x", folder, stall=0.1
        )


@pytest.mark.parametrize(
    "said", [b"", b"220 mail ready\r\n", b"HTTP/1.1 200 OK\r\n" + b"x" * 70_000, b"HTTP/1.1 abc\r\n\r\n"]
)
def test_what_is_no_web_server_is_no_traceback(folder, said):
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def talk():
            for _ in range(2):
                with listening.accept()[0] as caller:
                    caller.recv(4096)
                    caller.sendall(said)

        thread = threading.Thread(target=talk)
        thread.start()
        assert "Tried 2 times" in refusal(f"http://127.0.0.1:{listening.getsockname()[1]}/x", folder, pauses=(0,))
        thread.join()


@pytest.fixture
def no_proxy(monkeypatch):
    """Connections go to this machine itself."""
    monkeypatch.setenv("no_proxy", "*")


def test_https_where_the_server_speaks_none_is_told(server, folder, no_proxy):
    address = server.says(whole()).replace("http:", "https:")
    assert "no secure connection" in refusal(address, folder)


@pytest.mark.skipif(not shutil.which("openssl"), reason="openssl, which makes the certificate, is not here")
def test_a_certificate_that_nobody_vouches_for_is_told(server, folder, no_proxy, tmp_path):
    pem = tmp_path / "server.pem"
    made = (
        "openssl",
        "req",
        "-x509",
        "-newkey",
        "ec",
        "-pkeyopt",
        "ec_paramgen_curve:prime256v1",
        "-nodes",
        "-subj",
        "/CN=localhost",
    )
    subprocess.run([*made, "-keyout", pem, "-out", tmp_path / "certificate"], check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(tmp_path / "certificate", pem)
    server.handle_error = lambda *_: None
    server.socket = context.wrap_socket(server.socket, server_side=True)
    message = refusal(server.says(whole()).replace("http:", "https:"), folder)
    assert "no secure connection could be made (self-signed certificate" in message.replace(
        "self signed", "self-signed"
    )


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
        ("https://example.org/List%20of%20%E9%87%9D.csv", "Listof.csv"),
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
    with fetched(address, folder) as one, fetched(f"{address}?edition=2", folder) as other:
        assert one.name == other.name and one.parent != other.parent
