"""The files that an admin names: on this machine, or on the web."""

from contextlib import ExitStack
from pathlib import Path
from urllib.parse import urljoin

from directory.cli.console import tell
from directory.cli.progress import Progress
from directory.importer.formats.download import fetched
from directory.importer.sources.qhp import index
from directory.settings import Settings


def local_files(file: str, source: str, downloads: ExitStack, settings: Settings) -> list[Path]:
    """A file that an import names, and for an insurer's index (qhp) those that go with it.

    They come from the web where the index did, else from its folder. See local_file.
    """
    path = local_file(file, downloads, settings)
    if source != "qhp":
        return [path]
    if "://" not in file:
        return [path, *index.beside(path)]
    named = [urljoin(file, address) for address in index.addresses(path)]  # never a path of this machine
    for address in named:
        tell(f"{path.name} names {address}: fetching it.")
    return [path, *(local_file(address, downloads, settings) for address in named)]


def local_file(file: str, downloads: ExitStack, settings: Settings) -> Path:
    """The path of a file that was named by its path or its https address.

    A download is kept until `downloads` is closed. Raises OSError or FileRefused where the file cannot be had.
    """
    if "://" in file:
        progress = Progress()
        try:
            return downloads.enter_context(fetched(file, settings.data / "downloads", progress.fetching))
        finally:
            progress.clear()
    if not Path(file).is_dir():
        open(file, "rb").close()
    return Path(file)
