"""Files that a source reads together, as one statement: those of a folder, of a ZIP, or named in one command."""

import hashlib
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import closing
from itertools import islice
from pathlib import Path
from threading import Event
from typing import TypeVar

from directory.importer.formats.archive import Opened, members, sha256
from directory.importer.record import FileRefused

GZIP_SUFFIX = ".gz"
AT_ONCE = 2  # files; with more the memory that each takes adds up
PATIENCE = 0.2  # seconds between two looks at how far they are

Read = TypeVar("Read")


class Stopped(Exception):
    """Nobody waits for the file any more."""


class FileSet:
    """The files behind `paths`, to be gone through as often as needed; each time each of them is opened anew.

    name: as the admin named them; size: bytes on disk; watch: called with this object whenever a block was read.
    """

    def __init__(self, paths: list[Path], wanted: Callable[[str], bool]):
        """Find the files; of a folder and of a ZIP those whose name, without .gz, is `wanted`.

        Raises FileRefused where there are none.
        """
        self.paths, self.wanted = paths, wanted
        self.name = ", ".join(f"{path.name}/" if path.is_dir() else path.name for path in paths)
        self.files = [file for path in paths for file in self._files(path)]
        if not self.files:
            raise FileRefused("there is no file of this source in it.", self.name)
        self.size = sum(path.stat().st_size for path in {path for path, _ in self.files} if path.is_file())
        self.watch: Callable[[FileSet], None] = lambda file_set: None
        self._begun: list[Opened] = []

    def __enter__(self) -> "FileSet":
        return self

    def __exit__(self, *_: object) -> None:
        """Nothing is left open: each file is closed when its turn is over."""

    def __iter__(self) -> Iterator[Opened]:
        return (opened for opened, _ in self._one_by_one(lambda opened: None))

    def each(self, work: Callable[[Opened], Read]) -> Iterator[tuple[Opened, Read]]:
        """Each file, in order and still open, with what `work` gave of it.

        Several are read at once, in threads: what inflates and searches bytes does not hold Python's lock. A thread
        ends with its process, so no reader can be lost; one that fails, or that nobody waits for, ends all.
        """
        return self._at_once(work) if len(self.files) > 1 else self._one_by_one(work)

    def _one_by_one(self, work: Callable[[Opened], Read]) -> Iterator[tuple[Opened, Read]]:
        self._begun = []
        for path, member in self.files:
            with self._opened(path, member) as opened:
                opened.watch = lambda _: self.watch(self)
                yield opened, work(opened)

    def _at_once(self, work: Callable[[Opened], Read]) -> Iterator[tuple[Opened, Read]]:
        self._begun, stop = [], Event()

        def check(_: Opened) -> None:
            """Ends a reader for whom nobody waits."""
            if stop.is_set():
                raise Stopped

        def read(opened: Opened) -> Read:
            """Reads a file in a thread."""
            opened.watch = check
            return work(opened)

        try:
            with ThreadPoolExecutor(AT_ONCE) as threads:
                try:
                    yield from self._in_turn(lambda opened: threads.submit(read, opened))
                finally:
                    stop.set()
        finally:
            for opened in self._begun:
                opened.file.close()

    def _in_turn(self, begin: Callable[[Opened], "Future[Read]"]) -> Iterator[tuple[Opened, Read]]:
        """Begins some files, and another whenever one is done with; their results in order."""
        files = (self._opened(path, member) for path, member in self.files)
        begun = deque((opened, begin(opened)) for opened in islice(files, AT_ONCE))
        while begun:
            opened, future = begun.popleft()
            result = self._awaited(future)
            opened.watch = lambda _: self.watch(self)
            with closing(opened.file):
                yield opened, result
            begun.extend((each, begin(each)) for each in islice(files, 1))

    def _awaited(self, future: "Future[Read]") -> Read:
        while not wait([future], PATIENCE).done:
            self.watch(self)
        return future.result()

    def _opened(self, path: Path, member: str | None) -> Opened:
        opened = Opened(path, self._wanted, member)
        opened.together = len(self.files) > 1
        self._begun.append(opened)
        return opened

    @property
    def done(self) -> int:
        """Bytes read since the files were last begun."""
        return sum(opened.done for opened in self._begun)

    def sha256(self) -> str:
        """One digest, in hexadecimal: a single file's own; of several the same in whatever order they are named."""
        digests = sorted(sha256(path) for path in {path for path, _ in self.files})
        return digests[0] if len(digests) == 1 else hashlib.sha256("".join(digests).encode()).hexdigest()

    def _wanted(self, name: str) -> bool:
        return self.wanted(name.lower().removesuffix(GZIP_SUFFIX))

    def _files(self, path: Path) -> list[tuple[Path, str | None]]:
        """(file, member of a ZIP or None) pairs."""
        if path.is_dir():
            fitting = [each for each in path.rglob("*") if each.is_file() and self._may_hold(each)]
            return [file for each in sorted(fitting) for file in self._files(each)]
        return [(path, member) for member in members(path, self._wanted)] or [(path, None)]

    def _may_hold(self, path: Path) -> bool:
        return path.suffix.lower() == ".zip" or self._wanted(path.name)
