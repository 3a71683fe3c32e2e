"""What a file is that somebody gives: which source reads it, of which day, how it is written, and why we think so.

Each source is asked in turn, by the very reader that would import the file: it is recognised where the reader takes its
beginning without refusing it. So a new source is recognised as soon as it is in SOURCES.
"""

import codecs
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from directory.core.i18n import N_, Message
from directory.core.sources import BY_NAME, stated_by
from directory.core.table_proposal import propose_columns
from directory.core.table_shapes import NAME_FIELDS, SHAPES
from directory.importer.formats.archive import Opened, members
from directory.importer.formats.file_set import FileSet
from directory.importer.record import FileRefused, Problem, ReadContext
from directory.importer.sources import SOURCES
from directory.importer.sources.headers import open_table
from directory.importer.table_sample import known_columns
from directory.store.reference import files

BEGINNING = 1 << 22  # bytes of a text that are looked at, and at least one block of it
FEW_COLUMNS = 2  # of a table, whose names are known
ITEMS = 50  # statements and problems of a beginning that are looked at
# Asked in this order: first those whose files tell themselves by columns or members that no other has.
ORDER = (
    "nppes",
    "nppes-locations",
    "nppes-names",
    "nppes-endpoints",
    "nppes-deactivated",
    "leie",
    "opt-out",
    "order-and-referring",
    "part-b",
    "doctors",
    "licences",
    "nppes-api",
    "plan-net",
    "qhp",
    "tic",
    "roster",
)
OF_ANY_FILE = (
    "is a web page",
    "file is empty",
    "cut off or damaged",
    "Excel file of an old kind",
    "is encrypted",
    "no table has so many",
)
ROSTER = "roster"
TABLE = "csv"  # the source of last resort: any table, read by a map of its columns


class Detected(NamedTuple):
    """What a file is. source: its name in SOURCES, "" where it is nothing of ours; state: whose licences they are;
    as_of: the day in its name; whole: whether it replaces what the source said; because: why, a sentence each; rows: of
    text, about how many; refusal: why it is nothing of ours, or the sources that it almost was.
    """

    source: str
    state: str = ""
    as_of: str = ""
    whole: bool = True
    encoding: str = ""
    rows: int = 0
    because: tuple[str, ...] = ()
    refusal: str = ""


class _Enough(Exception):
    """The beginning has been read, and nothing was refused."""


def detect(path: Path) -> Detected:
    """What a file is, by its contents and then its name. Raises OSError."""
    refusals: dict[str, str] = {}
    for source in ORDER:
        for state in files.licence_states() if source == "licences" else ("",):
            refusal = _refusal(source, path, state)
            if not refusal:
                more = source == ROSTER and _says_more_than_roster(path)
                return _described(TABLE if more else source, path, state)
            refusals.setdefault(source, refusal)
    if path.suffix.lower() in (".csv", ".tsv", ".txt", ".xlsx", ".xls") and not _refusal_as_table(path):
        return _described(TABLE, path, "")
    return Detected("", refusal=_in_common(refusals, path))


def _says_more_than_roster(path: Path) -> bool:
    """Whether a table has columns that are ours and that no membership list is read for, such as an insurer."""
    with Opened(path, SOURCES[TABLE].reader.is_source_file) as opened:
        columns = propose_columns(open_table(opened, known_columns).header)
    return not set(columns) <= {*SHAPES[ROSTER].fields, *NAME_FIELDS}


def _refusal(source: str, path: Path, state: str) -> str:
    """Why a source does not read a file, "" where it reads its beginning."""
    reader = SOURCES[source].reader
    try:
        with _opened(source, path) as opened:
            opened.watch = _enough
            context = ReadContext(whole=reader.is_full(opened.name), state=state, as_of="2000-01-01")
            found = list(islice(reader.statements(opened, context), ITEMS))
    except _Enough:
        return ""
    except FileRefused as refusal:
        return str(refusal)
    except (ValueError, KeyError, TypeError, IndexError):  # a reader met what is not of its kind at all
        title = Message(BY_NAME[stated_by(source)].title)
        return str(FileRefused("it is not written as %(source)s writes its files.", path.name, source=title))
    if not context.tally.rows_read or (found and all(isinstance(each, Problem) and each.refused for each in found)):
        title = Message(BY_NAME[stated_by(source)].title)
        return str(FileRefused("no row of it can be read as one of %(source)s.", path.name, source=title))
    return ""


def _opened(source: str, path: Path) -> Any:
    is_source_file = SOURCES[source].reader.is_source_file
    return FileSet([path], is_source_file) if SOURCES[source].together else Opened(path, is_source_file)


def _enough(opened: Opened | FileSet) -> None:
    if opened.done > BEGINNING:
        raise _Enough


def _refusal_as_table(path: Path) -> str:
    try:
        with Opened(path, SOURCES[TABLE].reader.is_source_file) as opened:
            header = open_table(opened, known_columns).header
    except FileRefused as refusal:
        return str(refusal)
    said = N_("no column of it has a name that is known.")
    return "" if known_columns(header) >= FEW_COLUMNS else str(FileRefused(said, path.name))


def _described(source: str, path: Path, state: str) -> Detected:
    reader = SOURCES[source].reader
    inside = members(path, reader.is_source_file)
    name = Path(inside[0]).name if inside else path.name
    beginning, share = _beginning(path, bool(inside))
    rows = round(beginning.count(b"\n") / share) if share else 0
    day = reader.day_in_name(name) or ""
    because = [Message("its beginning reads as %(source)s", source=Message(_title(source, state)))]
    because += [Message("the ZIP holds %(file)s", file=name)] if inside else []
    because += [Message("its name says %(day)s", day=day)] if day else []
    return Detected(source, state, day, reader.is_full(name), _encoding(beginning), rows, tuple(because))


def _title(source: str, state: str) -> str:
    return files.licence_layout(state).title if state else BY_NAME[stated_by(source)].title


def _beginning(path: Path, is_packed: bool) -> tuple[bytes, float]:
    """The first bytes of a text, and which share of it they are; none of what is packed."""
    with path.open("rb") as file:
        beginning = file.read(BEGINNING)
    if is_packed or beginning.startswith((b"PK\x03\x04", b"\x1f\x8b")):
        return b"", 0
    return beginning, len(beginning) / max(path.stat().st_size, 1)


def _encoding(beginning: bytes) -> str:
    """How a text is written, "" of what is packed."""
    if not beginning:
        return ""
    if beginning.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "UTF-16"
    try:
        codecs.getincrementaldecoder("utf-8")().decode(beginning)
        return "UTF-8"
    except UnicodeDecodeError:
        return "Windows-1252"


def _in_common(refusals: dict[str, str], path: Path) -> str:
    """Why no source reads a file: what they all say of it, such as that it is a web page, else how it begins."""
    said = set(refusals.values())
    if shared := next((text for text in said if any(words in text for words in OF_ANY_FILE)), ""):
        here = shared if isinstance(shared, Message) else Message(shared)
        return here.with_texts(lambda text: text.replace(f"{path.parent}/", ""))
    with path.open("rb") as file:
        first = file.read(200).partition(b"\n")[0].decode("utf-8", "replace").strip()[:80]
    fits_none = N_("its beginning fits none of the files that are read here. It begins: “%(first)s”.")
    return str(FileRefused(fits_none, path.name, first=first))
