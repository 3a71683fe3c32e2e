"""The records found by scanning bytes are those that Python's csv module finds."""

import csv
import io

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from directory.importer.formats import byte_scan
from directory.importer.formats import csv_rows as rows
from directory.importer.record import FileRefused

NEEDLE = "171100000X"
VALUES = st.one_of(
    st.text(alphabet='ab1," \n\r\té', max_size=8),
    st.sampled_from([NEEDLE, f'x"{NEEDLE}', "2000000012", '"\n"2000000012"', ""]),
)
TABLES = st.lists(st.lists(VALUES, min_size=2, max_size=4), min_size=1, max_size=12)


def cut(data, size):
    """The bytes in blocks of this size."""
    return iter([data[at : at + size] for at in range(0, len(data), size)])


def scanned(data, size):
    """The records found, parsed, with the numbers they begin with."""
    rows, numbers, held = [], [], []
    for chunk in byte_scan.chunks(cut(data, size)):
        held += [len(rows) + place for place in chunk.holding(NEEDLE.encode())]
        rows += [byte_scan.parsed(chunk.record(place)) for place in range(len(chunk))]
        numbers += chunk.numbers().tolist()
    return rows, numbers, held


@given(
    TABLES,
    st.sampled_from([csv.QUOTE_ALL, csv.QUOTE_MINIMAL, csv.QUOTE_NONNUMERIC]),
    st.sampled_from(["\n", "\r\n"]),
    st.booleans(),
    st.integers(1, 60),
)
@example([["2000000012", "x\n"], ["2000000013", NEEDLE]], csv.QUOTE_MINIMAL, "\n", False, 7)
@example([['"\n"2', "1"], ["2000000013", NEEDLE]], csv.QUOTE_ALL, "\n", True, 5)
def test_scanning_finds_the_rows_that_the_csv_module_finds(table, quoting, line_end, ends_with_newline, block):
    if line_end == "\n" and quoting != csv.QUOTE_ALL:
        table = [
            [value.replace("\r", "") for value in row] for row in table
        ]  # the writer leaves these bare, against RFC 4180
    file = io.StringIO()
    csv.writer(file, quoting=quoting, lineterminator=line_end).writerows(
        [["a", "b"], *table]
    )  # no row is shorter: such a one is taken for cut off
    text = file.getvalue() if ends_with_newline else file.getvalue().removesuffix(line_end)
    expected = [row for row in csv.reader(io.StringIO(text, newline="")) if row]
    rows, numbers, held = scanned(text.encode(), block)
    assert rows == expected
    assert held == [place for place, row in enumerate(expected) if any(NEEDLE in value for value in row)]
    for row, number in zip(expected, numbers, strict=True):
        if row[0].isascii() and row[0].isdigit() and len(row[0]) == 10:
            assert number == int(row[0])


def test_a_quote_that_never_closes_costs_its_own_line_only():
    good = b'"2000000012","1"\n'
    rows, _, _ = scanned(good * 3 + b'"2000000013","1\n' + good * 3, 1 << 20)
    assert [row[0] for row in rows].count("2000000012") == 6
    assert len(rows) == 7


@given(st.binary(max_size=300), st.integers(1, 50))
def test_no_bytes_bring_the_scan_down(data, block):
    for chunk in byte_scan.chunks(cut(data, block)):
        chunk.numbers(), chunk.second_is_blank(), chunk.holding(b"1")
        for place in range(len(chunk)):
            try:
                byte_scan.parsed(chunk.record(place))
            except ValueError:
                pass


def test_an_empty_second_field_is_told_from_a_filled_one():
    for line, blank in (
        (b'"2000000012","",""\n', True),
        (b'"2000000012","1",""\n', False),
        (b"2000000012,,\n", True),
        (b"2000000012,2,\n", False),
    ):
        (chunk,) = byte_scan.chunks(iter([line]))
        assert chunk.second_is_blank().tolist() == [blank]


def test_windows_1252_is_read_where_the_bytes_are_no_utf_8():
    assert byte_scan.parsed("Nuñez,1\n".encode("cp1252")) == ["Nuñez", "1"]


@pytest.mark.parametrize("delimiter", ["|", "\t", ","])
@pytest.mark.parametrize("quoting", [True, False])
def test_a_table_that_is_cut_off_in_its_last_row_is_refused(delimiter, quoting):
    def read(text):
        return [row for _, row in rows.rows(iter([text.replace(",", delimiter).encode()]), delimiter, quoting)]

    assert read("a,b,c\n1,2,3\n4,5,6") == [["a", "b", "c"], ["1", "2", "3"], ["4", "5", "6"]]
    assert read("a,b,c\n4,5\n")[1] == ["4", "5"], "a short row is no cut"
    with pytest.raises(FileRefused, match="cut off"):
        read("a,b,c\n1,2,3\n4,5")
