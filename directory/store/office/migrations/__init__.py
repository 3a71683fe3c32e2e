"""The steps that bring office.db up to date. A new one goes to the end; one that has landed is never changed."""

from pathlib import Path

from directory.store.migrations import Step

FOLDER = Path(__file__).parent
MIGRATIONS: tuple[Step, ...] = (
    FOLDER / "0001_tables.sql",
    FOLDER / "0002_passkeys.sql",
    FOLDER / "0003_reports.sql",
    FOLDER / "0004_jobs.sql",
    FOLDER / "0005_jobs_that_publish.sql",
    FOLDER / "0006_maps.sql",
    FOLDER / "0007_schedules.sql",
    FOLDER / "0008_editors.sql",
    FOLDER / "0009_mails.sql",
    FOLDER / "0010_practices.sql",
    FOLDER / "0011_accuracy.sql",
    FOLDER / "0012_claims.sql",
    FOLDER / "0013_audit_by_subject.sql",
    FOLDER / "0014_proofs.sql",
    FOLDER / "0015_reminders.sql",
    FOLDER / "0016_telling.sql",
    FOLDER / "0017_empty_searches.sql",
    FOLDER / "0018_logos.sql",
    FOLDER / "0019_drills.sql",
    FOLDER / "0020_following.sql",
)
