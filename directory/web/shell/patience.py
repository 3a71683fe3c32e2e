"""How long a request waits for a database that another process writes.

Shortly: each who waits holds one of the few threads of a worker, which others need who only search. And hardly
at all while the database is known to be busy, or each of those who come for it would keep everybody waiting again.
"""

import time

SHORTLY = 0.5  # seconds: fifty who write at once need less, one after the other
HARDLY = 0.05  # seconds: another's transaction of the usual length
KNOWN_BUSY = 5.0  # seconds after a wait that was in vain


class Patience:
    """The patience of this process with one database."""

    def __init__(self) -> None:
        self.busy_until = 0.0

    @property
    def seconds(self) -> float:
        """How long to wait now."""
        return HARDLY if time.monotonic() < self.busy_until else SHORTLY

    def note_busy(self) -> None:
        """A wait was in vain."""
        self.busy_until = time.monotonic() + KNOWN_BUSY
