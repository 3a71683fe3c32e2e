"""A warning on a letter, and the sources that several rules rest on."""

from typing import NamedTuple

from directory.core.cited import CitedSource


class WarningSource(NamedTuple):
    """The source of a rule. as_of: the day it was read; confidence: "primary", or "secondary" for a report of it."""

    title: str
    address: str
    as_of: str
    confidence: str


class Notice(NamedTuple):
    """A warning. key: its name, and that of the field for the reason given against it; is_emergency: what it names must
    be looked into before anything else.
    """

    key: str
    text: str
    source: WarningSource
    is_emergency: bool = False


Concern = tuple[str, WarningSource] | None  # what a rule says of a letter, and who says so

NCD = WarningSource(
    "Medicare NCD 30.3.3",
    "https://www.cms.gov/Medicare-Coverage-Database/view/ncd.aspx?ncdid=373&ncdver=1",
    "2026-11-22",
    "primary",
)


def source_of(cited: CitedSource) -> WarningSource:
    """A source of data/reference/ as that of a warning."""
    confidence = {"P": "primary", "S": "secondary"}[cited.confidence]
    return WarningSource(cited.title, cited.url, cited.as_of, confidence)
