"""Asks a server as many visitors at once do, and checks every answer.

A program of its own, so that its work is not counted as the server's.

It reads its plan from standard input, one JSON object in a line, and prints one when it is done (at the latest when
standard input closes):

    port         of the server on this machine
    tls          whether it speaks TLS, by whatever certificate
    addresses    asked in this order, over and over
    editions     for each edition of the directory: for each address, the `digest` of its answer; another is a fault;
                 none: any answer is right that is whole and 200
    rate         requests a second, evenly spread; none: each connection asks again at once
    requests     how many; none: until standard input closes
    connections  kept open

Time is counted from when a request was due, so that a server that stalls is not asked less while it does.
"""

import asyncio
import hashlib
import json
import ssl
import sys
import time
from collections import Counter
from itertools import count

PATIENCE = 30  # seconds for an answer
ASKED = "GET {} HTTP/1.1\r\nHost: localhost\r\nUser-Agent: bench\r\n\r\n"


def digest(tag: str, body: bytes) -> str:
    """What tells one answer from any other: its ETag and its body."""
    return hashlib.blake2b(tag.encode() + b"\n" + body, digest_size=12).hexdigest()


class Visitors:
    """Carries out one plan.

    What came of it is in `milliseconds`, `editions` (answers of each) and `faults` (in words, counted).
    """

    def __init__(self, plan: dict):
        self.plan, self.numbers, self.began = plan, count(), time.perf_counter()
        self.milliseconds: list[float] = []
        self.editions, self.faults, self.ended = Counter(), Counter(), asyncio.Event()
        self.tls = ssl._create_unverified_context() if plan.get("tls") else None

    async def all(self) -> dict:
        """Opens the connections and waits for them; the outcome."""
        asyncio.get_running_loop().add_reader(sys.stdin, self._end)
        await asyncio.gather(*(self._visitor() for _ in range(self.plan["connections"])))
        return {
            "seconds": time.perf_counter() - self.began,
            "milliseconds": self.milliseconds,
            "editions": self.editions,
            "faults": self.faults,
        }

    def _end(self) -> None:
        asyncio.get_running_loop().remove_reader(sys.stdin)
        self.ended.set()

    async def _visitor(self) -> None:
        connection = None
        while (number := next(self.numbers)) < (self.plan["requests"] or sys.maxsize) and not self.ended.is_set():
            due = await self._due(number)
            address = self.plan["addresses"][number % len(self.plan["addresses"])]
            try:
                connection = connection or await self._connected()
                fault = self._judged(address, *await asyncio.wait_for(_answer(*connection, address), PATIENCE))
            except (OSError, EOFError, TimeoutError) as error:
                connection, fault = None, type(error).__name__
            self.milliseconds.append(1000 * (time.perf_counter() - due))
            self.faults.update([fault] if fault else [])

    async def _connected(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        name = "localhost" if self.tls else None
        return await asyncio.open_connection("127.0.0.1", self.plan["port"], ssl=self.tls, server_hostname=name)

    async def _due(self, number: int) -> float:
        if not self.plan["rate"]:
            return time.perf_counter()
        due = self.began + number / self.plan["rate"]
        await asyncio.sleep(max(0, due - time.perf_counter()))
        return due

    def _judged(self, address: str, status: str, tag: str, body: bytes) -> str | None:
        if not self.plan["editions"]:
            return None if status == "200" else f"{status}: {address}"
        given = digest(tag, body)
        edition = " or ".join(name for name, answers in self.plan["editions"].items() if answers[address] == given)
        self.editions.update([edition] if edition else [])
        return None if edition else f"{status}, of no edition: {address}"


async def _answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, address: str) -> tuple[str, str, bytes]:
    """(status, ETag, body)."""
    writer.write(ASKED.format(address).encode())
    status, *lines = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
    headers = dict(line.lower().split(": ", 1) for line in lines if line)
    whole = _in_chunks(reader) if "chunked" in headers.get("transfer-encoding", "") else None
    body = await (whole or reader.readexactly(int(headers["content-length"])))
    return status.split()[1], headers.get("etag", ""), body


async def _in_chunks(reader: asyncio.StreamReader) -> bytes:
    body = b""
    while size := int(await reader.readline(), 16):
        body += await reader.readexactly(size)
        await reader.readline()
    await reader.readline()
    return body


if __name__ == "__main__":
    print(json.dumps(asyncio.run(Visitors(json.loads(sys.stdin.readline())).all())))
