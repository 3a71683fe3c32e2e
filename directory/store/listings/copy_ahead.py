"""A copy of the directory that stands, made and checked while nobody waits: the next correction is written into it."""

import os
import shutil
from pathlib import Path

from directory.store.connection import is_sound, to_disk

ROOM = 3  # times the size of the directory that the disk must have free: for the copy, and for an edition made anew


def copy_ahead(standing: Path) -> None:
    """Makes the copy, where there is none of this edition, and takes away those of others. None is made of a damaged
    directory, nor where the disk has little room.
    """
    if not standing.is_file():
        return
    with standing.open("rb") as source:
        made = os.fstat(source.fileno())
        copy, beside = _copy_of(standing, made), standing.with_name(f"{_called(standing)}new")
        for other in standing.parent.glob(f"{_called(standing)}*"):
            if other != copy:
                other.unlink(missing_ok=True)
        if copy.exists() or shutil.disk_usage(standing.parent).free < ROOM * made.st_size:
            return
        with beside.open("xb") as target:
            shutil.copyfileobj(source, target, 1 << 20)
    if is_sound(beside):
        to_disk(beside)
        os.replace(beside, copy)
    else:
        beside.unlink()


def take_copy(standing: Path, path: Path) -> bool:
    """Puts a copy of the directory that stands at `path`; whether it is one made ahead, and so is checked."""
    try:
        os.replace(_copy_of(standing, standing.stat()), path)
        return True
    except FileNotFoundError:
        shutil.copyfile(standing, path)
        return False


def _copy_of(standing: Path, made: os.stat_result) -> Path:
    """Where the copy of an edition is. Editions are put in place by renaming, and never written again: so a file with
    this number that was last written then is this one.
    """
    return standing.with_name(f"{_called(standing)}{made.st_ino}-{made.st_mtime_ns}")


def _called(standing: Path) -> str:
    """How the name of each copy begins: hidden, and as nobody calls a copy of their own that they want to keep."""
    return f".{standing.name}.ahead-"
