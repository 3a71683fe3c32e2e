"""A small file from the web, held in memory, with the address at which it was found after redirects."""

import time
import zlib
from contextlib import closing
from http.client import HTTPResponse
from typing import NamedTuple
from urllib.error import HTTPError

from directory.importer.formats.archive import GZIP_MAGIC
from directory.importer.formats.download import DownloadOptions, check_speed
from directory.importer.formats.other_kinds import is_web_page
from directory.importer.formats.web_request import (
    WEB_PAGE,
    Interrupted,
    check_address,
    connection_errors,
    open_address,
    retried,
    status_error,
    without_query,
)
from directory.importer.record import FileRefused

GZIP = zlib.MAX_WBITS + 16  # with gzip's own header and checksum


class SmallFile(NamedTuple):
    """A file. address: where it was found, to which the relative addresses in it belong."""

    address: str
    content: bytes


def small_file(address: str, options: DownloadOptions, may_be_page: bool = False) -> SmallFile:
    """The file at an https address, unpacked if gzip packed it. options.most: bytes.

    Raises FileRefused, with the address; where it is a web page too, unless it may be one.
    """
    check_address(address, loopback=not options.public)
    try:
        found = retried(lambda: _answer(address, options), options.pauses)
        if is_web_page(found.content) and not may_be_page:
            raise FileRefused(WEB_PAGE)
        return found
    except FileRefused as refusal:
        raise type(refusal)(str(refusal), without_query(address)) from None


def _answer(address: str, options: DownloadOptions) -> SmallFile:
    try:
        response = open_address(address, {}, options.stall, options.public)
    except HTTPError as error:
        with closing(error):
            raise status_error(error.code) from None
    with response:
        content, length = _content(response, options), response.length
    if length and len(content) <= options.most:
        raise Interrupted("the download was cut off.")
    content = _unpacked(content, options.most).removeprefix(b"\xef\xbb\xbf")
    if len(content) > options.most:
        limit = f"{options.most:,}"
        raise FileRefused(
            "it has more than %(limit)s bytes, which no file of its kind has. Check the address.", limit=limit
        )
    return SmallFile(response.url, content)


def _content(response: HTTPResponse, options: DownloadOptions) -> bytes:
    """What comes, and at most one byte more than there may be."""
    began, content = time.monotonic(), bytearray()
    while len(content) <= options.most:
        with connection_errors(options.stall):
            block = response.read1(options.most + 1 - len(content))
        if not block:
            break
        content += block
        check_speed(len(content), time.monotonic() - began)
    return bytes(content)


def _unpacked(content: bytes, most: int) -> bytes:
    if not content.startswith(GZIP_MAGIC):
        return content
    try:
        return zlib.decompressobj(GZIP).decompress(content, most + 1)
    except zlib.error:
        raise Interrupted("what came is damaged.") from None
