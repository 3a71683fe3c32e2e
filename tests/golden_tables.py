"""The tables of the field as people can check them against their sources: tests/core/golden, a line an entry."""

from pathlib import Path

GOLDEN = Path(__file__).parent / "core" / "golden"


def golden(name):
    """The lines of a table, each in its parts."""
    return [line.split(" | ") for line in (GOLDEN / f"{name}.txt").read_text(encoding="utf-8").splitlines()]
