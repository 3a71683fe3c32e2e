"""What an examination of the installation finds."""

from typing import NamedTuple

GOOD, NOTICE, BAD = "good", "notice", "bad"


class CheckResult(NamedTuple):
    """One thing found. state: GOOD; NOTICE, to be known; BAD, to be mended. advice: what to do, "" where nothing."""

    state: str
    words: str
    advice: str
