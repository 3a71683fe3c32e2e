"""Asking an open-data portal of Socrata's kind for some rows of a list: all of them, and of one version of it.

/api/views/ID.json describes a data set, /resource/ID.csv answers a query (https://dev.socrata.com/docs/queries).
"""

import csv
import io
import re
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from pathlib import Path
from typing import NamedTuple, TextIO, TypeVar
from urllib.error import HTTPError
from urllib.parse import urlencode

import msgspec

from directory.core.i18n import N_, Message
from directory.core.portals import Portal
from directory.importer.formats.download import PAUSES, STALL
from directory.importer.formats.web_request import (
    BY_HAND,
    Interrupted,
    check_address,
    connection_errors,
    open_address,
    retried,
    status_error,
)
from directory.importer.record import FileRefused

PAGE_ROWS = 5_000  # asked for at once; a portal may send fewer
MAX_ROWS = 100_000  # of one list: California, where most acupuncturists are, has licensed some 20,000 ever
MAX_ANSWER = 1 << 25  # bytes
MAX_COMPLAINT = 1 << 12  # bytes read of an answer that is an error
CLOCKS_APART = timedelta(days=1)  # at most, the portal's and this computer's
OUT_OF_DATE = "X-SODA2-Data-Out-Of-Date"  # header of an answer: the copy that is asked lags behind the list itself
CSV, JSON = "text/csv", "application/json"
NOT_IN_ORDER = N_("the portal’s answer is cut off or not in order.")
NOT_ONE_LIST = N_("the portal’s answers do not make one list; it may be changing it just now. Try again in an hour.")
NO_ROWS = N_(
    "no row of the list meets “%(asked)s”. Nothing was imported, for nobody would be licensed any more. If the state "
    "has renamed the license, tell whoever looks after this program; or download the list, give it from this computer "
    "and match its columns."
)
NO_ROWS_TYPED = (
    "no row of the list meets “%(asked)s”. Nothing was imported, for nobody would be licensed any more. If the state "
    "has renamed the license, change [portal] and [types] in the state’s file in data/reference/licences/."
)
TOO_MANY = N_(
    "%(rows)s rows meet “%(asked)s”: no state has licensed so many acupuncturists. Tell whoever looks after this "
    "program."
)
TOO_MANY_TYPED = (
    "%(rows)s rows meet “%(asked)s”: no state has licensed so many acupuncturists. Look at [portal] in the state’s "
    "file in data/reference/licences/."
)
NOT_YET = Message(
    "the portal has a newer list than it gives out yet. Try again in some hours, or download the file with a browser "
    "and give it from this computer.",
    command="the portal has a newer list than it gives out yet. Try again in some hours. Download the file with a "
    "browser and import it from disk.",
)

Answer = TypeVar("Answer")
Query = dict[str, str | int]


class _View(msgspec.Struct):
    """What is read of a data set's description. rows_updated_at: seconds since 1970."""

    rows_updated_at: int = msgspec.field(name="rowsUpdatedAt")


class _Complaint(msgspec.Struct):
    """An answer that says what is wrong with the question. error: told where the answer may be one of success."""

    error: bool = False
    message: str = ""

    def in_words(self) -> Message:
        """What the portal says, and what to do about it."""
        return Message(
            "the portal refuses the question: “%(said)s”. If the state has moved its list or renamed a column, tell "
            "whoever looks after this program.",
            command="the portal refuses the question: “%(said)s”. If the state has moved its list or renamed a column, "
            "change “source”, [portal] or [columns] in the state’s file in data/reference/licences/.",
            said=self.message[:200],
        )


class _Page(NamedTuple):
    """Some rows of a list, and the names of its columns."""

    header: list[str]
    rows: list[list[str]]


def rows_updated_at(portal: Portal) -> datetime:
    """When the rows of the data set last changed, in UTC: its version.

    Raises FileRefused where that cannot be learned, or has not come yet: every later list would count as older.
    """
    updated_at = _ask(portal, f"api/views/{portal.dataset}.json", {}, JSON, _moment)
    if updated_at > datetime.now(UTC) + CLOCKS_APART:
        raise FileRefused(
            "%(address)s dates its list %(day)s, a day that has not come. Ask whoever runs this server "
            "whether its clock is right.",
            command="%(address)s dates its list %(day)s, a day that has not come. See that this computer’s clock "
            "is right; else try again when the portal has mended it.",
            address=portal.address,
            day=f"{updated_at:%Y-%m-%d}",
        )
    return updated_at


def download_rows(portal: Portal, version: datetime, path: Path) -> None:
    """Writes the rows that the portal's question is about to a CSV file, below the names of the columns.

    version: as `rows_updated_at` gave it. Raises FileRefused where there are no rows, or not all of them can be had.
    """
    total = _ask(portal, _rows_of(portal), {"$select": "count(*)", "$where": portal.where}, CSV, _count)
    if not total:
        raise FileRefused(NO_ROWS, portal.address, NO_ROWS_TYPED, asked=portal.where)
    if total > MAX_ROWS:
        raise FileRefused(TOO_MANY, portal.address, TOO_MANY_TYPED, rows=f"{total:,}", asked=portal.where)
    with path.open("w", encoding="utf-8", newline="") as file:
        _write_pages(portal, total, file)
    if rows_updated_at(portal) != version:
        raise FileRefused(NOT_ONE_LIST, portal.address)


def _write_pages(portal: Portal, total: int, file: TextIO) -> None:
    """Writes `total` rows, page by page."""
    writer, before = csv.writer(file), _Page([], [])
    for start in range(0, total, PAGE_ROWS):
        # Without an order the rows of a page are any (https://dev.socrata.com/docs/paging).
        query: Query = {"$where": portal.where, "$order": ":id", "$limit": PAGE_ROWS, "$offset": start}
        page = _ask(portal, _rows_of(portal), query, CSV, _page)
        follows = not start or (page.header == before.header and page.rows != before.rows)
        if len(page.rows) != min(PAGE_ROWS, total - start) or not follows:
            raise FileRefused(NOT_ONE_LIST, portal.address)
        writer.writerows(page.rows if start else [page.header, *page.rows])
        before = page


def _rows_of(portal: Portal) -> str:
    return f"resource/{portal.dataset}.csv"


def _ask(portal: Portal, path: str, query: Query, media_type: str, read: Callable[[bytes], Answer]) -> Answer:
    """What `read` makes of an answer, which may be asked for several times. Raises FileRefused, with the address."""
    address = f"{portal.address}/{path}"
    check_address(address)
    asked = f"{address}?{urlencode(query)}" if query else address
    try:
        return retried(lambda: read(_answer(asked, media_type)), PAUSES)
    except FileRefused as refusal:
        raise FileRefused(str(refusal), address) from None


def _answer(address: str, media_type: str) -> bytes:
    """What the portal answers. Raises FileRefused where it is no such answer, Interrupted where it may come yet."""
    try:
        response = open_address(address, {}, STALL)
    except HTTPError as error:
        with closing(error), connection_errors(STALL):
            raise _error(error.code, error.read(MAX_COMPLAINT)) from None
    with response, connection_errors(STALL):
        body = response.read(MAX_ANSWER + 1)
    if response.status == HTTPStatus.ACCEPTED:
        raise Interrupted("the portal is still at work on its answer (202).")
    if response.headers.get(OUT_OF_DATE) == "true":
        raise FileRefused(NOT_YET)
    if len(body) > MAX_ANSWER:
        raise FileRefused(
            "the answer has more than %(size)s MB, which no page of this list has. %(advice)s",
            size=MAX_ANSWER >> 20,
            advice=BY_HAND,
        )
    answered = response.headers.get_content_type()
    if answered == JSON and (complaint := _complaint(body)).error:
        raise FileRefused(complaint.in_words())
    if answered != media_type:
        raise FileRefused(
            "the portal answers with %(answered)s, where %(wanted)s was asked for. %(advice)s",
            answered=answered[:40],
            wanted=media_type,
            advice=BY_HAND,
        )
    return body


def _error(code: int, body: bytes) -> Exception:
    """What an answer that is no success means: Interrupted where it may pass, else FileRefused."""
    meant, complaint = status_error(code), _complaint(body)
    return meant if isinstance(meant, Interrupted) or not complaint.message else FileRefused(complaint.in_words())


def _complaint(body: bytes) -> _Complaint:
    """What a portal says is wrong with a question; without a message where it says nothing of the kind."""
    try:
        return msgspec.json.decode(body, type=_Complaint)
    except (msgspec.MsgspecError, RecursionError):
        return _Complaint()


def _moment(body: bytes) -> datetime:
    try:
        return datetime.fromtimestamp(msgspec.json.decode(body, type=_View).rows_updated_at, UTC)
    except (msgspec.ValidationError, OverflowError, ValueError, OSError):
        raise FileRefused("the portal does not say when its list last changed. %(advice)s", advice=BY_HAND) from None
    except (msgspec.MsgspecError, RecursionError):
        raise Interrupted(NOT_IN_ORDER) from None


def _count(body: bytes) -> int:
    """The one number of an answer."""
    rows = _page(body).rows
    if len(rows) != 1 or not re.fullmatch("[0-9]{1,12}", rows[0][0]):
        raise Interrupted(NOT_IN_ORDER)
    return int(rows[0][0])


def _page(body: bytes) -> _Page:
    """The rows of an answer. Each is as long as the header, and the last one ends its line: a program writes them."""
    try:
        text = body.decode("utf-8-sig")
        header, *rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    except (ValueError, csv.Error):  # no UTF-8, no header, or cut off
        raise Interrupted(NOT_IN_ORDER) from None
    if not text.endswith("\n") or any(len(row) != len(header) for row in rows):
        raise Interrupted(NOT_IN_ORDER)
    return _Page(header, rows)
