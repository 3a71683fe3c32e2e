"""The shapes of a letter laid out for people: what every printed format shows, as plain data.

letter.typ, Word and plain text all render one Sheet, so they differ in looks only and cannot differ in facts.
"""

from dataclasses import dataclass
from typing import Any

LetterWords = dict[str, Any]  # templates/letters/words.toml: texts by name, in tables


@dataclass(frozen=True)
class LabeledRow:
    """A label and the text beside it; `strong` for what must not be overlooked."""

    label: str
    text: str
    strong: bool = False


@dataclass(frozen=True)
class SheetSection:
    """A heading with its rows."""

    heading: str
    rows: tuple[LabeledRow, ...]


@dataclass(frozen=True)
class Slip:
    """The reply slip, to be filled in by the practitioner.

    scores: what is measured first and last; questions: each with its boxes to tick; words: its other labels; link:
    where it can be answered online, "" where it cannot.
    """

    title: str
    intro: str
    send_to: tuple[str, ...]
    about: tuple[LabeledRow, ...]
    scores: tuple[str, ...]
    questions: tuple[tuple[str, tuple[str, ...]], ...]
    words: dict[str, str]
    link: str


@dataclass(frozen=True)
class CoverSheet:
    """The first page of a fax, without a word about the patient but their initials.

    pages: the label of how many there are; notice: that it is confidential.
    """

    title: str
    rows: tuple[LabeledRow, ...]
    pages: str
    notice: str


@dataclass(frozen=True)
class Sheet:
    """The letter. letterhead: the sender's lines, the name first; to: each practitioner's lines; parts: the body.

    sign: the lines under the signature; attested: how it was signed, in place of a line to sign on; small: the last
    line; page: the words of a page number, with the patient's initials; cover: for a fax, where one is wanted;
    logo: a PNG beside the letterhead, with a text for who does not see it.
    """

    title: str
    letterhead: tuple[str, ...]
    top: tuple[LabeledRow, ...]
    to_label: str
    to: tuple[tuple[str, ...], ...]
    patient_label: str
    patient: tuple[LabeledRow, ...]
    parts: tuple[SheetSection, ...]
    sign: tuple[str, ...]
    sign_labels: tuple[str, str]
    small: str
    page: str
    cover: CoverSheet | None
    slip: Slip
    attested: tuple[str, ...] = ()
    logo: bytes = b""
    logo_text: str = ""


def labeled_rows(*pairs: tuple[str, str]) -> tuple[LabeledRow, ...]:
    """A row for each (label, text) with a text."""
    return tuple(LabeledRow(label, text) for label, text in pairs if text)
