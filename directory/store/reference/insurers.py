"""Reading insurers.toml, where somebody who keeps a directory has written down what insurers say of themselves."""

import tomllib
from functools import lru_cache
from pathlib import Path

from directory.core.insurers import InsurerDetails, insurers_of


def insurer_details(data: Path) -> dict[str, InsurerDetails]:
    """What stands in the data folder's insurers.toml, by the insurers' names; {} where there is none.

    Raises ValueError where it is not as it should be, in words.
    """
    path = data / "insurers.toml"
    try:
        stat = path.stat()
    except FileNotFoundError:
        return {}
    return _read(path, stat.st_mtime_ns, stat.st_size)


@lru_cache(1)
def _read(path: Path, _changed: int, _size: int) -> dict[str, InsurerDetails]:
    try:
        return insurers_of(tomllib.loads(path.read_text(encoding="utf-8")))
    except ValueError as error:
        raise ValueError(f"{path.name} is not right: {error}") from None
