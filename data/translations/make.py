#!/usr/bin/env python3
"""Brings the catalogues of translations up to date: every text that the pages show, in each language beside this file.

    .venv/bin/python data/translations/make.py

Texts that are new stand in the .po files with an empty translation, to be written by hand; texts that no page shows any
more are gone. A test fails while one is missing. A new language: an empty file here named by its code, and its name in
directory/web/shell/language.py. A language of PARTS has the texts of some files alone.
"""

import sys
from functools import cache
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
sys.path.insert(0, str(ROOT))

from directory.core.credentials import CREDENTIALS
from directory.store.reference.files import licence_layouts

FOLDERS = {
    "directory": [("**.py", "python")],
    "templates": [("**.html", "jinja2.ext:babel_extract")],
}
REFUSALS = ("FileRefused", "Interrupted", "NoRoom", "NothingNew", "OtherKind", "TryAgain", "Unreachable")
KEYWORDS = dict.fromkeys(("_", "N_", "Message", "gettext", "lazy_gettext", *REFUSALS)) | {
    "ngettext": (1, 2),
    "lazy_ngettext": (1, 2),
    "Problem": (4,),
}
HEADERS_LEFT_OUT = (b'"Project-Id', b'"Report-', b'"POT-', b'"PO-', b'"Last-', b'"Language-Team', b'"Generated-By')
OPTIONS = {"**.html": {"trimmed": "true", "silent": "false"}}
# The files of the pages that a language has, where it has not all (UNCHECKED in directory/web/shell/language.py).
TEMPLATES = (
    *("base", "macros", "error", "nothing_saved"),
    *("search/home", "search/results", "search/people", "search/meant", "search/asking", "search/facets"),
    *("search/map", "search/sentence", "practitioner/show", "coverage/on_listing", "coverage/parts", "coverage/guide"),
    *("coverage/question", "coverage/answer"),
)
MODULES = (
    *("core/dates", "core/facts", "core/geo", "core/licences", "core/offered", "core/office_hours", "core/programs"),
    *("core/sources", "core/taxonomy", "coverage/decide", "coverage/questions"),
    *("search/choice_filters", "search/find", "search/people", "search/place", "search/places"),
    *("search/query", "search/terms_filter", "search/typed_filters", "web/coverage/source_dates"),
    *("web/listing/card_words", "web/listing/phrases", "web/listing/provenance", "web/search/downloads"),
    *("web/search/forms", "web/shell/errors", "web/shell/forms", "web/shell/language"),
)
PARTS = {"zh": {*(f"templates/{name}.html" for name in TEMPLATES), *(f"directory/{name}.py" for name in MODULES)}}


def template(language: str = "en") -> Catalog:
    """Every text that is marked in the code and the templates and that the language has, in the order of the files."""
    catalogue = Catalog(charset="utf-8", fuzzy=False)
    for name, line, text, comments, context in _marked():
        if name in PARTS.get(language, {name}):
            catalogue.add(text, None, [(name, line)], auto_comments=comments, context=context)
    for credential in CREDENTIALS:
        catalogue.add(credential.meaning)
    for layout in licence_layouts() if language not in PARTS else ():
        catalogue.add(layout.title)
    return catalogue


@cache
def _marked() -> list[tuple[str, int, str | tuple[str, ...], list[str], str | None]]:
    """Each text that is marked: its file and line, the text or its forms, comments for translators, its context."""
    return [
        (f"{folder}/{file}", line, text, comments, context)
        for folder, methods in FOLDERS.items()
        for file, line, text, comments, context in extract_from_dir(
            ROOT / folder, methods, OPTIONS, KEYWORDS, ("For translators:",)
        )
    ]


def load(path: Path) -> Catalog:
    """A catalogue as it is kept."""
    with path.open("rb") as file:
        return read_po(file, locale=path.stem)


def strings(message: Message) -> tuple[str, ...]:
    """A text's translations: one, or one for each plural form."""
    return message.string if message.pluralizable else (message.string,)


def updated(path: Path) -> bytes:
    """The catalogue with the texts of today, without line numbers so that only a changed text changes the file."""
    catalogue = load(path)
    catalogue.update(template(path.stem), no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    language = catalogue.locale.english_name
    catalogue.header_comment = f"# The site's texts in {language}. Kept by data/translations/make.py."
    catalogue.fuzzy = False
    file = BytesIO()
    write_po(file, catalogue, width=120, include_lineno=False, sort_by_file=True, ignore_obsolete=True)
    return b"".join(line for line in file.getvalue().splitlines(True) if not line.startswith(HEADERS_LEFT_OUT))


def main() -> int:
    """Updates every catalogue; 1 where something is left to translate."""
    left = 0
    for path in sorted(HERE.glob("*.po")):
        path.write_bytes(updated(path))
        missing = [message.id for message in load(path) if message.id and not all(strings(message))]
        left += len(missing)
        print(f"{path.name}: {len(missing)} texts to translate")
    return bool(left)


if __name__ == "__main__":
    sys.exit(main())
