"""Bytes of a text, in whatever encoding and with whatever mark at their end."""

import pytest

from directory.importer.formats.encoding import as_utf8

TEXT = "Name,City\r\nJane Example,Portland\r\nÁna Núñez,Salem\r\n"


def read(content, size):
    """The text of some bytes that come in blocks of a size."""
    blocks = (content[at : at + size] for at in range(0, len(content), size))
    return b"".join(as_utf8(blocks)).decode().removeprefix("\ufeff")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
@pytest.mark.parametrize("size", [32, 33, 1 << 20])
def test_a_text_is_the_same_in_every_encoding_of_unicode(encoding, size):
    assert read(TEXT.encode(encoding), size) == TEXT


@pytest.mark.parametrize("size", [1, 2, 1 << 20])
def test_dos_mark_of_the_end_is_no_row_and_the_same_sign_within_a_text_stays(size):
    assert read(b"a\x1ab\r\n\x1a\x1a", size) == "a\x1ab\r\n"


def test_eight_bit_text_comes_as_it_is():
    content = TEXT.encode("cp1252")
    assert b"".join(as_utf8(iter([content]))) == content


def test_nothing_is_nothing():
    assert b"".join(as_utf8(iter([]))) == b""


@pytest.mark.parametrize("length", [1, 2, 3, 4, 5, 100])
@pytest.mark.parametrize(("written", "read"), [("a\rb\rc\r", "a\nb\nc\n"), ("a\r\nb\rc\n", "a\r\nb\rc\n"), ("a", "a")])
def test_carriage_returns_alone_end_lines_as_line_feeds_do_however_the_text_is_cut(written, read, length):
    content = written.encode()
    blocks = (content[place : place + length] for place in range(0, len(content), length))
    assert b"".join(as_utf8(blocks)).decode() == read
