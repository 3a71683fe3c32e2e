"""The C library's search gives what Python's gives, wherever the bytes stand."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from directory.importer.formats import byte_search


@pytest.fixture(params=["the library's", "Python's"], autouse=True)
def search(request, monkeypatch):
    """Once with the library's search, where there is one, and once without."""
    monkeypatch.setattr(byte_search, "NEAR", 8)
    if request.param == "Python's":
        monkeypatch.setattr(byte_search, "_search", None)


@given(
    some.text("ab\0", max_size=60), some.text("ab", min_size=1, max_size=12), some.integers(0, 60), some.integers(0, 60)
)
def test_bytes_are_found_where_they_first_stand(text, needle, start, end):
    data, needle = text.encode(), needle.encode()
    start, end = min(start, len(data)), min(end, len(data))
    assert byte_search.find(data, needle) == data.find(needle)
    assert byte_search.find(data, needle, start) == data.find(needle, start)
    assert byte_search.find(data, needle, start, end) == data.find(needle, start, end)
    assert byte_search.count(data, needle, end) == data.count(needle, 0, end)


@given(some.text("ab[", max_size=60), some.integers(0, 60))
def test_pairs_are_found_wherever_they_stand_and_what_stands_after_them_is_told(text, end):
    data, end = text.encode(), min(end, len(text))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(byte_search, "CHUNK", 7)
        places = byte_search.places_of_pair(data, b"[a", end)
    assert places.tolist() == [place for place in range(end - 1) if data[place : place + 2] == b"[a"]
    told = byte_search.starting_with(data, b"[ab[", places).tolist()
    assert told == [data.startswith(b"[ab[", place) for place in places]


def test_bytes_with_zeros_between_them_are_found():
    assert byte_search.find(b"\0" * 100 + b"ab\0cd", b"cd") == 103
    assert byte_search.find(b"", b"a") == byte_search.find(b"a" * 100, b"b") == -1
