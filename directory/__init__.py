"""The practitioner directory and referral finder for acupuncture in the United States."""

__version__ = "2026.11.28"  # the day of the release; CHANGELOG.md says what is new in it


def create_app(settings=None):
    """The Flask application, for the settings given or those of the environment."""
    from directory.settings import Settings
    from directory.web.shell.app import build

    return build(settings or Settings())
