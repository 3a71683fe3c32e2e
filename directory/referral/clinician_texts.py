"""The precautions and the letter's warnings as a text that a clinician can review: told by the rules themselves."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from urllib.parse import urlsplit

from directory.core.cited import CitedSource
from directory.core.guide import StateRules
from directory.core.i18n import N_, LocalizedText
from directory.core.onset import Onset
from directory.core.review import ReviewStatement, ReviewText
from directory.referral.letter import Letter, Patient, Referrer, ScreeningAnswer
from directory.referral.notices import WarningSource
from directory.referral.questions import CAUSES, OWN_FLAGS, PRECAUTIONS, RED_FLAGS, Precaution
from directory.referral.warnings import warnings
from directory.store.reference.rulebook import Rulebook

YEAR = timedelta(days=365)
WRITTEN_ON = "2026-11-29"  # any day does: the rules look at what lies between two
LETTER = Letter(WRITTEN_ON, Patient("", ""), Referrer(""), ())
YES = ScreeningAnswer("yes")
NOT_CLINICAL = ("supervision", "furnisher", "unlicensed", "state")  # about who treats, which no letter here names


def review_texts(book: Rulebook) -> dict[str, ReviewText]:
    """All that a clinician can review, by its name: the rulebook's, and the letter's precautions and warnings."""
    return book.review_texts | {"precautions": precautions_text(book)}


def precautions_text(book: Rulebook) -> ReviewText:
    """What is asked before needling, why, and what the letter then says; and each warning with what it rests on."""
    known = {source.url: source for _, each in book.statements for source in each.sources}
    asked = [ReviewStatement(_asked(each), _sources(each.source, known)) for each in PRECAUTIONS]
    told = dict.fromkeys(notice[:2] for letter in _letters() for notice in _notices(letter))
    warned = [ReviewStatement(LocalizedText({"en": f"Warning: {text}"}), (_cited(source),)) for text, source in told]
    return ReviewText("precautions", N_("Precautions before needling, and the letter’s warnings"), (*asked, *warned))


def _asked(precaution: Precaution) -> LocalizedText:
    advice = f" The letter then says: {precaution.advice}" if precaution.advice else ""
    return LocalizedText({"en": f"Asked: {precaution.label}. Why: {precaution.why}{advice}"})


def _letters() -> Iterator[Letter]:
    """A letter for each thing that a warning looks at."""
    for flag in (*RED_FLAGS, *(key for key, own in OWN_FLAGS.items() if own.emergency)):
        yield replace(LETTER, red_flags=(flag,))
    for precaution in PRECAUTIONS:
        yield replace(LETTER, precautions={precaution.key: YES})
    yield replace(LETTER, visits=8, improved="no")
    medicare = replace(LETTER, patient=replace(LETTER.patient, payer="medicare"))
    yield medicare
    yield replace(medicare, onset=Onset("2026-11-01"))
    yield replace(medicare, causes=dict.fromkeys(CAUSES, YES))
    yield replace(medicare, visits=30)
    yield replace(medicare, visits=12, visits_used=12)
    yield replace(LETTER, patient=replace(LETTER.patient, payer="tricare"))
    yield replace(LETTER, patient=replace(LETTER.patient, payer="va_community_care"))


def _notices(letter: Letter) -> list[tuple[str, WarningSource]]:
    found = warnings(letter, StateRules(rules=()))
    return [(str(each.text), each.source) for each in found if each.key not in NOT_CLINICAL]


def _sources(address: str, known: dict[str, CitedSource]) -> tuple[CitedSource, ...]:
    """The source at an address, as the guide names it; none where none was read."""
    if not address:
        return ()
    unnamed = WarningSource(urlsplit(address).netloc, address, WRITTEN_ON, "secondary")
    return (known.get(address) or _cited(unnamed),)


def _cited(source: WarningSource) -> CitedSource:
    """A warning's source as one of the guide's: to be read again after a year."""
    return CitedSource.model_validate(
        {
            "title": source.title,
            "url": source.address,
            "confidence": "P" if source.confidence == "primary" else "S",
            "as_of": source.as_of,
            "review_by": (date.fromisoformat(source.as_of) + YEAR).isoformat(),
        }
    )
