"""Files that a source reads together, as one statement: those of a folder, of a ZIP, or named in one command."""

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path

from directory.importer.formats.archive import Opened, members, sha256
from directory.importer.record import FileRefused

PACKED = ".gz"


class FileSet:
    """The files behind `paths`, to be gone through as often as needed; each time each of them is opened anew.

    name: as the admin named them; size: bytes on disk; done: bytes read of them since the last beginning; watch: as of archive.Opened.
    """

    def __init__(self, paths: list[Path], wanted: Callable[[str], bool]):
        """Find the files; of a folder and of a ZIP those whose name, without .gz, is `wanted`. Raises FileRefused where there are none."""
        self.paths, self.wanted = paths, wanted
        self.name = ", ".join(f"{path.name}/" if path.is_dir() else path.name for path in paths)
        self.files = [file for path in paths for file in self._files(path)]
        if not self.files:
            raise FileRefused(f"{self.name}: there is no file of this source in it.")
        self.size = sum(path.stat().st_size for path in {path for path, _ in self.files} if path.is_file())
        self.before, self.opened = 0, None
        self.watch: Callable[[FileSet], None] = lambda lot: None

    def __enter__(self) -> "FileSet":
        return self

    def __exit__(self, *_: object) -> None:
        """Nothing is left open: each file is closed when its turn is over."""

    def __iter__(self) -> Iterator[Opened]:
        self.before, self.opened = 0, None
        for path, member in self.files:
            with Opened(path, self._wanted, member) as self.opened:
                self.opened.together = len(self.files) > 1
                self.opened.watch = lambda _: self.watch(self)
                yield self.opened
            self.before, self.opened = self.before + self.opened.done, None

    @property
    def done(self) -> int:
        """Bytes read since the files were last begun."""
        return self.before + (self.opened.done if self.opened else 0)

    def sha256(self) -> str:
        """One digest, in hexadecimal: a single file's own; of several the same in whatever order they are named."""
        digests = sorted(sha256(path) for path in {path for path, _ in self.files})
        return digests[0] if len(digests) == 1 else hashlib.sha256("".join(digests).encode()).hexdigest()

    def _wanted(self, name: str) -> bool:
        return self.wanted(name.lower().removesuffix(PACKED))

    def _files(self, path: Path) -> list[tuple[Path, str | None]]:
        """(file, member of a ZIP or None) pairs."""
        if path.is_dir():
            inside = sorted(
                each
                for each in path.rglob("*")
                if each.is_file() and (each.suffix.lower() == ".zip" or self._wanted(each.name))
            )
            return [file for each in inside for file in self._files(each)]
        return [(path, member) for member in members(path, self._wanted)] or [(path, None)]
