"""What diagnosis codes say of the questions that a letter answers: ICD-10-CM's chapters and categories, 2026."""

from collections.abc import Iterable
from typing import NamedTuple

from directory.referral.letter import Letter


class CodeGroup(NamedTuple):
    """Codes that begin with one of `prefixes` say that something is there.

    red_flag, precaution, cause: the keys of the questions of questions.py whose answer "no" they contradict; "" for
    none. is_other_cause: with it, low back pain is not the pain of unknown cause that Medicare's rule is for.
    """

    prefixes: tuple[str, ...]
    red_flag: str = ""
    precaution: str = ""
    cause: str = ""
    is_other_cause: bool = False


CODE_GROUPS = (
    CodeGroup(("C77", "C78", "C79", "C80", "M84.5"), red_flag="cancer", cause="metastatic", is_other_cause=True),
    CodeGroup(("C", "D0", "D37", "D38", "D39", "D4"), red_flag="cancer"),
    CodeGroup(("Z85",), red_flag="cancer"),
    CodeGroup(("S12", "S22", "S32", "M48.5", "M80", "M84.3", "M84.4", "M84.6"), is_other_cause=True),
    CodeGroup(
        ("S02", "S06", "S12", "S14", "S22", "S24", "S32", "S34", "S72"), red_flag="trauma"
    ),  # no strain or sprain
    CodeGroup(
        ("A18.0", "G06", "G07", "M00", "M46.2", "M46.3", "M46.4", "M46.5", "M49", "M86"),
        cause="infectious",
        is_other_cause=True,
    ),
    CodeGroup(
        ("L40.5", "M02", "M05", "M06", "M08", "M45", "M46.0", "M46.1", "M46.8", "M46.9"),
        cause="inflammatory",
        is_other_cause=True,
    ),
    CodeGroup(("M96", "T81", "T84", "T85"), cause="surgery", is_other_cause=True),
    CodeGroup(("O", "Z33", "Z34", "Z3A"), precaution="pregnancy", is_other_cause=True),
    CodeGroup(("R50",), red_flag="fever"),
    CodeGroup(("R63.4",), red_flag="weight"),
    CodeGroup(("Z79.5",), red_flag="steroids"),
    CodeGroup(("D66", "D67", "D68", "D69"), precaution="bleeding"),
    CodeGroup(("Z79.01", "Z79.02"), precaution="anticoagulant"),
    CodeGroup(("Z45.0", "Z95.0", "Z95.81", "Z96.82", "Z97.8"), precaution="implant"),
    CodeGroup(("D70", "D80", "D81", "D82", "D83", "D84", "B20", "Z79.6"), precaution="immunosuppression"),
    CodeGroup(("I33", "I34", "I35", "I36", "I37", "I38", "I39", "Z95.2", "Z95.3", "Z95.4"), precaution="valve"),
    CodeGroup(("I89.0", "I97.2", "Q82.0"), precaution="lymphoedema"),
    CodeGroup(("G40",), precaution="seizures"),
    CodeGroup(("E08", "E09", "E10", "E11", "E13", "G60", "G61", "G62", "G63"), precaution="diabetes"),
    CodeGroup(("M53.2", "M43.3", "M43.4", "M43.5"), precaution="instability"),
    CodeGroup(
        ("L03", "L08", "L89", "L97", "L98.4", "E08.62", "E09.62", "E10.62", "E11.62", "E13.62"), precaution="skin"
    ),
    CodeGroup(("Z45.4", "Z95.81", "Z96.2", "Z96.41"), precaution="implant"),
    CodeGroup(("Z94",), precaution="immunosuppression"),
    CodeGroup(("G95.2", "G99.2", "M47.11", "M47.12", "M47.13", "M50.0"), red_flag="myelopathy"),
    CodeGroup(("I77.7",), red_flag="neck_artery"),
    CodeGroup(("M00", "T84.5"), red_flag="hot_joint"),
    CodeGroup(("I80.1", "I80.2", "I82.4"), red_flag="calf"),
    CodeGroup(("R45.851", "T14.91"), red_flag="suicidal"),
    CodeGroup(("O14.1", "O14.2", "O15"), red_flag="pregnancy_headache"),
    CodeGroup(("O20", "O42", "O44.1", "O45", "O46"), red_flag="pregnancy_bleeding"),
    CodeGroup(("O36.81",), red_flag="baby_moves_less"),
    CodeGroup(("O22.3",), red_flag="pregnancy_leg"),
)


def groups_of(codes: Iterable[str]) -> list[tuple[str, CodeGroup]]:
    """Each code with each group that it is of: (code, group) pairs in the order of the codes."""
    return [(code, group) for code in codes for group in CODE_GROUPS if code.startswith(group.prefixes)]


def coded_flags(letter: Letter) -> dict[str, str]:
    """{a red flag that a code of the letter tells of, and that the letter does not call absent: the code}."""
    codes = groups_of(each.code for each in letter.diagnoses)
    found = {group.red_flag: code for code, group in reversed(codes) if group.red_flag}
    return {key: code for key, code in found.items() if letter.red_flag(key) != "no"}
