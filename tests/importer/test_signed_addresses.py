"""A signed address that expires while its file is fetched, from an https server: the next command goes on with it.

Everybody here is made up.
"""

import ipaddress
import json
import random
import ssl
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import nppes_files as files
import pytest
import tic_files as tic
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from server import answering

from directory.importer.formats import web_request

ANA = files.npi(1)
PLAN = tic.plan("Plan A PPO", "ACME small auto shop", "12-3456789")


@pytest.fixture
def certificate(tmp_path):
    """A certificate of this machine, with its key, that signs itself."""
    key, name = ec.generate_private_key(ec.SECP256R1()), x509.Name([])
    now, here = datetime.now(UTC), x509.IPAddress(ipaddress.ip_address("127.0.0.1"))
    signed = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number(), now, now + timedelta(1))
    signed = signed.add_extension(x509.SubjectAlternativeName([here]), critical=True).sign(key, hashes.SHA256())
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path = tmp_path / "certificate.pem"
    path.write_bytes(private + signed.public_bytes(serialization.Encoding.PEM))
    return path


class Store(BaseHTTPRequestHandler):
    """Keeps a plan's file at an address that is signed anew in each table of contents, and good for one request."""

    def do_GET(self):
        parts, server = urlsplit(self.path), self.server
        if parts.path == "/index.json":
            server.signature += 1
            place = f"get?file=one.json.gz&sig={server.signature}&se=2026-10-0{server.signature}"
            return self.answer(200, tic.text(tic.contents(([PLAN], [place]))))
        if parse_qs(parts.query)["sig"] != [str(server.signature)] or server.signature in server.used:
            return self.answer(403, b"")
        server.used.append(server.signature)
        wanted = self.headers["Range"]
        server.ranges.append(wanted)
        if not wanted:
            return self.answer(200, server.data, server.data[: len(server.data) // 2])
        first = int(wanted.removeprefix("bytes=").removesuffix("-"))
        span = f"bytes {first}-{len(server.data) - 1}/{len(server.data)}"
        self.answer(206, server.data[first:], **{"Content-Range": span})

    def answer(self, status, data, sent=None, **headers):
        """Answers, and hangs up after what is `sent`."""
        self.send_response(status)
        for name, value in ({"Content-Length": str(len(data)), "ETag": '"one"'} | headers).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(data if sent is None else sent)

    def log_message(self, *_):
        """Says nothing."""


@pytest.fixture
def store(certificate, monkeypatch):
    """The store, over https."""
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    monkeypatch.setenv("PRIVATE_NETWORKS", "yes")
    monkeypatch.setattr(web_request.time, "sleep", lambda seconds: None)
    server = ThreadingHTTPServer(("127.0.0.1", 0), Store)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    server.signature, server.used, server.ranges = 0, [], []
    noise = random.Random(1).randbytes(200_000).hex()
    content = tic.network([tic.group(1, int(ANA))], [tic.service("97810", ([1], [tic.price(44.51)]))], noise=noise)
    server.data = tic.text(content)
    with answering(server):
        yield server


def test_what_came_before_a_signature_expired_is_kept_and_the_next_command_fetches_the_rest(store, run, tmp_path):
    row = files.row(("171100000X", "", "", "Y"), npi=ANA, last_name="LOPEZ", city="NEW YORK", state="NY")
    run("import", "nppes", files.plain(tmp_path / "npidata_pfile_20240304-20240310.csv", [row]))
    command = ("import", "tic", f"https://127.0.0.1:{store.server_port}/index.json", "--plans", "acme", "--json")
    code, out, err = run(*command)
    assert (code, out) == (2, "") and "kept: the same command goes on from there" in err and "sig=" not in err
    assert "signed for a limited time" in err and "list's https address" in err
    code, out, err = run(*command)
    assert code == 0, err
    assert json.loads(out)["listings"] == 1 and store.ranges == [None, f"bytes={len(store.data) // 2}-"]
