"""Backups: one ZIP with a copy of each database as it was at one moment, and a signed list of what is in it.

A copy is made while others read and write. Nothing is held in memory. What letters say is as sealed in a backup as in office.db; the
key is not in it and must be kept elsewhere.
"""

import hashlib
import json
import os
import shutil
import struct
import zipfile
import zlib
from pathlib import Path
from tempfile import TemporaryDirectory

from directory.store import connection
from directory.store.office import audit
from directory.store.office.database import Office
from directory.store.vault import Vault

DATABASES = ("imports.db", "directory.db", "office.db")
LIST, SIGNATURE = "list.json", "list.signature"
BLOCK = 1 << 20  # bytes copied at once
LONGEST_LIST = 64 * 1024  # bytes
UNREADABLE = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    KeyError,
    ValueError,
    NotImplementedError,
    RuntimeError,
)  # what zipfile raises


class NotRestored(Exception):
    """Why a backup was not made or not restored, and what to do about it."""


def make(office: Office, data: Path, file: Path) -> dict:
    """Writes a backup of the databases in `data`; its list. A file that is there already stays. Raises NotRestored."""
    if file.exists():
        raise NotRestored(f"{file} is there already. Give another name.")
    with office.transaction():
        office.note("backup made")
    with TemporaryDirectory(dir=file.absolute().parent, prefix=f".{file.name}.") as folder:
        new, listed = Path(folder) / "backup", {}
        with zipfile.ZipFile(new, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
            for name in (name for name in DATABASES if (data / name).exists()):
                listed[name] = _add(archive, data / name, Path(folder) / name)
            about = {"made_at": office.now().isoformat(), "audit": str(audit.head(office.connection)), "files": listed}
            archive.writestr(LIST, json.dumps(about))
            archive.writestr(SIGNATURE, office.vault.sign(json.dumps(about).encode(), "backup"))
        new.chmod(0o600)
        connection.to_disk(new)
        os.replace(new, file)
    return about


def _add(archive: zipfile.ZipFile, database: Path, copy: Path) -> dict:
    connection.copy(database, copy)
    archive.write(copy, database.name)
    told = {"bytes": copy.stat().st_size, "sha256": _sha256(copy)}
    copy.unlink()
    return told


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def restore(file: Path, data: Path, vault: Vault) -> dict:
    """Puts the databases of a backup into `data`, where none is; its list. All is checked before any is there. Raises NotRestored."""
    if there := [name for name in DATABASES if (data / name).exists()]:
        raise NotRestored(f"{data} holds {there[0]} already. Restore into an empty folder: set DIRECTORY_DATA to one.")
    data.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=data, prefix=".restoring.") as folder:
        try:
            with zipfile.ZipFile(file) as archive:
                about = _list(archive, vault)
                for name, told in about["files"].items():
                    _unpack(archive, name, told, Path(folder) / name)
        except UNREADABLE as error:
            raise NotRestored(
                f"{file} is cut off or damaged ({type(error).__name__}). Nothing was restored: use another backup."
            ) from None
        for name in about["files"]:
            os.rename(Path(folder) / name, data / name)
    connection.to_disk(data)
    return about


def _list(archive: zipfile.ZipFile, vault: Vault) -> dict:
    """The list in a backup, once it is clear that it was made with our key and names all that is there."""
    if max(archive.getinfo(name).file_size for name in (LIST, SIGNATURE)) > LONGEST_LIST:
        raise NotRestored("This is not a backup. Nothing was restored.")
    text = archive.read(LIST)
    if not vault.signed(text, archive.read(SIGNATURE), "backup"):
        raise NotRestored(
            "This backup was changed, or was made with another office key: put the key of its office in place. Nothing was restored."
        )
    about = json.loads(text)
    if sorted(archive.namelist()) != sorted([*about["files"], LIST, SIGNATURE]):
        raise NotRestored("This backup was changed: it holds other files than it lists. Nothing was restored.")
    return about


def _unpack(archive: zipfile.ZipFile, name: str, told: dict, target: Path) -> None:
    if archive.getinfo(name).file_size == told["bytes"]:
        with (
            archive.open(name) as packed,
            open(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file,
        ):
            shutil.copyfileobj(packed, file, BLOCK)
        connection.to_disk(target)
    if not target.exists() or _sha256(target) != told["sha256"] or not connection.is_sound(target):
        raise NotRestored(f"{name} in this backup is not what was backed up. Nothing was restored: use another backup.")
