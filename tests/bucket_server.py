"""A server of S3's kind that nobody here wrote (moto), with one bucket, for as long as a test needs it."""

import subprocess
import sys
import urllib.request
from contextlib import contextmanager
from importlib.util import find_spec

import pytest
from server import free_port, stopped, wait_for

needs_bucket = pytest.mark.skipif(
    not (find_spec("moto") and find_spec("flask_cors")), reason="moto, which stands in for S3, is not installed"
)


@contextmanager
def serving_bucket(monkeypatch, name):
    """Runs the server with a bucket of this name, and has the environment say where it is and with which keys."""
    port = free_port()
    for variable, value in (
        ("AWS_ENDPOINT_URL", f"http://127.0.0.1:{port}"),
        ("AWS_ALLOW_HTTP", "true"),
        ("AWS_ACCESS_KEY_ID", "made-up"),
        ("AWS_SECRET_ACCESS_KEY", "made-up"),
        ("AWS_REGION", "us-east-1"),
    ):
        monkeypatch.setenv(variable, value)
    running = subprocess.Popen(
        [sys.executable, "-m", "moto.server", "-p", str(port)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        wait_for(f"http://127.0.0.1:{port}/moto-api/")
        urllib.request.urlopen(urllib.request.Request(f"http://127.0.0.1:{port}/{name}", method="PUT")).close()
        yield
    finally:
        stopped(running)
