"""Clinicians' reviews of what this program tells people: a text that can be reviewed, and a review of it."""

import hashlib
import json
from dataclasses import dataclass
from typing import NamedTuple

from directory.core.cited import TEXT_LANGUAGES, CitedSource
from directory.core.i18n import LocalizedText

VERSION_DIGITS = 12  # hexadecimal: enough to tell the versions of one text apart


class ReviewStatement(NamedTuple):
    """One statement of a text, numbered by its place in it."""

    text: LocalizedText
    sources: tuple[CitedSource, ...]

    @property
    def reviewed(self) -> dict[str, str]:
        """Its words by language, of the languages that every text is in: nobody reviews what a machine translated."""
        return {code: self.text.texts[code] for code in TEXT_LANGUAGES if code in self.text.texts}


class ReviewText(NamedTuple):
    """What a clinician reviews as one: a page of the guide, or a program's rules. id: its name in commands."""

    id: str
    title: str
    statements: tuple[ReviewStatement, ...]

    @property
    def digest(self) -> str:
        """SHA-256, in hexadecimal, of every statement's words and of its sources' titles and addresses."""
        parts = [
            [
                each.reviewed,
                [(source.title, source.url) for source in each.sources],
            ]
            for each in self.statements
        ]
        return hashlib.sha256(json.dumps(parts, sort_keys=True, ensure_ascii=False).encode()).hexdigest()

    @property
    def version(self) -> str:
        """What names this state of it on a sheet: the first digits of its digest."""
        return self.digest[:VERSION_DIGITS]

    def is_version(self, typed: str) -> bool:
        """Whether a version as it was typed from a sheet is this state of it; more digits than a sheet has may be."""
        return len(typed) >= VERSION_DIGITS and self.digest.startswith(typed.lower())

    @property
    def words(self) -> list[str]:
        """Its statements in English."""
        return [str(each.text) for each in self.statements]


@dataclass(frozen=True)
class Review:
    """Who reviewed a text, and which.

    text_id: the ReviewText's; licence: as the clinician gives it, such as "MD 12345, Oregon"; on: an ISO day; digest
    and words: the text's on that day.
    """

    text_id: str
    name: str
    role: str
    licence: str
    on: str
    digest: str
    words: tuple[str, ...]

    def holds_for(self, text: ReviewText) -> bool:
        """Whether the text is the one that was reviewed."""
        return self.digest == text.digest

    def unseen(self, text: ReviewText) -> list[LocalizedText]:
        """The statements of the text that were not in what was reviewed, as it stands now."""
        return [each.text for each in text.statements if str(each.text) not in self.words]
