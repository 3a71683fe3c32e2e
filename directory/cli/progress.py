"""What a person at a terminal sees while a command works."""

import sys
import time

from directory.importer.run import Reading

SECONDS_BETWEEN = 0.2  # one drawing of the line and the next


class Progress:
    """One line on standard error, drawn again and again; nothing where standard error is no terminal."""

    def __init__(self) -> None:
        self.began = self.drawn = time.monotonic()
        self.width = 0

    def __call__(self, reading: Reading) -> None:
        """Shows how much of a file is read."""
        self.show(reading.file, reading.done, reading.size)

    def fetching(self, done: int, total: int | None) -> None:
        """Shows how many bytes of a download have come, of how many: None where the server does not say."""
        self.show("downloading", done, total or done)

    def show(self, name: str, done: int, size: int) -> None:
        """Shows how many bytes are done, of how many, how fast, and how long the rest will take."""
        now = time.monotonic()
        if now - self.drawn < SECONDS_BETWEEN or not sys.stderr.isatty():
            return
        self.drawn = now
        rate = done / max(now - self.began, SECONDS_BETWEEN)
        left = (size - done) / max(rate, 1)
        self.draw(f"  {name}: {done / max(size, 1):4.0%}, {rate / 1e6:,.0f} MB/s, about {left:,.0f} s left")

    def draw(self, text: str) -> None:
        """Puts `text` in the place of the line before."""
        print(f"\r{text:<{self.width}}", end="", file=sys.stderr, flush=True)
        self.width = len(text)

    def clear(self) -> None:
        """Takes the line away."""
        if self.width:
            print(f"\r{'':<{self.width}}\r", end="", file=sys.stderr, flush=True)
            self.width = 0
