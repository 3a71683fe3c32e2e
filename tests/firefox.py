"""Debian's Firefox, driven over WebDriver BiDi (https://w3c.github.io/webdriver-bidi/).

Playwright has a Firefox of its own, and wants commands that this one lacks. What is needed of WebSocket (RFC 6455) is
here: one server on this machine, text.
"""

import base64
import json
import os
import re
import shutil
import socket
import struct
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

FIREFOX = next(filter(None, map(shutil.which, ("firefox-esr", "firefox"))), None)
LISTENING = re.compile(r"WebDriver BiDi listening on ws://127\.0\.0\.1:(\d+)")
PATIENCE = 60  # seconds for an answer on a busy machine
TEXT, CLOSE, PING, PONG = 0x1, 0x8, 0x9, 0xA


class WebSocket:
    """A connection that carries texts."""

    def __init__(self, port: int, path: str):
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=PATIENCE)
        key = base64.b64encode(os.urandom(16)).decode()
        asked = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        self.socket.sendall(f"{asked}Sec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n\r\n".encode())
        self.stream = self.socket.makefile("rb")
        while self.stream.readline().strip():
            pass  # the headers of the answer

    def send(self, data: bytes, kind: int = TEXT) -> None:
        """One message, masked, as a client has to."""
        size = len(data)
        length = bytes([0x80 | size]) if size < 126 else struct.pack("!BH", 0x80 | 126, size)
        mask = os.urandom(4)
        masked = bytes(byte ^ mask[at % 4] for at, byte in enumerate(data))
        self.socket.sendall(bytes([0x80 | kind]) + length + mask + masked)

    def receive(self) -> bytes:
        """The next message."""
        whole = b""
        while True:
            first, second = self.stream.read(2)
            size = second & 0x7F
            if size >= 126:
                (size,) = struct.unpack("!H" if size == 126 else "!Q", self.stream.read(2 if size == 126 else 8))
            data = self.stream.read(size)
            if first & 0xF == PING:
                self.send(data, PONG)
                continue
            assert first & 0xF != CLOSE, "Firefox closed the connection"
            whole += data
            if first & 0x80:
                return whole


class Page:
    """One tab: pages are opened, read by JavaScript, and used by keyboard and mouse."""

    def __init__(self, port: int, width: int, height: int):
        self.web_socket, self.numbers, self.said = WebSocket(port, "/session"), count(1), []
        self.ask("session.new", capabilities={})
        self.ask("session.subscribe", events=["log.entryAdded"])
        self.tab = self.ask("browsingContext.create", type="tab")["context"]
        self.resize(width, height)

    def ask(self, method: str, **params: object) -> dict:
        """What Firefox answers; what pages say on the console meanwhile is kept in `said`."""
        number = next(self.numbers)
        self.web_socket.send(json.dumps({"id": number, "method": method, "params": params}).encode())
        while True:
            answer = json.loads(self.web_socket.receive())
            if answer.get("method") == "log.entryAdded" and answer["params"]["level"] in ("warn", "error"):
                self.said.append(answer["params"]["text"])
            if answer.get("id") == number:
                assert answer["type"] == "success", answer
                return answer["result"]

    def resize(self, width: int, height: int) -> None:
        """The window's inside, in CSS pixels."""
        self.ask("browsingContext.setViewport", context=self.tab, viewport={"width": width, "height": height})

    def open(self, address: str) -> None:
        """Goes to a page and waits until it is there."""
        self.ask("browsingContext.navigate", context=self.tab, url=address, wait="complete")

    def evaluate(self, expression: str) -> object:
        """The value of JavaScript, by way of JSON."""
        told = self.ask(
            "script.evaluate",
            expression=f"(async () => JSON.stringify(await ({expression})))()",
            target={"context": self.tab},
            awaitPromise=True,
        )
        assert told["type"] == "success", told
        return json.loads(told["result"].get("value", "null"))

    def wait_for(self, expression: str) -> None:
        """Until JavaScript is true."""
        for _ in range(PATIENCE * 10):
            if self.evaluate(f"Boolean({expression})"):
                return
            time.sleep(0.1)
        raise TimeoutError(f"never true: {expression}")

    def press(self, keys: str) -> None:
        """Types, or presses a key by its WebDriver code."""
        actions = [{"type": kind, "value": key} for key in keys for kind in ("keyDown", "keyUp")]
        source = {"type": "key", "id": "keyboard", "actions": actions}
        self.ask("input.performActions", context=self.tab, actions=[source])


@contextmanager
def firefox(folder: Path, width: int, height: int) -> Iterator[Page]:
    """A tab of a Firefox of its own, with an empty profile in `folder`."""
    command = [FIREFOX, "--headless", "--no-remote", "--profile", str(folder), "--remote-debugging-port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True) as process:
        try:
            port = next(int(found[1]) for line in process.stderr if (found := LISTENING.search(line)))
            yield Page(port, width, height)
        finally:
            process.terminate()
            process.communicate()
