"""A release's tables as Parquet, for those who read them with DuckDB, pandas or Arrow. pyarrow is an extra."""

from importlib.util import find_spec
from pathlib import Path

FLOATS = frozenset(("latitude", "longitude"))
CSV_BLOCK = 1 << 22  # bytes of CSV at a time: memory stays flat whatever the table's size


def can_write_parquet() -> bool:
    """Whether what writes it is installed (requirements-parquet.txt)."""
    return find_spec("pyarrow") is not None


def write_parquet(table: Path) -> None:
    """Writes a table in CSV beside itself as Parquet, row for row: degrees as numbers, all else as text, "" where
    nobody states it. The same table gives the same bytes with the same pyarrow.
    """
    from pyarrow import csv, float64, parquet, string

    with table.open(encoding="utf-8") as text:
        names = text.readline().strip().split(",")
    types = {name: float64() if name in FLOATS else string() for name in names}
    options = csv.ConvertOptions(column_types=types, strings_can_be_null=False)
    parsing = csv.ParseOptions(newlines_in_values=True)
    with (
        csv.open_csv(
            table, read_options=csv.ReadOptions(block_size=CSV_BLOCK), parse_options=parsing, convert_options=options
        ) as read,
        parquet.ParquetWriter(table.with_suffix(".parquet"), read.schema, compression="zstd") as written,
    ):
        for batch in read:
            written.write_batch(batch)
