"""The letter as plain text, to paste into a chart: UTF-8, one fact a line, lines not wrapped."""

from directory.referral.letter import Letter
from directory.referral.sheet import LabeledRow, LetterWords, Sheet, Slip
from directory.referral.sheet_layout import letter_sheet


def text(letter: Letter, words: LetterWords) -> bytes:
    """The letter and its reply slip."""
    shown = letter_sheet(letter, words)
    return "\n".join([*_cover(shown), *_letter(shown), "", "", *_slip(shown.slip)]).encode() + b"\n"


def _cover(shown: Sheet) -> list[str]:
    cover = shown.cover
    if not cover:
        return []
    return [cover.title.upper(), *map(_row, cover.rows), f"{cover.pages}: ______", "", cover.notice, "", ""]


def _letter(shown: Sheet) -> list[str]:
    lines = [*shown.letterhead, "", shown.title.upper(), *map(_row, shown.top), "", f"{shown.to_label}:"]
    for recipient in shown.to:
        lines += [*recipient, ""]
    lines += [f"{shown.patient_label}:", *map(_row, shown.patient)]
    for part in shown.parts:
        lines += ["", part.heading.upper(), *map(_row, part.rows)]
    sign, day = shown.sign_labels
    by_hand = f"{sign}: ______________________________ {day}: ______________"
    return [*lines, "", *(shown.attested or (by_hand,)), *shown.sign, "", shown.small]


def _row(row: LabeledRow) -> str:
    lines = f"{row.label}: {row.text}" if row.label else row.text
    return lines.replace("\n", "\n    ")


def _slip(slip: Slip) -> list[str]:
    words = slip.words
    lines = [
        slip.title.upper(),
        f"{slip.intro}: {', '.join(slip.send_to)}",
        *map(_row, slip.about),
        *([f"{words['online']}: {slip.link}"] if slip.link else []),
    ]
    questions = [
        ["", question, *(f"[ ] {choice} ____________________" for choice in choices)]
        for question, choices in slip.questions
    ]
    lines += [*questions[0], "", f"{words['visits']}: ______"]
    lines += [
        f"{measured}: {words['first'].lower()} ______ {words['last'].lower()} ______"
        for measured in (words["date"], *slip.scores)
    ]
    for question in questions[1:]:
        lines += question
    return [*lines, "", *(f"{words[name]}: ____________________" for name in ("notes", "practitioner", "sign", "date"))]
