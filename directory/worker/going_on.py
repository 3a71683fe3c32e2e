"""What the worker does one after the other: whatever fails of it, the rest is done all the same."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from directory.logs import exception_fields
from directory.store.connection import Busy

log = logging.getLogger(__name__)


@contextmanager
def going_on(what: str, number: object = "") -> Iterator[None]:
    """Logs what fails within, without what was typed, and lets the next be done. number: which of several it is.

    Raises Busy: whoever keeps a database busy keeps it so for the next, too.
    """
    try:
        yield
    except Busy:
        raise
    except Exception as error:  # noqa: BLE001  whatever it is, the next one is not to wait for it
        log.error(f"{what} failed", extra={"number": str(number), **exception_fields(error)})
