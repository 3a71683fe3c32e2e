"""What a letter's medicines, counts and words say of the questions that it answers."""

import re

from directory.referral.letter import Letter
from directory.referral.wording import own_words, undenied

MEDICINES = {  # by precaution: names, and the commonest brands in the United States
    "anticoagulant": r"warfarin|coumadin|jantoven|apixaban|eliquis|rivaroxaban|xarelto|dabigatran|pradaxa|edoxaban"
    r"|savaysa|heparin|enoxaparin|lovenox|dalteparin|fragmin|fondaparinux|clopidogrel|plavix|prasugrel|effient"
    r"|ticagrelor|brilinta",
    "immunosuppression": r"tacrolimus|prograf|ciclosporin|cyclosporine?|mycophenolate|cellcept|azathioprine|imuran"
    r"|methotrexate|adalimumab|humira|etanercept|enbrel|infliximab|remicade|tofacitinib|xeljanz|upadacitinib|rinvoq"
    r"|rituximab|cyclophosphamide|sirolimus|everolimus",
    "diabetes": r"insulin|lantus|humalog|novolog|basaglar|levemir|toujeo|tresiba",
}
FLAGS = {"steroids": r"prednisone|prednisolone"}  # by red flag
WORDS = {"pregnancy": re.compile(r"\b(?:\d{1,2} weeks? )?pregnant\b|\bgravid(?:a)?\b", re.IGNORECASE)}
COUNTS = {  # by what is counted: how it is written; the number under which it is low, in thousands a microliter
    "platelets": (re.compile(r"\b(?:platelets?|plt)\b\D{0,20}?(\d{1,3}),?(000)?\b(?![.,]?\d)", re.IGNORECASE), 50.0),
    "neutrophils": (
        re.compile(r"\b(?:anc|neutrophils?)\b\D{0,20}?(\d{1,2}(?:[.,]\d{1,3})?|\d{3,5})\b(?! ?%)", re.IGNORECASE),
        1.0,
    ),
}


def _named(names: str, text: str) -> str:
    found = re.search(rf"\b(?:{names})\b", text, re.IGNORECASE)
    return found.group() if found else ""


def told_of_precautions(letter: Letter) -> dict[str, str]:
    """{a precaution that the medicines or the letter's words tell of: the word}."""
    told = {key: _named(names, letter.medicines) for key, names in MEDICINES.items()}
    told |= {key: found.group() for key, words in WORDS.items() if (found := undenied(letter, words))}
    return {key: word for key, word in told.items() if word}


def told_of_flags(letter: Letter) -> dict[str, str]:
    """{a red flag that the medicines tell of: the word}."""
    told = {key: _named(names, letter.medicines) for key, names in FLAGS.items()}
    return {key: word for key, word in told.items() if word}


def counted_low(letter: Letter, what: str) -> bool:
    """Whether the letter gives a count of one of COUNTS that is low."""
    words, low = COUNTS[what]
    found = words.search(own_words(letter))
    if not found:
        return False
    number = float(found.group(1).replace(",", "."))
    return (number / 1000 if number >= 100 and what == "neutrophils" else number) < low
