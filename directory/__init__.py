"""The practitioner directory and referral finder for acupuncture in the United States."""

from typing import Any

from directory import logs
from directory.settings import Settings

__version__ = "2026.11.30"  # the day of the release; CHANGELOG.md says what is new in it


def create_app(settings: Settings | None = None) -> Any:
    """The Flask application, for the settings given.

    A server's worker gives none: then they are those of the environment, and the log is configured too.
    """
    from directory.web.shell.app import build

    if settings is None:
        settings = Settings()
        logs.configure(settings.log_format)
    return build(settings)
