"""Where editions are sent to and taken from: a folder, a web server, a bucket of S3's kind.

No place is trusted: whoever keeps it can withhold an edition, and nothing else, for all that is taken is signed.
"""

import os
import shutil
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.client import HTTPException
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Protocol
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

from directory.publish.sent.current import NotTaken
from directory.store.connection import to_disk

BLOCK_SIZE = 1 << 20  # bytes
PATIENCE = 30.0  # seconds for a server to go on
ABANDONED = 24 * 3600  # seconds after which a file that no reader was told of is nobody's
AGENT = "acupuncture-directory"
NOT_THERE = (403, 404, 410)  # what servers of files say, and buckets of what is not there


class Shelf(Protocol):
    """Somewhere that holds files by name."""

    def get(self, name: str) -> Iterator[bytes] | None:
        """What a file holds, in blocks; None where it is not there. Raises OSError, NotTaken."""

    def put(self, name: str, file: Path) -> None:
        """Puts a file there, whole or not at all, in place of one of its name. Raises OSError, NotTaken."""

    def remove(self, name: str) -> bool:
        """Takes a file away; whether it is not there any more."""

    def abandoned(self) -> Iterable[str]:
        """Files put more than a day ago, as far as the place tells: one that was killed told nobody of its edition."""


def shelf_at(address: str, token_file: str = "") -> Shelf:
    """The place at an address: s3://bucket/prefix, https://…, or the path of a folder.

    token_file: holds what the web server wants to know to let a file be put. Raises NotTaken.
    """
    if address.startswith("s3://"):
        return S3Bucket(address)
    if address.startswith(("https://", "http://")):
        token = Path(token_file).read_text(encoding="ascii").strip() if token_file else ""
        return WebFolder(address.rstrip("/"), token)
    if "://" in address:
        raise NotTaken(f"{address} is no place: it is s3://bucket/prefix, an https address, or a folder.")
    return ShelfFolder(Path(address).absolute())


class ShelfFolder:
    """A folder, which a web server may serve."""

    def __init__(self, folder: Path):
        self.folder = folder

    def get(self, name: str) -> Iterator[bytes] | None:
        """See Shelf."""
        path = self.folder / name
        return _blocks(path) if path.exists() else None

    def put(self, name: str, file: Path) -> None:
        """See Shelf."""
        self.folder.mkdir(parents=True, exist_ok=True)
        new = self.folder / f".{name}.new"
        try:
            shutil.copyfile(file, new)
            to_disk(new)
            os.replace(new, self.folder / name)
        finally:
            new.unlink(missing_ok=True)
        to_disk(self.folder)

    def remove(self, name: str) -> bool:
        """See Shelf."""
        (self.folder / name).unlink(missing_ok=True)
        return True

    def abandoned(self) -> Iterable[str]:
        """See Shelf."""
        files = (each for pattern in ("directory-*.db.zst", ".*.new") for each in self.folder.glob(pattern))
        return [each.name for each in files if each.stat().st_mtime < time.time() - ABANDONED]


def _blocks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while block := file.read(BLOCK_SIZE):
            yield block


class WebFolder:
    """A folder of a web server: files are taken by GET, and put by PUT where the server lets us."""

    def __init__(self, address: str, token: str):
        self.address, self.headers = address, {"User-Agent": AGENT}
        if token:
            self.headers["Authorization"] = f"Bearer {token}"

    def get(self, name: str) -> Iterator[bytes] | None:
        """See Shelf."""
        try:
            answer = urlopen(Request(f"{self.address}/{name}", headers={"User-Agent": AGENT}), timeout=PATIENCE)
        except HTTPError as error:
            error.close()
            if error.code in NOT_THERE:
                return None
            raise NotTaken(f"{self.address} answers {error.code}. Try again later.") from None
        except URLError as error:
            raise NotTaken(f"{self.address} cannot be reached ({error.reason}).") from None
        return _read(answer)

    def put(self, name: str, file: Path) -> None:
        """See Shelf. Whether a file is there whole or not at all is the server's to see to; a reader notices."""
        headers = self.headers | {
            "Content-Length": str(file.stat().st_size),
            "Content-Type": "application/octet-stream",
        }
        with file.open("rb") as opened:
            request = Request(f"{self.address}/{name}", opened, headers, method="PUT")
            try:
                urlopen(request, timeout=PATIENCE).close()
            except HTTPError as error:
                error.close()
                raise NotTaken(f"{self.address} does not take files by PUT: it answers {error.code}.") from None
            except URLError as error:
                raise NotTaken(f"{self.address} cannot be reached ({error.reason}).") from None

    def remove(self, name: str) -> bool:
        """See Shelf; by DELETE, which few servers take."""
        try:
            urlopen(Request(f"{self.address}/{name}", headers=self.headers, method="DELETE"), timeout=PATIENCE).close()
        except HTTPError as error:
            error.close()
            return error.code in (404, 410)
        except URLError:
            return False
        return True

    def abandoned(self) -> Iterable[str]:
        """See Shelf; a web server does not tell what it has."""
        return ()


def _read(answer: Any) -> Iterator[bytes]:
    try:
        with answer:
            while block := answer.read(BLOCK_SIZE):
                yield block
    except HTTPException as error:
        raise NotTaken(f"The download broke off ({type(error).__name__}).") from None


class S3Bucket:
    """A bucket of S3's kind; keys, region and endpoint are those of the environment (AWS_ACCESS_KEY_ID, …)."""

    def __init__(self, address: str):
        if not find_spec("obstore"):
            raise NotTaken(
                "What speaks S3 is not installed: pip --python .venv/bin/python install -r requirements-s3.txt"
            )
        from obstore.exceptions import BaseError
        from obstore.store import S3Store

        self.address, self.failures = address, (BaseError, OSError, ValueError)
        with self._in_words():
            self.store = S3Store.from_url(address)

    def get(self, name: str) -> Iterator[bytes] | None:
        """See Shelf."""
        with self._in_words():
            try:
                answer = self.store.get(name)
            except FileNotFoundError:
                return None
            return self._blocks(answer)

    def _blocks(self, answer: Any) -> Iterator[bytes]:
        with self._in_words():
            yield from map(bytes, answer.stream(BLOCK_SIZE))

    def put(self, name: str, file: Path) -> None:
        """See Shelf."""
        with self._in_words():
            self.store.put(name, file)

    def remove(self, name: str) -> bool:
        """See Shelf."""
        try:
            self.store.delete(name)
        except FileNotFoundError:
            return True
        except self.failures:
            return False
        return True

    def abandoned(self) -> Iterable[str]:
        """See Shelf."""
        with self._in_words():
            before = datetime.now(UTC) - timedelta(seconds=ABANDONED)
            found = [each for page in self.store.list() for each in page if each["last_modified"] < before]
            return [each["path"] for each in found if each["path"].startswith("directory-")]

    @contextmanager
    def _in_words(self) -> Iterator[None]:
        """Raises NotTaken for what the library raises, without its words: they may hold keys."""
        try:
            yield
        except self.failures as error:
            name = type(error).__name__
            raise NotTaken(f"{self.address} cannot be used ({name}). Look at AWS_ENDPOINT_URL and the keys.") from None


def whole(blocks: Iterable[bytes], most: int) -> bytes:
    """A small file in one piece. Raises NotTaken where it is larger than that."""
    content = b""
    for block in blocks:
        content += block
        if len(content) > most:
            raise NotTaken("What is at this address is no edition: it is too large.")
    return content
