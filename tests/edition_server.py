"""A plain web server of files for tests of sending editions; it can cut off, change and refuse what it sends."""

import functools
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from server import answering


class Handler(BaseHTTPRequestHandler):
    """GET, PUT and DELETE of the files of a folder."""

    def __init__(self, folder, asked, changes, *how):
        self.folder, self.asked, self.changes = folder, asked, changes
        super().__init__(*how)

    def do_GET(self):
        """Sends a file, as `changes` has it by the name's ending."""
        name = self.path.rsplit("/", 1)[-1]
        self.asked.append(name)
        path = self.folder / name
        if not path.exists():
            self.send_error(404)
            return
        content = whole = path.read_bytes()
        for ending, change in self.changes.items():
            content = change(content) if name.endswith(ending) else content
        self.send_response(200)
        self.send_header("Content-Length", str(max(len(whole), len(content))))
        self.end_headers()
        self.wfile.write(content)

    def do_PUT(self):
        """Keeps a file, of who knows the word."""
        content = self.rfile.read(int(self.headers["Content-Length"]))
        if self.headers.get("Authorization") != "Bearer open sesame":
            self.send_error(401)
            return
        (self.folder / self.path.rsplit("/", 1)[-1]).write_bytes(content)
        self.send_response(201)
        self.end_headers()

    def do_DELETE(self):
        """Removes a file, for who knows the word, unless `changes` says that this server does not."""
        if "DELETE" in self.changes or self.headers.get("Authorization") != "Bearer open sesame":
            self.send_error(405)
            return
        (self.folder / self.path.rsplit("/", 1)[-1]).unlink()
        self.send_response(204)
        self.end_headers()

    def log_message(self, *_):
        """Says nothing."""


@contextmanager
def serving_files(folder):
    """The address of a server of this folder's files, what it was asked for, and what it changes."""
    asked, changes = [], {}
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Handler, folder, asked, changes))
    with answering(server):
        yield f"http://127.0.0.1:{server.server_port}/editions", asked, changes
