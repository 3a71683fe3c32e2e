"""A server for downloads, and the folder that they go to."""

import threading
from http.server import ThreadingHTTPServer

import pytest
from download_server import NAME, Handler
from server import answering


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
    with answering(server):
        yield server
        server.released.set()


@pytest.fixture
def folder(tmp_path):
    """Where downloads go."""
    return tmp_path / "downloads"
