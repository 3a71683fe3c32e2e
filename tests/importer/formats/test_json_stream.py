"""JSON is read value by value exactly as the standard library reads it, wherever the file is cut into blocks.

Whole files of insurers, good and damaged, are in sources/qhp/ and sources/plan_net/.
"""

import json
from contextlib import contextmanager

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from directory.importer.formats import archive, json_stream
from directory.importer.formats.archive import Opened
from directory.importer.formats.json_entries import EntryReader
from directory.importer.record import FileRefused

ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=3), inner, max_size=4),
    max_leaves=10,
)


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    """Where the file of a test is."""
    return tmp_path_factory.mktemp("json") / "a.json"


@contextmanager
def json_text(path, content, block=1 << 20):
    """The text of a file, read in blocks of some size."""
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.MonkeyPatch.context() as patched, Opened(path, lambda name: True) as opened:
        patched.setattr(archive, "BLOCK_SIZE", block)
        yield EntryReader(opened)


@settings(max_examples=100)
@given(st.lists(ANYTHING, max_size=6), st.sampled_from((None, 0, 2)), st.integers(1, 40), st.booleans())
def test_an_array_is_read_value_by_value(path, content, indent, block, ascii_only):
    with json_text(path, json.dumps(content, indent=indent, ensure_ascii=ascii_only), block) as text:
        assert list(text.array()) == list(enumerate(content, 1))
        assert text.next() == ""


@settings(max_examples=100)
@given(st.dictionaries(st.text(max_size=5), ANYTHING, max_size=5), st.sampled_from((None, 2)), st.integers(1, 40))
def test_an_object_is_read_member_by_member(path, content, indent, block):
    with json_text(path, json.dumps(content, indent=indent), block) as text:
        assert {name: text.value() for name in text.members()} == content


@pytest.mark.parametrize("number", ["0", "-1", "12", "1.5", "-0.25", "1e5", "1E+5", "2.5e-3"])
@pytest.mark.parametrize("block", [1, 2, 3, 4])
def test_a_number_cut_by_a_block_is_read_whole(path, number, block):
    with json_text(path, f"[{number},{number} , {number}]", block) as text:
        assert list(text.array()) == [(place, json.loads(number)) for place in (1, 2, 3)]


@pytest.mark.parametrize("content", ["[1}", "[1", "[", "[1,", '["a', "[1]]"])
@pytest.mark.parametrize("block", [1, 100])
def test_an_array_that_is_damaged_is_refused(path, content, block):
    with json_text(path, content, block) as text, pytest.raises(FileRefused, match="damaged, at entry 1"):
        list(text.array())
        if text.next():
            raise text.refusal(json_stream.DAMAGED)


@pytest.mark.parametrize(
    ("content", "advice"),
    [
        ('{"a":nope, "b":2}', ""),
        ('{"a":1 "b":2}', ""),
        ('{"a":', " Download it again."),
    ],
)
@pytest.mark.parametrize("block", [1, 100])
def test_only_of_a_file_that_ends_too_early_is_it_said_that_another_try_may_help(path, content, advice, block):
    with json_text(path, content, block) as text, pytest.raises(FileRefused) as refused:
        for _ in text.members():
            text.value()
    assert str(refused.value) == f"a.json: the file is cut off or damaged, at entry 1.{advice}"


@pytest.mark.parametrize("content", ['{"a" 1}', '{"a":1,}', '{"a":1 "b":2}', "{1:2}", '{"a":1]', '{"a":', "{"])
@pytest.mark.parametrize("block", [1, 100])
def test_an_object_that_is_damaged_is_refused(path, content, block):
    with json_text(path, content, block) as text, pytest.raises(FileRefused, match="damaged, at entry 1"):
        for _ in text.members():
            text.value()


@pytest.mark.parametrize("block", [1, 2, 5, 100])
def test_lines_are_read_with_and_without_an_end(path, block):
    lines = []
    with json_text(path, "{}\n\n[1]\r\nx", block) as text:
        while (line := text.line()) is not None:
            lines.append((line, text.line_ended))
    assert lines == [("{}", True), ("", True), ("[1]\r", True), ("x", False)]


@pytest.mark.parametrize("block", [1, 20, 101, 1000])
def test_a_line_may_be_as_long_as_the_limit_and_no_longer(path, block, monkeypatch):
    monkeypatch.setattr(json_stream, "LONGEST_VALUE", 100)
    with json_text(path, f"{'x' * 100}\n{'y' * 100}", block) as text:
        assert [text.line(), text.line(), text.line()] == ["x" * 100, "y" * 100, None]
    with (
        json_text(path, "x" * 101, block) as text,
        pytest.raises(FileRefused, match="a line is longer than any record"),
    ):
        text.line()


@pytest.mark.parametrize("block", [1, 3, 100])
def test_bytes_that_are_no_utf_8_are_replaced_and_reported_once(path, block):
    with json_text(path, b'["a", "\xff", "\xfe", "\xc3\xa9", "\xef\xbf\xbd"]', block) as text:
        assert [value for _, value in text.array()] == ["a", "\ufffd", "\ufffd", "é", "\ufffd"]
        (problem,) = text.replacements()
    assert problem.field == "encoding" and not problem.refused


@pytest.mark.parametrize("block", [1, 2, 3, 4, 5, 100])
def test_a_replacement_character_of_the_files_own_is_no_problem(path, block):
    with json_text(path, json.dumps(["\ufffd"], ensure_ascii=False), block) as text:
        assert [value for _, value in text.array()] == ["\ufffd"]
        assert not list(text.replacements())
