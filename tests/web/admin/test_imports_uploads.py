"""Resumable uploads, by a client that nobody here wrote and by requests that no client should send."""

import base64
import hashlib
import os
from wsgiref.simple_server import WSGIRequestHandler, make_server

import pytest
from server import answering

from directory.importer import uploads

CONTENT = os.urandom(300_000)
TUS = {"Tus-Resumable": "1.0.0"}
PIECE = TUS | {"Content-Type": "application/offset+octet-stream"}


@pytest.fixture
def send(client, root):
    """Sends a request as an admin's script does."""
    client.sign_in(root)
    token = client.get("/admin/imports/new").forms[0]["sent"]["form_token"]

    def sent(method, address, **headers):
        data = headers.pop("data", None)
        more = headers.pop("headers", {})
        return client.plain.open(address, method=method, data=data, headers=TUS | {"X-Form-Token": token} | more)

    sent.token = token
    return sent


@pytest.fixture
def begun(send):
    """An upload that was begun: its address."""
    name = base64.b64encode(b"list.csv").decode()
    answer = send("POST", "/admin/uploads/", headers={"Upload-Length": "10", "Upload-Metadata": f"filename {name}"})
    assert answer.status_code == 201
    return answer.location


def piece(send, address, data, offset, **more):
    """Sends a piece; its status."""
    headers = PIECE | {"Upload-Offset": str(offset)} | more
    return send("PATCH", address, data=data, headers=headers).status_code


def offset(send, address):
    """How far it is."""
    return int(send("HEAD", address).headers["Upload-Offset"])


class TestProtocol:
    def test_pieces_follow_each_other_and_make_the_file(self, send, begun, client):
        assert piece(send, begun, b"Name,", 0) == 204 and offset(send, begun) == 5
        assert piece(send, begun, b"City\n", 5) == 204
        page = client.get(f"/admin/imports/new?upload={begun.rpartition('/')[2]}")
        assert page.title.startswith("list.csv")

    def test_what_is_not_the_next_piece_is_refused(self, send, begun):
        assert piece(send, begun, b"x", 3) == 409
        assert piece(send, begun, b"01234567890", 0) == 413
        assert piece(send, begun, b"x", 0, **{"Content-Type": "text/plain"}) == 415
        assert piece(send, begun, b"x", 0, **{"Tus-Resumable": "0.2"}) == 412
        assert offset(send, begun) == 0

    def test_a_piece_whose_checksum_is_wrong_is_cut_off_again(self, send, begun):
        right = base64.b64encode(hashlib.sha1(b"Name,").digest()).decode()
        assert piece(send, begun, b"Nome,", 0, **{"Upload-Checksum": f"sha1 {right}"}) == 460
        assert offset(send, begun) == 0
        assert piece(send, begun, b"Name,", 0, **{"Upload-Checksum": f"sha1 {right}"}) == 204
        assert piece(send, begun, b"x", 5, **{"Upload-Checksum": "crc9 xx"}) == 400

    def test_it_is_ended_and_gone(self, send, begun):
        assert send("DELETE", begun).status_code == 204
        assert send("HEAD", begun).status_code == 404

    @pytest.mark.parametrize("length, status", [("", 400), ("-1", 400), ("ten", 400), (str(12 * 10**9 + 1), 413)])
    def test_a_file_of_no_size_or_too_large_is_not_begun(self, send, length, status):
        assert send("POST", "/admin/uploads/", headers={"Upload-Length": length}).status_code == status

    def test_without_room_nothing_is_begun(self, send, monkeypatch):
        monkeypatch.setattr(uploads, "RESERVE", 1 << 62)
        assert send("POST", "/admin/uploads/", headers={"Upload-Length": "10"}).status_code == 507

    def test_what_was_promised_counts_against_the_quota(self, send, begun, monkeypatch):
        monkeypatch.setattr(uploads, "QUOTA", 15)
        assert send("POST", "/admin/uploads/", headers={"Upload-Length": "6"}).status_code == 507

    def test_without_the_token_or_as_another_person_nothing_is_done(self, send, begun, client, ann):
        wrong = {"X-Form-Token": "00"} | PIECE | {"Upload-Offset": "0"}
        assert client.plain.patch(begun, data=b"x", headers=wrong).status_code == 400
        other = client.another_browser()
        other.sign_in(ann)
        assert other.plain.head(begun, headers=TUS).status_code == 403

    def test_what_nobody_goes_on_with_is_removed(self, send, begun, settings, monkeypatch):
        monkeypatch.setattr(uploads, "KEPT", -1)
        send("POST", "/admin/uploads/", headers={"Upload-Length": "10"})
        assert send("HEAD", begun).status_code == 404


class Quiet(WSGIRequestHandler):
    """A server that says nothing."""

    def log_message(self, *_):
        """Nothing."""


def test_tuspy_uploads_breaks_off_and_goes_on_where_it_was(app, client, send, tmp_path, settings, monkeypatch):
    tus = pytest.importorskip("tusclient.client")
    file = tmp_path / "list.csv"
    file.write_bytes(CONTENT)
    server = make_server("127.0.0.1", 0, app, handler_class=Quiet)
    with answering(server):
        cookies = client.plain._cookies.values()
        headers = {"X-Form-Token": send.token, "Cookie": "; ".join(f"{each.key}={each.value}" for each in cookies)}
        own = tus.TusClient(f"http://127.0.0.1:{server.server_port}/admin/uploads/", headers=headers)
        how = {"chunk_size": 70_000, "metadata": {"filename": "list.csv"}, "upload_checksum": True}
        own.uploader(str(file), **how).upload(stop_at=140_000)
        [folder] = (settings.data / "uploads").iterdir()
        address = f"http://127.0.0.1:{server.server_port}/admin/uploads/{folder.name}"
        again = own.uploader(str(file), url=address, **how)
        assert again.offset == 140_000
        again.upload()
        assert (folder / "content").read_bytes() == CONTENT
