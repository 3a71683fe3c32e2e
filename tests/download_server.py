"""A server of this machine that sends files, and misbehaves, as a script tells it; and what a test gets of them."""

import contextlib
import random
from http.server import BaseHTTPRequestHandler

import pytest

from directory.importer.formats.download import DownloadOptions, fetched
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
        with contextlib.suppress(ConnectionError):
            step(self)

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
        if handler.headers["If-None-Match"] == etag:
            return handler.start(304, ETag=etag)
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


def get(address, folder, **options):
    """The name and the bytes of a download, with waits that a test can bear."""
    with fetched(address, DownloadOptions(folder, **{"stall": 0.3, "pauses": (0, 0, 0), **options})) as path:
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
