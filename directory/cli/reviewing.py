"""The commands about clinicians' reviews of the program's own texts: which there are, a sheet, what was reviewed."""

from pathlib import Path
from typing import Any, Protocol

from directory.cli.console import DONE, Failure, JsonOption, tell, tell_rows
from directory.core import dates
from directory.core.review import Review, ReviewText
from directory.coverage import review_sheet
from directory.publish.build import publish
from directory.referral.clinician_texts import review_texts
from directory.settings import Settings
from directory.store.imports.database import Imports
from directory.store.imports.published import exists
from directory.store.imports.reviews import keep_review, newest_reviews
from directory.store.reference.files import gazetteer
from directory.store.reference.rulebook import rulebook

SHEETS = {".docx": review_sheet.docx, ".pdf": review_sheet.pdf}


class SheetOptions(Protocol):
    """text: a text's name; file: where its sheet is written."""

    text: str
    file: str


class RecordOptions(Protocol):
    """A review: of which text and version of it; who; their role and license; the ISO day."""

    text: str
    version: str
    name: str
    role: str
    license: str
    on: str


def list_texts(options: JsonOption, settings: Settings) -> int:
    """Lists the texts that a clinician can review, and who reviewed each, when, and whether it has changed since."""
    reviews: dict[str, Review] = {}
    if exists(settings.imports_db):
        with Imports(settings.imports_db) as imports:
            reviews = newest_reviews(imports.connection)
    tell_rows([_row(text, reviews.get(text.id)) for text in review_texts(rulebook()).values()], options.json, _in_words)
    return DONE


def _row(text: ReviewText, review: Review | None) -> dict[str, Any]:
    row: dict[str, Any] = {
        "text": text.id,
        "title": str(text.title),
        "statements": len(text.statements),
        "version": text.version,
        "review": None,
    }
    if review:
        row["review"] = {
            "name": review.name,
            "role": review.role,
            "licence": review.licence,
            "on": review.on,
            "holds": review.holds_for(text),
            "unseen": len(review.unseen(text)),
        }
    return row


def _in_words(row: dict[str, Any]) -> str:
    review = row["review"]
    by = f"reviewed on {review['on']} by {review['name']}, {review['role']}" if review else "not reviewed"
    changed = "; changed since" if review and not review["holds"] else ""
    return f"{row['text']}  version {row['version']}, {row['statements']} statements: {by}{changed}"


def sheet(options: SheetOptions, settings: Settings) -> int:
    """Writes a text as a sheet to tick and comment, Word or PDF by the file's name. Raises Failure."""
    text, path = _text(options.text), Path(options.file)
    if path.suffix.lower() not in SHEETS:
        raise Failure("The file should end in .docx or .pdf.")
    path.write_bytes(SHEETS[path.suffix.lower()](text))
    tell(f"Wrote {path}: {len(text.statements)} statements, version {text.version}.")
    return DONE


def record(options: RecordOptions, settings: Settings) -> int:
    """Keeps that a clinician reviewed a version of a text, and publishes, so that its page says so. Raises Failure."""
    text = _text(options.text)
    if not text.is_version(options.version):
        raise Failure(
            f"{text.id} is at version {text.version} now. A review holds for the version on the "
            "reviewer's sheet only: make a new sheet and have the changes looked at."
        )
    if options.on > dates.today():
        raise Failure(f"{options.on} has not come yet.")
    if not exists(settings.imports_db):
        raise Failure("Nothing was imported here, so there is no directory whose pages could say so.")
    name, role, licence = (part.strip() for part in (options.name, options.role, options.license))
    if not (name and role and licence):
        raise Failure("A review needs a name, a role and a license.")
    review = Review(text.id, name, role, licence, options.on, text.digest, tuple(text.words))
    with Imports(settings.imports_db) as imports, imports.transaction():
        keep_review(imports.connection, review)
        publish(imports, settings.directory_db, gazetteer())
    print(f"{text.title}: reviewed on {options.on} by {name}, {role}. Published.")
    return DONE


def _text(name: str) -> ReviewText:
    if text := review_texts(rulebook()).get(name):
        return text
    raise Failure(f"There is no text {name}. See: python3 run.py review list")
