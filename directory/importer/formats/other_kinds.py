"""Files that are neither texts nor ZIPs, told by how they begin, and what to do about each."""

import codecs

from directory.core.i18n import N_, Message
from directory.importer.record import FileRefused

HTML = (b"<!doctype html", b"<html")  # how a web page begins


def _packed_by(packer: str) -> Message:
    return Message(
        "this is a file packed by %(packer)s. Unpack it and give what is in it.",
        command="this is a file packed by %(packer)s. Unpack it and import what is in it.",
        packer=packer,
    )


def better_as_csv(kind: str) -> Message:
    """That a file is of a kind which a spreadsheet program turns into CSV."""
    return Message(
        "this is %(kind)s. Save it as CSV and give that.",
        command="this is %(kind)s. Save it as CSV and import that.",
        kind=Message(kind),
    )


OTHER_KINDS = (  # how files begin that are neither texts nor ZIPs, what they are and what to do
    (  # MS-CFB 2.2
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        Message(
            "this is an Excel file of an old kind (.xls), or one with a password. Save it as .xlsx without a password, "
            "or as CSV, and give that.",
            command="this is an Excel file of an old kind (.xls), or one with a password. Save it as .xlsx without a "
            "password, or as CSV, and import that.",
        ),
    ),
    (b"BZh", _packed_by("bzip2")),
    (b"\xfd7zXZ\0", _packed_by("xz")),
    (b"\x28\xb5\x2f\xfd", _packed_by("Zstandard")),
    (b"7z\xbc\xaf\x27\x1c", _packed_by("7-Zip")),
    (b"Rar!", _packed_by("RAR")),
    (b"PAR1", better_as_csv(N_("a Parquet file"))),
    (b"SQLite format 3\0", better_as_csv(N_("a SQLite database"))),
    (b"%PDF", N_("this is a PDF. Ask for the table that it was made from.")),
)


def is_web_page(first: bytes) -> bool:
    """Whether the first bytes of a file, with or without a byte order mark, begin a web page."""
    return first.removeprefix(codecs.BOM_UTF8).lstrip()[: max(map(len, HTML))].lower().startswith(HTML)


def refuse_other_kinds(first: bytes, name: str) -> None:
    """Raises FileRefused where the first bytes of a file begin what is neither a text nor a ZIP."""
    for magic, said in OTHER_KINDS:
        if first.startswith(magic):
            raise FileRefused(said, name)
    if is_web_page(first):
        raise FileRefused(
            "this is a web page, not a data file: the download failed, or a page was saved that shows the file. Save "
            "the file itself.",
            name,
        )
