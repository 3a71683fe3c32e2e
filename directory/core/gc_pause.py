"""Work during which Python does not look for garbage that refers to itself."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def garbage_collection_paused() -> Iterator[None]:
    """For work that makes no such garbage and keeps much else: going through all of it again and again is a quarter of an import's time."""
    before = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if before:
            gc.enable()
