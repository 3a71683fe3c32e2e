"""The records found by scanning bytes are those that Python's csv module finds."""

import contextlib
import csv
import io

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from directory.importer.formats import byte_scan
from directory.importer.record import FileRefused

NEEDLE = "171100000X"
VALUES = st.one_of(
    st.text(alphabet='ab1," \n\r\té', max_size=8),
    st.sampled_from([NEEDLE, f'x"{NEEDLE}', "2000000012", '"\n"2000000012"', ""]),
)
TABLES = st.lists(st.lists(VALUES, min_size=2, max_size=4), min_size=1, max_size=12)
QUOTINGS = st.sampled_from([csv.QUOTE_ALL, csv.QUOTE_MINIMAL, csv.QUOTE_NONNUMERIC])


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


@given(TABLES, QUOTINGS, st.sampled_from(["\n", "\r\n"]), st.booleans(), st.integers(1, 60))
@example([["2000000012", "x\n"], ["2000000013", NEEDLE]], csv.QUOTE_MINIMAL, "\n", False, 7)
@example([['"\n"2', "1"], ["2000000013", NEEDLE]], csv.QUOTE_ALL, "\n", True, 5)
def test_scanning_finds_the_rows_that_the_csv_module_finds(table, quoting, line_end, ends_with_newline, block):
    if line_end == "\n" and quoting != csv.QUOTE_ALL:
        # The writer leaves these bare, against RFC 4180.
        table = [[value.replace("\r", "") for value in row] for row in table]
    file = io.StringIO()
    # No row is shorter than the first: such a one, at the end, is taken for cut off.
    csv.writer(file, quoting=quoting, lineterminator=line_end).writerows([["a", "b"], *table])
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


def scan_all(data, block):
    """Asks everything of every record in the bytes."""
    for chunk in byte_scan.chunks(cut(data, block)):
        chunk.numbers(), chunk.second_is_blank(), chunk.holding(b"1")
        for place in range(len(chunk)):
            with contextlib.suppress(ValueError):
                byte_scan.parsed(chunk.record(place))


@given(st.binary(max_size=300), st.integers(1, 50))
@example(b',\r\n""', 50)
@example(b";\n\0\0", 1)
def test_no_bytes_bring_the_scan_down(data, block):
    try:
        scan_all(data, block)
    except FileRefused as refusal:
        assert "cut off in its last row" in str(refusal)
        assert not data.endswith(b"\n")
        scan_all(data + b"\n", block)  # as the refusal advises: with a line break at its end, no table is cut off


@given(st.lists(st.integers(1, 4), min_size=1, max_size=5), st.integers(0, 30), st.integers(1, 20))
def test_a_table_is_cut_off_where_its_last_row_has_no_line_end_and_fewer_values_than_the_first(widths, length, block):
    data = b"".join(b",".join([b"12"] * width) + b"\n" for width in widths)[:length]
    first, last = data.partition(b"\n")[0], data.rpartition(b"\n")[2]
    is_cut_off = bool(last) and last.count(b",") < first.count(b",")
    if is_cut_off:
        with pytest.raises(FileRefused, match="cut off"):
            scan_all(data, block)
    else:
        scan_all(data, block)


def test_an_empty_second_field_is_told_from_a_filled_one():
    for line, blank in (
        (b'"2000000012","",""\n', True),
        (b'"2000000012","1",""\n', False),
        (b'"2000000012",""\n', True),
        (b'"2000000012"\n', False),
        (b"2000000012,,\n", True),
        (b"2000000012,2,\n", False),
    ):
        (chunk,) = byte_scan.chunks(iter([line]))
        assert chunk.second_is_blank().tolist() == [blank], line


@pytest.mark.parametrize(
    ("line", "number"),
    [
        (b"2000000012,x", 2000000012),
        (b'"9999999999",x', 9999999999),
        (b"0000000000", 0),
        (b"200000001,x", -1),
        (b"/000000012,x", -1),
        (b":000000012,x", -1),
        (b"x2000000012", -1),
        (b"1", -1),
    ],
)
def test_a_number_is_ten_digits(line, number):
    (chunk,) = byte_scan.chunks(iter([line + b"\n"]))
    assert chunk.numbers().tolist() == [number]


def test_bytes_are_found_at_both_ends_of_a_record_and_not_across_two():
    (chunk,) = byte_scan.chunks(iter([b"abc,1\nab\nc,abc\nc,b,abc\n"]))
    assert chunk.holding(b"abc") == [0, 2, 3]
    assert chunk.holding(b"xxabc") == []


def test_blank_lines_are_no_records():
    (chunk,) = byte_scan.chunks(iter([b"\n\r\na,b\n\n\r\n1,2\n\n"]))
    assert [chunk.record(place) for place in range(len(chunk))] == [b"a,b\n", b"1,2\n"]


@pytest.mark.parametrize("records", [2, 3, 4, 6, 7])
def test_a_block_of_many_records_becomes_several_chunks(monkeypatch, records):
    monkeypatch.setattr(byte_scan, "MAX_RECORDS", 3)
    lines = [b"%d,x\n" % number for number in range(records)]
    found = list(byte_scan.chunks(iter([b"".join(lines)])))
    assert [chunk.record(place) for chunk in found for place in range(len(chunk))] == lines
    assert max(map(len, found)) <= 3 and len(found) == -(-records // 3)


def test_a_record_may_be_as_long_as_the_limit_and_no_longer(monkeypatch):
    monkeypatch.setattr(byte_scan, "LONGEST_RECORD", 100)
    assert scanned(b"x" * 100 + b"\n", 50)[0] == [["x" * 100]]
    with pytest.raises(FileRefused, match="a line of over 4 MB"):
        scanned(b"x" * 101, 50)


@pytest.mark.parametrize("block", [50, 51, 1000])
def test_a_quote_that_never_closes_costs_its_own_line_only_in_a_long_file_too(monkeypatch, block):
    monkeypatch.setattr(byte_scan, "LONGEST_RECORD", 100)
    rows, _, _ = scanned(b'"1,2\n' + b"3,4\n" * 100, block)
    assert rows == [["1,2\n"], *[["3", "4"]] * 100]


def test_the_header_is_the_first_record_that_can_be_read():
    (chunk,) = byte_scan.chunks(iter([b"\na,b\n1,2\n"]))
    assert byte_scan.header(chunk) == ["a", "b"]
    (blank,) = byte_scan.chunks(iter([b"\n\n"]))
    assert byte_scan.header(blank) == []
    (too_long,) = byte_scan.chunks(iter([b'"' + b"x" * 200_000 + b'"\n']))
    assert byte_scan.header(too_long) == []


def test_a_value_longer_than_the_csv_module_takes_is_no_record():
    assert byte_scan.parsed(b"x" * csv.field_size_limit()) == ["x" * csv.field_size_limit()]
    with pytest.raises(ValueError, match="larger than field limit"):
        byte_scan.parsed(b"x" * (csv.field_size_limit() + 1))


def test_windows_1252_is_read_where_the_bytes_are_no_utf_8():
    assert byte_scan.parsed("Nuñez,1\n".encode("cp1252")) == ["Nuñez", "1"]


WRITTEN = st.sampled_from(
    ["", "OR", "97214", "Lopez, Ana", "12 Elm St\nSte 4", "hours:\n\n9-5, by phone\n", "5 ft", "Bob J"]
)
ROWS = st.lists(st.lists(WRITTEN, min_size=5, max_size=5), min_size=1, max_size=8)


@given(
    ROWS,
    st.integers(0, 200),
    st.integers(0, 7),
    st.sampled_from([csv.QUOTE_ALL, csv.QUOTE_MINIMAL]),
    st.integers(1, 99),
)
def test_a_stray_quote_anywhere_costs_at_most_its_own_row(table, place, at, quoting, block):
    lines = []
    for row in [["name", "street", "city", "state", "zip"], *table]:
        file = io.StringIO()
        csv.writer(file, quoting=quoting, lineterminator="\n").writerow(row)
        lines.append(file.getvalue())
    spoilt = 1 + at % len(table)
    whole = lines[spoilt]
    lines[spoilt] = whole[: place % len(whole)] + '"' + whole[place % len(whole) :]
    rows, _, _ = scanned("".join(lines).encode(), block)
    missing = [row for number, row in enumerate(table, 1) if number != spoilt and row not in rows]
    assert not missing, "".join(lines)
