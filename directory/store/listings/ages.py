"""How old what each source says is, and which of them are older than their limit (core/sources.py)."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from directory.core import dates
from directory.core.sources import BY_NAME, STATE_LISTS, Source


class SourceAge(NamedTuple):
    """The newest file of a source, or of a part of it whose files are its own.

    part: a state, an insurer, or "" where the files are of the whole source; as_of: the ISO day it speaks of; days: how
    many ago that is; limit: see Source.limit_days.
    """

    source: str
    part: str
    as_of: str
    days: int
    limit: int | None

    @property
    def is_too_old(self) -> bool:
        """Whether somebody should see to it."""
        return self.limit is not None and self.days > self.limit

    @property
    def about(self) -> Source:
        """The source."""
        return BY_NAME[self.source]

    def in_words(self) -> str:
        """That it is too old, and what renews it, in a line for an admin."""
        part = f" ({self.part})" if self.part else ""
        command = self.about.command.replace("XX", self.part) if self.source == STATE_LISTS else self.about.command
        return (
            f"older than its limit of {self.limit} days: {self.source}{part}, as of {self.as_of}, "
            f"{dates.span(self.days)} old. Renew it: python3 run.py {command}"
        )


def source_ages(about: Mapping[str, Any]) -> list[SourceAge]:
    """Of each source and part that a directory was made of, the oldest first; none of a made-up one.

    about: what the directory says of itself. One published by an earlier version tells no parts.
    """
    if not about or about.get("made_up"):
        return []
    read = about.get("read") or [(each["source"], "", each["as_of"]) for each in about["sources"]]
    ages = [
        SourceAge(source, part, as_of, dates.days_since(as_of), BY_NAME[source].limit_days)
        for source, part, as_of in read
        if source in BY_NAME and as_of
    ]
    return sorted(ages, key=lambda each: -each.days)


def too_old(about: Mapping[str, Any]) -> list[SourceAge]:
    """Those older than their limit."""
    return [each for each in source_ages(about) if each.is_too_old]
