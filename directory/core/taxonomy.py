"""NUCC provider taxonomy: which codes mean acupuncture, and what kind of practitioner they describe."""

from typing import Literal, cast

from directory.core import credentials as letters
from directory.core.i18n import N_

ACUPUNCTURIST = "171100000X"  # NUCC, "Acupuncturist"
PHYSICIAN_GROUP = "20"  # NUCC, grouping "Allopathic & Osteopathic Physicians": every code in it begins so

Kind = Literal["licensed_acupuncturist", "medical_acupuncturist", "other_clinician", "clinic"]
KINDS: dict[Kind, str] = {
    "licensed_acupuncturist": N_("Acupuncturist"),
    "medical_acupuncturist": N_("Physician who practices acupuncture"),
    "other_clinician": N_("Other clinician who lists acupuncture"),
    "clinic": N_("Clinic"),
}
OF_LICENSED: dict[Kind, str] = KINDS | {"licensed_acupuncturist": N_("Licensed acupuncturist")}


def kind_in_words(kind: str, has_licence: bool) -> str:
    """What somebody of one of KINDS is: called licensed only where a source states a license."""
    return (OF_LICENSED if has_licence else KINDS)[cast(Kind, kind)]


def kind(organisation: bool, taxonomies: list[str], primary: list[str], credentials: list[str]) -> Kind:
    """Which of KINDS a registration describes.

    taxonomies: its codes in order; primary: those its owner marked as primary; credentials: as `parse_credentials`
    writes them.

    An organisation is a clinic. An MD or DO is a medical acupuncturist; a physician's code counts for that only when it
    is the primary one or no credentials are given, because people tick codes that are not theirs. Of the others, an
    acupuncturist by profession has acupuncture as the primary code (or as the first, where none is marked) or a title
    that a state gives to licensed acupuncturists.
    """
    if organisation:
        return "clinic"
    main = primary or taxonomies[:1]
    judged = main if credentials else taxonomies
    if letters.is_physician(credentials) or any(code.startswith(PHYSICIAN_GROUP) for code in judged):
        return "medical_acupuncturist"
    if ACUPUNCTURIST in main or letters.is_acupuncturist(credentials):
        return "licensed_acupuncturist"
    return "other_clinician"
