"""The command that says what is published, what it cannot answer yet, and what is due to be looked at again."""

import json

from directory.cli.console import DONE, JsonOption
from directory.core import dates
from directory.core.taxonomy import KINDS
from directory.coverage import rules
from directory.settings import Settings
from directory.store.imports.published import in_words, unpublished_at
from directory.store.listings.gaps import gaps
from directory.store.listings.held_back import held_back_in_words
from directory.store.listings.reader import Current
from directory.store.reference.rulebook import rulebook


def status(options: JsonOption, settings: Settings) -> int:
    """Says what the published directory holds and cannot answer yet, and which rules told to patients are past their
    review date.
    """
    overdue = rules.overdue(rulebook().statements, dates.today())
    directory = Current(settings.directory_db).get()
    lacking, waiting = gaps(directory), unpublished_at(settings.imports_db, directory.about)
    about = directory.about | {
        "cannot_answer": [gap._asdict() for gap in lacking],
        "overdue": [rule._asdict() for rule in overdue],
        "not_published": waiting,
    }
    if options.json:
        print(json.dumps(about))
        return DONE
    print(f"{about['listings']:,} listings at {about['locations']:,} locations, published {about['published_at']}")
    for kind, count in about["by_kind"].items():
        print(f"  {count:>7,}  {KINDS[kind]}")
    for source in about["sources"]:
        print(f"  {source['source']}: {source['listings']:,} listings as of {source['as_of']}")
    for line in held_back_in_words(about.get("held_back", ())):
        print(f"  {line}")
    if waiting:
        print(f"  {in_words(waiting)}: python3 run.py publish")
    for gap in lacking:
        print(f"  {gap.in_words()}")
    for rule in overdue:
        print(f"  past its review date of {rule.review_by}: {rule.what} (data/reference/)")
    return DONE
