"""Backups: one ZIP with a copy of each database as it was at one moment, and a signed manifest of what is in it.

A copy is made while others read and write. Nothing is held in memory. What letters say is as sealed in a backup as in
office.db; the key is not in it and must be kept elsewhere. An office on a server is an office.db in a backup, too.
"""

import errno
import hashlib
import json
import lzma
import os
import shutil
import struct
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypedDict, cast

from directory.store import connection
from directory.store.imports.migrations import MIGRATIONS as IMPORTS_MIGRATIONS
from directory.store.migrations import Step, steps_taken
from directory.store.office import audit
from directory.store.office.database import Office
from directory.store.office.migrations import MIGRATIONS as OFFICE_MIGRATIONS
from directory.store.office.moving import copy_into_file
from directory.store.office.server import OfficeServer
from directory.store.vault import Vault

OFFICE = "office.db"
DATABASES = ("imports.db", "directory.db", OFFICE)
MIGRATIONS: dict[str, Sequence[Step]] = {"imports.db": IMPORTS_MIGRATIONS, OFFICE: OFFICE_MIGRATIONS}
MANIFEST, SIGNATURE = "list.json", "list.signature"
COPY_BLOCK = 1 << 20  # bytes copied at once
LARGEST_MANIFEST = 64 * 1024  # bytes
# What zipfile and what it unpacks with raise for damaged files, besides the OSErrors of _is_damage.
DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    KeyError,
    ValueError,
    OverflowError,
    NotImplementedError,
    RuntimeError,
)


class NotRestored(Exception):
    """Why a backup was not made or not restored, and what to do about it."""


class CopiedFile(TypedDict):
    """A database in a backup. sha256: hexadecimal."""

    bytes: int
    sha256: str


class Manifest(TypedDict):
    """What is in a backup. made_at: ISO 8601, UTC; audit: the head of the audit trail; files: by name."""

    made_at: str
    audit: str
    files: dict[str, CopiedFile]


def write_backup(office: Office, data: Path, file: Path) -> Manifest:
    """Writes a backup of the databases in `data`. Raises NotRestored where the file is there already."""
    if file.exists():
        raise NotRestored(f"{file} is there already. Give another name.")
    if not file.absolute().parent.is_dir():
        raise NotRestored(f"{file}: there is no such folder. Make it first, or give another name.")
    with office.transaction():
        office.note("backup made")
    with TemporaryDirectory(dir=file.absolute().parent, prefix=f".{file.name}.") as folder:
        new = Path(folder) / "backup"
        manifest = _write(new, office, data, Path(folder))
        new.chmod(0o600)
        connection.to_disk(new)
        os.replace(new, file)
    return manifest


def _write(new: Path, office: Office, data: Path, folder: Path) -> Manifest:
    with zipfile.ZipFile(new, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        names = [name for name in DATABASES if (data / name).exists() or name == OFFICE]
        files = {name: _add(archive, office, data / name, folder / name) for name in names}
        head = audit.trail_head(office.connection)
        manifest: Manifest = {"made_at": office.now().isoformat(), "audit": str(head), "files": files}
        archive.writestr(MANIFEST, json.dumps(manifest))
        archive.writestr(SIGNATURE, office.vault.sign(json.dumps(manifest).encode(), "backup"))
    return manifest


def _add(archive: zipfile.ZipFile, office: Office, database: Path, copy: Path) -> CopiedFile:
    if database.name == OFFICE and isinstance(office.database, OfficeServer):
        copy_into_file(office, copy)
    else:
        connection.copy(database, copy)
    archive.write(copy, database.name)
    copied: CopiedFile = {"bytes": copy.stat().st_size, "sha256": _sha256(copy)}
    copy.unlink()
    return copied


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def newest_backup(place: str) -> str:
    """The newest backup of a folder of such; any other place as it is."""
    folder = Path(place)
    backups = [each for each in folder.iterdir() if zipfile.is_zipfile(each)] if folder.is_dir() else []
    return str(max(backups, key=lambda each: each.stat().st_mtime)) if backups else place


def restore_backup(file: Path, data: Path, vault: Vault) -> Manifest:
    """Puts the databases of a backup into `data`, where none is, once all of them are checked.

    Raises NotRestored; migrations.NewerFile; OSError where the file cannot be opened or there is no room.
    """
    _refuse_filled(data)
    data.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=data, prefix=".restoring.") as folder:
        with file.open("rb") as opened, _damage_in_words(file), zipfile.ZipFile(opened) as archive:
            manifest = _manifest(archive, vault)
            for name, copied in manifest["files"].items():
                _unpack(archive, name, copied, Path(folder) / name)
        for name in manifest["files"]:
            os.rename(Path(folder) / name, data / name)
    connection.to_disk(data)
    return manifest


def _refuse_filled(data: Path) -> None:
    """Raises NotRestored for a data folder that holds a database."""
    if there := [name for name in DATABASES if (data / name).exists()]:
        raise NotRestored(f"{data} holds {there[0]} already. Restore into an empty folder: set DIRECTORY_DATA to one.")


@contextmanager
def _damage_in_words(file: Path) -> Iterator[None]:
    """Raises NotRestored for what the block raises because the ZIP is damaged."""
    try:
        yield
    except (*DAMAGE, OSError) as error:
        if not _is_damage(error):
            raise
        raise NotRestored(
            f"{file} is cut off or damaged ({type(error).__name__}). Nothing was restored: use another backup."
        ) from None


def _is_damage(error: Exception) -> bool:
    """Whether an error is the ZIP's fault. zipfile seeks before the file's beginning (EINVAL); bz2 gives no number."""
    return not isinstance(error, OSError) or error.errno in (None, errno.EINVAL)


def _manifest(archive: zipfile.ZipFile, vault: Vault) -> Manifest:
    """The manifest of a backup that was made with our key and holds exactly what it names. Raises NotRestored."""
    if max(archive.getinfo(name).file_size for name in (MANIFEST, SIGNATURE)) > LARGEST_MANIFEST:
        raise NotRestored("This is not a backup. Nothing was restored.")
    text = archive.read(MANIFEST)
    if not vault.verify(text, archive.read(SIGNATURE), "backup"):
        raise NotRestored(
            "This backup was changed, or was made with another office key: put the key of its office in place. "
            "Nothing was restored."
        )
    manifest = cast(Manifest, json.loads(text))
    if sorted(archive.namelist()) != sorted([*manifest["files"], MANIFEST, SIGNATURE]):
        raise NotRestored("This backup was changed: it holds other files than it lists. Nothing was restored.")
    return manifest


def _unpack(archive: zipfile.ZipFile, name: str, copied: CopiedFile, target: Path) -> None:
    """Writes a database that is what was backed up. Raises NotRestored, NewerFile."""
    if archive.getinfo(name).file_size == copied["bytes"]:
        _extract(archive, name, target)
    if not target.exists() or _sha256(target) != copied["sha256"] or not connection.is_sound(target):
        raise NotRestored(f"{name} in this backup is not what was backed up. Nothing was restored: use another backup.")
    _refuse_newer(target)


def _refuse_newer(database: Path) -> None:
    """Raises NewerFile for a database of a newer version of this program."""
    if database.name in MIGRATIONS:
        with closing(connection.read_only(database)) as opened:
            steps_taken(opened, Path(database.name), MIGRATIONS[database.name])


def put_in_place(names: Sequence[str], folder: Path, data: Path) -> None:
    """Moves databases that were restored in a folder to a data folder that has none, once all of them are checked.

    Raises NotRestored, NewerFile.
    """
    _refuse_filled(data)
    for name in names:
        (folder / name).chmod(0o600)
        if not connection.is_sound(folder / name):
            raise NotRestored(f"{name} came damaged. Nothing was restored: try an earlier moment.")
        _refuse_newer(folder / name)
    for name in names:
        os.rename(folder / name, data / name)
    connection.to_disk(data)


def _extract(archive: zipfile.ZipFile, name: str, target: Path) -> None:
    handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with open(handle, "wb") as file, archive.open(name) as packed:
        shutil.copyfileobj(packed, file, COPY_BLOCK)
    connection.to_disk(target)
