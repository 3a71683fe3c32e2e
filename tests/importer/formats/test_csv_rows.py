"""The rows of a delimited text, and what is wrong with those that do not fit its header."""

import pytest

from directory.importer.formats import byte_scan, csv_rows
from directory.importer.record import FileRefused, Problem


def read(text, *how, block=1 << 20, **named):
    """The rows of a text, without their numbers."""
    data = text.encode()
    blocks = iter([data[at : at + block] for at in range(0, len(data), block)])
    return [row for _, row in csv_rows.rows(blocks, *how, **named)]


@pytest.mark.parametrize("delimiter", ["|", "\t", ","])
@pytest.mark.parametrize("quoting", [True, False])
@pytest.mark.parametrize("block", [1, 7, 100])
def test_a_table_that_is_cut_off_in_its_last_row_is_refused(delimiter, quoting, block):
    def table(text):
        return read(text.replace(",", delimiter), delimiter, quoting, block=block)

    assert table("a,b,c\n1,2,3\n4,5,6") == [["a", "b", "c"], ["1", "2", "3"], ["4", "5", "6"]]
    assert table("a,b,c\n4,5\n")[1] == ["4", "5"], "a short row is no cut"
    with pytest.raises(FileRefused, match="cut off"):
        table("a,b,c\n1,2,3\n4,5")


@pytest.mark.parametrize("quoting", [True, False])
def test_of_several_delimiters_the_one_counts_that_the_first_row_has_most_of(quoting):
    assert read("a|b|c,d\n1|2|3,4\n", ",|", quoting) == [["a", "b", "c,d"], ["1", "2", "3,4"]]


def test_without_quoting_a_quote_is_a_character_like_any_other():
    assert read('a|b\n"x|y"\n', "|", False) == [["a", "b"], ['"x', 'y"']]
    assert read('a|b\n"x|y"\n', "|", True) == [["a", "b"], ["x|y"]]


def test_rows_are_numbered_from_1_and_blank_lines_are_none():
    for quoting in (True, False):
        assert list(csv_rows.rows(iter([b"a,b\r\n\r\n1,2\r\n\n3,4\r\n"]), quoting=quoting)) == [
            (1, ["a", "b"]),
            (2, ["1", "2"]),
            (3, ["3", "4"]),
        ]


def test_a_row_that_cannot_be_read_is_a_problem_in_its_place():
    long = '"' + "x" * 200_000 + '"'
    (_, header), (number, problem), (_, last) = csv_rows.rows(iter([f"a\n{long}\nb\n".encode()]))
    assert (header, last) == (["a"], ["b"])
    assert isinstance(problem, Problem) and problem.refused and (number, problem.row) == (2, 2)
    assert problem.value == long[:60]


def test_lines_that_are_not_utf_8_are_in_the_encoding_given():
    assert [row for _, row in csv_rows.rows(iter([b"a\n\xe9\n"]))] == [["a"], ["é"]]
    assert [row for _, row in csv_rows.rows(iter([b"a\n\x82\n"]), encoding="cp437")] == [["a"], ["é"]]


def test_a_line_may_be_as_long_as_the_limit_and_no_longer(monkeypatch):
    monkeypatch.setattr(byte_scan, "LONGEST_RECORD", 100)
    assert read("x" * 100 + "\n", quoting=False, block=50) == [["x" * 100]]
    with pytest.raises(FileRefused, match="a line of over 4 MB"):
        read("x" * 101 + "\n", quoting=False, block=101)


@pytest.mark.parametrize(
    ("row", "fits"),
    [
        (["1", "2"], True),
        (["1"], False),
        ([], False),
        (["1", "2", "3"], True),
        (["1", "2", "3", " "], True),
        (["1", "2", "3", "4"], False),
    ],
)
def test_a_row_has_the_values_that_are_needed_and_none_beyond_the_header(row, fits):
    problem = csv_rows.column_problem(row, 2, 3, 7)
    assert (problem is None) == fits
    if problem:
        assert problem[:3] == (7, "row", row[0] if row else "") and problem.refused
        assert problem.reason == f"{len(row)} values, where the header has 3"


@pytest.mark.parametrize("last", ["5,6", "5,6\r", "5,6\n", '"5","6"\r\n'])
def test_carriage_returns_alone_end_rows_too(last):
    assert read("a,b\r1,2\r\n3,4\r" + last) == [["a", "b"], ["1", "2"], ["3", "4"], ["5", "6"]]


def test_of_a_long_value_a_problem_shows_the_beginning():
    assert csv_rows.column_problem(["x" * 100], 2, 3, 7).value == "x" * 60
