"""Files that a source reads together, as one statement: those of a folder, of a ZIP, or named in one command."""

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path

from directory.importer.formats.archive import Opened, members, sha256
from directory.importer.record import FileRefused

GZIP_SUFFIX = ".gz"


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
            raise FileRefused(f"{self.name}: there is no file of this source in it.")
        self.size = sum(path.stat().st_size for path in {path for path, _ in self.files} if path.is_file())
        self.watch: Callable[[FileSet], None] = lambda file_set: None
        self._done_before = 0  # bytes of the files whose turn is over
        self._open: Opened | None = None

    def __enter__(self) -> "FileSet":
        return self

    def __exit__(self, *_: object) -> None:
        """Nothing is left open: each file is closed when its turn is over."""

    def __iter__(self) -> Iterator[Opened]:
        self._done_before, self._open = 0, None
        for path, member in self.files:
            with Opened(path, self._wanted, member) as opened:
                opened.together = len(self.files) > 1
                opened.watch = lambda _: self.watch(self)
                self._open = opened
                yield opened
            self._done_before, self._open = self._done_before + opened.done, None

    @property
    def done(self) -> int:
        """Bytes read since the files were last begun."""
        return self._done_before + (self._open.done if self._open else 0)

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
