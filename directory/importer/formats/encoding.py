"""The bytes of a text as UTF-8 or an eight-bit encoding, whatever a program has written around them."""

import codecs
from collections.abc import Iterator
from itertools import chain

DOS_END = b"\x1a"  # Ctrl+Z, which old programs write behind a text
RETURN, FEED = b"\r", b"\n"
BEGINNING = 32  # bytes that tell an encoding


def as_utf8(blocks: Iterator[bytes]) -> Iterator[bytes]:
    """The same blocks without DOS's mark of the end, their lines ended by line feeds; as UTF-8 if they are UTF-16 or
    UTF-32.
    """
    first = next(blocks, b"")
    blocks = chain([first], blocks)
    if encoding := _wide_encoding(first):
        decode = codecs.getincrementaldecoder(encoding)(errors="replace").decode
        blocks = (decode(block).encode() for block in blocks)
    held = b""
    for block in _with_line_feeds(blocks):
        whole = block.rstrip(DOS_END)
        if whole:
            yield held + whole
            held = b""
        held += block[len(whole) :]


def _with_line_feeds(blocks: Iterator[bytes]) -> Iterator[bytes]:
    """The blocks, with line feeds for a Macintosh's carriage returns, if the first line ends with one alone."""
    held = b""
    for block in blocks:
        read, held = held + block, b""
        if RETURN not in read and FEED not in read:
            yield read
        elif read.endswith(RETURN) and read.count(RETURN) == 1:
            read, held = read[:-1], RETURN  # what comes after it tells
            yield read
        else:
            alone = FEED not in read
            yield read.replace(RETURN, FEED) if alone else read
            yield from (block.replace(RETURN, FEED) for block in blocks) if alone else blocks
    if held:
        yield held


def _wide_encoding(first: bytes) -> str:
    """The encoding with two or four bytes a character that a text's first bytes tell, "" for any other."""
    if first.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        return "utf-32"
    if first.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    even, odd = first[:BEGINNING:2], first[1:BEGINNING:2]
    if len(odd) < BEGINNING // 2 or (any(even) and any(odd)):
        return ""  # in UTF-16, every other byte of plain letters is 0
    return "utf-16-le" if any(even) else "utf-16-be" if any(odd) else ""
