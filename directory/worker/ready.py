"""What is done while nobody waits, so that a practice's correction is shown within seconds.

A correction is written into a copy of the edition that stands, which is made ahead; and only where that edition was
made today, since on another day other licenses have run out and everybody is looked at again.
"""

from datetime import datetime

from directory.core import dates
from directory.resolve.near import keep_missing_keys
from directory.settings import Settings
from directory.store.imports import published
from directory.store.imports.database import Imports
from directory.store.listings.about import about_at
from directory.store.listings.copy_ahead import copy_ahead


def be_ready(settings: Settings) -> None:
    """Publishes what stands once more where the edition is of another day, works out what a correction is compared by,
    and makes the copy of the edition. Nothing is published that waits for somebody to publish it.
    """
    from directory.worker import pipeline  # the importer takes long to load

    if not settings.imports_db.exists():  # a reader: no correction is written here, each edition comes whole
        return
    about = about_at(settings.directory_db)
    if about:
        with Imports(settings.imports_db) as imports:
            if _day_of(about["published_at"]) != dates.today():
                with imports.transaction():
                    if not any(published.count_unpublished(imports.connection, about).values()):
                        pipeline.publish(imports, settings)
            keep_keys(imports)
    copy_ahead(settings.directory_db)


def keep_keys(imports: Imports) -> None:
    """Works out what tells which statements without an NPI are near to a corrected listing, some at a time: a
    correction need not wait for all.
    """
    has_more = True
    while has_more:
        with imports.transaction():
            has_more = keep_missing_keys(imports)


def _day_of(moment: str) -> str:
    return datetime.fromisoformat(moment).astimezone().date().isoformat()
