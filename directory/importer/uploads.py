"""Files that admins upload: in pieces or whole, straight to the data folder, within what the disk and a quota allow.

Each has a folder of its own under uploads/, named by lot, with its description and its content; `size` bytes are its
when it is complete. What was begun and not gone on with for a day is removed.
"""

import json
import os
import re
import secrets
import shutil
import time
from pathlib import Path
from typing import NamedTuple

from directory.importer.formats.partial_file import harmless_name

LARGEST = 12 * 10**9  # bytes of a file, in pieces
LARGEST_WHOLE = 2 * 1024**3  # bytes of a file sent by a form, in one piece
QUOTA = 40 * 10**9  # bytes of all that is uploaded and not yet an import's
RESERVE = 1 << 30  # bytes that stay free: a full disk would stop the office's database too
KEPT = 24 * 3600  # seconds that an upload is kept after its last byte
ABOUT, CONTENT = "about.json", "content"
ID = re.compile(r"[A-Za-z0-9_-]{22}")


class NoRoomForUpload(Exception):
    """The disk or the quota has no room for a file of this size."""


class Upload(NamedTuple):
    """A file that is coming, or here. name: harmless, for it becomes a path; owner: a person's id."""

    folder: Path
    name: str
    size: int
    owner: int

    @property
    def id(self) -> str:
        """What its address names it by."""
        return self.folder.name

    @property
    def content(self) -> Path:
        """Its bytes so far."""
        return self.folder / CONTENT

    @property
    def offset(self) -> int:
        """How many bytes are here."""
        return self.content.stat().st_size

    @property
    def is_complete(self) -> bool:
        """Whether all of it is here."""
        return self.offset == self.size

    def remove(self) -> None:
        """Takes it away."""
        shutil.rmtree(self.folder, ignore_errors=True)

    def completed(self, name: str) -> "Upload":
        """A file that came in one piece: its name, and as many bytes as are here."""
        return _described(self._replace(name=harmless_name(name), size=self.offset))

    def move_to(self, folder: Path) -> Path:
        """Puts a complete file under its own name into another folder, and takes the upload away; its path there."""
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / self.name
        os.replace(self.content, path)
        self.remove()
        return path


def begin_upload(data: Path, name: str, size: int, owner: int) -> Upload:
    """Makes the place for a file. Raises NoRoomForUpload."""
    remove_stale(data)
    check_room(data, size)
    upload = Upload(data / "uploads" / secrets.token_urlsafe(16), harmless_name(name), size, owner)
    upload.folder.mkdir(parents=True)
    upload.content.touch(0o600)
    return _described(upload)


def _described(upload: Upload) -> Upload:
    about = {"name": upload.name, "size": upload.size, "owner": upload.owner}
    (upload.folder / ABOUT).write_text(json.dumps(about))
    return upload


def find_upload(data: Path, upload_id: str) -> Upload | None:
    """The upload of that id."""
    folder = data / "uploads" / upload_id
    if not ID.fullmatch(upload_id) or not (folder / CONTENT).exists():
        return None
    return Upload(folder, **json.loads((folder / ABOUT).read_text()))


def check_room(data: Path, size: int) -> None:
    """Raises NoRoomForUpload where a file of so many bytes has no place beside those that are coming already."""
    data.mkdir(parents=True, exist_ok=True)
    uploads = _uploads(data)
    still_to_come = sum(each.size - each.offset for each in uploads)
    if sum(each.size for each in uploads) + size > QUOTA:
        raise NoRoomForUpload
    if shutil.disk_usage(data).free - still_to_come - size < RESERVE:
        raise NoRoomForUpload


def remove_stale(data: Path) -> None:
    """Takes away what nobody went on with."""
    for upload in _uploads(data):
        if time.time() - upload.content.stat().st_mtime > KEPT:
            upload.remove()


def _uploads(data: Path) -> list[Upload]:
    found = [find_upload(data, folder.name) for folder in (data / "uploads").glob("*")]
    return [each for each in found if each]
