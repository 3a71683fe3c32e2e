"""A server of this machine that answers as an open-data portal of Socrata's kind does, and misbehaves when told to.

What is asked in SoQL is answered by SQLite, which reads the little of it that layouts use as the portals do.
"""

import contextlib
import csv
import io
import json
import re
import sqlite3
from contextlib import closing
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, urlsplit

from licence_lists import HEADERS, NUMBER, OTHER, ROWS
from server import answering

from directory.importer.formats import socrata
from directory.store.reference import files

NOVEMBER_4 = 1730714400  # 2024-11-04 at 10:00 in UTC
DAY = 24 * 60 * 60  # seconds


class PortalServer(ThreadingHTTPServer):
    """A portal with one list. rows: dictionaries by the names of the portal's columns; updated_at: when they changed.

    asked: the queries that came; trouble: what answers the next questions in the portal's place, one after the other;
    None where it answers itself. lags: what it gives out is older than its list.
    """

    def __init__(self):
        super().__init__(("127.0.0.1", 0), PortalHandler)
        self.columns, self.rows, self.updated_at = [], [], NOVEMBER_4
        self.asked, self.trouble, self.lags = [], [], False
        self.address = f"http://127.0.0.1:{self.server_port}"

    def holds(self, columns, rows, updated_at=NOVEMBER_4):
        """Puts a list in the place of the one before."""
        self.columns, self.rows, self.updated_at = columns, rows, updated_at

    def selected(self, query):
        """(header, rows) of a query."""
        return selected(self.columns, self.rows, query)


def selected(columns, rows, query):
    """(header, rows) of a query. Raises sqlite3.OperationalError where it names a column that is not there."""
    names = ", ".join(f'"{name}"' for name in columns)
    with closing(sqlite3.connect(":memory:")) as opened:
        opened.execute("PRAGMA case_sensitive_like = 1")
        opened.execute(f"CREATE TABLE list (id INTEGER PRIMARY KEY, {names})")
        values = [[row.get(name, "") for name in columns] for row in rows]
        opened.executemany(f"INSERT INTO list ({names}) VALUES ({', '.join('?' * len(columns))})", values)
        if query.get("$select") == "count(*)":
            return ["count"], opened.execute(f"SELECT count(*) FROM list WHERE {query['$where']}").fetchall()
        order = "id" if query.get("$order") == ":id" else "random()"
        sql = f"SELECT {names} FROM list WHERE {query['$where']} ORDER BY {order} LIMIT ? OFFSET ?"
        return columns, opened.execute(sql, (query.get("$limit", 1000), query.get("$offset", 0))).fetchall()


class PortalHandler(BaseHTTPRequestHandler):
    """Answers one question."""

    def do_GET(self):
        parts = urlsplit(self.path)
        query = dict(parse_qsl(parts.query))
        self.server.asked.append(query)
        trouble = self.server.trouble.pop(0) if self.server.trouble else None
        with contextlib.suppress(ConnectionError):
            if trouble:
                trouble(self)
            elif parts.path.startswith("/api/views/"):
                self.send(json.dumps({"id": "abcd-1234", "columns": [], "rowsUpdatedAt": self.server.updated_at}))
            else:
                self.send_rows(query)

    def send_rows(self, query):
        try:
            header, rows = self.server.selected(query)
        except sqlite3.OperationalError as error:
            return complaint(f"Query coordinator error: query.soql.no-such-column; {error}")(self)
        file = io.StringIO()
        csv.writer(file, quoting=csv.QUOTE_ALL, lineterminator="\n").writerows([header, *rows])
        self.send(file.getvalue(), "text/csv; charset=utf-8")

    def send(self, text, media_type="application/json;charset=utf-8", status=200, length=None):
        """Sends an answer. length: how long it says it is."""
        body = text if isinstance(text, bytes) else text.encode()
        self.send_response(status)
        self.send_header("Content-Type", media_type)
        if media_type.startswith("text/csv"):
            self.send_header("X-SODA2-Data-Out-Of-Date", "true" if self.server.lags else "false")
        self.send_header("Content-Length", str(len(body) if length is None else length))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        """Says nothing."""


def complaint(message, status=400):
    """What a portal answers where it does not like the question."""
    return lambda handler: handler.send(json.dumps({"code": "x", "error": True, "message": message}), status=status)


def sends(text, media_type="text/csv; charset=utf-8", status=200, length=None):
    """Any other answer."""
    return lambda handler: handler.send(text, media_type, status, length)


@contextlib.contextmanager
def running():
    """A portal while the block runs."""
    with answering(PortalServer()) as server:
        yield server


@contextlib.contextmanager
def running_for_every_state(monkeypatch):
    """A portal at the address of every state's portal, with waits that a test can bear."""
    monkeypatch.setattr(socrata, "PAUSES", (0,))
    layout_of = files.licence_layout

    def layout_of_this_portal(state, folder=files.FOLDER):
        layout = layout_of(state, folder)
        return replace(layout, portal=layout.portal and layout.portal._replace(address=server.address))

    monkeypatch.setattr(files, "licence_layout", layout_of_this_portal)
    with running() as server:
        yield server


def on_portal(name):
    """A column's name as portals write it: "License Type" is license_type."""
    return re.sub(r"\W+", "_", name).lower()


def holds(portal, state, *rows, updated_at=NOVEMBER_4):
    """Puts a nurse and these acupuncturists, each with what differs from the state's first row, on the portal."""
    nurse = {OTHER[state]: "NURSE", "License Type": "NURSING BOARD", "CredentialType": "NURSE", NUMBER[state]: "N1"}
    filled = [ROWS[state] | row for row in (nurse, *rows)]
    named = [{on_portal(name): value for name, value in row.items()} for row in filled]
    portal.holds([on_portal(name) for name in HEADERS[state].split(",")], named, updated_at)
