"""Which addresses are asked, where redirects may lead, and what is said of a connection that fails."""

import shutil
import socket
import ssl
import subprocess
import threading
from types import SimpleNamespace
from urllib.request import Request

import pytest
from download_server import DATA, NAME, answers, cut, get, ranged, refusal, whole

from directory.importer.formats import web_request
from directory.importer.record import FileRefused


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
        web_request._Redirects().redirect_request(
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
        "https://example.org:0/",
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


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "10.0.0.5", "169.254.169.254", "[::1]", "192.168.1.1"])
def test_what_a_file_names_is_never_asked_for_in_a_private_network(host):
    with pytest.raises(FileRefused, match="private network"):
        web_request.open_address(f"https://{host}:1/x", {}, 1, public=True)


def test_nor_where_a_public_server_redirects_to_it():
    answer = SimpleNamespace(close=lambda: None)
    with pytest.raises(FileRefused, match="private network"):
        web_request._Redirects(public=True).redirect_request(
            Request("https://example.org/x"), answer, 302, "Found", {}, "https://10.0.0.5/x"
        )
