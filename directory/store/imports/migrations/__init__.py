"""The steps that bring imports.db up to date. A new one goes to the end; one that has landed is never changed."""

from pathlib import Path

from directory.store.imports.migrations.step_0002_listings import complete_listings
from directory.store.imports.migrations.step_0005_records import rewrite_records
from directory.store.migrations import Step

FOLDER = Path(__file__).parent
MIGRATIONS: tuple[Step, ...] = (
    FOLDER / "0001_tables.sql",
    complete_listings,
    FOLDER / "0003_indexes.sql",
    FOLDER / "0004_counts.sql",
    rewrite_records,
    FOLDER / "0006_first_words.sql",
    FOLDER / "0007_judging.sql",
    FOLDER / "0008_blocking.sql",
    FOLDER / "0009_doubts_of_a_state.sql",
    FOLDER / "0010_orderers.sql",
    FOLDER / "0011_reviews.sql",
    FOLDER / "0012_accuracy.sql",
    FOLDER / "0013_photographs.sql",
    FOLDER / "0014_checks.sql",
    FOLDER / "0015_problems.sql",
    FOLDER / "0016_kept_answers.sql",
)
