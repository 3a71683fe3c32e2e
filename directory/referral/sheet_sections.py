"""The body of a letter: the reason, safety, the plan, Medicare's rule, and the warnings that were overruled."""

from directory.core import dates
from directory.core.indications import Scale
from directory.referral.letter import Letter, ScreeningAnswer
from directory.referral.questions import CAUSES, ELECTRO, FIRST_VISITS, FLAG_TEXTS, MEDICARE, PRECAUTIONS, SCALES
from directory.referral.sheet import LabeledRow, LetterWords, SheetSection, labeled_rows


def reason(letter: Letter, words: LetterWords) -> SheetSection:
    """Why the patient is referred, and what was found and tried."""
    codes = "\n".join(f"{diagnosis.code}  {diagnosis.description}" for diagnosis in letter.diagnoses)
    rows = labeled_rows(
        (words["reason"], letter.reason),
        (words["question"], letter.question),
        (words["diagnoses"], codes),
        (words["onset"], _onset(letter, words)),
        (words["problems"], letter.problems),
        (words["operations"], letter.operations),
        (words["tried"], letter.tried),
        (words["findings"], letter.findings),
        (words["baseline"], _baseline(letter, words)),
        (words["last_seen"], dates.in_words(letter.last_seen_on) if letter.last_seen_on else ""),
    )
    return SheetSection(words["heading"], rows)


def _onset(letter: Letter, words: LetterWords) -> str:
    if letter.onset is None:
        return ""
    text: str = words["onset_about" if letter.onset.about else "onset_on"]
    return text % {"day": dates.in_words(letter.onset.on), "weeks": letter.weeks}


def _baseline(letter: Letter, words: LetterWords) -> str:
    base, scores = letter.baseline, []
    if base.pain is not None:
        scores.append(words["pain"] % {"pain": base.pain})
    if base.score is not None:
        scale = SCALES[base.scale]
        values = {"scale": scale.name, "score": base.score, "low": scale.low, "high": scale.high}
        scores.append(words["function" if scale.low == 0 else "function_from"] % values + _direction(scale, words))
    if scores and base.measured_on:
        scores.append(words["measured_on"] % {"day": dates.in_words(base.measured_on)})
    return ", ".join(scores)


def _direction(scale: Scale, words: LetterWords) -> str:
    """A word for scales of which a higher score is better."""
    return str(words["higher"]) if scale.higher_is_better else ""


def safety(letter: Letter, words: LetterWords) -> SheetSection:
    """Red flags and precautions, present, not known and absent; medicines and allergies, even where not stated."""
    answers = [(each.label, letter.precaution(each.key)) for each in PRECAUTIONS if letter.asks(each.key)]
    precautions = (_precautions(answers, answered, words) for answered in ("yes", "unknown", "no"))
    rows = (
        *_red_flags(letter, words),
        *(row for row in precautions if row.text),
        *_advice(letter, words),
        *_strong(words["adverse_before"], letter.adverse_before),
        LabeledRow(words["medicines"], letter.medicines or words["not_said"]),
        LabeledRow(words["allergies"], letter.allergies or words["not_said"]),
    )
    return SheetSection(words["heading"], rows)


def _red_flags(letter: Letter, words: LetterWords) -> tuple[LabeledRow, ...]:
    present = LabeledRow(words["red_flags"], "; ".join(FLAG_TEXTS[key] for key in letter.red_flags), strong=True)
    others = "; ".join(text for key, text in FLAG_TEXTS.items() if letter.red_flag(key) == "no")
    if letter.looked_for:
        return tuple(row for row in (present, LabeledRow(words["red_flags_absent"], others)) if row.text)
    return (present if present.text else LabeledRow(words["red_flags_unsaid"], words["not_said"]),)


def _precautions(answers: list[tuple[str, ScreeningAnswer]], answered: str, words: LetterWords) -> LabeledRow:
    given = [(label, answer.detail) for label, answer in answers if answer.said == answered]
    texts = [f"{label}: {detail}" if detail else label for label, detail in given]
    return LabeledRow(
        words[answered], "\n".join(texts) if answered == "yes" else "; ".join(texts), strong=answered == "yes"
    )


def _advice(letter: Letter, words: LetterWords) -> tuple[LabeledRow, ...]:
    """What the serious precautions that are present ask of the practitioner."""
    advice = [each.advice for each in PRECAUTIONS if each.advice and letter.precaution(each.key).said == "yes"]
    return _strong(words["advice"], "\n".join(advice))


def _strong(label: str, text: str) -> tuple[LabeledRow, ...]:
    return (LabeledRow(label, text, strong=True),) if text else ()


def plan(letter: Letter, words: LetterWords) -> SheetSection:
    """How many visits are asked for, to what end, and whether with current."""
    visits = []
    if letter.visits:
        visits.append(words["up_to"] % {"visits": letter.visits, "look": min(letter.visits, FIRST_VISITS)})
    if letter.visits_used is not None:
        visits.append(words["used"] % {"used": letter.visits_used})
    if letter.visits_used and letter.improved in words["improved"]:
        visits.append(words["improved"][letter.improved])
    rows = labeled_rows(
        (words["visits"], "; ".join(visits)),
        (words["frequency"], "; ".join(part for part in (letter.frequency, letter.duration) if part)),
        (words["goals"], letter.goals),
        (words["electro"], ELECTRO[letter.electroacupuncture]),
    )
    return SheetSection(words["heading"], rows)


def medicare(letter: Letter, words: LetterWords) -> SheetSection:
    """What Medicare's rule wants to know; empty for other payers."""
    if letter.patient.payer not in MEDICARE:
        return SheetSection(words["heading"], ())
    rows = labeled_rows(
        *((words[f"causes_{answered}"], _causes(letter, answered)) for answered in ("yes", "no", "unknown")),
        (words["supervisor"], letter.supervisor),
        (words["rule"], words["rule_text"]),
    )
    return SheetSection(words["heading"], rows)


def _causes(letter: Letter, answered: str) -> str:
    return "; ".join(CAUSES[key] for key, answer in letter.causes.items() if answer.said == answered)


def overruled(letter: Letter, words: LetterWords) -> SheetSection:
    """The warnings that the sender overruled, with the reasons."""
    texts = (words["answered"] % {"warning": each.warning, "because": each.because} for each in letter.overruled)
    return SheetSection(words["heading"], tuple(LabeledRow("", text) for text in texts))
