"""The beginning of a table, for whoever matches its columns: their names, some values of each, what they may hold."""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from directory.core.i18n import N_
from directory.core.licence_layout import LicenceLayout, column_key
from directory.core.licence_map import columns_of_layout
from directory.core.table_fields import unique_names
from directory.core.table_proposal import ACUPUNCTURE, WORDS_SHOWN, Columns, TableSample, propose_columns
from directory.core.table_shapes import LICENCES, NAME_FIELDS, ROSTER, SHAPES, TABLE, TableShape
from directory.importer.formats.archive import Opened
from directory.importer.record import FileRefused
from directory.importer.sources import SOURCES, licences, roster
from directory.importer.sources.headers import RowTable, open_table
from directory.importer.sources.licence_columns import LayoutColumns
from directory.store.reference import files

ROWS_LOOKED_AT = {TABLE.source: 200, ROSTER.source: 200, LICENCES.source: 20_000}  # acupuncturists are few in a board's
LONGEST_SHOWN = 80  # characters of a value


def known_columns(row: list[str], shape: TableShape = TABLE) -> int:
    """How many columns of ours a row names, if it is a header: it names somebody, and something of them."""
    columns = propose_columns(row, shape=shape)
    names_somebody = any(field in columns for field in NAME_FIELDS)
    return len(columns) if names_somebody and len(columns) > 1 else 0


def layout_of(source: str, state: str) -> LicenceLayout | None:
    """The layout of a state's list, None where there is none, and of another source. Raises ValueError."""
    known = source == LICENCES.source and state in files.licence_states()
    return files.licence_layout(state) if known else None


def beginning(path: Path, source: str = TABLE.source, state: str = "") -> tuple[list[str], list[list[str]]]:
    """The columns of a table, by unique names, and its first rows. Raises FileRefused where the file is none."""
    with Opened(path, SOURCES[source].reader.is_source_file) as opened:
        found = _table(opened, source, state)
        sample = [row for _, row in islice(found.rows, ROWS_LOOKED_AT[source]) if isinstance(row, list)]
    return unique_names(found.header), sample


def _table(opened: Opened, source: str, state: str) -> RowTable:
    if layout := layout_of(source, state):
        return licences.open_list(opened, layout)
    return open_table(opened, lambda row: known_columns(row, SHAPES[source]))


def sample_table(path: Path, source: str = TABLE.source, state: str = "") -> TableSample:
    """The columns of a table and some of their values, of bounded size. Raises FileRefused where the file is none."""
    names, rows = beginning(path, source, state)
    columns = [
        [text for row in rows if place < len(row) and (text := row[place].strip())] for place in range(len(names))
    ]
    values = [list(_first_values(column, source)) for column in columns]
    return TableSample(
        names,
        values,
        list(map(len, columns)),
        len(rows),
        proposed_columns(names, rows, source, state),
        source,
        state,
        _refusal(path.name, names, source, state),
    )


def _first_values(column: list[str], source: str) -> Iterator[str]:
    """The first values without repetition; of a board's list those first that name acupuncture, which are few."""
    values = list(dict.fromkeys(text[:LONGEST_SHOWN] for text in column))
    if source == LICENCES.source:
        values.sort(key=lambda text: not ACUPUNCTURE.search(text))
    return islice(values, WORDS_SHOWN)


def _refusal(file: str, names: list[str], source: str, state: str) -> str:
    """Why a list is not read as it is, without a map of its columns."""
    if source == TABLE.source:
        return ""
    if source == ROSTER.source:
        missing = roster.lacking(names)
        return str(FileRefused("no column of this list is the %(field)s.", file, field=missing)) if missing else ""
    if not (layout := layout_of(source, state)):
        return str(FileRefused(N_("nobody has said yet how this state writes its list."), file))
    try:
        LayoutColumns(names, layout, file)
    except FileRefused as refusal:
        return str(refusal)
    return ""


def proposed_columns(names: list[str], rows: list[list[str]], source: str, state: str) -> Columns:
    """Our fields and the columns that seem to hold them: those that the state's layout names, then what names and
    values tell.
    """
    guessed = propose_columns(names, rows[:200], SHAPES[source])
    if not (layout := layout_of(source, state)):
        return guessed
    alike = {column_key(name): name for name in reversed(names)}
    told: Columns = {}
    for field, given in columns_of_layout(layout).items():
        wanted = [given] if isinstance(given, str) else given
        there = [alike[column_key(name)] for name in wanted if column_key(name) in alike]
        if there:
            told[field] = there if field in LICENCES.several else there[0]
    used = {name for given in told.values() for name in ([given] if isinstance(given, str) else given)}
    free = {
        field: given
        for field, given in guessed.items()
        if used.isdisjoint([given] if isinstance(given, str) else given)
    }
    return free | told
