"""Resumable uploads: tus 1.0.0 (https://tus.io/protocols/resumable-upload), core with creation, checksum and
termination.

A piece is written as it comes, so that memory stays flat; one whose checksum is wrong is cut off again.
"""

import base64
import binascii
import fcntl
import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Any

from flask import Blueprint, Response, abort, request, url_for

from directory.importer import uploads
from directory.importer.uploads import Upload
from directory.web.admin.routes_imports_give import own_upload
from directory.web.shell import session
from directory.web.shell.guard import editor, takes_uploads
from directory.web.shell.site import site

blueprint = Blueprint("imports_uploads", __name__, url_prefix="/admin/uploads")
VERSION = "1.0.0"
EXTENSIONS = "creation,checksum,termination"
ALGORITHMS = {"sha1": hashlib.sha1, "sha256": hashlib.sha256, "md5": hashlib.md5}
LARGEST_PIECE = 64 * 1024**2  # bytes in one request: a thread of the site is taken as long as it comes
BLOCK_SIZE = 1 << 18  # bytes written at once
PIECE_TYPE = "application/offset+octet-stream"
CHECKSUM_MISMATCH = 460  # the protocol's own status


@blueprint.after_request
def _speak_tus(response: Response) -> Response:
    response.headers["Tus-Resumable"] = VERSION
    if response.status_code == 412:
        response.headers["Tus-Version"] = VERSION
    return response


def _answer(status: int, **headers: Any) -> Response:
    named = {name.replace("_", "-"): str(value) for name, value in headers.items()}
    return Response(status=status, headers=named | {"Cache-Control": "no-store"})


def _check_version() -> None:
    if request.headers.get("Tus-Resumable") != VERSION:
        abort(_answer(412))


@blueprint.route("/", methods=["OPTIONS"])
@editor
def options() -> Response:
    """What this server can do."""
    told = {"Tus_Version": VERSION, "Tus_Extension": EXTENSIONS, "Tus_Max_Size": uploads.LARGEST}
    return _answer(204, **told, Tus_Checksum_Algorithm=",".join(ALGORITHMS))


@blueprint.post("/")
@editor
def create() -> Response:
    """Makes the place for a file; its address. 413 where it is too large, 507 where there is no room."""
    _check_version()
    length = request.headers.get("Upload-Length", "")
    if not (length.isascii() and length.isdigit() and len(length) < 16):
        return _answer(400)
    if int(length) > uploads.LARGEST:
        return _answer(413)
    try:
        upload = uploads.begin_upload(site().settings.data, _file_name(), int(length), session.person().id)
    except uploads.NoRoomForUpload:
        return _answer(507)
    return _answer(201, Location=url_for(".piece", upload_id=upload.id))


def _file_name() -> str:
    """The name in Upload-Metadata, "upload" where it has none that can be read."""
    for pair in request.headers.get("Upload-Metadata", "").split(","):
        key, _, value = pair.strip().partition(" ")
        if key in ("filename", "name"):
            try:
                return base64.b64decode(value, validate=True).decode()
            except (binascii.Error, UnicodeDecodeError):
                break
    return "upload"


def _upload(upload_id: str) -> Upload:
    return own_upload(upload_id) or abort(_answer(404))


@blueprint.route("/<upload_id>", methods=["HEAD"])
@editor
def offset(upload_id: str) -> Response:
    """How many bytes are here."""
    _check_version()
    upload = _upload(upload_id)
    return _answer(200, Upload_Offset=upload.offset, Upload_Length=upload.size)


def _take_piece() -> None:
    request.max_content_length = LARGEST_PIECE


@blueprint.patch("/<upload_id>")
@editor
@takes_uploads(_take_piece)
def piece(upload_id: str) -> Response:
    """Writes the next bytes. 409 where they are not the next, or another request writes."""
    _check_version()
    upload = _upload(upload_id)
    if request.mimetype != PIECE_TYPE:
        return _answer(415)
    if (request.content_length or 0) > min(LARGEST_PIECE, upload.size):
        return _answer(413)
    with _alone(upload) as content:
        if content is None or request.headers.get("Upload-Offset") != str(upload.offset):
            return _answer(409)
        before = upload.offset
        status = _write(content, upload.size - before)
        if status != 204:
            content.truncate(before)
    return _answer(status, Upload_Offset=upload.offset)


@contextmanager
def _alone(upload: Upload) -> Iterator[IO[bytes] | None]:
    """The content, open for what comes next; None where another request has it."""
    with upload.content.open("ab") as content:
        try:
            fcntl.flock(content, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield None
            return
        yield content


def _write(content: IO[bytes], room: int) -> int:
    """Writes what comes; the status. What came before a connection broke stays, unless it has a checksum."""
    algorithm, _, wanted = request.headers.get("Upload-Checksum", "").partition(" ")
    if algorithm and algorithm not in ALGORITHMS:
        return 400
    digest = ALGORITHMS[algorithm]() if algorithm else None
    try:
        while block := request.stream.read(BLOCK_SIZE):
            room -= len(block)
            if room < 0:
                return 413
            content.write(block)
            if digest:
                digest.update(block)
    except OSError:  # the disk is full
        return 507
    content.flush()
    os.fsync(content.fileno())
    if digest and base64.b64encode(digest.digest()).decode() != wanted.strip():
        return CHECKSUM_MISMATCH
    return 204


@blueprint.delete("/<upload_id>")
@editor
def end(upload_id: str) -> Response:
    """Takes an upload away."""
    _check_version()
    _upload(upload_id).remove()
    return _answer(204)
