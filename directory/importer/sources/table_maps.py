"""The map of a table's columns that somebody wrote or looked over, from its file."""

import tomllib
from pathlib import Path

from directory.core.table_map import TableMap, parse_table_map
from directory.core.table_shapes import TABLE, TableShape
from directory.importer.record import FileRefused

LARGEST_MAP = 1 << 20  # bytes


def read_map(path: Path, shape: TableShape = TABLE) -> TableMap:
    """The map in a file, for tables of a shape. Raises FileRefused with what is wrong in it."""
    try:
        with path.open("rb") as file:
            text = file.read(LARGEST_MAP + 1)
        if len(text) > LARGEST_MAP:
            raise ValueError("this is larger than any map")
        return parse_table_map(tomllib.loads(text.decode("utf-8-sig")), shape)
    except OSError as error:
        raise FileRefused(f"{error.strerror or error}.", path) from None
    except RecursionError:
        raise FileRefused(
            "the columns that were saved cannot be read: match them again.",
            path,
            command="this is no map: lists within lists without end.",
        ) from None
    except ValueError as error:  # that TOML cannot be read, or is not UTF-8, are ValueErrors too
        raise FileRefused(f"{error}.", path) from None
