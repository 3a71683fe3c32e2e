"""A server of this machine that has insurers' files, and misbehaves at some of its addresses as real insurers' do."""

import contextlib
import json
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from server import answering


class Handler(BaseHTTPRequestHandler):
    """Answers each path as `server.pages` says: bytes, or a function of the handler; else 404."""

    def do_GET(self):
        self.answer()

    def do_HEAD(self):
        self.answer()

    def answer(self):
        self.server.asked.append((self.command, self.path))
        page = self.server.pages.get(self.path)
        with contextlib.suppress(ConnectionError):
            if page is None:
                self.start(404)
            elif callable(page):
                page(self)
            else:
                self.send(page)

    def log_message(self, *_):
        """Says nothing."""

    def start(self, status, **headers):
        """The beginning of an answer."""
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()

    def send(self, data, version=None, **headers):
        """A file, with a version if it has one; nothing but that where the reader has it."""
        tag = {"ETag": f'"{version}"'} if version else {}
        if version and self.headers["If-None-Match"] == f'"{version}"':
            return self.start(304, **tag)
        self.start(200, Content_Length=str(len(data)), **tag, **headers)
        if self.command == "GET":
            self.wfile.write(data)


def versioned(value, version="1", **headers):
    """A file whose server tells versions apart."""
    data = value if isinstance(value, bytes) else json.dumps(value).encode()
    return lambda handler: handler.send(data, version, **headers)


def redirect(address, status=301):
    """Sends elsewhere."""
    return lambda handler: handler.start(status, Location=address, Content_Length="0")


def answers(status):
    """Sends a status and no file."""
    return lambda handler: handler.start(status, Content_Length="0")


def cut(data, at):
    """Promises everything and hangs up."""

    def page(handler):
        handler.start(200, Content_Length=str(len(data)))
        if handler.command == "GET":
            handler.wfile.write(data[:at])

    return page


@contextlib.contextmanager
def serving(pages, context=None):
    """A server with these pages; `url` is its address, `asked` what it was asked. context: of TLS."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.pages, server.asked = pages, []
    if context:
        server.socket = context.wrap_socket(server.socket, server_side=True)
    server.url = f"http{'s' if context else ''}://127.0.0.1:{server.server_port}"
    with answering(server):
        yield server
