"""The files that an admin names: on this machine, or on the web."""

import sys
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import urljoin

from directory.cli.progress import Progress
from directory.importer.formats.download import fetched
from directory.importer.sources.qhp import index
from directory.settings import Settings


def all_at_hand(file: str, source: str, fetches: ExitStack, settings: Settings) -> list[Path]:
    """The file, and those that go with it where it is an insurer's: from the web too if it came from there, else beside it."""
    path = at_hand(file, fetches, settings)
    if source != "qhp":
        return [path]
    if "://" not in file:
        return [path, *index.beside(path)]
    named = [urljoin(file, address) for address in index.addresses(path)]  # never a path of this machine
    for address in named:
        print(f"{path.name} names {address}: fetching it.", file=sys.stderr)
    return [path, *(at_hand(address, fetches, settings) for address in named)]


def at_hand(file: str, fetches: ExitStack, settings: Settings) -> Path:
    """The file itself; one on the web is fetched and kept until the import is done."""
    if "://" in file:
        progress = Progress()
        try:
            return fetches.enter_context(fetched(file, settings.data / "downloads", progress.fetching))
        finally:
            progress.clear()
    if not Path(file).is_dir():
        open(file, "rb").close()
    return Path(file)
