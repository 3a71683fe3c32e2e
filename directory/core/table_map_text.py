"""The map of a table's columns as a text for somebody to look over: TOML, which table_map.py parses."""

import json
from collections.abc import Mapping

from directory.core.table_fields import listed, quoted
from directory.core.table_map import NO, SEPARATORS, YES
from directory.core.table_shapes import LICENCES, ROSTER, TABLE, TableShape

BEGINNING = """\
# How to read %(file)s: our field = "their column". Proposed from the header and the first rows: look it over.
# Fields: %(fields)s.
# One column may serve two fields; %(several)s may have several: ["Name 1", "Name 2"].
%(remarks)s# Columns not read: %(unread)s.

[columns]
%(columns)s
"""
ADDRESSES = "# full_address is a whole address in one column, city_state_zip the line below the street."
REMARKS = {
    TABLE.source: (
        f"{ADDRESSES} row_id is your own number of\n"
        "# a row, for the reports. licence_number is a license to practice acupuncture: whoever has one is listed as a "
        "licensed\n# acupuncturist, unless their credentials are of another profession.\n"
    ),
    ROSTER.source: f"{ADDRESSES}\n",
    LICENCES.source: (
        "# licence_type tells which licenses are to practice acupuncture. What the state's layout in "
        "data/reference/licences/ says of\n# words, dates and the file counts besides.\n"
    ),
}
LISTS = """\
[languages]  # what stands between several in one cell
separator = %(separators)s

[insurance]  # the same between insurers
separator = %(separators)s

"""
ANSWERS = """\
[values]
yes = %(yes)s
no = %(no)s

"""
DATES = """\
[dates]
formats = ["%Y-%m-%d", "%m/%d/%Y"]
"""
WORDS = {  # what stands above the words of a field
    "kind": '[values.kind]  # "their word" = one of {}; "" is a blank, or every row where no column says it\n',
    "licence_status": '[values.licence_status]  # "their word" = one of {}\n',
    "licence_type": '[values.licence_type]  # "their word" = one of {}\n',
}
EXAMPLES = {
    "kind": '# "Acupuncturist" = "licensed_acupuncturist"\n',
    "licence_status": '# "Current" = "active"\n',
    "licence_type": '# "Acupuncturist" = "acupuncture"\n',
}


def as_toml(
    file_name: str,
    columns: Mapping[str, str | list[str]],
    unread: list[str],
    meanings: Mapping[str, dict[str, str]] | None = None,
    shape: TableShape = TABLE,
) -> str:
    """A map for the admin to look over and edit.

    unread: the table's columns that no field is read from. meanings: by field, what words of the table seem to mean;
    one whose meaning is "" is left for the admin to fill in.
    """
    values = {
        "file": quoted(file_name),
        "fields": ", ".join(shape.fields),
        "several": ", ".join(shape.several),
        "remarks": REMARKS[shape.source],
        "unread": listed(unread, 200) or "none",
        "columns": "".join(f"{field} = {_quoted_names(name)}\n" for field, name in columns.items()),
        "separators": json.dumps(SEPARATORS),
        "yes": json.dumps(YES, ensure_ascii=False),
        "no": json.dumps(NO, ensure_ascii=False),
    }
    parts = [BEGINNING % values, *([LISTS % values, ANSWERS % values] if shape is TABLE else [])]
    for field, allowed in shape.words.items():
        lines = _meaning_lines((meanings or {}).get(field, {})) or EXAMPLES[field]
        parts.append(f"{WORDS[field].format(', '.join(allowed))}{lines}\n")
    return "".join([*parts, *([DATES] if shape is not ROSTER else [])])


def _quoted_names(name: str | list[str]) -> str:
    return quoted(name) if isinstance(name, str) else f"[{', '.join(map(quoted, name))}]"


def _meaning_lines(meanings: dict[str, str]) -> str:
    return "".join(
        f"{'' if meaning else '# '}{quoted(word)} = {quoted(meaning or '?')}\n" for word, meaning in meanings.items()
    )
