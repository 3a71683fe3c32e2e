"""A small file from the web, held in memory, with the address at which it was found after redirects."""

import zlib
from contextlib import closing
from typing import NamedTuple
from urllib.error import HTTPError

from directory.importer.formats.archive import GZIP_MAGIC, is_web_page
from directory.importer.formats.download import WEB_PAGE, DownloadOptions
from directory.importer.formats.web_request import (
    Interrupted,
    check_address,
    connection_errors,
    open_address,
    retried,
    status_error,
    without_query,
)
from directory.importer.record import FileRefused

TOO_LARGE = "it has more than {most:,} bytes, which no file of its kind has. Check the address."
GZIP = zlib.MAX_WBITS + 16  # with gzip's own header and checksum


class SmallFile(NamedTuple):
    """A file. address: where it was found, to which the relative addresses in it belong."""

    address: str
    content: bytes


def small_file(address: str, options: DownloadOptions) -> SmallFile:
    """The file at an https address, unpacked if gzip packed it. options.most: bytes.

    Raises FileRefused, with the address.
    """
    check_address(address, loopback=not options.public)
    try:
        return retried(lambda: _answer(address, options), options.pauses)
    except FileRefused as refusal:
        raise type(refusal)(f"{without_query(address)}: {refusal}") from None


def _answer(address: str, options: DownloadOptions) -> SmallFile:
    try:
        response = open_address(address, {}, options.stall, options.public)
    except HTTPError as error:
        with closing(error):
            raise status_error(error.code) from None
    with response, connection_errors(options.stall):
        content, length = response.read(options.most + 1), response.length
    if length:  # read(size) says nothing of what did not come
        raise Interrupted("the download was cut off.")
    content = _unpacked(content, options.most).removeprefix(b"\xef\xbb\xbf")
    if len(content) > options.most:
        raise FileRefused(TOO_LARGE.format(most=options.most))
    if is_web_page(content):
        raise FileRefused(WEB_PAGE)
    return SmallFile(response.url, content)


def _unpacked(content: bytes, most: int) -> bytes:
    if not content.startswith(GZIP_MAGIC):
        return content
    try:
        return zlib.decompressobj(GZIP).decompress(content, most + 1)
    except zlib.error:
        raise Interrupted("what came is damaged.") from None
