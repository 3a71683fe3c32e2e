"""What can be set from outside, all of it through the environment."""

import os
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[1]


def _data_folder() -> Path:
    return Path(os.environ.get("DIRECTORY_DATA") or ROOT / "data" / "local").absolute()


def _beginning(prefix: str) -> dict[str, str]:
    return {name.removeprefix(prefix).lower(): value for name, value in os.environ.items() if name.startswith(prefix) and value}


@dataclass(frozen=True)
class Settings:
    """data: the folder of the databases (DIRECTORY_DATA, else data/local).

    geocoder: the service asked where addresses are (GEOCODER: census, nominatim, photon, pelias, arcgis, googlev3; none unless
    set, since asking tells it the addresses); geocoder_settings: its api_key, domain, scheme, user_agent, timeout (GEOCODER_API_KEY …).

    site_address: where visitors reach the site when a web server with TLS stands in front of it (SITE_ADDRESS: https://…).
    """

    data: Path = field(default_factory=_data_folder)
    geocoder: str | None = field(default_factory=lambda: os.environ.get("GEOCODER") or None)
    geocoder_settings: dict = field(default_factory=lambda: _beginning("GEOCODER_"))
    site_address: str = field(default_factory=lambda: os.environ.get("SITE_ADDRESS", "").rstrip("/"))

    @property
    def imports_db(self) -> Path:
        """What the sources said."""
        return self.data / "imports.db"

    @property
    def directory_db(self) -> Path:
        """What the public sees."""
        return self.data / "directory.db"
