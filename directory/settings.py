"""What can be set from outside, all of it through the environment."""

import os
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[1]


def _data_folder() -> Path:
    return Path(os.environ.get("DIRECTORY_DATA") or ROOT / "data" / "local").absolute()


@dataclass(frozen=True)
class Settings:
    """data: the folder of the databases (DIRECTORY_DATA, else data/local)."""

    data: Path = field(default_factory=_data_folder)

    @property
    def imports_db(self) -> Path:
        """What the sources said."""
        return self.data / "imports.db"

    @property
    def directory_db(self) -> Path:
        """What the public sees."""
        return self.data / "directory.db"
