"""A letter laid out in the words of templates/letters/words.toml: the one text that every printed format shows.

A Sheet is plain data, so that letter.typ, Word and plain text differ in looks only and cannot differ in facts.
"""

from dataclasses import dataclass
from typing import Any

from directory.core import dates, phones
from directory.referral.letter import Letter, Recipient, Referrer
from directory.referral.questions import CAUSES, ELECTRO, MEDICARE, PAYERS, PRECAUTIONS, RED_FLAGS, SCALES, URGENCIES

LetterWords = dict[str, Any]


@dataclass(frozen=True)
class LabeledRow:
    """A label and what stands beside it; `strong` for what must not be overlooked."""

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
    """What the practitioner fills in. scores: what is measured first and last; choices: a question with boxes to tick; link: where it can be
    answered instead, "" where nowhere.
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
class Sheet:
    """letterhead: the sender, its first line the name; to: practitioners, each as lines; parts: the letter's body; small: its last line."""

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
    slip: Slip


def sheet(letter: Letter, words: LetterWords) -> Sheet:
    """The letter, laid out. Parts and rows without anything to say are left out; safety rows never are."""
    top, reply = words["top"], words["reply"]
    parts = (
        _reason(letter, words["reason"]),
        _safety(letter, words["safety"]),
        _plan(letter, words["plan"]),
        _medicare(letter, words["medicare"]),
        _overruled(letter, words["overruled"]),
        SheetSection(reply["heading"], (LabeledRow("", _reply(letter, reply)),)),
    )
    return Sheet(
        title=words["title"],
        letterhead=_letterhead(letter.referrer, reply),
        top=(
            LabeledRow(top["date"], dates.in_words(letter.written_on)),
            LabeledRow(top["urgency"], URGENCIES[letter.urgency], letter.urgency == "urgent"),
        ),
        to_label=top["to_any" if len(letter.recipients) > 1 else "to"],
        to=tuple(_to(each, words["recipient"]) for each in letter.recipients),
        patient_label=top["patient"],
        patient=_patient(letter, words["patient"]),
        parts=tuple(part for part in parts if part.rows),
        sign=_signed(letter.referrer, reply),
        sign_labels=(reply["sign"], reply["sign_date"]),
        small=words["made_with"] % {"day": dates.in_words(letter.written_on)},
        page=words["page"],
        slip=_slip(letter, words["slip"], reply),
    )


def _rows(*said: tuple[str, str]) -> tuple[LabeledRow, ...]:
    return tuple(LabeledRow(label, text) for label, text in said if text)


def _letterhead(referrer: Referrer, words: LetterWords) -> tuple[str, ...]:
    lines = (
        referrer.practice or _named(referrer),
        *referrer.address.splitlines(),
        " · ".join(_reached(referrer, words)),
    )
    return tuple(line for line in lines if line)


def _named(referrer: Referrer) -> str:
    return ", ".join(part for part in (referrer.name, referrer.credentials) if part)


def _reached(referrer: Referrer, words: LetterWords, how: str = "") -> list[str]:
    """The ways to reach the sender, the best for a slip first; with how="by_" as they stand in a sentence."""
    fax, phone = (phones.shown(number) if number else "" for number in (referrer.fax, referrer.phone))
    ways = {"fax": fax, "email": referrer.email, "phone": phone}
    return [words[how + name] % {name: value} for name, value in ways.items() if value]


def _reply(letter: Letter, words: LetterWords) -> str:
    return f"{words['text']}: {', or '.join(_reached(letter.referrer, words, 'by_'))}. {letter.reply}".strip()


def _signed(referrer: Referrer, words: LetterWords) -> tuple[str, ...]:
    lines = (
        _named(referrer),
        f"{words['npi']} {referrer.npi}" if referrer.npi else "",
        *referrer.signature.splitlines(),
    )
    return tuple(line for line in lines if line)


def _to(recipient: Recipient, words: LetterWords) -> tuple[str, ...]:
    name = ", ".join(part for part in (recipient.name, recipient.credentials) if part)
    city = f"{recipient.city}, {recipient.state} {recipient.postal_code}".strip(" ,")
    phone = f"{words['phone']} {phones.shown(recipient.phone)}" if recipient.phone else ""
    npi = f"{words['npi']} {recipient.npi}" if recipient.npi else ""
    reached = " · ".join(part for part in (phone, npi) if part)
    return tuple(line for line in (name, recipient.address, city, reached, *_licences(recipient, words)) if line)


def _licences(recipient: Recipient, words: LetterWords) -> list[str]:
    if not recipient.licences:
        absent = {"medical_acupuncturist": "licence_physician", "clinic": "licence_clinic"}.get(
            recipient.kind, "licence_none"
        )
        return [words[absent]]
    return [_licence(each, words) for each in recipient.licences]


def _licence(licence: Any, words: LetterWords) -> str:
    status = words["status_unknown"] if licence.status == "unknown" else licence.status
    until = "licence_until" if licence.expires_on and licence.status == "active" else "licence"
    values = vars(licence) | {
        "status": status,
        "as_of": dates.in_words(licence.as_of),
        "expires_on": dates.in_words(licence.expires_on) if licence.expires_on else "",
    }
    return f"{words[until] % values}, {words['licence_said_by'] % values}"


def _patient(letter: Letter, words: LetterWords) -> tuple[LabeledRow, ...]:
    patient = letter.patient
    language = ", ".join(
        part for part in (patient.language, words["interpreter"] if patient.interpreter else "") if part
    )
    return _rows(
        (words["name"], patient.name),
        (words["born_on"], dates.in_words(patient.born_on)),
        (words["phone"], phones.shown(patient.phone) if patient.phone else ""),
        (words["language"], language),
        (words["payer"], PAYERS[patient.payer] if patient.payer else ""),
        (words["plan"], patient.plan),
        (words["member_id"], patient.member_id),
    )


def _reason(letter: Letter, words: LetterWords) -> SheetSection:
    codes = "\n".join(f"{diagnosis.code}  {diagnosis.description}" for diagnosis in letter.diagnoses)
    return SheetSection(
        words["heading"],
        _rows(
            (words["reason"], letter.reason),
            (words["question"], letter.question),
            (words["diagnoses"], codes),
            (words["onset"], _onset(letter, words)),
            (words["tried"], letter.tried),
            (words["findings"], letter.findings),
            (words["baseline"], _baseline(letter, words)),
        ),
    )


def _onset(letter: Letter, words: LetterWords) -> str:
    if letter.onset is None:
        return ""
    return words["onset_about" if letter.onset.about else "onset_on"] % {
        "day": dates.in_words(letter.onset.on),
        "weeks": letter.weeks,
    }


def _baseline(letter: Letter, words: LetterWords) -> str:
    base, said = letter.baseline, []
    if base.pain is not None:
        said.append(words["pain"] % {"pain": base.pain})
    if base.score is not None:
        said.append(
            words["function"]
            % {"scale": SCALES[base.scale].name, "score": base.score, "worst": SCALES[base.scale].worst}
        )
    if said and base.measured_on:
        said.append(words["measured_on"] % {"day": dates.in_words(base.measured_on)})
    return ", ".join(said)


def _safety(letter: Letter, words: LetterWords) -> SheetSection:
    answers = [(each.label, letter.precaution(each.key)) for each in PRECAUTIONS]
    return SheetSection(
        words["heading"],
        (
            *_red_flags(letter, words),
            *(row for row in (_answered(answers, said, words) for said in ("yes", "unknown", "no")) if row.text),
            LabeledRow(words["medicines"], letter.medicines or words["not_said"]),
            LabeledRow(words["allergies"], letter.allergies or words["not_said"]),
        ),
    )


def _red_flags(letter: Letter, words: LetterWords) -> tuple[LabeledRow, ...]:
    present = "; ".join(RED_FLAGS[key] for key in letter.red_flags)
    others = "; ".join(text for key, text in RED_FLAGS.items() if key not in letter.red_flags)
    if letter.looked_for:
        return tuple(
            row
            for row in (LabeledRow(words["red_flags"], present, True), LabeledRow(words["red_flags_absent"], others))
            if row.text
        )
    return (
        (LabeledRow(words["red_flags"], present, True),)
        if present
        else (LabeledRow(words["red_flags_unsaid"], words["not_said"]),)
    )


def _answered(answers: list, said: str, words: LetterWords) -> LabeledRow:
    given = [
        f"{label}: {answer.detail}" if answer.detail else label for label, answer in answers if answer.said == said
    ]
    return LabeledRow(words[said], "\n".join(given) if said == "yes" else "; ".join(given), said == "yes")


def _plan(letter: Letter, words: LetterWords) -> SheetSection:
    visits = [words["up_to"] % {"visits": letter.visits, "look": min(letter.visits, 12)}] if letter.visits else []
    visits += [words["used"] % {"used": letter.visits_used}] if letter.visits_used is not None else []
    return SheetSection(
        words["heading"],
        _rows(
            (words["visits"], "; ".join(visits)),
            (words["goals"], letter.goals),
            (words["electro"], ELECTRO[letter.electroacupuncture]),
        ),
    )


def _medicare(letter: Letter, words: LetterWords) -> SheetSection:
    if letter.patient.payer not in MEDICARE:
        return SheetSection(words["heading"], ())
    causes = {
        said: "; ".join(CAUSES[key] for key, answer in letter.causes.items() if answer.said == said)
        for said in ("yes", "no", "unknown")
    }
    return SheetSection(
        words["heading"],
        _rows(
            *((words[f"causes_{said}"], text) for said, text in causes.items()),
            (words["supervisor"], letter.supervisor),
            (words["rule"], words["rule_text"]),
        ),
    )


def _overruled(letter: Letter, words: LetterWords) -> SheetSection:
    return SheetSection(
        words["heading"],
        tuple(
            LabeledRow("", words["answered"] % {"warning": each.warning, "because": each.because})
            for each in letter.overruled
        ),
    )


def _slip(letter: Letter, words: LetterWords, reply: LetterWords) -> Slip:
    about = (
        letter.patient.name,
        words["born"] % {"day": dates.in_words(letter.patient.born_on)},
        words["referred"] % {"day": dates.in_words(letter.written_on)},
    )
    scale = SCALES.get(letter.baseline.scale)
    function = words["function"] % {"scale": scale.name, "worst": scale.worst} if scale else words["function_any"]
    questions = tuple((words[name], tuple(words[f"{name}_choices"])) for name in ("seen", "adverse", "next"))
    named = {name: words[name] for name in ("visits", "first", "last", "date", "notes", "practitioner")}
    return Slip(
        words["title"],
        words["intro"],
        (_named(letter.referrer), *_reached(letter.referrer, reply)),
        (LabeledRow(words["about"], " · ".join(about)),),
        (words["pain"], function),
        questions,
        named | {"sign": reply["sign"], "online": words["online"]},
        letter.reply_link,
    )
