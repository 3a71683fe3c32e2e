"""Which program made something that is kept: a hash of its files, since a number that a developer has to raise would be
forgotten one day.
"""

import hashlib
import sys
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]


@cache
def program(*patterns: str) -> str:
    """A hash of the files of these patterns, which begin at the program's own folder, and of Python's version."""
    hashed = hashlib.blake2b(sys.version.encode(), digest_size=12)
    for path in sorted(path for pattern in patterns for path in ROOT.glob(pattern) if path.is_file()):
        hashed.update(path.read_bytes())
    return hashed.hexdigest()
