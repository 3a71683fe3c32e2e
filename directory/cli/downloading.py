"""Downloads of a command: kept until it ends, shown on the terminal while they come."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager

from directory.cli.console import tell
from directory.cli.progress import Progress
from directory.importer.fetching import Downloads
from directory.settings import Settings


@contextmanager
def command_downloads(settings: Settings) -> Iterator[Downloads]:
    """Where the files from the web of this command go, until the block ends."""
    progress = Progress()
    with ExitStack() as kept:
        try:
            named_public = not settings.private_networks
            told = _told_over(progress)
            yield Downloads(settings.data / "downloads", kept, told, progress.fetching, named_public=named_public)
        finally:
            progress.clear()


def _told_over(progress: Progress) -> Callable[[str], None]:
    def told(line: str) -> None:
        """Prints a line in the place of the progress."""
        progress.clear()
        tell(line)

    return told
