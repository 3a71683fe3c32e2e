"""schemathesis asks the API, over HTTP, thousands of questions that its description allows and excludes.

    python3 tests/bench/asking.py [--examples 500]

Where a description cannot say what is right (names of places and insurers, cursors), a refusal is no failure; see
tests/web/api/test_any_question.py. The server has the sample directory.
"""

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

import measuring

sys.path.append(str(measuring.ROOT / "tests"))

from server import serving

from directory.cli.sample import publish_first_directory
from directory.settings import Settings

KNOWN_NAMES = ("search", "insurers", "plans", "practitioners", "changes", "coverage", "network")
OPERATION = """
[[operations]]
include-path = "/api/v1/{name}"
checks.positive_data_acceptance.enabled = false
"""


def main() -> int:
    """The exit code of schemathesis: 0 where it found nothing."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--examples", type=int, default=500)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        config = Path(folder) / "schemathesis.toml"
        config.write_text("".join(OPERATION.format(name=name) for name in KNOWN_NAMES))
        own = Settings(Path(folder) / "data")
        own.data.mkdir()
        publish_first_directory(own)
        with serving(own.data, Path(folder) / "log", "--workers", "1") as address:
            command = ["schemathesis", f"--config-file={config}", "run", f"{address}/api/v1/openapi.json"]
            command += ["--phases=examples,coverage,fuzzing", f"--max-examples={options.examples}", "--no-color"]
            return subprocess.call([str(Path(sys.executable).with_name(command[0])), *command[1:]], cwd=folder)


if __name__ == "__main__":
    sys.exit(main())
